"""Dropout as modules."""

from . import functional as F
from .module import Module

__all__ = ["AlphaDropout", "Dropout", "Dropout2d", "Dropout3d", "FeatureAlphaDropout"]


class Dropout(Module):
    """While training, zero each element with probability ``p`` and scale up the others.

    Shape:
        input: any; the result has the same.

    Raises:
        ValueError: if ``p`` is not a probability.

    Example:
        >>> drop = torch.nn.Dropout(0.5)
        >>> sorted(set(drop(torch.ones(100)).tolist()))
        [0.0, 2.0]
        >>> drop.eval()(torch.ones(3))
        tensor([1., 1., 1.])

    Source: PyTorch 0.4.1, torch.nn.Dropout.
    """

    function = staticmethod(F.dropout)

    def __init__(self, p=0.5, inplace=False):
        super().__init__()
        if p < 0 or p > 1:
            raise ValueError(f"dropout probability has to be between 0 and 1, but got {p}")
        self.p, self.inplace = p, inplace

    def forward(self, input):
        return self.function(input, self.p, self.training, self.inplace)

    def extra_repr(self):
        return f"p={self.p}" + ", inplace" * bool(self.inplace)


class Dropout2d(Dropout):
    """:class:`Dropout` of whole channels of images.

    Shape:
        input: ``(N, C, H, W)``; so is the result.

    Example:
        >>> channels = torch.nn.Dropout2d(0.5)(torch.ones(1, 100, 2, 2)).view(100, 4)
        >>> sorted(set(channels.sum(1).tolist()))
        [0.0, 8.0]

    Source: PyTorch 0.4.1, torch.nn.Dropout2d.
    """

    function = staticmethod(F.dropout2d)


class Dropout3d(Dropout):
    """:class:`Dropout` of whole channels of volumes.

    Shape:
        input: ``(N, C, D, H, W)``; so is the result.

    Example:
        >>> channels = torch.nn.Dropout3d(0.5)(torch.ones(1, 100, 1, 2, 2)).view(100, 4)
        >>> sorted(set(channels.sum(1).tolist()))
        [0.0, 8.0]

    Source: PyTorch 0.4.1, torch.nn.Dropout3d.
    """

    function = staticmethod(F.dropout3d)


class AlphaDropout(Dropout):
    """:class:`Dropout` that keeps mean and variance of what :class:`SELU` makes.

    Shape:
        input: any; the result has the same.

    Example:
        >>> len(set(torch.nn.AlphaDropout(0.5)(torch.ones(100)).tolist()))
        2
        >>> torch.nn.AlphaDropout(0.5).eval()(torch.ones(3))
        tensor([1., 1., 1.])

    Source: PyTorch 0.4.1, torch.nn.AlphaDropout.
    """

    function = staticmethod(F.alpha_dropout)

    def forward(self, input):
        return self.function(input, self.p, self.training)


class FeatureAlphaDropout(AlphaDropout):
    """:class:`AlphaDropout` of whole channels.

    Shape:
        input: ``(N, C, ...)``; so is the result.

    Example:
        >>> channels = torch.nn.FeatureAlphaDropout(0.5)(torch.ones(1, 100, 2, 2)).view(100, 4)
        >>> bool((channels == channels[:, :1]).all())
        True

    Source: PyTorch 0.4.1, torch.nn.FeatureAlphaDropout.
    """

    function = staticmethod(F.feature_alpha_dropout)
