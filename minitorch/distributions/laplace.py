"""The Laplace distribution."""

import minitorch as torch

from . import constraints
from .distribution import Distribution
from .utils import _finfo, broadcast_all


class Laplace(Distribution):
    """Exponential to both sides of ``loc``.

    Example:
        >>> laplace = torch.distributions.Laplace(torch.tensor([0.0]), torch.tensor([1.0]))
        >>> laplace.cdf(torch.tensor([0.0]))
        tensor([0.5000])

    Source: PyTorch 0.4.1, torch.distributions.Laplace.
    """

    arg_constraints = {"loc": constraints.real, "scale": constraints.positive}
    support = constraints.real
    has_rsample = True

    def __init__(self, loc, scale, validate_args=None):
        self.loc, self.scale = broadcast_all(loc, scale)
        super().__init__(self.loc.shape, validate_args=validate_args)

    mean = property(lambda self: self.loc)
    variance = property(lambda self: 2 * self.scale.pow(2))
    stddev = property(lambda self: 2**0.5 * self.scale)

    def rsample(self, sample_shape=()):
        empty = self.loc.new_empty(self._extended_shape(sample_shape))
        u = empty.uniform_(float(_finfo(self.loc).eps) - 1, 1)
        return self.loc - self.scale * u.sign() * torch.log1p(-u.abs())

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        return -torch.log(2 * self.scale) - torch.abs(value - self.loc) / self.scale

    def cdf(self, value):
        if self._validate_args:
            self._validate_sample(value)
        distance = value - self.loc
        return 0.5 - 0.5 * distance.sign() * torch.expm1(-distance.abs() / self.scale)

    def icdf(self, value):
        if self._validate_args:
            self._validate_sample(value)
        term = value - 0.5
        return self.loc - self.scale * term.sign() * torch.log1p(-2 * term.abs())

    def entropy(self):
        return 1 + torch.log(2 * self.scale)
