"""Distances and directions as functions."""

__all__ = ["cosine_similarity", "normalize", "pairwise_distance"]


def pairwise_distance(x1, x2, p=2, eps=1e-6, keepdim=False):
    """Return the ``p``-norm of the difference of each row, ``eps`` added to its elements.

    Shape:
        x1, x2: ``(rows, n)``; the result ``(rows,)``, or ``(rows, 1)`` if ``keepdim``.

    Source: PyTorch 0.4.1, torch.nn.functional.pairwise_distance.
    """
    return (x1 - x2 + eps).norm(p, 1, keepdim)


def cosine_similarity(x1, x2, dim=1, eps=1e-8):
    """Return the cosine of the angle between vectors along ``dim``.

    Args:
        eps: the least product of their lengths to divide by.

    Source: PyTorch 0.4.1, torch.nn.functional.cosine_similarity.
    """
    lengths = x1.norm(2, dim) * x2.norm(2, dim)
    return (x1 * x2).sum(dim) / lengths.clamp(min=eps)


def normalize(input, p=2, dim=1, eps=1e-12):
    """Return vectors along ``dim`` divided by their ``p``-norm, or by ``eps`` if that is larger.

    Source: PyTorch 0.4.1, torch.nn.functional.normalize.
    """
    return input / input.norm(p, dim, True).clamp(min=eps).expand_as(input)
