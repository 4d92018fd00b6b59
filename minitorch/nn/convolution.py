"""Convolutions as modules."""

import math

from .. import empty
from . import functional as F
from .module import Module
from .parameter import Parameter
from .repeating import every

__all__ = ["Conv1d", "Conv2d", "Conv3d", "ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d"]


class Convolution(Module):
    """What all convolutions share: weights, how they are drawn, and how they are printed."""

    rank, function = None, None

    def __init__(
        self,
        in_channels,
        out_channels,
        kernel_size,
        stride,
        padding,
        dilation,
        transposed,
        output_padding,
        groups,
        bias,
    ):
        super().__init__()
        for name, channels in (("in_channels", in_channels), ("out_channels", out_channels)):
            if channels % groups != 0:
                raise ValueError(f"{name} must be divisible by groups")
        self.in_channels, self.out_channels = in_channels, out_channels
        self.kernel_size = every(kernel_size, self.rank)
        rank = len(self.kernel_size)
        self.stride, self.padding = every(stride, rank), every(padding, rank)
        self.dilation, self.output_padding = every(dilation, rank), every(output_padding, rank)
        self.transposed, self.groups = transposed, groups
        first, second = in_channels, out_channels
        if not transposed:
            first, second = second, first
        self.weight = Parameter(empty(first, second // groups, *self.kernel_size))
        self.register_parameter("bias", Parameter(empty(out_channels)) if bias else None)
        self.reset_parameters()

    def reset_parameters(self):
        """Draw all parameters uniformly within one over the root of the inputs of a window."""
        bound = 1 / math.sqrt(self.in_channels * math.prod(self.kernel_size))
        for parameter in self.parameters():
            parameter.data.uniform_(-bound, bound)

    def extra_repr(self):
        text = f"{self.in_channels}, {self.out_channels}, kernel_size={self.kernel_size}"
        text += f", stride={self.stride}"
        for name, usual in (("padding", 0), ("dilation", 1), ("output_padding", 0)):
            value = getattr(self, name)
            text += f", {name}={value}" * (value != (usual,) * len(value))
        text += f", groups={self.groups}" * (self.groups != 1)
        return text + ", bias=False" * (self.bias is None)


class Plain(Convolution):
    """A convolution that is not transposed."""

    def __init__(
        self,
        in_channels,
        out_channels,
        kernel_size,
        stride=1,
        padding=0,
        dilation=1,
        groups=1,
        bias=True,
    ):
        super().__init__(
            in_channels,
            out_channels,
            kernel_size,
            stride,
            padding,
            dilation,
            False,
            0,
            groups,
            bias,
        )

    def forward(self, input):
        return self.function(
            input, self.weight, self.bias, self.stride, self.padding, self.dilation, self.groups
        )


class Conv1d(Plain):
    """Each window of a sequence times each filter, plus a bias.

    Shape:
        input: ``(N, in_channels, L)``; the result ``(N, out_channels, L_out)`` with
        ``L_out = floor((L + 2 * padding - dilation * (kernel_size - 1) - 1) / stride) + 1``.
        weight: ``(out_channels, in_channels / groups, kernel_size)``; bias: ``(out_channels,)``.

    Raises:
        ValueError: if the channels cannot be divided into ``groups``.

    Example:
        >>> torch.nn.Conv1d(2, 4, kernel_size=3, stride=2, padding=1)(torch.zeros(1, 2, 10)).shape
        torch.Size([1, 4, 5])

    Source: PyTorch 0.4.1, torch.nn.Conv1d.
    """

    rank, function = 1, staticmethod(F.conv1d)


class Conv2d(Plain):
    """:class:`Conv1d` for images.

    Shape:
        input: ``(N, in_channels, H, W)``; the result ``(N, out_channels, H_out, W_out)``, each size
        as of :class:`Conv1d`.
        weight: ``(out_channels, in_channels / groups, *kernel_size)``.

    Example:
        >>> torch.nn.Conv2d(3, 8, kernel_size=3)(torch.zeros(1, 3, 28, 28)).shape
        torch.Size([1, 8, 26, 26])

    Source: PyTorch 0.4.1, torch.nn.Conv2d.
    """

    rank, function = 2, staticmethod(F.conv2d)


class Conv3d(Plain):
    """:class:`Conv1d` for volumes.

    Shape:
        input: ``(N, in_channels, D, H, W)``; the result ``(N, out_channels, D_out, H_out, W_out)``,
        each size as of :class:`Conv1d`.
        weight: ``(out_channels, in_channels / groups, *kernel_size)``.

    Example:
        >>> torch.nn.Conv3d(1, 2, kernel_size=(1, 3, 3))(torch.zeros(1, 1, 4, 8, 8)).shape
        torch.Size([1, 2, 4, 6, 6])

    Source: PyTorch 0.4.1, torch.nn.Conv3d.
    """

    rank, function = 3, staticmethod(F.conv3d)


class Transposed(Convolution):
    """A transposed convolution."""

    def __init__(
        self,
        in_channels,
        out_channels,
        kernel_size,
        stride=1,
        padding=0,
        output_padding=0,
        groups=1,
        bias=True,
        dilation=1,
    ):
        super().__init__(
            in_channels,
            out_channels,
            kernel_size,
            stride,
            padding,
            dilation,
            True,
            output_padding,
            groups,
            bias,
        )

    def forward(self, input, output_size=None):
        """Return the result, of ``output_size`` if that is given."""
        extra = self.output_padding_for(input, output_size)
        return self.function(
            input,
            self.weight,
            self.bias,
            self.stride,
            self.padding,
            extra,
            self.groups,
            self.dilation,
        )

    def output_padding_for(self, input, output_size):
        """Return the output padding that makes the result as large as asked.

        Raises:
            ValueError: if none does.
        """
        if output_size is None:
            return self.output_padding
        rank, wanted = input.dim() - 2, list(output_size)
        wanted = wanted[2:] if len(wanted) == rank + 2 else wanted
        if len(wanted) != rank:
            raise ValueError(
                f"output_size must have {rank} or {rank + 2} elements (got {len(wanted)})"
            )
        each = zip(input.size()[2:], self.stride, self.padding, self.kernel_size, strict=True)
        least = [(n - 1) * s - 2 * p + k for n, s, p, k in each]
        most = [n + s - 1 for n, s in zip(least, self.stride, strict=True)]
        if any(not low <= n <= high for n, low, high in zip(wanted, least, most, strict=True)):
            raise ValueError(
                f"requested an output size of {wanted}, but valid sizes range from {least} to "
                f"{most} (for an input of {input.size()[2:]})"
            )
        return tuple([n - low for n, low in zip(wanted, least, strict=True)])


class ConvTranspose1d(Transposed):
    """Filters laid side by side, each times an element of the input, and summed.

    It undoes the change of shape that :class:`Conv1d` makes.

    Args:
        output_padding: how much longer the result is on one side.

    Shape:
        input: ``(N, in_channels, L)``; the result ``(N, out_channels, L_out)`` with
        ``L_out = (L - 1) * stride - 2 * padding + dilation * (K - 1) + output_padding + 1``, where
        ``K`` is ``kernel_size``.
        weight: ``(in_channels, out_channels / groups, kernel_size)``; bias: ``(out_channels,)``.

    Raises:
        ValueError: if the channels cannot be divided into ``groups``.

    Example:
        >>> layer = torch.nn.ConvTranspose1d(4, 2, kernel_size=3, stride=2, padding=1)
        >>> layer(torch.zeros(1, 4, 5)).shape
        torch.Size([1, 2, 9])
        >>> layer(torch.zeros(1, 4, 5), output_size=[10]).shape
        torch.Size([1, 2, 10])

    Source: PyTorch 0.4.1, torch.nn.ConvTranspose1d.
    """

    rank, function = 1, staticmethod(F.conv_transpose1d)


class ConvTranspose2d(Transposed):
    """:class:`ConvTranspose1d` for images.

    Shape:
        input: ``(N, in_channels, H, W)``; the result ``(N, out_channels, H_out, W_out)``, each size
        as of :class:`ConvTranspose1d`.

    Example:
        >>> torch.nn.ConvTranspose2d(4, 1, kernel_size=2, stride=2)(torch.zeros(1, 4, 7, 7)).shape
        torch.Size([1, 1, 14, 14])

    Source: PyTorch 0.4.1, torch.nn.ConvTranspose2d.
    """

    rank, function = 2, staticmethod(F.conv_transpose2d)


class ConvTranspose3d(Transposed):
    """:class:`ConvTranspose1d` for volumes.

    Shape:
        input: ``(N, in_channels, D, H, W)``; the result ``(N, out_channels, D_out, H_out, W_out)``,
        each size as of :class:`ConvTranspose1d`.

    Example:
        >>> layer = torch.nn.ConvTranspose3d(4, 1, kernel_size=2, stride=2)
        >>> layer(torch.zeros(1, 4, 2, 3, 3)).shape
        torch.Size([1, 1, 4, 6, 6])

    Source: PyTorch 0.4.1, torch.nn.ConvTranspose3d.
    """

    rank, function = 3, staticmethod(F.conv_transpose3d)
