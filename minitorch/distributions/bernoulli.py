"""The Bernoulli distribution."""

import math

import minitorch as torch
from minitorch.nn import functional as F

from . import constraints
from .exp_family import ExponentialFamily
from .utils import Weighted, broadcast_all


class Bernoulli(Weighted, ExponentialFamily):
    """1 with probability ``probs``, which is the sigmoid of ``logits``, and 0 otherwise.

    Example:
        >>> coin = torch.distributions.Bernoulli(torch.tensor([0.25]))
        >>> coin.mean, coin.log_prob(torch.ones(1)).exp()
        (tensor([0.2500]), tensor([0.2500]))

    Source: PyTorch 0.4.1, torch.distributions.Bernoulli.
    """

    arg_constraints = {"probs": constraints.unit_interval}
    support = constraints.boolean
    has_enumerate_support = True

    def __init__(self, probs=None, logits=None, validate_args=None):
        self._hold(probs, logits)
        super().__init__(self._param.shape, validate_args=validate_args)

    param_shape = property(lambda self: self._param.shape)
    mean = property(lambda self: self.probs)
    variance = property(lambda self: self.probs * (1 - self.probs))

    def sample(self, sample_shape=()):
        shape = self._extended_shape(sample_shape)
        with torch.no_grad():
            return torch.bernoulli(self.probs.expand(shape))

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        logits, value = broadcast_all(self.logits, value)
        return -cross_entropy(logits, value)

    def entropy(self):
        return cross_entropy(self.logits, self.probs)

    def enumerate_support(self):
        values = self._param.new_tensor([0.0, 1.0])
        return values.view((-1, *[1] * len(self._batch_shape))).expand((-1, *self._batch_shape))

    @property
    def _natural_params(self):
        return (torch.log(self.probs / (1 - self.probs)),)

    def _log_normalizer(self, x):
        return torch.log(1 + torch.exp(x))


def cross_entropy(logits, value):
    """Return ``-log`` of the probability that ``logits`` give to ``value``."""
    if not math.prod(logits.shape):
        return torch.zeros_like(logits)
    return F.binary_cross_entropy_with_logits(logits, value, reduction="none")
