"""A graph of labelled boxes: laid out as SVG, or written as the text of dot or Mermaid."""

from dataclasses import dataclass, replace
from pathlib import Path

from .layout import Layout
from .svg import Drawing, write

MARGIN, LINE, PAD, ROW = 28, 18, 20, 56  # pixels: around all, a line, inside a box, between rows


@dataclass(frozen=True)
class Box:
    """A box.

    Attributes:
        lines: ``(words, style)`` from the top.
        kind: how it is coloured: a leaf, a result, a function, a module, plain, volatile, bad.
        group: the modules it belongs to, the outermost first.
    """

    lines: tuple
    kind: str
    group: tuple = ()

    @property
    def width(self):
        """Its width in pixels, from what its letters usually need."""
        wide = [len(words) * (6.9 if "small" in style else 9.0) for words, style in self.lines]
        return max([*wide, 24]) + PAD

    @property
    def height(self):
        """Its height in pixels."""
        return len(self.lines) * LINE + 14


@dataclass(frozen=True)
class Arrow:
    """An arrow between the keys of two boxes, with a label and a style of that label."""

    start: object
    end: object
    label: str = ""
    style: str = "grad"
    off: bool = False


class Graph:
    """Boxes by key, arrows, and a title.

    Args:
        title: what stands above.
        words: what a listener is told that a viewer sees.
        down: whether arrows lead down the page; else up.
    """

    def __init__(self, title, words, down=True):
        self.title, self.words, self.down = title, words, down
        self.boxes, self.arrows = {}, []

    def add(self, key, lines, kind, group=()):
        """Add a box."""
        self.boxes[key] = Box(tuple(lines), kind, tuple(group))

    def link(self, start, end, label="", style="grad", off=False):
        """Add an arrow."""
        self.arrows.append(Arrow(start, end, label, style, off))

    def collapsed(self, depth):
        """Return the graph with one box for each call of a module ``depth`` levels down.

        What a module holds further down, and its parameters, disappear in its box.
        """
        found, home, members = Graph(self.title, self.words, self.down), {}, {}
        for key, box in self.boxes.items():
            home[key] = ("module", *box.group[:depth]) if box.group and depth else key
            members.setdefault(home[key], []).append(key)
        for new, keys in members.items():
            if new == keys[0]:
                found.boxes[new] = self.boxes[new]
            else:
                name, inside = new[-1][0], f"{len(keys)} box{'es' * (len(keys) > 1)} inside"
                found.add(new, [(name, "name"), (inside, "quiet small")], "module", new[1:-1])
        seen = set()
        for arrow in self.arrows:
            ends = home[arrow.start], home[arrow.end]
            if ends[0] != ends[1] and ends not in seen:
                seen.add(ends)
                inner = ends != (arrow.start, arrow.end)
                label = "" if inner else arrow.label
                found.arrows.append(replace(arrow, start=ends[0], end=ends[1], label=label))
        return found

    def placed(self):
        """Return where everything stands; arrows are turned so that the last result is on top."""
        tall = max((box.height for box in self.boxes.values()), default=0)
        sizes = {key: box.width for key, box in self.boxes.items()}
        pairs = [(a.start, a.end) if self.down else (a.end, a.start) for a in self.arrows]
        return Layout(sizes, pairs, tall + ROW)

    def drawing(self):
        """Return the picture."""
        layout, top = self.placed(), MARGIN + 26
        width = max(layout.width, 9.4 * len(self.title)) + 2 * MARGIN
        drawing = Drawing(width, layout.height + top + MARGIN - ROW / 2, self.title, self.words)
        drawing.text(width / 2, MARGIN + 4, self.title, "title")
        left = (width - layout.width) / 2

        def shifted(point):
            return point[0] + left, point[1] + top - ROW / 4

        labels = []
        for arrow, bends in zip(self.arrows, layout.bends):
            points = self.path(arrow, layout.place, bends)
            points = [shifted(point) for point in points]
            drawing.arrow(points, "edge off" if arrow.off else "edge")
            if arrow.label:
                labels.append((*halfway(points), arrow))
        for key, box in self.boxes.items():
            draw_box(drawing, box, *shifted(layout.place[key]))
        for x, y, arrow in labels:
            drawing.text(x, y + 4, arrow.label, arrow.style)
        return drawing

    def path(self, arrow, place, bends):
        """Return the points of an arrow, from the border of a box to the border of another."""
        (x0, y0), (x1, y1) = place[arrow.start], place[arrow.end]
        bends = bends if self.down else bends[::-1]
        way = 1 if self.down else -1
        y0 += way * self.boxes[arrow.start].height / 2
        y1 -= way * (self.boxes[arrow.end].height / 2 + 3)
        return [(x0, y0), *bends, (x1, y1)]

    def _repr_svg_(self):
        return self.drawing().source()

    def save(self, path):
        """Write a file: ``.svg``, ``.dot`` or ``.mmd`` (Mermaid), by its ending."""
        texts = {".svg": self._repr_svg_, ".dot": self.dot, ".mmd": self.mermaid}
        return write(path, texts[Path(path).suffix]())

    def dot(self):
        """Return the graph in the language of Graphviz."""
        names, lines = self._names(), [f"digraph {quoted(self.title)} {{", "  node [shape=box];"]
        for key, box in self.boxes.items():
            lines.append(f"  {names[key]} [label={quoted(words_of(box, chr(10)))}];")
        for arrow in self.arrows:
            style = ", style=dashed" if arrow.off else ""
            label = f" [label={quoted(arrow.label)}{style}]"
            lines.append(f"  {names[arrow.start]} -> {names[arrow.end]}{label};")
        return "\n".join([*lines, "}", ""])

    def mermaid(self):
        """Return the graph in the language of Mermaid."""
        names, lines = self._names(), ["flowchart " + ("TD" if self.down else "BT")]
        for key, box in self.boxes.items():
            lines.append(f'  {names[key]}["{shielded(words_of(box, "<br>"))}"]')
        for arrow in self.arrows:
            label = f'|"{shielded(arrow.label)}"|' if arrow.label else ""
            line = "-.->" if arrow.off else "-->"
            lines.append(f"  {names[arrow.start]} {line}{label} {names[arrow.end]}")
        return "\n".join([*lines, ""])

    def _names(self):
        return {key: f"n{number}" for number, key in enumerate(self.boxes)}


def draw_box(drawing, box, x, y):
    """Draw a box and its lines."""
    drawing.box(x, y, box.width, box.height, box.kind)
    first = y - (len(box.lines) - 1) * LINE / 2 + 5
    for number, (words, style) in enumerate(box.lines):
        faint = " faint" if box.kind == "plain" else ""
        drawing.text(x, first + number * LINE, words, style + faint)


def halfway(points):
    """Return the point in the middle of a way."""
    middle = len(points) // 2
    if len(points) % 2:
        return points[middle]
    (x0, y0), (x1, y1) = points[middle - 1 : middle + 1]
    return (x0 + x1) / 2, (y0 + y1) / 2


def words_of(box, between):
    """Return the lines of a box as one text."""
    return between.join([words for words, _ in box.lines])


def quoted(text):
    """Return ``text`` as a string of dot."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def shielded(text):
    """Return ``text`` with what Mermaid would take for its own replaced."""
    return text.replace('"', "#quot;").replace("[", "#91;").replace("]", "#93;")
