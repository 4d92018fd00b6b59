"""Operators of 0.3 as the methods they call, in its order: it shows in error messages.

Source: PyTorch 0.3.1, torch/tensor.py and torch/autograd/variable.py.
"""

import numpy as np

from ..surface import reflected, refused_power
from .own_ops import power_of
from .signature import title

METHODS = {  # operator: the method that has its arguments
    "__add__": "add",
    "__radd__": "add",
    "__iadd__": "add_",
    "__sub__": "sub",
    "__isub__": "sub_",
    "__mul__": "mul",
    "__rmul__": "mul",
    "__imul__": "mul_",
    "__truediv__": "div",
    "__itruediv__": "div_",
    "__mod__": "remainder",
    "__imod__": "remainder_",
    "__pow__": "pow",
    "__ipow__": "pow_",
    "__neg__": "neg",
    "__eq__": "eq",
    "__ne__": "ne",
    "__lt__": "lt",
    "__le__": "le",
    "__gt__": "gt",
    "__ge__": "ge",
    "__matmul__": "matmul",
}


def filled_like(tensor, value):
    """Return a tensor of the type and size of ``tensor`` with ``value`` everywhere."""
    return tensor._full(tensor._array.shape, 0).fill_(value)


def reversed_sub(self, other):
    """Return ``other - self`` for a number."""
    return filled_like(self, other).sub_(self)


def reversed_div(self, other):
    """Return ``other / self`` for a number; of integers, the whole part."""
    return filled_like(self, other).div_(self)


def check_powers(tensor):
    """Raise TypeError if tensors of this type have no powers."""
    kind = type(tensor._plain())
    if "pow" in kind.missing:
        raise TypeError(f"Type {title(kind)} doesn't implement stateless method pow")


def reversed_pow(self, other):
    """Return ``other ** self`` for a number."""
    check_powers(self)
    return self._full(self._array.shape, other).pow(self)


def power_of_number(self, other):
    """Return ``other ** self`` for a number and a Variable."""
    check_powers(self)
    return power_of(self, other)


def inverted(self):
    """Return ``~self``, of a ByteTensor."""
    if self._array.dtype != np.uint8:
        raise RuntimeError("logical operations are supported on ByteTensors only")
    return 1 - self


def no_abs(self):
    """Refuse ``abs(self)``, which 0.3 has not."""
    raise TypeError(f"bad operand type for abs(): '{title(type(self))}'")


def no_index(self):
    """Refuse to be an index, or the end of a range."""
    raise TypeError(f"'{title(type(self))}' object cannot be interpreted as an integer")


OF_BOTH = {"__abs__": no_abs, "__index__": no_index}
OF_VARIABLES = {
    "__ipow__": refused_power,
    "__rsub__": reflected("sub", lambda self, other: self.neg().add(other)),
    "__rtruediv__": reflected("truediv", lambda self, other: self.reciprocal().mul(other)),
    "__rpow__": reflected("pow", power_of_number),
}
OF_TENSORS = {  # what Variables have not, or do otherwise
    "__radd__": reflected("add", lambda self, other: self.add(other)),
    "__rmul__": reflected("mul", lambda self, other: self.mul(other)),
    "__rsub__": reflected("sub", reversed_sub),
    "__rtruediv__": reflected("truediv", reversed_div),
    "__rpow__": reflected("pow", reversed_pow),
    "__invert__": inverted,
    "__reversed__": None,
}
