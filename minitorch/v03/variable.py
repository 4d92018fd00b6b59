"""0.3: a ``Variable`` holds a tensor and its history. ``volatile`` is contagious and forgets it."""

from sys import getrefcount
from types import MappingProxyType
from weakref import ref

import numpy as np

from ..backend import backend_of, is_sparse
from ..engine import Node, edge_of, grad_mode
from ..sampling import multinomial
from ..tensor import Tensor as Core
from ..views import become, check_writable, overwrite
from .fitting import finite_number
from .indexing import Places
from .methods import install
from .nodes import AccumulateGrad, NodesOf03
from .odd import ODD
from .own_ops import part_at, rows_at, set_at, taken_at
from .printing import tensor_text
from .signatures import LATER, OF_TENSORS
from .sparse import sparse_text
from .tensor import Bare, Tensor, absent, other_type, refuse

new = object.__new__


class Variable(Bare):
    """A tensor whose operations are recorded, unless one of its inputs is volatile.

    Args:
        data: the tensor to hold.
        requires_grad: whether gradients are wanted.
        volatile: for inference: nothing computed from it is recorded.

    Raises:
        RuntimeError: if ``data`` is not a tensor, or both flags are set.

    Example:
        >>> import minitorch.v03 as torch
        >>> x = torch.autograd.Variable(torch.FloatTensor([3]), volatile=True)
        >>> (x * 2).volatile
        True

    Source: PyTorch 0.3.1, torch/autograd/variable.py.
    """

    __slots__ = ("_held", "_idle", "_sharing", "_volatile")
    __module__ = "minitorch.v03.autograd.variable"
    __array_priority__ = -2e6  # NumPy takes a Variable for a sequence, and its elements one by one
    _leaf, _differentiable = AccumulateGrad, "fiu"
    _number = staticmethod(finite_number)

    def __new__(cls, data=None, requires_grad=False, volatile=False):
        if data is None:
            data = Tensor()
        if not isinstance(data, Tensor):
            kind = type(data).__name__
            raise RuntimeError(f"Variable data has to be a tensor, but got {kind}")
        if volatile and requires_grad:
            raise RuntimeError("Variable can't be volatile and require_grad at the same time!")
        self = new(cls)
        self._array, self._edge, self._counter = data._array, None, [0]
        self._view = self._grad = self._idle = self._sharing = None
        self._volatile, self._held, data._whole = bool(volatile), data, ref(self)
        if requires_grad:
            self._edge = (AccumulateGrad(self), 0)
        return self

    def __init__(self, *args, **kwargs):
        pass

    @staticmethod
    def _wrap(array, edge=None, op=None, args=()):
        """Make a result; volatile if one of the arguments that count is.

        A tensor among the arguments says that it is volatile, too: so one question about each
        argument finds both, and only then they are looked at one by one (:func:`is_volatile`).
        """
        self = new(Variable)
        self._array = array if array.ndim else array.reshape(1)
        self._edge, self._counter = edge, [0]
        self._view = self._grad = self._held = self._idle = self._sharing = None
        self._volatile = False
        for arg in args:
            if arg is not None and arg._volatile:
                self._volatile = is_volatile(op, args)
                self._edge = None if self._volatile else edge
                break
        if op is not None and op.name in ODD:
            ODD[op.name](self, op, args)
        return self

    @staticmethod
    def _wrap_view(array, edge, op, args):
        """Make a result that shares memory with the first argument, and its version.

        It keeps no :class:`views.View`: while both are alive, neither may be changed in place.
        """
        self = Variable._wrap(array, edge, op, args)
        if op.name != "split_sizes":  # in 0.3, nobody notices what ``split`` shares
            share(args[0], self)
        return self

    def __getitem__(self, index):
        recorded = isinstance(index, Variable) and edge_of(index) is not None
        index = data_of(index)
        if isinstance(index, Tensor) and index._array.dtype == np.uint8:
            if recorded:
                raise AssertionError("MaskedSelect can't differentiate the mask")
            return self.masked_select(Variable(index))
        if isinstance(index, Tensor) and index._array.dtype == np.int64:
            return rows_at(self, Variable(index))
        places = Places(self._array, index)
        call = part_at if places.is_view else taken_at
        key = places.key if isinstance(places.key, tuple) else (places.key,)
        return call(self, key)

    def __setitem__(self, index, value):
        index = data_of(index)
        places = Places(self._array, index, setting=True)
        if isinstance(value, Variable) and value._array.dtype == self._array.dtype:
            shape = self._array[places.key].shape
            given = value if value._array.shape == shape else value.expand(*(shape or (1,)))
        else:
            part = np.empty_like(self._array[places.key])
            part[...] = self.data._fitting(data_of(value), places)
            given = Variable._wrap(part)
        self._change(set_at_key, (given, places.key))

    def _change(self, call, args, named=MappingProxyType({})):
        """Change this in place by ``call``; a volatile argument makes it volatile, too.

        Raises:
            RuntimeError: if others show the same memory: in 0.3 a change is not seen through views.
        """
        self._check_unshared()
        node = self.grad_fn
        result = call(self, *args, **named)
        if any(isinstance(arg, Variable) and arg._volatile for arg in args):
            self._volatile, self._edge, self._idle = True, None, node
        return result

    def _check_unshared(self):
        """Raise if this may not be changed in place: in 0.3 a change is not seen through views."""
        check_writable(self)
        count = 1 if self._sharing is None else getrefcount(self._sharing) - 1
        if count > 1:
            raise RuntimeError(
                "in-place operations can be only used on variables that don't share storage with "
                f"any other variables, but detected that there are {count} objects sharing it"
            )

    def __array__(self, dtype=None, copy=None):
        """Return an array of Variables of one element each, as deep as NumPy went looking for one.

        A Variable is a sequence without end: each of its elements is a Variable again.
        """
        found = np.empty(self._array.shape, object)
        for place in np.ndindex(found.shape):
            found[place] = part_at(self, place)
        return found.reshape(found.shape + (1,) * (32 - found.ndim))

    def __array_wrap__(self, array, context=None, return_scalar=False):
        return array

    def _accumulate(self, grad, owned):
        super()._accumulate(grad if grad.ndim else grad[None], owned)
        self._grad._volatile = True

    def _clear_grad(self):
        """Overwrite ``grad`` with zeros; one that has a history is replaced instead."""
        if self._grad is not None and not self._grad._volatile:
            self._grad = Variable(Tensor._wrap(np.zeros_like(self._grad._array)))
        elif self._grad is not None:
            self._grad._memory().fill(0)

    def _kind(self):
        return f"Variable objects containing {self.data.type()}"

    def __bool__(self):
        if self._array.size:
            kind = self.data.type()
            raise RuntimeError(
                f"bool value of Variable objects containing non-empty {kind} is ambiguous"
            )
        return False

    @property
    def data(self):
        """The tensor inside, always the same one."""
        if self._held is None or self._held._array is not self._array:
            self._held = Tensor._wrap(self._memory())
            self._held._whole = ref(self)
        return self._held

    @data.setter
    def data(self, value):
        if not isinstance(value, Tensor):
            kind = other_type(value)
            raise RuntimeError(f"Variable data has to be a tensor, but got {kind}")
        self._held, value._whole = value, ref(self)
        become(self, value._array)

    @property
    def grad(self):
        """The gradient accumulated so far, a Variable, or None."""
        return self._grad

    @grad.setter
    def grad(self, value):
        if value is not None and not isinstance(value, Variable):
            raise RuntimeError(f"expected Variable or None (got {other_type(value)})")
        Core.grad.fset(self, value)

    @property
    def is_leaf(self):
        """Whether no operation that left a node made this Variable."""
        return self._idle is None and Core.is_leaf.fget(self)

    @property
    def grad_fn(self):
        """The node of what made this Variable, perhaps one that no gradient will reach; or None."""
        if self._idle is not None and self._edge is None:
            if not isinstance(self._idle, Node):
                self._idle = self._nodes[self._idle]((None,))
            return self._idle
        return Core.grad_fn.fget(self)

    @property
    def volatile(self):
        """Whether what is computed from this Variable is not recorded."""
        return self._volatile

    @volatile.setter
    def volatile(self, value):
        if not isinstance(value, bool):
            raise RuntimeError("volatile must be a bool")
        if self.grad_fn is not None:
            raise RuntimeError("volatile can only be set on leaf variables")
        self._volatile = value

    def contiguous(self):
        """Put the data in the order of memory, and return this Variable itself."""
        self.data = self.data.contiguous()
        return self

    def detach(self):
        """Return a Variable over the same memory without the history; volatile stays."""
        result = self._wrap(self._memory())
        share(self, result)
        result._volatile = self._volatile
        return result

    def detach_(self):
        """Forget the history."""
        self._edge = self._idle = None

    def register_hook(self, hook):
        """Call ``hook(grad)`` whenever the gradient was computed; returns a handle."""
        if self._volatile:
            raise RuntimeError("cannot register a hook on a volatile variable")
        if not self.requires_grad:
            raise RuntimeError("cannot register a hook on a variable that doesn't require gradient")
        return super().register_hook(hook)

    def backward(self, gradient=None, retain_graph=None, create_graph=None, retain_variables=None):
        """Accumulate the gradient of this Variable in the leaves of its graph.

        Source: PyTorch 0.3.1, torch.autograd.Variable.backward.
        """
        from .autograd import backward

        backward(self, gradient, retain_graph, create_graph, retain_variables)

    def multinomial(self, num_samples=1, replacement=False):
        """Draw from each row, once unless told otherwise; tensors have to be told."""
        return multinomial(self, num_samples, replacement)

    def _type(self):
        return Core.type(self)

    def __repr__(self):
        if is_sparse(self._array):
            return sparse_text(self, "Variable")
        kind = Core.type(self)
        return tensor_text(backend_of(self._array).get(self._array), kind, "Variable")

    def __deepcopy__(self, memo):
        if not self.is_leaf:
            raise RuntimeError(
                "Only Variables created explicitly by the user (graph leaves) support the deepcopy "
                "protocol at the moment"
            )
        result = type(self)(self.data.clone(), self.requires_grad)
        result._volatile, memo[id(self)] = self._volatile, result
        return result


def set_at_key(variable, value, key):
    """Write ``value`` to a part of ``variable``."""
    result = set_at(variable, value, key)
    overwrite(variable, result)
    variable._idle = result._idle


def data_of(value):
    """Return a value, or each item of a tuple or list, with tensors in the place of Variables."""
    if isinstance(value, (tuple, list)):
        return type(value)([data_of(item) for item in value])
    return value.data if isinstance(value, Variable) else value


def share(variable, other):
    """Let another Variable share the storage of one, and its version.

    They hold a token in common: as many share the storage as hold that.
    """
    if variable._sharing is None:
        variable._sharing = object()
    other._sharing, other._counter = variable._sharing, variable._counter


def is_volatile(op, args):
    """Return whether a result is volatile: if an argument that autograd counts as an input is.

    Indices, masks and targets are not counted.

    Raises:
        RuntimeError: if there is a tensor among the arguments.
    """
    refuse(op, args, Variable)
    names = op.kinds if op is not None and op.rules and len(args) == len(op.kinds) else None
    counts = [True] * len(args) if names is None else [counted(op, name) for name in names]
    pairs = zip(args, counts, strict=True)
    return any(arg._volatile for arg, counts in pairs if counts and isinstance(arg, Variable))


def counted(op, name):
    """Return whether autograd counts an argument as an input; 0.3 differentiated no target."""
    return name in op.rules and name != "target"


def gradient(array, edge=None, op=None, args=()):
    """Make a gradient that a hook sees: volatile, unless the pass itself is recorded."""
    result = Variable._wrap(array, edge, op, args)
    result._volatile = not grad_mode.enabled
    return result


Variable._nodes = NodesOf03(gradient)
absent(Variable, LATER + OF_TENSORS)
install(Variable)
