"""The picture of a trace: functions in layers, gradients beside the edges they pass along."""

from .svg import Drawing
from .trace import is_leaf

LAYER, COLUMN, HEIGHT, MARGIN = 96, 190, 44, 40  # pixels


def layers(trace):
    """Return the functions in layers; every edge leads to a later one."""
    depth = dict.fromkeys(trace.nodes, 0)
    for node in trace.nodes:  # youngest first, so all users of a node come before it
        for edge in node.edges:
            if edge is not None:
                depth[edge[0]] = max(depth[edge[0]], depth[node] + 1)
    found = [[] for _ in range(max(depth.values()) + 1)]
    for node in trace.nodes:
        found[depth[node]].append(node)
    return found


def places(trace):
    """Return where the centre of every function is drawn, in pixels."""
    rows = layers(trace)
    width = max(len(row) for row in rows) * COLUMN
    above, place = {}, {}  # where the users of each function stand; they are placed before it
    for number, row in enumerate(rows):
        row = sorted(row, key=lambda node: mean(above.get(node, [])))
        for column, node in enumerate(row):
            x = MARGIN + width * (column + 0.5) / len(row)
            place[node] = x, MARGIN + 24 + HEIGHT / 2 + number * LAYER
        for node in row:
            for position, edge in enumerate(node.edges):  # the first input goes to the left
                if edge is not None:
                    above.setdefault(edge[0], []).append(place[node][0] + position)
    return place, width + 2 * MARGIN, 2 * MARGIN + 24 + HEIGHT + (len(rows) - 1) * LAYER


def mean(values):
    """Return the mean of numbers; zero of none."""
    return sum(values) / len(values) if values else 0


def number(value):
    """Return a gradient as a short text."""
    while isinstance(value, list) and len(value) == 1:
        value = value[0]
    return f"{value:g}" if isinstance(value, (int, float)) else "[...]"


def picture(trace, title):
    """Draw the graph of a run; returns a drawing with ``save(path)``.

    Args:
        trace: a :class:`Trace` whose run is over.
        title: what stands above the picture.
    """
    place, width, height = places(trace)
    count = len([node for node in trace.nodes if not is_leaf(node)])
    drawing = Drawing(width, height, title, f"{count} functions and the gradients between them")
    drawing.text(width / 2, MARGIN - 8, title)
    for node in trace.nodes:
        for position, edge in enumerate(node.edges):
            if edge is not None:
                draw_edge(drawing, place[node], place[edge[0]], trace.passed.get((node, position)))
    for node, (x, y) in place.items():
        named = node in trace.names
        drawing.box(x, y, COLUMN - 36, HEIGHT, "leaf" if is_leaf(node) else "function")
        drawing.text(x, y - 3 if named else y + 5, type(node).__name__)
        if named:
            drawing.text(x, y + 15, described(trace, node), "quiet small")
    return drawing


def described(trace, node):
    """Return the second line of a box: what the function made, or the leaf and its gradient."""
    name = trace.names[node]
    if not is_leaf(node):
        return f"made {name} = {number(trace.values[name])}"
    grad = node.variable.grad
    passed = "" if grad is None else f", grad {number(grad._array.tolist())}"
    return f"{name} = {number(trace.values[name])}{passed}"


def draw_edge(drawing, start, end, grad):
    """Draw an arrow from a function to one it sends a gradient to, and that gradient."""
    (x0, y0), (x1, y1) = start, end
    y0, y1 = y0 + HEIGHT / 2, y1 - HEIGHT / 2 - 2
    drawing.line([(x0, y0), (x1, y1)], "edge", arrow=True)
    if grad is not None:
        x, y = (x0 + x1) / 2, (y0 + y1) / 2  # beside the line, on the side it leans to from above
        side, anchor = (-8, "end") if x1 < x0 else (8, "start")
        drawing.text(x + side, y, number(grad), "grad small", anchor)
