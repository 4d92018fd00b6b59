"""The binomial distribution."""

import minitorch as torch

from . import constraints
from .distribution import Distribution
from .utils import Weighted


class Binomial(Weighted, Distribution):
    """How many of ``total_count`` trials succeed, each with probability ``probs``.

    Example:
        >>> trials = torch.distributions.Binomial(4, torch.tensor([0.5]))
        >>> trials.log_prob(torch.tensor([2.0])).exp()
        tensor([0.3750])

    Source: PyTorch 0.4.1, torch.distributions.Binomial.
    """

    arg_constraints = {"probs": constraints.unit_interval}
    has_enumerate_support = True

    def __init__(self, total_count=1, probs=None, logits=None, validate_args=None):
        (self.total_count,) = self._hold(probs, logits, total_count)
        self.total_count = self.total_count.type_as(self._param)
        super().__init__(self._param.shape, validate_args=validate_args)

    @constraints.dependent_property
    def support(self):
        return constraints.integer_interval(0, self.total_count)

    param_shape = property(lambda self: self._param.shape)
    mean = property(lambda self: self.total_count * self.probs)
    variance = property(lambda self: self.total_count * self.probs * (1 - self.probs))

    def sample(self, sample_shape=()):
        with torch.no_grad():
            most = max(int(self.total_count.max()), 1)
            shape = (*self._extended_shape(sample_shape), most)
            trials = torch.bernoulli(self.probs.unsqueeze(-1).expand(shape))
            counted = torch.arange(most).type_as(trials) < self.total_count.unsqueeze(-1)
            return (trials * counted.type_as(trials)).sum(-1)

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        ways = (
            torch.lgamma(self.total_count + 1)
            - torch.lgamma(value + 1)
            - torch.lgamma(self.total_count - value + 1)
        )
        largest = (-self.logits).clamp(min=0)  # so that no exponential overflows
        normalizer = torch.log(torch.exp(-largest) + torch.exp(-self.logits - largest)) + largest
        return ways + (value - self.total_count) * self.logits - self.total_count * normalizer

    def enumerate_support(self):
        count = int(self.total_count.max())
        if not self.total_count.min() == count:
            raise NotImplementedError(
                "Inhomogeneous total count not supported by `enumerate_support`."
            )
        values = torch.arange(1 + count).type_as(self._param)
        return values.view((-1, *[1] * len(self._batch_shape))).expand((-1, *self._batch_shape))
