"""Recurrent layers: all steps of one layer, in one direction, as one operation.

What a step computes is said once, by :func:`rnn_step`, :func:`lstm_step` and :func:`gru_step`, in
other operations: ``nn/cell.py`` takes just such steps, and second derivatives of a layer go through
them (``elementary``). A layer does the same on arrays, step after step, with the work that steps
share taken out of the loop.

The rows of a sequence lie step after step, ``sizes[0]`` of the first step, then ``sizes[1]`` ...
as in a packed sequence: of a longer sequence more rows take part, so the sizes never grow.
"""

from ..backend import namespace
from ..cases import Array, case
from ..op import hidden
from .activation import relu as relu_
from .elementary import sigmoid, tanh
from .joining import cat, chunk
from .matrix import mm
from .parts import narrow
from .permuting import t


def steps_of(sizes, reverse):
    """Return the rows of each step, in the order in which they are computed."""
    found, start = [], 0
    for size in sizes:
        found.append(slice(start, start + size))
        start += size
    return found[::-1] if reverse else found


def previous(xp, states, first, steps):
    """Return, for the rows of each step, the state before it."""
    result, state = xp.empty(states.shape, states.dtype), first.copy()
    for rows in steps:
        taking_part = rows.stop - rows.start
        result[rows] = state[:taking_part]
        state[:taking_part] = states[rows]
    return result


def unrolled(step, gates, states, sizes, reverse):
    """Run ``step(gates, *states)`` for the rows of each step; return all states, and the last.

    The first of the states is what the layer gives at each step.
    """
    found = []
    for rows in steps_of(sizes, reverse):
        count = rows.stop - rows.start
        at = narrow(gates, 0, rows.start, count)
        new = step(at, *[narrow(state, 0, 0, count) for state in states])
        found.append(new[0])
        if count < states[0].shape[0]:  # the other rows take no part: they stay
            others = [narrow(state, 0, count, state.shape[0] - count) for state in states]
            new = [cat(parts) for parts in zip(new, others, strict=True)]
        states = new
    return cat(found[::-1] if reverse else found), *states


# --- the plain network -----------------------------------------------------------------------


def rnn_step(gates, rectified):
    """Return the next state: ``tanh(gates)``, or the positive part of them."""
    return relu_(gates) if rectified else tanh(gates)


def rnn_elementary(gates, h0, weight, sizes, reverse, rectified):
    """All steps in other operations."""

    def step(gates, h):
        return (rnn_step(gates + mm(h, t(weight)), rectified),)

    return unrolled(step, gates, [h0], sizes, reverse)


def rnn_slopes(gs, gates, h0, weight, hidden, sizes, reverse, rectified):
    """From the last step to the first, what arrives at each state goes on to the one before."""
    xp, steps = namespace(hidden), steps_of(sizes, reverse)
    slopes = (hidden > 0).astype(hidden.dtype) if rectified else 1 - hidden * hidden
    g_hidden, arriving = gs[0], gs[1].copy()
    for rows in reversed(steps):
        count = rows.stop - rows.start
        slopes[rows] *= arriving[:count] + g_hidden[rows]
        arriving[:count] = slopes[rows] @ weight
    return slopes, arriving, slopes.T @ previous(xp, hidden, h0, steps)


@hidden(
    together=rnn_slopes,
    elementary=rnn_elementary,
    outputs=("hidden", "last"),
    spared=True,
    cases=[
        case((4, 2), (2, 2), (2, 2), sizes=(2, 2), reverse=False, rectified=False),
        case((4, 2), (3, 2), (2, 2), sizes=(3, 1), reverse=True, rectified=True),
    ],
)
def rnn(xp, gates: Array, h0: Array, weight: Array, sizes, reverse=False, rectified=False):
    """Return the states of a plain recurrent layer at all steps, and the last ones.

    Shape:
        gates: ``(rows, size)``, what the input gives to each step; h0: ``(batch, size)``;
        weight: ``(size, size)``.

    Source: PyTorch 0.4.1, torch/nn/_functions/rnn.py.
    """
    hidden, state = xp.empty(gates.shape, gates.dtype), h0.copy()
    recurrent = xp.ascontiguousarray(weight.T)  # products with it are 1.7x faster so
    for rows in steps_of(sizes, reverse):
        count = rows.stop - rows.start
        new = gates[rows] + state[:count] @ recurrent
        new = xp.maximum(new, new.dtype.type(0)) if rectified else xp.tanh(new)
        hidden[rows] = state[:count] = new
    return hidden, state


# --- long short-term memory ------------------------------------------------------------------


def lstm_step(gates, c):
    """Return the next state and cell; the gates are input, forget, candidate and output."""
    i, f, g, o = chunk(gates, 4, 1)
    c = sigmoid(f) * c + sigmoid(i) * tanh(g)
    return sigmoid(o) * tanh(c), c


def lstm_elementary(gates, h0, c0, weight, sizes, reverse):
    """All steps in other operations."""

    def step(gates, h, c):
        return lstm_step(gates + mm(h, t(weight)), c)

    return unrolled(step, gates, [h0, c0], sizes, reverse)


def halved(xp, dtype, size):
    """Return one half for each sigmoid gate, one for the candidate.

    ``sigmoid(x)`` is ``tanh(x / 2) / 2 + 1 / 2``: so one ``tanh`` serves all four gates of a step.
    """
    half = xp.full(4 * size, 0.5, dtype)
    half[2 * size : 3 * size] = 1
    return half


def quarters(array):
    """Return the four parts of the columns."""
    size = array.shape[1] // 4
    return [array[:, k * size : (k + 1) * size] for k in range(4)]


def lstm_slopes(gs, gates, h0, c0, weight, hidden, cells, active, sizes, reverse):
    """The slope of every gate is computed for all steps at once; the loop only multiplies."""
    xp, steps, size = namespace(hidden), steps_of(sizes, reverse), h0.shape[1]
    i, f, g, o = quarters(active)
    squashed = xp.tanh(cells)
    through = o * (1 - squashed * squashed)  # from a state to its cell
    slopes = xp.empty(active.shape, active.dtype)
    by_gate = quarters(slopes)
    by_gate[0][...] = g * i * (1 - i)
    by_gate[1][...] = previous(xp, cells, c0, steps) * f * (1 - f)
    by_gate[2][...] = i * (1 - g * g)
    by_gate[3][...] = squashed * o * (1 - o)
    g_hidden, g_h, g_c = gs[0], gs[1].copy(), gs[2].copy()
    for rows in reversed(steps):
        count = rows.stop - rows.start
        arriving = g_h[:count] + g_hidden[rows]
        at_cell = g_c[:count] + arriving * through[rows]
        by_step = slopes[rows].reshape(count, 4, size)
        by_step[:, :3] *= at_cell[:, None]
        by_step[:, 3] *= arriving
        g_h[:count] = slopes[rows] @ weight
        g_c[:count] = at_cell * f[rows]
    return slopes, g_h, g_c, slopes.T @ previous(xp, hidden, h0, steps)


@hidden(
    together=lstm_slopes,
    elementary=lstm_elementary,
    outputs=("hidden", "last", "cell", "cells", "active"),
    constant=(3, 4),
    cases=[
        case((3, 8), (2, 2), (2, 2), (8, 2), sizes=(2, 1), reverse=False),
        case((3, 8), (2, 2), (2, 2), (8, 2), sizes=(2, 1), reverse=True),
    ],
)
def lstm(xp, gates: Array, h0: Array, c0: Array, weight: Array, sizes, reverse=False):
    """Return the states of a layer of long short-term memory at all steps, and what is last.

    Shape:
        gates: ``(rows, 4 * size)``, what the input gives to each step; h0, c0: ``(batch, size)``;
        weight: ``(4 * size, size)``.

    Returns:
        All states, the last state and the last cell; also all cells and all gates, for backward.

    Source: PyTorch 0.4.1, torch/nn/_functions/rnn.py.
    """
    size = h0.shape[1]
    half = halved(xp, gates.dtype, size)
    active, recurrent = gates * half, xp.ascontiguousarray((weight * half[:, None]).T)
    hidden, cells = (xp.empty((gates.shape[0], size), gates.dtype) for _ in range(2))
    h, c, shift = h0.copy(), c0.copy(), 1 - half
    shift[2 * size : 3 * size] = 0
    for rows in steps_of(sizes, reverse):
        count, at = rows.stop - rows.start, active[rows]
        at += h[:count] @ recurrent
        xp.tanh(at, out=at)
        at *= half
        at += shift
        i, f, g, o = quarters(at)
        cells[rows] = c[:count] = f * c[:count] + i * g
        hidden[rows] = h[:count] = o * xp.tanh(c[:count])
    return hidden, h, c, cells, active


# --- gated recurrent units -------------------------------------------------------------------


def gru_step(gates, recurrent, h):
    """Return the next state; the gates are reset, update and candidate.

    Args:
        gates: what the input gives to them.
        recurrent: what the state ``h`` gives to them.
    """
    r, z, n = chunk(gates, 3, 1)
    r_h, z_h, n_h = chunk(recurrent, 3, 1)
    n = tanh(n + sigmoid(r + r_h) * n_h)
    return n + sigmoid(z + z_h) * (h - n)


def gru_elementary(gates, h0, weight, bias, sizes, reverse):
    """All steps in other operations."""

    def step(gates, h):
        recurrent = mm(h, t(weight))
        return (gru_step(gates, recurrent if bias is None else recurrent + bias, h),)

    return unrolled(step, gates, [h0], sizes, reverse)


def thirds(array):
    """Return the three parts of the columns."""
    size = array.shape[1] // 3
    return [array[:, k * size : (k + 1) * size] for k in range(3)]


def gru_slopes(gs, gates, h0, weight, bias, hidden, active, inner, sizes, reverse):
    """As of the other layers; the reset gate stands between the candidate and its recurrent part.

    The slopes by what is recurrent are those by the gates, but for that part.
    """
    xp, steps = namespace(hidden), steps_of(sizes, reverse)
    before = previous(xp, hidden, h0, steps)
    r, z, n = thirds(active)
    slopes, recurrent = (xp.empty(active.shape, active.dtype) for _ in range(2))
    by_r, by_z, by_n = thirds(slopes)
    by_n[...] = (1 - z) * (1 - n * n)
    by_r[...] = by_n * inner * r * (1 - r)
    by_z[...] = (before - n) * z * (1 - z)
    recurrent[...] = slopes
    thirds(recurrent)[2][...] *= r
    g_hidden, g_h = gs[0], gs[1].copy()
    for rows in reversed(steps):
        count = rows.stop - rows.start
        arriving = g_h[:count] + g_hidden[rows]
        wide = xp.concatenate((arriving, arriving, arriving), axis=1)
        slopes[rows] *= wide
        recurrent[rows] *= wide
        g_h[:count] = recurrent[rows] @ weight + arriving * z[rows]
    by_bias = None if bias is None else recurrent.sum(axis=0)
    return slopes, g_h, recurrent.T @ before, by_bias


@hidden(
    together=gru_slopes,
    elementary=gru_elementary,
    outputs=("hidden", "last", "active", "inner"),
    constant=(2, 3),
    cases=[
        case((3, 6), (2, 2), (6, 2), (6,), sizes=(2, 1), reverse=False),
        case((3, 6), (2, 2), (6, 2), sizes=(2, 1), reverse=True),
    ],
)
def gru(xp, gates: Array, h0: Array, weight: Array, bias: Array = None, sizes=(), reverse=False):
    """Return the states of a layer of gated recurrent units at all steps, and the last ones.

    Shape:
        gates: ``(rows, 3 * size)``, what the input gives to each step; h0: ``(batch, size)``;
        weight: ``(3 * size, size)``; bias: ``(3 * size,)``, added to what is recurrent.

    Returns:
        All states and the last; also all gates, and all recurrent parts of candidates.

    Source: PyTorch 0.4.1, torch/nn/_functions/rnn.py.
    """
    size = h0.shape[1]
    active, h, transposed = gates.copy(), h0.copy(), xp.ascontiguousarray(weight.T)
    hidden, inner = (xp.empty((gates.shape[0], size), gates.dtype) for _ in range(2))
    for rows in steps_of(sizes, reverse):
        count, at = rows.stop - rows.start, active[rows]
        recurrent = h[:count] @ transposed
        recurrent = recurrent if bias is None else recurrent + bias
        both = at[:, : 2 * size]
        both += recurrent[:, : 2 * size]
        both[...] = (xp.tanh(both * 0.5) + 1) * 0.5
        r, z, n = thirds(at)
        inner[rows] = recurrent[:, 2 * size :]
        n[...] = xp.tanh(n + r * inner[rows])
        hidden[rows] = h[:count] = n + z * (h[:count] - n)
    return hidden, h, active, inner
