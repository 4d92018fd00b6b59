"""The Gumbel distribution."""

import math

import minitorch as torch

from . import constraints
from .transformed_distribution import TransformedDistribution
from .transforms import AffineTransform, ExpTransform
from .uniform import Uniform
from .utils import _finfo, broadcast_all

EULER = 0.57721566490153286060


class Gumbel(TransformedDistribution):
    """How large the largest of many numbers is: ``loc - scale * log(-log(uniform))``.

    Example:
        >>> torch.distributions.Gumbel(torch.tensor([0.0]), torch.tensor([1.0])).mean
        tensor([0.5772])

    Source: PyTorch 0.4.1, torch.distributions.Gumbel.
    """

    arg_constraints = {"loc": constraints.real, "scale": constraints.positive}
    support = constraints.real

    def __init__(self, loc, scale, validate_args=None):
        self.loc, self.scale = broadcast_all(loc, scale)
        least, most = _finfo(self.loc).tiny, 1 - _finfo(self.loc).eps
        ends = [torch.full_like(self.loc, float(end)) for end in (least, most)]
        minus_log = [ExpTransform().inv, AffineTransform(0, -torch.ones_like(self.scale))]
        steps = [*minus_log, ExpTransform().inv, AffineTransform(self.loc, -self.scale)]
        super().__init__(Uniform(*ends), steps, validate_args=validate_args)

    mean = property(lambda self: self.loc + self.scale * EULER)
    stddev = property(lambda self: math.pi / math.sqrt(6) * self.scale)
    variance = property(lambda self: self.stddev.pow(2))

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        y = (self.loc - value) / self.scale
        return y - y.exp() - self.scale.log()

    def entropy(self):
        return self.scale.log() + (1 + EULER)
