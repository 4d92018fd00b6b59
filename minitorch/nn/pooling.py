"""Pooling as modules."""

from . import functional as F
from .convolution import every
from .module import Module

__all__ = ["MaxPool1d", "MaxPool2d", "MaxPool3d", "MaxUnpool1d", "MaxUnpool2d", "MaxUnpool3d"]
__all__ += ["AvgPool1d", "AvgPool2d", "AvgPool3d", "LPPool1d", "LPPool2d"]
__all__ += ["AdaptiveAvgPool1d", "AdaptiveAvgPool2d", "AdaptiveAvgPool3d"]
__all__ += ["AdaptiveMaxPool1d", "AdaptiveMaxPool2d", "AdaptiveMaxPool3d"]
__all__ += ["FractionalMaxPool2d"]


class Shown(Module):
    """A module that shows some of its attributes."""

    function, shown = None, ()

    def extra_repr(self):
        return ", ".join([f"{name}={getattr(self, name)}" for name in self.shown])


class MaxPool(Shown):
    """What max-pooling of all dimensions shares."""

    shown = ("kernel_size", "stride", "padding", "dilation", "ceil_mode")

    def __init__(
        self,
        kernel_size,
        stride=None,
        padding=0,
        dilation=1,
        return_indices=False,
        ceil_mode=False,
    ):
        super().__init__()
        self.kernel_size, self.stride = kernel_size, stride or kernel_size
        self.padding, self.dilation = padding, dilation
        self.return_indices, self.ceil_mode = return_indices, ceil_mode

    def forward(self, input):
        return self.function(
            input,
            self.kernel_size,
            self.stride,
            self.padding,
            self.dilation,
            self.ceil_mode,
            self.return_indices,
        )


class MaxPool1d(MaxPool):
    """The largest element of each window of a sequence.

    Args:
        stride: by default the size of the window.
        return_indices: whether to return also where the elements are, for :class:`MaxUnpool1d`.
        ceil_mode: whether the last window may go beyond the end.

    Shape:
        input: ``(n, channels, size)``; the result ``(n, channels, places)``.

    Source: PyTorch 0.4.1, torch.nn.MaxPool1d.
    """

    function = staticmethod(F.max_pool1d)


class MaxPool2d(MaxPool):
    """:class:`MaxPool1d` for images. Source: PyTorch 0.4.1, torch.nn.MaxPool2d."""

    function = staticmethod(F.max_pool2d)


class MaxPool3d(MaxPool):
    """:class:`MaxPool1d` for volumes. Source: PyTorch 0.4.1, torch.nn.MaxPool3d."""

    function = staticmethod(F.max_pool3d)


class MaxUnpool(Shown):
    """What unpooling of all dimensions shares."""

    rank, shown = None, ("kernel_size", "stride", "padding")

    def __init__(self, kernel_size, stride=None, padding=0):
        super().__init__()
        self.kernel_size = every(kernel_size, self.rank)
        self.stride = every(stride or kernel_size, self.rank)
        self.padding = every(padding, self.rank)

    def forward(self, input, indices, output_size=None):
        return self.function(
            input, indices, self.kernel_size, self.stride, self.padding, output_size
        )


class MaxUnpool1d(MaxUnpool):
    """Zeros with the elements of the input where max-pooling found them.

    Source: PyTorch 0.4.1, torch.nn.MaxUnpool1d.
    """

    rank, function = 1, staticmethod(F.max_unpool1d)


class MaxUnpool2d(MaxUnpool):
    """:class:`MaxUnpool1d` for images. Source: PyTorch 0.4.1, torch.nn.MaxUnpool2d."""

    rank, function = 2, staticmethod(F.max_unpool2d)


class MaxUnpool3d(MaxUnpool):
    """:class:`MaxUnpool1d` for volumes. Source: PyTorch 0.4.1, torch.nn.MaxUnpool3d."""

    rank, function = 3, staticmethod(F.max_unpool3d)


class AvgPool(Shown):
    """What average pooling of all dimensions shares."""

    shown = ("kernel_size", "stride", "padding")

    def __init__(
        self, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True
    ):
        super().__init__()
        self.kernel_size, self.stride, self.padding = kernel_size, stride or kernel_size, padding
        self.ceil_mode, self.count_include_pad = ceil_mode, count_include_pad

    def forward(self, input):
        return self.function(
            input,
            self.kernel_size,
            self.stride,
            self.padding,
            self.ceil_mode,
            self.count_include_pad,
        )


class AvgPool1d(AvgPool):
    """The mean of each window of a sequence.

    Args:
        stride: by default the size of the window.
        ceil_mode: whether the last window may go beyond the end.
        count_include_pad: whether the zeros of the padding count.

    Source: PyTorch 0.4.1, torch.nn.AvgPool1d.
    """

    function = staticmethod(F.avg_pool1d)

    def __init__(
        self, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True
    ):
        stride = kernel_size if stride is None else stride
        window = [every(value, 1) for value in (kernel_size, stride, padding)]
        super().__init__(*window, ceil_mode, count_include_pad)


class AvgPool2d(AvgPool):
    """:class:`AvgPool1d` for images. Source: PyTorch 0.4.1, torch.nn.AvgPool2d."""

    function = staticmethod(F.avg_pool2d)


class AvgPool3d(AvgPool):
    """:class:`AvgPool1d` for volumes. Source: PyTorch 0.4.1, torch.nn.AvgPool3d."""

    function = staticmethod(F.avg_pool3d)


class LPPool(Shown):
    """What power-average pooling of all dimensions shares."""

    shown = ("norm_type", "kernel_size", "stride", "ceil_mode")

    def __init__(self, norm_type, kernel_size, stride=None, ceil_mode=False):
        super().__init__()
        self.norm_type, self.kernel_size = norm_type, kernel_size
        self.stride, self.ceil_mode = stride, ceil_mode

    def forward(self, input):
        return self.function(input, self.norm_type, self.kernel_size, self.stride, self.ceil_mode)


class LPPool1d(LPPool):
    """The root of the sum of powers of each window. Source: PyTorch 0.4.1, nn.LPPool1d."""

    function = staticmethod(F.lp_pool1d)


class LPPool2d(LPPool):
    """:class:`LPPool1d` for images. Source: PyTorch 0.4.1, torch.nn.LPPool2d."""

    function = staticmethod(F.lp_pool2d)


class AdaptiveAvgPool(Shown):
    """What adaptive average pooling of all dimensions shares."""

    shown = ("output_size",)

    def __init__(self, output_size):
        super().__init__()
        self.output_size = output_size

    def forward(self, input):
        return self.function(input, self.output_size)


class AdaptiveAvgPool1d(AdaptiveAvgPool):
    """The means of as many segments as asked for. Source: PyTorch 0.4.1, AdaptiveAvgPool1d."""

    function = staticmethod(F.adaptive_avg_pool1d)


class AdaptiveAvgPool2d(AdaptiveAvgPool):
    """:class:`AdaptiveAvgPool1d` for images; a size of None is the input's. Source: 0.4.1."""

    function = staticmethod(F.adaptive_avg_pool2d)


class AdaptiveAvgPool3d(AdaptiveAvgPool):
    """:class:`AdaptiveAvgPool1d` for volumes. Source: PyTorch 0.4.1, AdaptiveAvgPool3d."""

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
    """The largest elements of as many segments as asked for. Source: PyTorch 0.4.1."""

    function = staticmethod(F.adaptive_max_pool1d)


class AdaptiveMaxPool2d(AdaptiveMaxPool):
    """:class:`AdaptiveMaxPool1d` for images. Source: PyTorch 0.4.1, AdaptiveMaxPool2d."""

    function = staticmethod(F.adaptive_max_pool2d)


class AdaptiveMaxPool3d(AdaptiveMaxPool):
    """:class:`AdaptiveMaxPool1d` for volumes. Source: PyTorch 0.4.1, AdaptiveMaxPool3d."""

    function = staticmethod(F.adaptive_max_pool3d)


class FractionalMaxPool2d(Module):
    """The largest element of windows that are placed at random (Graham, 2014).

    Args:
        output_size: how many windows there are along each dimension.
        output_ratio: the same, as a part of the size of the input.

    Raises:
        ValueError: unless one of the two is given, and a ratio is between 0 and 1.

    Source: PyTorch 0.4.1, torch.nn.FractionalMaxPool2d.
    """

    def __init__(
        self,
        kernel_size,
        output_size=None,
        output_ratio=None,
        return_indices=False,
        _random_samples=None,
    ):
        super().__init__()
        self.kernel_size, self.return_indices = every(kernel_size, 2), return_indices
        self.register_buffer("_random_samples", _random_samples)
        self.output_size = None if output_size is None else every(output_size, 2)
        self.output_ratio = None if output_ratio is None else every(output_ratio, 2)
        if output_size is None and output_ratio is None:
            raise ValueError(
                "FractionalMaxPool2d requires specifying either an output size, or a pooling ratio"
            )
        if output_size is not None and output_ratio is not None:
            raise ValueError("only one of output_size and output_ratio may be specified")
        if output_ratio is not None and not all(0 < ratio < 1 for ratio in self.output_ratio):
            raise ValueError(f"output_ratio must be between 0 and 1 (got {output_ratio})")

    def forward(self, input):
        samples = self._random_samples
        return F.fractional_max_pool2d(
            input,
            self.kernel_size,
            self.output_size,
            self.output_ratio,
            self.return_indices,
            _random_samples=samples,
        )
