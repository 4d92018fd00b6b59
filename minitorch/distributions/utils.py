"""What several distributions need: parameters of one shape, probabilities and their logits.

Source: PyTorch 0.4.1, torch/distributions/utils.py.
"""

from functools import update_wrapper
from numbers import Number

import numpy as np

import minitorch as torch
from minitorch.nn import functional as F


def broadcast_all(*values):
    """Return numbers and tensors as tensors of one shape, numbers having the type of the tensors.

    Raises:
        ValueError: if one is neither.
    """
    if not all(isinstance(value, (Number, torch.Tensor)) for value in values):
        raise ValueError("Input arguments must all be instances of numbers.Number or torch.tensor.")
    model = next((value for value in values if isinstance(value, torch.Tensor)), None)
    dtype = torch.get_default_dtype() if model is None else model.dtype
    made = [torch.tensor(v, dtype=dtype) if isinstance(v, Number) else v for v in values]
    return torch.broadcast_tensors(*made)


def _finfo(tensor):
    """Return the limits of a tensor's type: ``eps``, ``tiny``, ``max``."""
    if not tensor.dtype.is_floating_point:
        raise KeyError(tensor.storage_type())  # torch looks the type up in a table
    return np.finfo(tensor.dtype.numpy)


def softmax(tensor):
    """Return the softmax along the last dimension."""
    return F.softmax(tensor, dim=-1)


def clamp_probs(probs):
    """Return probabilities moved away from 0 and 1, as far as their type can tell."""
    eps = float(_finfo(probs).eps)
    return probs.clamp(min=eps, max=1 - eps)


def log_sum_exp(tensor, keepdim=True):
    """Return the logarithm of the sum of exponentials along the last dimension."""
    highest = tensor.max(-1, True)[0]
    found = highest + (tensor - highest).exp().sum(-1, True).log()
    return found if keepdim else found.squeeze(-1)


def logits_to_probs(logits, is_binary=False):
    """Return the probabilities that logits mean: by sigmoid, or by softmax."""
    return torch.sigmoid(logits) if is_binary else F.softmax(logits, dim=-1)


def probs_to_logits(probs, is_binary=False):
    """Return the logits of probabilities: log-odds, or logarithms."""
    clamped = clamp_probs(probs)
    return torch.log(clamped) - torch.log1p(-clamped) if is_binary else torch.log(clamped)


def _sum_rightmost(value, dims):
    """Return the sum over the last ``dims`` dimensions."""
    return value if dims <= 0 else value.contiguous().view((*value.shape[:-dims], -1)).sum(-1)


class lazy_property:
    """A property that is computed at its first use, and kept."""

    def __init__(self, wrapped):
        self.wrapped = wrapped
        update_wrapper(self, wrapped)

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        with torch.enable_grad():
            value = self.wrapped(instance)
        setattr(instance, self.wrapped.__name__, value)
        return value


class Weighted:
    """Holds ``probs`` or ``logits``, whichever was given, and computes the other when needed."""

    is_binary = True

    def _hold(self, probs, logits, *others):
        """Keep one of the two, broadcast with ``others``, and return those.

        Raises:
            ValueError: unless just one is given.
        """
        if (probs is None) == (logits is None):
            raise ValueError("Either `probs` or `logits` must be specified, but not both.")
        self._given = "logits" if probs is None else "probs"
        value, *others = broadcast_all(logits if probs is None else probs, *others)
        setattr(self, self._given, value)
        return others

    @property
    def _param(self):
        return getattr(self, self._given)

    @lazy_property
    def logits(self):
        """The logits of the probabilities."""
        return probs_to_logits(self.probs, is_binary=self.is_binary)

    @lazy_property
    def probs(self):
        """The probabilities."""
        return logits_to_probs(self.logits, is_binary=self.is_binary)
