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
        """Say whether parameters and values are checked when nothing else is said.

        Example:
            >>> torch.distributions.Distribution.set_default_validate_args(True)
            >>> torch.distributions.Bernoulli(torch.tensor([2.0]))
            Traceback (most recent call last):
                ...
            ValueError: The parameter probs has invalid values
            >>> torch.distributions.Distribution.set_default_validate_args(False)

        Source: PyTorch 0.4.1, torch.distributions.Distribution.set_default_validate_args.
        """
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
        """The shape of the batch: of the parameters, broadcast.

        Example:
            >>> torch.distributions.Normal(torch.zeros(2, 1), torch.ones(3)).batch_shape
            torch.Size([2, 3])

        Source: PyTorch 0.4.1, torch.distributions.Distribution.batch_shape.
        """
        return self._batch_shape

    @property
    def event_shape(self):
        """The shape of one event: ``()`` for numbers, ``(n,)`` for vectors.

        Example:
            >>> torch.distributions.Dirichlet(torch.ones(2, 3)).event_shape
            torch.Size([3])

        Source: PyTorch 0.4.1, torch.distributions.Distribution.event_shape.
        """
        return self._event_shape

    @property
    def arg_constraints(self):
        """For each parameter the region where it must lie.

        Example:
            >>> sorted(torch.distributions.Normal(0.0, 1.0).arg_constraints)
            ['loc', 'scale']

        Source: PyTorch 0.4.1, torch.distributions.Distribution.arg_constraints.
        """
        raise NotImplementedError

    @property
    def mean(self):
        """The mean.

        Example:
            >>> torch.distributions.Exponential(torch.tensor([4.0])).mean
            tensor([0.2500])

        Source: PyTorch 0.4.1, torch.distributions.Distribution.mean.
        """
        raise NotImplementedError

    @property
    def variance(self):
        """The variance.

        Example:
            >>> torch.distributions.Exponential(torch.tensor([2.0])).variance
            tensor([0.2500])

        Source: PyTorch 0.4.1, torch.distributions.Distribution.variance.
        """
        raise NotImplementedError

    @property
    def stddev(self):
        """The standard deviation.

        Example:
            >>> torch.distributions.Exponential(torch.tensor([2.0])).stddev
            tensor([0.5000])

        Source: PyTorch 0.4.1, torch.distributions.Distribution.stddev.
        """
        return self.variance.sqrt()

    def sample(self, sample_shape=()):
        """Return samples, ``sample_shape`` of each distribution of the batch; without history.

        Shape:
            the result is ``(*sample_shape, *batch_shape, *event_shape)``.

        Example:
            >>> torch.distributions.Normal(torch.zeros(3), torch.ones(3)).sample((2,)).shape
            torch.Size([2, 3])

        Source: PyTorch 0.4.1, torch.distributions.Distribution.sample.
        """
        with torch.no_grad():
            return self.rsample(sample_shape)

    def rsample(self, sample_shape=()):
        """Return samples that carry gradients to the parameters.

        Shape:
            as of :meth:`sample`.

        Example:
            >>> mean = torch.zeros(3, requires_grad=True)
            >>> torch.distributions.Normal(mean, torch.ones(3)).rsample((2,)).sum().backward()
            >>> mean.grad
            tensor([2., 2., 2.])

        Source: PyTorch 0.4.1, torch.distributions.Distribution.rsample.
        """
        raise NotImplementedError

    def sample_n(self, n):
        """Return ``n`` samples. Old; use ``sample((n,))``.

        Warns:
            UserWarning: that it is deprecated.

        Example:
            >>> import warnings
            >>> with warnings.catch_warnings():
            ...     warnings.simplefilter("ignore")
            ...     torch.distributions.Normal(torch.zeros(3), torch.ones(3)).sample_n(2).shape
            torch.Size([2, 3])

        Source: PyTorch 0.4.1, torch.distributions.Distribution.sample_n.
        """
        warnings.warn(
            "sample_n will be deprecated. Use .sample((n,)) instead", UserWarning, stacklevel=2
        )
        return self.sample(torch.Size((n,)))

    def log_prob(self, value):
        """Return the logarithm of the probability (or its density) of ``value``.

        Shape:
            value: ``(..., *batch_shape, *event_shape)``; the result is ``(..., *batch_shape)``.

        Example:
            >>> torch.distributions.Bernoulli(torch.tensor([0.25])).log_prob(torch.ones(1)).exp()
            tensor([0.2500])

        Source: PyTorch 0.4.1, torch.distributions.Distribution.log_prob.
        """
        raise NotImplementedError

    def cdf(self, value):
        """Return the probability of at most ``value``.

        Example:
            >>> torch.distributions.Uniform(torch.zeros(1), torch.tensor([4.0])).cdf(torch.ones(1))
            tensor([0.2500])

        Source: PyTorch 0.4.1, torch.distributions.Distribution.cdf.
        """
        raise NotImplementedError

    def icdf(self, value):
        """Return the number that is not exceeded with probability ``value``.

        Example:
            >>> uniform = torch.distributions.Uniform(torch.zeros(1), torch.tensor([4.0]))
            >>> uniform.icdf(torch.tensor([0.5]))
            tensor([2.])

        Source: PyTorch 0.4.1, torch.distributions.Distribution.icdf.
        """
        raise NotImplementedError

    def enumerate_support(self):
        """Return all values there are, along a new first dimension.

        Example:
            >>> torch.distributions.Bernoulli(torch.tensor([0.5])).enumerate_support()
            tensor([[0.],
                    [1.]])

        Source: PyTorch 0.4.1, torch.distributions.Distribution.enumerate_support.
        """
        raise NotImplementedError

    def entropy(self):
        """Return the entropy.

        Example:
            >>> torch.distributions.Bernoulli(torch.tensor([0.5])).entropy()
            tensor([0.6931])

        Source: PyTorch 0.4.1, torch.distributions.Distribution.entropy.
        """
        raise NotImplementedError

    def perplexity(self):
        """Return e to the power of the entropy.

        Example:
            >>> torch.distributions.Bernoulli(torch.tensor([0.5])).perplexity()
            tensor([2.])

        Source: PyTorch 0.4.1, torch.distributions.Distribution.perplexity.
        """
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
