"""The categorical distribution."""

import minitorch as torch

from . import constraints
from .distribution import Distribution
from .utils import Weighted, log_sum_exp


class Categorical(Weighted, Distribution):
    """One of the numbers from 0, in proportion to ``probs``.

    Shape:
        probs, logits: ``(*batch_shape, n)``.

    Example:
        >>> choice = torch.distributions.Categorical(torch.tensor([1.0, 1.0, 2.0]))
        >>> choice.probs, choice.log_prob(torch.tensor(2)).exp()
        (tensor([0.2500, 0.2500, 0.5000]), tensor(0.5000))

    Source: PyTorch 0.4.1, torch.distributions.Categorical.
    """

    arg_constraints = {"probs": constraints.simplex}
    has_enumerate_support = True
    is_binary = False

    def __init__(self, probs=None, logits=None, validate_args=None):
        if probs is not None:
            probs = probs / probs.sum(-1, True)
        elif logits is not None:
            logits = logits - log_sum_exp(logits)
        self._hold(probs, logits)
        self._num_events = self._param.size(-1)
        super().__init__(self._param.shape[:-1], validate_args=validate_args)

    param_shape = property(lambda self: self._param.shape)

    @constraints.dependent_property
    def support(self):
        return constraints.integer_interval(0, self._num_events - 1)

    @property
    def mean(self):
        return self._param.new_full(self._extended_shape(), float("nan"))

    variance = mean

    def sample(self, sample_shape=()):
        shape = self._extended_shape(sample_shape)
        probs = self.probs.expand((*shape, self._num_events))
        drawn = torch.multinomial(probs.contiguous().view(-1, self._num_events), 1, True)
        return drawn.contiguous().view(shape)

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        shape = torch.broadcast_tensors(value.float(), self.logits[..., 0])[0].shape
        logits = self.logits.expand((*shape, self._num_events))
        return logits.gather(-1, value.expand(shape).unsqueeze(-1).long()).squeeze(-1)

    def entropy(self):
        return -(self.logits * self.probs).sum(-1)

    def enumerate_support(self):
        values = torch.arange(self._num_events).long()
        return values.view((-1, *[1] * len(self._batch_shape))).expand((-1, *self._batch_shape))
