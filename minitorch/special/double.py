"""Error functions and gamma functions of doubles.

Each is a few smooth pieces, and most pieces are a Chebyshev series in a variable that runs from -1
to 1; the coefficients were found by interpolation at 60 digits.

Source: Abramowitz and Stegun, chapters 6 and 7: definitions, recurrences and asymptotic series.
"""

from math import factorial

import numpy as np

from ..backend import pick

NEGLIGIBLE = 1e-17  # terms that do not matter
LOG_2_PI = np.log(2 * np.pi)
BERNOULLI = {2: 1 / 6, 4: -1 / 30, 6: 1 / 42, 8: -1 / 30, 10: 5 / 66, 12: -691 / 2730, 14: 7 / 6}
BERNOULLI[16] = -3617 / 510


class Series:
    """A sum of Chebyshev polynomials."""

    def __init__(self, *coefficients):
        self.coefficients, self.powers = coefficients, None

    def __call__(self, t):
        """Return the sum at ``t``."""
        if self.powers is None:  # at the first need: for all it would take 6 ms of the import
            self.powers = powers(self.coefficients)
        return polynomial(self.powers, t)


def powers(coefficients):
    """Return a series as coefficients of powers, the highest first, without its tiny terms."""
    needed = 1 + max(i for i, c in enumerate(coefficients) if abs(c) > NEGLIGIBLE)
    return np.polynomial.chebyshev.cheb2poly(coefficients[:needed])[::-1].tolist()


def polynomial(coefficients, t):
    """Return a sum of powers of ``t``, by coefficients with that of the highest power first."""
    first, *between, last = coefficients
    total = t * first
    for coefficient in between:
        total += coefficient
        total *= t
    total += last
    return total


ERF = Series(  # erf(x) / x for x up to one, in 2 x^2 - 1
    0.975476939382654096,
    -0.142261205103713642,
    0.0100355821875997956,
    -0.000576876469976748477,
    0.000027419931252196061,
    -1.10431755073445076e-6,
    3.84887554203450369e-8,
    -1.1808582533875467e-9,
    3.23342158260509096e-11,
    -7.99101594700454875e-13,
    1.79907251139613691e-14,
    -3.71863548775271252e-16,
    7.10359852702753199e-18,
    -1.26092011460522944e-19,
)
ERFC = Series(  # (1 + 2 x) exp(x^2) erfc(x) for x from one, in (x - 5) / (x + 3)
    1.21437336160920485,
    -0.0856069362339712081,
    -0.00599964051991568257,
    0.00780195155494533438,
    -0.00271565171739110503,
    0.000611549491133023403,
    -0.0000934062664196076786,
    7.81881689896609874e-6,
    2.71972585781419612e-7,
    -1.66372392146222039e-7,
    1.3133701262289989e-8,
    2.0754203597909437e-9,
    -4.41487189620694576e-10,
    -1.79673517650694688e-11,
    1.14814288733196243e-11,
    -2.80746081013932424e-14,
    -3.01225112610353371e-13,
    7.10652149154843895e-15,
    8.54233728641969374e-15,
    -2.33066206544929261e-16,
    -2.73455365369040166e-16,
)
ERFINV = Series(  # erfinv(x) / x in w = -log(1 - x^2) up to 5
    1.49129894047449022,
    0.601756303410830017,
    -0.00917055950008092636,
    -0.00496263532676642451,
    0.000915379670007964204,
    -3.88956275708300061e-6,
    -0.0000242025994049440836,
    3.26657159258423321e-6,
    2.77588898037366324e-7,
    -1.30233630136430253e-7,
    8.10464342479186964e-9,
    2.86243851769307493e-9,
    -5.97509000703413742e-10,
    -1.22229787986956274e-11,
    1.95959639713569642e-11,
    -2.05104072073715462e-12,
    -3.44686046121778657e-13,
    1.05467516769934356e-13,
    -2.44937556594657457e-15,
    -2.94868562435061932e-15,
    4.40738910556853155e-16,
    3.67912150953013362e-17,
    -1.82444762212805851e-17,
    1.20498435632486285e-18,
)
ERFINV_TAIL = Series(  # erfinv(x) / x in the square root of w, from 2.2 to 6.1
    3.99569028096292259,
    1.96176995737238385,
    0.00569494747465215458,
    -0.00331311694320263262,
    0.00147516469298580418,
    -0.00063986185363228266,
    0.00026555145484001581,
    -0.0000971340747831681676,
    0.0000274677363319668437,
    -3.80437189228417315e-6,
    -1.49450540534125812e-6,
    1.36849684079019319e-6,
    -5.51548496827717551e-7,
    1.14690377800294042e-7,
    4.18896862291691113e-9,
)
LGAMMA = Series(  # log(gamma(1 + u)) / (u (u - 1)) for u from zero to one
    0.491415393029387127,
    -0.076114161670435843,
    0.00843232496593277796,
    -0.00107949372632860815,
    0.000149007480036929645,
    -0.0000215123998885567854,
    3.19793298608621864e-6,
    -4.85169301213992619e-7,
    7.47148782116315976e-8,
    -1.16382967001705185e-8,
    1.82940043711866795e-9,
    -2.89691806071296008e-10,
    4.61570140620905647e-11,
    -7.39281023049595917e-12,
    1.18942800082112429e-12,
    -1.92120686691773029e-13,
    3.11397548205115595e-14,
    -5.06284061901997825e-15,
    8.25398813058996863e-16,
    -1.34807516566310088e-16,
    2.15022181609440763e-17,
)


def scaled_erfc(x):
    """Return ``exp(x ** 2) * erfc(x)`` for ``x`` of at least one."""
    return ERFC((x - 5) / (x + 3)) / (1 + 2 * x)


def falling(xp, x):
    """Return ``exp(-x ** 2)``; the square is split, as its rounding would matter."""
    high = x.astype("float32").astype("float64")
    return xp.exp(-high * high) * xp.exp((high - x) * (high + x))


def erf(xp, x):
    """The integral of ``exp(-t ** 2)`` from zero to x, times ``2 / sqrt(pi)``."""
    a = xp.minimum(xp.abs(x), 6.0)  # one beyond, in doubles
    low, high = xp.minimum(a, 1.0), xp.maximum(a, 1.0)
    inner = x * ERF(2 * low * low - 1)
    outer = 1 - scaled_erfc(high) * xp.exp(-high * high)
    return pick(xp, a < 1, inner, pick(xp, x < 0, -outer, outer))


def erfc(xp, x):
    """``1 - erf(x)``, exact where that is small."""
    a = xp.minimum(xp.abs(x), 28.0)  # zero beyond, in doubles
    low, high = xp.minimum(a, 1.0), xp.maximum(a, 1.0)
    inner = 1 - x * ERF(2 * low * low - 1)
    outer = scaled_erfc(high) * falling(xp, high)
    return pick(xp, a < 1, inner, pick(xp, x < 0, 2 - outer, outer))


def erfinv(xp, x):
    """The number whose error function is x."""
    w = -xp.log((1 - x) * (1 + x))
    result = x * ERFINV(0.4 * xp.minimum(w, 5.0) - 1)
    tail = w > 5
    if xp.any(tail):
        result[tail] = erfinv_tail(xp, x[tail], w[tail])
    return result


def erfinv_tail(xp, x, w):
    """``erfinv`` near one and minus one, where one step of Halley's method makes up for a short
    series.
    """
    a = xp.abs(x)
    y = a * ERFINV_TAIL((xp.sqrt(xp.minimum(w, 37.0)) - 4.15) / 1.95)
    excess = (1 - a) / falling(xp, y) - scaled_erfc(y)
    step = excess * (0.5 * np.sqrt(np.pi))
    y = y - step / (1 + y * step)
    y = pick(xp, a == 1, np.inf, pick(xp, a > 1, np.nan, y))
    return pick(xp, x < 0, -y, y)


def cycle(xp, x):
    """Return ``x`` less the nearest whole number: sines of ``pi * x`` keep their digits."""
    return x - xp.rint(x)


def raised(xp, x, limit, term):
    """Step up from ``x`` to ``limit``; return the number reached, and the sum of all terms."""
    total, low = 0.0, x < limit
    while xp.any(low):
        total = pick(xp, low, total + term(x), total)
        x = pick(xp, low, x + 1, x)
        low = x < limit
    return x, total


def asymptotic(x, coefficients):
    """Return ``sum(c / x ** (2 k))`` over ``coefficients``, from the first power, ``x ** -2``."""
    square, total = 1 / (x * x), 0.0
    for c in reversed(coefficients):
        total = (total + c) * square
    return total


def lgamma_small(xp, x):
    """The logarithm of the gamma function of ``x`` up to 9, by steps to where a series holds."""
    high, product = x >= 3, 1.0
    while xp.any(high):
        product = pick(xp, high, product * (x - 1), product)
        x = pick(xp, high, x - 1, x)
        high = x >= 3
    u = pick(xp, x < 1, x, pick(xp, x < 2, x - 1, x - 2))
    step = pick(xp, x < 1, -xp.log(x), xp.log(pick(xp, x < 2, 1.0, x - 1) * product))
    return u * (u - 1) * LGAMMA(2 * u - 1) + step


def lgamma_large(xp, x):
    """The logarithm of the gamma function of large ``x``, by Stirling's series."""
    tail = x * asymptotic(x, [b / (k * (k - 1)) for k, b in BERNOULLI.items()])
    return x * (xp.log(x) - 1) - 0.5 * xp.log(x) + 0.5 * LOG_2_PI + tail


def lgamma(xp, x):
    """The logarithm of the absolute value of the gamma function."""
    mirrored, limit = x < 0, 9.0
    y = pick(xp, mirrored, 1 - x, x)
    small = lgamma_small(xp, xp.minimum(y, limit))
    value = pick(xp, y < limit, small, lgamma_large(xp, xp.maximum(y, limit)))
    if xp.any(mirrored):
        sine = xp.abs(xp.sin(np.pi * cycle(xp, x)))
        value = pick(xp, mirrored, xp.log(np.pi / sine) - value, value)
    return pick(xp, xp.abs(x) == np.inf, np.inf, value)


def digamma(xp, x):
    """The derivative of the logarithm of the gamma function; infinite at its poles."""
    mirrored = x < 0
    y = pick(xp, mirrored, 1 - x, x)
    y, steps = raised(xp, y, 9, lambda y: 1 / y)
    tail = asymptotic(y, [b / k for k, b in BERNOULLI.items()])
    value = xp.log(y) - 0.5 / y - tail - steps
    if xp.any(mirrored):
        value = pick(xp, mirrored, value - np.pi / xp.tan(np.pi * cycle(xp, x)), value)
    return pick(xp, (x <= 0) & (x == xp.floor(x)), np.inf, value)


def zeta(xp, x, s):
    """The sum of ``(x + k) ** -s`` over all k from zero, by the series of Euler and Maclaurin."""
    x, steps = raised(xp, x, s + 8, lambda x: (1 / x) ** s)
    return steps + zeta_tail(x, s)


def zeta_tail(x, s):
    """The same where ``x`` is larger than ``s``."""
    tail, rising = [], s
    for k, b in BERNOULLI.items():
        tail.append(b * rising / factorial(k))
        rising *= (s + k - 1) * (s + k)
    return (1 / x) ** s * (x / (s - 1) + 0.5 + x * asymptotic(x, tail))


def cotangent_slope(cotangent, n):
    """The derivative of order ``n`` of ``cot(pi x)``, a polynomial in the cotangent itself."""
    powers = [0.0, 1.0]  # the derivative of the cotangent itself is -pi (1 + cotangent ** 2)
    for _ in range(n):
        slope = [k * c for k, c in enumerate(powers)][1:]
        powers = [-np.pi * (a + b) for a, b in zip([*slope, 0, 0], [0, 0, *slope], strict=True)]
    total = 0.0
    for coefficient in reversed(powers):
        total = total * cotangent + coefficient
    return total


def polygamma(xp, x, n, zeta=zeta):
    """The derivative of order n, at least one, of :func:`digamma`."""
    mirrored, sign = x < 0, (-1) ** n
    value = zeta(xp, pick(xp, mirrored, 1 - x, x), n + 1) * (-sign * factorial(n))
    if xp.any(mirrored):
        cotangent = 1 / xp.tan(np.pi * cycle(xp, x))
        mirror = sign * value - np.pi * cotangent_slope(cotangent, n)
        value = pick(xp, mirrored, mirror, value)
    return value
