"""0.3: a ``Variable`` holds a tensor and its history. ``volatile`` is contagious and forgets it."""

from ..backend import backend_of
from ..engine import AccumulateGrad
from ..nodes import NodeClasses
from ..tensor import Tensor as Core
from ..views import View, check_writable
from .printing import tensor_text
from .tensor import Bare, Tensor, absent, other_type, refuse

NAMES = {  # how nodes are named where 0.4.1 has another name
    "AddBackward": "AddBackward0",
    "MulBackward": "MulBackward0",
    "SubBackward": "SubBackward0",
    "ThAddBackward": "AddBackward1",
    "ThMulBackward": "MulBackward1",
    "ThSubBackward": "SubBackward1",
    "ThAddmmBackward": "AddmmBackward",
    "ProdBackward0": "ProdBackward",
    "ProdBackward1": "ProdBackward",
    "SelectBackward": "IndexBackward",
    "SliceBackward": "IndexBackward",
    "TakeBackward": "IndexBackward",
    "SigmoidBackward": "SigmoidBackward0",
    "TanhBackward": "TanhBackward0",
    "TransposeBackward0": "TransposeBackward",
    "UnsqueezeBackward0": "UnsqueezeBackward",
    "VarBackward0": "DivBackward0",
    "VarBackward1": "DivBackward0",
    "StdBackward0": "SqrtBackward",
    "StdBackward1": "SqrtBackward",
}


def node_name(op):
    """Return the class name of an operation's nodes in 0.3.1."""
    return NAMES.get(op.node_name, op.node_name)


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

    __slots__ = ()

    def __new__(cls, data=None, requires_grad=False, volatile=False):
        if data is None:
            data = Tensor()
        if not isinstance(data, Tensor):
            kind = type(data).__name__
            raise RuntimeError(f"Variable data has to be a tensor, but got {kind}")
        if volatile and requires_grad:
            raise RuntimeError("Variable can't be volatile and require_grad at the same time!")
        self = object.__new__(cls)
        self._array, self._edge, self._counter = data._array, None, [0]
        self._view = self._grad = None
        self._volatile, self._held = bool(volatile), data
        if requires_grad:
            self._edge = (AccumulateGrad(self), 0)
        return self

    def __init__(self, *args, **kwargs):
        pass

    @staticmethod
    def _wrap(array, edge=None, op=None, args=()):
        """Make a result; volatile if one of the arguments that count is."""
        if args:
            refuse(op, args, Variable)
        self = object.__new__(Variable)
        self._array = array if array.ndim else array.reshape(1)
        self._view = self._grad = self._held = None
        self._volatile = any(arg._volatile for arg in counted(op, args)) if args else False
        self._edge, self._counter = (None if self._volatile else edge), [0]
        return self

    @staticmethod
    def _wrap_view(array, edge, op, args):
        """Make a result that shares memory with the first argument, and its version."""
        viewed, self = args[0], Variable._wrap(array, edge, op, args)
        base = viewed if viewed._view is None else viewed._view.base
        self._counter, self._view = viewed._counter, View(base, viewed._counter[0])
        return self

    def __setitem__(self, index, value):
        check_writable(self)
        super().__setitem__(index, value)

    def _accumulate(self, grad, owned):
        super()._accumulate(grad if grad.ndim else grad.reshape(1), owned)
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
        return self._held

    @data.setter
    def data(self, value):
        if not isinstance(value, Tensor):
            kind = other_type(value)
            raise RuntimeError(f"Variable data has to be a tensor, but got {kind}")
        self._array, self._held = value._array, value
        if self._edge is not None and isinstance(self._edge[0], AccumulateGrad):
            self._edge[0].shape = self._array.shape

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

    def detach(self):
        """Return a Variable over the same memory without the history; volatile stays."""
        result = super().detach()
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


def counted(op, args):
    """Return the arguments that autograd counts as inputs: not indices, masks and targets."""
    variables = [arg for arg in args if isinstance(arg, Variable)]
    if op is None or not op.rules or len(args) != len(op.kinds):
        return variables
    named = zip(op.kinds, args, strict=True)
    return [arg for name, arg in named if name in op.rules and isinstance(arg, Variable)]


absent(
    Variable, "numpy new copy_ uniform_ normal_ random_ bernoulli_ resize_ storage tolist apply_"
)
absent(Variable, "map_ pin_memory is_pinned share_memory_ clamp_ relu_ __array__")


def gradient(array, edge=None, op=None, args=()):
    """Make a gradient that a hook sees: volatile, unless the pass itself is recorded."""
    result = Variable._wrap(array, edge, op, args)
    result._volatile = edge is None
    return result


Variable._nodes = NodeClasses(gradient, node_name)
