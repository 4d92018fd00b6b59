"""The Kullback-Leibler divergence: a registry of formulas by the classes of both distributions.

Source: PyTorch 0.4.1, torch/distributions/kl.py.
"""

import math
import warnings

import minitorch as torch

from .distribution import Distribution

REGISTRY, CHOSEN = {}, {}  # formulas by pairs of classes; those looked up, classes of classes too

__all__ = ["kl_divergence", "register_kl"]


def register_kl(type_p, type_q):
    """Decorate the function that computes the divergence of two classes of distributions.

    If several fit a pair, the most special one is taken, the first argument counting first.

    Raises:
        TypeError: if one is no class of distributions.

    Example:
        >>> class Mine(torch.distributions.Normal):
        ...     pass
        >>> @torch.distributions.kl.register_kl(Mine, Mine)
        ... def none_at_all(p, q):
        ...     return torch.zeros(p.batch_shape)
        >>> mine = Mine(torch.zeros(2), torch.ones(2))
        >>> torch.distributions.kl_divergence(mine, mine)
        tensor([0., 0.])

    Source: PyTorch 0.4.1, torch.distributions.kl.register_kl.
    """
    for name, kind in (("type_p", type_p), ("type_q", type_q)):
        if not (isinstance(kind, type) and issubclass(kind, Distribution)):
            raise TypeError(f"Expected {name} to be a Distribution subclass but got {kind}")

    def decorate(function):
        REGISTRY[type_p, type_q] = function
        CHOSEN.clear()
        return function

    return decorate


class Match:
    """Two classes as a key of ``min``: the more special ones are less, the first counting first."""

    def __init__(self, first, second):
        self.types = first, second

    def __lt__(self, other):
        for mine, theirs in zip(self.types, other.types, strict=True):
            if mine is not theirs:
                return issubclass(mine, theirs)
        return False


def chosen(type_p, type_q):
    """Return the formula for two classes; ``NotImplemented`` if there is none."""
    fits = [(p, q) for p, q in REGISTRY if issubclass(type_p, p) and issubclass(type_q, q)]
    if not fits:
        return NotImplemented
    left = min(fits, key=lambda pair: Match(*pair))
    right = min(fits, key=lambda pair: Match(*reversed(pair)))
    if left != right:
        warnings.warn(
            f"Ambiguous kl_divergence({type_p.__name__}, {type_q.__name__}). "
            f"Please register_kl({left[0].__name__}, {right[1].__name__})",
            RuntimeWarning,
            stacklevel=3,
        )
    return REGISTRY[left]


def kl_divergence(p, q):
    """Return ``KL(p || q)``, for each pair of the batch.

    Shape:
        the batches of ``p`` and ``q`` broadcast; the result has their common shape.

    Raises:
        NotImplementedError: if no formula for the two classes is registered.

    Example:
        >>> p = torch.distributions.Normal(torch.tensor([0.0]), torch.tensor([1.0]))
        >>> q = torch.distributions.Normal(torch.tensor([2.0]), torch.tensor([1.0]))
        >>> torch.distributions.kl_divergence(p, q)
        tensor([2.])

    Source: PyTorch 0.4.1, torch.distributions.kl.kl_divergence.
    """
    pair = type(p), type(q)
    if pair not in CHOSEN:
        CHOSEN[pair] = chosen(*pair)
    formula = CHOSEN[pair]
    if formula is NotImplemented:
        raise NotImplementedError
    return formula(p, q)


def infinite_like(tensor):
    """Return a tensor of infinities."""
    return torch.full_like(tensor, math.inf)


def where(condition, value, tensor):
    """Return ``tensor`` with ``value`` where the condition holds."""
    return torch.where(condition, torch.full_like(tensor, value), tensor)


def x_log_x(tensor):
    """Return ``x log x``."""
    return tensor * tensor.log()
