"""The uniform distribution on an interval."""

import minitorch as torch

from . import constraints
from .distribution import Distribution
from .utils import broadcast_all


class Uniform(Distribution):
    """All numbers from ``low`` to ``high`` are equally likely.

    Example:
        >>> uniform = torch.distributions.Uniform(torch.tensor([0.0]), torch.tensor([4.0]))
        >>> uniform.mean, uniform.cdf(torch.tensor([1.0]))
        (tensor([2.]), tensor([0.2500]))

    Source: PyTorch 0.4.1, torch.distributions.Uniform.
    """

    arg_constraints = {"low": constraints.dependent, "high": constraints.dependent}
    has_rsample = True

    def __init__(self, low, high, validate_args=None):
        self.low, self.high = broadcast_all(low, high)
        super().__init__(self.low.shape, validate_args=validate_args)
        if self._validate_args and not torch.lt(self.low, self.high).all():
            raise ValueError("Uniform is not defined when low>= high")

    mean = property(lambda self: (self.high + self.low) / 2)
    stddev = property(lambda self: (self.high - self.low) / 12**0.5)
    variance = property(lambda self: (self.high - self.low).pow(2) / 12)

    @constraints.dependent_property
    def support(self):
        return constraints.interval(self.low, self.high)

    def rsample(self, sample_shape=()):
        rand = self.low.new_empty(self._extended_shape(sample_shape)).uniform_()
        return self.low + rand * (self.high - self.low)

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        above, below = value.ge(self.low), value.lt(self.high)
        inside = above.type_as(self.low) * below.type_as(self.low)
        return torch.log(inside) - torch.log(self.high - self.low)

    def cdf(self, value):
        if self._validate_args:
            self._validate_sample(value)
        return ((value - self.low) / (self.high - self.low)).clamp(min=0, max=1)

    def icdf(self, value):
        if self._validate_args:
            self._validate_sample(value)
        return value * (self.high - self.low) + self.low

    def entropy(self):
        return torch.log(self.high - self.low)
