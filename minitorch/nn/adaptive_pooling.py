"""Pooling to a given size as modules."""

from . import functional as F
from .shown import Shown

__all__ = ["AdaptiveAvgPool1d", "AdaptiveAvgPool2d", "AdaptiveAvgPool3d"]
__all__ += ["AdaptiveMaxPool1d", "AdaptiveMaxPool2d", "AdaptiveMaxPool3d"]


class AdaptiveAvgPool(Shown):
    """What adaptive average pooling of all dimensions shares."""

    shown = ("output_size",)

    def __init__(self, output_size):
        super().__init__()
        self.output_size = output_size

    def forward(self, input):
        return self.function(input, self.output_size)


class AdaptiveAvgPool1d(AdaptiveAvgPool):
    """The means of as many segments as asked for.

    Shape:
        input: ``(N, C, L)``; the result ``(N, C, output_size)``.

    Example:
        >>> torch.nn.AdaptiveAvgPool1d(2)(torch.tensor([[[1.0, 3.0, 2.0, 0.0]]]))
        tensor([[[2., 1.]]])

    Source: PyTorch 0.4.1, torch.nn.AdaptiveAvgPool1d.
    """

    function = staticmethod(F.adaptive_avg_pool1d)


class AdaptiveAvgPool2d(AdaptiveAvgPool):
    """:class:`AdaptiveAvgPool1d` for images; a size of None is the input's.

    Shape:
        input: ``(N, C, H, W)``; the result ``(N, C, *output_size)``.

    Example:
        >>> torch.nn.AdaptiveAvgPool2d((1, None))(torch.arange(6.0).view(1, 1, 2, 3))
        tensor([[[[1.5000, 2.5000, 3.5000]]]])

    Source: PyTorch 0.4.1, torch.nn.AdaptiveAvgPool2d.
    """

    function = staticmethod(F.adaptive_avg_pool2d)


class AdaptiveAvgPool3d(AdaptiveAvgPool):
    """:class:`AdaptiveAvgPool1d` for volumes.

    Shape:
        input: ``(N, C, D, H, W)``; the result ``(N, C, *output_size)``.

    Example:
        >>> torch.nn.AdaptiveAvgPool3d(1)(torch.arange(8.0).view(1, 1, 2, 2, 2))
        tensor([[[[[3.5000]]]]])

    Source: PyTorch 0.4.1, torch.nn.AdaptiveAvgPool3d.
    """

    function = staticmethod(F.adaptive_avg_pool3d)


class AdaptiveMaxPool(Shown):
    """What adaptive max-pooling of all dimensions shares."""

    shown = ("output_size",)

    def __init__(self, output_size, return_indices=False):
        super().__init__()
        self.output_size, self.return_indices = output_size, return_indices

    def forward(self, input):
        return self.function(input, self.output_size, self.return_indices)


class AdaptiveMaxPool1d(AdaptiveMaxPool):
    """The largest elements of as many segments as asked for.

    Shape:
        input: ``(N, C, L)``; the result ``(N, C, output_size)``.

    Example:
        >>> torch.nn.AdaptiveMaxPool1d(2)(torch.tensor([[[1.0, 3.0, 2.0, 0.0]]]))
        tensor([[[3., 2.]]])

    Source: PyTorch 0.4.1, torch.nn.AdaptiveMaxPool1d.
    """

    function = staticmethod(F.adaptive_max_pool1d)


class AdaptiveMaxPool2d(AdaptiveMaxPool):
    """:class:`AdaptiveMaxPool1d` for images.

    Shape:
        input: ``(N, C, H, W)``; the result ``(N, C, *output_size)``.

    Example:
        >>> torch.nn.AdaptiveMaxPool2d((1, None))(torch.arange(6.0).view(1, 1, 2, 3))
        tensor([[[[3., 4., 5.]]]])

    Source: PyTorch 0.4.1, torch.nn.AdaptiveMaxPool2d.
    """

    function = staticmethod(F.adaptive_max_pool2d)


class AdaptiveMaxPool3d(AdaptiveMaxPool):
    """:class:`AdaptiveMaxPool1d` for volumes.

    Shape:
        input: ``(N, C, D, H, W)``; the result ``(N, C, *output_size)``.

    Example:
        >>> torch.nn.AdaptiveMaxPool3d(1)(torch.arange(8.0).view(1, 1, 2, 2, 2))
        tensor([[[[[7.]]]]])

    Source: PyTorch 0.4.1, torch.nn.AdaptiveMaxPool3d.
    """

    function = staticmethod(F.adaptive_max_pool3d)
