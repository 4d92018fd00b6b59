"""Random numbers: filling tensors in place from a generator.

Each operation here exists as an in-place method only: ``uniform`` is ``Tensor.uniform_``. What a
tensor held before has no influence on what is drawn, so its gradient is zero.
"""

import numpy as np

from .. import streams
from ..backend import backend_of, is_contiguous
from ..cases import Array, Float, case
from ..op import hidden
from .fill import zero


def sampler(**told):
    """Define an operation that fills a tensor with random numbers."""
    return hidden(input=lambda g: zero(g), inplace=True, smooth=False, **told)


def source(generator):
    """Return ``generator``, or the default one."""
    return streams.default_generator if generator is None else generator


@sampler(kernel="uniform_", cases=[case(3, 4), case(3, 4, low=-1.0, high=2.0)])
def uniform(xp, input: Float, low=0, high=1, generator=None):
    """Return numbers in ``[low, high)``, all equally likely. Source: 0.4.1, Tensor.uniform_."""
    return xp.asarray(source(generator).uniform(input.shape, input.dtype, low, high))


def check_deviation(std):
    """Raise unless a standard deviation is positive."""
    if std <= 0:
        raise RuntimeError("invalid argument 2: standard deviation must be strictly positive")


@sampler(
    node="NormalBackward0", kernel="normal_", cases=[case(3, 4), case(6, 3, mean=1.0, std=2.0)]
)
def normal(xp, input: Float, mean=0, std=1, generator=None):
    """Return numbers from a normal distribution. Source: PyTorch 0.4.1, Tensor.normal_."""
    check_deviation(std)
    blocks = is_contiguous(input)
    return xp.asarray(source(generator).normal(input.shape, input.dtype, mean, std, blocks))


@sampler(kernel="exponential_", cases=[case(3, 4), case(3, 4, lambd=2.0)])
def exponential(xp, input: Float, lambd=1, generator=None):
    """Return waiting times of ``lambd`` events in unit time. Source: 0.4.1, exponential_."""
    return xp.asarray(source(generator).exponential(input.shape, lambd).astype(input.dtype))


@sampler(kernel="cauchy_", cases=[case(3, 4), case(3, 4, median=1.0, sigma=0.5)])
def cauchy(xp, input: Float, median=0, sigma=1, generator=None):
    """Return numbers from a Cauchy distribution. Source: PyTorch 0.4.1, Tensor.cauchy_."""
    drawn = source(generator).uniform(input.shape, np.float64, 0, 1)
    return xp.asarray((median + sigma * np.tan(np.pi * (drawn - 0.5))).astype(input.dtype))


@sampler(kernel="log_normal_", cases=[case(3, 4), case(3, 4, mean=0.5, std=0.25)])
def log_normal(xp, input: Float, mean=1, std=2, generator=None):
    """Return e to the power of normal numbers. Source: PyTorch 0.4.1, Tensor.log_normal_."""
    check_deviation(std)
    generator = source(generator)
    with generator.lock:
        drawn = generator.normals(input.size).reshape(input.shape)
    return xp.asarray(np.exp(drawn * std + mean).astype(input.dtype))


@sampler(cases=[case(3, 4, p=0.3)])
def geometric(xp, input: Array, p, generator=None):
    """Return how many trials it takes to succeed. Source: PyTorch 0.4.1, Tensor.geometric_."""
    if not 0 < p < 1:
        raise RuntimeError("invalid argument 1: must be > 0 and < 1")
    return xp.asarray(source(generator).geometric(input.shape, p).astype(input.dtype))


WHOLE_RANGE = {"f2": 1 << 11, "f4": 1 << 24, "f8": 1 << 53}  # the integers that floats hold


@sampler(cases=[case(3, 4), case(3, 4, first=10), case(3, 4, first=-5, to=5)])
def random(xp, input: Array, first=None, to=None, generator=None):
    """Return integers in ``[first, to)``, below the only one given, or of the type's whole range.

    Source: PyTorch 0.4.1, Tensor.random_.
    """
    kind, everything = input.dtype.str[1:], first is None and to is None
    if everything:
        limit = WHOLE_RANGE.get(kind, 0) + 1 if kind in WHOLE_RANGE else None
        low, high = 0, limit or int(np.iinfo(input.dtype).max) + 1
    else:
        low, high = (0, to if first is None else first) if None in (first, to) else (first, to)
    if high <= low:
        raise RuntimeError(
            f"invalid argument 2: max must be greater than min, but got: min = {low}, max = {high}"
        )
    wide = kind in ("f8", "i8") and everything
    drawn = source(generator).integers(input.shape, low, high, wide)
    return xp.asarray(drawn.astype(input.dtype))


@sampler(cases=[case(3, 4), case(3, 4, p=0.2)])
def bernoulli(xp, input: Array, p=0.5, generator=None):
    """Return ones with probability ``p`` and zeros otherwise. Source: 0.4.1, bernoulli_."""
    if not isinstance(p, (int, float)):
        p = backend_of(p._array).get(p._array)
    if np.any(p < 0) or np.any(p > 1):
        raise RuntimeError("invalid argument 1: must be >= 0 and <= 1")
    drawn = source(generator).bernoulli(np.broadcast_to(p, input.shape))
    return xp.asarray(drawn.astype(input.dtype))
