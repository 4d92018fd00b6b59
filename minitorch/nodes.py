"""The nodes that operations leave in the graph: for each operation a class, made at the first need.

A node of the engine knows where gradients go; a node of an operation also knows its derivative
rules. ``gradients`` applies them to arrays, and ``push`` also sends on what they give, by methods
written for just these rules, as ``calls.py`` writes the call; ``recorded_gradients`` applies them
to tensors, so that the pass itself becomes part of the graph.
"""

from . import engine
from .backend import NAMESPACE
from .calls import as_tuple, execute, name_of
from .engine import MultiNode, Node
from .freeing import help_python

help_python(Node)


def opening(op):
    """Return the lines that take apart what a node saved, once it is known to be unchanged."""
    lines = []
    if op.saved:
        lines += ["    saved = node.saved", "    if saved is None:", "        node.check()"]
        versions = [f"v{i}" for i in range(len(op.saved))]
        lines += [f"    {as_tuple(op.saved + versions)} = saved"]
        lines += [f"    if {' + '.join(f'{v}[0]' for v in versions)} != node.stamp:"]
        lines += ["        node.check()"]
    if op.constants:
        lines += [f"    {as_tuple(op.constants)} = node.constants"]
    if op.outputs != 1:
        lines += ["    gs = node.filled(g)", "    g = gs[0]"]
    if not op.kinds[next(iter(op.kinds))].many:
        lines += [f"    {as_tuple([f'e_{n}' for n in op.kinds])} = node.edges"]
    return lines


def gradients_source(op):
    """Return the text of the method that applies the rules of ``op`` to arrays."""
    lines, arrays = ["def gradients(node, g):", *opening(op)], list(op.kinds)
    if op.kinds[arrays[0]].many or op.together:
        return "\n".join([*lines, f"    return {applied(op, arrays[0])}"])
    results = []
    for n in arrays:
        unless = f" if e_{n} is not None else None" if len(arrays) > 1 else ""
        results.append(f"{applied(op, n)}{unless}" if n in op.rules else "None")
    return "\n".join([*lines, f"    return {as_tuple(results)}"])


def push_source(op):
    """Return the text of the method that also sends on what the rules give.

    It spares the tuple and the loop of :meth:`engine.Node.push`, a third of a backward pass over
    small tensors: 1.0 instead of 1.5 microseconds for each node.
    """
    lines = ["def push(node, g):", *opening(op)]
    for n in op.rules:
        lines += [
            f"    if e_{n} is not None:",
            f"        receiver, output_nr = e_{n}",  # no name that a parameter of an op may have
            f"        sent = {applied(op, n)}",
            "        if receiver.grad is None and sent.shape == receiver.shape:",
            "            receiver.grad, receiver.owned = sent, sent is not g",
            "        else:",
            "            receiver.accumulate(output_nr, sent, False)",
        ]
    return "\n".join(lines)


def applied(op, array):
    """Return the code that calls the rule of one input."""
    rule, names = op.rules[array]
    first = rule.__code__.co_varnames[0]
    return f"rule_{name_of(op)}_{array}({', '.join([first, *names])})"


class OpNode:
    """What the nodes of operations add to :class:`engine.Node`: their rules."""

    __slots__ = ()

    @property
    def next_functions(self):
        """Where gradients go, for each input that has a rule."""
        if self.op.kinds[next(iter(self.op.kinds))].many:
            return super().next_functions
        edges = dict(zip(self.op.kinds, self.edges, strict=True))
        return tuple([edges[name] or (None, 0) for name in self.op.rules])

    def recorded_gradients(self, grad):
        """Apply the rules to tensors: what was saved becomes part of the graph again."""
        self.check()
        op, values = self.op, dict(zip(self.op.constants, self.constants, strict=True))
        for name, saved in zip(op.saved, self.saved):
            values[name] = self.attached(name, saved)
        if op.elementary is not None:
            return self.elementary_gradients(grad, values)
        values["gs"] = grads = self.filled(grad) if op.outputs != 1 else [grad]
        values["g"] = grads[0]
        results = []
        for index, name in enumerate(op.kinds):
            rule, names = op.rules.get(name, (None, ()))
            if rule is None or (self.edges[index] is None and not op.kinds[name].many):
                results.append(None)
            else:
                first = rule.__code__.co_varnames[0]
                results.append(rule(values[first], *[values[n] for n in names]))
        return results[0] if op.kinds[next(iter(op.kinds))].many else results

    def elementary_gradients(self, grads, values):
        """Run the operation again in other operations, and backward through those."""
        inputs = [values[name] for name in self.op.kinds]
        inputs = [x if x is None else x.expand_as(x) for x in inputs]  # edges of their own
        edges = [x if x is None else engine.edge_of(x) for x in inputs]
        outs = self.op.elementary(*inputs, *[values[name] for name in self.op.attributes])
        arrived = [(engine.edge_of(out), g) for out, g in zip(outs, grads) if g is not None]
        wanted = [edge for edge in edges if edge is not None]
        found = iter(engine.run(*zip(*arrived), True, True, wanted))
        return [None if edge is None else next(found) for edge in edges]

    def attached(self, name, saved):
        """Return a saved array as the tensor of the graph that it was."""
        if saved is None:
            return None
        if name in self.op.results:
            index = self.op.results.index(name)
            return self.wrap(saved, (self, index) if saved.dtype.kind == "f" else None)
        if name != "out":
            return self.wrap(saved, self.edges[list(self.op.kinds).index(name)])
        if self.op.outputs == 1:
            return self.wrap(saved, (self, 0))
        return tuple([self.wrap(s, (self, i)) for i, s in enumerate(saved)])


class OpMultiNode(OpNode):
    """Nodes of operations with several results."""

    __slots__ = ()

    def filled(self, grads):
        """Return ``grads`` with zeros for the outputs that nothing arrived from."""
        known = next(grad for grad in grads if grad is not None)
        return [
            zeros_like(known, shape) if grad is None and i not in self.op.constant else grad
            for i, (grad, shape) in enumerate(zip(grads, self.shapes, strict=True))
        ]


def zeros_like(known, shape):
    """Return zeros of ``shape``, a tensor or an array as ``known`` is."""
    if isinstance(known, engine.TensorBase):
        return known._full(shape, 0)
    return NAMESPACE[type(known)].zeros(shape, known.dtype)


class NodeClasses(dict):
    """For each operation, the class of the nodes it leaves in one face; made at the first need.

    Args:
        wrap: the function that makes a tensor of this face from an array and an edge.
        name: a function from an operation to the name of its node class.
    """

    def __init__(self, wrap, name):
        super().__init__()
        self.wrap, self.name = wrap, name

    def renamed(self, op, name):
        """Return the class of an operation's nodes under another name, as its in-place form has."""
        if (op, name) not in self:
            body = {"__slots__": (), "__module__": self[op].__module__}
            self[op, name] = type(name, (self[op],), body)
        return self[op, name]

    def __missing__(self, op):
        bases = (OpNode, Node) if op.outputs == 1 else (OpMultiNode, MultiNode)
        body = {"__slots__": (), "op": op, "wrap": staticmethod(self.wrap)}
        body["__module__"] = "builtins"  # for users, these are names without a module
        body["gradients"] = execute(op, gradients_source(op), "gradients")
        if not op.kinds[next(iter(op.kinds))].many and not op.together:
            body["push"] = execute(op, push_source(op), "push")
        self[op] = made = type(self.name(op), bases, body)
        return made
