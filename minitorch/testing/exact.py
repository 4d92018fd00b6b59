"""How far functions of float32 numbers lie from exact results, in units in the last place.

The exact results come from Python's ``math``, in double precision, and for the gamma function and
its derivatives from Stirling's series in 30 digits.
"""

import math
from decimal import Decimal, localcontext
from functools import cache

import numpy as np

STEP = 10_007  # every so many float32 numbers, in the order of their bits, one is looked at
BETWEEN = 200_000  # and so many more, spread evenly over the middle of the domain
DEAR = 2_000  # of those whose exact results take long, so many are looked at
LARGEST = float(np.finfo(np.float32).max)
BERNOULLI = [(1, 6), (-1, 30), (1, 42), (-1, 30), (5, 66), (-691, 2730), (7, 6), (-3617, 510)]
DIGITS, RAISED = 30, 20  # Stirling's series is exact to 25 digits for numbers from 20


def stirling(order, x):
    """Return ``log(gamma(x))`` for order 0, or its derivative of that order, for positive ``x``."""
    with localcontext(prec=DIGITS):
        y = Decimal(x)
        steps = [y + k for k in range(RAISED)] if y < RAISED else []
        y, sign = y + len(steps), (-1) ** order
        if order == 0:
            half_log = (2 * Decimal("3.14159265358979323846264338328")).ln() / 2
            total = (y - Decimal("0.5")) * y.ln() - y + half_log
            total -= math.prod(steps, start=Decimal(1)).ln()
        elif order == 1:
            total = y.ln() - 1 / (2 * y) - sum(1 / s for s in steps)
        else:
            ahead = math.factorial(order - 2) * y ** (1 - order)
            total = sign * (ahead + math.factorial(order - 1) * y**-order / 2)
            total += sign * sum(math.factorial(order - 1) / s**order for s in steps)
        for k, (top, bottom) in enumerate(BERNOULLI, 1):
            rising = math.prod(range(2 * k - 1, 2 * k - 1 + order))
            power = y ** (1 - 2 * k - order) / (2 * k * (2 * k - 1))
            total += sign * rising * power * top / bottom
        return float(total)


def inverse_of_erf(x):
    """Return the number whose error function is ``x``, by Newton's method from a rough guess."""
    if abs(x) == 1:
        return math.copysign(math.inf, x)
    a, w = abs(x), -math.log1p(-x * x)
    y = min(a, math.sqrt(w))
    for _ in range(40):
        excess = math.erf(y) - a if a < 0.5 else (1 - a) - math.erfc(y)
        step = excess * math.exp(y * y) * math.sqrt(math.pi) / 2
        y -= step / (1 + y * step)
        if abs(step) < 1e-9 * y:
            break
    return math.copysign(y, x)


def log_sigmoid(x):
    """Return the logarithm of the sigmoid."""
    return min(x, 0.0) - math.log1p(math.exp(-abs(x)))


WIDE = (-LARGEST, LARGEST)
POSITIVE = (0.0, LARGEST)
RAISABLE = (-103.0, 88.5)  # where exp neither overflows nor is zero
FUNCTIONS = {  # name -> the domain, and what gives the exact result
    "exp": (*RAISABLE, math.exp),
    "expm1": (*RAISABLE, math.expm1),
    "log": (*POSITIVE, math.log),
    "log2": (*POSITIVE, math.log2),
    "log10": (*POSITIVE, math.log10),
    "log1p": (-1.0, LARGEST, math.log1p),
    "sqrt": (*POSITIVE, math.sqrt),
    "rsqrt": (*POSITIVE, lambda x: 1 / math.sqrt(x)),
    "sin": (*WIDE, math.sin),
    "cos": (*WIDE, math.cos),
    "tan": (*WIDE, math.tan),
    "asin": (-1.0, 1.0, math.asin),
    "acos": (-1.0, 1.0, math.acos),
    "atan": (*WIDE, math.atan),
    "sinh": (-88.5, 88.5, math.sinh),
    "cosh": (-88.5, 88.5, math.cosh),
    "tanh": (*WIDE, math.tanh),
    "sigmoid": (-88.5, LARGEST, lambda x: 1 / (1 + math.exp(-x))),
    "erf": (*WIDE, math.erf),
    "erfc": (-LARGEST, 10.05, math.erfc),
    "erfinv": (-1.0, 1.0, inverse_of_erf),
    "lgamma": (0.0, 4e36, lambda x: stirling(0, x)),
    "digamma": (1e-38, LARGEST, lambda x: stirling(1, x)),
    "polygamma": (1e-18, 1e37, lambda x: stirling(2, x)),
    "elu": (*WIDE, lambda x: x if x > 0 else math.expm1(x)),
    "softplus": (-LARGEST, 20.0, lambda x: math.log1p(math.exp(x))),
    "logsigmoid": (*WIDE, log_sigmoid),
    "pow": (*POSITIVE, lambda x: x**2.5),
    "atan2": (*WIDE, lambda x: math.atan2(x, 1.5)),
}
DEARER = ("lgamma", "digamma", "polygamma", "erfinv")
CALLS = {  # those that are called with more than the number
    "polygamma": lambda torch, x: torch.polygamma(1, x),
    "pow": lambda torch, x: x.pow(2.5),
    "atan2": lambda torch, x: torch.atan2(x, torch.ones_like(x) * 1.5),
    "elu": lambda torch, x: torch.nn.functional.elu(x),
    "softplus": lambda torch, x: torch.nn.functional.softplus(x),
    "logsigmoid": lambda torch, x: torch.nn.functional.logsigmoid(x),
}


def call(torch, name, values):
    """Return what a function of minitorch, or of torch, makes of an array."""
    x = torch.from_numpy(values)
    result = CALLS[name](torch, x) if name in CALLS else getattr(torch, name)(x)
    return result.numpy()


@cache
def points(name):
    """Return float32 numbers from all over the domain of a function."""
    low, high = FUNCTIONS[name][:2]
    every = np.arange(0, 1 << 32, STEP).astype(np.uint32).view(np.float32)
    middle = np.linspace(max(low, -30.0), min(high, 30.0), BETWEEN).astype(np.float32)
    found = np.concatenate([every, middle])
    found = found[(found > low) & (found < high)]
    return found[:: len(found) // DEAR] if name in DEARER else found


@cache
def exact(name):
    """Return the exact results at :func:`points`, in double precision."""
    function = FUNCTIONS[name][2]
    return np.array([function(x) for x in points(name).tolist()])


def units(name, found):
    """Return the largest error among results at :func:`points`, in units in the last place."""
    right = exact(name)
    usual = np.abs(right) >= np.finfo(np.float32).tiny  # below, a unit is no measure
    usual &= np.abs(right) <= LARGEST
    error = np.abs(found - right)[usual] / np.spacing(np.abs(right[usual]).astype(np.float32))
    return float(np.nan_to_num(error, nan=np.inf).max())
