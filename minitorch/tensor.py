"""``Tensor``: an array, its edge into the graph, and its version.

What is here is what a tensor *is*; what it can *do* are the operations, which ``surface.py`` makes
methods and operators of it.
"""

from weakref import ref

import numpy as np

from . import errors, views
from .arguments import wrong_argument
from .backend import backend_of, is_sparse
from .dtype import FROM_NUMPY, Size, device, sparse_coo, strided
from .engine import AccumulateGrad, TensorBase, edge_of, grad_mode
from .nodes import NodeClasses
from .printing import sparse_text, tensor_text


class Tensor(TensorBase):
    """A multi-dimensional array whose operations are recorded for differentiation.

    ``torch.Tensor(2, 3)`` is uninitialised, ``torch.Tensor([2, 3])`` holds that data; both are of
    the default dtype. Prefer :func:`tensor`.

    Example:
        >>> torch.Tensor([[1, 2], [3, 4]])
        tensor([[1., 2.],
                [3., 4.]])
        >>> torch.Tensor(2, 3).shape
        torch.Size([2, 3])

    Source: PyTorch 0.4.1, torch.Tensor.
    """

    __slots__ = ()
    __module__ = "minitorch"
    __array_priority__ = 1000  # NumPy leaves ``array * tensor`` to the tensor

    def __new__(cls, *args, **named):
        from .creation import legacy_tensor

        return legacy_tensor(None, *args, **named)

    @staticmethod
    def _wrap(array, edge=None, op=None, args=()):
        """Make a result: ``array``, and the edge its gradient leaves by."""
        self = new(Tensor)
        self._array, self._edge, self._counter = array, edge, [0]
        self._view = self._grad = None
        return self

    @staticmethod
    def _wrap_view(array, edge, op, args):
        """Make a result that shares memory with the first argument, and its version."""
        viewed = args[0]
        self = new(Tensor)
        self._array, self._edge, self._counter = array, edge, viewed._counter
        base = viewed if viewed._view is None else viewed._view.base
        self._view, self._grad = views.View(base, viewed._counter[0]), None
        return self

    def _memory(self):
        """Return the elements as an array to share; a NumPy scalar becomes one first."""
        if isinstance(self._array, np.generic):
            self._array = np.array(self._array)
        return self._array

    def _write(self, array):
        """Overwrite the elements, taking the shape of ``array`` if it differs."""
        memory = self._memory()
        if memory.shape == array.shape:
            memory[...] = array
        else:
            views.become(self, array.copy())
        self._counter[0] += 1

    _number = staticmethod(errors.number)  # fits a number to an array; 0.3 lets it wrap around
    _check_gradient = errors.check_gradient  # that a backward pass starts from
    _awaits_grad = errors.awaits_gradient  # whether a leaf still wants one that arrives
    _leaf = AccumulateGrad  # what a leaf's gradients arrive at
    _differentiable = "f"  # the kinds of elements that may require grad

    def _unequal(self, op, args, error):
        """Say what happens to an elementwise call whose shapes do not broadcast: it is an error."""
        tensors = [arg._array for arg in args if isinstance(arg, TensorBase)]
        raise errors.not_broadcastable(tensors) from error

    def _convert(self, op, given):
        """Make other arguments of a call fit for this class; 0.4 takes tensors and numbers."""

    def _sum_to(self, shape):
        lead = len(self.shape) - len(shape)
        dims = [i + lead for i, n in enumerate(shape) if n == 1 != self.shape[i + lead]]
        dims = (*range(lead), *dims)
        return Tensor.sum(self, dims, True).view(shape) if dims else self.view(shape)

    def _accumulate(self, grad, owned):
        """Add a gradient, an array, to ``grad``; take the array itself if nobody else holds it."""
        if self._grad is None:
            self._grad = self._wrap(grad if owned else grad.copy())
        elif grad_mode.enabled and self._grad._edge is not None:
            self._grad = self._grad + self._wrap(grad)
        else:
            held = self._grad._array
            held += grad
            self._grad._array = held
            self._grad._counter[0] += 1

    def _clear_grad(self):
        """Overwrite ``grad`` with zeros that have no history; None stays None."""
        if self._grad is not None:
            self._grad.detach_()
            self._grad._memory().fill(0)
            self._grad._counter[0] += 1

    # --- what autograd shows ---------------------------------------------------------------------

    @property
    def requires_grad(self):
        """Whether gradients are wanted for this tensor, or for something it was computed from.

        Raises:
            RuntimeError: when it is set on what was computed from another, or on integers.

        Example:
            >>> x = torch.ones(2, requires_grad=True)
            >>> x.requires_grad, (x * 2).requires_grad
            (True, True)

        Source: PyTorch 0.4.1, Tensor.requires_grad.
        """
        return bool(edge_of(self) or (self._view and self._view.base.requires_grad))

    @requires_grad.setter
    def requires_grad(self, value):
        if not isinstance(value, bool):
            raise RuntimeError("requires_grad must be a bool")
        if not self.is_leaf:
            hint = (
                " If you want to use a computed variable in a subgraph that doesn't require "
                "differentiation use var_no_grad = var.detach()."
            )
            raise RuntimeError(
                "you can only change requires_grad flags of leaf variables." + hint * (not value)
            )
        if value and self._array.dtype.kind not in self._differentiable:
            raise RuntimeError("only Tensors of floating point dtype can require gradients")
        if value != (edge_of(self) is not None):
            self._edge, self._view = (self._leaf(self), 0) if value else None, None

    def requires_grad_(self, requires_grad=True):
        """Set :attr:`requires_grad` and return this tensor.

        Example:
            >>> torch.ones(2).requires_grad_()
            tensor([1., 1.], requires_grad=True)

        Source: PyTorch 0.4.1, Tensor.requires_grad_.
        """
        if not isinstance(requires_grad, bool):
            raise wrong_argument("requires_grad_", "requires_grad", 1, "bool", requires_grad)
        if self.is_leaf or not requires_grad:  # what was computed from such does already
            self.requires_grad = requires_grad
        return self

    @property
    def is_leaf(self):
        """Whether no operation that was recorded made this tensor.

        Example:
            >>> x = torch.ones(2, requires_grad=True)
            >>> x.is_leaf, (x * 2).is_leaf
            (True, False)

        Source: PyTorch 0.4.1, Tensor.is_leaf.
        """
        edge = edge_of(self)
        return edge is None or (isinstance(edge[0], AccumulateGrad) and self._view is None)

    @property
    def grad_fn(self):
        """The node that computes the gradient of what made this tensor; None for a leaf.

        Example:
            >>> x = torch.ones(2, requires_grad=True)
            >>> type((x * 2).grad_fn).__name__, x.grad_fn
            ('MulBackward', None)

        Source: PyTorch 0.4.1, Tensor.grad_fn.
        """
        edge = edge_of(self)
        if edge is None or isinstance(edge[0], AccumulateGrad):
            return None
        return getattr(edge[0], "instance", edge[0])  # an old-style Function is its own node

    @property
    def output_nr(self):
        """Which output of :attr:`grad_fn` this tensor is. Source: PyTorch 0.4.1, Tensor.output_nr.

        Example:
            >>> x = torch.ones(2, 2, requires_grad=True)
            >>> [part.output_nr for part in x.unbind()]
            [0, 1]
        """
        edge = edge_of(self)
        return 0 if edge is None else edge[1]

    @property
    def grad(self):
        """The gradient accumulated so far, a tensor of the same shape, or None.

        Example:
            >>> x = torch.tensor([3.0], requires_grad=True)
            >>> (x * x).backward()
            >>> x.grad
            tensor([6.])

        Source: PyTorch 0.4.1, Tensor.grad.
        """
        return self._grad

    @grad.setter
    def grad(self, value):
        if value is not None:
            if not isinstance(value, Tensor):
                raise RuntimeError(f"expected Variable or None (got {type(value).__name__})")
            if value is self:
                raise RuntimeError("can't assign Variable as its own grad")
            if value._array.dtype != self._array.dtype:
                raise RuntimeError("assigned grad has data of a different type")
            if value.shape != self.shape:
                raise RuntimeError("assigned grad has data of a different size")
        self._grad = value

    @property
    def data(self):
        """The elements as a tensor without a history: memory and shape in common, no version.

        Example:
            >>> x = torch.ones(2, requires_grad=True)
            >>> x.data[0] = 7
            >>> x
            tensor([7., 1.], requires_grad=True)

        Source: PyTorch 0.4.1, Tensor.data.
        """
        result = self._wrap(self._memory())
        result._whole = ref(self)
        return result

    @data.setter
    def data(self, value):
        if not isinstance(value, Tensor):
            raise TypeError(f"Variable data has to be a tensor, but got {type(value).__name__}")
        views.become(self, value._memory())

    def _plain(self):
        """Return :attr:`data`; of what has no history in any case, itself."""
        return self.data

    def detach(self):
        """Return a tensor that shares memory and version with this one, without its history.

        Example:
            >>> x = torch.ones(2, requires_grad=True)
            >>> (x * 2).detach()
            tensor([2., 2.])

        Source: PyTorch 0.4.1, Tensor.detach.
        """
        result = self._wrap(self._memory())
        result._counter = self._counter
        return result

    def detach_(self):
        """Forget the history, making this tensor a leaf. Source: PyTorch 0.4.1, Tensor.detach_.

        Example:
            >>> (torch.ones(2, requires_grad=True) * 2).detach_()
            tensor([2., 2.])
        """
        if self._view is not None:
            raise RuntimeError("Can't detach views in-place. Use detach() instead")
        self._edge = None
        return self

    def backward(self, gradient=None, retain_graph=None, create_graph=False):
        """Accumulate the gradient of this tensor in the leaves of its graph.

        Args:
            gradient: of the same shape; may be left out for a tensor of one element.
            retain_graph: keep the graph's buffers for another backward pass; by default as
                ``create_graph``.
            create_graph: record the pass, for derivatives of higher order.

        Raises:
            RuntimeError: if no gradient is wanted here, the tensor has several elements and no
                ``gradient`` is given, or the buffers were freed.

        Example:
            >>> x = torch.tensor([1.0, 2.0], requires_grad=True)
            >>> (x * x).backward(torch.tensor([1.0, 10.0]))
            >>> x.grad
            tensor([ 2., 40.])

        Source: PyTorch 0.4.1, torch.Tensor.backward.
        """
        from .autograd import backward

        backward(self, gradient, retain_graph, create_graph)

    def register_hook(self, hook):
        """Call ``hook(grad)`` whenever this tensor's gradient was computed.

        What the hook returns, if not None, replaces the gradient.

        Raises:
            RuntimeError: if this tensor requires no gradient.

        Returns:
            A handle with ``remove()``.

        Example:
            >>> x = torch.ones(1, requires_grad=True)
            >>> handle = x.register_hook(lambda grad: 10 * grad)
            >>> (x * 2).backward()
            >>> x.grad
            tensor([20.])

        Source: PyTorch 0.4.1, Tensor.register_hook.
        """
        edge = edge_of(self)
        if edge is None:
            raise RuntimeError("cannot register a hook on a tensor that doesn't require gradient")
        return edge[0].hooks_of().add_pre(edge[1], hook)

    def retain_grad(self):
        """Keep the gradient of this non-leaf tensor in :attr:`grad` too; of a leaf it always is.

        Example:
            >>> x = torch.ones(1, requires_grad=True)
            >>> y = x * 2
            >>> y.retain_grad()
            >>> (y * 3).backward()
            >>> y.grad
            tensor([3.])

        Source: PyTorch 0.4.1, Tensor.retain_grad.
        """
        from .autograd.hooks import retain_grad

        retain_grad(self)

    # --- what it looks like ----------------------------------------------------------------------

    @property
    def shape(self):
        """The size of each dimension, as :class:`Size`. Source: PyTorch 0.4.1, Tensor.shape.

        Example:
            >>> torch.zeros(2, 3).shape
            torch.Size([2, 3])
        """
        return Size(self._array.shape)

    @property
    def dtype(self):
        """The type of the elements, such as ``torch.float32``. Source: PyTorch 0.4.1, Tensor.dtype.

        Example:
            >>> torch.tensor([1.5]).dtype, torch.tensor([1]).dtype
            (torch.float32, torch.int64)
        """
        return FROM_NUMPY[self._array.dtype]

    @property
    def device(self):
        """Where the elements live. Source: PyTorch 0.4.1, Tensor.device.

        Example:
            >>> torch.zeros(2).device
            device(type='cpu')
        """
        backend = backend_of(self._array)
        index = getattr(getattr(self._array, "device", None), "id", None)
        return device(backend.device, index)

    @property
    def layout(self):
        """How the elements lie in memory: ``torch.strided``, or ``torch.sparse_coo``.

        Example:
            >>> torch.zeros(2).layout
            torch.strided

        Source: PyTorch 0.4.1, Tensor.layout.
        """
        return sparse_coo if is_sparse(self._array) else strided

    @property
    def is_cuda(self):
        """Whether the elements live on a GPU. Source: PyTorch 0.4.1, Tensor.is_cuda.

        Example:
            >>> torch.zeros(2).is_cuda
            False
        """
        return backend_of(self._array).name == "cuda"

    @property
    def is_sparse(self):
        """Whether only the elements that are not zero are kept.

        Example:
            >>> torch.zeros(2).is_sparse, torch.sparse.FloatTensor(2, 3).is_sparse
            (False, True)

        Source: PyTorch 0.4.1, Tensor.is_sparse.
        """
        return is_sparse(self._array)

    _version = property(lambda self: self._counter[0])
    _base = property(lambda self: self._view and self._view.base)

    def _history(self):
        """What printing tells of the history; None for a tensor without one."""
        if self.grad_fn is not None:
            return f"grad_fn=<{type(self.grad_fn).__name__}>"
        return "requires_grad=True" if self.requires_grad else None

    def __repr__(self):
        backend = backend_of(self._array)
        if is_sparse(self._array):
            return sparse_text(self)
        device = str(self.device) if self.is_cuda else None
        return tensor_text(backend.get(self._array), device, self._history())


new = object.__new__
Tensor._nodes = NodeClasses(Tensor._wrap, lambda op: op.node_name)
