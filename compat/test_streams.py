"""The streams of live torch: the same seed gives the same numbers, call by call."""

import numpy as np
import pytest

import minitorch
from minitorch.random import use_stream

pytestmark = pytest.mark.live
EXACT = {
    "rand": lambda torch: torch.rand(1000),
    "rand, double": lambda torch: torch.rand(100, dtype=torch.float64),
    "randn, few": lambda torch: torch.cat([torch.randn(3), torch.randn(4)]),
    "randn, few, double": lambda torch: torch.randn(15, dtype=torch.float64),
    "randn, double": lambda torch: torch.randn(33, dtype=torch.float64),
    "randint": lambda torch: torch.randint(-5, 2**40, (50,), dtype=torch.int64),
    "randperm": lambda torch: torch.randperm(1000),
    "uniform_": lambda torch: torch.zeros(1000).uniform_(-2, 3),
    "uniform_, double": lambda torch: torch.zeros(1000, dtype=torch.float64).uniform_(-2, 3),
    "bernoulli": lambda torch: torch.bernoulli(torch.full((500,), 0.3)),
    "bernoulli, double": lambda torch: torch.full((500,), 0.3, dtype=torch.float64).bernoulli(),
    "bernoulli_": lambda torch: torch.zeros(500).bernoulli_(0.3),
    "bernoulli_ of a tensor": lambda torch: torch.zeros(500).bernoulli_(torch.full((500,), 0.3)),
    "geometric_": lambda torch: torch.zeros(500).geometric_(0.3),
    "exponential_": lambda torch: torch.zeros(500).exponential_(2.0),
    "exponential_, double": lambda torch: torch.zeros(50, dtype=torch.float64).exponential_(),
    "cauchy_": lambda torch: torch.zeros(500).cauchy_(),
    "log_normal_": lambda torch: torch.zeros(50).log_normal_(),
    "random_": lambda torch: torch.zeros(500).random_(),
    "multinomial, one": lambda torch: torch.multinomial(torch.rand(20, 30), 1),
    "multinomial, some": lambda torch: torch.multinomial(torch.rand(20, 30), 7),
    "multinomial, again": lambda torch: torch.multinomial(torch.rand(20, 30), 7, True),
    "Linear": lambda torch: torch.nn.Linear(30, 40).weight.detach(),
}
CLOSE = {  # the compiler fuses some steps of the polynomials, and some not
    "randn": lambda torch: torch.randn(10_000),
    "normal_": lambda torch: torch.zeros(1000).normal_(2, 3),
}


def both(draw, seed):
    """Return what minitorch, with today's streams, and live torch draw from ``seed``."""
    import torch

    torch.manual_seed(seed)
    with use_stream("2.13"):
        minitorch.manual_seed(seed)
        return np.array(draw(minitorch).tolist()), np.array(draw(torch).tolist())


@pytest.mark.parametrize("seed", [0, 3, 2**40 + 7])
@pytest.mark.parametrize("name", EXACT)
def test_the_same_numbers(name, seed):
    """The numbers are torch's, to the last bit."""
    mine, judge = both(EXACT[name], seed)

    np.testing.assert_array_equal(mine, judge)


@pytest.mark.parametrize("seed", [0, 3, 2**40 + 7])
@pytest.mark.parametrize("name", CLOSE)
def test_the_same_numbers_but_for_last_bits(name, seed):
    """Of 16 or more normal numbers 99.8 % are torch's, and the others differ in the last bit."""
    mine, judge = both(CLOSE[name], seed)

    assert (mine == judge).mean() >= 0.998
    np.testing.assert_allclose(mine, judge, rtol=1e-6, atol=1e-6)


def test_the_streams_of_another_release_end_with_the_block():
    """``with use_stream(...)`` changes what is drawn inside it only."""
    minitorch.manual_seed(0)
    before = minitorch.bernoulli(minitorch.full((50,), 0.5)).tolist()

    with use_stream("2.13"):
        minitorch.manual_seed(0)
        inside = minitorch.bernoulli(minitorch.full((50,), 0.5)).tolist()
    minitorch.manual_seed(0)

    assert inside != before
    assert minitorch.bernoulli(minitorch.full((50,), 0.5)).tolist() == before
