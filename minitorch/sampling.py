"""Random tensors."""

import numpy as np

from . import streams
from .arguments import guarded, is_number, no_such_form
from .backend import backend_of
from .creation import creator, default, like, sizes
from .dtype import FROM_NUMPY, strided
from .fallbacks import put_out
from .op import composite
from .tensor import Tensor


def filled(shape, numpy_type, fill, *args, generator=None):
    """Return an array of ``shape`` that an in-place method of tensors filled."""
    tensor = Tensor._wrap(np.zeros(shape, default(numpy_type)))
    getattr(tensor, fill)(*args, generator=generator)
    return tensor._array


@creator
def rand(numpy_type, *size, generator=None):
    """Return numbers from the uniform distribution on ``[0, 1)``.

    Args:
        generator: whose numbers they are; the default one's if None.

    Shape:
        the result has the sizes given, one by one or in a sequence.

    Example:
        >>> generator = torch.manual_seed(0)
        >>> torch.rand(2, 3)
        tensor([[0.4963, 0.7682, 0.0885],
                [0.1320, 0.3074, 0.6341]])

    Source: PyTorch 0.4.1, torch.rand.
    """
    return filled(sizes("rand", size), numpy_type, "uniform_", generator=generator)


@creator
def randn(numpy_type, *size, generator=None):
    """Return numbers from the standard normal distribution.

    Args:
        generator: whose numbers they are; the default one's if None.

    Shape:
        the result has the sizes given, one by one or in a sequence.

    Example:
        >>> generator = torch.manual_seed(0)
        >>> torch.randn(3)
        tensor([ 1.5410, -0.2934, -2.1788])

    Source: PyTorch 0.4.1, torch.randn.
    """
    return filled(sizes("randn", size), numpy_type, "normal_", generator=generator)


@creator
def randint(numpy_type, *args, low=None, high=None, generator=None):
    """Return integers in ``[low, high)``, ``low`` being 0 if left out, as floats unless given.

    Args:
        args: ``low``, ``high`` and the size; or ``high`` and the size.
        generator: whose numbers they are; the default one's if None.

    Shape:
        the result has the size given, a sequence.

    Example:
        >>> generator = torch.manual_seed(0)
        >>> torch.randint(10, (5,))
        tensor([4., 9., 3., 0., 3.])

    Source: PyTorch 0.4.1, torch.randint.
    """
    *bounds, size = sorted(args, key=lambda arg: isinstance(arg, (tuple, list))) or [None]
    bounds = [bound for bound in (low, *bounds, high) if bound is not None]
    if not isinstance(size, (tuple, list)) or not 1 <= len(bounds) <= 2:
        raise no_such_form("randint")
    low, high = (0, *bounds) if len(bounds) == 1 else bounds
    return filled(sizes("randint", (size,)), numpy_type, "random_", low, high, generator=generator)


@creator
def randperm(numpy_type, n, *, generator=None):
    """Return the numbers below ``n`` in random order, int64.

    Args:
        generator: whose numbers order them; the default one's if None.

    Shape:
        the result is ``(n,)``.

    Raises:
        RuntimeError: if ``n`` is not positive.

    Example:
        >>> generator = torch.manual_seed(0)
        >>> torch.randperm(5)
        tensor([4, 0, 1, 3, 2])

    Source: PyTorch 0.4.1, torch.randperm.
    """
    if n <= 0:
        raise RuntimeError("invalid argument 2: must be strictly positive")
    drawn = (generator or streams.default_generator).permutation(n)
    return drawn.astype(numpy_type or np.int64)


def sampled_like(name, fill):
    """Return the function that draws a tensor of the size of another."""

    def create(input, *args, dtype=None, layout=strided, device=None, requires_grad=False, **named):
        if dtype is None:
            dtype = FROM_NUMPY[input._array.dtype]
        result = like(0, name)(input, dtype, layout, device)
        bounds = (*args, *named.values())
        getattr(result, fill)(*bounds)
        result.requires_grad_(requires_grad)
        return result

    create.__name__ = name
    return guarded(create, name)


rand_like = sampled_like("rand_like", "uniform_")
randn_like = sampled_like("randn_like", "normal_")
randint_like = sampled_like("randint_like", "random_")
rand_like.__doc__ = """Return :func:`rand` of the size of a tensor, and of its dtype unless given.

    Shape:
        input: any; the result has the same.

    Example:
        >>> generator = torch.manual_seed(0)
        >>> torch.rand_like(torch.zeros(2))
        tensor([0.4963, 0.7682])

    Source: PyTorch 0.4.1, torch.rand_like.
    """
randn_like.__doc__ = """Return :func:`randn` of the size of a tensor, and of its dtype unless given.

    Shape:
        input: any; the result has the same.

    Example:
        >>> generator = torch.manual_seed(0)
        >>> torch.randn_like(torch.zeros(3))
        tensor([ 1.5410, -0.2934, -2.1788])

    Source: PyTorch 0.4.1, torch.randn_like.
    """
randint_like.__doc__ = """Return :func:`randint` of the size of a tensor, of its dtype unless given.

    Shape:
        input: any; the result has the same.

    Example:
        >>> generator = torch.manual_seed(0)
        >>> torch.randint_like(torch.tensor([1, 2, 3]), 10)
        tensor([4, 9, 3])

    Source: PyTorch 0.4.1, torch.randint_like.
    """


def normal(mean, std=1.0, generator=None, out=None):
    """Return numbers from normal distributions with the given means and deviations.

    Args:
        mean, std: tensors of one size, or one of them a number.
        generator: whose numbers they are; the default one's if None.

    Shape:
        mean, std: the same number of elements; the result has the shape of ``mean``.

    Example:
        >>> generator = torch.manual_seed(0)
        >>> torch.normal(torch.tensor([0.0, 100.0]), torch.tensor([1.0, 0.1]))
        tensor([ 1.5410, 99.9707])

    Source: PyTorch 0.4.1, torch.normal.
    """
    shaped = mean if isinstance(mean, Tensor) else std
    others = [value for value in (mean, std) if not isinstance(value, Tensor)]
    if not isinstance(shaped, Tensor) or not all(map(is_number, others)):
        raise no_such_form("normal")
    drawn = shaped._full(shaped._array.shape, 0) if out is None else out
    if isinstance(std, Tensor):
        drawn.normal_(generator=generator).mul_(std)
    else:
        drawn.normal_(0, std, generator=generator)
    return drawn.add_(mean)


@composite()
def bernoulli(input, generator=None, out=None):
    """Return ones with the probabilities in ``input``, and zeros otherwise.

    Shape:
        input: any; the result has the same.

    Raises:
        RuntimeError: if a probability is not within 0 and 1.

    Example:
        >>> generator = torch.manual_seed(0)
        >>> torch.bernoulli(torch.tensor([0.0, 0.5, 0.5, 1.0]))
        tensor([0., 0., 1., 1.])

    Source: PyTorch 0.4.1, torch.bernoulli.
    """
    chances = backend_of(input._array).get(input._array)
    if (chances < 0).any() or (chances > 1).any():
        raise RuntimeError("invalid argument 1: must be >= 0 and <= 1")
    drawn = (generator or streams.default_generator).bernoulli(np.asarray(chances))
    result = input._beside(input._wrap(drawn.astype(chances.dtype)))
    return result if out is None else put_out(out, result)


@composite()
def multinomial(input, num_samples, replacement=False, generator=None, out=None):
    """Return indices drawn with probabilities in proportion to the rows of ``input``.

    Args:
        generator: whose numbers choose; the default one's if None.

    Shape:
        input: ``(n,)`` or ``(rows, n)``; the result ``(num_samples,)`` or ``(rows, num_samples)``.

    Raises:
        RuntimeError: if more are wanted than there are, without replacement.

    Example:
        >>> torch.multinomial(torch.tensor([0.0, 1.0, 0.0]), 1)
        tensor([1])
        >>> torch.multinomial(torch.tensor([0.0, 1.0, 3.0]), 5, replacement=True).shape
        torch.Size([5])

    Source: PyTorch 0.4.1, torch.multinomial; aten/src/TH/generic/THTensorRandom.cpp.
    """
    host = backend_of(input._array).get(input._array)
    weights = np.atleast_2d(np.asarray(host, np.float64))
    if not replacement and num_samples > weights.shape[1]:
        raise RuntimeError(
            "invalid argument 2: cannot sample n_sample > prob_dist.size(1) samples without "
            "replacement"
        )
    if num_samples <= 0:
        raise RuntimeError("invalid argument 2: cannot sample n_sample <= 0 samples")
    if (weights < 0).any() or (weights.sum(1) <= 0).any():
        raise RuntimeError("invalid argument 2: invalid multinomial distribution")
    rows = (generator or streams.default_generator).choices(weights, num_samples, replacement)
    chosen = np.array(rows if len(input.shape) > 1 else rows[0], np.int64)
    result = input._beside(input._wrap(chosen))
    return result if out is None else out.resize_(result.shape).copy_(result)
