"""The node of a user's Function, which is also the ``ctx`` that its methods are handed."""

import warnings

from ..backend import NAMESPACE, backend_of
from ..dtype import type_string
from ..engine import MultiNode, TensorBase, edge_of, grad_mode
from ..errors import type_of
from ..views import check_writable, rebase
from .grad_mode import enable_grad, no_grad

SHARED = (
    "mark_shared_storage is deprecated. Tensors with shared storages are automatically tracked. "
    "Note that calls to `set_()` are not tracked"
)


class BackwardCFunction(MultiNode):
    """The node of a user's Function, and the ``ctx`` that its methods are handed."""

    __module__ = "minitorch.autograd.function"
    __slots__ = (
        "dirty_tensors",
        "dtypes",
        "input_types",
        "inputs",
        "needs_input_grad",
        "non_differentiable",
        "positions",
        "saved_edges",
        "to_save",
        "wrap",
    )

    __repr__ = object.__repr__
    __call__ = None  # what only looks like a function

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
        self.input_types = [(t._array.shape, t._array.dtype) for t in tensors]
        self.to_save = self.dirty_tensors = self.non_differentiable = self.saved_edges = ()
        self.wrap = tensors[0]._wrap if tensors else None
        return grad_mode.enabled and any(self.needs_input_grad)

    def save_for_backward(self, *tensors):
        """Keep tensors for :meth:`backward`, checked against changes in place."""
        self.to_save = tensors

    def mark_dirty(self, *tensors):
        """Say which inputs :meth:`forward` changes in place."""
        self.dirty_tensors = tensors

    def mark_non_differentiable(self, *tensors):
        """Say which outputs have no gradient."""
        self.non_differentiable = tensors

    def mark_shared_storage(self, *pairs):
        """Do nothing but warn: who shares memory shares its version without being told."""
        warnings.warn(SHARED, stacklevel=2)

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

    @property
    def saved_variables(self):
        """What was saved, under the name that it had in 0.3.

        Warns:
            DeprecationWarning: always.
        """
        message = "'saved_variables' is deprecated; use 'saved_tensors'"
        warnings.warn(message, DeprecationWarning, stacklevel=2)
        return self.saved_tensors

    def apply(self, *grads):
        """Call the user's ``backward``. Source: PyTorch 0.4.1, torch/autograd/function.py."""
        return self._forward_cls.backward(self, *grads)

    # --- after forward -----------------------------------------------------------------------

    def finish(self, outputs, recorded):
        """Turn what :meth:`forward` returned into tensors that have this node.

        Source: PyTorch 0.4.1, torch/csrc/autograd/python_function.cpp: process_outputs.
        """
        single = not isinstance(outputs, tuple)
        outputs = (outputs,) if single else outputs
        self.heed_marks()
        self.check_returned(outputs)
        self.shapes = [t._array.shape for t in outputs]
        self.dtypes = [t._array.dtype for t in outputs]
        if recorded:
            self.saved = self.to_save  # whoever rewrites a view's history asks if anything was
        results = tuple([self.output(t, i, recorded) for i, t in enumerate(outputs)])
        if recorded:
            self.keep()
        self.to_save = self.inputs = self.dirty_tensors = self.non_differentiable = ()
        return results[0] if single else results

    def heed_marks(self):
        """Count the changes that were marked; raise unless what was marked are tensors."""
        for position, tensor in enumerate(self.dirty_tensors):
            if not isinstance(tensor, TensorBase):
                raise RuntimeError(
                    f"mark_dirty can only accept variables, but argument {position} is of type "
                    f"{type(tensor).__name__}"
                )
            tensor._counter[0] += 1
        for tensor in self.non_differentiable:
            if not isinstance(tensor, TensorBase):
                raise RuntimeError(
                    "mark_non_differentiable only accepts variable arguments, but got "
                    f"{type(tensor).__name__}"
                )

    def check_returned(self, outputs):
        """Raise unless :meth:`forward` returned tensors."""
        for position, tensor in enumerate(outputs):
            if not isinstance(tensor, TensorBase):
                raise TypeError(
                    f"{type(self).__name__}.forward: expected Variable (got "
                    f"{type(tensor).__name__}) for return value {position}"
                )

    def output(self, tensor, index, recorded):
        """Return one output with its history: ``tensor`` itself, or a view of an input.

        Of a tensor that is returned twice, the last history wins.
        """
        given = is_among(tensor, self.inputs)
        if not recorded or is_among(tensor, self.non_differentiable):
            return without_history(tensor, given)
        if is_among(tensor, self.dirty_tensors):
            return self.changed(tensor, index)
        result = tensor._wrap_view(tensor._memory(), None, None, (tensor,)) if given else tensor
        result._edge = (self, index)
        return result

    def changed(self, tensor, index):
        """Return an input that was changed in place, with this node as its history."""
        check_writable(tensor)
        if tensor._view is not None and len(self.shapes) > 1:
            raise RuntimeError(
                "Functions which modify views in-place must return a single Variable"
            )
        rebase(tensor, (self, index))
        return tensor

    def keep(self):
        """Save arrays, with the edges they had; an output has its own."""
        edges = []
        for position, tensor in enumerate(self.to_save):
            if tensor is not None and not isinstance(tensor, TensorBase):
                raise TypeError(
                    "save_for_backward can only save variables, but argument "
                    f"{position} is of type {type(tensor).__name__}"
                )
            edge = tensor is not None and edge_of(tensor)
            own = bool(edge) and edge[0] is self
            edges.append((None if own else edge or None, own, edge[1] if own else 0))
        self.saved_edges = edges
        counters = [[0] if t is None else t._counter for t in self.to_save]
        self.saved = (*[None if t is None else t._array for t in self.to_save], *counters)
        self.stamp = sum([counter[0] for counter in counters])

    # --- backward ----------------------------------------------------------------------------

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
        return self.apply(*grads)

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
        self.check_types(found)
        return found

    def check_types(self, found):
        """Raise unless each gradient has the type of its input, and its shape or a wider one."""
        for index, (result, (shape, dtype)) in enumerate(zip(found, self.input_types, strict=True)):
            if result is None or not self.edges[index]:
                continue
            name = f"Function {type(self).__name__} returned an invalid gradient at index {index}"
            if not reaches(result._array.shape, shape):
                got = list(result._array.shape)
                raise RuntimeError(f"{name} - expected shape {list(shape)} but got {got}")
            if result._array.dtype != dtype:
                expected, got = (
                    type_string(dtype, backend_of(result._array).name),
                    type_of(result._array),
                )
                raise RuntimeError(f"{name} - expected type {expected} but got {got}")


def is_among(tensor, others):
    """Return whether ``tensor`` is one of ``others``, the very same object."""
    return any(tensor is other for other in others)


def without_history(tensor, given):
    """Return an output that has no gradient: ``tensor`` itself if it had none to begin with.

    Args:
        given: whether it is an input, which keeps its own history.
    """
    if not tensor.requires_grad:
        return tensor
    if tensor._view is not None:
        raise RuntimeError(
            "Returning Variables sharing storage with other Variables that require grad is not "
            "supported in Python functions. Please submit a feature request if you hit this error."
        )
    return tensor.detach() if given else tensor.detach_()


def reaches(full, shape):
    """Return whether a gradient of shape ``full`` fits ``shape``, or was broadcast from it."""
    tail = full[len(full) - len(shape) :]
    return full == shape or (
        len(full) >= len(shape) and all(n in (1, wide) for n, wide in zip(shape, tail, strict=True))
    )
