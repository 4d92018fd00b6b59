"""Padding as modules."""

from . import functional as F
from .convolution import every
from .module import Module

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

    Source: PyTorch 0.4.1, torch.nn.ConstantPad1d.
    """

    rank = 1


class ConstantPad2d(ConstantPad):
    """:class:`ConstantPad1d` for images: ``(left, right, top, bottom)``. Source: 0.4.1."""

    rank = 2


class ConstantPad3d(ConstantPad):
    """:class:`ConstantPad1d` for volumes. Source: PyTorch 0.4.1, torch.nn.ConstantPad3d."""

    rank = 3


class ZeroPad2d(ConstantPad2d):
    """An image with zeros around it. Source: PyTorch 0.4.1, torch.nn.ZeroPad2d."""

    def __init__(self, padding):
        super().__init__(padding, 0)


class ReflectionPad1d(Pad):
    """A sequence reflected at its ends. Source: PyTorch 0.4.1, torch.nn.ReflectionPad1d."""

    rank, mode = 1, "reflect"


class ReflectionPad2d(Pad):
    """An image reflected at its borders. Source: PyTorch 0.4.1, torch.nn.ReflectionPad2d."""

    rank, mode = 2, "reflect"


class ReplicationPad1d(Pad):
    """A sequence with its ends repeated. Source: PyTorch 0.4.1, torch.nn.ReplicationPad1d."""

    rank, mode = 1, "replicate"


class ReplicationPad2d(Pad):
    """An image with its borders repeated. Source: PyTorch 0.4.1, torch.nn.ReplicationPad2d."""

    rank, mode = 2, "replicate"


class ReplicationPad3d(Pad):
    """A volume with its borders repeated. Source: PyTorch 0.4.1, torch.nn.ReplicationPad3d."""

    rank, mode = 3, "replicate"
