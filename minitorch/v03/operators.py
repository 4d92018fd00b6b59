"""Operators of 0.3 as the methods they call, in its order: it shows in error messages.

Source: PyTorch 0.3.1, torch/tensor.py and torch/autograd/variable.py.
"""

OPERATORS = {  # operator: the method that has its arguments
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


def reversed_pow(self, other):
    """Return ``other ** self`` for a number."""
    return filled_like(self, other).pow(self)


def inverted(self):
    """Return the opposite of the zeros and ones of a ByteTensor."""
    if self._array.dtype != "uint8":
        raise RuntimeError("logical operations are supported on ByteTensors only")
    return filled_like(self, 1).sub_(self)


OF_TENSORS = {  # what Variables have not, or do otherwise
    "__rsub__": reversed_sub,
    "__rtruediv__": reversed_div,
    "__rpow__": reversed_pow,
    "__invert__": inverted,
}
