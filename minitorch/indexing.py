"""``tensor[...]``: an index taken apart into the operations that mean it."""

import warnings

import numpy as np

from . import views
from .backend import namespace
from .convert import long_array, type_name
from .dtype import type_string
from .engine import TensorBase
from .errors import not_broadcastable, wrap_dim
from .ops.broadcasting import expand
from .ops.fill import copied, fill
from .ops.indexing import put_in, take_at
from .ops.parts import nothing, select, slice_dim
from .ops.shape import alias, unsqueeze

WARNING_0_DIM = (
    "invalid index of a 0-dim tensor. This will be an error in PyTorch 0.5. Use tensor.item() to "
    "convert a 0-dim tensor to a Python number"
)
PLAIN = frozenset({int, slice})  # what most indices are made of


def get(tensor, index):
    """Return ``tensor[index]``: a view for ints, slices, None and ...; else a copy.

    Raises:
        IndexError: if an integer is out of bounds, or there are too many indices.
        RuntimeError: if an index array is out of bounds or of the wrong type, or a mask of the
            wrong shape.

    Source: PyTorch 0.4.1, torch/csrc/autograd/python_variable_indexing.cpp.
    """
    if index.__class__ is int and tensor._array.ndim:  # a row, as loops ask for: 1.5 us less
        return selected(tensor, 0, index)
    part, places = parts(tensor, index)
    if places is not None:
        taken = take_at(part, places)
        return taken if taken._array.size else nothing(part, "TakeBackward")
    if part is not tensor:
        return part
    whole = isinstance(index, slice)  # a view all the same, if not of less
    return slice_dim(part, 0, 0, part.shape[0]) if whole else alias(part)


def put(tensor, index, value):
    """Write ``value``, a number or a tensor that broadcasts, to ``tensor[index]``.

    Raises:
        TypeError: if ``value`` is neither.
    """
    if not isinstance(value, (TensorBase, int, float)):
        kind = type_string(tensor._array.dtype)
        raise TypeError(f"can't assign a {type_name(value)} to a {kind}")
    part, places = parts(tensor, index)
    if places is None:
        write(part, trimmed(part._array.ndim, value) if isinstance(value, TensorBase) else value)
        return
    views.check_writable(part)
    picked = part._array[places]
    if not picked.size and not (isinstance(value, TensorBase) and value._array.size):
        return  # nothing goes nowhere
    if not isinstance(value, TensorBase):
        value = part._full(picked.shape, value)
    views.overwrite(part, put_in(part, expand(trimmed(picked.ndim, value), picked.shape), places))


def write(tensor, value):
    """Overwrite all of ``tensor`` with a number, or with a tensor that is broadcast and converted.

    Returns:
        ``tensor``, with the history of ``value``.
    """
    views.check_writable(tensor)
    if not isinstance(value, TensorBase):
        return views.overwrite(tensor, fill(tensor, value))
    shape = tensor._array.shape
    value = value if value._array.shape == shape else expand(value, shape)
    return views.overwrite(tensor, copied(tensor, value._as(tensor._array.dtype)))


def parts(tensor, index):
    """Apply what makes views; return the view, and index arrays for the rest (None if none)."""
    rank, dim, places = len(tensor.shape), 0, {}
    if not rank and isinstance(index, int) and index == 0 and not is_truth(index):
        warnings.warn(WARNING_0_DIM, stacklevel=4)
        return alias(tensor), None
    for item in expanded(rank, as_tuple(index)):
        if item.__class__ is int:
            tensor = selected(tensor, dim, item)
        elif item is None:
            tensor, dim = unsqueeze(tensor, dim), dim + 1
        elif isinstance(item, slice):
            tensor, dim = sliced(tensor, dim, item), dim + 1
        elif is_truth(item):  # a new dimension, with one place or none
            tensor, places[dim], dim = unsqueeze(tensor, dim), np.zeros(int(item), int), dim + 1
        elif is_integer(item):
            tensor = selected(tensor, dim, int(item))
        else:
            for array in arrays_of(item, tensor.shape, dim):
                places[dim], dim = array, dim + 1
    if not places:
        return tensor, None
    if len(places) > 1:
        check_together(list(places.values()))
    there = namespace(tensor._array).asarray  # lists, and indices on the host, go where it is
    found = [there(places[d]) if d in places else slice(None) for d in range(max(places) + 1)]
    return tensor, tuple(found)


def check_together(arrays):
    """Raise unless index arrays broadcast together."""
    try:
        np.broadcast_shapes(*[array.shape for array in arrays])
    except ValueError as error:
        raise not_broadcastable(arrays) from error


def as_tuple(index):
    """Return ``index`` as a tuple; a short list that holds more than numbers means one too."""
    if isinstance(index, tuple):
        return index
    if isinstance(index, (list, str)) and len(index) < 32:
        several = (TensorBase, np.ndarray, list, tuple, str, slice, type(Ellipsis), type(None))
        if any(isinstance(item, several) for item in index):
            return tuple(index)
    return (index,)


def is_truth(item):
    """Return whether an index is a bool, or a 0-dim ByteTensor, which means one."""
    if isinstance(item, TensorBase):
        return not item._array.ndim and item._array.dtype == np.uint8
    return isinstance(item, bool)


def is_integer(item):
    """Return whether an index selects one place."""
    if isinstance(item, TensorBase):
        return not item._array.ndim and item._array.dtype.kind == "i"
    if isinstance(item, float):
        raise IndexError(
            "only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are "
            f"valid indices (got {type(item).__name__})"
        )
    return isinstance(item, (int, np.integer))


def expanded(rank, index):
    """Replace ``...`` by full slices, and check the number of dimensions."""
    plain = PLAIN.issuperset([item.__class__ for item in index])
    used = len(index) if plain else sum(_dims_of(item) for item in index)
    if used > rank:
        raise IndexError(f"too many indices for tensor of dimension {rank}")
    if plain or not any(item is Ellipsis for item in index):
        return index
    at = next(i for i, item in enumerate(index) if item is Ellipsis)
    rest = tuple([item for item in index[at + 1 :] if item is not Ellipsis])
    return (*index[:at], *[slice(None)] * (rank - used), *rest)


def _dims_of(item):
    if item is None or item is Ellipsis or is_truth(item):
        return 0
    if isinstance(item, TensorBase) and item._array.dtype == np.uint8:
        return item._array.ndim
    return 1


def sliced(tensor, dim, item):
    """Apply a slice; the whole dimension leaves the tensor as it is."""
    size = size_at(tensor, dim)
    if item.step is not None and int(item.step) <= 0:
        raise ValueError("negative step not yet supported")
    start, stop, step = item.indices(size)
    if (start, stop, step) == (0, size, 1) and item == slice(None):
        return tensor
    if stop <= start:
        return nothing(tensor, "SliceBackward")
    return slice_dim(tensor, dim, start, stop, step)


def size_at(tensor, dim):
    """Return the size of a dimension, which an empty slice before it may have taken away."""
    shape = tensor._array.shape
    return shape[dim] if dim < len(shape) else shape[wrap_dim(dim, len(shape))]


def selected(tensor, dim, index):
    """Apply an integer."""
    size = size_at(tensor, dim)
    if not -size <= index < size:
        raise IndexError(f"index {index} is out of bounds for dimension {dim} with size {size}")
    return select(tensor, dim, index)


def arrays_of(item, shape, dim):
    """Return the index arrays of a tensor, list or array; of a mask, one for each dimension."""
    array = item._array if isinstance(item, TensorBase) else long_array(item)
    if array.dtype == np.uint8:
        for d, size in enumerate(array.shape):
            if size != shape[dim + d]:
                raise RuntimeError(
                    f"The shape of the mask {list(array.shape)} at index {d} does not match the "
                    f"shape of the indexed tensor {list(shape)} at index {dim + d}"
                )
        return [namespace(array).ascontiguousarray(i) for i in array.nonzero()]
    if array.dtype != np.int64:
        raise RuntimeError("tensors used as indices must be long or byte tensors")
    size = shape[dim]
    outside = array[(array < -size) | (array >= size)]
    if outside.size:
        raise RuntimeError(
            f"index {outside[0]} is out of bounds for dimension {dim} with size {size}"
        )
    return [array]


def trimmed(rank, value):
    """Drop leading dimensions of size one that a target of ``rank`` dimensions lacks."""
    while value._array.ndim > rank and value._array.shape[0] == 1:
        value = select(value, 0, 0)
    return value
