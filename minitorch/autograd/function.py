"""``Function``: operations that users define, with a forward and a backward of their own."""

from functools import partial, wraps

from ..backend import NAMESPACE
from ..engine import MultiNode, Node, TensorBase, birth, edge_of, grad_mode
from ..left_out import every
from .grad_mode import enable_grad, no_grad

globals().update(every("torch.autograd.function"))


class BackwardCFunction(MultiNode):
    """The node of a user's Function, and the ``ctx`` that its methods are handed."""

    __slots__ = (
        "dirty",
        "dtypes",
        "input_shapes",
        "inputs",
        "needs_input_grad",
        "non_differentiable",
        "outs",
        "positions",
        "saved_edges",
        "to_save",
        "wrap",
    )

    __repr__ = object.__repr__

    def prepare(self, args):
        """Note the inputs of a call."""
        self.__init__()
        tensors = [a for a in args if isinstance(a, TensorBase)]
        self.inputs = args
        self.positions = [i for i, a in enumerate(args) if isinstance(a, TensorBase)]
        self.needs_input_grad = tuple(
            [isinstance(a, TensorBase) and edge_of(a) is not None for a in args]
        )
        self.edges = tuple([edge_of(t) for t in tensors])
        self.input_shapes = [t._array.shape for t in tensors]
        self.to_save, self.dirty, self.non_differentiable = (), (), ()
        self.wrap = tensors[0]._wrap if tensors else None
        return grad_mode.enabled and any(self.needs_input_grad)

    def save_for_backward(self, *tensors):
        """Keep tensors for :meth:`backward`, checked against changes in place."""
        for position, tensor in enumerate(tensors):
            if tensor is not None and not isinstance(tensor, TensorBase):
                raise TypeError(
                    "save_for_backward can only save variables, but argument "
                    f"{position} is of type {type(tensor).__name__}"
                )
        self.to_save = tensors

    def mark_dirty(self, *tensors):
        """Say which inputs :meth:`forward` changes in place."""
        self.dirty = tensors

    def mark_non_differentiable(self, *tensors):
        """Say which outputs have no gradient."""
        self.non_differentiable = tensors

    @property
    def saved_tensors(self):
        """What was saved, as tensors of the graph."""
        self.check()
        return tuple(
            [
                s if s is None else self.wrap(s, edge or (self, index) if own else edge)
                for s, (edge, own, index) in zip(self.saved, self.saved_edges)
            ]
        )

    saved_variables = saved_tensors

    def finish(self, outputs, recorded):
        """Turn what :meth:`forward` returned into tensors that have this node."""
        single = not isinstance(outputs, tuple)
        outputs = (outputs,) if single else outputs
        for tensor in outputs:
            if not isinstance(tensor, TensorBase):
                raise TypeError(
                    f"expected Variable (got {type(tensor).__name__}) from Function.forward"
                )
        self.shapes = [t._array.shape for t in outputs]
        self.dtypes = [t._array.dtype for t in outputs]
        results = tuple([self.output(t, i, recorded) for i, t in enumerate(outputs)])
        if recorded:
            self.keep(outputs, results)
        self.to_save = self.inputs = ()
        return results[0] if single else results

    def output(self, tensor, index, recorded):
        """Return one output: an input that was changed in place, or a tensor over its memory."""
        edge = None
        if recorded and not any(tensor is t for t in self.non_differentiable):
            edge = (self, index) if tensor._array.dtype.kind == "f" else None
        if any(tensor is t for t in self.dirty):
            return self.changed(tensor, edge)
        result = tensor._wrap(tensor._memory(), edge)
        result._counter = tensor._counter
        return result

    def changed(self, tensor, edge):
        """Return an input that was changed in place, with this node as its history."""
        from ..views import check_writable

        check_writable(tensor)
        tensor._counter[0] += 1
        tensor._edge = edge
        return tensor

    def keep(self, outputs, results):
        """Save arrays, with the edges they had."""
        edges = []
        for tensor in self.to_save:
            index = next((i for i, t in enumerate(outputs) if t is tensor), None)
            if tensor is not None and index is not None:
                edges.append((None, results[index].requires_grad, index))
            else:
                edges.append(((tensor is not None and edge_of(tensor)) or None, False, 0))
        self.saved_edges = edges
        counters = [[0] if t is None else t._counter for t in self.to_save]
        self.saved = (*[None if t is None else t._array for t in self.to_save], *counters)
        self.stamp = sum([counter[0] for counter in counters])

    def gradients(self, grads):
        given = [None if g is None else self.wrap(g) for g in grads]
        with no_grad():
            results = self.applied(given)
        return [None if r is None else r._array[...] for r in results]

    def recorded_gradients(self, grads):
        with enable_grad():
            return self.applied(list(grads))

    def applied(self, grads):
        """Call :meth:`backward` and check what it returns."""
        known = next(g for g in grads if g is not None)
        zeros = NAMESPACE[type(known._array)].zeros
        filled = [
            known._wrap(zeros(shape, dtype)) if g is None else g
            for g, shape, dtype in zip(grads, self.shapes, self.dtypes, strict=True)
        ]
        results = self.call_backward(filled)
        results = results if isinstance(results, tuple) else (results,)
        return self.checked(results)

    def call_backward(self, grads):
        return type(self).function.backward(self, *grads)

    def checked(self, results):
        """Return one gradient for each tensor input, or raise torch's words for what is wrong."""
        count, name = len(self.needs_input_grad), type(self).__name__
        while len(results) > count and results[-1] is None:
            results = results[:-1]
        if len(results) != count:
            raise RuntimeError(
                f"function {name} returned an incorrect number of gradients "
                f"(expected {count}, got {len(results)})"
            )
        for position, result in enumerate(results):
            if result is not None and position not in self.positions:
                raise RuntimeError(
                    f"function {name} returned a gradient different than None at position "
                    f"{position + 1}, but the corresponding forward input was not a Variable"
                )
            if result is not None and not isinstance(result, TensorBase):
                raise RuntimeError(f"expected Variable or None (got {type(result).__name__})")
        found = [results[position] for position in self.positions]
        self.check_shapes(found)
        return found

    def check_shapes(self, found):
        """Raise unless each gradient has the shape of its input, or was broadcast from it."""
        for index, (result, shape) in enumerate(zip(found, self.input_shapes, strict=True)):
            if result is not None and self.edges[index] and not reaches(result._array.shape, shape):
                raise RuntimeError(
                    f"Function {type(self).__name__} returned an invalid gradient at index {index} "
                    f"- expected shape {list(shape)} but got {list(result._array.shape)}"
                )


def reaches(full, shape):
    """Return whether a gradient of shape ``full`` fits ``shape``, or was broadcast from it."""
    tail = full[len(full) - len(shape) :]
    return full == shape or (
        len(full) >= len(shape) and all(n in (1, wide) for n, wide in zip(shape, tail, strict=True))
    )


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
        body = {"function": cls, "__module__": "torch.autograd.function"}
        cls.node_class = type(f"{name}Backward", (BackwardCFunction,), body)


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
        node = object.__new__(cls.node_class)
        recorded = node.prepare(args)
        with no_grad():
            outputs = cls.forward(node, *args)
        node.birth = birth()
        return node.finish(outputs, recorded)

    def __call__(self, *args):
        """Run an old-style Function."""
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
        body = {"function": cls, "__module__": cls.__module__}
        cls.old_node_class = type(cls.__name__, (OldStyleNode,), body)
    return cls.old_node_class
