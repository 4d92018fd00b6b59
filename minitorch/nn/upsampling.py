"""Upsampling and the like as modules."""

from . import functional as F
from .functional.upsampling import deprecated, interpolate
from .module import Module
from .shown import Shown

__all__ = ["Fold", "PixelShuffle", "Unfold"]
__all__ += ["Upsample", "UpsamplingBilinear2d", "UpsamplingNearest2d"]


class Upsample(Module):
    """Images of another size, by a deprecated name of :func:`~minitorch.nn.functional.interpolate`.

    Shape:
        input: ``(N, C, L)``, ``(N, C, H, W)`` or ``(N, C, D, H, W)``; the result has ``size``, or
        ``floor(scale_factor * n)`` for each ``n`` after the channels.

    Warns:
        UserWarning: when called, for it is deprecated.

    Example:
        >>> torch.nn.Upsample(scale_factor=2, mode="bilinear", align_corners=True)
        Upsample(scale_factor=2, mode=bilinear)

    Source: PyTorch 0.4.1, torch.nn.Upsample.
    """

    def __init__(self, size=None, scale_factor=None, mode="nearest", align_corners=None):
        super().__init__()
        self.size, self.scale_factor = size, scale_factor
        self.mode, self.align_corners = mode, align_corners

    def forward(self, input):
        deprecated("Upsampling", 4)
        return interpolate(input, self.size, self.scale_factor, self.mode, self.align_corners)

    def extra_repr(self):
        sized = f"size={self.size}"
        if self.scale_factor is not None:
            sized = f"scale_factor={self.scale_factor}"
        return f"{sized}, mode={self.mode}"


class UpsamplingNearest2d(Upsample):
    """:class:`Upsample` with the nearest elements.

    Shape:
        input: ``(N, C, H, W)``; the result as of :class:`Upsample`.

    Example:
        >>> torch.nn.UpsamplingNearest2d(scale_factor=2)
        UpsamplingNearest2d(scale_factor=2, mode=nearest)

    Source: PyTorch 0.4.1, torch.nn.UpsamplingNearest2d.
    """

    def __init__(self, size=None, scale_factor=None):
        super().__init__(size, scale_factor, mode="nearest")

    def forward(self, input):
        deprecated("UpsamplingNearest2d", 4)
        return super().forward(input)


class UpsamplingBilinear2d(Upsample):
    """:class:`Upsample` with interpolation and aligned corners.

    Shape:
        input: ``(N, C, H, W)``; the result as of :class:`Upsample`.

    Example:
        >>> torch.nn.UpsamplingBilinear2d(size=(4, 6))
        UpsamplingBilinear2d(size=(4, 6), mode=bilinear)

    Source: PyTorch 0.4.1, torch.nn.UpsamplingBilinear2d.
    """

    def __init__(self, size=None, scale_factor=None):
        super().__init__(size, scale_factor, mode="bilinear", align_corners=True)

    def forward(self, input):
        deprecated("UpsamplingBilinear2d", 4)
        return super().forward(input)


class PixelShuffle(Module):
    """Groups of channels laid out as squares of elements.

    Shape:
        input: ``(N, C * r * r, H, W)`` with ``r = upscale_factor``; the result
        ``(N, C, H * r, W * r)``.

    Example:
        >>> torch.nn.PixelShuffle(2)(torch.tensor([1.0, 2.0, 3.0, 4.0]).view(1, 4, 1, 1))
        tensor([[[[1., 2.],
                  [3., 4.]]]])

    Source: PyTorch 0.4.1, torch.nn.PixelShuffle.
    """

    def __init__(self, upscale_factor):
        super().__init__()
        self.upscale_factor = upscale_factor

    def forward(self, input):
        return F.pixel_shuffle(input, self.upscale_factor)

    def extra_repr(self):
        return f"upscale_factor={self.upscale_factor}"


class Unfold(Shown):
    """Every window of images as a column.

    Shape:
        input: ``(N, C, H, W)``; the result ``(N, C * prod(kernel_size), L)``, where ``L`` counts
        the windows: the product of sizes as of :class:`Conv2d`.

    Example:
        >>> torch.nn.Unfold(2)(torch.arange(6.0).view(1, 1, 2, 3))
        tensor([[[0., 1.],
                 [1., 2.],
                 [3., 4.],
                 [4., 5.]]])

    Source: PyTorch 0.4.1, torch.nn.Unfold.
    """

    shown = ("kernel_size", "dilation", "padding", "stride")

    def __init__(self, kernel_size, dilation=1, padding=0, stride=1):
        super().__init__()
        self.kernel_size, self.dilation = kernel_size, dilation
        self.padding, self.stride = padding, stride

    def forward(self, input):
        return F.unfold(input, self.kernel_size, self.dilation, self.padding, self.stride)


class Fold(Unfold):
    """Images to which every column is added as a window.

    Shape:
        input: ``(N, C * prod(kernel_size), L)``; the result ``(N, C, *output_size)``.

    Example:
        >>> columns = torch.ones(1, 4, 2)
        >>> torch.nn.Fold(output_size=(2, 3), kernel_size=2)(columns)
        tensor([[[[1., 2., 1.],
                  [1., 2., 1.]]]])

    Source: PyTorch 0.4.1, torch.nn.Fold.
    """

    shown = ("output_size", *Unfold.shown)

    def __init__(self, output_size, kernel_size, dilation=1, padding=0, stride=1):
        super().__init__(kernel_size, dilation, padding, stride)
        self.output_size = output_size

    def forward(self, input):
        return F.fold(
            input, self.output_size, self.kernel_size, self.dilation, self.padding, self.stride
        )
