"""The error and gamma functions against Python's own."""

import math

import numpy as np
import pytest

from minitorch import special

POINTS = np.concatenate([np.linspace(-6, 6, 4001), 10.0 ** np.linspace(-8, 1.4, 500)])
POSITIVE = np.concatenate([np.linspace(0.01, 12, 4001), 10.0 ** np.linspace(-6, 6, 500)])


def units(found, exact):
    """Return how far ``found`` is from ``exact``, in units in the last place."""
    return np.abs(found.astype(float) - exact) / np.spacing(np.abs(exact).astype(found.dtype))


@pytest.mark.parametrize(("dtype", "most"), [(np.float32, 0.6), (np.float64, 32)])
@pytest.mark.parametrize(
    ("name", "points"), [("erf", POINTS), ("erfc", POINTS), ("lgamma", POSITIVE)]
)
def test_results_are_exact_in_all_but_the_last_bits(name, points, dtype, most):
    """Single precision is rounded once; double precision differs by last bits, as Python's does."""
    points = points.astype(dtype)
    points = points[(np.abs(points - 1.5) > 1) | (name != "lgamma")]  # its zeros: see below
    exact = np.array([getattr(math, name)(x) for x in points.tolist()])
    normal = np.abs(exact) > np.finfo(dtype).tiny

    found = getattr(special, name)(np, points)

    assert units(found, exact)[normal].max() < most


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


def test_poles_and_ends():
    """Where a function is infinite or not defined, it is so here."""
    inf, nan = np.inf, np.nan

    assert special.erfinv(np, np.array([-1.0, 1.0, 2.0])).tolist()[:2] == [-inf, inf]
    assert np.isnan(special.erfinv(np, np.array([1.5, nan]))).all()
    assert special.lgamma(np, np.array([0.0, -1.0, inf, -inf])).tolist() == [inf] * 4
    assert special.digamma(np, np.array([0.0, -4.0, inf, -inf])).tolist() == [inf] * 4
    assert special.erf(np, np.array([inf, -inf])).tolist() == [1.0, -1.0]
    assert special.erfc(np, np.array([inf, -inf])).tolist() == [0.0, 2.0]


@pytest.mark.parametrize("n", [1, 2, 3])
def test_each_polygamma_is_the_slope_of_the_one_before(n):
    """The recurrences hold: psi(x) grows by ``1 / x`` in one step, its derivatives likewise."""
    points = np.linspace(0.2, 8, 50)
    step = (-1) ** n * math.factorial(n) / points ** (n + 1)

    found = special.polygamma(np, points + 1, n) - special.polygamma(np, points, n)

    np.testing.assert_allclose(found, step, rtol=1e-12)
