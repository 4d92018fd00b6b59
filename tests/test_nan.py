"""Where a nan goes: every comparison with one is false, so it takes the branch that is left."""

import math

import pytest

import minitorch as torch
import minitorch.v03 as torch03
from minitorch.nn import functional as F
from minitorch.v03.autograd import Variable
from minitorch.v03.nn import functional as F03

CASES = {  # what C does with it in 0.4.1 and in 0.3.1
    "softshrink": ((0.5,), 0.0, 0.0),
    "hardshrink": ((0.5,), math.nan, 0.0),
    "threshold": ((0.0, 9.0), 9.0, 9.0),
    "hardtanh": ((-2.0, 3.0), 3.0, 3.0),
    "relu6": ((), 6.0, 6.0),
    "relu": ((), math.nan, 0.0),
    "leaky_relu": ((0.1,), math.nan, math.nan),
}


@pytest.mark.parametrize("count", [1, 10_000])
@pytest.mark.parametrize("name", CASES)
def test_a_nan_takes_the_last_branch(name, count):
    """The same for few elements and for many, which are compared in another way."""
    arguments, now, then = CASES[name]
    numbers = [math.nan] * count

    found = getattr(F, name)(torch.tensor(numbers), *arguments)
    found03 = getattr(F03, name)(Variable(torch03.FloatTensor(numbers)), *arguments).data

    assert found.tolist() == pytest.approx([now] * count, nan_ok=True)
    assert found03.tolist() == pytest.approx([then] * count, nan_ok=True)
