"""Reductions: sums, means, extremes, over all elements or along dimensions."""

import numpy as np

from ..cases import Array, case
from ..errors import wrap_dim
from ..op import composite, op, pointwise
from .comparison import eq, gt, lt
from .indexing import scatter_along
from .shape import expand, unsqueeze

DIMS = [case(3, 4), case(3, 4, dim=0), case(3, 4, dim=-1, keepdim=True)]


def axes(dim, rank):
    """Return ``dim``, an int or several, counted from the front; None means all."""
    if dim is None:
        return None
    dims = dim if isinstance(dim, (tuple, list)) else (dim,)
    dims = tuple([wrap_dim(d, rank) for d in dims])
    return dims if rank else ()


def spread(g, input_shape, dim, keepdim):
    """Undo a reduction: put its dimensions back, and expand along them."""
    if dim is not None and not keepdim:
        for d in sorted(axes(dim, len(input_shape))):
            g = unsqueeze(g, d)
    return expand(g, input_shape)


def wide(array):
    """Return the dtype that integers are summed in."""
    return np.int64 if array.dtype.kind in "iu" else None


@op(input=spread, node="SumBackward0", out=True, cases=[*DIMS, case(2, 3, 4, dim=(0, 2))])
def sum(xp, input: Array, dim=None, keepdim=False):
    """Add up all elements, or those along ``dim``; integers in int64.

    Args:
        dim: an int, or several.
        keepdim: whether the reduced dimensions stay, with size one.

    Shape:
        input: any; the result lacks ``dim``.

    Example:
        >>> torch.sum(torch.tensor([[1.0, 2.0], [3.0, 4.0]]), 0)
        tensor([4., 6.])

    Source: PyTorch 0.4.1, torch.sum.
    """
    return xp.sum(input, axis=axes(dim, input.ndim), keepdims=keepdim, dtype=wide(input))


def count(input_shape, dim):
    """Return how many elements a reduction takes together."""
    dims = range(len(input_shape)) if dim is None else axes(dim, len(input_shape))
    total = 1
    for d in dims:
        total *= input_shape[d]
    return total


@op(
    input=lambda g, input_shape, dim, keepdim: (
        spread(g, input_shape, dim, keepdim) / count(input_shape, dim)
    ),
    node="MeanBackward1",
    out=True,
    cases=DIMS,
)
def mean(xp, input: Array, dim=None, keepdim=False):
    """Return the mean of all elements, or of those along ``dim``.

    Shape:
        input: any; the result lacks ``dim``.

    Raises:
        RuntimeError: for integers.

    Source: PyTorch 0.4.1, torch.mean.
    """
    if input.dtype.kind != "f":
        from ..errors import type_of

        raise RuntimeError(f"mean is not implemented for type {type_of(input)}")
    return xp.mean(input, axis=axes(dim, input.ndim), keepdims=keepdim)


def var_slope(g, input, dim, unbiased, keepdim):
    """Twice the distance from the mean, over the degrees of freedom."""
    free = count(input.shape, dim) - bool(unbiased)
    centred = input - (mean(input) if dim is None else mean(input, dim, True))
    return spread(g, input.shape, dim, keepdim) * centred * (2.0 / free if free else np.nan)


@op(
    input=var_slope,
    node="VarBackward0",
    cases=[case(3, 4), case(3, 4, dim=1), case(3, 4, dim=0, unbiased=False, keepdim=True)],
)
def var(xp, input: Array, dim=None, unbiased=True, keepdim=False):
    """Return the variance of all elements, or of those along ``dim``.

    Args:
        unbiased: whether to divide by the count less one.

    Source: PyTorch 0.4.1, torch.var.
    """
    return xp.var(input, axis=axes(dim, input.ndim), ddof=int(unbiased), keepdims=keepdim)


@op(
    input=lambda g, input, out, dim, unbiased, keepdim: var_slope(
        g / (out * 2), input, dim, unbiased, keepdim
    ),
    node="StdBackward0",
    cases=[case(3, 4), case(3, 4, dim=1), case(3, 4, dim=0, unbiased=False, keepdim=True)],
)
def std(xp, input: Array, dim=None, unbiased=True, keepdim=False):
    """Return the standard deviation of all elements, or of those along ``dim``.

    Args:
        unbiased: whether to divide by the count less one.

    Source: PyTorch 0.4.1, torch.std.
    """
    return xp.std(input, axis=axes(dim, input.ndim), ddof=int(unbiased), keepdims=keepdim)


def all_but_one(g, input, out, dim, keepdim):
    """The product of the other elements: the product itself over each, exact without zeros."""
    return spread(g * out, input.shape, dim, keepdim) / input


@op(input=all_but_one, node="ProdBackward1", domain=(0.5, 2.0), cases=DIMS)
def prod(xp, input: Array, dim=None, keepdim=False):
    """Multiply all elements, or those along ``dim``; integers in int64.

    Source: PyTorch 0.4.1, torch.prod.
    """
    return xp.prod(input, axis=axes(dim, input.ndim), keepdims=keepdim, dtype=wide(input))


def at_extreme(g, input, out):
    """The gradient of an extreme of all elements goes to each element that equals it."""
    same = eq(input, out)
    same = same.type_as(input) if hasattr(same, "type_as") else same.astype(input.dtype)
    return g * same


@op(input=at_extreme, torch=False, method=False, node="MaxBackward1")
def max_all(xp, input: Array):
    """Return the largest element. Source: PyTorch 0.4.1, torch.max."""
    if not input.size:
        raise RuntimeError(
            "cannot perform reduction function max on tensor with no elements "
            "because the operation does not have an identity"
        )
    return xp.max(input)


@op(input=at_extreme, torch=False, method=False, node="MinBackward1")
def min_all(xp, input: Array):
    """Return the smallest element. Source: PyTorch 0.4.1, torch.min."""
    if not input.size:
        raise RuntimeError(
            "cannot perform reduction function min on tensor with no elements "
            "because the operation does not have an identity"
        )
    return xp.min(input)


def at_index(g, indices, input_shape, dim, keepdim):
    """The gradient of a choice along ``dim`` goes to the element that was chosen."""
    if not keepdim and input_shape:
        g, indices = unsqueeze(g, dim), unsqueeze(indices, dim)
    return scatter_along(g, indices, dim, input_shape)


def chosen(xp, choose, input, dim, keepdim):
    """Return the elements that ``choose`` picks along ``dim``, and their indices."""
    dim = wrap_dim(dim, input.ndim)
    if not input.ndim:
        return input + 0, xp.zeros((), np.int64)
    index = xp.expand_dims(choose(input, axis=dim), dim)
    values = xp.take_along_axis(input, index, dim)
    if not keepdim:
        values, index = xp.squeeze(values, dim), xp.squeeze(index, dim)
    return values, index


CHOICES = dict(
    outputs=("values", "indices"),
    torch=False,
    method=False,
    cases=[case(3, 4, dim=1), case(3, 4, dim=0, keepdim=True)],
)


@op(input=at_index, node="MaxBackward0", **CHOICES)
def max_dim(xp, input: Array, dim, keepdim=False):
    """Return the largest elements along ``dim`` and their indices, the first of equal ones."""
    return chosen(xp, xp.argmax, input, dim, keepdim)


@op(input=at_index, node="MinBackward0", **CHOICES)
def min_dim(xp, input: Array, dim, keepdim=False):
    """Return the smallest elements along ``dim`` and their indices, the first of equal ones."""
    return chosen(xp, xp.argmin, input, dim, keepdim)


def where_kept(g, kept):
    """Return ``g`` where ``kept`` is not zero."""
    return g * (kept.type_as(g) if hasattr(kept, "type_as") else kept.astype(g.dtype))


@pointwise(
    input=lambda g, input, other: where_kept(g, gt(input, other)),
    other=lambda g, input, other: where_kept(g, 1 - gt(input, other)),
    torch=False,
    method=False,
    inplace=False,
    node="MaxBackward2",
    cases=[case((3, 4), (3, 4))],
)
def max_of(xp, input: Array, other: Array):
    """Return the larger of two elements; of equal ones the second has the gradient."""
    return xp.maximum(input, other)


@pointwise(
    input=lambda g, input, other: where_kept(g, lt(input, other)),
    other=lambda g, input, other: where_kept(g, 1 - lt(input, other)),
    torch=False,
    method=False,
    inplace=False,
    node="MinBackward2",
    cases=[case((3, 4), (3, 4))],
)
def min_of(xp, input: Array, other: Array):
    """Return the smaller of two elements; of equal ones the second has the gradient."""
    return xp.minimum(input, other)


@op(cases=[case(3, 4), case(3, 4, dim=1), case(3, 4, dim=0, keepdim=True)])
def argmax(xp, input: Array, dim=None, keepdim=False):
    """Return the index of the largest element, of all or along ``dim``.

    Source: PyTorch 0.4.1, torch.argmax.
    """
    if dim is None:
        return xp.asarray(xp.argmax(input))
    return chosen(xp, xp.argmax, input, dim, keepdim)[1]


@op(cases=[case(3, 4), case(3, 4, dim=1), case(3, 4, dim=0, keepdim=True)])
def argmin(xp, input: Array, dim=None, keepdim=False):
    """Return the index of the smallest element, of all or along ``dim``.

    Source: PyTorch 0.4.1, torch.argmin.
    """
    if dim is None:
        return xp.asarray(xp.argmin(input))
    return chosen(xp, xp.argmin, input, dim, keepdim)[1]


@op(
    input=lambda g, dim: reversed_cumsum(g, dim),
    cases=[case(3, 4, dim=0), case(3, 4, dim=-1)],
)
def cumsum(xp, input: Array, dim):
    """Return the sums of the elements so far along ``dim``.

    Source: PyTorch 0.4.1, torch.cumsum.
    """
    return xp.cumsum(input, axis=wrap_dim(dim, input.ndim), dtype=wide(input))


@op(
    input=lambda g, dim: cumsum(g, dim),
    torch=False,
    method=False,
    cases=[case(3, 4, dim=0), case(3, 4, dim=-1)],
)
def reversed_cumsum(xp, input: Array, dim):
    """Return the sums of the elements from here to the end along ``dim``."""
    dim = wrap_dim(dim, input.ndim)
    return xp.ascontiguousarray(xp.flip(xp.cumsum(xp.flip(input, dim), axis=dim), dim))


@composite()
def max(input, dim=None, keepdim=False):
    """Return the largest element of all; or, along ``dim``, the largest and their indices; or, if
    ``dim`` is a tensor, the larger of every two.

    Source: PyTorch 0.4.1, torch.max.
    """
    return extreme(input, dim, keepdim, max_all, max_dim, max_of)


@composite()
def min(input, dim=None, keepdim=False):
    """Return the smallest element of all; or, along ``dim``, the smallest and their indices; or, if
    ``dim`` is a tensor, the smaller of every two.

    Source: PyTorch 0.4.1, torch.min.
    """
    return extreme(input, dim, keepdim, min_all, min_dim, min_of)


def extreme(input, dim, keepdim, of_all, along, of_two):
    """Call the one of three operations that the arguments mean."""
    if dim is None:
        return of_all(input)
    return along(input, dim, keepdim) if isinstance(dim, int) else of_two(input, dim)
