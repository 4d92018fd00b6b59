"""The Dirichlet distribution."""

import minitorch as torch
from minitorch.ops.gamma import dirichlet_concentration

from . import constraints
from .exp_family import ExponentialFamily


def _Dirichlet_backward(x, concentration, grad_output):
    """Return the gradient of ``concentration`` of which ``x`` was drawn."""
    return dirichlet_concentration(grad_output, concentration, x)


class Dirichlet(ExponentialFamily):
    """Vectors of probabilities; the larger ``concentration``, the closer to its proportions.

    Shape:
        concentration: ``(*batch_shape, n)``; an event is ``(n,)``.

    Example:
        >>> torch.distributions.Dirichlet(torch.tensor([1.0, 3.0])).mean
        tensor([0.2500, 0.7500])

    Source: PyTorch 0.4.1, torch.distributions.Dirichlet.
    """

    arg_constraints = {"concentration": constraints.positive}
    support = constraints.simplex
    has_rsample = True

    def __init__(self, concentration, validate_args=None):
        (self.concentration,) = torch.broadcast_tensors(concentration)
        shape = self.concentration.shape
        super().__init__(shape[:-1], shape[-1:], validate_args=validate_args)

    @property
    def mean(self):
        return self.concentration / self.concentration.sum(-1, True)

    @property
    def variance(self):
        total = self.concentration.sum(-1, True)
        return self.concentration * (total - self.concentration) / (total.pow(2) * (total + 1))

    def rsample(self, sample_shape=()):
        shape = self._extended_shape(sample_shape)
        return torch._sample_dirichlet(self.concentration.expand(shape))

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        return (
            (torch.log(value) * (self.concentration - 1.0)).sum(-1)
            + torch.lgamma(self.concentration.sum(-1))
            - torch.lgamma(self.concentration).sum(-1)
        )

    def entropy(self):
        k, total = self.concentration.size(-1), self.concentration.sum(-1)
        return (
            torch.lgamma(self.concentration).sum(-1)
            - torch.lgamma(total)
            - (k - total) * torch.digamma(total)
            - ((self.concentration - 1.0) * torch.digamma(self.concentration)).sum(-1)
        )

    @property
    def _natural_params(self):
        return (self.concentration,)

    def _log_normalizer(self, x):
        return x.lgamma().sum(-1) - torch.lgamma(x.sum(-1))
