"""The normal distribution of vectors."""

import math

import minitorch as torch

from . import constraints
from .distribution import Distribution
from .utils import lazy_property


class MultivariateNormal(Distribution):
    """Normal numbers that depend on each other, around the vector ``loc``.

    Args:
        covariance_matrix, precision_matrix, scale_tril: one of them: the covariance, its inverse,
            or its lower Cholesky factor.

    Shape:
        loc: ``(*batch_shape, n)``; each matrix: ``(*batch_shape, n, n)``; an event is ``(n,)``.

    Example:
        >>> covariance = torch.tensor([[4.0, 1.0], [1.0, 2.0]])
        >>> cloud = torch.distributions.MultivariateNormal(torch.zeros(2), covariance)
        >>> cloud.log_prob(torch.zeros(2))
        tensor(-2.8108)

    Source: PyTorch 0.4.1, torch.distributions.MultivariateNormal.
    """

    arg_constraints = {
        "loc": constraints.real_vector,
        "covariance_matrix": constraints.positive_definite,
        "precision_matrix": constraints.positive_definite,
        "scale_tril": constraints.lower_cholesky,
    }
    support = constraints.real
    has_rsample = True

    def __init__(
        self,
        loc,
        covariance_matrix=None,
        precision_matrix=None,
        scale_tril=None,
        validate_args=None,
    ):
        given = dict(
            covariance_matrix=covariance_matrix,
            scale_tril=scale_tril,
            precision_matrix=precision_matrix,
        )
        given = {name: matrix for name, matrix in given.items() if matrix is not None}
        if len(given) != 1:
            raise ValueError(
                "Exactly one of covariance_matrix or precision_matrix or scale_tril may be "
                "specified."
            )
        if loc.dim() < 1:
            raise ValueError("loc must be at least one-dimensional.")
        ((name, matrix),) = given.items()
        if matrix.dim() < 2:
            raise ValueError(f"{name} must be at least two-dimensional")
        matrix, column = torch.broadcast_tensors(matrix, loc.unsqueeze(-1))
        self.loc = column[..., 0]
        setattr(self, name, matrix)
        super().__init__(self.loc.shape[:-1], self.loc.shape[-1:], validate_args=validate_args)

    @lazy_property
    def scale_tril(self):
        """The lower Cholesky factor of the covariance."""
        return each(lower_cholesky, self.covariance_matrix)

    @lazy_property
    def covariance_matrix(self):
        """The covariance."""
        if "precision_matrix" in self.__dict__:
            return each(torch.inverse, self.precision_matrix)
        return torch.matmul(self.scale_tril, self.scale_tril.transpose(-1, -2))

    @lazy_property
    def precision_matrix(self):
        """The inverse of the covariance."""
        return each(torch.inverse, self.covariance_matrix)

    mean = property(lambda self: self.loc)
    variance = property(lambda self: self.scale_tril.pow(2).sum(-1).expand_as(self.loc))

    def rsample(self, sample_shape=()):
        eps = self.loc.new_empty(self._extended_shape(sample_shape)).normal_()
        return self.loc + torch.matmul(self.scale_tril, eps.unsqueeze(-1)).squeeze(-1)

    def log_prob(self, value):
        if self._validate_args:
            self._validate_sample(value)
        distance = mahalanobis(self.scale_tril, value - self.loc)
        constant = self._event_shape[0] * math.log(2 * math.pi)
        return -0.5 * (constant + distance) - log_diagonal(self.scale_tril)

    def entropy(self):
        constant = 0.5 * self._event_shape[0] * (1.0 + math.log(2 * math.pi))
        return (constant + log_diagonal(self.scale_tril)).expand(self._batch_shape)


def lower_cholesky(matrix):
    """Return the lower Cholesky factor of a matrix."""
    return torch.potrf(matrix, upper=False)


def each(function, matrices):
    """Apply a function of one matrix to a batch of them."""
    if matrices.dim() == 2:
        return function(matrices)
    flat = matrices.contiguous().view((-1, *matrices.shape[-2:]))
    return torch.stack([function(matrix) for matrix in flat]).view(matrices.shape)


def log_diagonal(matrices):
    """Return the sum of the logarithms on the diagonal."""
    return torch.diagonal(matrices, 0, -2, -1).log().sum(-1)


def mahalanobis(factor, distance):
    """Return ``|x|^2`` where ``factor x = distance``, the factor being lower triangular."""
    shape = (*distance.shape, distance.size(-1))
    factors = factor.expand(shape).contiguous().view((-1, *shape[-2:]))
    columns = distance.contiguous().view(-1, distance.size(-1), 1)
    solved = [torch.trtrs(b, a, upper=False)[0] for a, b in zip(factors, columns, strict=True)]
    return torch.stack(solved).pow(2).sum(-1).sum(-1).view(distance.shape[:-1])
