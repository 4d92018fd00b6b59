"""0.3's ways to make tensors: of the default type, without ``dtype``, ``device`` or history."""

import warnings

import numpy as np

from .. import sampling
from ..dtype import get_default_dtype
from ..engine import TensorBase
from ..errors import put_out
from ..streams import default_generator
from .construct import size_before_zero
from .parsing import MAKERS, Reader
from .signature import is_int, title
from .tensor import Tensor, default_type


def maker(function):
    """Turn a function that makes an array of a NumPy type into one of the package."""
    name = function.__name__

    def make(*args):
        return Tensor._wrap(function(get_default_dtype().numpy, *args))

    make.__doc__ = function.__doc__
    return Reader(name, make, MAKERS[name], None, default=default_type).function()


def shape_of(sizes):
    """Return a shape given as one sequence or size by size."""
    sizes = sizes[0] if sizes and not isinstance(sizes[0], int) else sizes
    return size_before_zero(sizes) or (0,)


@maker
def zeros(element, *sizes):
    """Return zeros. Source: PyTorch 0.3.1, torch.zeros."""
    return np.zeros(shape_of(sizes), element)


def empty(*sizes):
    """Return a tensor of unspecified content; 0.3 has this only for the face's own use."""
    return zeros(*sizes)


@maker
def ones(element, *sizes):
    """Return ones. Source: PyTorch 0.3.1, torch.ones."""
    return np.ones(shape_of(sizes), element)


@maker
def eye(element, n, m=None):
    """Return a matrix with ones on the diagonal. Source: PyTorch 0.3.1, torch.eye."""
    if n <= 0:
        raise RuntimeError("invalid argument 1: invalid argument")
    return np.eye(n, m, dtype=element)


@maker
def arange(element, start, end=None, step=1):
    """Return numbers from ``start`` to before ``end``. Source: PyTorch 0.3.1, torch.arange."""
    start, end = (0, start) if end is None else (start, end)
    if step == 0:
        raise RuntimeError("invalid argument 3: step must be a non-null number")
    if (end - start) * step <= 0:
        raise RuntimeError(
            "invalid argument 2: upper bound and larger bound incoherent with step sign"
        )
    return np.arange(start, end, step).astype(element)


@maker
def range(element, start, end, step=1):
    """Return numbers from ``start`` to ``end``, which it includes. Source: 0.3.1, torch.range."""
    warnings.warn(
        "torch.range is deprecated in favor of torch.arange and will be removed in 0.3. Note that "
        "arange generates values in [start; end), not [start; end].",
        stacklevel=4,
    )
    return (start + step * np.arange(int((end - start) / step) + 1)).astype(element)


def check_points(start, end, steps):
    """Raise unless ``steps`` points can lie between two ends."""
    if steps < 1 or (steps == 1 and start != end):
        raise RuntimeError("invalid argument 3: invalid number of points")


@maker
def linspace(element, start, end, steps=100):
    """Return numbers from ``start`` to ``end``, evenly. Source: PyTorch 0.3.1, torch.linspace."""
    check_points(start, end, steps)
    return np.linspace(start, end, steps).astype(element)


@maker
def logspace(element, start, end, steps=100):
    """Return ten to the power of :func:`linspace`. Source: PyTorch 0.3.1, torch.logspace."""
    check_points(start, end, steps)
    return np.logspace(start, end, steps).astype(element)


@maker
def rand(element, *sizes):
    """Return numbers in ``[0, 1)``. Source: PyTorch 0.3.1, torch.rand."""
    return Tensor._wrap(np.zeros(shape_of(sizes), element)).uniform_()._array


@maker
def randn(element, *sizes):
    """Return numbers from the standard normal distribution. Source: PyTorch 0.3.1, torch.randn."""
    return Tensor._wrap(np.zeros(shape_of(sizes), element)).normal_()._array


@maker
def randperm(element, n):
    """Return the numbers below ``n`` in random order. Source: PyTorch 0.3.1, torch.randperm."""
    return sampling.randperm(n)._array


def normal(means=0.0, std=1.0):
    """Return normal numbers, drawn one after another, with the means and deviations given.

    Source: PyTorch 0.3.1, torch.normal.
    """
    first = means if isinstance(means, TensorBase) else std
    drawn = Tensor._wrap(np.zeros(first._array.shape, first._array.dtype)).normal_()._array
    mean, deviation = [v._array if isinstance(v, TensorBase) else v for v in (means, std)]
    return first._wrap((drawn * deviation + mean).astype(drawn.dtype), None, None, (first,))


normal = Reader("normal", normal, MAKERS["normal"], None, default=default_type).function()


def from_numpy(array):
    """Return a tensor that shares memory with a NumPy array.

    Raises:
        RuntimeError: if it is no array, of a type that tensors have not, empty, or reversed.

    Source: PyTorch 0.3.1, torch.from_numpy.
    """
    if not isinstance(array, np.ndarray):
        raise RuntimeError(f"from_numpy expects an np.ndarray but got {type(array).__name__}")
    if any(stride < 0 for stride in array.strides):
        raise RuntimeError(
            "some of the strides of a given numpy array are negative. This is currently not "
            "supported, but will be added in future releases."
        )
    if not array.size:
        raise RuntimeError(
            "the given numpy array has zero-sized dimensions. Zero-sized dimensions are not "
            "supported in PyTorch"
        )
    if array.dtype.str[1:] not in ("f8", "f4", "i8", "i4", "i2", "u1"):
        raise RuntimeError(
            "can't convert a given np.ndarray to a tensor - it has an invalid type. The only "
            "supported types are: double, float, int64, int32, and uint8."
        )
    return Tensor._wrap(np.asarray(memoryview(array)))  # so it can be told that it is not ours


def like(value):
    """Return the function that fills a tensor or Variable of the size and type of another."""

    def create(input, out=None):
        array = np.full(input._array.shape, value, input._array.dtype)
        result = input._wrap(array, None, None, (input,))
        return result if out is None else put_out(out, result)

    return create


zeros_like, ones_like = like(0), like(1)


def get_rng_state():
    """Return the state of the stream, a ByteTensor. Source: PyTorch 0.3.1."""
    return Tensor._wrap(default_generator.get_state())


def manual_seed(seed):
    """Begin the stream of random numbers that belongs to ``seed``; return the generator.

    Raises:
        RuntimeError: if ``seed`` is no integer.

    Source: PyTorch 0.3.1, torch.manual_seed.
    """
    if not is_int(seed):
        raise RuntimeError(f"manual_seed expected a long, but got {title(type(seed))}")
    return default_generator.manual_seed(seed)
