"""Inverses, and systems of linear equations."""

import numpy as np

from ..backend import backend_of
from ..cases import Float, Pivots, case
from ..errors import no_derivative
from ..op import composite, hidden, op
from .diagonal import tril, triu
from .matrix import batched, mm
from .permuting import t
from .permuting import transpose as transposed
from .shape import reshape

BLOCK = 32  # columns that are eliminated one by one before a product updates the others
POSITIVE = [[4.0, 1.0, 2.0], [1.0, 5.0, 3.0], [2.0, 3.0, 6.0]]
UPPER = [[2.0, 0.5, 1.0], [0.0, 2.5, 1.5], [0.0, 0.0, 1.75]]
INVERTIBLE = [[1.0, 2.0, 0.5], [0.25, -1.0, 3.0], [2.0, 0.0, 1.5]]


def by_columns(xp, matrices):
    """Return matrices laid out column by column, as LAPACK leaves its results."""
    return xp.swapaxes(xp.swapaxes(matrices, -1, -2).copy(), -1, -2)


def check_square(matrix, name="tensor"):
    """Raise unless an array is a square matrix."""
    if matrix.ndim != 2:
        raise RuntimeError(f"{name} should be 2 dimensional")
    if matrix.shape[0] != matrix.shape[1]:
        raise RuntimeError(f"{name} should be square")


def check_system(A, b):
    """Raise unless ``A`` is a square matrix with as many rows as ``b``."""
    if A.ndim != 2:
        raise RuntimeError(f"A should have 2 dimensions, but has {A.ndim}")
    if b.ndim not in (1, 2):
        raise RuntimeError(f"b should have 1 or 2 dimensions, but has {b.ndim}")
    if A.shape[0] != A.shape[1]:
        raise RuntimeError(f"A should be square, but is {A.shape[0]}x{A.shape[1]}")
    if A.shape[0] != b.shape[0]:
        raise RuntimeError(f"A,b size incompatible - A has {A.shape[0]} rows, b has {b.shape[0]}")


def as_columns(b):
    """Return the right side of a system as a matrix: a vector is its one column."""
    return b if b.ndim > 1 else b[:, None]


# --- elimination ----------------------------------------------------------------------------------


def factored(xp, matrices):
    """Return the factors of a batch of matrices, ``L`` below ``U``, and the row swaps, from 0.

    Rows are swapped so that each pivot is the largest of its column, as LAPACK's getrf does, which
    NumPy does not hand out. The batch is eliminated as one; only columns are taken in turn.
    """
    lu, (count, rows, columns) = matrices.copy(), matrices.shape
    each, size = xp.arange(count), min(rows, columns)
    pivots = xp.zeros((count, size), np.int64)
    for start in range(0, size, BLOCK):
        stop = min(start + BLOCK, size)
        for j in range(start, stop):
            pivots[:, j] = found = xp.argmax(abs(lu[:, j:, j]), axis=1) + j
            upper = lu[:, j].copy()
            lu[:, j] = lu[each, found]
            lu[each, found] = upper
            pivot = lu[:, j, j]
            lu[:, j + 1 :, j] /= xp.where(pivot == 0, 1, pivot)[:, None]
            lu[:, j + 1 :, j + 1 : stop] -= (
                lu[:, j + 1 :, j : j + 1] * lu[:, j : j + 1, j + 1 : stop]
            )
        if stop < columns:
            block = unit_lower(xp, lu[:, start:stop, start:stop])
            lu[:, start:stop, stop:] = xp.linalg.solve(block, lu[:, start:stop, stop:])
            lu[:, stop:, stop:] -= xp.matmul(lu[:, stop:, start:stop], lu[:, start:stop, stop:])
    return lu, pivots


def unit_lower(xp, lu):
    """Return the part of factors below the diagonal, with ones on the diagonal."""
    return xp.tril(lu, -1) + xp.eye(lu.shape[-2], lu.shape[-1], dtype=lu.dtype)


def first_zero(xp, lu):
    """Return for each of a batch of factors the number of its first pivot of zero, or 0."""
    zero = xp.diagonal(lu, 0, 1, 2) == 0
    return xp.where(xp.any(zero, axis=1), xp.argmax(zero, axis=1) + 1, 0)


def raise_singular(xp, matrices, words):
    """Raise in LAPACK's words, which name the first pivot that is zero in any of a batch."""
    place = int(xp.max(first_zero(xp, factored(xp, matrices)[0])))
    raise RuntimeError(words.format(place=place)) from None


# --- inverse --------------------------------------------------------------------------------------


@op(
    by_columns=True,
    input=lambda g, out: -mm(t(out), mm(g, t(out))),
    out=True,
    kernel="_getri",
    cases=[case(input=INVERTIBLE)],
)
def inverse(xp, input: Float):
    """Return the inverse of a square matrix.

    Shape:
        input: ``(n, n)``; so is the result.

    Raises:
        RuntimeError: if ``input`` is not square, or singular.

    Source: PyTorch 0.4.1, torch.inverse.
    """
    check_square(input)
    try:
        return by_columns(xp, xp.linalg.inv(input))
    except np.linalg.LinAlgError:
        words = "Lapack Error getrf : U({place},{place}) is 0, U is singular"
        raise_singular(xp, input[None], words)


# --- systems of equations -------------------------------------------------------------------------


def adjoint(matrices):
    """Return matrices transposed, each of a batch for itself."""
    return transposed(matrices, -2, -1)


@hidden(
    by_columns=True,
    input=lambda g, A: solution(g, adjoint(A)),
    A=lambda g, A, out: -batched(solution(g, adjoint(A)), adjoint(out)),
    cases=[case((3, 2), A=INVERTIBLE)],
)
def solution(xp, input: Float, A: Float):
    """Return ``X`` with ``A @ X == input``."""
    return by_columns(xp, xp.linalg.solve(A, input))


@op(
    input=lambda gs, input_shape, A: as_given(solution(gs[0], adjoint(A)), input_shape),
    A=lambda gs, A, out: -batched(solution(gs[0], adjoint(A)), adjoint(out[0])),
    outputs=2,
    constant=(1,),
    out=True,
    node="GesvSingleBackward",
    kernel="_gesv_single",
    cases=[
        case((3, 2), A=INVERTIBLE),
        case((3,), A=INVERTIBLE),
        case((2, 3, 1), A=[INVERTIBLE, POSITIVE]),
    ],
)
def gesv(xp, input: Float, A: Float):
    """Return ``X`` with ``A @ X == input``, and the factors of ``A``: ``L`` below ``U``.

    Shape:
        input: ``(n, k)``, or ``(n,)`` for one column, or a batch ``(..., n, k)``; A: ``(n, n)``, or
        a batch ``(..., n, n)``.

    Raises:
        RuntimeError: if the sizes do not fit, or ``A`` is singular.

    Source: PyTorch 0.4.1, torch.gesv.
    """
    if input.ndim <= 2 and A.ndim <= 2:
        check_system(A, input)
    elif A.shape[-1] != A.shape[-2] or A.shape[-1] != input.shape[-2]:
        raise RuntimeError(
            f"Incompatible matrix sizes for matmul: each A matrix is {A.shape[-1]} by "
            f"{A.shape[-1]} but each b matrix is {input.shape[-2]} by {input.shape[-1]}."
        )
    batch = A.reshape((-1, *A.shape[-2:]))
    try:
        found = xp.linalg.solve(A, as_columns(input))
    except np.linalg.LinAlgError:
        words = "Lapack Error in gesv : U({place},{place}) is zero, singular U."
        raise_singular(xp, batch, words)
    factors = factored(xp, batch)[0].reshape(A.shape)
    return by_columns(xp, found), by_columns(xp, factors)


def as_given(g, shape):
    """Return the gradient of a right side, a matrix, in the shape that was given."""
    return reshape(g, shape) if len(shape) == 1 else g


def triangle(xp, A, upper, unitriangular):
    """Return the triangle of a matrix that counts."""
    if not unitriangular:
        return xp.triu(A) if upper else xp.tril(A)
    return (xp.triu(A, 1) if upper else xp.tril(A, -1)) + xp.eye(A.shape[0], dtype=A.dtype)


def triangle_slope(g, A, out, upper, transpose, unitriangular):
    """The gradient of the solution by the triangle: that of any solution, where that counts."""
    back = substituted(g, A, upper, not transpose, unitriangular)
    slope = -mm(out, t(back)) if transpose else -mm(back, t(out))
    edge = 1 if unitriangular else 0
    return triu(slope, edge) if upper else tril(slope, -edge)


TRIANGLES = [
    case((3, 2), A=POSITIVE),
    case((3, 2), A=POSITIVE, upper=False),
    case((3, 2), A=POSITIVE, transpose=True),
    case((3, 2), A=POSITIVE, upper=False, transpose=True, unitriangular=True),
]


@hidden(
    by_columns=True,
    input=lambda g, A, upper, transpose, unitriangular: substituted(
        g, A, upper, not transpose, unitriangular
    ),
    A=triangle_slope,
    cases=TRIANGLES,
)
def substituted(xp, input: Float, A: Float, upper=True, transpose=False, unitriangular=False):
    """Return ``X`` with ``T @ X == input``, where ``T`` is a triangle of ``A``, or is transposed.

    Elimination leaves an upper triangle as it is and only substitutes, from the last row up; of a
    lower triangle rows and columns are reversed, which makes it an upper one.
    """
    system = triangle(xp, A, upper, unitriangular)
    if transpose:
        system = system.T
    if upper != transpose:
        return by_columns(xp, xp.linalg.solve(system, input))
    return by_columns(xp, xp.linalg.solve(system[::-1, ::-1], input[::-1])[::-1])


@op(
    input=lambda gs, input_shape, A, upper, transpose, unitriangular: as_given(
        substituted(gs[0], A, upper, not transpose, unitriangular), input_shape
    ),
    A=lambda gs, A, out, upper, transpose, unitriangular: (
        triangle_slope(gs[0], A, out[0], upper, transpose, unitriangular) + gs[1]
    ),
    outputs=2,
    out=True,
    kernel="trtrs",
    cases=[*TRIANGLES, case((3,), A=POSITIVE)],
)
def trtrs(xp, input: Float, A: Float, upper=True, transpose=False, unitriangular=False):
    """Return ``X`` with ``T @ X == input``, ``T`` being a triangle of ``A``, and a copy of ``A``.

    Args:
        upper: which triangle.
        transpose: whether it is transposed first.
        unitriangular: whether its diagonal counts as ones.

    Shape:
        input: ``(n, k)``; A: ``(n, n)``; the results are ``(n, k)`` and ``(n, n)``.

    Raises:
        RuntimeError: if the sizes do not fit, or the triangle is singular.

    Source: PyTorch 0.4.1, torch.trtrs.
    """
    check_system(A, input)
    zero = xp.diagonal(A) == 0
    if not unitriangular and bool(xp.any(zero)):
        place = int(xp.argmax(zero)) + 1
        raise RuntimeError(f"Lapack Error in trtrs : A({place},{place}) is zero, singular A")
    forward = substituted.op.forward
    found = forward(xp, as_columns(input), A, upper, transpose, unitriangular)
    return found, by_columns(xp, A)


# --- batches of factors ---------------------------------------------------------------------------


def check_factorable(input, pivot):
    """Raise unless ``input`` is a batch of square matrices, to be factored with row swaps."""
    if input.ndim != 3:
        raise RuntimeError(f"invalid argument 1: expected 3D tensor, got {input.ndim}D")
    if input.shape[1] != input.shape[2]:
        raise RuntimeError("btrifact is only implemented for square matrices")
    if not pivot:
        raise RuntimeError("btrifact without pivoting is not implemented on the CPU")


@op(
    input=no_derivative("btrifact"),
    outputs=2,
    out=True,
    kernel="btrifact",
    cases=[case(input=[INVERTIBLE, POSITIVE]), case((2, 3, 3), pivot=True)],
)
def btrifact(xp, input: Float, pivot=True):
    """Return the factors of a batch of matrices, ``L`` below ``U``, and the row swaps, from 1.

    Shape:
        input: ``(b, n, n)``; the results are ``(b, n, n)`` and ``(b, n)``, int32.

    Raises:
        RuntimeError: if ``input`` is no batch of square matrices, or one is singular.

    Source: PyTorch 0.4.1, torch.btrifact.
    """
    lu, pivots, info = btrifact_with_info.op.forward(xp, input, pivot)
    if bool(xp.any(info)):
        element = int(xp.argmax(info != 0))
        raise RuntimeError(
            f"failed to factorize batch element {element} (info == {int(info[element])})"
        )
    return lu, pivots


@op(
    input=no_derivative("btrifact_with_info"),
    outputs=3,
    out=True,
    kernel="btrifact_with_info",
    cases=[case(input=[INVERTIBLE, POSITIVE]), case((2, 3, 3), pivot=True)],
)
def btrifact_with_info(xp, input: Float, pivot=True):
    """Return what :func:`btrifact` does, and for each matrix 0 or its first pivot of zero.

    Shape:
        input: ``(b, n, n)``; the results are ``(b, n, n)``, ``(b, n)`` and ``(b,)``, the last
        two int32.

    Raises:
        RuntimeError: if ``input`` is no batch of square matrices.

    Source: PyTorch 0.4.1, torch.btrifact_with_info.
    """
    check_factorable(input, pivot)
    lu, pivots = factored(xp, input)
    return lu, (pivots + 1).astype(np.int32), first_zero(xp, lu).astype(np.int32)


def permuted(xp, rows, pivots):
    """Return ``rows``, a batch, in the order that row swaps, from 1, leave them in."""
    result, each = rows.copy(), xp.arange(rows.shape[0])
    for step in range(pivots.shape[1]):
        found, upper = pivots[:, step] - 1, result[:, step].copy()
        result[:, step] = result[each, found]
        result[each, found] = upper
    return result


@op(
    input=no_derivative("btrisolve"),
    out=True,
    kernel="btrisolve",
    cases=[
        case((2, 3), LU_data=[UPPER, POSITIVE], LU_pivots=[[1, 2, 3], [3, 3, 3]]),
        case((2, 3, 4), LU_data=[UPPER, POSITIVE], LU_pivots=[[2, 3, 3], [1, 2, 3]]),
    ],
)
def btrisolve(xp, input: Float, LU_data: Float, LU_pivots: Pivots):
    """Return ``X`` with ``A @ X == input`` for a batch of matrices, given what btrifact returns.

    Shape:
        input: ``(b, n)`` or ``(b, n, k)``; LU_data: ``(b, n, n)``; LU_pivots: ``(b, n)``.

    Source: PyTorch 0.4.1, torch.btrisolve.
    """
    if LU_data.ndim != 3:
        raise RuntimeError(f"expected 3D tensor, got {LU_data.ndim}D")
    if input.ndim not in (2, 3):
        raise RuntimeError(f"expected b to be 2D or 3D, got {input.ndim}D")
    if input.shape[:2] != LU_data.shape[:2]:
        raise RuntimeError("dimension 0 or 1 of b and of the factors must be the same")
    columns = input if input.ndim == 3 else input[:, :, None]
    swapped = permuted(xp, columns, LU_pivots)
    half_way = xp.linalg.solve(unit_lower(xp, LU_data), swapped)
    return xp.linalg.solve(xp.triu(LU_data), half_way).reshape(input.shape)


@composite(method=False)
def btriunpack(LU_data, LU_pivots, unpack_data=True, unpack_pivots=True):
    """Return ``P``, ``L`` and ``U``, a batch of each, with ``P @ L @ U`` the factored matrices.

    Args:
        unpack_data: whether to return ``L`` and ``U``, or None for both.
        unpack_pivots: whether to return ``P``, or None.

    Shape:
        LU_data: ``(b, n, n)``; LU_pivots: ``(b, n)``; each result is ``(b, n, n)``.

    Example:
        >>> A = torch.tensor([[[0.0, 2.0], [1.0, 0.0]]])
        >>> P, L, U = torch.btriunpack(*torch.btrifact(A))
        >>> torch.equal(P.matmul(L).matmul(U), A)
        True

    Source: PyTorch 0.4.1, torch.btriunpack.
    """
    lu, xp, found = LU_data._array, backend_of(LU_data._array).xp, [None, None, None]
    if unpack_pivots:
        ones = xp.zeros_like(lu) + xp.eye(lu.shape[-1], dtype=lu.dtype)
        order = permuted(xp, ones, LU_pivots._array)
        found[0] = xp.ascontiguousarray(xp.swapaxes(order, 1, 2))
    if unpack_data:
        found[1:] = unit_lower(xp, lu), xp.triu(lu)
    return tuple([part if part is None else LU_data._wrap(part) for part in found])
