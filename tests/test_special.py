"""The error and gamma functions against Python's own."""

import math

import numpy as np
import pytest

from minitorch import special
from minitorch.testing.exact import inverse_of_erf, stirling

POINTS = np.concatenate([np.linspace(-6, 6, 4001), 10.0 ** np.linspace(-8, 1.4, 500)])
POSITIVE = np.concatenate([np.linspace(0.01, 12, 4001), 10.0 ** np.linspace(-6, 6, 500)])


def units(found, exact):
    """Return how far ``found`` is from ``exact``, in units in the last place."""
    return np.abs(found.astype(float) - exact) / np.spacing(np.abs(exact).astype(found.dtype))


@pytest.mark.parametrize(
    ("name", "points"), [("erf", POINTS), ("erfc", POINTS), ("lgamma", POSITIVE)]
)
def test_results_are_exact_in_all_but_the_last_bits(name, points):
    """Doubles differ by last bits, as Python's do; for float32 see ``test_precise.py``."""
    points = points[(np.abs(points - 1.5) > 1) | (name != "lgamma")]  # its zeros: see below
    exact = np.array([getattr(math, name)(x) for x in points.tolist()])
    normal = np.abs(exact) > np.finfo(float).tiny

    found = getattr(special, name)(np, points)

    assert units(found, exact)[normal].max() < 32


def test_lgamma_keeps_its_digits_near_its_zeros():
    """Near one and two, where it vanishes, the error is relative to the result."""
    points = np.array([1 + 1e-9, 1 - 1e-9, 2 + 1e-9, 2 - 1e-9])
    slopes = np.array([-np.euler_gamma, np.euler_gamma, 1 - np.euler_gamma, np.euler_gamma - 1])

    found = special.lgamma(np, points)

    np.testing.assert_allclose(found, slopes * np.abs(points - np.rint(points)), rtol=1e-8)


def test_erfinv_undoes_erfc_in_the_tail():
    """The inverse keeps the digits that its argument has, up to the last number below one."""
    points = 1 - 10.0 ** np.linspace(-15.9, -1, 500)

    found = special.erfinv(np, points)

    back = np.array([math.erfc(y) for y in found.tolist()])
    np.testing.assert_allclose(back, 1 - points, rtol=1e-12)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_poles_and_ends(dtype):
    """Where a function is infinite or not defined, it is so here."""
    inf, nan = np.inf, np.nan

    def of(name, *values):
        return getattr(special, name)(np, np.array(values, dtype)).tolist()

    assert of("erfinv", -1.0, 1.0) == [-inf, inf]
    assert np.isnan(of("erfinv", 1.5, nan, -2.0, inf)).all()
    assert of("lgamma", 0.0, -1.0, inf, -inf) == [inf] * 4
    assert of("digamma", 0.0, -4.0, inf, -inf) == [inf] * 4
    assert of("erf", inf, -inf, 30.0, 0.0) == [1.0, -1.0, 1.0, 0.0]
    assert of("erfc", inf, -inf, 30.0) == [0.0, 2.0, 0.0]
    assert np.isnan([of(name, nan) for name in ("erf", "erfc", "lgamma", "digamma")]).all()


def test_the_tails_of_erfinv_in_single_precision():
    """The last numbers below one have inverses as exact as the others."""
    points = (1 - np.arange(1, 60_000) / 2.0**24).astype(np.float32)
    exact = np.array([inverse_of_erf(x) for x in points[::20].tolist()])

    found = special.erfinv(np, points)[::20]

    assert units(found, exact).max() < 4


def test_gamma_functions_near_their_positive_zeros_in_single_precision():
    """Near one and two, and near 1.46, an error is relative to the small result."""
    for order, zeros in ((0, (1.0, 2.0)), (1, (1.4616321,))):
        near = np.concatenate([z + np.arange(-40, 40) * 2.0**-23 for z in zeros])
        points = near.astype(np.float32)
        exact = np.array([stirling(order, x) for x in points.tolist()]).round(20)

        found = getattr(special, ("lgamma", "digamma")[order])(np, points)

        assert (found[exact == 0] == 0).all()
        assert units(found, exact)[exact != 0].max() < 4


@pytest.mark.parametrize("n", [1, 2, 3])
def test_each_polygamma_is_the_slope_of_the_one_before(n):
    """The recurrences hold: psi(x) grows by ``1 / x`` in one step, its derivatives likewise."""
    points = np.linspace(0.2, 8, 50)
    step = (-1) ** n * math.factorial(n) / points ** (n + 1)

    found = special.polygamma(np, points + 1, n) - special.polygamma(np, points, n)

    np.testing.assert_allclose(found, step, rtol=1e-12)
