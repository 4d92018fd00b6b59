"""The small values that describe a tensor: dtype, device, layout, Size; and the default dtype."""

import builtins

import numpy as np


class dtype:
    """The type of a tensor's elements, such as ``torch.float32``.

    Attributes:
        is_floating_point: whether it is one of float16, float32 and float64.
        numpy: the NumPy dtype.
        type_name: the name of the tensor type of these elements, such as ``FloatTensor``.

    Example:
        >>> torch.float32.is_floating_point, torch.int64.is_floating_point
        (True, False)
        >>> torch.tensor([1, 2]).dtype
        torch.int64

    Source: PyTorch 0.4.1, docs, tensor_attributes: torch.dtype.
    """

    __slots__ = ("is_floating_point", "name", "numpy", "type_name")

    def __init__(self, name, type_name):
        self.name, self.type_name, self.numpy = name, type_name + "Tensor", np.dtype(name)
        self.is_floating_point = self.numpy.kind == "f"

    def __repr__(self):
        return f"torch.{self.name}"

    def __reduce__(self):
        return self.name


float16, half = (dtype("float16", "Half"),) * 2
float32, float = (dtype("float32", "Float"),) * 2
float64, double = (dtype("float64", "Double"),) * 2
uint8 = dtype("uint8", "Byte")
int8 = dtype("int8", "Char")
int16, short = (dtype("int16", "Short"),) * 2
int32, int = (dtype("int32", "Int"),) * 2
int64, long = (dtype("int64", "Long"),) * 2

DTYPES = (uint8, int8, int16, int32, int64, float16, float32, float64)
FROM_NUMPY = {d.numpy: d for d in DTYPES}
FROM_TYPE_NAME = {d.type_name: d for d in DTYPES}


def type_string(numpy_dtype, device_type="cpu"):
    """Return the name of a tensor type, as ``Tensor.type()`` gives it: ``torch.FloatTensor``."""
    module = "torch." if device_type == "cpu" else f"torch.{device_type}."
    return module + FROM_NUMPY[numpy_dtype].type_name


class _Default:
    dtype = float32


def get_default_dtype():
    """Return the dtype of tensors made without one; float32 unless changed.

    Example:
        >>> torch.get_default_dtype()
        torch.float32

    Source: PyTorch 0.4.1, torch.get_default_dtype.
    """
    return _Default.dtype


def set_default_dtype(d):
    """Set the dtype of tensors made without one.

    Raises:
        TypeError: if ``d`` is not a floating point dtype.

    Example:
        >>> torch.set_default_dtype(torch.float64)
        >>> torch.tensor([1.5]).dtype
        torch.float64
        >>> torch.set_default_dtype(torch.float32)

    Source: PyTorch 0.4.1, torch.set_default_dtype.
    """
    if not isinstance(d, dtype) or not d.is_floating_point:
        raise TypeError("only floating-point types are supported as the default type")
    _Default.dtype = d


class layout:
    """How a tensor's elements lie in memory; here always ``torch.strided``.

    Example:
        >>> torch.zeros(2).layout
        torch.strided

    Source: PyTorch 0.4.1, docs, tensor_attributes: torch.layout.
    """

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"torch.{self.name}"


strided, sparse_coo = layout("strided"), layout("sparse_coo")


class Size(tuple):
    """A shape: a tuple of integers that prints as ``torch.Size([2, 3])``.

    Example:
        >>> size = torch.zeros(2, 3).size()
        >>> size, size[1], len(size)
        (torch.Size([2, 3]), 3, 2)

    Source: PyTorch 0.4.1, torch.Size.
    """

    __slots__ = ()
    __module__ = "minitorch"

    def __repr__(self):
        return f"torch.Size([{', '.join(map(str, self))}])"

    def __add__(self, other):
        return Size(tuple(self) + tuple(other))

    def __mul__(self, times):
        return Size(tuple(self) * times)

    __rmul__ = __mul__

    def __getitem__(self, index):
        item = tuple.__getitem__(self, index)
        return Size(item) if isinstance(index, slice) else item


DEVICE_TYPES = {"cpu", "cuda"}


class device:
    """Where a tensor lives: a type, ``cpu`` or ``cuda``, and an index or None.

    Raises:
        TypeError: if there is no such type.
        RuntimeError: if the index is none, or given twice.

    Example:
        >>> torch.device("cuda", 1)
        device(type='cuda', index=1)
        >>> torch.device("cuda:1").index
        1

    Source: PyTorch 0.4.1, docs, tensor_attributes: torch.device.
    """

    __slots__ = ("index", "type")

    def __init__(self, type, index=None):
        if isinstance(type, device):
            type, index = type.type, type.index
        elif not isinstance(type, str):
            type, index = "cuda", type
        name, _, number = type.partition(":")
        if number:
            if index is not None:
                raise RuntimeError(
                    "type (string) must not include an index because index was passed "
                    f"explicitly: {type}"
                )
            if not number.isdecimal():
                raise RuntimeError("stoi")  # the C++ function that reads the number
            index = builtins.int(number)
        if name not in DEVICE_TYPES:
            raise TypeError(f'only "cuda" and "cpu" are valid device types, got {name}')
        self.type, self.index = name, index

    def __repr__(self):
        index = "" if self.index is None else f", index={self.index}"
        return f"device(type='{self.type}'{index})"

    def __str__(self):
        return self.type if self.index is None else f"{self.type}:{self.index}"

    def __eq__(self, other):
        if not isinstance(other, device):
            return NotImplemented
        return (self.type, self.index) == (other.type, other.index)

    def __hash__(self):
        return hash((self.type, self.index))

    def __reduce__(self):
        return device, (self.type,) if self.index is None else (self.type, self.index)
