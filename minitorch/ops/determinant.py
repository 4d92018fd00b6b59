"""Determinants, and their logarithms."""

import numpy as np

from ..backend import silent
from ..cases import Float, case
from ..op import composite, hidden, op
from .broadcasting import expand
from .decomposition import svd
from .diagonal import put_diagonal
from .matrix import mm
from .permuting import t
from .reduction import prod
from .solving import INVERTIBLE, POSITIVE, inverse

SINGULAR = [[1.0, 2.0, 0.5], [2.0, 4.0, 1.0], [2.0, 0.0, 1.5]]


def check_square(name, input):
    """Raise unless the input of a determinant is a square matrix."""
    if input.ndim != 2 or input.shape[0] != input.shape[1]:
        raise RuntimeError(
            f"{name}({list(input.shape)}): expected a 2D square tensor of floating types"
        )


def cofactors(input):
    """Return the determinants that remain without each element, signed, of a singular matrix."""
    u, s, v = svd(input)
    ones = put_diagonal(s * 0 + 1, input.shape)
    others = prod(expand(s, input.shape) * (1 - ones) + ones, 1)
    return mm(u * others, t(v)) * det(u) * det(v)


@op(
    input=lambda g, input, out: g * (out * t(inverse(input)) if out else cofactors(input)),
    kernel="det",
    cases=[case(input=INVERTIBLE), case((4, 4))],
)
def det(xp, input: Float):
    """Return the determinant of a square matrix.

    Shape:
        input: ``(n, n)``; the result is a number.

    Raises:
        RuntimeError: if ``input`` is not a square matrix of floating point numbers.

    Source: PyTorch 0.4.1, torch.det.
    """
    check_square("det", input)
    return silent(xp.linalg.det)(input)


def log_slope(g, input, out):
    """The inverse, transposed; of a singular matrix from its singular values, with infinities."""
    if out != -np.inf:
        return g * t(inverse(input))
    u, s, v = svd(input)
    return g * mm(u / s, t(v))


@op(input=log_slope, kernel="logdet", cases=[case(input=POSITIVE)])
def logdet(xp, input: Float):
    """Return the logarithm of a determinant: nan if that is negative, -inf if it is zero.

    Shape:
        input: ``(n, n)``; the result is a number.

    Raises:
        RuntimeError: if ``input`` is not a square matrix of floating point numbers.

    Source: PyTorch 0.4.1, torch.logdet.
    """
    check_square("logdet", input)
    sign, logarithm = silent(xp.linalg.slogdet)(input)
    return xp.where(sign < 0, np.nan, logarithm)[()]


def no_slope(g):
    """The sign of a determinant is constant, and 0.4 wants no gradient to arrive there."""
    raise RuntimeError("slogdet's sign output should never have gradient")


no_slope.lacks = "slogdet"


@hidden(
    input=no_slope,
    node="SlogdetBackward",
    kernel="slogdet",
    cases=[case(input=INVERTIBLE)],
)
def det_sign(xp, input: Float):
    """Return the sign of a determinant: -1, 0 or 1."""
    check_square("slogdet", input)
    return silent(xp.linalg.slogdet)(input)[0]


@hidden(
    input=log_slope,
    node="SlogdetBackward",
    kernel="slogdet",
    cases=[case(input=INVERTIBLE)],
)
def log_abs_det(xp, input: Float):
    """Return the logarithm of the size of a determinant."""
    return silent(xp.linalg.slogdet)(input)[1]


@composite()
def slogdet(input):
    """Return the sign of a determinant and the logarithm of its size.

    Shape:
        input: ``(n, n)``; both results are numbers.

    Example:
        >>> sign, logarithm = torch.slogdet(torch.tensor([[0.0, 2.0], [1.0, 0.0]]))
        >>> sign, logarithm
        (tensor(-1.), tensor(0.6931))

    Source: PyTorch 0.4.1, torch.slogdet.
    """
    return det_sign(input), log_abs_det(input)
