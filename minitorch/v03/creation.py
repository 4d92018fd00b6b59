"""0.3's ways to make tensors: of the default type, without ``dtype``, ``device`` or history."""

from functools import wraps

import numpy as np

from .. import creation, sampling
from ..dtype import get_default_dtype
from ..errors import put_out
from .tensor import Tensor


def plain(function):
    """Return a creation function of the core that gives tensors of 0.3."""

    @wraps(function)
    def create(*args, out=None, **named):
        for option in ("dtype", "device", "layout", "requires_grad"):
            if option in named:
                raise TypeError(f"{function.__name__}() got an unexpected keyword '{option}'")
        result = Tensor._wrap(function(*args, **named)._memory())
        return result if out is None else put_out(out, result)

    return create


zeros, ones, eye, linspace = map(
    plain, (creation.zeros, creation.ones, creation.eye, creation.linspace)
)
logspace, rand, from_numpy = map(plain, (creation.logspace, sampling.rand, creation.from_numpy))
randperm, empty = plain(sampling.randperm), plain(creation.empty)


def randn(*sizes, out=None):
    """Return numbers from the standard normal distribution. Source: PyTorch 0.3.1."""
    result = zeros(*sizes).normal_()
    return result if out is None else put_out(out, result)


def arange(start, end=None, step=1, out=None):
    """Return numbers from ``start`` to before ``end``, as floats. Source: PyTorch 0.3.1."""
    start, end = (0, start) if end is None else (start, end)
    result = Tensor._wrap(np.arange(start, end, step).astype(get_default_dtype().numpy))
    return result if out is None else put_out(out, result)


def like(value):
    """Return the function that fills a tensor or Variable of the size and type of another."""

    def create(input, out=None):
        result = input._wrap(np.full(input._array.shape, value, input._array.dtype))
        return result if out is None else put_out(out, result)

    return create


zeros_like, ones_like = like(0), like(1)
