"""What becomes of a distribution when its samples are transformed."""

import minitorch as torch

from . import constraints
from .distribution import Distribution
from .transforms import Transform
from .utils import _sum_rightmost


class TransformedDistribution(Distribution):
    """The distribution of ``transforms`` of the samples of ``base_distribution``.

    Example:
        >>> normal = torch.distributions.Normal(torch.tensor([0.0]), torch.tensor([1.0]))
        >>> transform = torch.distributions.AffineTransform(5, 2)
        >>> moved = torch.distributions.TransformedDistribution(normal, [transform])
        >>> moved.cdf(torch.tensor([5.0]))
        tensor([0.5000])

    Source: PyTorch 0.4.1, torch.distributions.TransformedDistribution.
    """

    arg_constraints = {}

    def __init__(self, base_distribution, transforms, validate_args=None):
        single = isinstance(transforms, Transform)
        self.transforms = [transforms] if single else transforms
        if not isinstance(self.transforms, list) or not all(
            isinstance(t, Transform) for t in self.transforms
        ):
            raise ValueError(
                f"transforms must be a Transform or list of Transforms, but was {transforms}"
            )
        self.base_dist = base_distribution
        shape = base_distribution.batch_shape + base_distribution.event_shape
        dims = [len(base_distribution.event_shape), *[t.event_dim for t in self.transforms]]
        batch = len(shape) - max(dims)
        super().__init__(shape[:batch], shape[batch:], validate_args=validate_args)

    has_rsample = property(lambda self: self.base_dist.has_rsample)

    @constraints.dependent_property
    def support(self):
        return self.transforms[-1].codomain if self.transforms else self.base_dist.support

    def sample(self, sample_shape=()):
        with torch.no_grad():
            return self._transformed(self.base_dist.sample(sample_shape))

    def rsample(self, sample_shape=()):
        return self._transformed(self.base_dist.rsample(sample_shape))

    def _transformed(self, x):
        for transform in self.transforms:
            x = transform(x)
        return x

    def log_prob(self, value):
        """Return the density of where ``value`` came from, over how much room was made there."""
        event_dim, log_prob, y = len(self.event_shape), 0.0, value
        for transform in reversed(self.transforms):
            x = transform.inv(y)
            room = transform.log_abs_det_jacobian(x, y)
            log_prob = log_prob - _sum_rightmost(room, event_dim - transform.event_dim)
            y = x
        base = self.base_dist.log_prob(y)
        return log_prob + _sum_rightmost(base, event_dim - len(self.base_dist.event_shape))

    def _monotone(self, value):
        """Return a probability seen through the transforms: turned round by those that fall."""
        sign = 1
        for transform in self.transforms:
            sign = sign * transform.sign
        if isinstance(sign, int) and sign == 1:
            return value
        return sign * (value - 0.5) + 0.5

    def cdf(self, value):
        if self._validate_args:
            self._validate_sample(value)
        for transform in reversed(self.transforms):
            value = transform.inv(value)
        return self._monotone(self.base_dist.cdf(value))

    def icdf(self, value):
        if self._validate_args:
            self.base_dist._validate_sample(value)
        return self._transformed(self.base_dist.icdf(self._monotone(value)))
