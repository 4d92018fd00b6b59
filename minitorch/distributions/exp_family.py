"""Distributions of the form ``h(x) exp(t(x) . theta - F(theta))``.

Source: PyTorch 0.4.1, torch/distributions/exp_family.py.
"""

import minitorch as torch

from .distribution import Distribution


class ExponentialFamily(Distribution):
    """A distribution that knows its natural parameters ``theta`` and its log normalizer ``F``.

    Entropy and KL divergence follow from those, by derivatives of ``F``.

    Example:
        >>> issubclass(torch.distributions.Gamma, torch.distributions.ExponentialFamily)
        True

    Source: PyTorch 0.4.1, torch.distributions.ExponentialFamily.
    """

    _mean_carrier_measure = 0  # the mean of log h(x)

    @property
    def _natural_params(self):
        raise NotImplementedError

    def _log_normalizer(self, *natural_params):
        raise NotImplementedError

    def entropy(self):
        """Return ``F(theta) - theta . F'(theta)`` less the mean of ``log h``."""
        natural = [p.detach().requires_grad_() for p in self._natural_params]
        normalizer = self._log_normalizer(*natural)
        gradients = torch.autograd.grad(normalizer.sum(), natural, create_graph=True)
        result = normalizer.clone() - self._mean_carrier_measure
        for parameter, gradient in zip(natural, gradients, strict=True):
            result = result - parameter * gradient
        return result
