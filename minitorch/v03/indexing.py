"""``tensor[...]`` in 0.3: one LongTensor, one mask, sequences of integers, or ints and slices.

Whatever an index is, it becomes one that NumPy understands in the same way; so reading and writing
are one operation each.

Source: PyTorch 0.3.1, torch/csrc/generic/Tensor.cpp: THPTensor_(getValue), THPTensor_(setValue).
"""

import numpy as np

from ..engine import TensorBase
from .signature import is_int, title

BASIC = (
    "Performing basic indexing on a tensor and encountered an error indexing dim {} with an object "
    "of type {}. The only supported types are integers, slices, numpy scalars, or if indexing with "
    "a torch.LongTensor or torch.ByteTensor only a single Tensor may be passed."
)


class Places:
    """Where an index points in an array.

    Attributes:
        key: the index as NumPy takes it.
        is_view: whether what it selects lies in the memory of the array.
        is_mask: whether the index was a ByteTensor.
    """

    def __init__(self, array, index, setting=False):
        self.array, self.setting, self.is_view = array, setting, False
        element = index._array.dtype.str[1:] if isinstance(index, TensorBase) else None
        self.is_mask = element == "u1"
        if self.is_mask:
            self.key = self.mask(index._array)
        elif element == "i8":
            self.key = self.rows(index._array)
        elif is_advanced(index):
            self.key = self.broadcast(index)
        else:
            self.key, self.is_view = self.basic(index), True

    def mask(self, mask):
        """Return a mask, which has as many elements as the array."""
        if mask.size != self.array.size:
            sizes = [" x ".join(map(str, a.shape)) for a in (self.array, mask)]
            name = "tensor" if self.setting else "src"
            raise RuntimeError(
                f"inconsistent tensor size, expected {name} [{sizes[0]}] and mask [{sizes[1]}] to "
                f"have the same number of elements, but got {self.array.size} and {mask.size} "
                "elements respectively"
            )
        return mask.reshape(self.array.shape) != 0

    def rows(self, index):
        """Return the numbers of rows, counted from the front."""
        if index.ndim != 1 or not index.size:
            what = (
                "Setting values by indexing a Tensor with a torch.LongTensor triggers index_fill "
                "or index_copy semantics"
                if self.setting
                else "Indexing a Tensor with a torch.LongTensor triggers index_select semantics"
            )
            dims = index.ndim if index.size else 0
            raise IndexError(
                f"{what}, and thus we expect a vector, but the indexing Tensor passed has {dims} "
                "dimensions"
            )
        if (index < 0).any() or (index >= self.array.shape[0]).any():
            message = "invalid argument 3: out of range" if self.setting else "index out of range"
            raise RuntimeError(message)
        return index

    def broadcast(self, index):
        """Return the sequences of an index as arrays, checked."""
        key = []
        for position, item in enumerate(filled(as_tuple(index), self.array.ndim)):
            if isinstance(item, slice):
                key.append(item)
                continue
            places, size = long_array(item, position), self.array.shape[position]
            outside = places[(places < -size) | (places >= size)]
            if outside.size:
                raise IndexError(
                    f"index {outside[0]} from broadcast indexer is out of range for dimension "
                    f"{position} (of size {size})"
                )
            key.append(places)
        arrays = [item for item in key if not isinstance(item, slice)]
        try:
            if not np.broadcast(*arrays).size:
                raise ValueError
        except ValueError:
            raise IndexError("The advanced indexing objects could not be broadcast") from None
        return tuple(key)

    def basic(self, index):
        """Return an index of ints, slices, None and ``...``, checked."""
        items = index if isinstance(index, tuple) else (index,)
        used = sum(item is not None and item is not Ellipsis for item in items)
        rank, shown, dim = self.array.ndim, 0, 0  # shown: the dimension of the result so far
        key = []
        for position, item in enumerate(items):
            if item is None:
                key.append(item)
                shown += 1
            elif item is Ellipsis:
                key.append(item)
                shown, dim = shown + rank - used, dim + rank - used
            else:
                self.check(item, position)
                if used > rank:
                    raise IndexError(
                        f"trying to index {used} dimensions of a {rank} dimensional tensor"
                    )
                key.append(placed(item, self.array.shape[dim], shown))
                shown, dim = shown + isinstance(item, slice), dim + 1
        return tuple(key)

    def check(self, item, position):
        """Raise unless ``item`` is an integer or a slice."""
        if not (is_int(item) or isinstance(item, (slice, np.integer))):
            raise TypeError(BASIC.format(position, title(type(item))))


def placed(item, size, dim):
    """Return an integer or slice for a dimension of that size, checked."""
    if isinstance(item, slice):
        if item.step is not None and item.step <= 0:
            raise ValueError("slice step has to be greater than 0")
        if not len(range(*item.indices(size))):
            raise ValueError("result of slicing is an empty tensor")
        return item
    index = int(item) + size if item < 0 else int(item)
    if not 0 <= index < size:
        raise IndexError(f"index {index} is out of range for dimension {dim} (of size {size})")
    return index


def is_long(item):
    """Return whether an index is a LongTensor, or a Variable that holds one."""
    return isinstance(item, TensorBase) and item._array.dtype == np.int64


def is_integers(item):
    """Return whether an index is a sequence of integers, and no bools, or a LongTensor."""
    if is_long(item) or isinstance(item, str):
        return True
    return isinstance(item, (list, tuple, range)) and all(is_int(value) for value in item)


def is_advanced(index):
    """Return whether sequences are among the items of an index, and else slices alone."""
    if isinstance(index, (str, range)):
        return True
    items = as_tuple(index)
    others = [item for item in items if not is_integers(item)]
    plain = all(isinstance(item, slice) or item is Ellipsis for item in others)
    return plain and len(others) < len(items)


def as_tuple(index):
    """Return the items of an index; a list that holds more than integers means several."""
    if isinstance(index, list) and any(not is_int(item) for item in index):
        return tuple(index)
    return index if isinstance(index, tuple) else (index,)


def filled(items, rank):
    """Return items with full slices in the place of ``...``."""
    if not any(item is Ellipsis for item in items):
        return items
    at = next(i for i, item in enumerate(items) if item is Ellipsis)
    rest = items[at + 1 :]
    return (*items[:at], *[slice(None)] * (rank - at - len(rest)), *rest)


def long_array(item, position):
    """Return a sequence of integers as an array."""
    if isinstance(item, TensorBase):
        return item._array
    if isinstance(item, str):
        raise IndexError(
            "When performing advanced indexing the indexing objects must be LongTensors or "
            f"convertible to LongTensors. The indexing object at position {position} is of type "
            "str and cannot be converted"
        )
    return np.array(item, np.int64)
