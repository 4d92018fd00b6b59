"""Distances in 0.3."""

from ...again import beside, functions_of

core = beside(__name__)
globals().update(functions_of(core))


def pairwise_distance(x1, x2, p=2, eps=1e-6, keepdim=True):
    """Return the ``p``-norm of the difference of each row, ``eps`` added to the absolute values.

    Shape:
        x1, x2: ``(rows, n)``; the result ``(rows, 1)``.

    Source: PyTorch 0.3.1, torch.nn.functional.pairwise_distance.
    """
    assert x1.size() == x2.size(), "Input sizes must be equal."
    assert x1.dim() == 2, "Input must be a 2D matrix."
    powers = ((x1 - x2).abs() + eps).pow(p)
    return powers.sum(1, keepdim=True).pow(1.0 / p)
