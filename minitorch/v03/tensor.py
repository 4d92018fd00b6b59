"""0.3: ``Tensor`` is data without a history. Its type is its class: ``torch.FloatTensor``.

There are no 0-dim tensors in 0.3: what would be one is a Python number.
"""

import numpy as np

from .. import convert
from ..backend import backend_of
from ..creation import sizes
from ..dtype import DTYPES, get_default_dtype
from ..errors import wrapped_number
from ..streams import default_generator
from ..tensor import Tensor as Core
from .printing import tensor_text


class Absent:
    """An attribute of 0.4 that 0.3 has not."""

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner):
        name = instance.type() if isinstance(instance, Tensor) else owner.__name__
        raise AttributeError(f"'{name}' object has no attribute '{self.name}'")


def absent(cls, names):
    """Take away from ``cls`` what 0.3 has not."""
    for name in names.split():
        descriptor = Absent()
        descriptor.__set_name__(cls, name)
        setattr(cls, name, descriptor)


class Bare(Core):
    """What tensors and Variables of 0.3 share."""

    __slots__ = ()
    _number = staticmethod(wrapped_number)

    def __bool__(self):
        if self._array.size:
            raise RuntimeError(f"bool value of non-empty {self._kind()} objects is ambiguous")
        return False

    def __float__(self):
        return float(self._single())

    def __int__(self):
        return int(self._single())

    def _single(self):
        if self._array.size != 1:
            raise TypeError("only 1-element tensors can be converted to Python scalars")
        return self._array.item()

    def __format__(self, spec):
        return object.__format__(self, spec)


absent(Bare, "dtype device layout to item reshape new_zeros new_ones new_full new_empty new_tensor")
absent(Bare, "requires_grad_ is_floating_point argmax argmin unique det flip isnan log2")


class Tensor(Bare):
    """Numbers of one type; ``torch.Tensor`` is the FloatTensor.

    Source: PyTorch 0.3.1, torch.Tensor.
    """

    __slots__ = ()

    def __new__(cls, *args):
        kind = cls.__dict__.get("element") or get_default_dtype().numpy
        data = args[0] if len(args) == 1 else args
        if isinstance(data, Tensor):
            if data._array.dtype != kind:
                raise TypeError(f"expected {cls.__name__} (got {data.type()})")
            return Tensor._wrap(data._array)
        if len(args) == 1 and not isinstance(data, (int, np.integer)) and not is_size(data):
            return Tensor._wrap(convert.of_type(data, kind))
        return Tensor._wrap(np.zeros(sizes("new", args) if args else (0,), kind))

    def __init__(self, *args):
        pass

    @staticmethod
    def _wrap(array, edge=None, op=None, args=()):
        """Make a result; a single number without dimensions is a Python number."""
        refuse(op, args, Tensor)
        if not array.ndim:
            return array.item()
        self = object.__new__(CLASSES[array.dtype])
        self._array, self._edge, self._counter = array, None, [0]
        self._view = self._grad = None
        return self

    @staticmethod
    def _wrap_view(array, edge, op, args):
        """Make a result that shares memory with the first argument."""
        return Tensor._wrap(array, None, op, args)

    def _kind(self):
        return self.type()

    def __ipow__(self, exponent):
        return self.pow_(exponent)

    def __setitem__(self, index, value):
        """Write a number, or a tensor of the same type, to the elements that ``index`` names."""
        index = tuple(map(array_of, index)) if isinstance(index, tuple) else array_of(index)
        if not isinstance(value, (Tensor, int, float)):
            raise TypeError(f"can't assign a {type(value).__name__} to a {self.type()}")
        try:
            self._memory()[index] = value._array if isinstance(value, Tensor) else value
        except (IndexError, ValueError) as error:
            raise type(error)(str(error)) from None
        self._counter[0] += 1

    def normal_(self, mean=0, std=1, generator=None):
        """Fill with normal numbers, drawn one after another."""
        drawn = (generator or default_generator).normals(self._array.size)
        self._write((drawn * std + mean).reshape(self._array.shape).astype(self._array.dtype))
        return self

    @property
    def data(self):
        """Only Variables hold data; a tensor is data."""
        raise RuntimeError(
            "cannot call .data on a torch.Tensor: did you intend to use autograd.Variable?"
        )

    @data.setter
    def data(self, value):
        return self.data

    def numpy(self):
        """Return the elements as a NumPy array that shares memory."""
        return self._host()

    def __array__(self, dtype=None, copy=None):
        return self._host() if dtype is None else self._host().astype(dtype)

    def __repr__(self):
        backend = backend_of(self._array)
        return tensor_text(backend.get(self._array), self.type())


absent(
    Tensor, "grad grad_fn requires_grad backward is_leaf register_hook retain_grad detach detach_"
)


def array_of(value):
    """Return what a tensor holds, a mask as truth values; anything else as it is."""
    if not isinstance(value, Tensor):
        return value
    return value._array != 0 if value._array.dtype == np.uint8 else value._array


def is_size(data):
    """Return whether ``data`` is a torch.Size."""
    return type(data).__name__ == "Size"


def refuse(op, args, wanted):
    """Raise if tensors and Variables are mixed in one call."""
    for arg in args:
        if isinstance(arg, Core) and not isinstance(arg, wanted):
            given, name = other_type(arg), op.name if op else "new"
            if wanted is Tensor:
                raise TypeError(
                    f"{name} received an invalid combination of arguments - got ({given}), but "
                    f"expected one of:\n * (float value)\n * ({args[0].type()} other)"
                )
            if len(args) == 2 and op.operand:
                raise RuntimeError(
                    f"{name}() received an invalid combination of arguments - got ({given}), but "
                    "expected one of:\n * (float other, float alpha)\n"
                    " * (Variable other, float alpha)\n"
                )
            position = [a is arg for a in args].index(True)
            parameter = list(op.kinds)[min(position, len(op.kinds) - 1)]
            raise RuntimeError(
                f"{name}(): argument '{parameter}' (position {position + 1}) must be Variable, "
                f"not {given}"
            )


def other_type(value):
    """Return how 0.3 names the type of an argument: Variable, or the type of a tensor."""
    return value.type() if isinstance(value, Tensor) else type(value).__name__


TYPES = {}
for _d in DTYPES:
    _body = {"__slots__": (), "element": _d.numpy, "__module__": "torch"}
    TYPES[_d.type_name] = type(_d.type_name, (Tensor,), _body)
CLASSES = {cls.element: cls for cls in TYPES.values()}
