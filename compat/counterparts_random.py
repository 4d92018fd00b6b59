"""How live torch says what the slopes of random numbers are: exactly, which its own are not.

torch approximates them to a thousandth. Here they are integrals of their definition,
``-(dF/dalpha) / (dF/dx)``, by Gauss's rule.
"""

import numpy as np
import torch

NODES, WEIGHTS = (torch.from_numpy(part) for part in np.polynomial.legendre.leggauss(300))
POWER = 12  # t = x s**POWER leaves nothing singular at 0


def slope(log_density, score, x):
    """Return ``-1/p(x)`` times the integral of ``p(t) score(t)`` for t from 0 to x."""
    x = x.double().unsqueeze(-1)
    s = (NODES + 1) / 2
    t, step = x * s**POWER, x * POWER * s ** (POWER - 1) * WEIGHTS / 2
    weight = (log_density(t) - log_density(x)).exp() * step
    return -(weight * score(t)).sum(-1)


def gamma_slope(alpha, output):
    """Return how gamma numbers move with their shape."""
    a = alpha.double().unsqueeze(-1)
    found = slope(lambda t: (a - 1) * t.log() - t, lambda t: t.log() - a.digamma(), output)
    return found.to(alpha.dtype)


def beta_slope(x, alpha, total):
    """Return how beta numbers move with their first parameter, over ``1 - x``."""
    a, ab = alpha.double().unsqueeze(-1), total.double().unsqueeze(-1)
    found = slope(
        lambda t: (a - 1) * t.log() + (ab - a - 1) * torch.log1p(-t),
        lambda t: t.log() - a.digamma() + ab.digamma(),
        x,
    )
    return (found / (1 - x.double())).to(x.dtype)


COUNTERPARTS_RANDOM = {"_standard_gamma_grad": gamma_slope, "_dirichlet_grad": beta_slope}
