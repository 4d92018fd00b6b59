"""The multinomial distribution."""

import minitorch as torch

from . import constraints
from .categorical import Categorical
from .distribution import Distribution
from .utils import broadcast_all


class Multinomial(Distribution):
    """How often each number comes in ``total_count`` draws of :class:`Categorical`.

    Shape:
        probs, logits: ``(*batch_shape, n)``; an event is ``(n,)``.

    Example:
        >>> draws = torch.distributions.Multinomial(4, torch.tensor([1.0, 3.0]))
        >>> draws.mean, draws.sample().sum()
        (tensor([1., 3.]), tensor(4.))

    Source: PyTorch 0.4.1, torch.distributions.Multinomial.
    """

    arg_constraints = {"logits": constraints.real}  # the categorical checks its probs itself

    def __init__(self, total_count=1, probs=None, logits=None, validate_args=None):
        if not isinstance(total_count, int):
            raise NotImplementedError("inhomogeneous total_count is not supported")
        self.total_count = total_count
        self._categorical = Categorical(probs=probs, logits=logits)
        shape = self._categorical.param_shape
        super().__init__(shape[:-1], shape[-1:], validate_args=validate_args)

    probs = property(lambda self: self._categorical.probs)
    logits = property(lambda self: self._categorical.logits)
    param_shape = property(lambda self: self._categorical.param_shape)
    mean = property(lambda self: self.probs * self.total_count)
    variance = property(lambda self: self.total_count * self.probs * (1 - self.probs))

    @constraints.dependent_property
    def support(self):
        return constraints.integer_interval(0, self.total_count)

    def sample(self, sample_shape=()):
        sample_shape = torch.Size(sample_shape)
        drawn = self._categorical.sample(torch.Size((self.total_count,)) + sample_shape)
        drawn = drawn.permute(*range(1, drawn.dim()), 0)
        counts = torch.zeros(self._extended_shape(sample_shape), dtype=torch.long)
        counts.scatter_add_(-1, drawn, torch.ones_like(drawn))
        return counts.type_as(self.probs)

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        logits, value = broadcast_all(self.logits.clone(), value)
        ways = torch.lgamma(value.sum(-1) + 1) - torch.lgamma(value + 1).sum(-1)
        impossible = (value == 0) & (logits == -float("inf"))
        logits = torch.where(impossible, torch.zeros_like(logits), logits)
        return ways + (logits * value).sum(-1)
