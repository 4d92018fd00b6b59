"""Float32 results beside live torch's: no further from the exact ones, within what is promised."""

import numpy as np
import pytest

import minitorch
from minitorch.testing import exact

pytestmark = pytest.mark.live
UNITS = 4  # what functions may be off where torch is nearer; in units in the last place
TIMES = 2  # how much further off a sum may be
ROWS = 200_000


@pytest.mark.parametrize("name", exact.FUNCTIONS)
def test_a_function_is_as_exact_as_torch_or_nearly(name):
    """No result is further off than the larger of torch's furthest and 4 units."""
    import torch

    points = exact.points(name)
    theirs = exact.units(name, exact.call(torch, name, points))

    ours = exact.units(name, exact.call(minitorch, name, points))

    assert ours <= max(theirs, UNITS)


@pytest.mark.parametrize("shape", [(ROWS, 10), (ROWS, 1), (ROWS,), (20, ROWS // 20, 3), (10, ROWS)])
@pytest.mark.parametrize("dim", [0, 1, -1])
@pytest.mark.parametrize("name", ["sum", "mean", "cumsum"])
def test_sums_keep_their_digits(name, dim, shape):
    """Along any dimension a sum is at most twice as far off as torch's, or half a unit."""
    import torch

    if dim >= len(shape):
        dim = 0
    values = np.random.RandomState(0).rand(*shape).astype(np.float32)
    right = getattr(torch.from_numpy(values).double(), name)(dim).numpy()

    ours, theirs = [
        np.abs(getattr(library.from_numpy(values), name)(dim).numpy() / right - 1).max()
        for library in (minitorch, torch)
    ]

    assert ours <= max(TIMES * theirs, np.finfo(np.float32).eps)
