"""The dimensions of a tensor, or the elements along them, in another order."""

from ..cases import Array, Ints, case
from ..errors import wrap_dim
from ..op import op


@op(
    input=lambda g, dim0, dim1: transpose(g, dim0, dim1),
    view=True,
    inplace="TransposeBackward1",
    node="TransposeBackward0",
    cases=[case(3, 4, dim0=0, dim1=1), case(2, 3, 4, dim0=-1, dim1=0)],
)
def transpose(xp, input: Array, dim0, dim1):
    """Return a view with two dimensions swapped.

    Shape:
        input: ``(..., n, ..., m, ...)``; the result is ``(..., m, ..., n, ...)``.

    Raises:
        RuntimeError: if there is no such dimension.

    Source: PyTorch 0.4.1, torch.transpose.
    """
    first, second = (wrap_dim(dim, input.ndim) for dim in (dim0, dim1))
    return xp.swapaxes(input, first, second) if input.ndim else input[...]


@op(input=lambda g: t(g), view=True, inplace=True, cases=[case(3, 4)])
def t(xp, input: Array):
    """Return a matrix transposed, as a view.

    Shape:
        input: ``(n, m)``; the result is ``(m, n)``.

    Raises:
        RuntimeError: if ``input`` is not 2-D.

    Source: PyTorch 0.4.1, torch.t.
    """
    if input.ndim != 2:
        raise RuntimeError(f"t() expects a 2D tensor, but self is {input.ndim}D")
    return input.T


def inverse(dims):
    """Return the permutation that undoes ``dims``."""
    order = [0] * len(dims)
    for position, dim in enumerate(dims):
        order[dim] = position
    return tuple(order)


@op(
    input=lambda g, dims: permute(g, inverse(dims)),
    view=True,
    torch=False,
    cases=[case(2, 3, 4, dims=(2, 0, 1)), case(2, 3, 4, dims=(0, 2, -2))],
)
def permute(xp, input: Array, dims: Ints):
    """Return a view with the dimensions in another order.

    Shape:
        input: any; the result has ``input.shape[d]`` for every ``d`` in ``dims``.

    Raises:
        RuntimeError: if ``dims`` is not each dimension once.

    Source: PyTorch 0.4.1, torch.Tensor.permute.
    """
    if len(dims) != input.ndim:
        raise RuntimeError("number of dims don't match in permute")
    order = [wrap_dim(dim, input.ndim) for dim in dims]
    if len(set(order)) != len(order):
        raise RuntimeError("repeated dim in permute")
    return xp.transpose(input, order)


@op(
    input=lambda g, dims: flip(g, dims),
    cases=[case(3, 4, dims=(0,)), case(2, 3, 4, dims=(-1, 0))],
)
def flip(xp, input: Array, dims: Ints):
    """Return a copy with the elements in reverse order along ``dims``.

    Shape:
        input: any; the result has the same.

    Raises:
        RuntimeError: if no dimension is given, or one is given twice or does not exist.

    Source: PyTorch 0.4.1, torch.flip.
    """
    if not 0 < len(dims) <= input.ndim:
        raise RuntimeError(
            f"flip dims size out of range, got flip dims size={len(dims)}"
            if dims
            else "expected a non-empty list of dims to flip"
        )
    order = [wrap_dim(dim, input.ndim) for dim in dims]
    if len(set(order)) != len(order):
        raise RuntimeError(f"dims has duplicates, original flip dims size={len(dims)}")
    return xp.flip(input, tuple(order)).copy()
