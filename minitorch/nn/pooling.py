"""Pooling as modules."""

from . import functional as F
from .module import Module
from .repeating import every
from .shown import Shown

__all__ = ["MaxPool1d", "MaxPool2d", "MaxPool3d", "MaxUnpool1d", "MaxUnpool2d", "MaxUnpool3d"]
__all__ += ["AvgPool1d", "AvgPool2d", "AvgPool3d", "LPPool1d", "LPPool2d"]
__all__ += ["FractionalMaxPool2d"]


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
        input: ``(N, C, L)``; the result ``(N, C, L_out)`` with
        ``L_out = floor((L + 2 * padding - dilation * (kernel_size - 1) - 1) / stride) + 1``, or the
        ceiling with ``ceil_mode``.

    Raises:
        RuntimeError: if ``padding`` is more than half of ``kernel_size``, or the result has no
            place.

    Example:
        >>> torch.nn.MaxPool1d(2)(torch.tensor([[[1.0, 3.0, 2.0, 0.0, 9.0]]]))
        tensor([[[3., 2.]]])

    Source: PyTorch 0.4.1, torch.nn.MaxPool1d.
    """

    function = staticmethod(F.max_pool1d)


class MaxPool2d(MaxPool):
    """:class:`MaxPool1d` for images.

    Shape:
        input: ``(N, C, H, W)``; the result ``(N, C, H_out, W_out)``, each as of :class:`MaxPool1d`.

    Example:
        >>> torch.nn.MaxPool2d(2)(torch.arange(16.0).view(1, 1, 4, 4))
        tensor([[[[ 5.,  7.],
                  [13., 15.]]]])

    Source: PyTorch 0.4.1, torch.nn.MaxPool2d.
    """

    function = staticmethod(F.max_pool2d)


class MaxPool3d(MaxPool):
    """:class:`MaxPool1d` for volumes.

    Shape:
        input: ``(N, C, D, H, W)``; the result ``(N, C, D_out, H_out, W_out)``.

    Example:
        >>> torch.nn.MaxPool3d(2)(torch.arange(8.0).view(1, 1, 2, 2, 2))
        tensor([[[[[7.]]]]])

    Source: PyTorch 0.4.1, torch.nn.MaxPool3d.
    """

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

    Shape:
        input, indices: ``(N, C, L)``; the result ``(N, C, L_out)`` with
        ``L_out = (L - 1) * stride - 2 * padding + kernel_size``, or of ``output_size``.

    Raises:
        ValueError: if ``output_size`` is not within a stride of that.

    Example:
        >>> pool = torch.nn.MaxPool1d(2, return_indices=True)
        >>> output, indices = pool(torch.tensor([[[1.0, 3.0, 2.0, 0.0]]]))
        >>> torch.nn.MaxUnpool1d(2)(output, indices)
        tensor([[[0., 3., 2., 0.]]])

    Source: PyTorch 0.4.1, torch.nn.MaxUnpool1d.
    """

    rank, function = 1, staticmethod(F.max_unpool1d)


class MaxUnpool2d(MaxUnpool):
    """:class:`MaxUnpool1d` for images.

    Shape:
        input, indices: ``(N, C, H, W)``; the result ``(N, C, H_out, W_out)``.

    Example:
        >>> pool = torch.nn.MaxPool2d(2, return_indices=True)
        >>> output, indices = pool(torch.arange(4.0).view(1, 1, 2, 2))
        >>> torch.nn.MaxUnpool2d(2)(output, indices)
        tensor([[[[0., 0.],
                  [0., 3.]]]])

    Source: PyTorch 0.4.1, torch.nn.MaxUnpool2d.
    """

    rank, function = 2, staticmethod(F.max_unpool2d)


class MaxUnpool3d(MaxUnpool):
    """:class:`MaxUnpool1d` for volumes.

    Shape:
        input, indices: ``(N, C, D, H, W)``; the result ``(N, C, D_out, H_out, W_out)``.

    Example:
        >>> pool = torch.nn.MaxPool3d(2, return_indices=True)
        >>> output, indices = pool(torch.arange(8.0).view(1, 1, 2, 2, 2))
        >>> torch.nn.MaxUnpool3d(2)(output, indices).view(8)
        tensor([0., 0., 0., 0., 0., 0., 0., 7.])

    Source: PyTorch 0.4.1, torch.nn.MaxUnpool3d.
    """

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

    Shape:
        input: ``(N, C, L)``; the result ``(N, C, L_out)`` with
        ``L_out = floor((L + 2 * padding - kernel_size) / stride) + 1``, or the ceiling with
        ``ceil_mode``.

    Example:
        >>> torch.nn.AvgPool1d(2)(torch.tensor([[[1.0, 3.0, 2.0, 0.0]]]))
        tensor([[[2., 1.]]])

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
    """:class:`AvgPool1d` for images.

    Shape:
        input: ``(N, C, H, W)``; the result ``(N, C, H_out, W_out)``, each as of :class:`AvgPool1d`.

    Example:
        >>> torch.nn.AvgPool2d(2)(torch.arange(16.0).view(1, 1, 4, 4))
        tensor([[[[ 2.5000,  4.5000],
                  [10.5000, 12.5000]]]])

    Source: PyTorch 0.4.1, torch.nn.AvgPool2d.
    """

    function = staticmethod(F.avg_pool2d)


class AvgPool3d(AvgPool):
    """:class:`AvgPool1d` for volumes.

    Shape:
        input: ``(N, C, D, H, W)``; the result ``(N, C, D_out, H_out, W_out)``.

    Example:
        >>> torch.nn.AvgPool3d(2)(torch.arange(8.0).view(1, 1, 2, 2, 2))
        tensor([[[[[3.5000]]]]])

    Source: PyTorch 0.4.1, torch.nn.AvgPool3d.
    """

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
    """The ``norm_type``-th root of the sum of that power of each window.

    Shape:
        input: ``(N, C, L)``; the result ``(N, C, L_out)`` with
        ``L_out = floor((L - kernel_size) / stride) + 1``, or the ceiling with ``ceil_mode``.

    Example:
        >>> torch.nn.LPPool1d(2, 2)(torch.tensor([[[3.0, 4.0, 0.0, 1.0]]]))
        tensor([[[5., 1.]]])

    Source: PyTorch 0.4.1, torch.nn.LPPool1d.
    """

    function = staticmethod(F.lp_pool1d)


class LPPool2d(LPPool):
    """:class:`LPPool1d` for images.

    Shape:
        input: ``(N, C, H, W)``; the result ``(N, C, H_out, W_out)``, each as of :class:`LPPool1d`.

    Example:
        >>> torch.nn.LPPool2d(2, 2)(torch.ones(1, 1, 2, 2))
        tensor([[[[2.]]]])

    Source: PyTorch 0.4.1, torch.nn.LPPool2d.
    """

    function = staticmethod(F.lp_pool2d)


class FractionalMaxPool2d(Module):
    """The largest element of windows that are placed at random (Graham, 2014).

    Args:
        output_size: how many windows there are along each dimension.
        output_ratio: the same, as a part of the size of the input.

    Shape:
        input: ``(N, C, H, W)``; the result ``(N, C, *output_size)``, or the ratios of ``H`` and
        ``W``.

    Raises:
        ValueError: unless one of the two is given, and a ratio is between 0 and 1.

    Example:
        >>> torch.nn.FractionalMaxPool2d(2, output_ratio=0.5)(torch.zeros(1, 1, 8, 6)).shape
        torch.Size([1, 1, 4, 3])

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
