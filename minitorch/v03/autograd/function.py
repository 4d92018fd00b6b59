"""Functions of 0.3: ``forward`` works on bare tensors, ``backward`` on Variables."""

from functools import wraps

from ...autograd import function as core
from ...autograd.grad_mode import no_grad
from ...engine import birth
from ...left_out import every
from ..tensor import Tensor
from ..variable import Variable

globals().update(every("torch.autograd.function"))
traceable = core.traceable


class BackwardCFunction(core.BackwardCFunction):
    """The node of a Function, whose forward sees the data of its Variables."""

    __slots__ = ("given",)

    def prepare(self, args):
        recorded = super().prepare(args)
        self.given = [a for a in args if isinstance(a, Variable)]
        self.wrap = Variable._wrap
        return recorded and not any(v.volatile for v in self.given)

    def output(self, tensor, index, recorded):
        """Return one output as a Variable; the same one if it was changed in place."""
        for variable in self.given:
            if variable.data is tensor and any(tensor is t for t in self.dirty):
                return super().output(variable, index, recorded)
        result = Variable(tensor)
        blocked = any(tensor is t for t in self.non_differentiable)
        result._edge = (self, index) if recorded and not blocked else None
        result._volatile = any(v.volatile for v in self.given)
        return result

    def keep(self, outputs, results):
        """Save the Variables whose data were to be saved."""
        known = [(v.data, v) for v in self.given] + list(zip(outputs, results, strict=True))
        saved = []
        for position, tensor in enumerate(self.to_save):
            if tensor is not None and not isinstance(tensor, Tensor):
                raise RuntimeError(
                    "save_for_backward can only save tensors, but argument "
                    f"{position} is of type {type(tensor).__name__}"
                )
            match = [v for data, v in known if data is tensor]
            if tensor is not None and not match:
                raise RuntimeError(
                    "save_for_backward can only save input or output tensors, but argument "
                    f"{position} doesn't satisfy this condition"
                )
            saved.append(match[0] if match else None)
        self.to_save, self.given = tuple(saved), ()
        super().keep(results, results)

    def save_for_backward(self, *tensors):
        """Keep inputs or outputs for :meth:`backward`."""
        self.to_save = tensors

    @property
    def saved_variables(self):
        """What was saved, as Variables of the graph."""
        return core.BackwardCFunction.saved_tensors.fget(self)

    @property
    def saved_tensors(self):
        """What was saved, as bare tensors."""
        return tuple([v if v is None else v.data for v in self.saved_variables])


def bare(args):
    """Return arguments with tensors in the place of Variables."""
    return [a.data if isinstance(a, Variable) else a for a in args]


def as_variables(results):
    """Return what a backward gave as a tuple, with Variables in the place of tensors."""
    results = results if isinstance(results, tuple) else (results,)
    return tuple([Variable(r) if isinstance(r, Tensor) else r for r in results])


def once_differentiable(backward):
    """Mark a backward as one that works on bare tensors, so that it is not differentiated.

    Source: PyTorch 0.3.1, torch/autograd/function.py: once_differentiable.
    """

    @wraps(backward)
    def on_tensors(ctx, *grads):
        return as_variables(backward(ctx, *bare(grads)))

    return core.once_differentiable(on_tensors)


class FunctionMeta(type):
    """Gives every Function class the class of its nodes, ``NameBackward``."""

    def __init__(cls, name, bases, body):
        super().__init__(name, bases, body)
        cls.node_class = type(f"{name}Backward", (BackwardCFunction,), {"function": cls})


class OldStyleNode(BackwardCFunction):
    """The node of an old-style Function: it calls the methods of the instance, on bare tensors."""

    __slots__ = ("instance",)

    def call_backward(self, grads):
        return as_variables(self.instance.backward(*bare(grads)))


class Function(metaclass=FunctionMeta):
    """An operation with a gradient of its own.

    New style: static ``forward(ctx, *args)`` and ``backward(ctx, *grads)``; call ``apply``. Old
    style: ``forward(self, *args)`` and ``backward(self, *grads)``; make an instance and call it.

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
        node = object.__new__(cls.node_class)
        recorded = node.prepare(args)
        with no_grad():
            outputs = cls.forward(node, *bare(args))
        node.birth = birth()
        return node.finish(outputs, recorded)

    def __call__(self, *args):
        """Run an old-style Function."""
        cls = type(self)
        if "old_node_class" not in cls.__dict__:
            cls.old_node_class = type(cls.__name__, (OldStyleNode,), {"function": cls})
        node = object.__new__(cls.old_node_class)
        recorded = node.prepare(args)
        node.instance, self.node = self, node
        self.needs_input_grad = node.needs_input_grad
        with no_grad():
            outputs = self.forward(*bare(args))
        node.birth = birth()
        return node.finish(outputs, recorded)


class InplaceFunction(Function):
    """An old-style Function that may overwrite its input. Source: PyTorch 0.3.1."""

    def __init__(self, inplace=False):
        super().__init__()
        self.inplace = inplace
