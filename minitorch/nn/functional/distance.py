"""Distances and directions as functions."""

__all__ = ["cosine_similarity", "normalize", "pairwise_distance"]


def pairwise_distance(x1, x2, p=2, eps=1e-6, keepdim=False):
    """Return the ``p``-norm of the difference of each row, ``eps`` added to its elements.

    Shape:
        x1, x2: ``(N, D)``; the result ``(N,)``, or ``(N, 1)`` if ``keepdim``.

    Example:
        >>> F.pairwise_distance(torch.tensor([[3.0, 4.0]]), torch.zeros(1, 2))
        tensor([5.0000])

    Source: PyTorch 0.4.1, torch.nn.functional.pairwise_distance.
    """
    return (x1 - x2 + eps).norm(p, 1, keepdim)


def cosine_similarity(x1, x2, dim=1, eps=1e-8):
    """Return the cosine of the angle between vectors along ``dim``.

    Args:
        eps: the least product of their lengths to divide by.

    Shape:
        x1, x2: ``(..., n, ...)`` with ``n`` at ``dim``; the result is without that dimension.

    Example:
        >>> F.cosine_similarity(torch.tensor([[1.0, 1.0]]), torch.tensor([[1.0, 0.0]]))
        tensor([0.7071])

    Source: PyTorch 0.4.1, torch.nn.functional.cosine_similarity.
    """
    lengths = x1.norm(2, dim) * x2.norm(2, dim)
    return (x1 * x2).sum(dim) / lengths.clamp(min=eps)


def normalize(input, p=2, dim=1, eps=1e-12):
    """Return vectors along ``dim`` divided by their ``p``-norm, or by ``eps`` if that is larger.

    Shape:
        input: any; the result has the same.

    Example:
        >>> F.normalize(torch.tensor([[3.0, 4.0], [0.0, 2.0]]))
        tensor([[0.6000, 0.8000],
                [0.0000, 1.0000]])

    Source: PyTorch 0.4.1, torch.nn.functional.normalize.
    """
    return input / input.norm(p, dim, True).clamp(min=eps).expand_as(input)
