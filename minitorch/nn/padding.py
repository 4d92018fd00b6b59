"""Padding as modules."""

from . import functional as F
from .module import Module
from .repeating import every

__all__ = ["ConstantPad1d", "ConstantPad2d", "ConstantPad3d", "ZeroPad2d"]
__all__ += ["ReflectionPad1d", "ReflectionPad2d"]
__all__ += ["ReplicationPad1d", "ReplicationPad2d", "ReplicationPad3d"]


class Pad(Module):
    """What paddings share: how many elements go before and after each dimension."""

    rank, mode = None, None

    def __init__(self, padding):
        super().__init__()
        self.padding = every(padding, 2 * self.rank)

    def forward(self, input):
        return F.pad(input, self.padding, self.mode)

    def extra_repr(self):
        return f"{self.padding}"


class ConstantPad(Pad):
    """Padding with a number."""

    mode = "constant"

    def __init__(self, padding, value):
        super().__init__(padding)
        self.value = value

    def forward(self, input):
        return F.pad(input, self.padding, self.mode, self.value)

    def extra_repr(self):
        return f"padding={self.padding}, value={self.value}"


class ConstantPad1d(ConstantPad):
    """A sequence with a number before and after it.

    Args:
        padding: how many on each side: an int, or ``(before, after)``.

    Shape:
        input: ``(N, C, L)``; the result ``(N, C, before + L + after)``.

    Example:
        >>> torch.nn.ConstantPad1d((1, 2), 9)(torch.ones(1, 1, 2))
        tensor([[[9., 1., 1., 9., 9.]]])

    Source: PyTorch 0.4.1, torch.nn.ConstantPad1d.
    """

    rank = 1


class ConstantPad2d(ConstantPad):
    """:class:`ConstantPad1d` for images: ``(left, right, top, bottom)``.

    Shape:
        input: ``(N, C, H, W)``; the result ``(N, C, top + H + bottom, left + W + right)``.

    Example:
        >>> torch.nn.ConstantPad2d((1, 0, 0, 1), 9)(torch.ones(1, 1, 2, 2))
        tensor([[[[9., 1., 1.],
                  [9., 1., 1.],
                  [9., 9., 9.]]]])

    Source: PyTorch 0.4.1, torch.nn.ConstantPad2d.
    """

    rank = 2


class ConstantPad3d(ConstantPad):
    """:class:`ConstantPad1d` for volumes: ``(left, right, top, bottom, front, back)``.

    Shape:
        input: ``(N, C, D, H, W)``; the result ``(N, C, D_out, H_out, W_out)``.

    Example:
        >>> torch.nn.ConstantPad3d((0, 0, 0, 0, 1, 0), 9)(torch.ones(1, 1, 1, 1, 2))
        tensor([[[[[9., 9.]],
        <BLANKLINE>
                  [[1., 1.]]]]])

    Source: PyTorch 0.4.1, torch.nn.ConstantPad3d.
    """

    rank = 3


class ZeroPad2d(ConstantPad2d):
    """An image with zeros around it.

    Shape:
        input: ``(N, C, H, W)``; the result ``(N, C, top + H + bottom, left + W + right)``.

    Example:
        >>> torch.nn.ZeroPad2d(1)(torch.ones(1, 1, 1, 1))
        tensor([[[[0., 0., 0.],
                  [0., 1., 0.],
                  [0., 0., 0.]]]])

    Source: PyTorch 0.4.1, torch.nn.ZeroPad2d.
    """

    def __init__(self, padding):
        super().__init__(padding, 0)


class ReflectionPad1d(Pad):
    """A sequence reflected at its ends.

    Shape:
        input: ``(N, C, L)``; the result ``(N, C, before + L + after)``.

    Raises:
        RuntimeError: if there is less to reflect than asked for.

    Example:
        >>> torch.nn.ReflectionPad1d(2)(torch.tensor([[[1.0, 2.0, 3.0]]]))
        tensor([[[3., 2., 1., 2., 3., 2., 1.]]])

    Source: PyTorch 0.4.1, torch.nn.ReflectionPad1d.
    """

    rank, mode = 1, "reflect"


class ReflectionPad2d(Pad):
    """An image reflected at its borders.

    Shape:
        input: ``(N, C, H, W)``; the result ``(N, C, top + H + bottom, left + W + right)``.

    Raises:
        RuntimeError: if there is less to reflect than asked for.

    Example:
        >>> torch.nn.ReflectionPad2d((1, 0, 1, 0))(torch.arange(4.0).view(1, 1, 2, 2))
        tensor([[[[3., 2., 3.],
                  [1., 0., 1.],
                  [3., 2., 3.]]]])

    Source: PyTorch 0.4.1, torch.nn.ReflectionPad2d.
    """

    rank, mode = 2, "reflect"


class ReplicationPad1d(Pad):
    """A sequence with its ends repeated.

    Shape:
        input: ``(N, C, L)``; the result ``(N, C, before + L + after)``.

    Example:
        >>> torch.nn.ReplicationPad1d(2)(torch.tensor([[[1.0, 2.0, 3.0]]]))
        tensor([[[1., 1., 1., 2., 3., 3., 3.]]])

    Source: PyTorch 0.4.1, torch.nn.ReplicationPad1d.
    """

    rank, mode = 1, "replicate"


class ReplicationPad2d(Pad):
    """An image with its borders repeated.

    Shape:
        input: ``(N, C, H, W)``; the result ``(N, C, top + H + bottom, left + W + right)``.

    Example:
        >>> torch.nn.ReplicationPad2d((1, 0, 1, 0))(torch.arange(4.0).view(1, 1, 2, 2))
        tensor([[[[0., 0., 1.],
                  [0., 0., 1.],
                  [2., 2., 3.]]]])

    Source: PyTorch 0.4.1, torch.nn.ReplicationPad2d.
    """

    rank, mode = 2, "replicate"


class ReplicationPad3d(Pad):
    """A volume with its borders repeated.

    Shape:
        input: ``(N, C, D, H, W)``; the result ``(N, C, D_out, H_out, W_out)``.

    Example:
        >>> torch.nn.ReplicationPad3d((1, 1, 0, 0, 0, 0))(torch.tensor([[[[[1.0, 2.0]]]]]))
        tensor([[[[[1., 1., 2., 2.]]]]])

    Source: PyTorch 0.4.1, torch.nn.ReplicationPad3d.
    """

    rank, mode = 3, "replicate"
