"""What is wrong with what, in torch's words: types, shapes, numbers and dimensions.

What is wrong with the arguments of a call as such is said in ``arguments.py``.
"""

import numpy as np

from . import arguments
from .backend import backend_of
from .cases import Float, Real
from .dtype import type_string
from .engine import AccumulateGrad, TensorBase


def type_name(value):
    """Return how torch names the type of an argument in its messages."""
    return type_of(value._array) if isinstance(value, TensorBase) else type(value).__name__


def type_of(array):
    """Return the tensor type of an array, such as ``torch.FloatTensor``."""
    return type_string(array.dtype, backend_of(array).name)


MIXED = {  # operations of two kinds of arrays: the first, and another
    ("add", "cpu", "sparse"),
    ("addmm", "cpu", "sparse"),
    ("mm", "sparse", "cpu"),
    ("sub", "cpu", "sparse"),
}


def agree(op, name, first, other):
    """Raise unless two arrays have one dtype and are of one kind, or of two that go together."""
    one, two = backend_of(first), backend_of(other)
    unlike = one is not two and (op.name, one.name, two.name) not in MIXED
    if first.dtype != other.dtype or unlike:
        wrong_type(op, name, other, type_of(first))
    if first.dtype.char == "e" and issubclass(op.kinds[next(iter(op.kinds))], Real):
        not_implemented(op, first)


def wrong_type(op, name, array, expected=None):
    """Raise since argument ``name`` is not of the expected tensor type."""
    expected = expected or type_string(np.dtype(op.kinds[name].numpy), backend_of(array).name)
    position = op.position or list(op.parameters).index(name) + 1
    raise unexpected_type(expected, type_of(array), position, name)


def unexpected_type(expected, found, position, name):
    """Return the error for an argument that is of another tensor type than it has to be."""
    return RuntimeError(
        f"Expected object of type {expected} but found type {found} "
        f"for argument #{position} '{name}'"
    )


def not_implemented(op, array):
    """Raise since ``op`` takes float and double only; a GPU also half."""
    if array.dtype.char == "e" and backend_of(array).name != "cpu":
        return
    kind = type_of(array)
    if op.kernel or Float not in op.kinds.values():
        kernel = (op.kernel or "{}").format(op.name)
        raise RuntimeError(f"{kernel} is not implemented for type {kind}")
    raise RuntimeError(f"\"{op.name}\" not implemented for '{kind}'")


def all_agree(op, arrays):
    """Raise unless all arrays of a sequence have one dtype."""
    for position, array in enumerate(arrays):
        if array.dtype != arrays[0].dtype:
            raise RuntimeError(
                f"Expected object of type {type_of(arrays[0])} but found type {type_of(array)} "
                f"for sequence element {position} in sequence argument at position #1 "
                f"'{op.parameters[0]}'"
            )


def not_differentiable(name):
    """Raise since an operation has no derivative by its input ``name``."""
    raise RuntimeError(f"the derivative for '{name}' is not implemented")


def no_derivative(name):
    """Return the rule of an input for which 0.4 has no derivative either: backward raises."""

    def rule(g):
        not_differentiable(name)

    rule.lacks = name
    return rule


def not_broadcastable(arrays):
    """Return the error for shapes that do not broadcast together."""
    shapes = [array.shape for array in arrays]
    rank = max(map(len, shapes))
    first = (1,) * (rank - len(shapes[0])) + shapes[0]
    for shape in shapes[1:]:
        other = (1,) * (rank - len(shape)) + shape
        for dim in reversed(range(rank)):
            if first[dim] != other[dim] and 1 not in (first[dim], other[dim]):
                return RuntimeError(
                    f"The size of tensor a ({first[dim]}) must match the size of tensor b "
                    f"({other[dim]}) at non-singleton dimension {dim}"
                )
    return RuntimeError("The sizes of the tensors do not match")


def awaits_gradient(leaf):
    """Return whether a gradient that arrives at a leaf is still wanted.

    Raises:
        RuntimeError: if it is no leaf any more, since a part of it was changed in place.

    Source: PyTorch 0.4.1, torch/csrc/autograd/functions/accumulate_grad.cpp.
    """
    edge = leaf._edge
    if edge is not None and not isinstance(edge[0], AccumulateGrad):
        raise RuntimeError("leaf variable has been moved into the graph interior")
    return edge is not None


def check_gradient(tensor, gradient):
    """Raise unless ``gradient`` has the shape and the type of ``tensor``."""
    shapes = list(tensor.shape), list(gradient.shape)
    types = type_name(tensor), type_name(gradient)
    for what, (expected, got) in (("shape", shapes), ("type", types)):
        if expected != got:
            raise RuntimeError(
                f"invalid gradient at index 0 - expected {what} {expected} but got {got}"
            )


PLAIN = {int, float, type(None)}
NAMES_IN_C = {"u1": "uint8_t", "i1": "int8_t", "i2": "int16_t", "i4": "int", "i8": "int64_t"}


def number(op, array, value):
    """Return a Python number as one that NumPy will not promote ``array`` for.

    Raises:
        RuntimeError: if the number does not fit the type, or integers have more than 64 bits.
    """
    check_long(value)
    if array.dtype.kind != "f":
        bits = 8 * array.dtype.itemsize
        low = 0 if array.dtype.kind == "u" else -(1 << (bits - 1))
        if not low <= value < low + (1 << bits):
            shown = f"{value:f}" if isinstance(value, float) else value
            name = NAMES_IN_C[array.dtype.str[1:]]
            raise RuntimeError(
                f"value cannot be converted to type {name} without overflow: {shown}"
            )
        return int(value)
    if array.dtype.char == "e":
        not_implemented(op, array)
    return value


def wrapped_number(op, array, value):
    """Return a Python number likewise; integers wrap around as in C."""
    check_long(value)
    if array.dtype.kind == "f":
        return value
    bits = 8 * array.dtype.itemsize
    return np.array(int(value) % (1 << bits), f"u{bits // 8}").astype(array.dtype).item()


def check_long(value):
    """Raise if an integer has more than 64 bits."""
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        raise RuntimeError("Overflow when unpacking long")


def check_numbers(*values):
    """Raise unless each of ``values`` is a number or None, for what NumPy would also take lists."""
    for value in values:
        if value.__class__ not in PLAIN and not arguments.is_number(value):
            raise TypeError(f"a number is wanted, not {arguments.named(value)}")


def wrap_dim(dim, rank):
    """Return ``dim`` counted from the front.

    Raises:
        RuntimeError: if there is no such dimension; 0-dim tensors count as having one.
    """
    size = rank or 1
    if dim.__class__ is not int and not arguments.is_int(dim):
        raise TypeError(f"argument 'dim' must be int, not {arguments.named(dim)}")
    if not -size <= dim < size:
        raise RuntimeError(
            f"Dimension out of range (expected to be in range of [{-size}, {size - 1}], "
            f"but got {dim})"
        )
    return dim + size if dim < 0 else dim
