"""Functions of 0.3: ``forward`` works on bare tensors, ``backward`` on Variables."""

from functools import partial, wraps

from ...autograd import function as core
from ...autograd.context import is_among
from ...autograd.grad_mode import no_grad
from ...engine import Node, birth
from ...left_out import stand_ins
from ..signature import title
from ..tensor import Tensor
from ..variable import Variable, share

globals().update(stand_ins("torch.autograd.function"))
traceable = core.traceable


class BackwardCFunction(core.BackwardCFunction):
    """The node of a Function, whose forward sees the data of its Variables."""

    __slots__ = ("known", "shared")

    def prepare(self, args):
        recorded = super().prepare(args)
        self.known, self.shared = [(a.data, a) for a in args if isinstance(a, Variable)], ()
        self.wrap = Variable._wrap
        return recorded and not self.is_volatile()

    def is_volatile(self):
        """Return whether a volatile input makes the results so."""
        return any(variable.volatile for _, variable in self.known)

    def variable_of(self, tensor):
        """Return the input or output whose data is ``tensor``; None if there is none."""
        return next((variable for data, variable in self.known if data is tensor), None)

    def mark_shared_storage(self, *pairs):
        """Say which output shares its memory with which input, and so its version."""
        self.shared = pairs

    def heed_marks(self):
        """Count the changes that were marked; raise unless it was inputs that were changed."""
        for position, tensor in enumerate(self.dirty_tensors):
            variable = self.variable_of(tensor)
            if variable is None:
                raise RuntimeError(
                    f"mark_dirty only accepts input tensors, but argument {position} isn't one"
                )
            variable._check_unshared()
            variable._counter[0] += 1

    def check_returned(self, outputs):
        """Raise unless ``forward`` returned tensors."""
        if not all(isinstance(tensor, Tensor) for tensor in outputs):
            raise RuntimeError("data must be a Tensor")

    def output(self, tensor, index, recorded):
        """Return one output as a Variable; the same one if it was changed in place.

        It has this node in any case, and requires grad only if there is a way back.
        """
        volatile = self.is_volatile()
        differentiable = recorded and not is_among(tensor, self.non_differentiable)
        dirty = is_among(tensor, self.dirty_tensors)
        result = self.variable_of(tensor) if dirty else Variable(tensor)
        result._edge = (self, index) if differentiable else None
        result._volatile, result._idle = volatile, None if volatile else self
        self.known.append((tensor, result))
        for first, other in self.shared:
            if other is tensor and self.variable_of(first) is not None:
                share(self.variable_of(first), result)
        return result

    def keep(self):
        """Save the Variables whose data were to be saved; look at what was marked."""
        for tensor in self.non_differentiable:
            if not isinstance(tensor, Tensor):
                raise RuntimeError(
                    "mark_non_differentiable only accepts tensor arguments, but got "
                    f"{title(type(tensor))}"
                )
            if self.variable_of(tensor) is None:
                raise RuntimeError("mark_non_differentiable only accepts function outputs")
        saved = []
        for position, tensor in enumerate(self.to_save):
            if tensor is not None and not isinstance(tensor, Tensor):
                raise RuntimeError(
                    "save_for_backward can only save tensors, but argument "
                    f"{position} is of type {title(type(tensor))}"
                )
            variable = None if tensor is None else self.variable_of(tensor)
            if tensor is not None and variable is None:
                raise RuntimeError(
                    "save_for_backward can only save input or output tensors, but argument "
                    f"{position} doesn't satisfy this condition"
                )
            saved.append(variable)
        self.to_save, self.known = tuple(saved), ()
        super().keep()

    def save_for_backward(self, *tensors):
        """Keep inputs or outputs for :meth:`backward`."""
        self.to_save = tensors

    @property
    def saved_variables(self):
        """What was saved, as Variables of the graph."""
        return super().saved_tensors

    @property
    def saved_tensors(self):
        """What was saved, as bare tensors."""
        return tuple([v if v is None else v.data for v in self.saved_variables])

    def check_types(self, found):
        """Take gradients of any shape and type."""


class Error(Node):
    """The node of a gradient that cannot be differentiated, and requires none."""

    __slots__ = ()


def bare(args):
    """Return arguments with tensors in the place of Variables."""
    return [a.data if isinstance(a, Variable) else a for a in args]


def without_graph(backward, grads):
    """Return what ``backward`` makes of the data of ``grads``; in a recorded pass, it has an
    :class:`Error` for a node.
    """
    with no_grad():
        results = backward(*bare(grads))
    results = results if isinstance(results, tuple) else (results,)
    volatile = all(g is None or g.volatile for g in grads)
    variables = [Variable(r, volatile=volatile) if isinstance(r, Tensor) else r for r in results]
    for variable in variables:
        if isinstance(variable, Variable) and not volatile:
            variable._idle = Error()
    return tuple(variables)


def once_differentiable(backward):
    """Mark the backward of a Function as one that works on bare tensors.

    Its results cannot be differentiated again.

    Source: PyTorch 0.3.1, torch/autograd/function.py: once_differentiable.
    """

    @wraps(backward)
    def once(ctx, *grads):
        results = without_graph(partial(backward, ctx), grads)
        return results if len(results) > 1 else results[0]

    return once


class FunctionMeta(type):
    """Gives every Function class the class of its nodes, ``NameBackward``."""

    def __init__(cls, name, bases, body):
        super().__init__(name, bases, body)
        body = {"_forward_cls": cls, "__module__": "torch.autograd.function"}
        cls._backward_cls = type(f"{name}Backward", (BackwardCFunction,), body)


class OldStyleNode(BackwardCFunction):
    """The node of an old-style Function: it calls the methods of the instance, on bare tensors."""

    __slots__ = ("instance",)

    def call_backward(self, grads):
        return without_graph(self.instance.backward, grads)


class Function(metaclass=FunctionMeta):
    """An operation with a gradient of its own.

    New style: static ``forward(ctx, *args)`` and ``backward(ctx, *grads)``; call ``apply``. Old
    style: ``forward(self, *args)`` and ``backward(self, *grads)``; make an instance and call it.

    Example:
        >>> class Square(torch.autograd.Function):
        ...     @staticmethod
        ...     def forward(ctx, x):
        ...         ctx.save_for_backward(x)
        ...         return x * x
        ...
        ...     @staticmethod
        ...     def backward(ctx, g):
        ...         (x,) = ctx.saved_variables
        ...         return g * 2 * x
        >>> x = torch.autograd.Variable(torch.Tensor([3]), requires_grad=True)
        >>> Square.apply(x).backward()
        >>> x.grad
        Variable containing:
         6
        [torch.FloatTensor of size 1]
        <BLANKLINE>

    Source: PyTorch 0.3.1, torch.autograd.Function.
    """

    __init__, __getattr__ = core.Function.__init__, core.Function.__getattr__
    is_traceable = False

    @staticmethod
    def forward(ctx, *args, **kwargs):
        """Compute the outputs from the inputs."""
        raise NotImplementedError

    @staticmethod
    def backward(ctx, *grad_outputs):
        """Compute the gradient of each input, None where there is none."""
        raise NotImplementedError

    @classmethod
    def apply(cls, *args):
        """Run ``forward`` on the data of the arguments and record the call."""
        node = object.__new__(cls._backward_cls)
        recorded = node.prepare(args)
        with no_grad():
            outputs = cls.forward(node, *bare(args))
        node.birth = birth()
        return node.finish(outputs, recorded)

    def __call__(self, *args):
        """Run an old-style Function: all its arguments are Variables."""
        core.check_variables(args, Variable)
        cls = type(self)
        if "old_node_class" not in cls.__dict__:
            body = {"_forward_cls": cls, "__module__": cls.__module__}
            cls.old_node_class = type(cls.__name__, (OldStyleNode,), body)
        node = object.__new__(cls.old_node_class)
        recorded = node.prepare(args)
        node.instance, self.node = self, node
        self.needs_input_grad = node.needs_input_grad
        with no_grad():
            outputs = self.forward(*bare(args))
        node.birth = birth()
        return node.finish(outputs, recorded)

    _do_forward = __call__


class InplaceFunction(Function):
    """An old-style Function that may overwrite its input. Source: PyTorch 0.3.1."""

    def __init__(self, inplace=False):
        super().__init__()
        self.inplace = inplace
