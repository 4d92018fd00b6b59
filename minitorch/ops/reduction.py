"""Reductions: sums, products, means, norms, over all elements or along dimensions."""

import math

import numpy as np

from ..backend import is_sparse
from ..cases import Float, Real, Truth, case
from ..dtype import float64
from ..errors import type_of, wrap_dim
from ..nodes import zeros_like
from ..op import composite, hidden, op
from .broadcasting import expand
from .comparison import eq
from .elementary import exp
from .fill import astype
from .pointwise import abs as abs_
from .pointwise import pow as pow_
from .pointwise import sign
from .shape import reshape, unsqueeze
from .summing import MANY, added, in_double, side_by_side, wide

DIMS = [case(3, 4), case(3, 4, dim=0), case(3, 4, dim=-1, keepdim=True)]
TYPED = [*DIMS, case(3, 4, dtype=float64)]


def axes(dim, rank):
    """Return ``dim``, an int or several, counted from the front; None means all."""
    if dim is None:
        return None
    dims = dim if isinstance(dim, (tuple, list)) else (dim,)
    dims = tuple([wrap_dim(d, rank) for d in dims])
    return dims if rank else ()


def axis(dim, rank):
    """Return ``dim``, an int, as :func:`axes` does; only sums take several."""
    return axes(dim if dim is None else wrap_dim(dim, rank), rank)


def spread(g, input_shape, dim, keepdim):
    """Undo a reduction: put its dimensions back, and expand along them."""
    if dim is not None and not keepdim:
        for d in sorted(axes(dim, len(input_shape))):
            g = unsqueeze(g, d)
    return expand(g, input_shape)


def converted(input, dtype):
    """Return an array in the torch dtype that a call asks for, if it asks for one."""
    return input if dtype is None else input.astype(dtype.numpy)


def restored(g, dtype, input_dtype):
    """Return the gradient of a result of type ``dtype`` in the type of the input."""
    return g if dtype is None else astype(g, input_dtype, dtype.numpy)


@op(
    input=lambda g, input_shape, dim, keepdim, dtype, input_dtype: restored(
        spread(g, input_shape, dim, keepdim), dtype, input_dtype
    ),
    node=("SumBackward0", "SumBackward1"),
    out=True,
    cases=[*TYPED, case(2, 3, 4, dim=(0, 2))],
)
def sum(xp, input: Real, dim=..., keepdim=False, dtype=None):
    """Add up all elements, or those along ``dim``; integers in int64.

    Args:
        dim: an int, or several.
        keepdim: whether the reduced dimensions stay, with size one.
        dtype: the type to convert to before adding.

    Shape:
        input: any; the result lacks ``dim``.

    Example:
        >>> torch.sum(torch.tensor([[1.0, 2.0], [3.0, 4.0]]), 0)
        tensor([4., 6.])

    Source: PyTorch 0.4.1, torch.sum.
    """
    return added(xp, converted(input, dtype), axes(dim, input.ndim), keepdim)


def count(input_shape, dim):
    """Return how many elements a reduction takes together."""
    dims = range(len(input_shape)) if dim is None else axes(dim, len(input_shape))
    return math.prod([input_shape[d] for d in dims])


@op(
    input=lambda g, input_shape, dim, keepdim, dtype, input_dtype: restored(
        spread(g, input_shape, dim, keepdim) / count(input_shape, dim), dtype, input_dtype
    ),
    node=("MeanBackward1", "MeanBackward0"),
    out=True,
    cases=TYPED,
)
def mean(xp, input: Real, dim=..., keepdim=False, dtype=None):
    """Return the mean of all elements, or of those along ``dim``.

    Shape:
        input: any; the result lacks ``dim``.

    Raises:
        RuntimeError: for integers.

    Source: PyTorch 0.4.1, torch.mean.
    """
    input = converted(input, dtype)
    if input.dtype.kind != "f":
        kind = type_of(input).removeprefix("torch.").removesuffix("Tensor")
        raise RuntimeError(f"Can only calculate the mean of floating types. Got {kind} instead.")
    return added(xp, input, axis(dim, input.ndim), keepdim) / count(input.shape, dim)


def check_floating(name, array):
    """Raise unless ``array`` is of floating type."""
    if array.dtype.kind != "f":
        raise RuntimeError(f"{name} only supports floating-point dtypes")


def var_slope(g, input, dim, unbiased, keepdim):
    """Twice the distance from the mean, over the degrees of freedom."""
    free = count(input.shape, dim) - bool(unbiased)
    centred = input - (mean(input) if dim is None else mean(input, dim, True))
    return spread(g, input.shape, dim, keepdim) * centred * (2.0 / free if free else np.nan)


def variance(xp, input, dim, unbiased, keepdim):
    """Return the mean square distance from the mean; of a 0-dim array along 0, the array."""
    dims = axis(dim, input.ndim)
    if dims == ():
        return input + 0
    total, input = count(input.shape, dim), in_double(input, dims)
    centred = input - added(xp, input, dims, True) / max(total, 1)
    return added(xp, centred * centred, dims, keepdim) / input.dtype.type(max(total - unbiased, 0))


SPREADS = dict(
    out=True,
    flag="unbiased",
    cases=[case(3, 4), case(3, 4, dim=1), case(3, 4, dim=0, unbiased=False, keepdim=True)],
)


@op(input=var_slope, node=("VarBackward0", "VarBackward1"), **SPREADS)
def var(xp, input: Real, dim=..., unbiased=True, keepdim=False):
    """Return the variance of all elements, or of those along ``dim``.

    Args:
        unbiased: whether to divide by the count less one.

    Shape:
        input: any; the result is a number; with ``dim`` it is without that dimension, or has size 1
        there with ``keepdim``.

    Raises:
        RuntimeError: if ``input`` holds integers.

    Source: PyTorch 0.4.1, torch.var.
    """
    check_floating("var", input)
    return variance(xp, input, dim, unbiased, keepdim).astype(input.dtype, copy=False)


@op(
    input=lambda g, input, out, dim, unbiased, keepdim: var_slope(
        g / (out * 2), input, dim, unbiased, keepdim
    ),
    node=("StdBackward0", "StdBackward1"),
    **SPREADS,
)
def std(xp, input: Real, dim=..., unbiased=True, keepdim=False):
    """Return the standard deviation of all elements, or of those along ``dim``.

    Args:
        unbiased: whether to divide by the count less one.

    Shape:
        as of :func:`var`.

    Raises:
        RuntimeError: if ``input`` holds integers.

    Source: PyTorch 0.4.1, torch.std.
    """
    check_floating("std", input)
    found = variance(xp, input, dim, unbiased, keepdim)
    found = found if axis(dim, input.ndim) == () else xp.sqrt(found)
    return found.astype(input.dtype, copy=False)


@hidden(
    input=lambda g, dim, on, below: square(
        g, dim, None if on is None else 0, None if below is None else 0
    ),
    cases=[case(3, 3, 2, dim=0, on=1), case(2, 3, 3, dim=1, below=2)],
)
def square(xp, input: Real, dim, on=None, below=None):
    """Overwrite the diagonal of dimensions ``dim`` and ``dim + 1``, and what lies below it.

    Args:
        on, below: the numbers to write; None leaves what is there.
    """
    rows = xp.arange(input.shape[dim]).reshape((-1, 1) + (1,) * (input.ndim - dim - 2))
    columns = rows.reshape((1, -1) + (1,) * (input.ndim - dim - 2))
    for number, place in ((on, rows == columns), (below, rows > columns)):
        if number is not None:
            input = xp.where(place, input.dtype.type(number), input)
    return input


def exclusive(input, dim):
    """Repeat ``input`` along a new ``dim``, each time with a one in place of one element."""
    sizes = tuple(input.shape)
    repeated = expand(unsqueeze(input, dim), (*sizes[:dim], sizes[dim], *sizes[dim:]))
    return square(repeated, dim, on=1)


def prod_slope(g, input, out, dim, keepdim, dtype, input_dtype):
    """The product of the other elements: the whole over each, or, with zeros, without division."""
    typed = input if dtype is None else astype(input, dtype.numpy, input_dtype)
    if getattr(typed, "_array", typed).all():
        others = spread(g * out, input.shape, dim, keepdim) / typed
    elif dim is None or not input.shape:
        others = g * reshape(prod(exclusive(reshape(typed, (-1,)), 0), 1), tuple(input.shape))
    else:
        dim = wrap_dim(dim, len(input.shape))
        others = spread(g, input.shape, dim, keepdim) * prod(exclusive(typed, dim), dim + 1)
    return restored(others, dtype, input_dtype)


@op(
    input=prod_slope,
    node=("ProdBackward1", "ProdBackward0"),
    out=True,
    domain=(0.5, 2.0),
    cases=TYPED,
)
def prod(xp, input: Real, dim=..., keepdim=False, dtype=None):
    """Multiply all elements, or those along ``dim``; integers in int64.

    Shape:
        as of :func:`norm`.

    Source: PyTorch 0.4.1, torch.prod.
    """
    input = converted(input, dtype)
    dims = axis(dim, input.ndim)
    factors = in_double(input, dims)
    if dims is None and not keepdim and input.size >= MANY:
        factors = side_by_side(xp, xp.multiply, factors.reshape(-1))
    product = xp.multiply.reduce(factors, axis=dims, keepdims=keepdim, dtype=wide(factors))
    return product if product.dtype.kind in "iu" else product.astype(input.dtype, copy=False)


def where_kept(g, kept):
    """Return ``g`` where ``kept`` is not zero."""
    return g * (kept.type_as(g) if hasattr(kept, "type_as") else kept.astype(g.dtype))


def over(value, divisor):
    """Return ``value / divisor``, and ``value`` itself where the divisor is zero."""
    return value / (divisor + where_kept(divisor * 0 + 1, eq(divisor, 0)))


def norm_slope(g, input, out, p, dim, keepdim):
    """The derivative of a norm; zero where the norm is."""
    g, out = spread(g, input.shape, dim, keepdim), spread(out, input.shape, dim, keepdim)
    if p == 0:
        return zeros_like(g, g.shape)  # a constant: it has no derivative of its own
    if p == 1:
        return g * sign(input)
    if p == 2:
        return g * over(input, out)
    if p in (np.inf, -np.inf):
        return where_kept(g * sign(input), eq(abs_(input), out))
    return g * sign(input) * pow_(over(abs_(input), out), p - 1)


def norm_of(xp, size, p, dims, keepdim):
    """Return the ``p``-norm of absolute values over ``dims``; a root is one of their own type.

    The 2-norm squares, and so takes the elements as they are.
    """
    if p == np.inf and size.size:
        return xp.max(size, axis=dims, keepdims=keepdim)
    if p == -np.inf and size.size:
        return xp.min(size, axis=dims, keepdims=keepdim)
    if p == 0:
        return added(xp, (size != 0).astype(size.dtype), dims, keepdim)
    if p not in (1, 2):
        powers = added(xp, in_double(size**p, dims), dims, keepdim)
        return powers.astype(size.dtype, copy=False) ** (1 / p)
    size = in_double(size, dims)
    if p == 1:
        return added(xp, size, dims, keepdim)
    return xp.sqrt(added(xp, size * size, dims, keepdim))


@op(
    input=norm_slope,
    node=("NormBackward0", "NormBackward1"),
    out=True,
    domain=(0.5, 2.0),
    cases=[
        *[case(3, 4, p=p) for p in (0, 1, 2, 3, 0.5, float("inf"), -float("inf"))],
        case(3, 4, p=2, dim=0),
        case(3, 4, p=1, dim=-1, keepdim=True),
        case(3, 4, p=3, dim=1),
    ],
)
def norm(xp, input: Real, p=2, dim=..., keepdim=False):
    """Return ``(|x| ** p).sum() ** (1 / p)``, over all elements or along ``dim``.

    Args:
        p: 0 counts the elements that are not zero; infinity means the largest absolute value.

    Shape:
        input: any; the result is a number; with ``dim`` it is without that dimension, or has size 1
        there with ``keepdim``.

    Raises:
        RuntimeError: if ``input`` holds integers.

    Source: PyTorch 0.4.1, torch.norm.
    """
    check_floating("norm", input)
    if is_sparse(input) and dim in (..., None):
        xp, input = np, input.coalesce().values
    dims = axis(dim, input.ndim)
    return norm_of(xp, input if p == 2 else xp.abs(input), p, dims, keepdim).astype(
        input.dtype, copy=False
    )


def dist_slope(g, input, other, out, p):
    """The derivative of the norm of the difference."""
    return norm_slope(g, input - other, out, p, None, False)


@op(
    input=dist_slope,
    other=lambda g, input, other, out, p: -dist_slope(g, input, other, out, p),
    broadcasts=True,
    cases=[case((3, 4), (3, 4)), case((3, 4), (4,), p=3)],
)
def dist(xp, input: Real, other: Real, p=2):
    """Return the norm of ``input - other``.

    Shape:
        input, other: any that broadcast together; the result is a number.

    Raises:
        RuntimeError: if the shapes do not broadcast.

    Source: PyTorch 0.4.1, torch.dist.
    """
    return norm.op.forward(xp, input - other, p, None)


@composite(inplace=True, out=True)
def renorm(input, p, dim, maxnorm):
    """Scale down each part along ``dim`` whose norm is above ``maxnorm`` to that.

    Shape:
        input: any of two dimensions or more; the result has the same.

    Raises:
        RuntimeError: if ``input`` has fewer dimensions, or ``p`` is not positive.

    Example:
        >>> torch.renorm(torch.tensor([[3.0, 4.0], [0.0, 2.0]]), p=2, dim=0, maxnorm=2.5)
        tensor([[1.5000, 2.0000],
                [0.0000, 2.0000]])

    Source: PyTorch 0.4.1, torch.renorm.
    """
    dim = wrap_dim(dim, len(input.shape))
    if p <= 0:
        raise RuntimeError("invalid argument 2: non-positive-norm not supported")
    if len(input.shape) < 2:
        count = len(input.shape) or 1
        raise RuntimeError(
            f"invalid argument 1: need at least 2 dimensions, got {count} dimensions"
        )
    others = (dim, *[d for d in range(len(input.shape)) if d != dim])
    rows = input.permute(*others).contiguous().view(input.shape[dim], -1)
    length = norm(rows, p, 1, True)
    high = (length > maxnorm).type_as(input)
    scale = maxnorm / (length + 1e-7) * high + (1 - high)
    return input * scale.view([-1 if d == dim else 1 for d in range(len(input.shape))])


@op(
    input=lambda g, input, out, dim, keepdim: (
        spread(g, input.shape, dim, keepdim) * exp(input - spread(out, input.shape, dim, keepdim))
    ),
    out=True,
    node="LogsumexpBackward",
    cases=[case(3, 4, dim=0), case(3, 4, dim=-1, keepdim=True)],
)
def logsumexp(xp, input: Float, dim, keepdim=False):
    """Return the logarithm of the sum of the exponentials along ``dim``, without overflow.

    Shape:
        input: any; the result is without the dimensions ``dim``, or has size 1 there with
        ``keepdim``.

    Raises:
        RuntimeError: if ``input`` holds integers.

    Source: PyTorch 0.4.1, torch.logsumexp.
    """
    dims = axes(dim, input.ndim)
    if not input.size:
        return xp.log(xp.add.reduce(input, axis=dims, keepdims=keepdim))
    top = xp.max(input, axis=dims, keepdims=True)
    top = xp.where(xp.isfinite(top), top, input.dtype.type(0))
    total = xp.add.reduce(xp.exp(input - top), axis=dims, keepdims=keepdim)
    return xp.log(total) + top.reshape(total.shape)


def truth(reduce, input, dim, keepdim, name):
    """Reduce a ByteTensor to ones and zeros."""
    if input.dtype != "uint8":
        if dim is None:
            raise RuntimeError(f"{name} is not implemented for type {type_of(input)}")
        raise RuntimeError(f"{name} only supports torch.uint8 dtype")
    return reduce(input, axis=axis(dim, input.ndim), keepdims=keepdim).astype("uint8")


@op(out=True, cases=[case(3, 4), case(3, 4, dim=1, keepdim=True)])
def all(xp, input: Truth, dim=..., keepdim=False):
    """Return one if no element is zero, of all or along ``dim``; of a ByteTensor.

    Shape:
        input: any; the result is a number; with ``dim`` it is without that dimension, or has size 1
        there with ``keepdim``.

    Raises:
        RuntimeError: unless ``input`` is a ByteTensor.

    Source: PyTorch 0.4.1, torch.all.
    """
    return truth(xp.all, input, dim, keepdim, "all")


@op(out=True, cases=[case(3, 4), case(3, 4, dim=1, keepdim=True)])
def any(xp, input: Truth, dim=..., keepdim=False):
    """Return one if some element is not zero, of all or along ``dim``; of a ByteTensor.

    Shape:
        as of :func:`all`.

    Raises:
        RuntimeError: unless ``input`` is a ByteTensor.

    Source: PyTorch 0.4.1, torch.any.
    """
    return truth(xp.any, input, dim, keepdim, "any")
