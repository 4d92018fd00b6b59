"""Writing SVG: text and shapes that follow the reader's light or dark theme."""

import os
from html import escape
from pathlib import Path

STYLE = """
svg { font: 14px system-ui, sans-serif; background: #fff; color: #1b1f24 }
text { fill: currentColor } .quiet { fill: #667 } .small { font-size: 12px }
.function { fill: #e8f0fe; stroke: #3b6fd4 } .leaf { fill: #e9f7ec; stroke: #2f8f4e }
.line { fill: none; stroke: #3b6fd4; stroke-width: 2 } .edge { fill: none; stroke: #889 }
.grid { stroke: #8884 } .grad { fill: #b3261e }
@media (prefers-color-scheme: dark) {
  svg { background: #14171a; color: #e6e9ec } .quiet { fill: #9ab }
  .function { fill: #1d2b45 } .leaf { fill: #173021 } .grad { fill: #ff8a80 }
}
"""


class Drawing:
    """A picture of a given size, in pixels, with a title and a description for those who listen."""

    def __init__(self, width, height, title, description):
        self.width, self.height = width, height
        self.parts = [f"<title>{escape(title)}</title>", f"<desc>{escape(description)}</desc>"]

    def box(self, x, y, width, height, kind):
        """Draw a rounded rectangle around the centre ``x, y``."""
        left, top = x - width / 2, y - height / 2
        self.parts.append(
            f'<rect class="{kind}" x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" '
            f'height="{height:.1f}" rx="6"/>'
        )

    def text(self, x, y, words, kind="", anchor="middle"):
        """Write ``words`` at ``x, y``."""
        self.parts.append(
            f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">'
            f"{escape(words)}</text>"
        )

    def line(self, points, kind, arrow=False):
        """Draw a line through points."""
        path = " ".join([f"{x:.1f},{y:.1f}" for x, y in points])
        end = ' marker-end="url(#arrow)"' if arrow else ""
        self.parts.append(f'<polyline class="{kind}" points="{path}"{end}/>')

    def source(self):
        """Return the whole picture as text."""
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {self.width:.0f} '
            f'{self.height:.0f}" width="{self.width:.0f}" height="{self.height:.0f}">'
        )
        arrow = (
            '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" '
            'markerHeight="8" orient="auto"><path d="M0,0 L8,4 L0,8 z" fill="#889"/></marker>'
            "</defs>"
        )
        return "\n".join([head, f"<style>{STYLE}</style>", arrow, *self.parts, "</svg>", ""])

    def save(self, path):
        """Write the picture; the file is complete or not there."""
        path = Path(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        draft.write_text(self.source(), encoding="utf8")
        draft.replace(path)
        return path
