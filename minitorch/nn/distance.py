"""Distances and directions as modules."""

from . import functional as F
from .module import Module

__all__ = ["CosineSimilarity", "PairwiseDistance"]


class PairwiseDistance(Module):
    """The ``p``-norm of the difference of rows.

    Shape:
        x1, x2: ``(N, D)``; the result ``(N,)``, or ``(N, 1)`` with ``keepdim``.

    Example:
        >>> torch.nn.PairwiseDistance()(torch.tensor([[3.0, 4.0]]), torch.zeros(1, 2))
        tensor([5.0000])

    Source: PyTorch 0.4.1, torch.nn.PairwiseDistance.
    """

    def __init__(self, p=2.0, eps=1e-6, keepdim=False):
        super().__init__()
        self.norm, self.eps, self.keepdim = p, eps, keepdim

    def forward(self, x1, x2):
        return F.pairwise_distance(x1, x2, self.norm, self.eps, self.keepdim)


class CosineSimilarity(Module):
    """The cosine of the angle between vectors.

    Shape:
        x1, x2: ``(..., n, ...)`` with ``n`` at ``dim``; the result is without that dimension.

    Example:
        >>> torch.nn.CosineSimilarity()(torch.tensor([[1.0, 1.0]]), torch.tensor([[1.0, 0.0]]))
        tensor([0.7071])

    Source: PyTorch 0.4.1, torch.nn.CosineSimilarity.
    """

    def __init__(self, dim=1, eps=1e-8):
        super().__init__()
        self.dim, self.eps = dim, eps

    def forward(self, x1, x2):
        return F.cosine_similarity(x1, x2, self.dim, self.eps)
