"""The geometric distribution."""

import minitorch as torch
from minitorch.nn import functional as F

from . import constraints
from .distribution import Distribution
from .utils import Weighted, _finfo, broadcast_all


class Geometric(Weighted, Distribution):
    """How many failures come before the first success, each having probability ``probs``.

    Example:
        >>> failures = torch.distributions.Geometric(torch.tensor([0.5]))
        >>> failures.mean, failures.log_prob(torch.tensor([2.0])).exp()
        (tensor([1.]), tensor([0.1250]))

    Source: PyTorch 0.4.1, torch.distributions.Geometric.
    """

    arg_constraints = {"probs": constraints.unit_interval}
    support = constraints.nonnegative_integer

    def __init__(self, probs=None, logits=None, validate_args=None):
        self._hold(probs, logits)
        if probs is not None and not self.probs.gt(0).all():
            raise ValueError("All elements of probs must be greater than 0")
        super().__init__(self._param.shape, validate_args=validate_args)

    mean = property(lambda self: 1.0 / self.probs - 1.0)
    variance = property(lambda self: (1.0 / self.probs - 1.0) / self.probs)

    def sample(self, sample_shape=()):
        empty = self.probs.new_empty(self._extended_shape(sample_shape))
        with torch.no_grad():
            u = empty.uniform_(float(_finfo(self.probs).tiny), 1)
            return (u.log() / (-self.probs).log1p()).floor()

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        value, probs = broadcast_all(value, self.probs.clone())
        probs[(probs == 1) & (value == 0)] = 0
        return value * (-probs).log1p() + self.probs.log()

    def entropy(self):
        cross = F.binary_cross_entropy_with_logits(self.logits, self.probs, reduction="none")
        return cross / self.probs
