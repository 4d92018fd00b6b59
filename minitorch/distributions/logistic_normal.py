"""The logistic-normal distribution."""

import minitorch as torch

from . import constraints
from .normal import Normal
from .transformed_distribution import TransformedDistribution
from .transforms import StickBreakingTransform


class LogisticNormal(TransformedDistribution):
    """Vectors of probabilities: what normal numbers become by :class:`StickBreakingTransform`.

    Shape:
        loc, scale: ``(*batch_shape, n)``; an event is ``(n + 1,)``.

    Example:
        >>> shares = torch.distributions.LogisticNormal(torch.zeros(2), torch.ones(2)).sample()
        >>> shares.shape, bool((shares.sum() - 1).abs() < 1e-5)
        (torch.Size([3]), True)

    Source: PyTorch 0.4.1, torch.distributions.LogisticNormal.
    """

    arg_constraints = {"loc": constraints.real, "scale": constraints.positive}
    support = constraints.simplex
    has_rsample = True

    def __init__(self, loc, scale, validate_args=None):
        base = Normal(loc, scale)
        super().__init__(base, StickBreakingTransform(), validate_args=validate_args)
        self._event_shape = torch.Size([n + 1 for n in self._event_shape])

    loc = property(lambda self: self.base_dist.loc)
    scale = property(lambda self: self.base_dist.scale)
