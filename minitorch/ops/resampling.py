"""Elements taken again along each dimension: padding by reflection or repetition, upsampling.

Along every dimension each element of the result is a sum of a few elements of the input. A *map*
says which: pairs of an index for each element of the result and, unless all are one, weights. The
gradient is the same with the directions reversed.
"""

from functools import lru_cache

import numpy as np

from ..cases import Array, Float, case
from ..errors import number
from ..op import hidden
from .convolution import padded, places
from .windows import inside, taps

RUNS = 8  # the most for which each is added by itself


def at(xp, axis, index):
    """Return the index of what lies at ``index`` along an axis counted from the end."""
    index = index if isinstance(index, slice) else xp.asarray(index)
    return (..., index, *[slice(None)] * (-1 - axis))


def column(xp, weights, axis, dtype):
    """Return weights so that they broadcast along an axis counted from the end."""
    return xp.asarray(weights, dtype=dtype).reshape(-1, *[1] * (-1 - axis))


def resampled(xp, input, maps):
    """Return the sums that the maps of the last dimensions say."""
    for axis, terms in zip(range(-len(maps), 0), maps, strict=True):
        total = None
        for index, weights in terms:
            part = xp.take(input, xp.asarray(index), axis=axis)  # 3x faster than in brackets
            if weights is not None:
                part *= column(xp, weights, axis, input.dtype)
            total = part if total is None else total + part
        input = total
    return xp.ascontiguousarray(input)


def unsampled(xp, grad, sizes, maps):
    """Return the sums along the maps reversed: what reaches each element of an image."""
    for axis, size, terms in zip(range(-len(maps), 0), sizes, maps, strict=True):
        shape = list(grad.shape)
        shape[axis] = size
        total = xp.zeros(tuple(shape), grad.dtype)
        for index, weights in terms:
            part = grad if weights is None else grad * column(xp, weights, axis, grad.dtype)
            for sources, takers in occurrences(index):
                total[at(xp, axis, sources)] += part[at(xp, axis, takers)]
        grad = total
    return grad


@lru_cache(maxsize=256)
def occurrences(index):
    """Return sources, none twice, and their takers; together they are ``index``.

    Each is a slice where it can be, which NumPy adds to in a fifth of the time. They are either the
    runs of ``index``, as in padding, or all first occurrences, all second ones, and so on.
    """
    index = np.asarray(index)
    runs = np.split(np.arange(len(index)), np.flatnonzero(np.diff(index) != 1) + 1)
    if len(runs) <= RUNS:
        return [(evenly(index[run]), evenly(run)) for run in runs]
    order = np.argsort(index, kind="stable")
    ordered = index[order]
    number = np.arange(len(index)) - np.searchsorted(ordered, ordered)
    rounds = [number == n for n in range(int(number.max()) + 1)]
    return [(evenly(ordered[chosen]), evenly(order[chosen])) for chosen in rounds]


def evenly(numbers):
    """Return ascending numbers as a slice, if they are evenly spaced."""
    first, last, count = int(numbers[0]), int(numbers[-1]), len(numbers)
    step = (last - first) // max(1, count - 1) or 1
    even = step > 0 and (numbers == first + step * np.arange(count)).all()
    return slice(first, last + 1, step) if even else numbers


def taken_input(g, input_shape, maps):
    """Everything back to where it was taken."""
    return taken_back(g, tuple(input_shape[-len(maps) :]), maps)


def define(name, node, cases):
    """Define the operation that torch has under ``name``."""

    def take(xp, input: Float, maps):
        """Return sums of elements taken along each of the last dimensions.

        Args:
            maps: for each dimension, pairs of an index and weights or None.

        Source: PyTorch 0.4.1, aten/src/THNN/generic.
        """
        return resampled(xp, input, maps)

    take.__name__ = name
    facts = dict(node=node, kernel="{}_forward", cases=cases)
    return hidden(input=taken_input, **facts)(take)


ONCE, TWICE = (((1, 0, 1, 2), None),), (((0, 0, 1, 1, 2, 2), None),)
HALVES = (((0, 0, 1, 1), (1.0, 0.25, 0.75, 0.5)), ((1, 1, 2, 2), (0.0, 0.75, 0.25, 0.5)))
SAMPLES = {1: case(2, 3, maps=(TWICE,)), 2: case(2, 3, 3, maps=(ONCE, TWICE))}
SAMPLES[3] = case(3, 3, 3, maps=(HALVES, ONCE, TWICE))

taken = define("reflection_pad1d", "ReflectionPad1DBackward", [SAMPLES[1]])
define("reflection_pad2d", "ReflectionPad2DBackward", [SAMPLES[2]])
for rank, sample in SAMPLES.items():
    define(f"replication_pad{rank}d", f"ReplicationPad{rank}DBackward", [sample])
    define(f"upsample_nearest{rank}d", f"UpsampleNearest{rank}DBackward", [sample])
define("upsample_linear1d", "UpsampleLinear1DBackward", [case(2, 3, maps=(HALVES,))])
define("upsample_bilinear2d", "UpsampleBilinear2DBackward", [case(2, 3, 3, maps=(HALVES, HALVES))])
define("upsample_trilinear3d", "UpsampleTrilinear3DBackward", [SAMPLES[3]])


@hidden(
    input=lambda g, maps: taken(g, maps),
    cases=[
        case(2, 4, 6, sizes=(3, 3), maps=(ONCE, TWICE)),
        case(2, 4, sizes=(3,), maps=(HALVES,)),
    ],
)
def taken_back(xp, input: Array, sizes, maps):
    """Return images of ``sizes`` with every element of ``input`` added where it was taken."""
    return unsampled(xp, input, sizes, maps)


@hidden(
    input=lambda g, pads: constant_pad_nd(g, tuple([(-a, -b) for a, b in pads]), 0),
    node="ConstantPadNdBackward",
    cases=[
        case(2, 3, 4, pads=((1, 2), (0, 1))),
        case(2, 3, 4, pads=((-1, 1), (2, -2)), value=3.5),
        case(2, 3, pads=((1, 0), (-1, 1)), value=-1),
    ],
)
def constant_pad_nd(xp, input: Array, pads, value=0):
    """Return ``input`` with so many elements of ``value`` before and after the last dimensions.

    Args:
        pads: for each of the last dimensions, how many before and after; negative ones cut off.

    Source: PyTorch 0.4.1, torch.nn.functional.pad.
    """
    lead, sizes = input.shape[: input.ndim - len(pads)], input.shape[input.ndim - len(pads) :]
    shape = [n + before + after for n, (before, after) in zip(sizes, pads, strict=True)]
    if input.dtype.kind != "f":
        value = number(constant_pad_nd.op, input, value)
    result = xp.full((*lead, *shape), value, input.dtype)
    target = [slice(max(a, 0), n - max(b, 0)) for n, (a, b) in zip(shape, pads, strict=True)]
    source = [slice(max(-a, 0), n - max(-b, 0)) for n, (a, b) in zip(sizes, pads, strict=True)]
    result[(..., *target)] = input[(..., *source)]
    return result


FRAME = dict(kernel=(2, 2), dilation=(1, 1), padding=(0, 0), stride=(1, 1))


@hidden(
    input=lambda g, input_shape, kernel, dilation, padding, stride: col2im(
        g, tuple(input_shape[2:]), kernel, dilation, padding, stride
    ),
    node="Im2ColBackward",
    cases=[
        case(2, 2, 3, 4, **FRAME),
        case(1, 2, 4, 5, kernel=(3, 2), dilation=(1, 2), padding=(1, 0), stride=(2, 1)),
    ],
)
def im2col(xp, input: Float, kernel, dilation, padding, stride):
    """Return every window of images as a column.

    Shape:
        input: ``(n, channels, height, width)``; the result
        ``(n, channels * prod(kernel), places)``.

    Source: PyTorch 0.4.1, aten/src/THNN/generic/Im2Col.c.
    """
    sizes = input.shape[2:]
    out = places([n + 2 * p for n, p in zip(sizes, padding)], kernel, stride, dilation)
    source = padded(xp, input, padding)
    columns = xp.stack([source[tap] for tap in taps(kernel, stride, dilation, out)], axis=2)
    return columns.reshape(input.shape[0], -1, out[0] * out[1])


@hidden(
    input=lambda g, kernel, dilation, padding, stride: im2col(g, kernel, dilation, padding, stride),
    node="Col2ImBackward",
    cases=[
        case(2, 8, 6, size=(3, 4), **FRAME),
        case(
            *(1, 12, 6),
            size=(4, 5),
            kernel=(3, 2),
            dilation=(1, 2),
            padding=(1, 0),
            stride=(2, 1),
        ),
    ],
)
def col2im(xp, input: Float, size, kernel, dilation, padding, stride):
    """Return images of ``size`` to which every column was added as a window.

    Shape:
        input: ``(n, channels * prod(kernel), places)``; the result ``(n, channels, *size)``.

    Source: PyTorch 0.4.1, aten/src/THNN/generic/Col2Im.c.
    """
    full = [n + 2 * p for n, p in zip(size, padding, strict=True)]
    out, count = places(full, kernel, stride, dilation), kernel[0] * kernel[1]
    columns = input.reshape(input.shape[0], -1, count, *out)
    result = xp.zeros((*columns.shape[:2], *full), input.dtype)
    for at, tap in enumerate(taps(kernel, stride, dilation, out)):
        result[tap] += columns[:, :, at]
    return xp.ascontiguousarray(result[inside(size, padding)])
