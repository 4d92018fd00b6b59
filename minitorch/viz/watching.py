"""Watching a run: every operation with its line of source, and every step of backward."""

import sys
from pathlib import Path

from .. import engine
from ..autograd.context import BackwardCFunction
from ..autograd.order import ready_order
from ..engine import AccumulateGrad, MultiNode, TensorBase, edge_of, unbroadcast
from .records import Call, Pass, Value, Visit, local_derivatives, names_of_saved, snapshot

HERE = str(Path(__file__).parents[1])
PROGRAMS = tuple([str(Path(HERE, name)) for name in ("tour", "learn")])  # programs of a user


def is_ours(frame):
    """Return whether a frame runs minitorch's own code, written or generated (``calls.py``)."""
    name = frame.f_code.co_filename
    return name.startswith((HERE, "<minitorch ")) and not name.startswith(PROGRAMS)


def module_of(frame):
    """Return the module that a frame of ``Module.__call__`` is about, else None."""
    found = frame.f_locals.get("self") if frame.f_code.co_name == "__call__" else None
    return found if hasattr(found, "_modules") and is_ours(frame) else None


def outside(frame):
    """Return the frame of the program that called minitorch, the modules it is in, and the call.

    The modules stand from the outermost inwards, each with a number that tells its calls apart. The
    call is the frame of minitorch's that the program entered.
    """
    user, modules, entered = None, [], None
    while frame is not None:
        module = module_of(frame)
        if module is not None:
            modules.append((module, id(frame)))
        if user is None:
            if is_ours(frame):
                entered = frame
            else:
                user = frame
        frame = frame.f_back
    return user, tuple(reversed(modules)), entered


class Trace:
    """Watches a run: ``with viz.trace() as run: ...``.

    Args:
        visit_order: the function that puts the nodes of a backward pass in order; torch's.

    Attributes:
        events: what happened, in order: :class:`Call`, :class:`Pass` and :class:`Visit`.
        values: every tensor that took part, in the order of appearance.

    Example:
        >>> from minitorch import viz
        >>> x = torch.tensor([3.0], requires_grad=True)
        >>> with viz.trace() as run:
        ...     y = x * x
        ...     y.backward()
        >>> [call.source for call in run.calls]
        ['y = x * x']
        >>> [(type(visit.node).__name__, visit.incoming.tolist()) for visit in run.visits]
        [('ThMulBackward', [1.0]), ('AccumulateGrad', [6.0])]
    """

    latest = None  # the run that ended last: what ``draw`` looks into

    def __init__(self, visit_order=ready_order):
        self.visit_order = visit_order
        self.events, self.values, self.patched = [], [], []
        self.by_id, self.by_edge, self.grads, self.args = {}, {}, {}, None
        self.calls, self.visits, self.made_by = [], [], {}
        self.execution, self.place, self.at, self.entered = 0, None, 0, None

    def __enter__(self):
        self.before, engine.observer = engine.observer, self
        for cls in kinds_of(TensorBase):
            for name in ("_wrap", "_wrap_view"):
                if name in cls.__dict__:
                    self._patch(cls, name, staticmethod(self._watching(getattr(cls, name))))
        self._patch(BackwardCFunction, "finish", self._finishing(BackwardCFunction.finish))
        return self

    def _patch(self, cls, name, watching):
        self.patched.append((cls, name, cls.__dict__[name]))
        setattr(cls, name, watching)

    def __exit__(self, *_):
        for cls, name, original in self.patched:
            setattr(cls, name, original)
        engine.observer = self.before
        self.place = self.entered = None
        self._settle(sys._getframe(1))
        Trace.latest = self
        return False

    # --- forward ---------------------------------------------------------------------------------

    def _watching(self, wrap):
        def watched(array, edge=None, op=None, args=()):
            result = wrap(array, edge, op, args)
            if op is not None and args:
                self._called(op, args, result)
            return result

        return watched

    def _finishing(self, finish):
        """Watch the end of a user's Function, whose results are there before their history."""

        def finished(node, outputs, recorded):
            inputs = node.inputs
            results = finish(node, outputs, recorded)
            for result in results if isinstance(results, tuple) else (results,):
                if result.grad_fn is node:
                    self._called(None, inputs, result)
            return results

        return finished

    def _called(self, op, args, result):
        """Note an operation; one with several results comes once for each."""
        if args is self.args:
            if result is not self.calls[-1].outputs[-1].tensor:
                self._made(self.calls[-1], result)
            return
        frame, modules, entered = outside(sys._getframe(2))
        if frame is None:
            return
        self._settle(frame)
        self._locate(frame, entered)
        self.args, node = args, result._edge and result._edge[0]
        tensors = [arg for arg in args if isinstance(arg, TensorBase)]
        name = op.name if op is not None else type(node).__name__.removesuffix("Backward")
        inputs = [self.value_of(tensor) for tensor in tensors]
        call = Call(op, name, inputs, node, frame, frame.f_lineno, modules, self.execution)
        name_values(inputs, frame, modules)
        self.calls.append(call)
        self.events.append(call)
        self._made(call, result)
        call.local = local_derivatives(call)
        if node is not None:
            self.made_by[node] = call

    def _locate(self, frame, entered):
        """Count how often lines ran: one goes on within a call, or further right in the line."""
        place, at = (frame, frame.f_lineno), frame.f_lasti
        on = place == self.place and (entered is self.entered or at > self.at)
        self.execution += not on
        self.place, self.at, self.entered = place, at, entered

    def _made(self, call, result):
        value = Value(result, snapshot(result), call)
        call.outputs.append(value)
        self.values.append(value)
        self.by_id[id(result)] = value
        edge = result._edge
        if edge is not None:
            self.by_edge[edge] = value

    def value_of(self, tensor):
        """Return the value that a tensor is, new if it was not met before."""
        value = self.by_edge.get(edge_of(tensor)) or self.by_id.get(id(tensor))
        if value is None:
            value = Value(tensor, snapshot(tensor))
            self.values.append(value)
            self.by_id[id(tensor)] = value
            if tensor._edge is not None:
                self.by_edge[tensor._edge] = value
        return value

    def _settle(self, frame):
        """Note what became known of the last event since: names, and what was kept or freed."""
        last = self.events[-1] if self.events else None
        if isinstance(last, Call):
            name_values(last.outputs, last.frame, last.modules)
            name_values(last.outputs, frame, ())
            last.saved = names_of_saved(last)
        if isinstance(last, Visit):
            last.freed = last.node.saved is None

    # --- backward, as the engine's observer ------------------------------------------------------

    def order(self, nodes):
        """Begin a pass: note the gradients that leaves hold, and visit nodes as torch does."""
        frame, _, _ = outside(sys._getframe(1))
        self._settle(frame)
        self.args = None
        self.events.append(Pass(frame.f_code.co_filename, frame.f_lineno))
        for node in nodes:
            if isinstance(node, AccumulateGrad):
                leaf = node.variable
                value = self.value_of(leaf)
                name_values([value], frame, ())
                self.grads[node] = snapshot(leaf._grad)
        return self.visit_order(nodes)

    def look(self, node, grad, grads):
        """Note what a node was given and what it sends on."""
        if self.before is not None:
            self.before.look(node, grad, grads)
        self._settle(None)
        several = isinstance(grad, list)
        incoming = [snapshot(g) for g in grad] if several else snapshot(grad)
        visit = Visit(node, incoming, [snapshot(sent(*pair)) for pair in zip(node.edges, grads)])
        if isinstance(node, AccumulateGrad):
            visit.before, visit.after = self.grads.get(node), snapshot(node.variable._grad)
        self.visits.append(visit)
        self.events.append(visit)

    # --- what is asked of it ---------------------------------------------------------------------

    def value_made_by(self, node):
        """Return the value whose gradient arrives at ``node``, or None."""
        call = self.made_by.get(node)
        return call.outputs[0] if call is not None else self.by_edge.get((node, 0))

    def knows(self, tensor):
        """Return whether a tensor took part in the run."""
        return id(tensor) in self.by_id or edge_of(tensor) in self.by_edge

    def adopt(self, tensor, frame):
        """Take in a tensor that was not watched, and what a frame has names for."""
        name_values([self.value_of(tensor)], frame, ())
        for name, found in list(frame.f_locals.items()):
            if isinstance(found, TensorBase) and edge_of(found) is not None:
                self.by_edge.setdefault(edge_of(found), Value(found, snapshot(found), None, name))

    def draw(self, variable, kind="expression", **options):
        """Draw a picture of ``variable`` in this run; see :func:`minitorch.viz.draw`."""
        from .pictures import draw

        return draw(variable, kind, trace=self, **options)

    def play(self, path=None, title=None):
        """Make the step player of this run; see :func:`minitorch.viz.play`."""
        from .player import play

        return play(self, path, title)


def sent(edge, grad):
    """Return the array that goes along an edge; what broadcasting repeated is summed on its way."""
    if edge is None or grad is None:
        return grad
    node, index = edge
    shape = node.shapes[index] if isinstance(node, MultiNode) else node.shape
    return unbroadcast(getattr(grad, "_array", grad), shape)


def trace():
    """Return a :class:`Trace`, to be entered: ``with viz.trace() as run:``."""
    return Trace()


def kinds_of(cls):
    """Yield ``cls`` and every class below it."""
    yield cls
    for sub in cls.__subclasses__():
        yield from kinds_of(sub)


def name_values(values, frame, modules):
    """Give values the names that a frame and the modules around have for their tensors."""
    missing = {id(value.tensor): value for value in values if value.name is None}
    edges = {value.tensor._edge: value for value in missing.values() if value.tensor._edge}
    if not missing or frame is None:
        return
    for name, found in list(frame.f_locals.items()):
        if isinstance(found, TensorBase) and not name.startswith("_"):
            value = missing.get(id(found)) or edges.get(found._edge)
            if value is not None and value.name is None:
                value.name = name
    for module, _ in modules:
        for name, found in module._parameters.items():
            if id(found) in missing and missing[id(found)].name is None:
                missing[id(found)].name = name
