"""``Function``: operations that users define, with a forward and a backward of their own."""

from functools import partial, wraps

from ..engine import Node, TensorBase, birth, edge_of, grad_mode
from ..errors import type_name
from ..left_out import stand_ins
from .context import BackwardCFunction
from .grad_mode import no_grad

globals().update(stand_ins("torch.autograd.function"))


class DelayedError(Node):
    """The node of a gradient that cannot be differentiated: backward raises."""

    __slots__ = ("message",)

    def __init__(self, message, shape):
        super().__init__((), shape)
        self.message = message

    def gradients(self, grad):
        raise RuntimeError(self.message)

    recorded_gradients = gradients


def without_graph(backward, grads, message):
    """Return what ``backward`` makes of ``grads``, unrecorded; a second backward raises."""
    with no_grad():
        results = backward(*grads)
    wanted = any(isinstance(g, TensorBase) and edge_of(g) is not None for g in grads)
    if not (grad_mode.enabled and wanted):
        return results
    single = not isinstance(results, tuple)
    marked = [
        r if r is None else r._wrap(r._array, (DelayedError(message, r._array.shape), 0))
        for r in ((results,) if single else results)
    ]
    return marked[0] if single else tuple(marked)


def once_differentiable(backward):
    """Mark the backward of a Function as one whose result cannot be differentiated again.

    Example:
        >>> class Identity(torch.autograd.Function):
        ...     @staticmethod
        ...     def forward(ctx, x):
        ...         return x.clone()
        ...
        ...     @staticmethod
        ...     @torch.autograd.function.once_differentiable
        ...     def backward(ctx, g):
        ...         return g
        >>> x = torch.ones(1, requires_grad=True)
        >>> (slope,) = torch.autograd.grad(Identity.apply(x) * x, x, create_graph=True)
        >>> slope.backward()  # doctest: +ELLIPSIS
        Traceback (most recent call last):
            ...
        RuntimeError: trying to differentiate twice a function that was marked...

    Source: PyTorch 0.4.1, torch/autograd/function.py: once_differentiable.
    """
    message = "trying to differentiate twice a function that was marked with @once_differentiable"

    @wraps(backward)
    def once(ctx, *grads):
        return without_graph(partial(backward, ctx), grads, message)

    return once


class FunctionMeta(type):
    """Gives every Function class the class of its nodes, ``NameBackward``."""

    def __init__(cls, name, bases, body):
        super().__init__(name, bases, body)
        body = {"_forward_cls": cls, "__module__": "torch.autograd.function"}
        cls._backward_cls = type(f"{name}Backward", (BackwardCFunction,), body)


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
        ...         (x,) = ctx.saved_tensors
        ...         return g * 2 * x
        >>> x = torch.tensor([3.0], requires_grad=True)
        >>> Square.apply(x).backward()
        >>> x.grad
        tensor([6.])

    Source: PyTorch 0.4.1, torch.autograd.Function.
    """

    is_traceable = False

    def __init__(self, *args, **kwargs):
        """Take any arguments, as 0.4 does; those with a meaning have their own ``__init__``."""

    @staticmethod
    def forward(ctx, *args, **kwargs):
        """Compute the outputs from the inputs.

        What backward needs is kept by ``ctx.save_for_backward``; ``ctx`` may have attributes, too.

        Source: PyTorch 0.4.1, torch.autograd.Function.forward.
        """
        raise NotImplementedError

    @staticmethod
    def backward(ctx, *grad_outputs):
        """Compute the gradient of each input, None where there is none.

        It takes a gradient for each output and returns one for each argument of ``forward``.

        Source: PyTorch 0.4.1, torch.autograd.Function.backward.
        """
        raise NotImplementedError

    @classmethod
    def apply(cls, *args):
        """Run ``forward`` on the arguments and record the call.

        Source: PyTorch 0.4.1, torch/autograd/function.py.
        """
        node = object.__new__(cls._backward_cls)
        recorded = node.prepare(args)
        with no_grad():
            outputs = cls.forward(node, *args)
        node.birth = birth()
        return node.finish(outputs, recorded)

    def __call__(self, *args):
        """Run an old-style Function: all its arguments are tensors."""
        check_variables(args, TensorBase)
        node = object.__new__(old_style(type(self)))
        recorded = node.prepare(args)
        node.instance, self.node = self, node
        self.needs_input_grad = node.needs_input_grad
        with no_grad():
            outputs = self.forward(*args)
        node.birth = birth()
        return node.finish(outputs, recorded)

    def __getattr__(self, name):
        node = self.__dict__.get("node")
        if node is None or name.startswith("__"):
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")
        return getattr(node, name)

    _do_forward = __call__


def check_variables(args, kind):
    """Raise unless all ``args`` are Variables: old-style Functions take nothing else."""
    for arg in args:
        if not isinstance(arg, kind):
            raise RuntimeError(f"expected a Variable argument, but got {type_name(arg)}")


class InplaceFunction(Function):
    """An old-style Function that may overwrite its input. Source: PyTorch 0.4.1."""

    def __init__(self, inplace=False):
        super().__init__()
        self.inplace = inplace


def traceable(cls):
    """Mark a Function as one that may be traced; nothing is traced here. Source: PyTorch 0.4.1."""
    cls.is_traceable = True
    return cls


class OldStyleNode(BackwardCFunction):
    """The node of an old-style Function: it calls the methods of the instance."""

    __slots__ = ("instance",)

    def call_backward(self, grads):
        message = f"{type(self).__name__} is an old-style function: it is not differentiable twice"
        return without_graph(self.instance.backward, grads, message)


def old_style(cls):
    """Return the node class of an old-style Function; its name is that of the class."""
    if "old_node_class" not in cls.__dict__:
        body = {"_forward_cls": cls, "__module__": cls.__module__}
        cls.old_node_class = type(cls.__name__, (OldStyleNode,), body)
    return cls.old_node_class
