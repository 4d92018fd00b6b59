"""The pictures of the tutorial, from a run: ``draw(variable, kind=...)``."""

import sys

from ..engine import AccumulateGrad, edge_of, reachable
from .graph import Graph
from .records import snapshot
from .svg import Drawing
from .text import function_name, grad_text, kind_of_leaf, label, number, shown
from .watching import Trace


def draw(variable, kind="expression", trace=None, collapse=None, every=None, title=None):
    """Draw a picture of how ``variable`` came about.

    Args:
        variable: the result whose history is drawn, or for a card any tensor.
        kind: one of

            - ``expression``: the variables and what each was computed from;
            - ``gradients``: the same with arrows turned round, each with its local derivative;
            - ``card``: the variable alone, in three parts: data, grad, grad_fn;
            - ``functions``: the nodes that backward visits, and the gradients between them;
            - ``requires_grad``: the expression, with the branch that needs no gradient in grey;
            - ``volatile``: the expression, with what was not recorded marked.
        trace: a run of :func:`trace`; by default the last one, if ``variable`` took part in it.
            Without a run only ``functions`` and ``card`` can be drawn.
        collapse: draw modules this many levels down as one box each.
        every: show values without a name too; by default where modules are drawn as boxes.
        title: what stands above.

    Returns:
        A picture that Jupyter shows, with ``save(path)``; graphs also have ``dot()`` and
        ``mermaid()``.

    Example:
        >>> from minitorch import viz
        >>> x = torch.tensor([3.0], requires_grad=True)
        >>> with viz.trace():
        ...     y = x * x
        >>> viz.draw(y, "gradients").arrows[0].label
        '6'
    """
    if kind not in KINDS:
        raise ValueError(f"kind must be one of {', '.join(KINDS)}, not {kind!r}")
    known = trace or (Trace.latest if Trace.latest is not None else Trace())
    if not known.knows(variable):
        known = Trace()
        known.adopt(variable, sys._getframe(1))
    every = collapse is not None if every is None else every
    picture = KINDS[kind](variable, known, every)
    if isinstance(picture, Graph):
        picture.title = title or picture.title
        picture = picture if collapse is None else picture.collapsed(collapse)
    return picture


# --- the variables, and what each was computed from ----------------------------------------------


class Expression:
    """The named values behind a result: what the program has no name for is passed through.

    Attributes:
        values: the results' first.
        sources: for each value ``[(source, local derivative or None, calls on the way)]``.
    """

    def __init__(self, variable, trace, every):
        self.values, self.sources, self.every = [], {}, every
        stack = [trace.value_of(variable)]
        while stack:
            value = stack.pop()
            if id(value) in self.sources:
                continue
            self.values.append(value)
            self.sources[id(value)] = found = self._sources(value)
            stack.extend([source for source, _, _ in reversed(found)])

    def _sources(self, value):
        """Return where a value came from: the nearest values with names, by way of the others."""
        if value.call is None:
            return []
        found, stack = [], [(value, 1.0, ())]
        while stack:
            here, factor, way = stack.pop()
            if way and (self.every or here.name is not None or here.call is None):
                found.append((here, factor, way))
                continue
            for source, local in reversed(list(zip(here.call.inputs, here.call.local))):
                product = None if local is None or factor is None else factor * local
                stack.append((source, product, (*way, here.call)))
        return merged(found)


def merged(found):
    """Return sources with one entry each: derivatives along several ways add up."""
    result = {}
    for source, local, way in found:
        if id(source) in result:
            _, other, before = result[id(source)]
            local = None if local is None or other is None else local + other
            way = before + way
        result[id(source)] = (source, local, way)
    return list(result.values())


def value_lines(value):
    """Return the lines of a value's box."""
    return [(label(value), "name"), (shown(value.data), "quiet small")]


def groups_of(trace):
    """Return the modules around each value: those that made it, or whose parameter it is."""
    groups = {}
    for call in trace.calls:
        group = group_of(call)
        groups.update({id(value): group for value in call.outputs})
        owned = [p for module, _ in call.modules for p in module._parameters.values()]
        for value in call.inputs:
            if any(value.tensor is parameter for parameter in owned):
                groups[id(value)] = group
    return groups


def group_of(call):
    """Return the modules around a call as names that tell calls of one module apart."""
    return tuple([(module_name(call.modules, i), n) for i, (_, n) in enumerate(call.modules)])


def module_name(modules, position):
    """Return what the module at ``position`` is called by the one around it, and its class."""
    module = modules[position][0]
    kind = type(module).__name__
    if not position:
        return kind
    around = modules[position - 1][0]._modules
    return next((f"{name}: {kind}" for name, found in around.items() if found is module), kind)


def expression(variable, trace, every, title="What was computed from what", reverse=False):
    """Draw the variables of an expression; arrows lead to results, or back with derivatives."""
    found, groups = Expression(variable, trace, every), groups_of(trace)
    count = len([value for value in found.values if value.call is not None])
    graph = Graph(title, f"{len(found.values)} variables, {count} of them computed", down=reverse)
    for value in found.values:
        kind = "leaf" if value.call is None else "result"
        graph.add(id(value), value_lines(value), kind, groups.get(id(value), ()))
    for value in found.values:
        for source, local, _ in found.sources[id(value)]:
            if reverse:
                label = "" if local is None else number(local)
                graph.link(id(value), id(source), label, "local")
            else:
                graph.link(id(source), id(value))
    return graph


def gradients(variable, trace, every):
    """Draw the expression with arrows turned round, each with its local derivative."""
    return expression(variable, trace, every, "How much each changes with what it came from", True)


def requires_grad(variable, trace, every):
    """Draw the expression with what needs no gradient in grey."""
    found = Expression(variable, trace, every)
    graph = Graph("Which parts need a gradient", "grey parts need none", down=False)
    for value in found.values:
        kind = ("leaf" if value.call is None else "result") if value.requires_grad else "plain"
        words = f"requires_grad={value.requires_grad}"
        graph.add(id(value), [*value_lines(value), (words, "quiet small code")], kind)
    for value in found.values:
        for source, _, _ in found.sources[id(value)]:
            graph.link(id(source), id(value), off=not source.requires_grad)
    return graph


def volatile(variable, trace, every):
    """Draw the expression with what was not recorded marked: volatile, or under no_grad."""
    found = Expression(variable, trace, every)
    graph = Graph("What was recorded, and what was not", "marked parts left no node", down=False)
    for value in found.values:
        recorded = value.call is not None and value.call.node is not None
        if value.call is None:
            kind = kind_of_leaf(value)
            words = "volatile" if value.volatile else f"requires_grad={value.requires_grad}"
        else:
            kind = "result" if recorded else "volatile"
            why = "volatile" if value.volatile else "no grad_fn"
            words = function_name(value.call.node) if recorded else f"{why}: not recorded"
        graph.add(id(value), [*value_lines(value), (words, "quiet small")], kind)
    for value in found.values:
        for source, _, way in found.sources[id(value)]:
            graph.link(id(source), id(value), off=any(call.node is None for call in way))
    return graph


# --- the nodes that backward visits --------------------------------------------------------------


def functions(variable, trace, every):
    """Draw the nodes that backward visits, and the gradients that passed between them."""
    if edge_of(variable) is None:
        raise ValueError("nothing to draw: the variable requires no grad, so it has no graph")
    nodes, groups = reachable([edge_of(variable)[0]]), groups_of(trace)
    passed = {visit.node: visit.outgoing for visit in trace.visits}
    count = len([node for node in nodes if not isinstance(node, AccumulateGrad)])
    graph = Graph("The graph of functions", f"{count} functions and the gradients between them")
    for node in nodes:
        value, leaf = trace.value_made_by(node), isinstance(node, AccumulateGrad)
        lines = [(function_name(node), "name")]
        if value is not None and value.name is not None:
            made = f"made {value.name} = {shown(value.data)}"
            lines.append((leaf_text(value) if leaf else made, "quiet small"))
        graph.add(node, lines, "leaf" if leaf else "function", groups.get(id(value), ()))
    for node in nodes:
        grads = passed.get(node, [None] * len(node.edges))
        for edge, grad in zip(node.edges, grads):
            if edge is not None:
                graph.link(node, edge[0], "" if grad is None else shown(grad))
    return graph


def leaf_text(value):
    """Return what the box of a leaf says: its value, and its gradient or why there is none."""
    return f"{value.name} = {shown(value.data)}, grad {grad_text(value)}"


# --- one variable --------------------------------------------------------------------------------


def card(variable, trace, every):
    """Draw a variable in three parts: its data, its gradient, the function that made it."""
    value = trace.value_of(variable)
    node = variable.grad_fn
    name = value.name or "the variable"
    made = "None: a leaf, nothing made it" if node is None else function_name(node)
    parts = [
        (".data", shown(snapshot(variable)), "result"),
        (".grad", grad_text(value), "leaf" if variable._grad is not None else "plain"),
        (".grad_fn", made, "plain" if node is None else "function"),
    ]
    told = "; ".join([f"{part} is {words}" for part, words, _ in parts])
    width, height = 300, 3 * 62 + 70
    drawing = Drawing(width, height, f"{name}, a {type(variable).__name__}", told)
    drawing.text(width / 2, 34, f"{name}, a {type(variable).__name__}", "title")
    for row, (part, words, kind) in enumerate(parts):
        y = 84 + row * 62
        drawing.box(width / 2, y, width - 40, 54, kind)
        drawing.text(36, y - 6, part, "name code small", "start")
        drawing.text(36, y + 15, words, "small", "start")
    return drawing


KINDS = {
    "expression": expression,
    "gradients": gradients,
    "card": card,
    "functions": functions,
    "requires_grad": requires_grad,
    "volatile": volatile,
}
