"""What torch makes of Python data: numbers, nested sequences and NumPy arrays become arrays."""

import numpy as np

from .dtype import FROM_NUMPY, get_default_dtype
from .engine import TensorBase

SEQUENCES = (list, tuple, range)


def inferred(data, wanted=None):
    """Return ``data`` as an array of the type that ``torch.tensor`` gives it.

    Args:
        wanted: the NumPy dtype that it is to have in the end, if one is asked for: Python's numbers
            go there without being rounded to the default dtype on their way.

    Raises:
        TypeError: if there is a string in it, or a NumPy array of a type that tensors have not.
        ValueError: if nested sequences are ragged.
        RuntimeError: if there is something else in it, or a number is too large.
    """
    if isinstance(data, TensorBase):
        return data._array.copy()
    if isinstance(data, np.ndarray):
        return convertible(data).copy()
    item = first_item(data)
    if data is item:
        check_no_text(item)
    if not isinstance(item, (int, float, str, TensorBase)) and (item is not None or data is None):
        raise RuntimeError(f"Could not infer dtype of {type_name(item)}")
    array = rectangular(data)
    kind = array.dtype.kind
    if kind == "f" or not array.size:
        return array.astype(wanted or get_default_dtype().numpy)
    if kind in "bi":
        return array.astype(np.uint8 if kind == "b" else np.int64)
    return converted(data, array, np.dtype(np.int64))


def of_type(data, numpy_type):
    """Return nested sequences of numbers, or an array, as an array of ``numpy_type``.

    Raises:
        TypeError, ValueError, RuntimeError: as :func:`inferred`.
    """
    if isinstance(data, np.ndarray):
        return data.astype(numpy_type)
    if not isinstance(data, SEQUENCES):
        check_no_text(data)
        raise TypeError(f"new(): data must be a sequence (got {type_name(data)})")
    return converted(data, rectangular(data), np.dtype(numpy_type))


def long_array(data):
    """Return nested sequences of numbers, or an array, as 64-bit integers."""
    check_no_text(first_item(data))
    return of_type(data, np.int64)


def check_no_text(item):
    """Raise if an item is a text."""
    if isinstance(item, str):
        raise TypeError("new(): invalid data type 'str'")


def convertible(array):
    """Return a NumPy array that has a tensor's type, or raise."""
    if array.dtype not in FROM_NUMPY or array.dtype == np.int8:
        raise TypeError(
            f"can't convert np.ndarray of type numpy.{array.dtype.type.__name__}. The only "
            "supported types are: double, float, float16, int64, int32, and uint8."
        )
    return array


def rectangular(data):
    """Return nested sequences of equal lengths as an array of whatever type NumPy finds."""
    check_lengths(data)
    return np.array(bare(data))


def converted(data, array, numpy_type):
    """Return ``array`` as ``numpy_type``, or say which item of ``data`` is no such number."""
    if array.dtype.kind in "bi" or array.dtype.kind == numpy_type.kind == "f" or not array.size:
        return array.astype(numpy_type)
    if array.dtype.kind == "f":
        if not np.isfinite(array).all():
            int(array[~np.isfinite(array)][0])  # raises Python's error
        return array.astype(numpy_type)
    item = next(i for i in items(data) if type(i) not in (float, bool) and not small(i))
    if isinstance(item, str):
        raise ValueError("too many dimensions 'str'")
    if isinstance(item, int):
        kind = "double" if numpy_type.kind == "f" else "long"
        raise RuntimeError(f"Overflow when unpacking {kind}")
    raise TypeError(f"must be real number, not {type_name(item)}")


def small(item):
    """Return whether ``item`` is an integer of at most 64 bits."""
    return isinstance(item, int) and -(2**63) <= item < 2**63


def first_item(data):
    """Return the first number of nested sequences; None if there is none."""
    while isinstance(data, SEQUENCES):
        if not data:
            return None
        data = data[0]
    return data


def items(data):
    """Yield every item of nested sequences."""
    if isinstance(data, SEQUENCES):
        for item in data:
            yield from items(item)
    else:
        yield data


def bare(data):
    """Return nested sequences as lists, with numbers in the place of 0-dim tensors."""
    if isinstance(data, TensorBase):
        if data._array.size != 1:
            raise ValueError("only one element tensors can be converted to Python scalars")
        return data._array.item()
    return [bare(item) for item in data] if isinstance(data, SEQUENCES) else data


def check_lengths(data, dim=0):
    """Raise unless nested sequences have equal lengths at each depth."""
    if not isinstance(data, SEQUENCES) or not data:
        return
    lengths = [len(d) if isinstance(d, SEQUENCES) else None for d in data]
    for length in lengths[1:]:
        if lengths[0] is not None and length != lengths[0]:
            raise ValueError(
                f"expected sequence of length {lengths[0]} at dim {dim + 1} (got {length})"
            )
    for item in data:
        check_lengths(item, dim + 1)


def type_name(value):
    """Return the name of a value's type as C knows it: with its module unless built in."""
    kind = type(value)
    return kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__}"
