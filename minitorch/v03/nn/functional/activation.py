"""Nonlinearities in 0.3."""

from minitorch.op import OPS

from ...again import beside, functions_of
from .arguments import of_function, wrapped

core = beside(__name__)
globals().update(functions_of(core))


def prelu(input, weight):
    """Return each element, times the weight of its channel if it is negative. Source: 0.3.1."""
    return core.prelu(wrapped(input), wrapped(weight))


def relu(input, inplace=False):
    """Return each element above zero, and zero for the others. Source: PyTorch 0.3.1, F.relu."""
    return core.threshold(input, 0, 0, inplace)


def hardshrink(input, lambd=0.5):
    """Return each element not within ``lambd`` of zero, else zero. Source: 0.3.1, F.hardshrink."""
    result = OPS["hardshrink"].call(input, lambd)
    result.data.masked_fill_(result.data.ne(result.data), 0)  # C keeps what is larger: no nan is
    return result


def softshrink(input, lambd=0.5):
    """Return each element, ``lambd`` closer to zero. Source: PyTorch 0.3.1, F.softshrink."""
    return OPS["softshrink"].call(wrapped(input), lambd)


def sigmoid(input):
    """Return ``1 / (1 + exp(-input))`` for each element. Source: PyTorch 0.3.1, F.sigmoid."""
    return input.sigmoid()


def tanh(input):
    """Return the hyperbolic tangent of each element. Source: PyTorch 0.3.1, F.tanh."""
    return input.tanh()


def selu(input, inplace=False):
    """Return the scaled :func:`elu` that keeps mean and variance. Source: 0.3.1, F.selu."""
    return of_function(core.selu(input, inplace), "SELUBackward")
