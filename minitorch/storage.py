"""``torch.FloatStorage`` and its like: the memory of tensors, one row of elements of one type.

A tensor is a view of a storage: size, strides, and the offset of the first element. Here the memory
belongs to a NumPy array, the *root* of the arrays of all tensors that share it, and a storage is no
more than a way to see that memory.

Source: PyTorch 0.4.1, docs, torch.Storage; torch/storage.py.
"""

import numpy as np

from .backend import backend_of
from .convert import of_type
from .dtype import DTYPES
from .sharing import mapping_of, shared_copy


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
            self.array = np.zeros(data, kind)
        else:
            self.array = of_type(list(data), kind)

    @classmethod
    def of(cls, array):
        """Return the storage that consists of a 1-D array."""
        self = object.__new__(CLASSES[array.dtype])
        self.array = array
        return self

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
        part = self.array[index]
        return self.of(part) if isinstance(index, slice) else part.item()

    def __setitem__(self, index, value):
        self.array[index] = value.array if isinstance(value, Storage) else value

    def __iter__(self):
        return iter(self.tolist())

    def tolist(self):
        """Return the elements as a list of numbers."""
        return self.array.tolist()

    def fill_(self, value):
        """Overwrite every element with a number; return the storage."""
        self.array[...] = value
        return self

    def copy_(self, source, non_blocking=None):
        """Overwrite the elements with those of another storage; return the storage."""
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
