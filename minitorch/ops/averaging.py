"""Averages over windows: one dimension at a time, since a sum is a sum of sums."""

from math import prod

from ..cases import Array, Float, case
from ..op import hidden
from .windows import along, bordered, inside, reach, segments


def counts(xp, sizes, kernel, stride, padding, out, included, dtype):
    """Return by what each window's sum is divided: how many elements it has within the border.

    Args:
        included: whether padding counts; what lies beyond it never does.
    """
    each = zip(sizes, kernel, stride, padding, out, strict=True)
    if all((included or p == 0) and (o - 1) * s + k <= n + 2 * p for n, k, s, p, o in each):
        return prod(kernel)
    total = xp.ones((1,) * len(sizes), dtype)
    for axis, (n, k, s, p, o) in enumerate(zip(sizes, kernel, stride, padding, out, strict=True)):
        first = [i * s - p for i in range(o)]
        last = [min(i + k, n + p) for i in first]
        if not included:
            first, last = [max(i, 0) for i in first], [min(i, n) for i in last]
        line = xp.asarray([b - a for a, b in zip(first, last, strict=True)], dtype=dtype)
        total = total * line.reshape([-1 if d == axis else 1 for d in range(len(sizes))])
    return total


def averaged(xp, input, kernel, stride, padding, out, included):
    """Return the mean of each window."""
    rank, sizes = len(kernel), input.shape[-len(kernel) :]
    needed = [reach(o, k, s, 1) for o, k, s in zip(out, kernel, stride, strict=True)]
    total = bordered(xp, xp.ascontiguousarray(input), padding, needed, 0)
    for axis in range(-1, -1 - rank, -1):
        step = (stride[axis], 1, out[axis])
        views = [along(total, axis, tap, *step) for tap in range(kernel[axis])]
        total = views[0] if len(views) == 1 else views[0] + views[1]
        for view in views[2:]:
            total += view
    return total / counts(xp, sizes, kernel, stride, padding, out, included, input.dtype)


def unaveraged(xp, grad, size, kernel, stride, padding, included):
    """Return the sum of the shares that every window gives each of its elements."""
    out = grad.shape[-len(kernel) :]
    share = grad / counts(xp, size, kernel, stride, padding, out, included, grad.dtype)
    for axis in range(-len(kernel), 0):
        k, s, o = kernel[axis], stride[axis], out[axis]
        length = max(size[axis] + 2 * padding[axis], reach(o, k, s, 1))
        shape = list(share.shape)
        shape[axis] = length
        grown = xp.zeros(tuple(shape), grad.dtype)
        for tap in range(k):
            place = along(grown, axis, tap, s, 1, o)
            place += share
        share = grown
    return xp.ascontiguousarray(share[inside(size, padding)])


def average_input(g, input_shape, kernel, stride, padding, included):
    """The share of each element."""
    size = tuple(input_shape[-len(kernel) :])
    return average_shares(g, size, kernel, stride, padding, included)


def define_average(rank, cases):
    """Define average pooling of ``rank`` dimensions."""

    def pool(xp, input: Float, kernel, stride, padding, places, included=True):
        """Return the mean of each window.

        Shape:
            input: ``(..., *size)``; the result ``(..., *places)``. Attributes are tuples.

        Source: PyTorch 0.4.1, THNN SpatialAveragePooling, VolumetricAveragePooling.
        """
        return averaged(xp, input, kernel, stride, padding, places, included)

    pool.__name__ = f"avg_pool{rank}d"
    facts = dict(node=f"AvgPool{rank}DBackward", kernel="{}_forward", cases=cases)
    return hidden(input=average_input, **facts)(pool)


average = define_average(
    2,
    [
        case(2, 4, 5, kernel=(2, 2), stride=(2, 2), padding=(0, 0), places=(2, 2)),
        case(2, 4, 5, kernel=(3, 2), stride=(2, 1), padding=(1, 1), places=(2, 6)),
        case(
            *(2, 4, 5), kernel=(3, 2), stride=(2, 2), padding=(1, 0), places=(3, 3), included=False
        ),
    ],
)
define_average(
    3,
    [
        case(
            *(2, 4, 3, 2), kernel=(2, 2, 1), stride=(2, 1, 1), padding=(1, 0, 0), places=(3, 2, 2)
        ),
        case(
            *(2, 4, 3, 2),
            kernel=(3, 1, 2),
            stride=(1, 1, 1),
            padding=(1, 0, 1),
            places=(4, 3, 3),
            included=False,
        ),
    ],
)


@hidden(
    input=lambda g, input_shape, kernel, stride, padding, included: average(
        g, kernel, stride, padding, tuple(input_shape[-len(kernel) :]), included
    ),
    cases=[
        case(2, 2, 6, size=(4, 5), kernel=(3, 2), stride=(2, 1), padding=(1, 1)),
        case(2, 3, 3, size=(4, 5), kernel=(3, 2), stride=(2, 2), padding=(1, 0), included=False),
    ],
)
def average_shares(xp, input: Array, size, kernel, stride, padding, included=True):
    """Return what each element of an image of ``size`` has of the means ``input``."""
    return unaveraged(xp, input, size, kernel, stride, padding, included)


def define_adaptive(rank, cases):
    """Define adaptive average pooling of ``rank`` dimensions."""

    def pool(xp, input: Float, size):
        """Return the means of ``size`` segments of equal length, or nearly.

        Shape:
            input: ``(..., *any)``; the result ``(..., *size)``.

        Source: PyTorch 0.4.1, THNN SpatialAdaptiveAveragePooling.
        """
        for axis in range(-len(size), 0):
            bounds = segments(input.shape[axis], size[axis])
            rest = (slice(None),) * (-1 - axis)
            pieces = [input[(..., slice(a, b), *rest)] for a, b in bounds]
            sums = [xp.add.reduce(piece, axis=axis, keepdims=True) for piece in pieces]
            means = [total / (b - a) for total, (a, b) in zip(sums, bounds, strict=True)]
            input = means[0] if len(means) == 1 else xp.concatenate(means, axis=axis)
        return xp.ascontiguousarray(input)

    pool.__name__ = f"adaptive_avg_pool{rank}d"
    facts = dict(node=f"AdaptiveAvgPool{rank}DBackward", kernel="{}_forward", cases=cases)
    return hidden(input=adaptive_input, **facts)(pool)


def adaptive_input(g, input_shape, size):
    """The share of each element."""
    return adaptive_shares(g, tuple(input_shape[-len(size) :]))


adaptive_average = define_adaptive(2, [case(2, 5, 4, size=(3, 2)), case(2, 2, 3, size=(4, 1))])
define_adaptive(3, [case(2, 5, 4, 3, size=(3, 2, 1))])


@hidden(
    input=lambda g, input_shape, size: adaptive_average(g, tuple(input_shape[-len(size) :])),
    cases=[case(2, 3, 2, size=(5, 4)), case(2, 4, 1, size=(2, 3))],
)
def adaptive_shares(xp, input: Array, size):
    """Return what each element of an image of ``size`` has of the means ``input``."""
    for axis in range(-len(size), 0):
        shape = list(input.shape)
        shape[axis] = size[axis]
        grown = xp.zeros(tuple(shape), input.dtype)
        rest = (slice(None),) * (-1 - axis)
        for i, (a, b) in enumerate(segments(size[axis], input.shape[axis])):
            place = grown[(..., slice(a, b), *rest)]
            place += input[(..., slice(i, i + 1), *rest)] / (b - a)
        input = grown
    return input
