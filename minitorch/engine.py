"""Reverse-mode automatic differentiation, all of it.

Calling an operation on a tensor that requires grad leaves a :class:`Node` behind. A node holds the
arrays its derivative formulas ask for, and one edge for every tensor input: ``(node, output
index)``, or None where no gradient is needed. ``requires_grad``, ``is_leaf``, ``grad_fn`` and
``next_functions`` are all views of that one fact.

A node is always younger than its inputs, so visiting nodes youngest first is a topological order:
:func:`run` collects them with a stack, sorts them by birth, and never recurses. Arrays flow along
the edges of an ordinary backward pass; with ``create_graph`` tensors do, and are recorded in turn.
"""

import threading
import weakref
from itertools import count
from operator import attrgetter

from .backend import sum_to

birth = count().__next__
by_birth = attrgetter("birth")


class GradMode(threading.local):
    """Whether operations are recorded; every thread starts with True.

    ``selective`` says whether a backward pass is running that only some edges want.
    """

    enabled, selective = True, False


grad_mode = GradMode()
observer = None  # looks at every gradient: anomaly mode's, or that of a picture
running = threading.RLock()  # gradients on their way live on the nodes: one backward at a time


class TensorBase:
    """What the engine and the operations see of a tensor.

    Attributes:
        _array: its elements.
        _edge: where its gradient goes, ``(node, output index)``, or None.
        _counter: how often it was changed in place, in a list that views and ``detach`` share.
        _view: what it is a view of (``views.View``), or None.
        _grad: the gradient accumulated so far, a tensor or None.
        _whole: if this is the ``data`` of a tensor, a weak reference to that.
    """

    __slots__ = ("__dict__", "__weakref__", "_array", "_counter", "_edge", "_grad", "_view")
    __slots__ += ("_whole",)


def edge_of(tensor):
    """Return the edge of ``tensor``; a view whose base was changed in place gets a new one."""
    if tensor._view is not None:
        tensor._view.refresh(tensor)
    return tensor._edge


def unbroadcast(grad, shape):
    """Return ``grad`` summed down to ``shape``, the shape it was broadcast from."""
    if grad.shape == shape:
        return grad
    return grad._sum_to(shape) if isinstance(grad, TensorBase) else sum_to(grad, shape)


class Node:
    """One recorded call: what its gradient needs, and where that gradient goes.

    Attributes:
        edges: for each tensor input, ``(node, output index)`` or None.
        shape: the shape of the output; what arrives is summed down to it.
        saved: arrays for the derivative rules, then the version counter of each; None once they
            were dropped.
        stamp: the sum of those counters when the arrays were saved.
        constants: numbers and shapes for the rules; they cost nothing and are kept.
        birth: a number that grows with every node.
        grad: what has arrived from the outputs in the running backward pass.
        owned: whether ``grad`` is an array that nobody else holds; set when ``grad`` is.
    """

    __slots__ = ("edges", "shape", "saved", "stamp", "constants", "birth")
    __slots__ += ("grad", "owned", "mark", "hooks", "__dict__", "__weakref__")

    def __init__(self, edges=(), shape=None):
        self.edges, self.shape, self.birth = edges, shape, birth()
        self.saved = self.constants = ()
        self.grad = self.mark = self.hooks = None
        self.stamp, self.owned = 0, False

    def gradients(self, grad):
        """Return the gradient of each input, from arrays to arrays."""
        raise NotImplementedError

    def recorded_gradients(self, grad):
        """Return the gradient of each input, from tensors to tensors of the graph."""
        raise NotImplementedError

    def push(self, grad):
        """Send the gradient of each input where its edge leads; see ``nodes.py``."""
        self.send(self.gradients(grad), recorded=False)

    def send(self, grads, recorded):
        """Hand each of ``grads`` to the node that the edge of its input leads to."""
        for edge, grad in zip(self.edges, grads):
            if edge is not None and grad is not None:
                edge[0].accumulate(edge[1], grad, recorded)

    def accumulate(self, index, grad, recorded):
        """Add a gradient that arrived from one of the users of output ``index``.

        Args:
            recorded: whether gradients are tensors of the graph, which stay as they are.
        """
        if grad.shape != self.shape:
            grad = unbroadcast(grad, self.shape)
        held = self.grad
        if held is None:
            self.grad, self.owned = grad, False
        elif self.owned and held.base is None:
            held += grad  # in place: an array of our own, and no view of another
            self.grad = held
        else:
            self.grad, self.owned = held + grad, not recorded

    def check(self):
        """Raise unless what was saved is still there and unchanged."""
        if self.saved is None:
            raise RuntimeError(
                "Trying to backward through the graph a second time, but the buffers have already "
                "been freed. Specify retain_graph=True when calling backward the first time."
            )
        counters = self.saved[len(self.saved) // 2 :]
        if sum([counter[0] for counter in counters]) != self.stamp:
            raise RuntimeError(
                "one of the variables needed for gradient computation has been modified by an "
                "inplace operation"
            )

    @property
    def next_functions(self):
        """The functions that receive this one's gradients: ``((node, output index), ...)``."""
        return tuple([edge or (None, 0) for edge in self.edges])

    @property
    def requires_grad(self):
        """Whether any input needs a gradient."""
        return any(edge is not None for edge in self.edges)

    @property
    def metadata(self):
        """A dictionary for the user's own notes."""
        return self.__dict__

    def register_hook(self, hook):
        """Call ``hook(grad_input, grad_output)`` after each run; what it returns replaces
        ``grad_input``. Returns a handle with ``remove()``.
        """
        return self.hooks_of().add_post(hook)

    def hooks_of(self):
        """Return the hooks of this node, made at the first need."""
        if self.hooks is None:
            from .autograd.hooks import Hooks

            self.hooks = Hooks()
        return self.hooks

    def __repr__(self):
        return f"<{type(self).__name__} object at {hex(id(self))}>"

    def __call__(self, *grads):
        """Return the gradients of the inputs, for gradients of the outputs given as tensors."""
        from .autograd.hooks import call_node

        return call_node(self, grads)


class MultiNode(Node):
    """A node with several outputs: ``shape`` is None and ``grad`` a list."""

    __slots__ = ("shapes",)

    def accumulate(self, index, grad, recorded):
        if self.grad is None:
            self.grad, self.owned = [None] * len(self.shapes), False
        grad = unbroadcast(grad, self.shapes[index])
        self.grad[index] = grad if self.grad[index] is None else self.grad[index] + grad


class AccumulateGrad(Node):
    """Where the graph ends: adds what arrives to the ``grad`` of a leaf.

    The leaf holds this node, and the node its leaf only weakly: a cycle would have to wait for the
    garbage collector.
    """

    __slots__ = ("leaf", "revive")

    def __init__(self, leaf):
        super().__init__((), leaf._array.shape)
        self.leaf, self.birth = weakref.ref(leaf), -1
        self.revive = type(leaf)._wrap, leaf._array

    @property
    def wrap(self):
        """The function that makes a tensor of the leaf's kind of an array."""
        return self.revive[0]

    @property
    def variable(self):
        """The leaf itself; if nobody else holds it any more, another tensor over its memory."""
        leaf = self.leaf()
        if leaf is None:
            wrap, array = self.revive
            leaf = wrap(array, (self, 0))
            self.leaf = lambda: leaf
        return leaf

    def gradients(self, grad):
        leaf = self.leaf()
        if leaf is not None and leaf._awaits_grad():
            leaf._accumulate(grad, self.owned and grad.base is None)
        return ()

    def recorded_gradients(self, grad):
        leaf = self.leaf()
        if leaf is not None and leaf._awaits_grad():
            leaf._grad = grad.clone() if leaf._grad is None else leaf._grad + grad
        return ()


def reachable(roots):
    """Return every node that can be reached from ``roots``, youngest first."""
    mark, nodes = object(), []
    for root in roots:
        if root.mark is not mark:
            root.mark = mark
            nodes.append(root)
    for node in nodes:  # the list grows as it is walked
        for edge in node.edges:
            if edge is not None and edge[0].mark is not mark:
                edge[0].mark = mark
                nodes.append(edge[0])
    nodes.sort(key=by_birth, reverse=True)
    return nodes


def leaf_has_hooks(nodes):
    """Return whether somebody will see in which order leaves are visited; they are the last."""
    for node in reversed(nodes):
        if node.birth >= 0 or node.hooks is not None:
            return node.birth < 0
    return False


def leading_to(nodes, wanted):
    """Return those of ``nodes`` (youngest first) from which an edge in ``wanted`` is reached."""
    useful = {node for node, _ in wanted}
    for node in reversed(nodes):
        if any(edge is not None and edge[0] in useful for edge in node.edges):
            useful.add(node)
    return [node for node in nodes if node in useful]


def run(roots, grads, retain_graph=False, create_graph=False, wanted=(), only=True):
    """Carry ``grads`` from the edges ``roots`` back through the graph.

    Args:
        roots: edges to start from.
        grads: the gradient at each: arrays, or tensors if ``create_graph``.
        retain_graph: keep what the nodes saved, for another pass.
        create_graph: record the pass itself, so that it can be differentiated.
        wanted: edges; if given, nothing accumulates in leaves.
        only: if False, it does in those that are not wanted.

    Returns:
        What arrived at each edge in ``wanted``; None where nothing did.
    """
    reached = reachable([node for node, _ in roots])
    nodes = leading_to(reached, wanted) if wanted and only else reached
    if observer is not None:
        nodes = observer.order(nodes)
    elif leaf_has_hooks(nodes):
        from .autograd.order import ready_order

        nodes = ready_order(nodes)
    queue, found = iter(nodes), dict.fromkeys(wanted)
    before = grad_mode.enabled, grad_mode.selective
    grad_mode.enabled, grad_mode.selective = create_graph, bool(wanted)
    with running:
        outer = [(node, node.grad, node.owned) for node in reached if node.grad is not None]
        for node, _, _ in outer:  # a backward within a backward, over shared nodes
            node.grad = None
        try:
            for (node, index), grad in zip(roots, grads, strict=True):
                node.accumulate(index, grad, create_graph)
            _visit(queue, retain_graph, create_graph, found)
        except BaseException:
            from .autograd.order import leaves_before

            _visit(() if wanted else leaves_before(nodes, queue), True, create_graph, found)
            nodes = ()
            raise
        finally:
            grad_mode.enabled, grad_mode.selective = before
            if nodes is not reached:  # what lay beside the way to what was wanted, or an error
                for node in reached:
                    node.grad = None
            for node, grad, owned in outer:
                node.grad, node.owned = grad, owned
    return [found[edge] for edge in wanted]


def _visit(nodes, retain_graph, create_graph, found):
    """Run ``nodes`` in order, each passing gradients on to the nodes its edges lead to."""
    for node in nodes:
        grad, node.grad = node.grad, None
        if grad is None or (found and _capture(node, grad, found)):
            continue
        if create_graph or node.hooks is not None or observer is not None:
            _observed(node, grad, create_graph)
        else:
            node.push(grad)
        if node.saved and not retain_graph:
            node.saved = None


def _observed(node, grad, create_graph):
    """Run a node whose gradients somebody wants to see, or to differentiate in turn."""
    if node.hooks is not None:
        grads = node.hooks.run(node, grad, create_graph)
    elif create_graph:
        grads = node.recorded_gradients(grad)
    else:
        grads = node.gradients(grad)
    if observer is not None:
        observer.look(node, grad, grads)
    node.send(grads, create_graph)


def _capture(node, grad, found):
    """Note what arrived at a wanted node; return whether the pass ends there."""
    for index, part in enumerate(grad) if isinstance(node, MultiNode) else ((0, grad),):
        if (node, index) in found:
            found[node, index] = part
    return isinstance(node, AccumulateGrad) and (node, 0) in found
