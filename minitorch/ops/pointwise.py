"""Elementwise arithmetic and functions."""

from ..cases import Array, Float, Operand, case
from ..op import pointwise


@pointwise(
    input=lambda g: g,
    other=lambda g, alpha: scaled(g, alpha),
    operator="add",
    node=("ThAddBackward", "AddBackward"),
    position=3,
    mixed=True,
    cases=[case((3, 4), (3, 4)), case((3, 4), (4,), alpha=2), case((3, 4), other=1.5)],
)
def add(xp, input: Array, other: Operand, alpha=1):
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
def sub(xp, input: Array, other: Operand, alpha=1):
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
def mul(xp, input: Array, other: Operand):
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
def div(xp, input: Array, other: Operand):
    """Divide ``input`` by ``other``, elementwise; integers are truncated towards zero.

    Shape:
        input, other: any that broadcast together; the result has their common shape.

    Raises:
        RuntimeError: if an integer is divided by zero.

    Source: PyTorch 0.4.1, torch.div.
    """
    if input.dtype.kind == "f":
        return input / other
    return truncated_quotient(xp, input, other)


def truncated_quotient(xp, input, other):
    """Divide integers, rounding towards zero."""
    if not xp.all(other):
        raise RuntimeError("ZeroDivisionError: division of integers by zero")
    quotient, rest = xp.floor_divide(input, other), xp.remainder(input, other)
    return (quotient + ((rest != 0) & ((input < 0) != (other < 0)))).astype(input.dtype)


@pointwise(
    operator="mod",
    domain=(0.5, 2.0),
    node=("RemainderBackward1", "RemainderBackward0"),
    input=lambda g: g,
    cases=[case((3, 4), other=0.75), case((3, 4), other=-0.75)],
)
def remainder(xp, input: Array, other: Operand):
    """Return the rest of dividing, with the sign of the divisor.

    Shape:
        input, other: any that broadcast together; the result has their common shape.

    Source: PyTorch 0.4.1, torch.remainder.
    """
    if input.dtype.kind != "f" and not xp.all(other):
        raise RuntimeError("ZeroDivisionError: division of integers by zero")
    return input - xp.floor(input / other) * other if input.dtype.kind == "f" else input % other


@pointwise(
    input=lambda g, input, other: g * power_slope(input, other),
    other=lambda g, input, out: g * out * log(input),
    operator="pow",
    node=("PowBackward1", "PowBackward0"),
    number_first=lambda input, other: other._full((), input) ** other,
    domain=(0.5, 2.0),
    cases=[
        case((3, 4), (3, 4)),
        case((3, 4), other=2),
        case((3, 4), other=0.5),
        case((3, 4), other=0),
    ],
)
def pow(xp, input: Array, other: Operand):
    """Raise ``input`` to the power ``other``, elementwise.

    Shape:
        input, other: any that broadcast together; the result has their common shape.

    Raises:
        RuntimeError: if integers are raised to a negative power.

    Source: PyTorch 0.4.1, torch.pow.
    """
    if input.dtype.kind != "f" and xp.any(xp.asarray(other) < 0):
        raise RuntimeError("Integers to negative integer powers are not allowed.")
    return input**other


def power_slope(input, exponent):
    """The derivative of ``input ** exponent`` by input; zero for the power zero."""
    if isinstance(exponent, (int, float)):
        return input * 0 if exponent == 0 else input ** (exponent - 1) * exponent
    return input ** (exponent - 1) * exponent


@pointwise(input=lambda g: -g, operator="neg")
def neg(xp, input: Array):
    """Return the opposite of each element.

    Source: PyTorch 0.4.1, torch.neg.
    """
    return -input


@pointwise(input=lambda g, input: g * sign(input), operator="abs")
def abs(xp, input: Array):
    """Return the absolute value of each element; its gradient at zero is zero.

    Source: PyTorch 0.4.1, torch.abs.
    """
    return xp.abs(input)


@pointwise(input=lambda g: g * 0)
def sign(xp, input: Array):
    """Return -1, 0 or 1, the sign of each element.

    Source: PyTorch 0.4.1, torch.sign.
    """
    return xp.sign(input)


@pointwise(input=lambda g, out: g * out)
def exp(xp, input: Float):
    """Return e to the power of each element.

    Source: PyTorch 0.4.1, torch.exp.
    """
    return xp.exp(input)


@pointwise(input=lambda g, out: g * (out + 1))
def expm1(xp, input: Float):
    """Return ``exp(input) - 1``, exact for small elements.

    Source: PyTorch 0.4.1, torch.expm1.
    """
    return xp.expm1(input)


@pointwise(input=lambda g, input: g / input, domain=(0.5, 2.0))
def log(xp, input: Float):
    """Return the natural logarithm of each element.

    Source: PyTorch 0.4.1, torch.log.
    """
    return xp.log(input)


@pointwise(input=lambda g, input: g / (input + 1), domain=(-0.5, 2.0), node="Log1PBackward")
def log1p(xp, input: Float):
    """Return ``log(1 + input)``, exact for small elements.

    Source: PyTorch 0.4.1, torch.log1p.
    """
    return xp.log1p(input)


@pointwise(input=lambda g, out: g / (out * 2), domain=(0.5, 2.0))
def sqrt(xp, input: Float):
    """Return the square root of each element.

    Source: PyTorch 0.4.1, torch.sqrt.
    """
    return xp.sqrt(input)


@pointwise(input=lambda g, out: g * out * out * out * -0.5, domain=(0.5, 2.0))
def rsqrt(xp, input: Float):
    """Return one over the square root of each element.

    Source: PyTorch 0.4.1, torch.rsqrt.
    """
    return 1 / xp.sqrt(input)


@pointwise(input=lambda g, out: -g * out * out, domain=(0.5, 2.0), kernel="reciprocal")
def reciprocal(xp, input: Float):
    """Return one over each element.

    Source: PyTorch 0.4.1, torch.reciprocal.
    """
    return 1 / input


@pointwise(input=lambda g, input: g * cos(input))
def sin(xp, input: Float):
    """Return the sine of each element, an angle in radians.

    Source: PyTorch 0.4.1, torch.sin.
    """
    return xp.sin(input)


@pointwise(input=lambda g, input: -g * sin(input))
def cos(xp, input: Float):
    """Return the cosine of each element, an angle in radians.

    Source: PyTorch 0.4.1, torch.cos.
    """
    return xp.cos(input)


@pointwise(input=lambda g, out: g * (out * out + 1), domain=(-1.0, 1.0))
def tan(xp, input: Float):
    """Return the tangent of each element, an angle in radians.

    Source: PyTorch 0.4.1, torch.tan.
    """
    return xp.tan(input)


@pointwise(input=lambda g, out: g * (1 - out * out))
def tanh(xp, input: Float):
    """Return the hyperbolic tangent of each element.

    Source: PyTorch 0.4.1, torch.tanh.
    """
    return xp.tanh(input)


@pointwise(input=lambda g, out: g * (1 - out) * out)
def sigmoid(xp, input: Float):
    """Return ``1 / (1 + exp(-input))`` for each element.

    Source: PyTorch 0.4.1, torch.sigmoid.
    """
    return (xp.tanh(input * 0.5) + 1) * 0.5


@pointwise(input=lambda g: g * 0, domain=(-3.0, 3.0))
def floor(xp, input: Float):
    """Return the largest whole number not above each element.

    Source: PyTorch 0.4.1, torch.floor.
    """
    return xp.floor(input)


@pointwise(input=lambda g: g * 0, domain=(-3.0, 3.0))
def ceil(xp, input: Float):
    """Return the smallest whole number not below each element.

    Source: PyTorch 0.4.1, torch.ceil.
    """
    return xp.ceil(input)


@pointwise(input=lambda g: g * 0, domain=(-3.0, 3.0))
def trunc(xp, input: Float):
    """Return each element without its fraction.

    Source: PyTorch 0.4.1, torch.trunc.
    """
    return xp.trunc(input)


@pointwise(input=lambda g: g * 0, domain=(-3.0, 3.0))
def round(xp, input: Float):
    """Return the nearest whole number, the even one of two equally near.

    Source: PyTorch 0.4.1, torch.round.
    """
    return xp.rint(input)


@pointwise(
    input=lambda g, input, min, max: g * within(input, min, max),
    node="ClampBackward",
    cases=[case(3, 4, min=-0.5, max=0.5), case(3, 4, min=0.1), case(3, 4, max=0.1)],
)
def clamp(xp, input: Array, min=None, max=None):
    """Limit each element to the range from ``min`` to ``max``; the gradient at the bounds is one.

    Raises:
        ValueError: if neither bound is given.

    Source: PyTorch 0.4.1, torch.clamp.
    """
    if min is None and max is None:
        raise RuntimeError("At least one of 'min' or 'max' must not be None")
    bound = input.dtype.type
    if min is not None and max is not None and min > max:  # below min first, then above max
        return xp.where(input < min, bound(min), xp.minimum(input, bound(max)))
    low = input if min is None else xp.maximum(input, bound(min))
    return low if max is None else xp.minimum(low, bound(max))


def within(input, min, max):
    """Return one where ``input`` lies within the bounds, else zero, in the type of ``input``."""
    inside = input == input
    if min is not None:
        inside = inside * (input >= min)
    if max is not None:
        inside = inside * (input <= max)
    return inside.type_as(input) if hasattr(inside, "type_as") else inside.astype(input.dtype)
