"""Hooks: functions that see, and may replace, the gradients on their way."""

import weakref
from collections import OrderedDict

from ..engine import MultiNode, TensorBase
from ..errors import type_of


class RemovableHandle:
    """What registering a hook returns; ``remove()`` takes the hook away again.

    Source: PyTorch 0.4.1, torch/utils/hooks.py: RemovableHandle.
    """

    __module__ = "minitorch.utils.hooks"
    next_id = 0

    def __init__(self, hooks):
        self.hooks, self.id = weakref.ref(hooks), RemovableHandle.next_id
        RemovableHandle.next_id += 1

    def remove(self):
        """Take the hook away; harmless the second time."""
        hooks = self.hooks()
        if hooks is not None:
            hooks.pop(self.id, None)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.remove()


class Registry(OrderedDict):
    """Hooks by the number of their handle (a dict that weak references can point to)."""

    def add(self, hook):
        handle = RemovableHandle(self)
        self[handle.id] = hook
        return handle


class Hooks:
    """The hooks of one node: before it runs, for each output; and after."""

    def __init__(self):
        self.before, self.after, self.wrap = {}, Registry(), None

    def add_pre(self, index, hook):
        """Add a hook of the tensor that is output ``index``."""
        return self.before.setdefault(index, Registry()).add(hook)

    def add_post(self, hook):
        """Add a hook of the node itself."""
        return self.after.add(hook)

    def run(self, node, grad, create_graph):
        """Return the gradients of ``node``, having called its hooks."""
        several = isinstance(node, MultiNode)
        grads = list(grad) if several else [grad]
        node.owned = False
        for index, registry in self.before.items():
            if grads[index] is not None:
                grads[index] = through(list(registry.values()), grads[index], node.wrap)
        passed = grads if several else grads[0]
        results = node.recorded_gradients(passed) if create_graph else node.gradients(passed)
        for hook in list(self.after.values()):
            given = shown(results, node.wrap)
            outcome = hook(given, shown(grads, node.wrap))
            if outcome is not None:
                check_count(hook, outcome, len(given))
                results = [
                    new if new is None else bare(checked(hook, before, new), old)
                    for new, before, old in zip(outcome, given, results, strict=True)
                ]
        if create_graph:
            return results
        return [g if g is None else g.copy() for g in results]  # what hooks saw stays as it was


def as_tensor(grad, wrap):
    """Return a gradient as a tensor for a hook to see."""
    return grad if grad is None or isinstance(grad, TensorBase) else wrap(grad)


def shown(grads, wrap):
    """Return gradients as a tuple of tensors for a hook to see."""
    return tuple([as_tensor(grad, wrap) for grad in grads])


def bare(new, old):
    """Return what a hook returned as the kind of thing that it was given."""
    return new._array if isinstance(new, TensorBase) and not isinstance(old, TensorBase) else new


def through(hooks, grad, wrap):
    """Return what comes of ``grad`` when ``hooks`` have seen it, one after another."""
    for hook in hooks:
        grad = replaced(hook, grad, wrap)
    return grad


def replaced(hook, grad, wrap):
    """Return what ``hook`` makes of ``grad``: what it returns, or ``grad`` if that is None."""
    before = as_tensor(grad, wrap)
    outcome = hook(before)
    return grad if outcome is None else bare(checked(hook, before, outcome), grad)


def name_of(hook):
    """Return how messages call a hook."""
    return getattr(hook, "__name__", type(hook).__name__)


def check_count(hook, outcome, count):
    """Raise unless the hook of a node returned one value for each input of the node."""
    if not isinstance(outcome, tuple):
        raise TypeError(f"expected tuple, but hook returned '{type(outcome).__name__}'")
    if len(outcome) != count:
        raise RuntimeError(
            f"hook '{name_of(hook)}' has returned an incorrect number of values "
            f"(got {len(outcome)}, but expected {count})"
        )


def checked(hook, before, outcome):
    """Return what ``hook`` made of ``before``.

    Raises:
        RuntimeError: unless it has the type and the size of ``before``.
        TypeError: unless it is a tensor.

    Source: PyTorch 0.4.1, torch/csrc/autograd/python_hook.cpp.
    """
    if before is None:
        raise RuntimeError("can't replace a None gradient with a non-None value")
    if not isinstance(outcome, TensorBase):
        raise TypeError(f"expected Variable, but hook returned '{type(outcome).__name__}'")
    if type_of(outcome._array) != type_of(before._array):
        raise RuntimeError(
            f"hook '{name_of(hook)}' has changed the type of value (was {type_of(before._array)} "
            f"got {type_of(outcome._array)})"
        )
    if outcome.shape != before.shape:
        raise RuntimeError(f"hook '{name_of(hook)}' has changed the size of value")
    return outcome


def retain_grad(tensor):
    """Make backward keep the gradient of a non-leaf in its ``grad``."""
    if tensor.is_leaf or getattr(tensor, "retains_grad", False):
        return
    weak = weakref.ref(tensor)

    def keep(grad):
        target = weak()
        if target is not None:
            target._grad = grad.clone() if target._grad is None else target._grad + grad

    tensor.register_hook(keep)
    tensor.retains_grad = True


def call_node(node, grads):
    """Apply a node to gradients given as tensors; return the gradients of its inputs."""
    grads = list(grads) if isinstance(node, MultiNode) else grads[0]
    results = shown(node.recorded_gradients(grads), node.wrap)
    return results[0] if len(results) == 1 else results
