"""Writing SVG: text and shapes that follow the reader's light or dark theme."""

import os
from html import escape
from pathlib import Path

LIGHT = dict(
    paper="#ffffff",
    ink="#1d2433",
    quiet="#667085",
    wire="#98a2b3",
    grad="#c2321f",
    local="#6b3fc4",
    leaf="#e8f7ee #2f9e5f",
    result="#e9f0fe #4272d7",
    function="#f2edfe #7d55cf",
    plain="#f5f6f8 #b3bac7",
    volatile="#fff5de #c98a12",
    module="#e6f6f8 #2391a3",
    bad="#fdeaea #d23b3b",
)
DARK = dict(
    paper="#12151b",
    ink="#e7eaf0",
    quiet="#97a1b3",
    wire="#667085",
    grad="#ff9a8a",
    local="#b89cff",
    leaf="#12301f #46b978",
    result="#172747 #6c97f0",
    function="#281d45 #a483f0",
    plain="#1d2129 #596273",
    volatile="#382a0c #d9a338",
    module="#0f2d32 #3fb2c4",
    bad="#3c1717 #f07070",
)
BOXES = [name for name, colours in LIGHT.items() if " " in colours]


def variables(colours):
    """Return a palette as CSS variables."""
    lines = []
    for name, value in colours.items():
        fill, _, stroke = value.partition(" ")
        lines.append(f"--{name}: {fill};" + (f" --{name}-line: {stroke};" if stroke else ""))
    return " ".join(lines)


def style():
    """Return the style sheet of every picture."""
    boxes = " ".join(
        f".mt .{name} {{ fill: var(--{name}); stroke: var(--{name}-line) }}" for name in BOXES
    )
    return f"""
.mt {{ {variables(LIGHT)} background: var(--paper); color: var(--ink);
  font: 14px/1.3 system-ui, "Segoe UI", Roboto, Helvetica, Arial, sans-serif }}
@media (prefers-color-scheme: dark) {{ .mt {{ {variables(DARK)} }} }}
.mt text {{ fill: var(--ink) }} .mt .name {{ font-weight: 600 }} .mt .small {{ font-size: 12px }}
.mt .quiet {{ fill: var(--quiet) }} .mt .title {{ font-size: 16px; font-weight: 600 }}
.mt .code {{ font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace }}
{boxes}
.mt .plain {{ stroke-dasharray: 4 3 }} .mt .volatile {{ stroke-dasharray: 7 3 }}
.mt .faint {{ fill: var(--quiet); opacity: .8 }}
.mt .edge {{ fill: none; stroke: var(--wire); stroke-width: 1.4 }}
.mt .off {{ stroke-dasharray: 4 3; opacity: .6 }} .mt .head {{ fill: var(--wire) }}
.mt .line {{ fill: none; stroke: var(--result-line); stroke-width: 2 }}
.mt .grid {{ stroke: var(--wire); opacity: .3 }}
.mt .grad, .mt .local {{ font-size: 12.5px; font-weight: 600; paint-order: stroke;
  stroke: var(--paper); stroke-width: 5px; stroke-linejoin: round }}
.mt .grad {{ fill: var(--grad) }} .mt .local {{ fill: var(--local) }}
"""


class Drawing:
    """A picture of a given size, in pixels, with a title and a description for those who listen."""

    def __init__(self, width, height, title, description):
        self.width, self.height = width, height
        self.parts = [f"<title>{escape(title)}</title>", f"<desc>{escape(description)}</desc>"]

    def box(self, x, y, width, height, kind, radius=8):
        """Draw a rounded rectangle around the centre ``x, y``."""
        left, top = x - width / 2, y - height / 2
        self.parts.append(
            f'<rect class="{kind}" x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" '
            f'height="{height:.1f}" rx="{radius}" stroke-width="1.4"/>'
        )

    def text(self, x, y, words, kind="", anchor="middle"):
        """Write ``words`` at ``x, y``."""
        self.parts.append(
            f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">'
            f"{escape(words)}</text>"
        )

    def line(self, points, kind):
        """Draw a line through points."""
        path = " ".join([f"{x:.1f},{y:.1f}" for x, y in points])
        self.parts.append(f'<polyline class="{kind}" points="{path}"/>')

    def arrow(self, points, kind="edge"):
        """Draw a smooth arrow through points, each on a row of its own."""
        self.parts.append(f'<path class="{kind}" d="{smooth(points)}" marker-end="url(#mt-head)"/>')

    def open(self, **attributes):
        """Begin a group."""
        told = [f'{name.replace("_", "-")}="{escape(str(v))}"' for name, v in attributes.items()]
        self.parts.append(f"<g {' '.join(told)}>")

    def close(self):
        """End a group."""
        self.parts.append("</g>")

    def source(self):
        """Return the whole picture as text."""
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="mt" role="img" viewBox="0 0 '
            f'{self.width:.0f} {self.height:.0f}" width="{self.width:.0f}" '
            f'height="{self.height:.0f}" style="max-width: 100%; height: auto">'
        )
        marker = (
            '<defs><marker id="mt-head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
            'markerHeight="7" orient="auto"><path class="head" d="M0,0.5 L8,4 L0,7.5 z"/></marker>'
            "</defs>"
        )
        return "\n".join([head, f"<style>{style()}</style>", marker, *self.parts, "</svg>", ""])

    def _repr_svg_(self):
        return self.source()

    def save(self, path):
        """Write the picture; the file is complete or not there."""
        return write(path, self.source())


def smooth(points):
    """Return the path of a curve that leaves and reaches each point vertically."""
    (x0, y0), *rest = points
    path = f"M{x0:.1f},{y0:.1f}"
    for x, y in rest:
        middle = (y0 + y) / 2
        path += f" C{x0:.1f},{middle:.1f} {x:.1f},{middle:.1f} {x:.1f},{y:.1f}"
        x0, y0 = x, y
    return path


def write(path, text):
    """Write a file that is complete or not there; return its path."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(text, encoding="utf8")
    draft.replace(path)
    return path
