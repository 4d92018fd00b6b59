"""Regions in which parameters and samples lie: ``check`` tells for each value whether it does.

Source: PyTorch 0.4.1, torch/distributions/constraints.py.
"""

import minitorch as torch

__all__ = [
    "Constraint",
    "boolean",
    "dependent",
    "dependent_property",
    "greater_than",
    "half_open_interval",
    "integer_interval",
    "interval",
    "is_dependent",
    "less_than",
    "lower_cholesky",
    "lower_triangular",
    "nonnegative_integer",
    "positive",
    "positive_definite",
    "positive_integer",
    "real",
    "real_vector",
    "simplex",
    "unit_interval",
]


class Constraint:
    """A region, often one of which the parameters are tensors.

    Example:
        >>> torch.distributions.constraints.positive.check(torch.tensor([-1.0, 2.0]))
        tensor([0, 1], dtype=torch.uint8)

    Source: PyTorch 0.4.1, torch.distributions.constraints.Constraint.
    """

    def check(self, value):
        """Return a ByteTensor: for each value (or vector, or matrix) whether it lies inside."""
        raise NotImplementedError


class _Dependent(Constraint):
    """A region that depends on other parameters, so that alone it cannot be checked."""

    def check(self, x):
        raise ValueError("Cannot determine validity of dependent constraint")


class _DependentProperty(property, _Dependent):
    """A region that an instance knows: a property of a distribution, unknown to its class."""


class _Boolean(Constraint):
    """0 and 1."""

    def check(self, value):
        return (value == 0) | (value == 1)


class _IntegerInterval(Constraint):
    """The integers from ``lower_bound`` to ``upper_bound``."""

    def __init__(self, lower_bound, upper_bound):
        self.lower_bound, self.upper_bound = lower_bound, upper_bound

    def check(self, value):
        inside = (self.lower_bound <= value) & (value <= self.upper_bound)
        return (value % 1 == 0) & inside


class _IntegerGreaterThan(Constraint):
    """The integers from ``lower_bound`` on."""

    def __init__(self, lower_bound):
        self.lower_bound = lower_bound

    def check(self, value):
        return (value % 1 == 0) & (value >= self.lower_bound)


class _Real(Constraint):
    """Every number: all but nan."""

    def check(self, value):
        return value == value


class _GreaterThan(Constraint):
    """The numbers above ``lower_bound``."""

    def __init__(self, lower_bound):
        self.lower_bound = lower_bound

    def check(self, value):
        return self.lower_bound < value


class _LessThan(Constraint):
    """The numbers below ``upper_bound``."""

    def __init__(self, upper_bound):
        self.upper_bound = upper_bound

    def check(self, value):
        return value < self.upper_bound


class _Interval(Constraint):
    """The numbers from ``lower_bound`` to ``upper_bound``."""

    def __init__(self, lower_bound, upper_bound):
        self.lower_bound, self.upper_bound = lower_bound, upper_bound

    def check(self, value):
        return (self.lower_bound <= value) & (value <= self.upper_bound)


class _HalfOpenInterval(Constraint):
    """The numbers from ``lower_bound`` to below ``upper_bound``."""

    def __init__(self, lower_bound, upper_bound):
        self.lower_bound, self.upper_bound = lower_bound, upper_bound

    def check(self, value):
        return (self.lower_bound <= value) & (value < self.upper_bound)


class _Simplex(Constraint):
    """Vectors of nonnegative numbers with sum 1."""

    def check(self, value):
        return (value >= 0).all(-1) & ((value.sum(-1, True) - 1).abs() < 1e-6).all(-1)


class _LowerTriangular(Constraint):
    """Square matrices with zeros above the diagonal."""

    def check(self, value):
        return everywhere(lower_part(value) == value)


class _LowerCholesky(Constraint):
    """Lower triangular matrices with a positive diagonal."""

    def check(self, value):
        triangular = everywhere(lower_part(value) == value)
        return triangular & (torch.diagonal(value, 0, -2, -1) > 0).all(-1)


class _PositiveDefinite(Constraint):
    """Symmetric matrices whose eigenvalues are positive."""

    def check(self, value):
        matrices = value.contiguous().view((-1, *value.shape[-2:]))
        lowest = [matrix.symeig()[0][:1] > 0 for matrix in matrices]
        return torch.stack(lowest).view(value.shape[:-2])


class _RealVector(Constraint):
    """Vectors of numbers."""

    def check(self, value):
        return (value == value).all(-1)


def lower_part(value):
    """Return matrices with what is above the diagonal set to zero."""
    return value * torch.ones(value.shape[-2:], dtype=value.dtype).tril()


def everywhere(matrices):
    """Return for each matrix whether none of its elements is zero."""
    return matrices.contiguous().view((*matrices.shape[:-2], -1)).all(-1)


def is_dependent(constraint):
    """Return whether a region depends on other parameters.

    Example:
        >>> constraints = torch.distributions.constraints
        >>> constraints.is_dependent(constraints.dependent)
        True
        >>> constraints.is_dependent(constraints.real)
        False

    Source: PyTorch 0.4.1, torch.distributions.constraints.is_dependent.
    """
    return isinstance(constraint, _Dependent)


dependent = _Dependent()
dependent_property = _DependentProperty
boolean = _Boolean()
nonnegative_integer, positive_integer = _IntegerGreaterThan(0), _IntegerGreaterThan(1)
integer_interval = _IntegerInterval
real, real_vector = _Real(), _RealVector()
positive = _GreaterThan(0.0)
greater_than, less_than = _GreaterThan, _LessThan
unit_interval = _Interval(0.0, 1.0)
interval, half_open_interval = _Interval, _HalfOpenInterval
simplex = _Simplex()
lower_triangular, lower_cholesky = _LowerTriangular(), _LowerCholesky()
positive_definite = _PositiveDefinite()
