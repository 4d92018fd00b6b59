"""Numbers and elements, as tensors of 0.3 take them.

Source: PyTorch 0.3.1, torch/csrc/utils/python_numbers.h, torch/lib/TH.
"""

import math
import warnings

import numpy as np

from ..errors import type_of, wrapped_number
from ..tensor import Tensor as Core


def number_in_c(op, array, value):
    """Return a number as :func:`wrapped_number` does, which C did not watch for errors.

    Raises:
        SystemError: if an integer has more than 64 bits; Python finds out after the call.
    """
    try:
        return wrapped_number(op, array, value)
    except RuntimeError as error:
        raise SystemError(
            f"<built-in method {op.name} of {type_of(array)} object> returned a result with an "
            "error set"
        ) from error


def check_finite(element, value):
    """Raise if a number for a Variable of this NumPy type is infinite.

    Source: PyTorch 0.3.1, torch/lib/ATen/ScalarType.h: ``overflow``.
    """
    if value in (math.inf, -math.inf):
        names = {"f4": "float", "f8": "double", "i4": "int", "i8": "int64_t", "u1": "uint8_t"}
        name = names.get(element.str[1:], element.name)
        raise RuntimeError(f"value cannot be converted to type {name} without overflow: {value}")


def finite_number(op, array, value):
    """Return a number as :func:`wrapped_number` does, for a Variable, if it is finite."""
    check_finite(array.dtype, value)
    return wrapped_number(op, array, value)


def c_integer(value, element):
    """Return an integer as C puts it into a smaller type."""
    bits = 8 * element.itemsize
    return np.array(int(value) % (1 << bits), f"u{bits // 8}").astype(element)


def copied_to(shape, array):
    """Return what is to be copied to ``shape``: broadcast, or in the order of memory.

    Raises:
        RuntimeError: if neither is possible.
    """
    try:
        return np.broadcast_to(array, shape)
    except ValueError:
        size = int(np.prod(shape, dtype=np.int64))
        if size != array.size:
            shapes = [" x ".join(map(str, s)) for s in (shape, array.shape)]
            raise RuntimeError(
                f"inconsistent tensor size, expected tensor [{shapes[0]}] and src [{shapes[1]}] to "
                f"have the same number of elements, but got {size} and {array.size} elements "
                "respectively"
            ) from None
        warnings.warn(
            "src is not broadcastable to dst, but they have the same number of elements.  Falling "
            "back to deprecated pointwise behavior.",
            stacklevel=3,
        )
        return array.reshape(shape)


def sizes_differ(tensors):
    """Return the error for shapes with different numbers of elements."""
    names = ["r_", "t", "src"] if len(tensors) == 2 else ["r_", "t", "src1", "src2"]
    arrays = [tensors[0]._array, *[tensor._array for tensor in tensors]]
    shown = [f"{n} [{' x '.join(map(str, a.shape))}]" for n, a in zip(names, arrays, strict=False)]
    counts = [str(array.size) for array in arrays]
    return RuntimeError(
        f"inconsistent tensor size, expected {', '.join(shown[:-1])} and {shown[-1]} to have the "
        f"same number of elements, but got {', '.join(counts[:-1])} and {counts[-1]} elements "
        "respectively"
    )


def expands(shape, larger):
    """Return whether what has ``shape`` can be expanded to a shape."""
    if shape == larger:
        return True
    pairs = zip(reversed(shape), reversed(larger), strict=False)
    return len(shape) <= len(larger) and all(n in (1, m) for n, m in pairs)


def in_order_of_memory(args, relation, error=None):
    """Return arguments with their tensors in the shape of the first, element by element.

    Args:
        relation: which of them do not broadcast.

    Raises:
        RuntimeError: if their numbers of elements differ.

    Source: PyTorch 0.3.1, docs/source/notes/broadcasting.rst, "Backwards compatibility".
    """
    tensors = [arg for arg in args if isinstance(arg, Core)]
    if len({tensor._array.size for tensor in tensors}) > 1:
        raise sizes_differ(tensors) from error
    warnings.warn(
        f"{relation} the same number of elements.  Falling back to deprecated pointwise behavior.",
        stacklevel=5,
    )
    shape = tensors[0]._array.shape
    return [a.contiguous().view(*shape) if isinstance(a, Core) else a for a in args]
