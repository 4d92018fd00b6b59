"""Elements repeated along dimensions: of one tensor, or of several until they have one shape."""

import numpy as np

from ..cases import Array, Ints, case
from ..engine import unbroadcast
from ..errors import not_broadcastable
from ..op import composite, op
from .shape import reshape, view


def writeable(view):
    """Return a view that NumPy made read-only as one that can be written to; CuPy's all can."""
    if hasattr(view.flags, "writeable"):
        view.flags.writeable = True
    return view


@op(
    input=lambda g, input_shape: g,
    view=True,
    torch=False,
    cases=[case((3, 1), size=(3, 4)), case((4,), size=(3, -1))],
)
def expand(xp, input: Array, size: Ints):
    """Return a view with dimensions of size one repeated, and new ones in front.

    Args:
        size: one int for each dimension; -1 keeps the size there is.

    Shape:
        input: ``(..., 1, ...)``; the result has ``size``, aligned at the last dimension.

    Raises:
        RuntimeError: if a dimension to repeat has another size than one.

    Source: PyTorch 0.4.1, torch.Tensor.expand.
    """
    size = tuple(size)
    lead = len(size) - input.ndim
    if lead < 0:
        raise cannot_expand(input.shape, size)
    full = [input.shape[i - lead] if n == -1 and i >= lead else n for i, n in enumerate(size)]
    for n, wide in zip(input.shape, full[lead:]):
        if n != 1 and n != wide:
            raise cannot_expand(input.shape, full)
    return writeable(xp.broadcast_to(input, tuple(full)))


def cannot_expand(shape, size):
    """Return the error for a shape that does not broadcast to another."""
    lead = len(size) - len(shape)
    if lead < 0:
        return RuntimeError(
            f"expand({{{list(shape)}}}, size={list(size)}): the number of sizes provided "
            f"({len(size)}) must be greater or equal to the number of dimensions in the tensor "
            f"({len(shape)})"
        )
    dim = next(d for d, n in enumerate(shape, lead) if n not in (1, size[d]))
    return RuntimeError(
        f"The expanded size of the tensor ({size[dim]}) must match the existing size "
        f"({shape[dim - lead]}) at non-singleton dimension {dim}"
    )


def repeated(g, input_shape, repeats):
    """Sum over the copies."""
    full = (1,) * (len(repeats) - len(input_shape)) + tuple(input_shape)
    pairs = [n for count, size in zip(repeats, full, strict=True) for n in (count, size)]
    once = [n for size in full for n in (1, size)]
    return reshape(unbroadcast(reshape(g, pairs), tuple(once)), input_shape)


@op(
    input=repeated,
    torch=False,
    cases=[case((3, 2), repeats=(2, 3)), case((2,), repeats=(3, 1, 2))],
)
def repeat(xp, input: Array, repeats: Ints):
    """Return as many copies of ``input`` along each dimension as ``repeats`` says, new ones first.

    Shape:
        input: ``(n, m)``; the result of ``repeat(a, b, c)`` is ``(a, b * n, c * m)``.

    Raises:
        RuntimeError: if there are fewer ``repeats`` than dimensions.

    Source: PyTorch 0.4.1, torch.Tensor.repeat.
    """
    if len(repeats) < input.ndim:
        raise RuntimeError(
            "Number of dimensions of repeat dims can not be smaller than number of dimensions of "
            "tensor"
        )
    if any(n < 0 for n in repeats):
        raise RuntimeError("sizes must be non-negative")
    return xp.tile(input, tuple(repeats))


@composite(torch=False)
def expand_as(input, other):
    """Return :func:`expand` to the size of ``other``.

    Shape:
        input: any that expands to the shape of ``other``, which the result has.

    Example:
        >>> torch.tensor([[1], [2]]).expand_as(torch.zeros(2, 3))
        tensor([[1, 1, 1],
                [2, 2, 2]])

    Source: PyTorch 0.4.1, torch.Tensor.expand_as.
    """
    return expand(input, tuple(other.shape))


@composite(method=False)
def broadcast_tensors(*tensors):
    """Return views of all tensors, expanded to the shape they have in common.

    Shape:
        tensors: any that broadcast together; the results have their common shape.

    Example:
        >>> torch.broadcast_tensors(torch.tensor([1, 2]), torch.tensor([[3], [4]]))
        (tensor([[1, 2],
                [1, 2]]), tensor([[3, 3],
                [4, 4]]))

    Source: PyTorch 0.4.1, native_functions.yaml: broadcast_tensors.
    """
    arrays = [tensor._array for tensor in tensors]
    try:
        shape = np.broadcast_shapes(*[array.shape for array in arrays])
    except ValueError as error:
        raise not_broadcastable(arrays) from error
    return tuple([tensor.expand(shape) for tensor in tensors])


@composite(method=False)
def meshgrid(*tensors):
    """Return for each of some vectors its elements as coordinates of the grid they span.

    Shape:
        tensors: vectors or numbers of one type, one by one or in a list; the results have as
        many dimensions as there are tensors.

    Example:
        >>> torch.meshgrid(torch.tensor([1, 2]), torch.tensor([3, 4, 5]))
        (tensor([[1, 1, 1],
                [2, 2, 2]]), tensor([[3, 4, 5],
                [3, 4, 5]]))

    Source: PyTorch 0.4.1, torch.meshgrid.
    """
    if len(tensors) == 1 and isinstance(tensors[0], (list, tuple)):
        tensors = tuple(tensors[0])
    if not tensors:
        raise RuntimeError("meshgrid expects a non-empty TensorList")
    for tensor in tensors:
        if len(tensor.shape) > 1:
            raise RuntimeError(f"Expected scalar or 1D tensor in the tensor list but got: {tensor}")
    grid = [tensor._array.size for tensor in tensors]
    columns = [(1,) * i + (-1,) + (1,) * (len(grid) - i - 1) for i in range(len(grid))]
    return tuple([expand(view(t, c), grid) for t, c in zip(tensors, columns, strict=True)])
