"""Elementwise arithmetic: sums, products, quotients, powers, and rounding."""

import numpy as np

from ..backend import MANY, limit
from ..cases import Array, Float, Operand, Real, case
from ..errors import check_numbers, no_derivative
from ..op import pointwise
from .comparison import eq, where
from .elementary import log
from .fill import zero


@pointwise(
    input=lambda g: g,
    other=lambda g, alpha: scaled(g, alpha),
    operator="add",
    node=("ThAddBackward", "AddBackward"),
    position=3,
    mixed=True,
    cases=[case((3, 4), (3, 4)), case((3, 4), (4,), alpha=2), case((3, 4), other=1.5)],
)
def add(xp, input: Real, other: Operand, alpha=1):
    """Add ``alpha * other`` to ``input``, elementwise.

    Shape:
        input, other: any that broadcast together; the result has their common shape.

    Example:
        >>> torch.add(torch.tensor([1.0, 2.0]), 10)
        tensor([11., 12.])

    Source: PyTorch 0.4.1, torch.add.
    """
    return input + scaled(other, alpha)


@pointwise(
    input=lambda g: g,
    other=lambda g, alpha: scaled(g, -alpha),
    operator="sub",
    node=("ThSubBackward", "SubBackward"),
    position=3,
    mixed=True,
    cases=[case((3, 4), (3, 4)), case((3, 4), (4,), alpha=2), case((3, 4), other=1.5)],
)
def sub(xp, input: Real, other: Operand, alpha=1):
    """Subtract ``alpha * other`` from ``input``, elementwise.

    Shape:
        input, other: any that broadcast together; the result has their common shape.

    Source: PyTorch 0.4.1, torch.sub.
    """
    return input - scaled(other, alpha)


def scaled(value, alpha):
    """Return ``alpha * value``, and ``value`` itself for the usual alpha of one."""
    if alpha == 1:
        return value
    return -value if alpha == -1 else value * alpha


@pointwise(
    input=lambda g, other: g * other,
    other=lambda g, input: g * input,
    operator="mul",
    node=("ThMulBackward", "MulBackward"),
    cases=[case((3, 4), (3, 4)), case((3, 1), (4,)), case((3, 4), other=2.5)],
)
def mul(xp, input: Real, other: Operand):
    """Multiply ``input`` by ``other``, elementwise.

    Shape:
        input, other: any that broadcast together; the result has their common shape.

    Source: PyTorch 0.4.1, torch.mul; tools/autograd/derivatives.yaml, ``mul``.
    """
    return input * other


@pointwise(
    input=lambda g, other: g / other,
    other=lambda g, input, other: -g * input / (other * other),
    operator="truediv",
    node=("DivBackward1", "DivBackward0"),
    domain=(0.5, 2.0),
    cases=[case((3, 4), (3, 4)), case((3, 1), (4,)), case((3, 4), other=2.5)],
)
def div(xp, input: Real, other: Operand):
    """Divide ``input`` by ``other``, elementwise; integers are truncated towards zero.

    Shape:
        input, other: any that broadcast together; the result has their common shape.

    Raises:
        RuntimeError: if an integer is divided by zero.

    Source: PyTorch 0.4.1, torch.div.
    """
    return quotient(xp, input, other)


def quotient(xp, input, other):
    """Divide; integers are rounded towards zero."""
    if input.dtype.kind == "f":
        return input / other
    check_divisor(xp, "division", other)
    floor = xp.floor_divide(input, other)
    return (floor + ((floor * other != input) & ((input < 0) != (other < 0)))).astype(input.dtype)


def check_divisor(xp, operation, divisor):
    """Raise if integers would be divided by zero."""
    if not xp.all(divisor):
        raise RuntimeError(f"ZeroDivisionError: {operation} of integers by zero")


@pointwise(
    operator="mod",
    domain=(0.5, 2.0),
    node=("RemainderBackward1", "RemainderBackward0"),
    input=lambda g: g,
    cases=[case((3, 4), (4,)), case((3, 4), other=0.75), case((3, 4), other=-0.75)],
)
def remainder(xp, input: Real, other: Operand):
    """Return the rest of dividing, with the sign of the divisor.

    Shape:
        input, other: any that broadcast together; the result has their common shape.

    Source: PyTorch 0.4.1, torch.remainder.
    """
    if input.dtype.kind == "f":
        return input - xp.floor(input / other) * other
    check_divisor(xp, "division", other)
    return input % other


FAR = 2.0**28  # up to here a quotient of two floats, in doubles, has its whole part right


def float_rest(input, other):
    """Return ``fmod`` of many floats, exactly: by way of doubles, in a quarter of the time.

    A quotient that is no whole number is further from one than doubles err, and the rest is the
    difference of two doubles that have its last digit; but for large and infinite numbers.
    """
    divisor = np.asarray(other, input.dtype).astype("float64")
    whole = np.trunc(input / divisor)
    rest = (input - whole * divisor).astype(input.dtype)
    far = ~((np.abs(whole) < FAR) & (np.abs(divisor) < np.inf))
    if far.any():
        rest = np.where(far, np.fmod(input, other), rest)
    return np.copysign(rest, input)


@pointwise(
    domain=(0.5, 2.0),
    node=("FmodBackward1", "FmodBackward0"),
    input=lambda g: g,
    other=no_derivative("fmod: other"),
    cases=[case((3, 4), (4,)), case((3, 4), other=0.75), case((3, 4), other=-0.75)],
)
def fmod(xp, input: Real, other: Operand):
    """Return the rest of dividing, with the sign of ``input``.

    Shape:
        input, other: any that broadcast together; the result has their common shape.

    Source: PyTorch 0.4.1, torch.fmod.
    """
    if input.dtype.kind != "f":
        check_divisor(xp, "modulo", other)
    if xp is np and input.dtype == "float32" and input.size >= MANY:
        return float_rest(input, other)
    return xp.fmod(input, other)


def power_slope(input, exponent):
    """The derivative of ``input ** exponent`` by input; zero for the power zero."""
    slope = exponent * pow(input, exponent - 1)
    if isinstance(exponent, (int, float)):
        return zero(input) if exponent == 0 else slope
    return where(eq(exponent, 0), zero(slope), slope)


@pointwise(
    input=lambda g, input, exponent: g * power_slope(input, exponent),
    exponent=lambda g, input, out: g * out * log(input),
    operator="pow",
    node=("PowBackward1", "PowBackward0"),
    number_first=lambda input, exponent: exponent._full((), input) ** exponent,
    inexact=True,
    domain=(0.5, 2.0),
    cases=[
        case((3, 4), (3, 4)),
        case((3, 4), exponent=2),
        case((3, 4), exponent=0.5),
        case((3, 4), exponent=0),
    ],
)
def pow(xp, input: Real, exponent: Operand):
    """Raise ``input`` to the power ``exponent``, elementwise.

    Shape:
        input, exponent: any that broadcast together; the result has their common shape.

    Raises:
        RuntimeError: if integers are raised to a negative power.

    Source: PyTorch 0.4.1, torch.pow.
    """
    if input.dtype.kind != "f" and xp.any(xp.asarray(exponent) < 0):
        raise RuntimeError("Integers to negative integer powers are not allowed.")
    if exponent.__class__ in (int, float) and exponent == 3:
        return input * input * input  # as torch does; NumPy's power takes a hundred times as long
    return input**exponent


@pointwise(
    input=lambda g: g,
    tensor1=lambda g, tensor2, value: g * tensor2 * value,
    tensor2=lambda g, tensor1, value: g * tensor1 * value,
    mixed=True,
    cases=[case((3, 4), (3, 4), (4,)), case((3, 4), (3, 4), (3, 1), value=0.5)],
)
def addcmul(xp, input: Real, tensor1: Array, tensor2: Array, value=1):
    """Return ``input + value * tensor1 * tensor2``, elementwise.

    Shape:
        input, tensor1, tensor2: any that broadcast together.

    Source: PyTorch 0.4.1, torch.addcmul.
    """
    return input + factor(input, value) * tensor1 * tensor2


@pointwise(
    input=lambda g: g,
    tensor1=lambda g, tensor2, value: g / tensor2 * value,
    tensor2=lambda g, tensor1, tensor2, value: -g * tensor1 / (tensor2 * tensor2) * value,
    mixed=True,
    domain=(0.5, 2.0),
    cases=[case((3, 4), (3, 4), (4,)), case((3, 4), (3, 4), (3, 1), value=0.5)],
)
def addcdiv(xp, input: Real, tensor1: Array, tensor2: Array, value=1):
    """Return ``input + value * tensor1 / tensor2``, elementwise.

    Shape:
        input, tensor1, tensor2: any that broadcast together.

    Source: PyTorch 0.4.1, torch.addcdiv.
    """
    return input + quotient(xp, factor(input, value) * tensor1, tensor2)


def factor(array, value):
    """Return a number as one of the type of ``array``."""
    check_numbers(value)
    return array.dtype.type(value)


@pointwise(
    input=lambda g, weight: g * (1 - weight),
    end=lambda g, weight: g * weight,
    kernel="lerp",
    cases=[case((3, 4), (4,), weight=0.25)],
)
def lerp(xp, input: Float, end: Array, weight):
    """Go from ``input`` to ``end`` by the share ``weight`` of the way, elementwise.

    Shape:
        input, end: any that broadcast together; the result has their common shape.

    Source: PyTorch 0.4.1, torch.lerp.
    """
    return input + (end - input) * factor(input, weight)


@pointwise(input=lambda g: -g, operator="neg")
def neg(xp, input: Real):
    """Return the opposite of each element.

    Source: PyTorch 0.4.1, torch.neg.
    """
    return -input


@pointwise(input=lambda g, input: g * sign(input), operator="abs")
def abs(xp, input: Real):
    """Return the absolute value of each element; its gradient at zero is zero.

    Source: PyTorch 0.4.1, torch.abs.
    """
    return xp.abs(input)


@pointwise(input=lambda g: zero(g))
def sign(xp, input: Real):
    """Return -1, 0 or 1, the sign of each element; that of nan is 0.

    Source: PyTorch 0.4.1, torch.sign; aten/src/TH/generic/THTensorMath.cpp.
    """
    return xp.subtract(input > 0, input < 0, dtype=input.dtype)


@pointwise(input=lambda g, out: -g * out * out, domain=(0.5, 2.0), kernel="reciprocal")
def reciprocal(xp, input: Float):
    """Return one over each element.

    Source: PyTorch 0.4.1, torch.reciprocal.
    """
    return 1 / input


@pointwise(input=lambda g: zero(g), domain=(-3.0, 3.0))
def floor(xp, input: Float):
    """Return the largest whole number not above each element.

    Source: PyTorch 0.4.1, torch.floor.
    """
    return xp.floor(input)


@pointwise(input=lambda g: zero(g), domain=(-3.0, 3.0))
def ceil(xp, input: Float):
    """Return the smallest whole number not below each element.

    Source: PyTorch 0.4.1, torch.ceil.
    """
    return xp.ceil(input)


@pointwise(input=lambda g: zero(g), domain=(-3.0, 3.0))
def trunc(xp, input: Float):
    """Return each element without its fraction.

    Source: PyTorch 0.4.1, torch.trunc.
    """
    return xp.trunc(input)


@pointwise(input=lambda g: zero(g), domain=(-3.0, 3.0))
def round(xp, input: Float):
    """Return the nearest whole number, the even one of two equally near.

    Source: PyTorch 0.4.1, torch.round.
    """
    return xp.rint(input)


@pointwise(input=lambda g: g, domain=(-3.0, 3.0), kernel="frac")
def frac(xp, input: Float):
    """Return the fraction of each element, with its sign.

    Source: PyTorch 0.4.1, torch.frac.
    """
    return input - xp.trunc(input)


def clamp_node(min, max):
    """Return the class name of a node of :func:`clamp`: it says which bounds there are."""
    return f"Clamp{'Max' if min is None else 'Min' if max is None else ''}Backward"


@pointwise(
    input=lambda g, input, min, max: g * within(input, min, max),
    naming=clamp_node,
    cases=[case(3, 4, min=-0.5, max=0.5), case(3, 4, min=0.1), case(3, 4, max=0.1)],
)
def clamp(xp, input: Real, min=None, max=None):
    """Limit each element to the range from ``min`` to ``max``; the gradient at the bounds is one.

    Raises:
        RuntimeError: if neither bound is given.

    Source: PyTorch 0.4.1, torch.clamp.
    """
    if min is None and max is None:
        raise RuntimeError("At least one of 'min' or 'max' must not be None")
    check_numbers(min, max)
    return limit(xp, input, min, max)


def within(input, min, max):
    """Return one where ``input`` lies within the bounds, else zero, in the type of ``input``."""
    inside = input == input
    if min is not None:
        inside = inside * (input >= min)
    if max is not None:
        inside = inside * (input <= max)
    return inside.type_as(input) if hasattr(inside, "type_as") else inside.astype(input.dtype)
