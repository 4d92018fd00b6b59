"""Parts of a tensor along one dimension, as views: an index, a slice."""

from ..cases import Array, case
from ..errors import wrap_dim
from ..nodes import zeros_like
from ..op import composite, hidden, op
from .shape import unsqueeze


def index_along(dim, index):
    """Return the index of what lies at ``index`` along one dimension, counted from the front."""
    return (slice(None),) * dim + (index,)


def span(dim, start, stop, step=1):
    """Return the index of a slice along one dimension."""
    return index_along(dim, slice(start, stop, step))


@op(
    input=lambda g, input_shape, dim, index: put_slice(unsqueeze(g, dim), input_shape, dim, index),
    view=True,
    cases=[case(3, 4, dim=1, index=2), case(3, 4, dim=0, index=-1)],
)
def select(xp, input: Array, dim, index):
    """Return the part at ``index`` along ``dim``, as a view without that dimension.

    Shape:
        input: ``(..., n, ...)`` with ``n`` at ``dim``; the result is without that dimension.

    Raises:
        IndexError: if ``input`` has no dimension.
        RuntimeError: if there is no such index.

    Source: PyTorch 0.4.1, torch.Tensor.select.
    """
    if not input.ndim:
        raise IndexError("select() cannot be applied to a 0-dim tensor.")
    dim = wrap_dim(dim, input.ndim)
    size = input.shape[dim]
    if not -size <= index < size:
        raise RuntimeError(
            f"select(): index {index} out of range for tensor of size {list(input.shape)} at "
            f"dimension {dim}"
        )
    return input[(*index_along(dim, index % size), ...)]


@hidden(
    input=lambda g, input_shape, dim, start, step: put_slice(g, input_shape, dim, start, step),
    view=True,
    node="SliceBackward",
    cases=[case(5, 4, dim=0, start=1, stop=5, step=2), case(3, 4, dim=1, start=0, stop=2)],
)
def slice_dim(xp, input: Array, dim, start, stop, step=1):
    """Return every ``step``-th part from ``start`` to before ``stop`` along ``dim``, as a view."""
    return input[span(dim, start, stop, step)]


@hidden(
    input=lambda g, input_shape: zeros_like(g, input_shape),
    naming=lambda node: node,
    smooth=False,  # for finite differences there is nothing to compare
    cases=[case(3, 4, node="SliceBackward"), case(2, 3, node="TakeBackward")],
)
def nothing(xp, input: Array, node):
    """Return what is left of ``input`` without any elements: 0.4.1 knows one empty shape.

    Source: PyTorch 0.4.1, aten/src/ATen/native/TensorShape.cpp: slice.
    """
    return xp.empty(0, input.dtype)


def taken_slice(g, input_shape, shape, dim, start, step):
    """Take the slice out again."""
    dim = wrap_dim(dim, len(shape))
    start = start + shape[dim] if start < 0 else start
    return slice_dim(g, dim, start, start + input_shape[dim] * step, step)


@hidden(
    input=taken_slice,
    cases=[case((2, 4), shape=(5, 4), dim=0, start=1, step=2)],
)
def put_slice(xp, input: Array, shape, dim, start, step=1):
    """Return zeros of ``shape`` with ``input`` at a slice along ``dim``."""
    result = xp.zeros(shape, input.dtype)
    dim = wrap_dim(dim, len(shape))
    start = start + shape[dim] if start < 0 else start
    stop = start + (input.shape[dim] - 1) * step + 1 if input.shape[dim] else start
    result[span(dim, start, stop, step)] = input
    return result


@composite()
def narrow(input, dim, start, length):
    """Return the slice ``[start, start + length)`` of ``input`` along ``dim``, sharing memory.

    Raises:
        RuntimeError: if the slice does not lie within ``input``.

    Example:
        >>> torch.arange(5).narrow(0, 1, 3).tolist()
        [1, 2, 3]

    Source: PyTorch 0.4.1, torch.narrow; the message, aten/src/ATen/native/TensorShape.cpp.
    """
    if not len(input.shape):
        raise RuntimeError("narrow() cannot be applied to a 0-dim tensor.")
    dim = wrap_dim(dim, len(input.shape))
    size = input.shape[dim]
    start = start + size if start < 0 else start
    if length <= 0 or start > size - length:
        raise RuntimeError(f"start ({start}) + length ({length}) exceeds dimension size ({size}).")
    return slice_dim(input, dim, start, start + length)
