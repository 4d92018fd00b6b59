"""0.3: ``Tensor`` is data without a history. Its type is its class: ``torch.FloatTensor``.

There are no 0-dim tensors in 0.3: what would be one is a Python number.
"""

import warnings
from functools import wraps

import numpy as np

from ..backend import backend_of
from ..dtype import DTYPES, get_default_dtype
from ..errors import wrapped_number
from ..op import COMPOSITES, OPS
from ..streams import default_generator
from ..surface import inplace, methods
from ..tensor import Tensor as Core
from .construct import array_for
from .fitting import c_integer, copied_to, number_in_c, sizes_differ
from .indexing import Places
from .operators import OF_TENSORS, OPERATORS, no_abs
from .own_ops import OWN, round_away
from .parsing import TENSORS, VARIABLES, Reader, derived
from .printing import tensor_text
from .signature import is_real, title
from .signatures import BYTES, FLOATING, LATER, MOVING, OF_VARIABLES, READ_BY_PYTHON, SIGNED

OF_NETWORKS = [  # the operations that only Variables have
    f"minitorch.ops.{family}" for family in ("activation", "convolution", "losses", "pooling")
]


KEEPING_TYPE = ("sum", "prod", "cumsum", "cumprod")  # of small integers, along a dimension


class Absent:
    """An attribute of 0.4 that 0.3 has not."""

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner):
        name = instance.type() if isinstance(instance, Tensor) else owner.__name__
        raise AttributeError(f"'{name}' object has no attribute '{self.name}'")


def no_operator(self, other):
    """Tell Python that there is no such operator."""
    return NotImplemented


def absent(cls, names):
    """Take away from ``cls`` what 0.3 has not."""
    for name in names:
        if name.endswith("div__"):
            setattr(cls, name, no_operator)
            continue
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

    def _check_unshared(self):
        """Raise if an operation must not change this in place; tensors may always be changed."""

    def __format__(self, spec):
        return object.__format__(self, spec)


class Tensor(Bare):
    """Numbers of one type; ``torch.Tensor`` is the FloatTensor.

    Source: PyTorch 0.3.1, torch.Tensor.
    """

    __slots__ = ()
    element = None  # the NumPy type of the elements, which every tensor type has
    missing = ()  # the methods that a tensor type has not
    __reversed__ = None  # a tensor is no sequence
    _number = staticmethod(number_in_c)
    _volatile = True  # to the results of Variables, which then look closer and refuse it

    def __new__(cls, *args):
        return Tensor._wrap(array_for(cls if cls.element else default_type(), args))

    def __init__(self, *args):
        pass

    @staticmethod
    def _wrap(array, edge=None, op=None, args=()):
        """Make a result; a single number without dimensions is a Python number."""
        if op is not None and op.forward.__module__ in OF_NETWORKS:
            given = args[0].type()
            raise RuntimeError(
                f"{op.name}(): argument 'input' (position 1) must be Variable, not {given}"
            )
        if not array.ndim:
            return array.item()
        if op is not None and op.name in KEEPING_TYPE:
            array = array.astype(args[0]._array.dtype, copy=False)
        self = object.__new__(CLASSES[array.dtype])
        self._array, self._edge, self._counter = array, None, [0]
        self._view = self._grad = None
        return self

    @staticmethod
    def _wrap_view(array, edge, op, args):
        """Make a result that shares memory with the first argument."""
        return Tensor._wrap(array, None, op, args)

    def _unequal(self, op, args, error):
        """Compute elementwise in the order of memory if the number of elements is the same."""
        tensors = [arg for arg in args if isinstance(arg, Core)]
        if len({tensor._array.size for tensor in tensors}) > 1:
            raise sizes_differ(tensors) from error
        warnings.warn(
            "self and other not broadcastable, but have the same number of elements.  "
            "Falling back to deprecated pointwise behavior.",
            stacklevel=4,
        )
        shape = tensors[0]._array.shape
        given = [a.contiguous().view(*shape) if isinstance(a, Core) else a for a in args]
        return op.method_call(*given)

    def _kind(self):
        return self.type()

    def __getitem__(self, index):
        places = Places(self._array, index)
        part = self._memory()[places.key]
        return Tensor._wrap(part if part.ndim or places.is_view else np.atleast_1d(part))

    def __setitem__(self, index, value):
        """Write a number, or the elements of a tensor, to the places that ``index`` names."""
        places = Places(self._array, index, setting=True)
        self._memory()[places.key] = self._fitting(value, places)
        self._counter[0] += 1

    def _fitting(self, value, places):
        """Return what is to be written as NumPy takes it: in the shape of the places."""
        if is_real(value, type(self)):
            return value if self._array.dtype.kind == "f" else c_integer(value, self._array.dtype)
        if not isinstance(value, Tensor):
            kind = title(type(value))
            raise RuntimeError(f"copy from {kind} to {self.type()} isn't implemented")
        part, given = self._array[places.key], value._array
        if places.is_mask:
            if given.size < part.size:
                raise RuntimeError("Number of elements of src < number of ones in mask")
            return given.reshape(-1)[: part.size]
        return copied_to(part.shape, given)

    def copy_(self, source, non_blocking=False):
        """Overwrite the elements with those of another tensor; return self."""
        if not isinstance(source, Tensor):
            kind = title(type(source))
            raise RuntimeError(f"copy from {kind} to {self.type()} isn't implemented")
        self._memory()[...] = copied_to(self._array.shape, source._array)
        self._counter[0] += 1
        return self

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

    def _plain(self):
        return self

    def new(self, *args):
        """Return a tensor of the same type from sizes or data, as its constructor would."""
        return self._beside(type(self)(*args))

    def numpy(self):
        """Return the elements as a NumPy array that shares memory."""
        return self._host()

    def __array__(self, dtype=None, copy=None):
        return self._host() if dtype is None else self._host().astype(dtype)

    def __array_wrap__(self, array, context=None, return_scalar=False):
        """Return what NumPy computed as a tensor; truth values as bytes."""
        return Tensor._wrap(array.astype(np.uint8) if array.dtype == bool else array)

    def __repr__(self):
        backend = backend_of(self._array)
        return tensor_text(backend.get(self._array), self.type())


def refuse(op, args, wanted):
    """Raise if tensors and Variables are mixed in one call."""
    for arg in args:
        if isinstance(arg, Core) and not isinstance(arg, wanted):
            given, name = other_type(arg), op.name if op else "new"
            position = [a is arg for a in args].index(True)
            parameter = list(op.kinds)[min(position, len(op.kinds) - 1)]
            if op.defaults[parameter] is None:
                continue  # weights of classes and the like are buffers, which are tensors
            raise RuntimeError(
                f"{name}(): argument '{parameter}' (position {position + (not op.method)}) must be "
                f"Variable, not {given}"
            )


def other_type(value):
    """Return how 0.3 names the type of an argument: Variable, or the type of a tensor."""
    return value.type() if isinstance(value, Tensor) else type(value).__name__


def default_type():
    """Return the tensor type of what is made from nothing: ``torch.Tensor``."""
    return CLASSES[get_default_dtype().numpy]


def reader(name, call, method):
    """Return what reads the arguments of ``call``; None if Python itself does."""
    op = OPS.get(name.removesuffix("_"))
    tensors, variables = TENSORS.get(name), VARIABLES.get(name)
    if op is not None and name not in COMPOSITES and not op.kinds[op.parameters[0]].many:
        own, others = derived(op)
        tensors, variables = tensors or own, variables or others
    variables = None if name in READ_BY_PYTHON else variables
    if tensors is None and variables is None:
        return None
    return Reader(name, call, tensors, variables, method, default=default_type)


def in_place(call):
    """Return a method that changes its tensor only if that may be changed."""

    @wraps(call)
    def method(self, *args, **named):
        self._check_unshared()
        return call(self, *args, **named)

    return method


def install():
    """Give tensors and Variables the methods of 0.3, and each tensor type only those it has."""
    found = {**vars(Core), **methods(), **COMPOSITES, **OWN, "round_": inplace(round_away.op)}
    for name, call in found.items():
        method = name in vars(Core) and callable(call) and name not in Bare.__dict__
        if method and not name.startswith("_"):
            call = in_place(call) if name.endswith("_") else call
            made = reader(name, call, method=True)
            if made is not None or name in COMPOSITES:
                setattr(Bare, name, call if made is None else made.function())
    for operator, name in OPERATORS.items():
        setattr(Bare, operator, getattr(Bare, name))
    Bare.__abs__ = no_abs
    for operator, function in OF_TENSORS.items():
        setattr(Tensor, operator, function)
    for cls in TYPES.values():
        absent(cls, cls.missing)


def missing(element):
    """Return the names of the methods that the tensor type of these elements has not."""
    kind = element.str[1:]
    if kind == "f2":
        return [*(set(TENSORS) - set(MOVING)), "numpy", *FLOATING, *BYTES]
    if element.kind == "f":
        return BYTES
    return FLOATING + (SIGNED if kind == "u1" else BYTES)


TYPES = {}
for _d in DTYPES:
    _body = {"__slots__": (), "element": _d.numpy, "__module__": "torch"}
    TYPES[_d.type_name] = type(_d.type_name, (Tensor,), _body | {"missing": missing(_d.numpy)})
CLASSES = {cls.element: cls for cls in TYPES.values()}
absent(Tensor, LATER + OF_VARIABLES)
