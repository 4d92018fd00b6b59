"""Dropout as modules."""

from . import functional as F
from .module import Module

__all__ = ["AlphaDropout", "Dropout", "Dropout2d", "Dropout3d", "FeatureAlphaDropout"]


class Dropout(Module):
    """While training, zero each element with probability ``p`` and scale up the others.

    Raises:
        ValueError: if ``p`` is not a probability.

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
    """:class:`Dropout` of whole channels of images. Source: PyTorch 0.4.1, nn.Dropout2d."""

    function = staticmethod(F.dropout2d)


class Dropout3d(Dropout):
    """:class:`Dropout` of whole channels of volumes. Source: PyTorch 0.4.1, nn.Dropout3d."""

    function = staticmethod(F.dropout3d)


class AlphaDropout(Dropout):
    """:class:`Dropout` that keeps mean and variance of what SELU makes. Source: PyTorch 0.4.1."""

    function = staticmethod(F.alpha_dropout)

    def forward(self, input):
        return self.function(input, self.p, self.training)


class FeatureAlphaDropout(AlphaDropout):
    """:class:`AlphaDropout` of whole channels. Source: PyTorch 0.4.1, nn.FeatureAlphaDropout."""

    function = staticmethod(F.feature_alpha_dropout)
