"""Views and other shapes of the same elements. Those marked ``view`` share memory."""

from ..backend import is_contiguous, packed
from ..cases import Array, Ints, case
from ..errors import wrap_dim
from ..fallbacks import integers
from ..op import composite, hidden, op


def inferred(shape, size):
    """Return ``shape`` with its one -1 replaced by what ``size`` elements leave for it.

    Raises:
        RuntimeError: if that cannot be.
    """
    known, unknown = 1, None
    for dim, n in enumerate(shape):
        if n == -1:
            if unknown is not None:
                raise RuntimeError("only one dimension can be inferred")
            unknown = dim
        elif n < 0:
            raise RuntimeError(f"invalid shape dimension {n}")
        else:
            known *= n
    if unknown is not None and known and size % known == 0:
        return (*shape[:unknown], size // known, *shape[unknown + 1 :])
    if unknown is not None or known != size:
        raise RuntimeError(f"shape '{list(shape)}' is invalid for input of size {size}")
    return tuple(shape)


@composite()
def numel(input):
    """Return the number of elements.

    Example:
        >>> torch.numel(torch.zeros(2, 3))
        6

    Source: PyTorch 0.4.1, torch.numel.
    """
    return int(input._array.size)


@composite(torch=False)
def nelement(input):
    """Return the number of elements.

    Example:
        >>> torch.zeros(2, 3).nelement()
        6

    Source: PyTorch 0.4.1, torch.Tensor.nelement.
    """
    return int(input._array.size)


@composite()
def is_same_size(input, other):
    """Return whether two tensors have one shape.

    Example:
        >>> torch.is_same_size(torch.zeros(2, 3), torch.ones(2, 3))
        True

    Source: PyTorch 0.4.1, native_functions.yaml.
    """
    return input._array.shape == other._array.shape


@hidden(input=lambda g: g, view=True)
def alias(xp, input: Array):
    """Return a view of all of ``input``. Source: PyTorch 0.4.1, native_functions.yaml: alias."""
    return input[...]


@op(
    input=lambda g, input_shape: reshape(g, input_shape),
    view=True,
    torch=False,
    cases=[case(3, 4, size=(2, 6)), case(3, 4, size=(-1,))],
)
def view(xp, input: Array, size: Ints):
    """Return the same elements in another shape, sharing memory.

    Args:
        size: one int for each dimension; one may be -1.

    Shape:
        input: any; the result has ``size``.

    Raises:
        RuntimeError: if the number of elements differs, or the strides allow no such view.

    Source: PyTorch 0.4.1, torch.Tensor.view.
    """
    shape = inferred(size, input.size)
    try:
        return _reshaped_in_place(xp, input, shape)
    except (AttributeError, ValueError):
        raise RuntimeError(
            "invalid argument 2: view size is not compatible with input tensor's size and stride "
            "(at least one dimension spans across two contiguous subspaces). Call .contiguous() "
            "before .view()."
        ) from None


def _reshaped_in_place(xp, input, shape):
    """Return ``input`` in another shape without copying; ValueError if that needs a copy."""
    if is_contiguous(input):
        return input.reshape(shape)
    return xp.reshape(input, shape, copy=False)


@hidden(
    input=lambda g, input_shape: reshape(g, input_shape),
    view=True,
    node="AsStridedBackward",
    cases=[case(3, 4, shape=(2, 6)), case(3, 4, shape=(-1,))],
)
def reshaped(xp, input: Array, shape):
    """Return a view in another shape, as :func:`view` does; the node is that of ``reshape``."""
    return view.op.forward(xp, input, shape)


@composite()
def reshape(input, *shape):
    """Return the same elements in another shape: a view if possible, else a copy.

    Shape:
        input: any; the result has ``shape``, where one size may be -1: the one that fits.

    Raises:
        RuntimeError: if the number of elements is another.

    Example:
        >>> torch.arange(6).view(2, 3).t().reshape(-1)
        tensor([0, 3, 1, 4, 2, 5])

    Source: PyTorch 0.4.1, torch.reshape.
    """
    if not hasattr(input, "_edge"):
        return input.reshape(*shape)
    shape = integers("reshape", "shape", *shape)
    try:
        return reshaped(input, shape)
    except RuntimeError as error:
        if "not compatible" not in str(error):
            raise
        return view(clone(input), shape)


@op(input=lambda g: g, cases=[case(3, 4)])
def clone(xp, input: Array):
    """Return a copy, whose gradient flows back to ``input``.

    Shape:
        input: any; the result has the same.

    Source: PyTorch 0.4.1, torch.Tensor.clone.
    """
    return packed(xp, input)


@hidden(
    input=lambda g: g,
    view=True,
    node="CloneBackward",
    cases=[case(3, 4)],
)
def clone_ahead(xp, input: Array):
    """Return ``input`` behind the node of a clone, for an operation that copies it anyway."""
    return input[...]


@composite(torch=False)
def contiguous(input):
    """Return ``input`` itself if its elements lie row by row in memory, else a copy that does.

    Shape:
        input: any; the result has the same.

    Example:
        >>> x = torch.arange(6).view(2, 3).t()
        >>> x.stride(), x.contiguous().stride()
        ((1, 3), (2, 1))

    Source: PyTorch 0.4.1, torch.Tensor.contiguous.
    """
    return input if is_contiguous(input._array) else clone(input)


@composite(torch=False)
def reshape_as(input, other):
    """Return :func:`reshape` to the size of ``other``.

    Shape:
        input: any of as many elements as ``other``, whose shape the result has.

    Example:
        >>> torch.arange(4).reshape_as(torch.zeros(2, 2))
        tensor([[0, 1],
                [2, 3]])

    Source: PyTorch 0.4.1, torch.Tensor.reshape_as.
    """
    return reshape(input, tuple(other.shape))


@composite(torch=False)
def view_as(input, other):
    """Return :func:`view` of the size of ``other``.

    Shape:
        input: any of as many elements as ``other``, whose shape the result has.

    Example:
        >>> torch.arange(4).view_as(torch.zeros(2, 2))
        tensor([[0, 1],
                [2, 3]])

    Source: PyTorch 0.4.1, torch.Tensor.view_as.
    """
    return view(input, tuple(other.shape))


@op(
    input=lambda g, input_shape: reshape(g, input_shape),
    view=True,
    node=("SqueezeBackward0", "SqueezeBackward1"),
    inplace=("SqueezeBackward2", "SqueezeBackward3"),
    cases=[case(3, 1, 4), case(3, 1, 4, dim=1), case(3, 1, 4, dim=0)],
)
def squeeze(xp, input: Array, dim=...):
    """Return a view without the dimensions of size one, or without ``dim`` if it has that size.

    Shape:
        input: ``(..., 1, ...)``; the result is without that dimension.

    Example:
        >>> torch.zeros(1, 2, 1, 3).squeeze().shape
        torch.Size([2, 3])
        >>> torch.zeros(1, 2, 1, 3).squeeze(0).shape
        torch.Size([2, 1, 3])

    Source: PyTorch 0.4.1, torch.squeeze.
    """
    if dim is None:
        return xp.squeeze(input)
    dim = wrap_dim(dim, input.ndim)
    return xp.squeeze(input, dim) if input.ndim and input.shape[dim] == 1 else input[...]


@op(
    input=lambda g, dim: squeeze(g, dim),
    view=True,
    inplace="UnsqueezeBackward1",
    node="UnsqueezeBackward0",
    cases=[case(3, 4, dim=1), case(3, 4, dim=-1)],
)
def unsqueeze(xp, input: Array, dim):
    """Return a view with a dimension of size one put before ``dim``.

    Shape:
        input: any; the result has one dimension more.

    Raises:
        RuntimeError: if there can be no such dimension.

    Source: PyTorch 0.4.1, torch.unsqueeze.
    """
    return xp.expand_dims(input, wrap_dim(dim, input.ndim + 1))


@composite()
def flatten(input, start_dim=0, end_dim=-1):
    """Return the dimensions from ``start_dim`` to ``end_dim`` as one.

    Shape:
        input: ``(..., a, ..., b, ...)``; the result is ``(..., a * ... * b, ...)``.

    Raises:
        RuntimeError: if they come in the wrong order.

    Example:
        >>> torch.zeros(2, 3, 4).flatten(1).shape
        torch.Size([2, 12])

    Source: PyTorch 0.4.1, torch.flatten.
    """
    rank = len(input.shape)
    start, end = wrap_dim(start_dim, rank), wrap_dim(end_dim, rank)
    if start > end:
        raise RuntimeError("flatten() has invalid args: start_dim cannot come after end_dim")
    if start == end:
        return input
    return reshape(input, (*input.shape[:start], -1, *input.shape[end + 1 :]))
