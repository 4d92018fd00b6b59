"""The gamma distribution."""

import minitorch as torch

from . import constraints
from .exp_family import ExponentialFamily
from .utils import _finfo, broadcast_all


def _standard_gamma(concentration):
    """Draw from the distribution of rate 1; libraries put a function of their own in this place."""
    return torch._standard_gamma(concentration)


class Gamma(ExponentialFamily):
    """How long to wait for ``concentration`` events that come at ``rate``.

    Example:
        >>> torch.distributions.Gamma(torch.tensor([3.0]), torch.tensor([2.0])).mean
        tensor([1.5000])

    Source: PyTorch 0.4.1, torch.distributions.Gamma.
    """

    arg_constraints = {"concentration": constraints.positive, "rate": constraints.positive}
    support = constraints.positive
    has_rsample = True

    def __init__(self, concentration, rate, validate_args=None):
        self.concentration, self.rate = broadcast_all(concentration, rate)
        super().__init__(self.concentration.shape, validate_args=validate_args)

    mean = property(lambda self: self.concentration / self.rate)
    variance = property(lambda self: self.concentration / self.rate.pow(2))

    def rsample(self, sample_shape=()):
        shape = self._extended_shape(sample_shape)
        value = _standard_gamma(self.concentration.expand(shape)) / self.rate.expand(shape)
        value.data.clamp_(min=float(_finfo(value).tiny))
        return value

    def log_prob(self, value):
        value = torch.as_tensor(value, dtype=self.rate.dtype)
        if self._validate_args:
            self._validate_sample(value)
        return (
            self.concentration * torch.log(self.rate)
            + (self.concentration - 1) * torch.log(value)
            - self.rate * value
            - torch.lgamma(self.concentration)
        )

    def entropy(self):
        return (
            self.concentration
            - torch.log(self.rate)
            + torch.lgamma(self.concentration)
            + (1.0 - self.concentration) * torch.digamma(self.concentration)
        )

    @property
    def _natural_params(self):
        return self.concentration - 1, -self.rate

    def _log_normalizer(self, x, y):
        return torch.lgamma(x + 1) + (x + 1) * torch.log(-y.reciprocal())
