"""Which of equal elements torch names, and where it leaves a nan: its own selection, step by step.

Any order of equal elements is right; torch's follows from Hoare's selection, with the median of
three as pivot, and from Sedgewick's quicksort, which leaves short parts to insertion. Rows that
have neither equal elements where it matters nor a nan never come here.

Source: PyTorch 0.4.1, aten/src/TH/generic/THTensorMath.cpp: quickselect, quicksortascend; R.
Sedgewick, "Implementing Quicksort programs", 1978.
"""

from operator import gt, lt

import numpy as np

from .parts import span

SHORT, SMALL = 64, 10  # where lists beat arrays; where insertion takes over


def exchange(values, places, i, j):
    """Exchange two elements, and the places that they came from."""
    values[i], values[j] = values[j], values[i]
    places[i], places[j] = places[j], places[i]


def pivoted(values, places, low, high, more):
    """Put the median of the first, the middle and the last element first, and order the others."""
    exchange(values, places, (low + high) // 2, low + 1)
    for i, j in ((low + 1, high), (low, high), (low + 1, low)):
        if more(values[i], values[j]):
            exchange(values, places, i, j)


def divided(values, places, low, high, less=lt, more=gt):
    """Divide a part of a row by its pivot; return where the upper begins and where the pivot is."""
    pivoted(values, places, low, high, more)
    if isinstance(values, np.ndarray):
        i, j = crossed(values, places, low, high)
    else:
        pivot, i, j = values[low], low + 1, high
        while True:
            i, j = i + 1, j - 1
            while less(values[i], pivot):
                i += 1
            while more(values[j], pivot):
                j -= 1
            if j < i:
                break
            exchange(values, places, i, j)
    exchange(values, places, low, j)
    return i, j


def crossed(values, places, low, high):
    """Exchange what is on the wrong side of the pivot, all at once; return where the sides meet."""
    pivot = values[low]
    left = low + 2 + np.flatnonzero(~(values[low + 2 : high + 1] < pivot))
    right = low + 1 + np.flatnonzero(~(values[low + 1 : high] > pivot))[::-1]
    count = min(len(left), len(right))
    meet = int(np.argmax(right[:count] < left[:count]))
    wrong, other = left[:meet], right[:meet]
    for row in (values, places):
        row[wrong], row[other] = row[other], row[wrong]
    apart = np.flatnonzero(wrong < other)[-1:]  # the last exchange of two: it stops the search too
    upper, lower = [*other[apart], left[meet]], [*wrong[apart], right[meet]]
    return int(min(upper)), int(max(lower))


def select(values, places, k):
    """Bring the ``k``-th smallest element to place ``k``, what is less before it."""
    low, high = 0, len(values) - 1
    while high > low:
        if isinstance(values, np.ndarray) and high - low < SHORT:
            part = slice(low, high + 1)
            few, where = values[part].tolist(), places[part].tolist()
            select(few, where, k - low)
            values[part], places[part] = few, where
            return
        if high == low + 1:
            if values[low] > values[high]:
                exchange(values, places, low, high)
            return
        i, j = divided(values, places, low, high)
        if j <= k:
            low = i
        if j >= k:
            high = j - 1


def arrange(values, places, descending=False):
    """Sort lists of values and their places."""
    less, more = (gt, lt) if descending else (lt, gt)
    parts = [(0, len(values) - 1)]
    while parts:
        low, high = parts.pop()
        if high - low >= SMALL:
            i, j = divided(values, places, low, high, less, more)
            parts += [part for part in ((low, j - 1), (i, high)) if part[1] - part[0] >= SMALL]
    for i in range(len(values) - 2, -1, -1):
        if more(values[i], values[i + 1]):
            value, place, j = values[i], places[i], i + 1
            while j < len(values) and less(values[j], value):
                values[j - 1], places[j - 1] = values[j], places[j]
                j += 1
            values[j - 1], places[j - 1] = value, place


def kth(row, k):
    """Return the place of the ``k``-th smallest element of a row."""
    values, places = row.copy(), np.arange(len(row))
    select(values, places, k)
    return places[k]


def top(row, k, largest):
    """Return the places of the ``k`` first elements of a row, in order."""
    values, places = row.copy(), np.arange(len(row))
    rest = len(row) - k
    if rest:
        select(values, places, rest - 1 if largest else k - 1)
    part = slice(rest, None) if largest else slice(0, k)
    values, places = values[part].tolist(), places[part].tolist()
    arrange(values, places, largest)
    return places


def in_order(row, descending):
    """Return the places of all elements of a row, in order."""
    values, places = row.tolist(), list(range(len(row)))
    arrange(values, places, descending)
    return places


def settle(input, dim, places, doubtful, choose):
    """Put what ``choose(row)`` returns in ``places``, for every row that is in doubt.

    Args:
        dim: along which rows lie.
        doubtful: a truth value for each row, with ``dim`` of size one.
    """
    rows, chosen = np.moveaxis(input, dim, -1), np.moveaxis(places, dim, -1)
    for index in np.argwhere(np.moveaxis(doubtful, dim, -1)[..., 0]):
        chosen[tuple(index)] = choose(rows[tuple(index)])


def nan_rows(input, dim):
    """Return for each row whether there is a nan in it; None if there is none at all."""
    if input.dtype.kind != "f" or not input.size or not np.isnan(input.max()):
        return None
    return np.isnan(input).any(axis=dim, keepdims=True)


def settle_kth(input, dim, places, value, k):
    """Let ``places`` of the ``k``-th smallest elements be torch's, in the memory of the CPU."""
    if not isinstance(input, np.ndarray):
        return
    doubtful, same = nan_rows(input, dim), input == value
    if doubtful is None and np.count_nonzero(same) == value.size:
        return
    several = same.sum(axis=dim, keepdims=True) > 1
    doubtful = several if doubtful is None else several | doubtful
    settle(input, dim, places, doubtful, lambda row: kth(row, k - 1))


def settle_top(input, dim, places, values, largest):
    """Let ``places`` of the first elements be torch's, in the memory of the CPU."""
    if not isinstance(input, np.ndarray):
        return
    doubtful, k = nan_rows(input, dim), values.shape[dim]
    last = values[span(dim, k - 1, k)]
    cut, equal = input == last, values[span(dim, 1, k)] == values[span(dim, 0, k - 1)]
    if doubtful is None and np.count_nonzero(cut) == last.size and not np.count_nonzero(equal):
        return
    found = equal.any(axis=dim, keepdims=True) | (cut.sum(axis=dim, keepdims=True) > 1)
    doubtful = found if doubtful is None else found | doubtful
    settle(input, dim, places, doubtful, lambda row: top(row, k, largest))


def settle_order(input, dim, places, descending):
    """Let ``places`` be torch's in rows with a nan, in the memory of the CPU."""
    doubtful = nan_rows(input, dim) if isinstance(input, np.ndarray) else None
    if doubtful is not None:
        settle(input, dim, places, doubtful, lambda row: in_order(row, descending))
