"""Pooling: the largest element, or the mean, of each window.

What only needs one dimension at a time is done so: the largest element of a window is the largest
of the largest elements of its rows, and a sum is the sum of sums. The gradient of a largest element
goes to the first of equal ones.
"""

from functools import lru_cache
from math import prod

import numpy as np

from ..cases import Array, Float, Index, case
from ..op import hidden
from .windows import along, bordered, inside, reach, segments, taps

PAIR = ("values", "indices")


@lru_cache(maxsize=256)
def covered(kernel, stride, dilation, out):
    """Return how many elements all windows cover along each dimension."""
    return tuple([reach(*each) for each in zip(out, kernel, stride, dilation, strict=True)])


def highest(xp, input, kernel, stride, padding, dilation, out):
    """Return the largest element of each window."""
    needed = covered(kernel, stride, dilation, out)
    best = bordered(xp, xp.ascontiguousarray(input), padding, needed, -np.inf)
    for axis in range(-1, -1 - len(kernel), -1):
        step = (stride[axis], dilation[axis], out[axis])
        views = [along(best, axis, tap, *step) for tap in range(kernel[axis])]
        best = views[0] if len(views) == 1 else xp.maximum(views[0], views[1])
        for view in views[2:]:
            xp.maximum(best, view, out=best)
    return best if max(kernel) > 1 else xp.array(best, order="C")


def first_hits(xp, input, highest, kernel, stride, padding, dilation):
    """Yield, for each element of the windows, its index and where it is the first largest one."""
    out = highest.shape[-len(kernel) :]
    source = bordered(xp, input, padding, covered(kernel, stride, dilation, out), -np.inf)
    free = None
    for tap in taps(kernel, stride, dilation, out):
        hit = source[tap] == highest
        if free is None:
            free = ~hit
        else:
            hit &= free
            free ^= hit
        yield tap, hit


def border_of(input, highest, kernel, stride, padding, dilation):
    """Return the shape of ``input`` with its border."""
    out, rank = highest.shape[-len(kernel) :], len(kernel)
    needed = covered(kernel, stride, dilation, out)
    sizes = zip(input.shape[-rank:], padding, needed, strict=True)
    return (*input.shape[:-rank], *[max(n + 2 * p, wanted) for n, p, wanted in sizes])


IMAGE = [[[1.0, 3.0, 3.0, 0.0], [2.0, 3.0, 4.0, 1.0], [5.0, 0.0, 1.0, 2.0], [0.0, 6.0, 2.0, 1.0]]]
HIGHEST = [[[3.0, 4.0], [6.0, 2.0]]]
FLAT = dict(  # which element is the largest does not change with a small step
    input=lambda g, input: input * 0, highest=lambda g, highest: highest * 0
)
WINDOW = dict(kernel=(2, 2), stride=(2, 2), padding=(0, 0), dilation=(1, 1))


@hidden(
    grad=lambda g, input, highest, kernel, stride, padding, dilation: from_highest(
        g, input, highest, kernel, stride, padding, dilation
    ),
    cases=[case((1, 2, 2), input=IMAGE, highest=HIGHEST, **WINDOW)],
    **FLAT,
)
def to_highest(xp, grad: Array, input: Array, highest: Array, kernel, stride, padding, dilation):
    """Return ``grad`` at the largest element of each window of ``input``, zero elsewhere."""
    window = (kernel, stride, padding, dilation)
    result = xp.zeros(border_of(input, highest, *window), grad.dtype)
    for tap, hit in first_hits(xp, input, highest, *window):
        place = result[tap]
        place += grad * hit  # a third of the time of xp.where
    return xp.ascontiguousarray(result[inside(input.shape[-len(kernel) :], padding)])


@hidden(
    grad=lambda g, input, highest, kernel, stride, padding, dilation: to_highest(
        g, input, highest, kernel, stride, padding, dilation
    ),
    cases=[case((1, 4, 4), input=IMAGE, highest=HIGHEST, **WINDOW)],
    **FLAT,
)
def from_highest(xp, grad: Array, input: Array, highest: Array, kernel, stride, padding, dilation):
    """Return, for each window, ``grad`` at the largest element of ``input``."""
    window = (kernel, stride, padding, dilation)
    needed = covered(kernel, stride, dilation, highest.shape[-len(kernel) :])
    grad, result = bordered(xp, grad, padding, needed, 0), xp.zeros_like(highest)
    for tap, hit in first_hits(xp, input, highest, *window):
        result += grad[tap] * hit
    return result


def highest_input(g, input, out, kernel, stride, padding, dilation):
    """``g``, at the largest element of each window."""
    return to_highest(g, input, out, kernel, stride, padding, dilation)


def at_places(g, indices, input_shape):
    """``g``, at the places that were chosen."""
    return placed(g, indices, input_shape)


def define_max_pool(rank, cases):
    """Define the pooling of ``rank`` dimensions, and that which also tells the places."""
    facts = dict(node=f"MaxPool{rank}DWithIndicesBackward", cases=cases)
    facts["kernel"] = f"max_pool{rank}d_with_indices_forward"

    def pool(xp, input: Float, kernel, stride, padding, dilation, places):
        """Return the largest element of each window.

        Shape:
            input: ``(..., *size)``; the result ``(..., *places)``. Attributes are tuples.

        Source: PyTorch 0.4.1, THNN SpatialDilatedMaxPooling, VolumetricDilatedMaxPooling.
        """
        return highest(xp, input, kernel, stride, padding, dilation, places)

    def with_indices(xp, input: Float, kernel, stride, padding, dilation, places):
        """Return the largest element of each window, and its place in the flattened input.

        Source: PyTorch 0.4.1, THNN SpatialDilatedMaxPooling, VolumetricDilatedMaxPooling.
        """
        return highest_places(xp, input, kernel, stride, padding, dilation, places)

    pool.__name__, with_indices.__name__ = f"max_pool{rank}d", f"max_pool{rank}d_with_indices"
    hidden(input=highest_input, spared=True, **facts)(pool)
    hidden(input=at_places, outputs=PAIR, **facts)(with_indices)


def numbered(xp, sizes, padding, needed):
    """Return the place of each element of a bordered image in the flattened one without border."""
    total = xp.zeros((1,) * len(sizes), np.int64)
    for axis, (n, p, wanted) in enumerate(zip(sizes, padding, needed, strict=True)):
        line = xp.clip(xp.arange(-p, max(n + p, wanted - p)), 0, n - 1)
        total = total * n + line.reshape([-1 if d == axis else 1 for d in range(len(sizes))])
    return total


def highest_places(xp, input, kernel, stride, padding, dilation, out):
    """Return the largest element of each window and its place; of equal ones the first."""
    needed, rank = covered(kernel, stride, dilation, out), len(kernel)
    best = bordered(xp, xp.ascontiguousarray(input), padding, needed, -np.inf)
    place = numbered(xp, input.shape[-rank:], padding, needed)
    for axis in range(-1, -1 - rank, -1):
        step = (stride[axis], dilation[axis], out[axis])
        value, number = best, place
        best, place = along(value, axis, 0, *step), along(number, axis, 0, *step)
        for tap in range(1, kernel[axis]):
            other = along(value, axis, tap, *step)
            better = (other > best) | (other != other)
            best = xp.where(better, other, best)
            place = xp.where(better, along(number, axis, tap, *step), place)
    place = xp.broadcast_to(place, best.shape)
    return xp.array(best, order="C"), xp.array(place, order="C")


def window(kernel, stride, padding, dilation, places):
    """Return the attributes of a sample call."""
    return dict(kernel=kernel, stride=stride, padding=padding, dilation=dilation, places=places)


define_max_pool(
    2,
    [
        case(1, 2, 4, 5, **window((2, 2), (2, 2), (0, 0), (1, 1), (2, 2))),
        case(2, 1, 5, 6, **window((3, 2), (2, 1), (1, 0), (1, 2), (3, 4))),
    ],
)
define_max_pool(
    3, [case(1, 2, 3, 4, 3, **window((2, 2, 1), (1, 2, 1), (1, 0, 0), (1, 2, 1), (4, 1, 3)))]
)


def flat_places(xp, index, shape):
    """Return places within planes of ``shape`` as places in the whole array, all in one line."""
    plane = prod(shape[2:])
    start = xp.arange(prod(shape[:2])) * plane
    return (index.reshape(prod(shape[:2]), -1) + start.reshape(-1, 1)).reshape(-1)


@hidden(
    input=lambda g, index: picked(g, index),
    cases=[case((1, 2, 2), index=[[[0, 3], [3, 1]]], shape=(1, 2, 4))],
)
def placed(xp, input: Array, index: Index, shape):
    """Return zeros of ``shape`` to which ``input`` was added, at ``index`` in each plane.

    Shape:
        input, index: ``(n, channels, ...)``, of one size; shape: ``(n, channels, *size)``.
    """
    result = xp.zeros(prod(shape), input.dtype)
    xp.add.at(result, flat_places(xp, index, shape), input.reshape(-1))
    return result.reshape(shape)


@hidden(
    input=lambda g, index, input_shape: placed(g, index, input_shape),
    cases=[case((1, 2, 4), index=[[[0, 3], [3, 1]]])],
)
def picked(xp, input: Array, index: Index):
    """Return the elements at ``index`` in each plane of ``input``."""
    return input.reshape(-1)[flat_places(xp, index, input.shape)].reshape(index.shape)


def define_unpool(rank, shape, size):
    """Define the partial inverse of max-pooling in ``rank`` dimensions."""

    def unpool(xp, input: Float, index: Index, shape):
        """Return zeros of ``shape`` with ``input`` at ``index`` in each plane.

        Source: PyTorch 0.4.1, THNN SpatialMaxUnpooling, VolumetricMaxUnpooling.
        """
        result = xp.zeros(prod(shape), input.dtype)
        result[flat_places(xp, index, shape)] = input.reshape(-1)
        return result.reshape(shape)

    unpool.__name__ = f"max_unpool{rank}d"
    facts = dict(node=f"MaxUnpool{rank}DBackward", kernel="{}_forward")
    index = np.arange(prod(shape)).reshape(shape) * 2 % prod(size)
    cases = [case(shape, index=index.tolist(), shape=(*shape[:2], *size))]
    hidden(input=lambda g, index: picked(g, index), cases=cases, **facts)(unpool)


define_unpool(2, (1, 1, 2, 2), (3, 3))
define_unpool(3, (1, 1, 2, 1, 2), (3, 3, 1))


def segment_places(xp, input, size):
    """Return the largest element of each segment and its place; of equal ones the first."""
    rank = len(size)
    sizes = input.shape[-rank:]
    best = input
    place = xp.broadcast_to(numbered(xp, sizes, (0,) * rank, sizes), input.shape)
    for axis in range(-1, -1 - rank, -1):
        values, places, rest = [], [], (slice(None),) * (-1 - axis)
        for first, last in segments(sizes[axis], size[axis]):
            part = (..., slice(first, last), *rest)
            chosen = xp.expand_dims(xp.argmax(best[part], axis=axis), axis)
            values.append(xp.take_along_axis(best[part], chosen, axis))
            places.append(xp.take_along_axis(place[part], chosen, axis))
        best, place = xp.concatenate(values, axis=axis), xp.concatenate(places, axis=axis)
    return xp.ascontiguousarray(best), xp.ascontiguousarray(place)


def define_adaptive_max(rank, cases):
    """Define adaptive max-pooling of ``rank`` dimensions."""

    def pool(xp, input: Float, size):
        """Return the largest elements of ``size`` segments of each image, and their places.

        Source: PyTorch 0.4.1, THNN SpatialAdaptiveMaxPooling.
        """
        return segment_places(xp, input, size)

    pool.__name__ = f"adaptive_max_pool{rank}d"
    facts = dict(node=f"AdaptiveMaxPool{rank}DBackward", cases=cases, outputs=PAIR)
    hidden(input=at_places, kernel="{}_forward", **facts)(pool)


define_adaptive_max(2, [case(1, 2, 5, 4, size=(3, 2)), case(1, 1, 2, 3, size=(4, 1))])
define_adaptive_max(3, [case(1, 2, 5, 4, 3, size=(3, 2, 1))])


def random_starts(xp, samples, size, window, out):
    """Return where each of ``out`` windows begins: steps of two lengths, in a random order.

    Source: PyTorch 0.4.1, THNN SpatialFractionalMaxPooling.c: generateIntervals.
    """
    kind = samples.dtype.type
    step = kind(size - window) / kind(max(out - 1, 1))
    steps = xp.arange(out).astype(samples.dtype)
    starts = xp.trunc((steps + samples) * step) - xp.trunc(samples * step)
    starts[..., -1] = size - window
    return starts.astype(np.int64)


@hidden(
    input=at_places,
    outputs=PAIR,
    node="FractionalMaxPool2DBackward",
    cases=[
        case((1, 2, 5, 6), samples=[[[0.1, 0.6], [0.4, 0.9]]], kernel=(2, 2), size=(2, 3)),
        case((1, 1, 5, 6), samples=[[[0.3, 0.7]]], kernel=(2, 3), size=(3, 2)),
    ],
)
def fractional_max_pool2d(xp, input: Float, samples: Array, kernel, size):
    """Return the largest element of randomly placed windows, and its place.

    Shape:
        input: ``(n, channels, height, width)``; samples: ``(n, channels, 2)``, for the columns and
        for the rows; the results ``(n, channels, *size)``.

    Source: PyTorch 0.4.1, THNN SpatialFractionalMaxPooling.
    """
    height, width = input.shape[2:]
    top = random_starts(xp, samples[..., 1:], height, kernel[0], size[0])
    left = random_starts(xp, samples[..., :1], width, kernel[1], size[1])
    row = top[..., None, None, None] + xp.arange(kernel[0]).reshape(-1, 1)
    column = left[..., None, :, None, None] + xp.arange(kernel[1])
    places = (row * width + column).reshape(*input.shape[:2], -1)
    windows = picked(input, places).reshape(*input.shape[:2], *size, -1)
    chosen = xp.expand_dims(xp.argmax(windows, axis=-1), -1)
    places = xp.take_along_axis(places.reshape(windows.shape), chosen, -1)
    values = xp.take_along_axis(windows, chosen, -1)
    return values.reshape(*input.shape[:2], *size), places.reshape(*input.shape[:2], *size)
