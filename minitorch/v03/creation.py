"""0.3's ways to make tensors: of the default type, without ``dtype``, ``device`` or history."""

import warnings

import numpy as np

from .. import sampling
from ..dtype import get_default_dtype
from ..engine import TensorBase
from ..fallbacks import put_out
from ..streams import default_generator
from .construct import size_before_zero
from .parsing import MAKERS, Reader
from .signature import is_int, title
from .tensor import Tensor, default_type


def maker(function):
    """Turn a function that makes an array of a NumPy type into one of the package."""
    name = function.__name__

    def make(*args, **named):
        return Tensor._wrap(function(get_default_dtype().numpy, *args, **named))

    make.__doc__ = function.__doc__
    return Reader(name, make, MAKERS[name], None, default=default_type).function()


def shape_of(sizes):
    """Return a shape given as one sequence or size by size."""
    sizes = sizes[0] if sizes and not isinstance(sizes[0], int) else sizes
    return size_before_zero(sizes) or (0,)


@maker
def zeros(element, *sizes):
    """Return zeros.

    Shape:
        the result has the sizes given, one by one or in a sequence.

    Example:
        >>> torch.zeros(2, 3)
        <BLANKLINE>
         0  0  0
         0  0  0
        [torch.FloatTensor of size 2x3]
        <BLANKLINE>

    Source: PyTorch 0.3.1, torch.zeros.
    """
    return np.zeros(shape_of(sizes), element)


def empty(*sizes):
    """Return a tensor of unspecified content; 0.3 has this only for the face's own use."""
    return zeros(*sizes)


@maker
def ones(element, *sizes):
    """Return ones.

    Shape:
        the result has the sizes given, one by one or in a sequence.

    Example:
        >>> torch.ones(2, 3)
        <BLANKLINE>
         1  1  1
         1  1  1
        [torch.FloatTensor of size 2x3]
        <BLANKLINE>

    Source: PyTorch 0.3.1, torch.ones.
    """
    return np.ones(shape_of(sizes), element)


@maker
def eye(element, n, m=None):
    """Return a matrix with ones on the diagonal.

    Shape:
        the result is ``(n, m)``, or ``(n, n)`` if ``m`` is left out.

    Example:
        >>> torch.eye(2, 3)
        <BLANKLINE>
         1  0  0
         0  1  0
        [torch.FloatTensor of size 2x3]
        <BLANKLINE>

    Source: PyTorch 0.3.1, torch.eye.
    """
    if n <= 0:
        raise RuntimeError("invalid argument 1: invalid argument")
    return np.eye(n, m, dtype=element)


@maker
def arange(element, start, end=None, step=1):
    """Return numbers from ``start`` to before ``end``.

    Shape:
        the result is ``(ceil((end - start) / step),)``.

    Example:
        >>> torch.arange(0, 4)
        <BLANKLINE>
         0
         1
         2
         3
        [torch.FloatTensor of size 4]
        <BLANKLINE>

    Source: PyTorch 0.3.1, torch.arange.
    """
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
    """Return numbers from ``start`` to ``end``, which it includes.

    Shape:
        the result is ``(floor((end - start) / step) + 1,)``.

    Warns:
        UserWarning: that it is deprecated.

    Example:
        >>> import warnings
        >>> with warnings.catch_warnings():
        ...     warnings.simplefilter("ignore")
        ...     torch.range(1, 3)
        <BLANKLINE>
         1
         2
         3
        [torch.FloatTensor of size 3]
        <BLANKLINE>

    Source: PyTorch 0.3.1, torch.range.
    """
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
    """Return numbers from ``start`` to ``end``, evenly.

    Shape:
        the result is ``(steps,)``.

    Example:
        >>> torch.linspace(0, 1, steps=5)
        <BLANKLINE>
         0.0000
         0.2500
         0.5000
         0.7500
         1.0000
        [torch.FloatTensor of size 5]
        <BLANKLINE>

    Source: PyTorch 0.3.1, torch.linspace.
    """
    check_points(start, end, steps)
    return np.linspace(start, end, steps).astype(element)


@maker
def logspace(element, start, end, steps=100):
    """Return ten to the power of :func:`linspace`.

    Shape:
        the result is ``(steps,)``.

    Example:
        >>> torch.logspace(0, 2, steps=3)
        <BLANKLINE>
           1
          10
         100
        [torch.FloatTensor of size 3]
        <BLANKLINE>

    Source: PyTorch 0.3.1, torch.logspace.
    """
    check_points(start, end, steps)
    return np.logspace(start, end, steps).astype(element)


@maker
def rand(element, *sizes, generator=None):
    """Return numbers in ``[0, 1)``.

    Args:
        generator: whose numbers they are; the default one's if None.

    Shape:
        the result has the sizes given, one by one or in a sequence.

    Example:
        >>> generator = torch.manual_seed(0)
        >>> torch.rand(2)
        <BLANKLINE>
         0.4963
         0.7682
        [torch.FloatTensor of size 2]
        <BLANKLINE>

    Source: PyTorch 0.3.1, torch.rand.
    """
    return Tensor._wrap(np.zeros(shape_of(sizes), element)).uniform_(generator=generator)._array


@maker
def randn(element, *sizes, generator=None):
    """Return numbers from the standard normal distribution.

    Args:
        generator: whose numbers they are; the default one's if None.

    Shape:
        the result has the sizes given, one by one or in a sequence.

    Example:
        >>> generator = torch.manual_seed(0)
        >>> torch.randn(2)
        <BLANKLINE>
         1.5410
        -0.2934
        [torch.FloatTensor of size 2]
        <BLANKLINE>

    Source: PyTorch 0.3.1, torch.randn.
    """
    zeros = Tensor._wrap(np.zeros(shape_of(sizes), element))
    return zeros.normal_(generator=generator)._array


@maker
def randperm(element, n, generator=None):
    """Return the numbers below ``n`` in random order.

    Args:
        generator: whose numbers order them; the default one's if None.

    Shape:
        the result is ``(n,)``, a LongTensor.

    Example:
        >>> generator = torch.manual_seed(0)
        >>> torch.randperm(5)
        <BLANKLINE>
         4
         0
         1
         3
         2
        [torch.LongTensor of size 5]
        <BLANKLINE>

    Source: PyTorch 0.3.1, torch.randperm.
    """
    return sampling.randperm(n, generator=generator)._array


def normal(means=0.0, std=1.0):
    """Return normal numbers, drawn one after another, with the means and deviations given.

    Shape:
        means, std: the same number of elements; the result has the shape of ``means``.

    Example:
        >>> generator = torch.manual_seed(0)
        >>> torch.normal(torch.Tensor([0, 100]), torch.Tensor([1, 0.1]))
        <BLANKLINE>
          1.5410
         99.9707
        [torch.FloatTensor of size 2]
        <BLANKLINE>

    Source: PyTorch 0.3.1, torch.normal.
    """
    first = means if isinstance(means, TensorBase) else std
    drawn = Tensor._wrap(np.zeros(first._array.shape, first._array.dtype)).normal_()
    mean, deviation = [v._plain() if isinstance(v, TensorBase) else v for v in (means, std)]
    return first._wrap(drawn.mul_(deviation).add_(mean)._array, None, None, (first,))


normal = Reader("normal", normal, MAKERS["normal"], None, default=default_type).function()


def from_numpy(array):
    """Return a tensor that shares memory with a NumPy array.

    Raises:
        RuntimeError: if it is no array, of a type that tensors have not, empty, or reversed.

    Example:
        >>> array = np.array([1.0, 2.0])
        >>> t = torch.from_numpy(array)
        >>> array[0] = 9
        >>> t
        <BLANKLINE>
         9
         2
        [torch.DoubleTensor of size 2]
        <BLANKLINE>

    Source: PyTorch 0.3.1, torch.from_numpy.
    """
    if not isinstance(array, np.ndarray):
        raise RuntimeError(f"from_numpy expects an np.ndarray but got {title(type(array))}")
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
    if not array.ndim:
        return Tensor._wrap(np.zeros(0, array.dtype))
    return Tensor._wrap(np.asarray(memoryview(array)))  # so it can be told that it is not ours


def like(value):
    """Return the function that fills a tensor or Variable of the size and type of another."""

    def create(input, out=None):
        array = np.full(input._array.shape, value, input._array.dtype)
        result = input._wrap(array, None, None, (input,))
        return result if out is None else put_out(out, result)

    return create


zeros_like, ones_like = like(0), like(1)
zeros_like.__doc__ = """Return zeros of the size and type of a tensor or Variable.

    Example:
        >>> torch.zeros_like(torch.LongTensor([1, 2])).type()
        'torch.LongTensor'

    Source: PyTorch 0.3.1, torch.zeros_like.
    """
ones_like.__doc__ = """Return ones of the size and type of a tensor or Variable.

    Example:
        >>> torch.ones_like(torch.LongTensor([1, 2])).type()
        'torch.LongTensor'

    Source: PyTorch 0.3.1, torch.ones_like.
    """


def get_rng_state():
    """Return the state of the stream, a ByteTensor.

    Example:
        >>> state = torch.get_rng_state()
        >>> drawn = torch.rand(3)
        >>> torch.set_rng_state(state)
        >>> torch.equal(torch.rand(3), drawn)
        True

    Source: PyTorch 0.3.1, torch.get_rng_state.
    """
    return Tensor._wrap(default_generator.get_state())


def manual_seed(seed):
    """Begin the stream of random numbers that belongs to ``seed``; return the generator.

    Raises:
        RuntimeError: if ``seed`` is no integer.

    Example:
        >>> generator = torch.manual_seed(0)
        >>> torch.rand(1)[0]
        0.49625658988952637

    Source: PyTorch 0.3.1, torch.manual_seed.
    """
    if not is_int(seed):
        raise RuntimeError(f"manual_seed expected a long, but got {title(type(seed))}")
    return default_generator.manual_seed(seed)
