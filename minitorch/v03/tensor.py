"""0.3: ``Tensor`` is data without a history. Its type is its class: ``torch.FloatTensor``.

There are no 0-dim tensors in 0.3: what would be one has one element, or is a Python number.
"""

import numpy as np

from .. import cuda
from ..backend import backend_of
from ..dtype import DTYPES, Size, get_default_dtype
from ..errors import wrapped_number
from ..ops.fill import astype
from ..sparse_array import SparseArray
from ..streams import default_generator
from ..tensor import Tensor as Core
from .construct import array_for
from .fitting import c_integer, copied_to, expands, in_order_of_memory, number_in_c
from .indexing import Places
from .parsing import TENSORS
from .printing import tensor_text
from .signature import is_real, title
from .signatures import BYTES, FLOATING, LATER, MOVING, OF_VARIABLES, SIGNED

OF_NETWORKS = [  # the operations that only Variables have
    f"minitorch.ops.{family}"
    for family in ("activation", "convolution", "losses", "pooling", "softmax")
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

    @property
    def shape(self):
        """The size of each dimension, as :class:`Size`; what is empty has none."""
        return Size(self._array.shape if self._array.size else ())

    def cuda(self, device=None, **options):
        """Return this tensor on a GPU."""
        if not cuda.is_available():
            raise AssertionError("Torch not compiled with CUDA enabled")
        return Core.cuda(self, device)

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

    def _change(self, call, args, named):
        """Change this in place by ``call``; tensors may always be changed."""
        return call(self, *args, **named)

    def _as_large(self, args, names):
        """Return the arguments of a change in place: Variables never fall back on what follows."""
        return args

    def _check_gradient(self, gradient):
        """Take any gradient: 0.3 looks neither at its shape nor at its type."""

    def _as(self, numpy_dtype):
        if self._array.dtype == numpy_dtype:
            return self
        return astype(self, np.dtype(numpy_dtype), self._array.dtype)

    def __format__(self, spec):
        return object.__format__(self, spec)


class Tensor(Bare):
    """Numbers of one type; ``torch.Tensor`` is the FloatTensor.

    Example:
        >>> torch.Tensor([[1, 2], [3, 4]])
        <BLANKLINE>
         1  2
         3  4
        [torch.FloatTensor of size 2x2]
        <BLANKLINE>
        >>> torch.LongTensor([1, 2]).type()
        'torch.LongTensor'

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
        """Make a result; there is nothing without dimensions."""
        if op is not None and op.forward.__module__ in OF_NETWORKS:
            given = args[0].type()
            raise RuntimeError(
                f"{op.name}(): argument 'input' (position 1) must be Variable, not {given}"
            )
        if op is not None and op.name in KEEPING_TYPE:
            array = array.astype(args[0]._array.dtype, copy=False)
        self = object.__new__(CLASSES[array.__class__ is SparseArray, array.dtype])
        self._array = array if array.ndim else array.reshape(1)
        self._edge, self._counter = None, [0]
        self._view = self._grad = None
        return self

    @staticmethod
    def _wrap_view(array, edge, op, args):
        """Make a result that shares memory with the first argument."""
        return Tensor._wrap(array, None, op, args)

    def _unequal(self, op, args, error):
        """Compute elementwise in the order of memory if the number of elements is the same."""
        second = [name for name in op.kinds if name in op.parameters][1]
        relation = f"self and {second} not broadcastable, but have"
        return op.method_call(*in_order_of_memory(args, relation, error))

    def _as_large(self, args, names):
        """Return the arguments of a change in place, of which some may not broadcast this tensor.

        Args:
            names: of those that are expanded to the shape of this.
        """
        shape = self._array.shape
        for name, arg in zip(names, args, strict=False):
            if isinstance(arg, Core) and not expands(arg._array.shape, shape):
                count = len(names)
                relation = f"{name} is not broadcastable to self, but they have"
                same = in_order_of_memory((self, *args[:count]), relation)[1:]
                return (*same, *args[count:])
        return args

    def _kind(self):
        return self.type()

    def __getitem__(self, index):
        places = Places(self._array, index)
        part = self._memory()[places.key]
        return Tensor._wrap(part) if part.ndim or not places.is_view else part.item()

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

    def numpy(self, *args):
        """Return the elements as a NumPy array that shares memory."""
        if args:
            raise RuntimeError("numpy() takes no positional arguments")
        return self._host()

    def storage(self, *ignored):
        """Return the memory that this tensor shows a part of, such as a ``FloatStorage``."""
        return Core.storage(self)

    def __array__(self, dtype=None, copy=None):
        return self.numpy() if dtype is None else self.numpy().astype(dtype)

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
    return CLASSES[False, get_default_dtype().numpy]


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
CLASSES = {(False, cls.element): cls for cls in TYPES.values()}  # whether it is sparse, its dtype
absent(Tensor, LATER + OF_VARIABLES)
