"""Operators on the bits of integers, and division that leaves no fraction."""

from ..cases import Whole, WholeOperand, case
from ..errors import type_of
from ..op import composite, pointwise

BITS = dict(torch=False, method=False, cases=[case((3, 4), (3, 4)), case((3, 4), other=2)])


def check_whole(name, array):
    """Raise unless ``array`` holds integers."""
    if array.dtype.kind not in "iu":
        raise RuntimeError(f"{name} is not implemented for type {type_of(array)}")


@pointwise(operator="and", **BITS)
def bitwise_and(xp, input: Whole, other: WholeOperand):
    """Return the bits that both have. Source: PyTorch 0.4.1, Tensor.__and__."""
    check_whole("__and__", input)
    return input & other


@pointwise(operator="or", **BITS)
def bitwise_or(xp, input: Whole, other: WholeOperand):
    """Return the bits that either has. Source: PyTorch 0.4.1, Tensor.__or__."""
    check_whole("__or__", input)
    return input | other


@pointwise(operator="xor", **BITS)
def bitwise_xor(xp, input: Whole, other: WholeOperand):
    """Return the bits that just one has. Source: PyTorch 0.4.1, Tensor.__xor__."""
    check_whole("__xor__", input)
    return input ^ other


@pointwise(operator="lshift", live="bitwise_left_shift", **BITS)
def left_shift(xp, input: Whole, other: WholeOperand):
    """Move the bits to higher places; of floats, double as often. Source: 0.4.1, __lshift__."""
    return input << other if input.dtype.kind != "f" else input * input.dtype.type(2) ** other


@pointwise(operator="rshift", live="bitwise_right_shift", **BITS)
def right_shift(xp, input: Whole, other: WholeOperand):
    """Move the bits to lower places; of floats, halve as often. Source: 0.4.1, __rshift__."""
    return input >> other if input.dtype.kind != "f" else input / input.dtype.type(2) ** other


@composite(torch=False)
def __invert__(self):
    """Return the opposite bits of a ByteTensor. Source: PyTorch 0.4.1, torch/tensor.py."""
    if self.type() != "torch.ByteTensor":
        raise TypeError("~ (operator.invert) is only implemented on byte tensors")
    return 1 - self


@composite(torch=False)
def __floordiv__(self, other):
    """Divide and drop the fraction, towards zero. Source: PyTorch 0.4.1, torch/tensor.py."""
    result = self / other
    return result.trunc() if result.is_floating_point() else result


@composite(torch=False)
def __rfloordiv__(self, other):
    """Divide a number and drop the fraction, towards zero. Source: 0.4.1, torch/tensor.py."""
    result = other / self
    return result.trunc() if result.is_floating_point() else result
