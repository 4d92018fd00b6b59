"""Joining tensors and taking them apart."""

from ..cases import Array, Arrays, case
from ..errors import wrap_dim
from ..op import composite, hidden, op
from .parts import index_along, select, slice_dim, span


def pieces(g, tensors_shape, dim):
    """Take the gradient apart where the tensors were joined."""
    dim = wrap_dim(dim, len(g.shape))
    start, found = 0, []
    for shape in tensors_shape:
        size = shape[dim] if len(shape) == len(g.shape) else 0
        found.append(slice_dim(g, dim, start, start + size))
        start += size
    return found


@op(
    tensors=pieces,
    out=True,
    method=False,
    cases=[case([(2, 3), (1, 3)]), case([(2, 3), (2, 2)], dim=-1)],
)
def cat(xp, tensors: Arrays, dim=0):
    """Join tensors along a dimension they have.

    Args:
        tensors: a tuple or list of tensors, of equal sizes but for ``dim``.

    Shape:
        tensors: ``(..., n_i, ...)`` with ``n_i`` at ``dim``; the result has their sum there.

    Raises:
        RuntimeError: if sizes or types differ, or a tensor has no dimensions.

    Example:
        >>> torch.cat([torch.ones(2), torch.zeros(1)])
        tensor([1., 1., 0.])

    Source: PyTorch 0.4.1, torch.cat.
    """
    for position, tensor in enumerate(tensors):
        if not tensor.ndim:
            raise RuntimeError(
                f"zero-dimensional tensor (at position {position}) cannot be concatenated"
            )
    full = [tensor for tensor in tensors if tensor.shape != (0,)] or tensors
    dim = wrap_dim(dim, full[0].ndim)
    for tensor in full[1:]:
        check_joinable(full[0], tensor, dim)
    return xp.concatenate(full, axis=dim)


def check_joinable(first, tensor, dim):
    """Raise unless two arrays have equal sizes but for ``dim``."""
    if tensor.ndim != first.ndim:
        raise RuntimeError(
            "invalid argument 0: Tensors must have same number of dimensions: got "
            f"{first.ndim} and {tensor.ndim}"
        )
    for d in range(first.ndim):
        if d != dim and tensor.shape[d] != first.shape[d]:
            raise RuntimeError(
                f"invalid argument 0: Sizes of tensors must match except in dimension {dim}. Got "
                f"{first.shape[d]} and {tensor.shape[d]} in dimension {d}"
            )


def unstacked(g, tensors_shape, dim):
    """Take the gradient apart along the new dimension."""
    return [select(g, dim, i) for i in range(len(tensors_shape))]


@op(
    tensors=unstacked,
    out=True,
    method=False,
    cases=[case([(2, 3), (2, 3)]), case([(2, 3), (2, 3)], dim=-1)],
)
def stack(xp, tensors: Arrays, dim=0):
    """Join tensors of one size along a new dimension.

    Shape:
        tensors: all the same; the result has one dimension more, at ``dim``, as long as there
        are tensors.

    Raises:
        RuntimeError: if the shapes differ, or there is no tensor.

    Source: PyTorch 0.4.1, torch.stack.
    """
    dim = wrap_dim(dim, tensors[0].ndim + 1)
    for tensor in tensors[1:]:
        if tensor.shape != tensors[0].shape:
            check_joinable(tensors[0], tensor, None)
    return xp.stack(tensors, axis=dim)


@hidden(
    input=lambda gs, dim: cat(gs, dim),
    view=True,
    outputs="many",
    node="SplitBackward",
    cases=[case(5, 4, sizes=(2, 3)), case(3, 4, sizes=(1, 3), dim=1)],
)
def split_sizes(xp, input: Array, sizes, dim=0):
    """Return consecutive views of ``sizes`` along ``dim``."""
    dim = wrap_dim(dim, input.ndim)
    start, parts = 0, []
    for size in sizes:
        parts.append(input[span(dim, start, start + size)])
        start += size
    return tuple(parts)


def check_divisible(name, tensor):
    """Return the number of dimensions of ``tensor``; raise if it has none to divide along."""
    if not tensor.shape:
        raise RuntimeError(f"{name} expects at least a 1-dimensional tensor")
    return len(tensor.shape)


@composite()
def split(tensor, split_size, dim=0):
    """Return consecutive views along ``dim``, each of ``split_size``, the last perhaps less.

    Args:
        split_size: an int, or the list of all sizes.

    Shape:
        tensor: ``(..., n, ...)`` with ``n`` at ``dim``; each result has ``split_size`` there, the
        last one perhaps less.

    Raises:
        RuntimeError: if the sizes do not add up.

    Example:
        >>> torch.arange(5).split(2)
        (tensor([0, 1]), tensor([2, 3]), tensor([4]))
        >>> torch.arange(5).split([1, 4])
        (tensor([0]), tensor([1, 2, 3, 4]))

    Source: PyTorch 0.4.1, torch.split.
    """
    dim = wrap_dim(dim, check_divisible("split", tensor))
    total = tensor.shape[dim]
    if isinstance(split_size, int):
        if split_size < 0 or (split_size == 0 and total):
            raise RuntimeError(
                f"split expects split_size be non-negative, but got split_size={split_size}"
            )
        count = max(-(-total // split_size), 1) if total else 1
        sizes = [min(split_size, total - i * split_size) for i in range(count)]
    else:
        sizes = list(split_size)
        if sum(sizes) != total:
            raise RuntimeError(
                f"split_with_sizes expects split_sizes to sum exactly to {total} (input tensor's "
                f"size at dimension {dim}), but got split_sizes={sizes}"
            )
    return split_sizes(tensor, tuple(sizes), dim)


@composite()
def chunk(input, chunks, dim=0):
    """Return ``chunks`` views along ``dim`` of equal size, the last perhaps less.

    Shape:
        input: ``(..., n, ...)`` with ``n`` at ``dim``; each result has ``ceil(n / chunks)`` there,
        the last one perhaps less.

    Example:
        >>> torch.arange(5).chunk(2)
        (tensor([0, 1, 2]), tensor([3, 4]))

    Source: PyTorch 0.4.1, torch.chunk.
    """
    if chunks <= 0:
        raise RuntimeError(f"chunk expects `chunks` to be greater than 0, got: {chunks}")
    size = input.shape[wrap_dim(dim, check_divisible("chunk", input))]
    return split(input, max(-(-size // chunks), 1), dim)


@composite()
def split_with_sizes(input, split_sizes, dim=0):
    """Return views of the given sizes along ``dim``.

    Shape:
        input: ``(..., n, ...)`` with ``n`` at ``dim``, the sum of ``split_sizes``; each result has
        its own there.

    Raises:
        RuntimeError: if the sizes do not add up.

    Example:
        >>> torch.arange(5).split_with_sizes([1, 4])
        (tensor([0]), tensor([1, 2, 3, 4]))

    Source: PyTorch 0.4.1, native_functions.yaml: split_with_sizes.
    """
    return split(input, split_sizes, dim)


@op(
    input=lambda gs, dim: stack(gs, dim),
    view=True,
    outputs="many",
    cases=[case(3, 4), case(3, 4, dim=1)],
)
def unbind(xp, input: Array, dim=0):
    """Return the views of ``input`` along ``dim``, without that dimension.

    Shape:
        input: ``(..., n, ...)`` with ``n`` at ``dim``; the ``n`` results are without that
        dimension.

    Raises:
        RuntimeError: if ``input`` has no dimension.

    Source: PyTorch 0.4.1, torch.unbind.
    """
    dim = wrap_dim(dim, check_divisible("unbind", input))
    return tuple([input[(*index_along(dim, i), ...)] for i in range(input.shape[dim])])
