"""A run as steps to play: what appears, what is said, and which numbers pass, one after another."""

from itertools import groupby

from ..engine import AccumulateGrad
from .records import Call, Pass
from .text import fitting, function_name, label, number, short, shown, told


def steps_of(run):
    """Return the steps of a run: one for each executed line, then one for each node visited.

    Each is a dictionary that becomes JSON: ``phase``, ``line``, ``title``, ``facts`` (pairs of a
    word and a text), and what changes in the picture: ``show``, ``active``, ``passes``, ``grads``,
    ``frees`` (see ``player.js``).
    """
    teller, steps = Teller(run), []
    for (kind, _), events in groupby(run.events, moment):
        if kind is Call:
            steps.append(teller.line(list(events)))
        else:
            steps += [(teller.begins if kind is Pass else teller.visit)(event) for event in events]
    return steps


def moment(event):
    """Return what calls of one executed line, which are shown in one step, have in common."""
    return type(event), getattr(event, "execution", None)


class Teller:
    """Tells each event of a run, with the numbers that stand in the picture.

    Attributes:
        boxes: the number of the box of each value and call.
        wires: the number of the wire of each ``(call, position of the input)``.
        asked: the file and line that asked for the backward pass that runs.
    """

    def __init__(self, run):
        self.run, self.boxes, self.wires, self.asked = run, {}, {}, (None, None)
        for call in run.calls:
            for value in call.inputs:
                self.box_of(value)
            self.box_of(call.outputs[0])
            for position in range(len(call.inputs)):
                self.wires[id(call), position] = len(self.wires)

    def box_of(self, value):
        """Return the number of the box that shows a value."""
        return self.boxes.setdefault(value.key, len(self.boxes))

    def line(self, calls):
        """Tell what a line of the program computed."""
        show, facts = [], []
        for call in calls:
            show += [self.box_of(value) for value in call.inputs if value.leaf]
            show.append(self.box_of(call.outputs[0]))
            facts += self.computed(call)
        title = calls[0].source or ", ".join([call.name for call in calls])
        active = [self.box_of(call.outputs[0]) for call in calls]
        return step("forward", calls[0].file, calls[0].line, title, facts, show, active)

    def computed(self, call):
        """Return what is told of one operation."""
        inputs = ", ".join([named(value) for value in call.inputs])
        made = f"{call.name}({inputs}) = {told(call.outputs[0].data)}"
        if call.node is None:
            return [("computes", made), ("records", why_not_recorded(call))]
        kept = f", keeps {', '.join(call.saved)} for backward" if call.saved else ""
        return [("computes", made), ("records", function_name(call.node) + kept)]

    def begins(self, event):
        """Tell that backward begins."""
        self.asked = event.file, event.line
        following = self.run.visits[self._visits_before(event) :]
        facts = [("starts with", "nothing to do")]
        active = []
        if following:
            value = self.run.value_made_by(following[0].node)
            name = label(value)
            facts = [("starts with", f"d{name}/d{name} = {told(following[0].incoming)}")]
            active = [self.box_of(value)] if value is not None else []
        found = step("backward", *self.asked, "backward begins", facts, [], active)
        return {**found, "begins": True}

    def _visits_before(self, event):
        before = self.run.events[: self.run.events.index(event)]
        return len([e for e in before if not isinstance(e, (Call, Pass))])

    def visit(self, visit):
        """Tell what one node did with the gradient that arrived."""
        if isinstance(visit.node, AccumulateGrad):
            return self.accumulates(visit)
        call = self.run.made_by.get(visit.node)
        name = function_name(visit.node)
        facts, passes = [("incoming", told(visit.incoming))], []
        for position, value, grad in sent(visit, call):
            local = call.local[position] if call is not None else None
            result = told(grad)
            if local is not None:
                ratio = f"d{label(call.outputs[0])}/d{label(value)}"
                facts.append(("local", f"{ratio} = {number(local)}"))
                result = f"{told(visit.incoming)} · {number(local)} = {result}"
            facts.append(("sends", f"to {label(value)}: {result}"))
            if call is not None:
                passes.append([self.wires[id(call), position], short(grad)])
        frees = []
        if visit.freed and call is not None:
            facts.append(("frees", ", ".join(call.saved) or "what it had saved"))
            frees = [self.box_of(call.outputs[0])]
        file, line = (call.file, call.line) if call is not None else self.asked
        title = name + (f", which made {label(call.outputs[0])}" if call is not None else "")
        active = [self.box_of(call.outputs[0])] if call is not None else []
        found = step("backward", file, line, title, facts, [], active)
        return {**found, "passes": passes, "frees": frees}

    def accumulates(self, visit):
        """Tell how a leaf's ``grad`` grew."""
        value = self.run.value_made_by(visit.node)
        name, incoming = label(value), told(visit.incoming)
        if visit.before is None:
            now = f"{name}.grad was None, is {told(visit.after)}"
        else:
            total = f"{told(visit.before)} + {incoming} = {told(visit.after)}"
            now = f"{name}.grad grows: {total}"
        title = f"AccumulateGrad of {name}"
        box = self.box_of(value)
        facts = [("incoming", incoming), ("adds", now)]
        found = step("backward", *self.asked, title, facts, [], [box])
        return {**found, "grads": [[box, fitting(shown(visit.after), 12)]]}


def step(phase, file, line, title, facts, show, active):
    """Return a step in which nothing passes, grows or is freed."""
    change = dict(show=sorted(set(show)), active=active, passes=[], grads=[], frees=[])
    return dict(phase=phase, file=file, line=line, title=title, facts=facts, **change)


def named(value):
    """Return a value as ``name = data``."""
    return f"{value.name} = {told(value.data)}" if value.name else told(value.data)


def sent(visit, call):
    """Yield ``(position, value, gradient)`` for each gradient that a visit sent on."""
    for position, grad in enumerate(visit.outgoing):
        if grad is not None and visit.node.edges[position] is not None:
            inputs = call.inputs if call is not None else []
            yield position, inputs[position] if position < len(inputs) else None, grad


def why_not_recorded(call):
    """Return why an operation left no node behind."""
    if any(value.volatile for value in call.inputs):
        return "nothing: an input is volatile"
    if any(value.requires_grad for value in call.inputs):
        return "nothing: recording is off, or this has no derivative"
    return "nothing: no input requires grad"
