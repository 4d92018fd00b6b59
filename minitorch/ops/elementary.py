"""Functions of one number: exponentials, trigonometry, and those of Gauss and Euler."""

import math

from .. import special
from ..cases import Array, Float, case
from ..errors import check_long
from ..op import pointwise


def elementary(**told):
    """Define a function of numbers that is rounded more than once, but by ``set_precise(True)``."""
    return pointwise(inexact=True, **told)


@elementary(input=lambda g, out: g * out)
def exp(xp, input: Float):
    """Return e to the power of each element.

    Source: PyTorch 0.4.1, torch.exp.
    """
    return xp.exp(input)


@elementary(input=lambda g, out: g * (out + 1))
def expm1(xp, input: Float):
    """Return ``exp(input) - 1``, exact for small elements.

    Source: PyTorch 0.4.1, torch.expm1.
    """
    return xp.expm1(input)


@elementary(input=lambda g, input: g / input, domain=(0.5, 2.0))
def log(xp, input: Float):
    """Return the natural logarithm of each element.

    Source: PyTorch 0.4.1, torch.log.
    """
    return xp.log(input)


@elementary(input=lambda g, input: g / (input * math.log(2)), domain=(0.5, 2.0))
def log2(xp, input: Float):
    """Return the logarithm of each element to the base 2.

    Source: PyTorch 0.4.1, torch.log2.
    """
    return xp.log2(input)


@elementary(input=lambda g, input: g / (input * math.log(10)), domain=(0.5, 2.0))
def log10(xp, input: Float):
    """Return the logarithm of each element to the base 10.

    Source: PyTorch 0.4.1, torch.log10.
    """
    return xp.log10(input)


@elementary(input=lambda g, input: g / (input + 1), domain=(-0.5, 2.0), node="Log1PBackward")
def log1p(xp, input: Float):
    """Return ``log(1 + input)``, exact for small elements.

    Source: PyTorch 0.4.1, torch.log1p.
    """
    return xp.log1p(input)


@elementary(input=lambda g, out: g / (out * 2), domain=(0.5, 2.0))
def sqrt(xp, input: Float):
    """Return the square root of each element.

    Source: PyTorch 0.4.1, torch.sqrt.
    """
    return xp.sqrt(input)


@elementary(input=lambda g, out: g * out * out * out * -0.5, domain=(0.5, 2.0))
def rsqrt(xp, input: Float):
    """Return one over the square root of each element.

    Source: PyTorch 0.4.1, torch.rsqrt.
    """
    return 1 / xp.sqrt(input)


@elementary(input=lambda g, input: g * cos(input))
def sin(xp, input: Float):
    """Return the sine of each element, an angle in radians.

    Source: PyTorch 0.4.1, torch.sin.
    """
    return xp.sin(input)


@elementary(input=lambda g, input: -g * sin(input))
def cos(xp, input: Float):
    """Return the cosine of each element, an angle in radians.

    Source: PyTorch 0.4.1, torch.cos.
    """
    return xp.cos(input)


@elementary(input=lambda g, out: g * (out * out + 1), domain=(-1.0, 1.0))
def tan(xp, input: Float):
    """Return the tangent of each element, an angle in radians.

    Source: PyTorch 0.4.1, torch.tan.
    """
    return xp.tan(input)


@elementary(input=lambda g, input: g * rsqrt(1 - input * input), domain=(-0.9, 0.9))
def asin(xp, input: Float):
    """Return the angle, in radians, whose sine is each element.

    Source: PyTorch 0.4.1, torch.asin.
    """
    return xp.arcsin(input)


@elementary(input=lambda g, input: -g * rsqrt(1 - input * input), domain=(-0.9, 0.9))
def acos(xp, input: Float):
    """Return the angle, in radians, whose cosine is each element.

    Source: PyTorch 0.4.1, torch.acos.
    """
    return xp.arccos(input)


@elementary(input=lambda g, input: g / (input * input + 1))
def atan(xp, input: Float):
    """Return the angle, in radians, whose tangent is each element.

    Source: PyTorch 0.4.1, torch.atan.
    """
    return xp.arctan(input)


@elementary(
    input=lambda g, input, other: g * other / (input * input + other * other),
    other=lambda g, input, other: -g * input / (input * input + other * other),
    kernel="atan2",
    cases=[case((3, 4), (3, 4)), case((3, 1), (4,))],
)
def atan2(xp, input: Float, other: Array):
    """Return the angle, in radians, from the first axis to the point ``(other, input)``.

    Shape:
        input, other: any that broadcast together; the result has their common shape.

    Source: PyTorch 0.4.1, torch.atan2.
    """
    return xp.arctan2(input, other)


@elementary(input=lambda g, input: g * cosh(input), kernel="_sinh_out")
def sinh(xp, input: Float):
    """Return the hyperbolic sine of each element.

    Source: PyTorch 0.4.1, torch.sinh.
    """
    return xp.sinh(input)


@elementary(input=lambda g, input: g * sinh(input), kernel="_cosh_out")
def cosh(xp, input: Float):
    """Return the hyperbolic cosine of each element.

    Source: PyTorch 0.4.1, torch.cosh.
    """
    return xp.cosh(input)


@elementary(input=lambda g, out: g * (1 - out * out))
def tanh(xp, input: Float):
    """Return the hyperbolic tangent of each element.

    Source: PyTorch 0.4.1, torch.tanh.
    """
    return xp.tanh(input)


@elementary(input=lambda g, out: g * (1 - out) * out)
def sigmoid(xp, input: Float):
    """Return ``1 / (1 + exp(-input))`` for each element.

    Source: PyTorch 0.4.1, torch.sigmoid.
    """
    return 1 / (xp.exp(-input) + 1)


BELL = 2 / math.sqrt(math.pi)  # the height of the derivative of erf


@elementary(input=lambda g, input: g * exp(-input * input) * BELL)
def erf(xp, input: Float):
    """Return the error function of each element.

    Source: PyTorch 0.4.1, torch.erf.
    """
    return special.erf(xp, input)


@elementary(input=lambda g, input: -g * exp(-input * input) * BELL)
def erfc(xp, input: Float):
    """Return ``1 - erf(input)``, exact where that is small.

    Source: PyTorch 0.4.1, torch.erfc.
    """
    return special.erfc(xp, input)


@elementary(input=lambda g, out: g * exp(out * out) / BELL, domain=(-0.9, 0.9), kernel="erfinv")
def erfinv(xp, input: Float):
    """Return the number whose error function is each element.

    Source: PyTorch 0.4.1, torch.erfinv.
    """
    return special.erfinv(xp, input)


@elementary(input=lambda g, input: g * digamma(input), domain=(0.5, 4.0), kernel="lgamma")
def lgamma(xp, input: Float):
    """Return the logarithm of the absolute value of the gamma function.

    Source: PyTorch 0.4.1, torch.lgamma.
    """
    return special.lgamma(xp, input)


@elementary(input=lambda g, input: g * polygamma(input, 1), domain=(0.5, 4.0), kernel="digamma")
def digamma(xp, input: Float):
    """Return the derivative of :func:`lgamma`; it is infinite at its poles.

    Source: PyTorch 0.4.1, torch.digamma.
    """
    return special.digamma(xp, input)


@elementary(
    input=lambda g, input, n: g * polygamma(input, n + 1),
    domain=(0.5, 4.0),
    kernel="polygamma",
    number_first=lambda n, input: polygamma(input, n),
    cases=[case(3, 4, n=0), case(3, 4, n=1), case(3, 4, n=2)],
)
def polygamma(xp, input: Float, n):
    """Return the derivative of order ``n`` of :func:`digamma`: ``torch.polygamma(n, input)``.

    Raises:
        RuntimeError: if ``n`` is negative.

    Source: PyTorch 0.4.1, torch.polygamma.
    """
    check_long(n)
    if n < 0:
        raise RuntimeError("polygamma(n, x) does not support negative n.")
    return special.polygamma(xp, input, n) if n else special.digamma(xp, input)
