"""A curve: how a number changed over time."""

import math

from .svg import Drawing

WIDTH, HEIGHT, LEFT, TOP, BOTTOM, DOT = 640, 320, 64, 48, 48, 7  # pixels


def ticks(low, high):
    """Return some round numbers from ``low`` to ``high``, zero among them; seven at most."""
    span = high - low
    power = 10.0 ** math.floor(math.log10(span))
    step = next(s * power for s in (0.2, 0.5, 1, 2) if span <= 6 * s * power)
    return [step * i for i in range(math.ceil(low / step), math.floor(high / step) + 1)]


def curve(values, title, across, up, beside=()):
    """Draw ``values`` from left to right; returns a drawing with ``save(path)``.

    Args:
        values: numbers, at least two.
        title: what stands above; across, up: what the axes measure.
        beside: the values of another run, to be seen as dots.
    """
    low, high = min(0.0, *values, *beside), max(0.0, *values, *beside)
    high = high or 1.0 if not low else high
    words = f"{up}, from {values[0]:.4g} to {values[-1]:.4g} in {len(values)} steps"
    drawing = Drawing(WIDTH, HEIGHT, title, words)
    right, bottom = WIDTH - 24, HEIGHT - BOTTOM

    def point(index, value):
        x = LEFT + (right - LEFT) * index / (len(values) - 1)
        return x, bottom - (bottom - TOP) * (value - low) / (high - low)

    drawing.text(WIDTH / 2, 26, title)
    for tick in ticks(low, high):
        _, y = point(0, tick)
        drawing.line([(LEFT, y), (right, y)], "grid")
        drawing.text(LEFT - 8, y + 4, f"{tick:g}", "quiet small", "end")
    for step in sorted({1, *(round(tick) for tick in ticks(0, len(values)) if tick >= 1)}):
        x, _ = point(step - 1, low)
        drawing.text(x, bottom + 18, str(step), "quiet small")
    drawing.text(WIDTH / 2, HEIGHT - 10, across, "quiet small")
    drawing.text(14, TOP - 12, up, "quiet small", "start")
    for index, value in enumerate(beside):
        drawing.box(*point(index, value), DOT, DOT, "leaf", DOT / 2)
    drawing.line([point(i, v) for i, v in enumerate(values)], "line")
    x, y = point(len(values) - 1, values[-1])
    drawing.text(x, y - 8, f"{values[-1]:.3g}", "small", "end")
    return drawing
