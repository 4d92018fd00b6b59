"""``Distribution``: what all of them have in common.

Source: PyTorch 0.4.1, torch/distributions/distribution.py.
"""

import warnings

import minitorch as torch

from . import constraints
from .utils import lazy_property


class Distribution:
    """A batch of distributions, each over events of one shape.

    Attributes:
        has_rsample: whether samples can carry gradients to the parameters.
        has_enumerate_support: whether there are finitely many values.
        arg_constraints: for each parameter the region where it must lie.
        support: the region where samples lie.

    Shape:
        a sample of ``sample_shape`` is ``(*sample_shape, *batch_shape, *event_shape)``; log_prob
        takes that and gives ``(*sample_shape, *batch_shape)``.

    Raises:
        ValueError: with ``validate_args``, if a parameter or a value lies outside of its region.

    Example:
        >>> normal = torch.distributions.Normal(torch.zeros(3), torch.ones(3))
        >>> normal.batch_shape, normal.event_shape, normal.sample((2,)).shape
        (torch.Size([3]), torch.Size([]), torch.Size([2, 3]))

    Source: PyTorch 0.4.1, torch.distributions.Distribution.
    """

    has_rsample = has_enumerate_support = False
    _validate_args = False
    support = None

    @staticmethod
    def set_default_validate_args(value):
        """Say whether parameters and values are checked when nothing else is said."""
        if value not in [True, False]:
            raise ValueError
        Distribution._validate_args = value

    def __init__(self, batch_shape=(), event_shape=(), validate_args=None):
        self._batch_shape, self._event_shape = torch.Size(batch_shape), torch.Size(event_shape)
        if validate_args is not None:
            self._validate_args = validate_args
        if self._validate_args:
            self._check_parameters()

    def _check_parameters(self):
        for name, constraint in self.arg_constraints.items():
            lazy = isinstance(getattr(type(self), name, None), lazy_property)
            if constraints.is_dependent(constraint) or (lazy and name not in self.__dict__):
                continue
            if not constraint.check(getattr(self, name)).all():
                raise ValueError(f"The parameter {name} has invalid values")

    @property
    def batch_shape(self):
        """The shape of the batch: of the parameters, broadcast."""
        return self._batch_shape

    @property
    def event_shape(self):
        """The shape of one event: ``()`` for numbers, ``(n,)`` for vectors."""
        return self._event_shape

    @property
    def arg_constraints(self):
        """For each parameter the region where it must lie."""
        raise NotImplementedError

    @property
    def mean(self):
        """The mean."""
        raise NotImplementedError

    @property
    def variance(self):
        """The variance."""
        raise NotImplementedError

    @property
    def stddev(self):
        """The standard deviation."""
        return self.variance.sqrt()

    def sample(self, sample_shape=()):
        """Return samples, ``sample_shape`` of each distribution of the batch; without history."""
        with torch.no_grad():
            return self.rsample(sample_shape)

    def rsample(self, sample_shape=()):
        """Return samples that carry gradients to the parameters."""
        raise NotImplementedError

    def sample_n(self, n):
        """Return ``n`` samples. Old; use ``sample((n,))``."""
        warnings.warn(
            "sample_n will be deprecated. Use .sample((n,)) instead", UserWarning, stacklevel=2
        )
        return self.sample(torch.Size((n,)))

    def log_prob(self, value):
        """Return the logarithm of the probability (or its density) of ``value``."""
        raise NotImplementedError

    def cdf(self, value):
        """Return the probability of at most ``value``."""
        raise NotImplementedError

    def icdf(self, value):
        """Return the number that is not exceeded with probability ``value``."""
        raise NotImplementedError

    def enumerate_support(self):
        """Return all values there are, along a new first dimension."""
        raise NotImplementedError

    def entropy(self):
        """Return the entropy."""
        raise NotImplementedError

    def perplexity(self):
        """Return e to the power of the entropy."""
        return torch.exp(self.entropy())

    def _extended_shape(self, sample_shape=()):
        """Return the shape of samples: of the sample, the batch and the event."""
        return torch.Size((*sample_shape, *self._batch_shape, *self._event_shape))

    def _validate_sample(self, value):
        """Raise if ``value`` is none that this distribution can have.

        Raises:
            ValueError: if it is no tensor, its shape does not fit, or it is outside the support.
        """
        if not isinstance(value, torch.Tensor):
            raise ValueError("The value argument to log_prob must be a Tensor")
        first_event_dim = len(value.shape) - len(self._event_shape)
        if value.shape[first_event_dim:] != self._event_shape:
            raise ValueError(
                "The right-most size of value must match event_shape: "
                f"{value.shape} vs {self._event_shape}."
            )
        actual, expected = value.shape, self._batch_shape + self._event_shape
        for i, j in zip(reversed(actual), reversed(expected)):
            if i not in (1, j) and j != 1:
                raise ValueError(
                    f"Value is not broadcastable with batch_shape+event_shape: {actual} vs "
                    f"{expected}."
                )
        if not self.support.check(value).all():
            raise ValueError("The value argument must be within the support")

    def __repr__(self):
        return self.__class__.__name__ + "()"
