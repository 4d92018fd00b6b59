"""The largest and the smallest: of all elements, along a dimension, or of every two."""

import numpy as np

from ..arguments import no_such_form
from ..backend import pick
from ..cases import Array, Real, case
from ..engine import TensorBase
from ..errors import wrap_dim
from ..fallbacks import store
from ..op import composite, hidden, op
from .comparison import eq, gt, lt
from .indexing import scatter_along
from .reduction import where_kept
from .shape import unsqueeze


def check_elements(name, input):
    """Raise unless there is an element to choose."""
    if not input.size:
        raise RuntimeError(
            f"cannot perform reduction function {name} on tensor with no elements "
            "because the operation does not have an identity"
        )


def at_extreme(g, input, out):
    """The gradient of an extreme of all elements goes to each element that equals it."""
    return where_kept(g, eq(input, out))


@hidden(input=at_extreme, node="MaxBackward1")
def max_all(xp, input: Real):
    """Return the largest element. Source: PyTorch 0.4.1, torch.max."""
    check_elements("max", input)
    return xp.max(input)


@hidden(input=at_extreme, node="MinBackward1")
def min_all(xp, input: Real):
    """Return the smallest element. Source: PyTorch 0.4.1, torch.min."""
    check_elements("min", input)
    return xp.min(input)


def at_index(g, indices, input_shape, dim, keepdim):
    """The gradient of a choice along ``dim`` goes to the element that was chosen."""
    if not keepdim and input_shape:
        g, indices = unsqueeze(g, dim), unsqueeze(indices, dim)
    return scatter_along(g, indices, dim, input_shape)


def taken(xp, input, index, dim, keepdim):
    """Return the elements at ``index`` along ``dim``, and the index."""
    values = xp.take_along_axis(input, index, dim)
    return (values, index) if keepdim else (xp.squeeze(values, dim), xp.squeeze(index, dim))


def chosen(xp, which, input, dim, keepdim):
    """Return the extremes along ``dim``, the ``which`` of "max" and "min", and their indices."""
    dim = wrap_dim(dim, input.ndim)
    if not input.ndim:
        return input + 0, xp.zeros((), np.int64)
    check_elements(which, input)
    index = getattr(xp, f"arg{which}")(input, axis=dim)
    return taken(xp, input, xp.expand_dims(index, dim), dim, keepdim)


CHOICES = dict(
    outputs=("values", "indices"),
    cases=[case(3, 4, dim=1), case(3, 4, dim=0, keepdim=True)],
)


@hidden(input=at_index, node="MaxBackward0", **CHOICES)
def max_dim(xp, input: Real, dim, keepdim=False):
    """Return the largest elements along ``dim`` and their indices, the first of equal ones."""
    return chosen(xp, "max", input, dim, keepdim)


@hidden(input=at_index, node="MinBackward0", **CHOICES)
def min_dim(xp, input: Real, dim, keepdim=False):
    """Return the smallest elements along ``dim`` and their indices, the first of equal ones."""
    return chosen(xp, "min", input, dim, keepdim)


PAIRS = dict(pointwise=True, cases=[case((3, 4), (3, 4))])


@hidden(
    input=lambda g, input, other: where_kept(g, gt(input, other)),
    other=lambda g, input, other: where_kept(g, eq(gt(input, other), 0)),
    node="MaxBackward2",
    **PAIRS,
)
def max_of(xp, input: Real, other: Array):
    """Return the larger of two elements; the second if that is not known, and all its gradient."""
    return pick(xp, input > other, input, other)


@hidden(
    input=lambda g, input, other: where_kept(g, lt(input, other)),
    other=lambda g, input, other: where_kept(g, eq(lt(input, other), 0)),
    node="MinBackward2",
    **PAIRS,
)
def min_of(xp, input: Real, other: Array):
    """Return the smaller of two elements; the second if that is not known, and all its gradient."""
    return pick(xp, input < other, input, other)


INDICES = [case(3, 4), case(3, 4, dim=1), case(3, 4, dim=0, keepdim=True)]


@op(cases=INDICES)
def argmax(xp, input: Real, dim=None, keepdim=False):
    """Return the index of the largest element, of all or along ``dim``.

    Shape:
        input: any; the result is a number, int64; with ``dim`` it is without that dimension, or has
        size 1 there with ``keepdim``.

    Raises:
        RuntimeError: if there are no elements.

    Source: PyTorch 0.4.1, torch.argmax.
    """
    return place(xp, "max", input, dim, keepdim)


@op(cases=INDICES)
def argmin(xp, input: Real, dim=None, keepdim=False):
    """Return the index of the smallest element, of all or along ``dim``.

    Shape:
        as of :func:`argmax`.

    Raises:
        RuntimeError: if there are no elements.

    Source: PyTorch 0.4.1, torch.argmin.
    """
    return place(xp, "min", input, dim, keepdim)


def place(xp, which, input, dim, keepdim):
    """Return the index of an extreme, of all or along ``dim``."""
    if dim is not None:
        return chosen(xp, which, input, dim, keepdim)[1]
    check_elements(which, input)
    return xp.asarray(getattr(xp, f"arg{which}")(input))


@composite()
def max(input, dim=..., keepdim=False, *, other=None, out=None):
    """Return the largest element of all; or, along ``dim``, the largest and their indices; or, if
    ``dim`` or ``other`` is a tensor, the larger of every two.

    Shape:
        input: ``(..., n, ...)`` with ``n`` at ``dim``; both results are without that dimension, or
        have size 1 there with ``keepdim``.

    Raises:
        RuntimeError: if there are no elements, or shapes do not broadcast.

    Example:
        >>> input = torch.tensor([[1, 5], [4, 2]])
        >>> torch.max(input)
        tensor(5)
        >>> torch.max(input, 1)
        (tensor([5, 4]), tensor([1, 0]))
        >>> torch.max(input, torch.tensor([3, 3]))
        tensor([[3, 5],
                [4, 3]])

    Source: PyTorch 0.4.1, torch.max.
    """
    return extreme("max", (max_all, max_dim, max_of), input, dim, keepdim, other, out)


@composite()
def min(input, dim=..., keepdim=False, *, other=None, out=None):
    """Return the smallest element of all; or, along ``dim``, the smallest and their indices; or, if
    ``dim`` or ``other`` is a tensor, the smaller of every two.

    Shape:
        as of :func:`max`.

    Raises:
        RuntimeError: if there are no elements, or shapes do not broadcast.

    Example:
        >>> input = torch.tensor([[1, 5], [4, 2]])
        >>> torch.min(input)
        tensor(1)
        >>> torch.min(input, 1)
        (tensor([1, 2]), tensor([0, 1]))
        >>> torch.min(input, torch.tensor([3, 3]))
        tensor([[1, 3],
                [3, 2]])

    Source: PyTorch 0.4.1, torch.min.
    """
    return extreme("min", (min_all, min_dim, min_of), input, dim, keepdim, other, out)


def extreme(name, meanings, input, dim, keepdim, other, out):
    """Call the one of three operations that the arguments mean."""
    of_all, along, of_two = meanings
    other = dim if isinstance(dim, TensorBase) else other
    if other is not None:
        meant, args = of_two, (input, other)
    elif dim is ...:
        meant, args = of_all, (input,)
    elif isinstance(dim, int):
        meant, args = along, (input, dim, keepdim)
    else:
        raise no_such_form(name)
    return meant(*args) if out is None else store(meant.op, out, args)
