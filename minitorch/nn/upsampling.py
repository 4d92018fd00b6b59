"""Upsampling and the like as modules."""

import warnings

from . import functional as F
from . import release
from .functional.upsampling import interpolate
from .module import Module

__all__ = ["Fold", "PixelShuffle", "Unfold"]
__all__ += ["Upsample", "UpsamplingBilinear2d", "UpsamplingNearest2d"]


class Upsample(Module):
    """Images of another size; see :func:`minitorch.nn.functional.interpolate`.

    Source: PyTorch 0.4.1, torch.nn.Upsample.
    """

    def __init__(self, size=None, scale_factor=None, mode="nearest", align_corners=None):
        super().__init__()
        self.size, self.scale_factor = size, scale_factor
        self.mode, self.align_corners = mode, align_corners

    def forward(self, input):
        deprecated("Upsampling")
        return interpolate(input, self.size, self.scale_factor, self.mode, self.align_corners)

    def extra_repr(self):
        sized = f"size={self.size}"
        if self.scale_factor is not None:
            sized = f"scale_factor={self.scale_factor}"
        return f"{sized}, mode={self.mode}"


def deprecated(name):
    """Warn that a module is a function now."""
    if release.DEPRECATES_UPSAMPLE:
        warnings.warn(
            f"nn.{name} is deprecated. Use nn.functional.interpolate instead.", stacklevel=4
        )


class UpsamplingNearest2d(Upsample):
    """:class:`Upsample` with the nearest elements. Source: PyTorch 0.4.1."""

    def __init__(self, size=None, scale_factor=None):
        super().__init__(size, scale_factor, mode="nearest")

    def forward(self, input):
        deprecated("UpsamplingNearest2d")
        return super().forward(input)


class UpsamplingBilinear2d(Upsample):
    """:class:`Upsample` with interpolation and aligned corners. Source: PyTorch 0.4.1."""

    def __init__(self, size=None, scale_factor=None):
        super().__init__(size, scale_factor, mode="bilinear", align_corners=True)

    def forward(self, input):
        deprecated("UpsamplingBilinear2d")
        return super().forward(input)


class PixelShuffle(Module):
    """Groups of channels laid out as squares of elements. Source: PyTorch 0.4.1."""

    def __init__(self, upscale_factor):
        super().__init__()
        self.upscale_factor = upscale_factor

    def forward(self, input):
        return F.pixel_shuffle(input, self.upscale_factor)

    def extra_repr(self):
        return f"upscale_factor={self.upscale_factor}"


class Unfold(Module):
    """Every window of images as a column. Source: PyTorch 0.4.1, torch.nn.Unfold.

    Shape:
        input: ``(n, channels, height, width)``; the result ``(n, channels * prod(kernel_size),
        places)``.
    """

    shown = ("kernel_size", "dilation", "padding", "stride")

    def __init__(self, kernel_size, dilation=1, padding=0, stride=1):
        super().__init__()
        self.kernel_size, self.dilation = kernel_size, dilation
        self.padding, self.stride = padding, stride

    def forward(self, input):
        return F.unfold(input, self.kernel_size, self.dilation, self.padding, self.stride)

    def extra_repr(self):
        return ", ".join([f"{name}={getattr(self, name)}" for name in self.shown])


class Fold(Unfold):
    """Images to which every column is added as a window. Source: PyTorch 0.4.1, torch.nn.Fold.

    Shape:
        input: ``(n, channels * prod(kernel_size), places)``; the result
        ``(n, channels, *output_size)``.
    """

    shown = ("output_size", *Unfold.shown)

    def __init__(self, output_size, kernel_size, dilation=1, padding=0, stride=1):
        super().__init__(kernel_size, dilation, padding, stride)
        self.output_size = output_size

    def forward(self, input):
        return F.fold(
            input, self.output_size, self.kernel_size, self.dilation, self.padding, self.stride
        )
