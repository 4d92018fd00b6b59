"""Windows that slide over the last dimensions of an array: slices, borders, sizes.

Every function here takes the window as a tuple for each dimension it slides over; the dimensions
before those are left alone, however many there are.
"""

from functools import lru_cache
from itertools import product

CACHE = 400_000  # bytes gathered at a time: a part of the L2 cache


def reach(count, kernel, stride, dilation):
    """Return how many elements ``count`` windows cover along one dimension."""
    return stride * (count - 1) + dilation * (kernel - 1) + 1


def bordered(xp, input, padding, needed, fill):
    """Return ``input`` with a border of ``fill``: ``padding`` before it, and after it that or more.

    Args:
        needed: how many elements the windows cover along each dimension.
    """
    sizes = input.shape[input.ndim - len(padding) :]
    each = list(zip(sizes, padding, needed, strict=True))
    if all(p == 0 and wanted <= n for n, p, wanted in each):
        return input
    lead = input.shape[: input.ndim - len(padding)]
    shape = (*lead, *[max(n + 2 * p, wanted) for n, p, wanted in each])
    result = xp.full(shape, fill, input.dtype)
    result[inside(sizes, padding)] = input
    return result


def inside(sizes, padding):
    """Return the index of what lies within a border."""
    return (..., *[slice(p, p + n) for n, p in zip(sizes, padding, strict=True)])


@lru_cache(maxsize=256)  # the windows of a network are the same in every step
def taps(kernel, stride, dilation, out):
    """Return, for each element of a window, the index of it in all windows at once."""
    found = []
    for tap in product(*map(range, kernel)):
        each = zip(tap, stride, dilation, out, strict=True)
        found.append((..., *[slice(t * d, t * d + s * (n - 1) + 1, s) for t, s, d, n in each]))
    return found


def along(array, axis, tap, stride, dilation, out):
    """Return the view of one element of all windows along ``axis``, counted from the end."""
    first = tap * dilation
    place = slice(first, first + stride * (out - 1) + 1, stride)
    return array[(..., place, *[slice(None)] * (-1 - axis))]


def segments(size, out):
    """Return where each of ``out`` segments of ``size`` elements starts and ends, as adaptive
    pooling cuts them: they may overlap by one.
    """
    return [(i * size // out, -((i + 1) * size // -out)) for i in range(out)]


def parts(count, nbytes):
    """Return slices that together are ``count`` images, each so many that they fit in the cache."""
    several = max(1, CACHE // max(1, nbytes))
    return [slice(start, start + several) for start in range(0, count, several)]
