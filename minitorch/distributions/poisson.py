"""The Poisson distribution."""

import minitorch as torch

from . import constraints
from .exp_family import ExponentialFamily
from .utils import broadcast_all


class Poisson(ExponentialFamily):
    """How many events come in unit time, if they come at ``rate``.

    Example:
        >>> events = torch.distributions.Poisson(torch.tensor([2.0]))
        >>> events.log_prob(torch.tensor([0.0])).exp()
        tensor([0.1353])

    Source: PyTorch 0.4.1, torch.distributions.Poisson.
    """

    arg_constraints = {"rate": constraints.positive}
    support = constraints.nonnegative_integer

    def __init__(self, rate, validate_args=None):
        (self.rate,) = broadcast_all(rate)
        super().__init__(self.rate.shape, validate_args=validate_args)

    mean = property(lambda self: self.rate)
    variance = property(lambda self: self.rate)

    def sample(self, sample_shape=()):
        shape = self._extended_shape(sample_shape)
        with torch.no_grad():
            return torch.poisson(self.rate.expand(shape))

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        rate, value = broadcast_all(self.rate, value)
        return rate.log() * value - rate - (value + 1).lgamma()

    def entropy(self):
        """No closed form is known: the mean of ``log h`` is a sum without end."""
        raise NotImplementedError

    @property
    def _natural_params(self):
        return (torch.log(self.rate),)

    def _log_normalizer(self, x):
        return torch.exp(x)
