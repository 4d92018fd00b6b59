"""The categorical distribution over unit vectors."""

import minitorch as torch

from . import constraints
from .categorical import Categorical
from .distribution import Distribution


class OneHotCategorical(Distribution):
    """A vector with a single 1, at a place that :class:`Categorical` draws.

    Shape:
        probs, logits: ``(*batch_shape, n)``; an event is ``(n,)``.

    Example:
        >>> choice = torch.distributions.OneHotCategorical(torch.tensor([0.0, 1.0, 0.0]))
        >>> choice.sample()
        tensor([0., 1., 0.])

    Source: PyTorch 0.4.1, torch.distributions.OneHotCategorical.
    """

    arg_constraints = {"probs": constraints.simplex}
    support = constraints.simplex
    has_enumerate_support = True

    def __init__(self, probs=None, logits=None, validate_args=None):
        self._categorical = Categorical(probs, logits)
        shape = self._categorical.param_shape
        super().__init__(shape[:-1], shape[-1:], validate_args=validate_args)

    probs = property(lambda self: self._categorical.probs)
    logits = property(lambda self: self._categorical.logits)
    param_shape = property(lambda self: self._categorical.param_shape)
    mean = property(lambda self: self.probs)
    variance = property(lambda self: self.probs * (1 - self.probs))

    def sample(self, sample_shape=()):
        indices = self._categorical.sample(sample_shape).unsqueeze(-1)
        one_hot = torch.zeros(self._extended_shape(sample_shape), dtype=self.probs.dtype)
        return one_hot.scatter_(-1, indices, 1)

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        return self._categorical.log_prob(value.max(-1)[1])

    def entropy(self):
        return self._categorical.entropy()

    def enumerate_support(self):
        n = self.event_shape[0]
        values = torch.eye(n, dtype=self.probs.dtype)
        return values.view((n, *[1] * len(self.batch_shape), n)).expand((n, *self.batch_shape, n))
