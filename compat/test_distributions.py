"""Distributions and live torch: the same densities, moments, divergences and samples."""

import numpy as np
import pytest

import minitorch
import minitorch.distributions as ours
from minitorch.interop import live_torch

pytestmark = pytest.mark.live
torch = live_torch()

A, B = [0.3, 1.7], [1.2, 0.6]
PROBS, MATRIX = [0.2, 0.5, 0.3], [[2.0, 0.5], [0.5, 1.0]]
MADE = {
    "Beta": ((A, B), [0.25, 0.5]),
    "Binomial": ((5.0, [0.3, 0.6]), [2.0, 4.0]),
    "Categorical": ((PROBS,), [2, 0]),
    "Cauchy": ((A, B), [0.25, -0.5]),
    "Chi2": ((B,), [0.25, 2.5]),
    "Dirichlet": (([0.5, 1.0, 2.0],), PROBS),
    "Exponential": ((A,), [0.25, 2.5]),
    "FisherSnedecor": ((A, [5.0, 6.0]), [0.25, 2.5]),
    "Gamma": ((A, B), [0.25, 2.5]),
    "Geometric": (([0.3, 0.6],), [0.0, 3.0]),
    "Gumbel": ((A, B), [0.25, -0.5]),
    "HalfCauchy": ((B,), [0.25, 2.5]),
    "HalfNormal": ((B,), [0.25, 2.5]),
    "Laplace": ((A, B), [0.25, -0.5]),
    "LogNormal": ((A, B), [0.25, 2.5]),
    "MultivariateNormal": ((A, MATRIX), [0.25, 2.5]),
    "Normal": ((A, B), [0.25, 2.5]),
    "OneHotCategorical": ((PROBS,), [0.0, 1.0, 0.0]),
    "Pareto": ((A, [3.0, 2.5]), [2.25, 2.5]),
    "Poisson": (([1.0, 14.0],), [2.0, 12.0]),
    "RelaxedBernoulli": ((0.7, [0.3, 0.6]), [0.25, 0.5]),
    "RelaxedOneHotCategorical": ((0.7, PROBS), [0.25, 0.5, 0.25]),
    "StudentT": (([3.0, 4.5], A, B), [0.25, 2.5]),
    "Uniform": ((A, [4.0, 5.0]), [0.5, 2.5]),
}
MADE["Bernoulli"] = (([0.3, 0.6],), [0.0, 1.0])
SAME_DRAWS = sorted(set(MADE) - {"Bernoulli", "Binomial", "Categorical", "OneHotCategorical"})


def pair(name):
    """Return a distribution of ours and the one of torch."""
    parameters = MADE[name][0]
    mine = [minitorch.tensor(p, dtype=minitorch.float64) for p in parameters]
    return (
        getattr(ours, name)(*mine),
        getattr(torch.distributions, name)(
            *[torch.tensor(p, dtype=torch.float64) for p in parameters]
        ),
    )


def attempted(function):
    """Return a list of numbers, or the class of the error."""
    try:
        return np.asarray(function().detach().numpy(), np.float64)
    except (NotImplementedError, AttributeError) as error:
        return type(error)


def assert_same(mine, wanted):
    """Compare two attempts."""
    if isinstance(wanted, type):
        assert mine is wanted
    else:
        np.testing.assert_allclose(mine, wanted, rtol=1e-6, atol=1e-9)


def value_of(name, package):
    """Return the sample value that belongs to a distribution."""
    values = MADE[name][1]
    kind = package.int64 if name == "Categorical" else package.float64
    return package.tensor(values, dtype=kind)


@pytest.mark.parametrize("fact", ["mean", "variance", "stddev"])
@pytest.mark.parametrize("name", sorted(set(MADE) - {"RelaxedBernoulli", "HalfCauchy"}))
def test_moments(name, fact):
    """Mean and variance are torch's."""
    mine, wanted = pair(name)

    assert_same(attempted(lambda: getattr(mine, fact)), attempted(lambda: getattr(wanted, fact)))


@pytest.mark.parametrize("name", MADE)
def test_log_prob(name):
    """The density is torch's."""
    mine, wanted = pair(name)

    found = attempted(lambda: mine.log_prob(value_of(name, minitorch)))

    assert_same(found, attempted(lambda: wanted.log_prob(value_of(name, torch))))


@pytest.mark.parametrize("name", sorted(set(MADE) - {"Binomial", "Poisson"}))
def test_entropy(name):
    """The entropy is torch's, where 0.4 has one."""
    mine, wanted = pair(name)

    assert_same(attempted(mine.entropy), attempted(wanted.entropy))


@pytest.mark.parametrize(
    "name", ["Cauchy", "Exponential", "Gumbel", "HalfNormal", "Laplace", "LogNormal", "Normal"]
)
def test_cumulative_probabilities(name):
    """``cdf`` and ``icdf`` are torch's."""
    mine, wanted = pair(name)
    value, prob = MADE[name][1], [0.2, 0.7]

    assert_same(
        attempted(lambda: mine.cdf(value_of(name, minitorch))),
        attempted(lambda: wanted.cdf(torch.tensor(value, dtype=torch.float64))),
    )
    assert_same(
        attempted(lambda: mine.icdf(minitorch.tensor(prob, dtype=minitorch.float64))),
        attempted(lambda: wanted.icdf(torch.tensor(prob, dtype=torch.float64))),
    )


@pytest.mark.parametrize("q", MADE)
@pytest.mark.parametrize("p", MADE)
def test_divergences(p, q):
    """Every registered pair has torch's divergence; the ledger has those that came after 0.4."""
    (mine, wanted), (other, wanted_other) = pair(p), pair(q)
    found = attempted(lambda: ours.kl_divergence(mine, other))
    expected = attempted(lambda: torch.distributions.kl_divergence(wanted, wanted_other))
    if (p, q) in LATER:
        assert found is NotImplementedError
        assert expected is not NotImplementedError
    else:
        assert_same(found, expected)


LATER = {  # row "later-divergences"
    ("Cauchy", "Cauchy"),
    ("HalfCauchy", "HalfCauchy"),
    ("Normal", "Laplace"),
}


@pytest.mark.parametrize("name", SAME_DRAWS)
def test_samples(name):
    """The same seed gives the same samples, where the streams have not changed since."""
    mine, wanted = pair(name)
    minitorch.manual_seed(3)
    torch.manual_seed(3)

    assert_same(
        attempted(lambda: mine.sample((7,))), attempted(lambda: wanted.sample(torch.Size((7,))))
    )


def test_the_slope_of_gamma_numbers_is_exact():
    """``dx/dalpha`` keeps the cumulative probability, as finite differences show."""
    alpha = torch.tensor([0.1, 0.5, 1.0, 2.0, 7.5, 40.0, 900.0], dtype=torch.float64)
    alpha = alpha.repeat_interleave(4)
    x = alpha * torch.tensor([0.3, 0.9, 1.1, 1.6], dtype=torch.float64).repeat(7)
    step = 1e-5 * alpha
    up, down = torch.special.gammainc(alpha + step, x), torch.special.gammainc(alpha - step, x)
    density = (alpha.sub(1) * x.log() - x - alpha.lgamma()).exp()
    known = density > 1e-4  # elsewhere the differences have no digits left
    wanted = (-(up - down) / (2 * step) / density)[known]

    found = minitorch._standard_gamma_grad(
        minitorch.from_numpy(alpha.numpy()), minitorch.from_numpy(x.numpy())
    )

    np.testing.assert_allclose(found.numpy()[known.numpy()], wanted.numpy(), rtol=1e-6)


def test_the_slope_of_beta_numbers_is_near_torch_s():
    """Torch approximates it, to a thousandth; both ends of the interval are met."""
    grid = np.array([[a, b, x] for a in (0.3, 2, 30) for b in (0.5, 4) for x in (0.05, 0.5, 0.9)])
    a, b, x = grid.T.copy()

    found = minitorch._dirichlet_grad(*map(minitorch.from_numpy, (x, a, a + b)))
    wanted = torch._dirichlet_grad(*map(torch.from_numpy, (x, a, a + b)))

    np.testing.assert_allclose(found.numpy(), wanted.numpy(), rtol=5e-3)
