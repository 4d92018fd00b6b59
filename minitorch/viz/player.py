"""The step player: a run as one HTML file that loads nothing, to be stepped through."""

import json
import linecache
from collections import Counter
from html import escape
from importlib import resources
from pathlib import Path

from .layout import Layout
from .steps import Teller, steps_of
from .svg import smooth, style, write
from .text import fitting, function_name, kind_of_leaf, label, shown
from .watching import Trace

WIDTH, HEIGHT, ROW, MARGIN = 144, 66, 122, 36  # pixels: a box, from row to row, around all
FAR = 6  # rows that an arrow may cross before it is shown faintly
AROUND = 2  # lines of source shown before the first and after the last that ran


def play(run=None, path=None, title=None):
    """Make a page that plays a run step by step.

    Args:
        run: a finished :class:`Trace`; by default the last one.
        path: where to write the page; None writes nothing.
        title: what stands above.

    Returns:
        The :class:`Player`, which Jupyter shows, and which has ``save(path)``.

    Raises:
        ValueError: if nothing was watched yet, or nothing happened.
    """
    run = run or Trace.latest
    if run is None or not run.calls:
        raise ValueError("nothing to play: run something inside `with viz.trace():` first")
    player = Player(run, title or "A run, step by step")
    if path is not None:
        player.save(path)
    return player


class Player:
    """A page that plays a run."""

    def __init__(self, run, title):
        self.run, self.title, self.teller = run, title, Teller(run)
        self.steps = steps_of(run)

    def html(self):
        """Return the page."""
        parts = {name: part(f"player.{name}") for name in ("html", "css", "js")}
        names = short_names([step["file"] for step in self.steps if step["file"] is not None])
        steps = [{**step, "file": names.get(step["file"])} for step in self.steps]
        sources = {names[file]: lines for file, lines in self.sources().items()}
        data = json.dumps(dict(steps=steps, sources=sources), ensure_ascii=False)
        page = parts["html"]
        for name, text in {
            "TITLE": escape(self.title),
            "STYLE": style() + parts["css"],
            "PICTURE": self.picture(),
            "TRANSCRIPT": self.transcript(),
            "DATA": data.replace("</", "<\\/"),
            "SCRIPT": parts["js"],
        }.items():
            page = page.replace(f"<!--{name}-->", text)
        return page

    def save(self, path):
        """Write the page; return its path."""
        return write(path, self.html())

    def _repr_html_(self):
        frame = "width: 100%; height: 640px; border: 0"
        page = escape(self.html())
        return f'<iframe title="{escape(self.title)}" style="{frame}" srcdoc="{page}"></iframe>'

    def sources(self):
        """Return the lines of each file that took part: ``{file: [[number, text], ...]}``."""
        used = {}
        for step in self.steps:
            if step["file"] is not None:
                used.setdefault(step["file"], []).append(step["line"])
        found = {}
        for file, lines in used.items():
            text = linecache.getlines(file)
            first = max(1, min(lines) - AROUND)
            last = min(len(text), max(lines) + AROUND)
            found[file] = [[n, text[n - 1].rstrip("\n")] for n in range(first, last + 1)]
        return found

    def transcript(self):
        """Return all steps as a list, for those who read or listen."""
        items = []
        for step in self.steps:
            told = " ".join([f"{word}: {text}." for word, text in step["facts"]])
            items.append(f"<li><b>{escape(step['title'])}</b> {escape(told)}</li>")
        return "\n".join(items)

    def picture(self):
        """Return the graph with everything that will appear, as SVG."""
        teller, boxes, pairs = self.teller, {}, []
        for value in self.run.values:
            if value.key in teller.boxes:
                boxes.setdefault(teller.boxes[value.key], value)
        for call in self.run.calls:
            end = teller.box_of(call.outputs[0])
            pairs += [(end, teller.box_of(value)) for value in call.inputs]
        layout = Layout(dict.fromkeys(sorted(boxes), WIDTH), pairs, ROW)
        height = layout.height + 2 * MARGIN
        place = {k: (x + MARGIN, height - MARGIN - y) for k, (x, y) in layout.place.items()}
        parts, ends = [], Counter(key for pair in pairs for key in zip(("end", "start"), pair))
        for wire, ((end, start), bends) in enumerate(zip(pairs, layout.bends)):
            middle = [(x + MARGIN, height - MARGIN - y) for x, y in reversed(bends)]
            (x0, y0), (x1, y1) = place[start], place[end]
            points = [(x0, y0 + HEIGHT / 2), *middle, (x1, y1 - HEIGHT / 2 - 4)]
            fan = ends["end", end] - ends["start", start]
            span = layout.row[start] - layout.row[end]
            kind = "through" if span > 1 and not layout.bent else "far" if span > FAR else ""
            parts.append(wire_markup(wire, start, end, points, fan, kind))
        parts += [box_markup(number, boxes[number], *place[number]) for number in sorted(boxes)]
        width = layout.width + 2 * MARGIN
        return (
            f'<svg class="mt" id="graph" viewBox="0 0 {width:.0f} {height:.0f}" '
            f'data-width="{width:.0f}" data-height="{height:.0f}" role="img" '
            f'aria-label="The graph of the run so far">{MARKER}{"".join(parts)}</svg>'
        )


MARKER = (
    '<defs><marker id="mt-head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
    'markerHeight="7" orient="auto"><path class="head" d="M0,0.5 L8,4 L0,7.5 z"/></marker>'
    '<marker id="mt-back" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="12" markerHeight="12" '
    'markerUnits="userSpaceOnUse" orient="auto-start-reverse"><path class="back" '
    'd="M0,0.5 L8,4 L0,7.5 z"/></marker></defs>'
)


def short_names(files):
    """Return a name for each file that tells nothing of the machine: its own, or with a number."""
    names = {}
    for file in dict.fromkeys(files):
        name = Path(file).name
        names[file] = f"{name} ({len(names)})" if name in names.values() else name
    return names


def part(name):
    """Return a file that lies beside this one."""
    return resources.files(__package__).joinpath(name).read_text(encoding="utf8")


def wire_markup(wire, start, end, points, fan, kind):
    """Return an arrow from an input to a result, with room for the gradient that comes back.

    Args:
        fan: how many more arrows meet at its end than part at its start; the text stands where
            there are fewer.
        kind: ``far`` for a long arrow, faint unless it is about the step shown; ``through`` for
            one that would cross boxes, not seen until then.
    """
    last = len(points) - 2  # of the segments between two points; between rows, lanes lie apart
    part = (0, 0.3) if fan > 0 else (last, 0.25 if last else 0.7) if fan < 0 else (last // 2, 0.5)
    segment, along = part
    x, y = on_curve(*points[segment : segment + 2], along)
    return (
        f'<g class="wire {kind}" data-wire="{wire}" data-start="{start}" data-end="{end}">'
        f'<path class="edge" d="{smooth(points)}" marker-end="url(#mt-head)"/>'
        f'<text class="grad" x="{x:.1f}" y="{y + 4:.1f}" text-anchor="middle"></text></g>'
    )


def on_curve(start, end, along):
    """Return the point so far along the curve that :func:`smooth` draws between two points."""
    (x0, y0), (x1, y1), back = start, end, 1 - along
    x = x0 + (x1 - x0) * along**2 * (3 - 2 * along)
    middle = 3 * back * along * (y0 + y1) / 2
    return x, y0 * back**3 + middle + y1 * along**3


def box_markup(number, value, x, y):
    """Return the box of a value: its name, its elements, and what made it or its gradient."""
    call = value.call
    recorded = call is not None and call.node is not None
    if call is None:
        kind = kind_of_leaf(value)
        third = "grad: not yet" if value.requires_grad else "no grad wanted"
    else:
        kind = "result" if recorded else "plain"
        third = function_name(call.node) if recorded else "not recorded"
    left, top = x - WIDTH / 2, y - HEIGHT / 2
    name = fitting(label(value), 15)  # letters in bold: they are wider
    lines = [(name, "name"), (shown(value.data), "small"), (third, "small quiet third")]
    texts = "".join(
        f'<text class="{words}" x="{x:.1f}" y="{top + 21 + 18 * row:.1f}" text-anchor="middle">'
        f"{escape(fitting(text, 18))}</text>"
        for row, (text, words) in enumerate(lines)
    )
    saved = ""
    if recorded and call.saved:
        saved = (
            f'<g class="saved"><rect class="module" x="{left + WIDTH - 50:.1f}" '
            f'y="{top - 9:.1f}" width="54" height="18" rx="9"/><text class="small" '
            f'x="{left + WIDTH - 23:.1f}" y="{top + 4:.1f}" text-anchor="middle">saved</text></g>'
        )
    return (
        f'<g class="node" data-node="{number}"><rect class="{kind} body" x="{left:.1f}" '
        f'y="{top:.1f}" width="{WIDTH}" height="{HEIGHT}" rx="10"/>{texts}{saved}</g>'
    )
