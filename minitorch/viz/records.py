"""What a trace is made of: values, calls, and the visits of a backward pass."""

import linecache
from dataclasses import dataclass, field

from ..backend import backend_of
from ..engine import TensorBase, edge_of
from .text import label

SMALL = 64  # elements; of larger arrays only the shape is kept


@dataclass
class Value:
    """A tensor that took part in a run, as it was at its first appearance.

    Attributes:
        tensor: the tensor itself.
        data: its elements, or its shape if they are many.
        call: what made it, or None.
        name: what the program calls it, or None.
    """

    tensor: TensorBase
    data: object
    call: "Call | None" = None
    name: str | None = None

    def __post_init__(self):
        self.requires_grad = edge_of(self.tensor) is not None
        self.volatile = bool(getattr(self.tensor, "_volatile", False))

    @property
    def leaf(self):
        """Whether no operation of the run made it."""
        return self.call is None

    @property
    def key(self):
        """What the box that shows it is found by: the results of a call share one."""
        return id(self if self.leaf else self.call)


@dataclass
class Call:
    """One operation: what went in, what came out, and the line of source that asked for it.

    Attributes:
        op: the operation, or None for a user's Function.
        name: what it is called.
        inputs, outputs: values.
        node: what it left in the graph, or None.
        frame, line: where in the user's program it was called.
        modules: the modules around it, the outermost first, each with the number of its call.
        execution: a number that is another each time that a line runs.
        local: the derivative of the result by each input, where both have one element.
        saved: the names of what the node keeps for backward.
    """

    op: object
    name: str
    inputs: list
    node: object
    frame: object
    line: int
    modules: tuple
    execution: int
    outputs: list = field(default_factory=list)
    local: list = field(default_factory=list)
    saved: tuple = ()

    @property
    def file(self):
        """The file of that line."""
        return self.frame.f_code.co_filename

    @property
    def source(self):
        """The text of that line."""
        return linecache.getline(self.file, self.line, self.frame.f_globals).strip()


@dataclass
class Visit:
    """One node of a backward pass.

    Attributes:
        node: the node.
        incoming: the gradient that arrived, or several.
        outgoing: for each edge the gradient sent along it, or None.
        before, after: the ``grad`` of the leaf, if the node is one's.
        freed: whether what the node had saved was dropped.
    """

    node: object
    incoming: object
    outgoing: list
    before: object = None
    after: object = None
    freed: bool = False


@dataclass
class Pass:
    """A backward pass began, at a line of the program."""

    file: str
    line: int


def snapshot(array):
    """Return the elements of an array as they are now, or its shape if they are many."""
    if array is None:
        return None
    array = getattr(array, "_array", array)
    return backend_of(array).get(array).copy() if array.size <= SMALL else tuple(array.shape)


def names_of_saved(call):
    """Return the names of what the node of a call keeps: those of inputs, or of the result."""
    if call.node is None or not call.node.saved:
        return ()
    if call.op is None:
        return ("what its forward saved",)
    values = call.node.saved[: len(call.op.saved)]
    inputs = dict(zip(call.op.kinds, call.inputs))
    names = []
    for name, kept in zip(call.op.saved, values):
        if kept is not None:
            value = call.outputs[0] if name == "out" else inputs.get(name)
            names.append(label(value) if value is not None else name)
    return tuple(dict.fromkeys(names))


def local_derivatives(call):
    """Return d result / d input for each input, or None where it's no single number."""
    if call.op is None or len(call.op.kinds) != len(call.inputs):
        return [None] * len(call.inputs)
    values = dict(zip(call.op.constants, call.node.constants)) if call.node is not None else {}
    values.update({name: v.tensor._array for name, v in zip(call.op.kinds, call.inputs)})
    values["out"] = out = call.outputs[0].tensor._array
    values["g"] = out * 0 + 1
    found = []
    for name, value in zip(call.op.kinds, call.inputs):
        rule, names = call.op.rules.get(name, (None, ("",)))
        single = value.tensor._array.size == out.size == 1
        if single and rule is not None and all(n in values for n in names):
            result = rule(values["g"], *[values[n] for n in names])
            found.append(float(result.reshape(-1)[0]))
        else:
            found.append(None)
    return found
