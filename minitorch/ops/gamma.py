"""Gamma, Dirichlet and Poisson numbers, and how gamma numbers move with their parameter.

A gamma number ``x`` is drawn by trial, so no formula leads from ``alpha`` to it. But its cumulative
probability ``F(x, alpha)`` stays what it is while both move, and that gives the derivative:
``dx/dalpha = -(dF/dalpha) / (dF/dx)``. Both slopes below are this ratio, as power series whose
terms are positive multiples of differences of ``log`` and ``digamma``.

Source: PyTorch 0.4.1, aten/src/ATen/native/Distributions.cpp; M. Figurnov, S. Mohamed, A. Mnih,
"Implicit reparameterization gradients", 2018.
"""

import numpy as np

from .. import rejection
from ..backend import backend_of
from ..cases import Float, case
from ..op import op
from .elementary import digamma
from .fill import zero
from .reduction import sum
from .sampling import source

PRECISE = 1e-17  # terms below this part of the sum change nothing


def series(first, ratio, factor):
    """Return the sum of ``term * factor`` where ``term`` begins at ``first``.

    Args:
        ratio: the function from n to ``term[n] / term[n - 1]``, which falls below one at last.
        factor: the function from n to the factor of that term.
    """
    term, n = first, 0
    total = largest = first * factor(0)
    while True:
        n += 1
        growth = ratio(n)
        term = term * growth
        added = term * factor(n)
        total, largest = total + added, np.maximum(abs(largest), abs(added))
        if not np.any((growth >= 0.9) | (abs(added) > PRECISE * largest)) or n > 100_000:
            return total  # asked this way round, a nan ends it


class Rising:
    """``digamma(x + n)`` for n = 0, 1, 2..., each from the one before."""

    def __init__(self, x):
        self.x, self.n, self.value = x, 0, digamma(x)

    def __call__(self, n):
        while self.n < n:
            self.value = self.value + 1 / (self.x + self.n)
            self.n += 1
        return self.value


def gamma_slope(alpha, x):
    """Return ``dx/dalpha`` of gamma numbers of shape ``alpha`` and rate 1."""
    log, above = np.log(x), Rising(alpha + 1)
    return -series(x / alpha, lambda n: x / (alpha + n), lambda n: log - above(n))


def beta_slope(a, b, x):
    """Return ``dx/da`` of beta numbers, by the series from the nearer end of the interval."""
    near = x < (a + 1) / (a + b + 2)
    c, z = np.where(near, a, b), np.where(near, x, 1 - x)
    log, both = np.log(x), Rising(a + b)
    other, fixed = Rising(a + 1), digamma(a)
    total = series(
        x * (1 - x) / c,
        lambda n: z * (a + b + n - 1) / (c + n),
        lambda n: log + both(n) - np.where(near, other(n), fixed),
    )
    return np.where(near, -total, total)


def host(array):
    """Return an array in the memory of the host, in double precision."""
    return np.asarray(backend_of(array).get(array), np.float64)


def lifted(xp, values, like):
    """Return values of the host as an array of the type and device of another."""
    return xp.asarray(np.asarray(values).astype(like.dtype))


@op(method=False, smooth=False, domain=(0.5, 2.0))
def _standard_gamma_grad(xp, alpha: Float, output: Float):
    """Return the derivative of gamma numbers ``output`` by their shape ``alpha``."""
    return lifted(xp, gamma_slope(host(alpha), host(output)), alpha)


@op(
    alpha=lambda g, alpha, out: g * _standard_gamma_grad(alpha, out),
    smooth=False,
    domain=(0.5, 2.0),
    cases=[case(3, 4)],
)
def _standard_gamma(xp, alpha: Float, generator=None):
    """Return numbers from the gamma distribution of shape ``alpha`` and rate 1.

    Shape:
        alpha: any; the result has the same.

    Source: PyTorch 0.4.1, torch._standard_gamma.
    """
    drawn = rejection.each(rejection.gamma, host(alpha), source(generator))
    return lifted(xp, np.maximum(drawn, np.finfo(alpha.dtype).tiny), alpha)


@op(
    method=False,
    smooth=False,
    cases=[case(x=[0.2, 0.5, 0.9, 0.6], alpha=[0.7, 1.0, 2.0, 9.0], total=[1.5, 2.5, 2.3, 20.0])],
)
def _dirichlet_grad(xp, x: Float, alpha: Float, total: Float):
    """Return ``dx/dalpha / (1 - x)`` of Dirichlet numbers; ``total`` is the sum of all alphas."""
    a, part = host(alpha), host(x)
    return lifted(xp, beta_slope(a, host(total) - a, part) / (1 - part), x)


def dirichlet_concentration(g, concentration, out):
    """As one share grows, the others shrink in proportion."""
    total = sum(concentration, -1, True) + zero(concentration)
    return _dirichlet_grad(out, concentration, total) * (g - sum(out * g, -1, True))


@op(
    concentration=dirichlet_concentration,
    method=False,
    smooth=False,
    domain=(0.5, 2.0),
    cases=[case(3, 4)],
)
def _sample_dirichlet(xp, concentration: Float, generator=None):
    """Return vectors of probabilities: gamma numbers over their sum.

    Source: PyTorch 0.4.1, torch/distributions/dirichlet.py: _Dirichlet.
    """
    drawn = rejection.each(rejection.gamma, host(concentration), source(generator))
    drawn = np.maximum(drawn, np.finfo(concentration.dtype).tiny).astype(concentration.dtype)
    limit = np.finfo(concentration.dtype).eps
    return lifted(xp, np.clip(drawn / drawn.sum(-1, keepdims=True), limit, 1 - limit), drawn)


@op(input=lambda g: zero(g), method=False, smooth=False, domain=(0.5, 20.0), cases=[case(3, 4)])
def poisson(xp, input: Float, generator=None):
    """Return numbers from the Poisson distributions whose means are in ``input``.

    Shape:
        input: any; the result has the same.

    Raises:
        RuntimeError: if ``input`` holds integers.

    Source: PyTorch 0.4.1, torch.poisson.
    """
    return lifted(xp, rejection.each(rejection.poisson, host(input), source(generator)), input)
