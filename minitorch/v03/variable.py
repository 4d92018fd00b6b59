"""0.3: a ``Variable`` holds a tensor and its history. ``volatile`` is contagious and forgets it."""

from weakref import ref

import numpy as np

from ..backend import backend_of
from ..engine import AccumulateGrad, Node, edge_of, grad_mode
from ..tensor import Tensor as Core
from ..views import View, become, check_writable, overwrite
from .indexing import Places
from .node_names import VARYING, NodesOf03
from .operators import OF_VARIABLES
from .own_ops import part_at, set_at, taken_at
from .printing import tensor_text
from .signature import title
from .signatures import LATER, OF_TENSORS
from .tensor import CLASSES, Bare, Tensor, absent, install, other_type, refuse

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

    __slots__ = ("_held", "_volatile")

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
        self._view = self._grad = None
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
        if op is not None and op.name in ODD:
            array, edge = ODD[op.name](op, array, edge, args)
        self._array = array if array.ndim else array.reshape(1)
        self._edge, self._counter = edge, [0]
        self._view = self._grad = self._held = None
        self._volatile = False
        for arg in args:
            if arg is not None and arg._volatile:
                self._volatile = is_volatile(op, args)
                self._edge = None if self._volatile else edge
                break
        return self

    @staticmethod
    def _wrap_view(array, edge, op, args):
        """Make a result that shares memory with the first argument, and its version."""
        viewed, self = args[0], Variable._wrap(array, edge, op, args)
        base = viewed if viewed._view is None else viewed._view.base
        self._view = View(base, viewed._counter[0])
        share(viewed, self)
        return self

    def __getitem__(self, index):
        if isinstance(index, Variable) and index._array.dtype == np.uint8:
            if edge_of(index) is not None:
                raise AssertionError("MaskedSelect can't differentiate the mask")
            return self.masked_select(index)
        if isinstance(index, Variable) and index._array.dtype == np.int64:
            return self.index_select(0, index)
        index = data_of(index)
        places = Places(self._array, index)
        if places.is_mask:
            return self.masked_select(Variable._wrap(index._array))
        call = part_at if places.is_view else taken_at
        key = places.key if isinstance(places.key, tuple) else (places.key,)
        return call(self, key)

    def __setitem__(self, index, value):
        index = data_of(index)
        places = Places(self._array, index, setting=True)
        self._check_unshared()
        if isinstance(value, Variable) and value._array.dtype == self._array.dtype:
            shape = self._array[places.key].shape
            given = value if value._array.shape == shape else value.expand(*(shape or (1,)))
        else:
            part = np.empty_like(self._array[places.key])
            part[...] = self.data._fitting(data_of(value), places)
            given = Variable._wrap(part)
        overwrite(self, set_at(self, given, places.key))

    def _check_unshared(self):
        """Raise if this may not be changed in place: in 0.3 a change is not seen through views."""
        check_writable(self)
        count = len(self._counter[1]) if len(self._counter) > 1 else 1
        if count > 1:
            raise RuntimeError(
                "in-place operations can be only used on variables that don't share storage with "
                f"any other variables, but detected that there are {count} objects sharing it"
            )

    def _accumulate(self, grad, owned):
        super()._accumulate(grad if grad.ndim else grad[None], owned)
        self._grad._volatile = True

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
        self._edge = self._view = None

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

    def type(self, t=None):
        """Return this Variable converted to another tensor type."""
        if t is None:
            raise TypeError("type() missing 1 required positional argument: 't'")
        return super().type(t)

    def _type(self):
        return Core.type(self)

    def __repr__(self):
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


def data_of(value):
    """Return a value, or each item of a tuple or list, with tensors in the place of Variables."""
    if isinstance(value, (tuple, list)):
        return type(value)([data_of(item) for item in value])
    return value.data if isinstance(value, Variable) else value


def share(variable, other):
    """Note that two Variables share storage."""
    counter = variable._counter
    if len(counter) == 1:
        counter.append(sharing := set())  # of weak references: a WeakSet takes four times as long
        sharing.add(ref(variable, sharing.discard))
    counter[1].add(ref(other, counter[1].discard))
    other._counter = counter


def is_volatile(op, args):
    """Return whether a result is volatile: if an argument that autograd counts as an input is.

    Indices, masks and targets are not counted.

    Raises:
        RuntimeError: if there is a tensor among the arguments.
    """
    refuse(op, args, Variable)
    names = op.kinds if op is not None and op.rules and len(args) == len(op.kinds) else None
    counts = [True] * len(args) if names is None else [name in op.rules for name in names]
    pairs = zip(args, counts, strict=True)
    return any(arg._volatile for arg, counted in pairs if counted and isinstance(arg, Variable))


absent(Variable, LATER + OF_TENSORS)
install()
for _operator, _function in OF_VARIABLES.items():
    setattr(Variable, _operator, _function)


class ZeroSlope(Node):
    """The node of a comparison, which 0.3 records: its gradient is zero.

    Source: PyTorch 0.3.1, tools/autograd/derivatives.yaml: ``gt``.
    """

    __slots__ = ()

    def gradients(self, grad):
        """Return zeros of the size and type of each input."""
        return [np.zeros(shape, dtype) for shape, dtype in self.constants]

    def recorded_gradients(self, grad):
        """Return the same as Variables."""
        return [gradient(array) for array in self.gradients(grad)]


def compared(op, array, edge, args):
    """Give the result of a comparison a history if an operand has one."""
    edges = [edge_of(arg) for arg in args]
    if not grad_mode.enabled or not any(edges):
        return array, edge
    name = f"{op.name.title()}Backward{len(args) - 1}"
    if name not in COMPARISONS:
        COMPARISONS[name] = type(name, (ZeroSlope,), {"__slots__": ()})
    node = COMPARISONS[name](edges, array.shape)
    node.constants = [(arg._array.shape, arg._array.dtype) for arg in args]
    return array, (node, 0)


def of_kept_type(op, array, edge, args):
    """Give the sum or product of integers the type of the integers, wrapping around."""
    kept = args[0]._array.dtype
    return (array if array.dtype is kept else array.astype(kept)), edge


def renamed(op, array, edge, args):
    """Name the node of a call by its arguments."""
    if edge is not None and op.name in VARYING:
        Variable._nodes.rename(op, edge[0])
    return array, edge


def of_types_that_have_it(op, array, edge, args):
    """Refuse an operation that tensors of the type inside have not."""
    kind = CLASSES[args[0]._array.dtype]
    if op.name in kind.missing:
        raise RuntimeError(f"{op.name} is not implemented for type {title(kind)}")
    return array, edge


COMPARISONS = {}  # the classes of nodes, by name
ODD = {  # what else 0.3 does to the results of some operations
    **dict.fromkeys(VARYING, renamed),
    **dict.fromkeys(("eq", "ne", "lt", "le", "gt", "ge"), compared),
    **dict.fromkeys(("pow", "neg", "reciprocal"), of_types_that_have_it),
    **dict.fromkeys(("sum", "prod", "cumsum", "cumprod"), of_kept_type),
}


def gradient(array, edge=None, op=None, args=()):
    """Make a gradient that a hook sees: volatile, unless the pass itself is recorded."""
    result = Variable._wrap(array, edge, op, args)
    result._volatile = not grad_mode.enabled
    return result


Variable._nodes = NodesOf03(gradient)
