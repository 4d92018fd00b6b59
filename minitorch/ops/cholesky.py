"""Cholesky factors of positive definite matrices, and what follows from them."""

import numpy as np

from ..cases import Float, case
from ..errors import no_derivative
from ..op import op
from .diagonal import diag, tril
from .matrix import mm
from .permuting import t
from .solving import (
    POSITIVE,
    UPPER,
    as_columns,
    by_columns,
    check_square,
    check_system,
    substituted,
)


def half(matrix):
    """Return the lower triangle, with half the diagonal."""
    return tril(matrix) - diag(diag(matrix)) / 2


def cholesky_slope(g, out, upper):
    """The gradient by the triangle that was read, each of whose elements counts twice.

    Source: I. Murray, "Differentiation of the Cholesky decomposition", 2016, arXiv:1602.07527.
    """
    if upper:
        return t(cholesky_slope(t(g), t(out), False))
    inner = half(mm(t(out), tril(g)))
    left = substituted(inner + t(inner), out, False, True)
    return half(t(substituted(t(left), out, False, True)))


@op(
    by_columns=True,
    input=cholesky_slope,
    out=True,
    kernel="potrf",
    cases=[case(input=POSITIVE), case(input=POSITIVE, upper=False)],
)
def potrf(xp, input: Float, upper=True):
    """Return the Cholesky factor of a positive definite matrix: ``input == U.t() @ U``.

    Args:
        upper: whether to return ``U``, from the upper triangle of ``input``, or ``L = U.t()``, from
            the lower.

    Shape:
        input: ``(n, n)``; so is the result.

    Raises:
        RuntimeError: if ``input`` is not square or not positive definite.

    Source: PyTorch 0.4.1, torch.potrf.
    """
    check_square(input, "A")
    lower = input.T if upper else input
    try:
        factor = xp.linalg.cholesky(lower)
    except np.linalg.LinAlgError:
        raise RuntimeError(
            f"Lapack Error in potrf : the leading minor of order {first_bad_minor(xp, lower)} is "
            "not positive definite"
        ) from None
    return factor.T if upper else by_columns(xp, factor)


def first_bad_minor(xp, matrix):
    """Return the order of the first leading minor that is not positive definite."""
    for order in range(1, matrix.shape[0]):
        try:
            xp.linalg.cholesky(matrix[:order, :order])
        except np.linalg.LinAlgError:
            return order
    return matrix.shape[0]


@op(
    by_columns=True,
    input=no_derivative("potri"),
    input2=no_derivative("potri"),
    out=True,
    kernel="potrs",
    cases=[case((3, 2), input2=UPPER), case((3, 2), input2=POSITIVE, upper=False)],
)
def potrs(xp, input: Float, input2: Float, upper=True):
    """Return ``X`` with ``A @ X == input``, given the Cholesky factor of ``A``.

    Args:
        input2: ``U`` with ``A == U.t() @ U``; or ``L`` with ``A == L @ L.t()`` if not ``upper``.

    Shape:
        input: ``(n, k)``; input2: ``(n, n)``; the result is ``(n, k)``.

    Raises:
        RuntimeError: if the sizes do not fit.

    Source: PyTorch 0.4.1, torch.potrs.
    """
    check_system(input2, input)
    forward = substituted.op.forward
    half_way = forward(xp, as_columns(input), input2, upper, upper)
    return forward(xp, half_way, input2, upper, not upper)


@op(
    by_columns=True,
    input=no_derivative("potri"),
    out=True,
    kernel="potri",
    cases=[case(input=UPPER), case(input=POSITIVE, upper=False)],
)
def potri(xp, input: Float, upper=True):
    """Return the inverse of a positive definite matrix, given its Cholesky factor.

    Shape:
        input: ``(n, n)``; so is the result.

    Raises:
        RuntimeError: if ``input`` is not square.

    Source: PyTorch 0.4.1, torch.potri.
    """
    check_square(input, "A")
    ones = xp.eye(input.shape[0], dtype=input.dtype)
    return potrs.op.forward(xp, ones, input, upper)


@op(
    input=no_derivative("pstrf"),
    outputs=2,
    out=True,
    kernel="pstrf",
    cases=[case(input=POSITIVE), case(input=POSITIVE, upper=False), case(input=POSITIVE, tol=1e-9)],
)
def pstrf(xp, input: Float, upper=True, tol=-1):
    """Return the Cholesky factor with the largest pivot first, and the order of the rows.

    Args:
        upper: whether to return ``U`` or ``L = U.t()``.
        tol: a pivot at or below this ends the work; by default what rounding leaves of zero.

    Shape:
        input: ``(n, n)``; the results are ``(n, n)`` and ``(n,)``, int32.

    Raises:
        RuntimeError: if ``input`` is not square, or has not full rank.

    Source: PyTorch 0.4.1, torch.pstrf; LAPACK, dpstrf.
    """
    check_square(input, "A")
    size = input.shape[0]
    rest = xp.triu(input) + xp.triu(input, 1).T if upper else xp.tril(input) + xp.tril(input, -1).T
    factor, order = xp.zeros_like(rest), xp.arange(size)
    limit = tol if tol >= 0 else size * np.finfo(input.dtype).eps * float(xp.max(xp.diagonal(rest)))
    for step in range(size):
        found = step + int(xp.argmax(xp.diagonal(rest)[step:]))
        swap = xp.arange(size)
        swap[step], swap[found] = found, step
        rest, factor, order = rest[swap][:, swap], factor[swap], order[swap]
        pivot = float(rest[step, step])
        if pivot <= limit:
            raise RuntimeError(
                "Lapack Error pstrf : matrix is rank deficient or not positive semidefinite"
            )
        factor[step:, step] = rest[step:, step] / pivot**0.5
        rest = rest - factor[:, step, None] * factor[:, step]
    order = order.astype(np.int32)
    return (factor.T if upper else by_columns(xp, factor)), order
