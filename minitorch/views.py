"""In-place operations, and what they do to the history of views.

A view remembers its base, the tensor whose memory it shows. Changing either in place rewrites the
history of both: the base gets a ``CopySlices`` node, whose gradient passes around the changed part
and through the operation for that part; and every view gets, when next it is asked, an
``AsStridedBackward`` node that leads to the new history of its base.
"""

from math import prod

from .backend import backend_of, numbers_among, offsets
from .engine import AccumulateGrad, MultiNode, Node, edge_of, grad_mode


class View:
    """What a tensor is a view of, and the version of its base for which its edge holds."""

    __slots__ = ("base", "stamp")

    def __init__(self, base, stamp):
        self.base, self.stamp = base, stamp

    def refresh(self, tensor):
        """Give ``tensor`` an edge to the present history of its base, if that was rewritten."""
        version = tensor._counter[0]
        if self.stamp != version:
            self.stamp = version
            edge = self.base._edge
            tensor._edge = edge and (AsStridedBackward(tensor, self.base, edge), 0)


def positions(view, base):
    """Return, for each element of ``view``, its number among the elements of ``base``."""
    backend, size = backend_of(base), base.itemsize
    within, here = [
        offsets(backend.xp, array.shape, [stride // size for stride in array.strides])
        for array in (base, view)
    ]
    first = (backend.pointer(view) - backend.pointer(base)) // size
    return numbers_among(backend.xp, within, here + first)


class PartNode(Node):
    """A node about the part of a base that one of its views shows."""

    __slots__ = ("base_shape", "part", "part_shape", "wrap")

    def __init__(self, edges, shape, view, base):
        super().__init__(edges, shape)
        array, base_array = view._memory(), base._memory()
        self.wrap, self.part = view._wrap, view._wrap(positions(array, base_array))
        self.base_shape, self.part_shape = base_array.shape, array.shape

    def gradients(self, grad):
        """Apply the rule to arrays, by way of tensors that nobody records."""
        grads = self.recorded_gradients(self.wrap(grad))
        return [None if g is None else g._array for g in grads]


class AsStridedBackward(PartNode):
    """The gradient of a view: what arrives, put where the view lies in its base."""

    __slots__ = ()

    def __init__(self, view, base, edge):
        super().__init__((edge,), view._array.shape, view, base)

    def recorded_gradients(self, grad):
        flat = grad.contiguous().view(-1)
        zeros = (flat.sum() * 0).expand(prod(self.base_shape))
        return (zeros.index_add(0, self.part, flat).view(self.base_shape),)


class CopySlices(PartNode):
    """The gradient of changing a part in place: around that part, and through ``inner`` for it."""

    __slots__ = ()

    def __init__(self, inner, view, base):
        edges = (base._edge, *inner.edges[1:])
        super().__init__(edges, base._array.shape, view, base)
        if inner.saved:
            self.saved = (inner, [0])
        else:
            self.constants = (inner,)

    def recorded_gradients(self, grad):
        self.check()
        inner = (self.saved or self.constants)[0]
        flat = grad.contiguous().view(-1)
        part = flat.index_select(0, self.part).view(self.part_shape)
        first, *others = self._inner_gradients(inner, part)
        zero = part * 0 if first is None else first
        around = flat.index_copy(0, self.part, zero.contiguous().view(-1)).view(self.base_shape)
        return [around, *others]

    def _inner_gradients(self, inner, part):
        several = isinstance(inner, MultiNode)
        if grad_mode.enabled:
            return inner.recorded_gradients([part] if several else part)
        grads = inner.gradients([part._array] if several else part._array)
        return [g if g is None else self.wrap(g) for g in grads]


def check_writable(tensor):
    """Raise if ``tensor`` must not be changed in place: a leaf whose gradient is wanted."""
    if grad_mode.enabled:
        edge = edge_of(tensor)
        if edge is not None and isinstance(edge[0], AccumulateGrad) and tensor._view is None:
            raise RuntimeError(
                "a leaf Variable that requires grad has been used in an in-place operation."
            )


def overwrite(tensor, result):
    """Make ``result``, just computed from ``tensor``, its new value and history; return it.

    Nothing is changed if the result does not fit.
    """
    memory, value = tensor._memory(), result._array
    if value.shape != memory.shape:
        raise RuntimeError(
            f"output with shape {list(memory.shape)} doesn't match the broadcast shape "
            f"{list(value.shape)}"
        )
    spare(tensor)
    edge = result._edge
    node = edge and edge[0]
    if node is not None and node.saved:
        keep_saved(node, tensor, result)
    memory[...] = value
    tensor._counter[0] += 1
    if node is not None and node.saved:
        outs = sum([kept is result._counter for kept in node.saved])
        node.stamp += outs * tensor._counter[0]  # a saved output is the new value of ``tensor``
        node.saved = tuple([tensor._counter if s is result._counter else s for s in node.saved])
    if edge is not None or (edge_of(tensor) is not None and grad_mode.enabled):
        rebase(tensor, edge)
    return tensor


def become(tensor, array):
    """Let ``tensor``, and what it is the ``data`` of, show another array; histories stay."""
    tensor._array = array
    if tensor._edge is not None and isinstance(tensor._edge[0], AccumulateGrad):
        tensor._edge[0].shape = array.shape
    whole = getattr(tensor, "_whole", None)
    whole = whole and whole()
    if whole is not None:
        become(whole, array)


def reshape(tensor, result):
    """Make ``result``, a view of all of ``tensor``, its new shape and history; return it.

    The elements stay where they are: what ``tensor`` is a view of keeps its history, and so does
    ``tensor`` itself while nothing is recorded.
    """
    become(tensor, result._array)
    tensor._counter[0] += 1
    if tensor._view is not None:
        tensor._view.refresh(tensor)
    elif grad_mode.enabled:
        tensor._edge = result._edge
    return tensor


def keep_saved(node, tensor, result):
    """Replace what ``node`` saved of the old value of ``tensor``, its first input, by a copy.

    A second input that is the same tensor is saved as it is, so ``x.mul_(x)`` has no gradient.
    """
    copy_saved(node, tensor._counter, [next(iter(node.op.kinds))])


def spare(tensor):
    """Let the node that made ``tensor`` keep its old value, where torch's node needs none."""
    made = tensor if tensor._view is None else tensor._view.base
    node = made._edge and made._edge[0]
    op = getattr(node, "op", None)
    if op is not None and op.spared and node.saved:
        copy_saved(node, tensor._counter, ["out", *op.results])


def copy_saved(node, counter, names):
    """Replace what ``node`` saved under ``names``, and may be overwritten, by copies."""
    saved, counters = list(node.saved), len(node.saved) // 2
    for i, array in enumerate(saved[:counters]):
        if saved[counters + i] is counter and node.op.saved[i] in names:
            node.stamp -= counter[0]
            saved[i], saved[counters + i] = array.copy(), [0]
    node.saved = tuple(saved)


def rebase(tensor, edge):
    """Give ``tensor`` the history ``edge``; of a view, rewrite that of its base."""
    if tensor._view is None:
        tensor._edge = edge
        return
    base = tensor._view.base
    if edge is not None:
        node = CopySlices(edge[0], tensor, base)
        base._edge = (node, 0)
    tensor._view.refresh(tensor)
