"""Error and gamma functions for float32 results.

Here every function is one formula for all numbers, since time goes by passes over memory: a step of
a polynomial takes 0.2 ns, a logarithm in double precision 0.8, and a second formula for some of the
numbers as long as one for all. What would lose digits of the result is in double precision.

The coefficients were fitted to 1e-7 of the function, or interpolated to 1e-16 where it is a
:class:`Series`.
"""

import numpy as np

from ..backend import pick
from . import double
from .double import LOG_2_PI, Series, cycle, polynomial

ERF = (  # atanh(erf(x)) / x in x^2 up to 16
    5.40198394e-09,
    2.79760006e-08,
    -4.79757511e-06,
    0.0000846066575,
    -0.00061485427,
    -0.00019527717,
    0.102769862,
    1.12837925,
)
ERFC = (  # (exp(-x^2) / erfc(x) - 1) / x in 1 / (1 + 0.35 x) for x up to 10.5
    0.396191235,
    -1.89638306,
    3.47945202,
    -3.11161589,
    1.69682934,
    -0.727436289,
    -0.117433144,
    -0.364392315,
    1.77316532,
)
ERFINV = (  # erfinv(x) / x in w = -log(1 - x^2) up to 5
    -8.79105573e-09,
    2.21031397e-07,
    -1.97646975e-06,
    3.98328198e-06,
    0.0000445650817,
    -0.000127481408,
    -0.00233429643,
    0.011548654,
    0.232013818,
    0.88622692,
)
ERFINV_TAIL = (  # erfinv(x) / x in the square root of w less 3, from w = 5
    -0.000181107091,
    0.000115600813,
    0.00130507836,
    -0.00368926193,
    0.00576564546,
    -0.00761693531,
    0.00943446791,
    1.00167357,
    2.83297702,
)
SINE = (  # sin(pi x) / (pi x) in x^2 up to a quarter
    0.0246882376,
    -0.190426383,
    0.811712404,
    -1.64493308,
    0.999999995,
)
LGAMMA = Series(  # what Stirling's formula leaves, times y, in 32 / y^2 - 1 for y from 4
    0.0832476480700391045,
    -0.0000853185890978067415,
    3.6273051096086442e-7,
    -3.86791796052488463e-9,
    7.35630079477245728e-11,
    -2.11645832622245244e-12,
    8.35142317072179497e-14,
    -4.23522036777886607e-15,
)
DIGAMMA = Series(  # y^2 (log(y) - 1 / (2 y) - digamma(y)), likewise
    0.083078439174665827,
    -0.000253099201648748412,
    1.76837411178921938e-6,
    -2.59388532124782965e-8,
    6.21631455561823909e-10,
    -2.13874910316951727e-11,
    9.74894007972398362e-13,
    -5.57331394402676882e-14,
)


def erf(xp, x):
    """A hyperbolic tangent, which forgives errors of large arguments and ends at one."""
    x = xp.clip(x, -4, 4)  # one beyond
    return xp.tanh(polynomial(ERF, x * x) * x)


def erfc(xp, x):
    """An exponential, in double precision for the digits of its square, over a smooth function."""
    a = xp.clip(xp.abs(x), 0, 10.5)  # zero beyond
    falling = a.astype("float64")
    falling *= -falling
    falling = xp.exp(falling).astype("float32")
    falling /= polynomial(ERFC, 1 / (a * 0.35 + 1)) * a + 1
    return pick(xp, x < 0, 2 - falling, falling)


def erfinv(xp, x):
    """A polynomial in a logarithm, in its square root for a third of a percent of all."""
    w = -xp.log((1 - x) * (1 + x))
    result = polynomial(ERFINV, xp.clip(w, 0, 5)) * x
    tail = ~(w <= 5)
    if xp.any(tail):
        x, w = x[tail], w[tail]
        ends = xp.where(xp.abs(x) == 1, x * np.inf, x + np.nan)
        inner = polynomial(ERFINV_TAIL, xp.sqrt(w) - 3) * x
        result[tail] = xp.where(xp.abs(x) < 1, inner, ends)
    return result


def mirror(xp, x):
    """Return in double precision ``x``, or ``1 - x`` if that is negative, and which are."""
    mirrored = x < 0
    above = xp.abs(x).astype("float64")
    return above + mirrored if xp.any(mirrored) else above, mirrored


def rising(x):
    """Return ``x (x + 3)``; times that plus two it is ``x (x + 1) (x + 2) (x + 3)``."""
    return x * (x + 3)


def lgamma(xp, x):
    """Stirling's formula at ``y = x + 4``, less the logarithm of the four factors between."""
    above, mirrored = mirror(xp, x)
    y, q = above + 4, rising(above)
    inverse, factors = 1 / y, q * (q + 2)
    value = LGAMMA(32 * inverse * inverse - 1)
    value *= inverse
    value += (y - 0.5) * (xp.log(y) - 1)
    value += 0.5 * LOG_2_PI - 0.5
    if xp.any(mirrored):  # gamma(x) gamma(1 - x) is pi / sin(pi x)
        rest = cycle(xp, x)
        factors /= xp.abs(pick(xp, mirrored, polynomial(SINE, rest * rest) * rest, 1))
    value -= xp.log(factors)
    value += 16
    value -= 16  # the errors at one and two are less than the last bit of 16: zero is zero
    if xp.any(mirrored):
        value *= 1.0 - 2.0 * mirrored
    infinite = xp.isinf(x)
    return xp.where(infinite, np.inf, value) if xp.any(infinite) else value


def digamma(xp, x):
    """The derivative of the formula for ``lgamma``, term by term."""
    above, mirrored = mirror(xp, x)
    y, q = above + 4, rising(above)
    inverse = 1 / y
    square = inverse * inverse
    value = xp.log(y) - 0.5 * inverse - square * DIGAMMA(32 * square - 1)
    value -= (2 * above + 3) * (2 * q + 2) / (q * (q + 2))
    if xp.any(mirrored):
        slope = np.pi / xp.tan(np.pi * cycle(xp, x.astype("float64")))
        value = pick(xp, mirrored, value - slope, value)
    poles = (x == xp.floor(x)) & ((x <= 0) | (x == np.inf))
    return xp.where(poles, np.inf, value) if xp.any(poles) else value


def zeta(xp, x, s):
    """A few terms one by one, whether a number needs them or not, then the series."""
    total = 0.0
    for _ in range(s + 2):
        total += (1 / x) ** s
        x = x + 1
    return total + double.zeta_tail(x, s)


def polygamma(xp, x, n):
    """As in doubles, with fewer terms."""
    return double.polygamma(xp, x.astype("float64"), n, zeta)
