"""``torch.FloatStorage`` and its like: the memory of tensors, one row of elements of one type.

A tensor is a view of a storage: size, strides, and the offset of the first element. Here the memory
belongs to a NumPy array, the *root* of the arrays of all tensors that share it, and a storage is no
more than a way to see that memory.

Source: PyTorch 0.4.1, docs, torch.Storage; torch/storage.py.
"""

import os

import numpy as np

from .backend import backend_of
from .convert import of_type
from .dtype import DTYPES
from .sharing import mapping_of, shared_copy

BYTE_ORDERS = {"native": "=", "little": "<", "big": ">"}


class Storage:
    """A row of numbers: ``FloatStorage(3)`` uninitialised, ``FloatStorage([1, 2])`` with data.

    Example:
        >>> storage = torch.FloatTensor([1, 2]).storage()
        >>> storage[0] = 7
        >>> storage
         7.0
         2.0
        [torch.FloatStorage of size 2]
    """

    dtype = None
    is_cuda = is_sparse = False
    __hash__ = object.__hash__

    def __init__(self, data=0):
        kind = self.dtype.numpy
        if isinstance(data, Storage):
            self.array = data.array
        elif isinstance(data, int):
            if data < 0:
                raise RuntimeError("$ Torch: invalid memory size -- maybe an overflow?")
            self.array = np.zeros(data, kind)
        else:
            items = list(data)
            for item in items:
                if not self._holds(item):
                    raise RuntimeError(
                        f"tried to construct a storage from a sequence ({type(data).__name__}), "
                        f"but one of the items was of type {type(item).__name__} instead of "
                        f"{self._number}"
                    )
            self.array = of_type(items, kind)

    @classmethod
    def of(cls, array):
        """Return the storage that consists of a 1-D array."""
        self = object.__new__(CLASSES[array.dtype])
        self.array = array
        return self

    @classmethod
    def from_buffer(cls, buffer, byte_order=None, count=-1, offset=0):
        """Return a copy of the bytes of ``buffer``, which need not be numbers of this machine.

        Args:
            byte_order: ``native``, ``little`` or ``big``; single bytes need none.
            count: how many elements; all if negative.
            offset: how many bytes come before them.

        Raises:
            TypeError: if the byte order is missing.
            ValueError: if it is another one, or the bytes are not as many as they should be.

        Example:
            >>> torch.ShortStorage.from_buffer(bytes([1, 0, 2, 0]), "little")
             1
             2
            [torch.ShortStorage of size 2]

        Source: PyTorch 0.4.1, torch/csrc/generic/StorageMethods.cpp, fromBuffer.
        """
        kind = cls.dtype.numpy
        if byte_order is None and kind.itemsize > 1:
            raise TypeError("function missing required argument 'byte_order' (pos 2)")
        if byte_order not in (None, *BYTE_ORDERS):
            raise ValueError(
                f"invalid byte_order '{byte_order}' (expected 'big', 'little', or 'native')"
            )
        data = check_buffer(memoryview(buffer).cast("B"), kind.itemsize, count, offset)
        stored = kind.newbyteorder(BYTE_ORDERS.get(byte_order, "="))
        return cls.of(np.frombuffer(data, stored).astype(kind))

    @classmethod
    def from_file(cls, filename, shared=False, size=0):
        """Return a storage whose elements lie in a file.

        Args:
            shared: whether what is written to the storage is written to the file.
            size: the number of elements.

        Source: PyTorch 0.4.1, docs: torch.Storage.from_file.
        """
        mode = "r+" if shared else "c"
        if shared and (not os.path.exists(filename) or os.path.getsize(filename) < size):
            with open(filename, "ab") as file:
                file.truncate(size * cls.dtype.numpy.itemsize)
        return cls.of(np.asarray(np.memmap(filename, cls.dtype.numpy, mode, shape=(size,))))

    @property
    def _cdata(self):
        return self.data_ptr()

    def data_ptr(self):
        """Return the address of the first element."""
        return backend_of(self.array).pointer(self.array)

    def size(self):
        """Return the number of elements."""
        return len(self)

    def __len__(self):
        return int(self.array.size)

    def element_size(self):
        """Return the size of an element in bytes."""
        return self.array.itemsize

    def __getitem__(self, index):
        place = self._place(index)
        part = self.array[place]
        return self.of(part) if isinstance(place, slice) else part.item()

    def _place(self, index):
        """Return an index that there is, or a slice.

        Raises:
            IndexError: if there is none; TypeError: if it is no integer; RuntimeError: for steps.

        Source: PyTorch 0.4.1, torch/csrc/generic/StorageMethods.cpp, Storage.cpp.
        """
        if isinstance(index, slice):
            if index.step not in (None, 1):
                raise RuntimeError(
                    f"Trying to slice with a step of {index.step}, but only a step of 1 is "
                    "supported"
                )
            return index
        if not isinstance(index, (int, np.integer)):
            raise TypeError(f"can't index a {self.type()} with {type(index).__name__}")
        size = len(self.array)
        if not -size <= index < size:
            raise IndexError(f"index {index} out of range for storage of size {size}")
        return index

    @property
    def _number(self):
        """What Python calls the elements."""
        return "float" if self.dtype.is_floating_point else "int"

    def _holds(self, value):
        """Return whether ``value`` is a number that an element can be."""
        kinds = (int, float, np.number) if self.dtype.is_floating_point else (int, np.integer)
        return isinstance(value, kinds)

    def __setitem__(self, index, value):
        if not (isinstance(value, Storage) or self._holds(value)):
            raise RuntimeError(
                f"can only set storage content with a {self._number}, but got "
                f"{type(value).__name__} instead"
            )
        self.array[self._place(index)] = value.array if isinstance(value, Storage) else value

    def __iter__(self):
        return iter(self.tolist())

    def tolist(self):
        """Return the elements as a list of numbers."""
        return self.array.tolist()

    def fill_(self, value):
        """Overwrite every element with a number; return the storage."""
        if not self._holds(value):
            kind = type(value).__name__
            raise RuntimeError(f"fill_ expects {self._number}, but got {kind}")
        self.array[...] = value
        return self

    def copy_(self, source, non_blocking=None):
        """Overwrite the elements with those of another storage; return the storage."""
        if len(source) != len(self):
            raise RuntimeError("invalid argument 2: size mismatch")
        self.array[...] = source.array
        return self

    def resize_(self, size):
        """Change the number of elements; return the storage. Tensors keep the memory they had."""
        self.array = np.resize(self.array, size) if len(self) else np.zeros(size, self.array.dtype)
        return self

    def clone(self):
        """Return a copy."""
        return self.of(self.array.copy())

    def new(self, *args):
        """Return a storage of the same type, as its constructor would."""
        return type(self)(*args)

    def type(self, dtype=None, non_blocking=False):
        """Return the name of the type, or the elements as another type of storage."""
        if dtype is None:
            return f"torch.{type(self).__name__}"
        name = dtype if isinstance(dtype, str) else dtype.__name__
        kind = BY_NAME[name.rpartition(".")[2]]
        return self if kind is type(self) else self.of(self.array.astype(kind.dtype.numpy))

    def cpu(self):
        """Return the storage in the memory of the host."""
        return self.of(backend_of(self.array).get(self.array))

    def share_memory_(self):
        """Move the storage to memory that processes share; return it."""
        if not self.is_shared():
            self.array = shared_copy(self.array)
        return self

    def is_shared(self):
        """Return whether this is memory that processes share."""
        return mapping_of(self.array) is not None

    def pin_memory(self):
        """Return a copy; memory is pinned where there is a GPU alone."""
        return self.clone()

    def is_pinned(self):
        """Return False: on the CPU no memory is pinned."""
        return False

    def __eq__(self, other):
        same = isinstance(other, Storage) and other.array.dtype == self.array.dtype
        return same and self.data_ptr() == other.data_ptr() and len(self) == len(other)

    def __copy__(self):
        return self.clone()

    def __deepcopy__(self, memo):
        copies = memo.setdefault("storages", {})
        return copies.setdefault(self.data_ptr() if len(self) else id(self), self.clone())

    def __reduce__(self):
        return from_bytes, (type(self).__name__, self.cpu().array.tobytes())

    def __repr__(self):
        lines = [f" {value}\n" for value in self.tolist()]
        return "".join(lines) + f"[{self.type()} of size {len(self)}]"

    __str__ = __repr__


def check_buffer(data, step, count, offset):
    """Return the part of ``data`` that holds ``count`` elements of ``step`` bytes.

    Raises:
        ValueError: if it has not as many.
    """
    size = len(data)
    if not 0 <= offset <= size:
        raise ValueError(
            f"offset must be non-negative and no greater than buffer length ({size}), "
            f"but got {offset}"
        )
    if count < 0:
        if (size - offset) % step:
            raise ValueError(f"buffer size ({size}) must be a multiple of element size ({step})")
        count = (size - offset) // step
    if offset + count * step > size:
        raise ValueError(
            f"buffer has only {(size - offset) // step} elements after offset {offset}, "
            f"but specified a size of {count}"
        )
    return data[offset : offset + count * step]


def from_bytes(name, data):
    """Return the storage of the class ``name`` that was pickled as ``data``."""
    kind = BY_NAME[name]
    return kind.of(np.frombuffer(data, kind.dtype.numpy).copy())


def converter(kind):
    """Return the method that converts to a kind of storage."""

    def convert(self):
        return self.type(kind.__name__)

    convert.__doc__ = f"Return the elements as a ``{kind.__name__}``."
    return convert


BY_NAME = {}
for _d in DTYPES:
    _name = _d.type_name.replace("Tensor", "Storage")
    BY_NAME[_name] = type(_name, (Storage,), {"dtype": _d, "__module__": "torch"})
CLASSES = {kind.dtype.numpy: kind for kind in BY_NAME.values()}
for _kind in BY_NAME.values():
    setattr(Storage, _kind.__name__.removesuffix("Storage").lower(), converter(_kind))


def is_storage(obj):
    """Return whether ``obj`` is a storage.

    Example:
        >>> torch.is_storage(torch.zeros(2).storage())
        True

    Source: PyTorch 0.4.1, torch.is_storage.
    """
    return isinstance(obj, Storage)
