"""Diagonals and triangles of matrices."""

from operator import index

from ..cases import Array, Real, case
from ..errors import wrap_dim
from ..op import composite, hidden, op
from .broadcasting import expand, writeable
from .shape import reshape


def check_matrix(array):
    """Raise unless ``array`` is 2-D."""
    if array.ndim != 2:
        raise RuntimeError("invalid argument 1: expected a matrix")


@op(
    input=lambda g, input_shape, offset, dim1, dim2: put_diagonal(
        g, input_shape, offset, dim1, dim2
    ),
    view=True,
    cases=[case(3, 4), case(3, 4, offset=1), case(2, 3, 4, offset=-1, dim1=2, dim2=0)],
)
def diagonal(xp, input: Array, offset=0, dim1=0, dim2=1):
    """Return a view of a diagonal of two dimensions, which becomes the last dimension.

    Args:
        offset: how far to the right of the main diagonal it lies; to the left if negative.

    Shape:
        input: ``(..., n, ..., m, ...)`` with ``n`` at ``dim1`` and ``m`` at ``dim2``; the result is
        without both, but has the length of the diagonal for its last dimension.

    Raises:
        RuntimeError: if the dimensions are one and the same, or no element lies there.

    Source: PyTorch 0.4.1, torch.diagonal.
    """
    first, second = wrap_dim(dim1, input.ndim), wrap_dim(dim2, input.ndim)
    if first == second:
        raise RuntimeError(f"diagonal dimensions cannot be identical {dim1}, {dim2}")
    if not -input.shape[first] < offset < input.shape[second]:
        raise RuntimeError(f"invalid diagonal offset {offset}")
    return writeable(xp.diagonal(input, offset, first, second))


@hidden(
    input=lambda g, offset, dim1, dim2: diagonal(g, offset, dim1, dim2),
    cases=[
        case((3,), shape=(3, 4)),
        case((2,), shape=(3, 4), offset=2),
        case((3, 2), shape=(2, 3, 4), offset=-1, dim1=2, dim2=0),
    ],
)
def put_diagonal(xp, input: Array, shape, offset=0, dim1=0, dim2=1):
    """Return zeros of ``shape`` with ``input`` where :func:`diagonal` would find it."""
    result = xp.zeros(shape, input.dtype)
    writeable(xp.diagonal(result, offset, dim1, dim2))[...] = input
    return result


def diag_slope(g, input_shape, diagonal):
    """A diagonal goes back to its matrix, and a matrix made of one to that."""
    if len(input_shape) == 1:
        return diag(g, diagonal)
    return put_diagonal(g, input_shape, diagonal)


@op(input=diag_slope, out=True, cases=[case(3, 4), case(3, 4, diagonal=-1), case(3, diagonal=1)])
def diag(xp, input: Array, diagonal=0):
    """Return a copy of a diagonal of a matrix, or the matrix that has a vector for one.

    Args:
        diagonal: how far to the right of the main diagonal it lies; to the left if negative.

    Shape:
        input: ``(n, m)``, and the result is a vector; or ``(n,)``, and the result is
        ``(n + abs(diagonal), n + abs(diagonal))``.

    Raises:
        RuntimeError: if ``input`` has more than two dimensions.

    Source: PyTorch 0.4.1, torch.diag.
    """
    if input.ndim not in (1, 2):
        raise RuntimeError("invalid argument 1: matrix or a vector expected")
    if input.ndim == 1:
        size = input.shape[0] + abs(diagonal)
        result = xp.zeros((size, size), input.dtype)
        writeable(xp.diagonal(result, diagonal))[...] = input
        return result
    if not -input.shape[0] < diagonal < input.shape[1]:
        raise RuntimeError("sizes must be non-negative")
    return xp.diagonal(input, diagonal).copy()


@composite()
def diagflat(input, offset=0):
    """Return the matrix that has all elements of a tensor for a diagonal.

    Shape:
        input: any, of ``n`` elements; the result is ``(n + abs(offset), n + abs(offset))``.

    Example:
        >>> torch.diagflat(torch.tensor([1, 2]), offset=1)
        tensor([[0, 1, 0],
                [0, 0, 2],
                [0, 0, 0]])

    Source: PyTorch 0.4.1, torch.diagflat.
    """
    return diag(reshape(input, (-1,)), offset)


@op(
    input=lambda g, input_shape: put_diagonal(expand(g, (min(input_shape),)), input_shape),
    cases=[case(3, 4)],
)
def trace(xp, input: Real):
    """Return the sum of the main diagonal of a matrix, in the matrix's type.

    Shape:
        input: ``(n, m)``; the result is a number.

    Raises:
        RuntimeError: if ``input`` is not 2-D.

    Source: PyTorch 0.4.1, torch.trace.
    """
    check_matrix(input)
    kind = "float64" if input.dtype.kind == "f" else input.dtype
    return xp.add.reduce(xp.diagonal(input), dtype=kind).astype(input.dtype, copy=False)


@op(
    input=lambda g, diagonal: tril(g, diagonal),
    out=True,
    inplace=True,
    cases=[case(3, 4), case(3, 4, diagonal=1)],
)
def tril(xp, input: Array, diagonal=0):
    """Return a matrix with zeros above a diagonal.

    Args:
        diagonal: how far to the right of the main one it lies; to the left if negative.

    Shape:
        input: ``(n, m)``; so is the result.

    Raises:
        RuntimeError: if ``input`` is not 2-D.

    Source: PyTorch 0.4.1, torch.tril.
    """
    check_matrix(input)
    return xp.tril(input, index(diagonal))


@op(
    input=lambda g, diagonal: triu(g, diagonal),
    out=True,
    inplace=True,
    cases=[case(3, 4), case(3, 4, diagonal=-1)],
)
def triu(xp, input: Array, diagonal=0):
    """Return a matrix with zeros below a diagonal.

    Args:
        diagonal: how far to the right of the main one it lies; to the left if negative.

    Shape:
        input: ``(n, m)``; so is the result.

    Raises:
        RuntimeError: if ``input`` is not 2-D.

    Source: PyTorch 0.4.1, torch.triu.
    """
    check_matrix(input)
    return xp.triu(input, index(diagonal))
