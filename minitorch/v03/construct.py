"""Tensors of 0.3 from sizes and from Python data.

Source: PyTorch 0.3.1, torch/csrc/generic/Tensor.cpp: THPTensor_(pynew).
"""

import itertools

import numpy as np

from ..engine import TensorBase
from .complaints import Complaint
from .signature import is_int, signatures, title

CONSTRUCTOR = signatures(
    "no arguments | int ... | T viewed_tensor | Size size | Storage data | Sequence data"
)
WHOLE = (int, np.integer, np.bool_)


def size_before_zero(sizes):
    """Return the sizes before the first that is not positive: what remains of a shape in 0.3."""
    return tuple(itertools.takewhile(lambda size: size > 0, sizes))


def empty(sizes, element):
    """Return an array of unspecified content; without sizes there is no dimension."""
    return np.zeros(size_before_zero(sizes) or (0,), element)


def array_for(cls, args):
    """Return the array that ``cls(*args)`` holds."""
    element, only = cls.element, args[0] if len(args) == 1 else None
    if all(map(is_int, args)):
        return empty(args, element)
    if type(only) is cls:
        return only._memory()
    if type(only).__name__ == "Size":
        return empty(only, element)
    if hasattr(only, "array") and type(only).__name__ == title(cls)[6:-6] + "Storage":
        return only.array
    if is_sequence(only):
        return from_sequence(only, element)
    options = [(signature, signature.whole) for signature in CONSTRUCTOR]
    raise TypeError(str(Complaint(f"{title(cls)} constructor", options, cls, args, {})))


def is_sequence(value):
    """Return whether ``value`` can be taken apart, and is no tensor."""
    return hasattr(value, "__getitem__") and not isinstance(value, (TensorBase, dict, np.generic))


def from_sequence(data, element):
    """Return nested sequences of numbers as an array.

    Raises:
        RuntimeError: if they are ragged, or hold what is no number of this kind.
    """
    if isinstance(data, np.ndarray) and data.dtype.kind in "fiub" and element.str[1:] != "i1":
        return data.astype(element)
    shape = shape_of(data)
    items = np.empty(int(np.prod(shape, dtype=np.int64)), object)
    for position, (index, item) in enumerate(entries(data, shape)):
        items[position] = checked(item, index, element)
    if element.kind in "iu":
        items = np.array([int(item) % (1 << 64) for item in items], np.uint64)
    array = items.astype(element).reshape(shape)
    return array if array.size else np.zeros(0, element)


def shape_of(data):
    """Return the lengths of nested sequences, by their first items."""
    shape = []
    while is_sequence(data):
        if isinstance(data, str) and data:
            raise RuntimeError(
                "already counted a million dimensions in a given sequence. Most likely your items "
                "are also sequences and there's no way to infer how many dimension should the "
                "tensor have"
            )
        shape.append(len(data))
        if not len(data):
            break
        data = data[0]
    return tuple(shape)


def entries(data, shape, index=()):
    """Yield every item of nested sequences with its index; they must have these lengths."""
    if not shape:
        yield index, data
        return
    if not is_sequence(data):
        yield index, data
        return
    if len(data) != shape[0]:
        where = ", ".join(map(str, (*index, min(len(data), shape[0]))))
        raise RuntimeError(
            f"inconsistent sequence length at index ({where}) - expected {shape[0]} but got "
            f"{len(data)}"
        )
    for position, item in enumerate(data):
        yield from entries(item, shape[1:], (*index, position))


def checked(item, index, element):
    """Return a number that a tensor of these elements may be made of, or raise."""
    kinds = (*WHOLE, float, np.floating) if element.kind == "f" else WHOLE
    if isinstance(item, kinds) and not (isinstance(item, np.integer) and element.str[1:] == "i1"):
        return item
    nested = "nested " if len(index) > 1 else ""
    kind = "float" if element.kind == "f" else "int"
    raise RuntimeError(
        f"tried to construct a tensor from a {nested}{kind} sequence, but found an item of type "
        f"{title(type(item))} at index ({', '.join(map(str, index))})"
    )
