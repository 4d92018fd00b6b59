"""Batch normalisation, which all normalisations are made of.

Its gradient by the input is ``a * g + b * input + c`` with a number ``a``, ``b`` and ``c`` for each
channel, so that one pass over the images computes it; and these follow, as the gradients by weight
and bias do, from two sums for each channel.
"""

from math import prod

from ..cases import Array, Float, case
from ..op import hidden
from .elementary import rsqrt


def per_channel(values, rank):
    """Return a vector so that it broadcasts along the channels of an input of ``rank``."""
    return values.reshape(1, -1, *[1] * (rank - 2))


def planes(array):
    """Return ``array`` with all dimensions after the channels as one."""
    return array.reshape(array.shape[0], array.shape[1], -1)


def dot(xp, first, second):
    """Return, for each channel, the sum of the products of the elements of two arrays."""
    if first.ndim == 2:
        return channel_sum(first * second)
    rows, columns = planes(first)[:, :, None, :], planes(second)[..., None]
    return xp.add.reduce(xp.matmul(rows, columns).reshape(first.shape[:2]))


@hidden(
    input=lambda g, input_shape: spread(g, input_shape),
    cases=[case(3, 2, 4), case(3, 2), case(2, 3, 2, 2)],
)
def channel_sum(xp, input: Array):
    """Return, for each channel, the sum of all elements: a product with ones, which BLAS does."""
    if input.ndim == 2:
        return xp.matmul(xp.ones(input.shape[0], input.dtype), input)
    rows = planes(input)
    return xp.add.reduce(xp.matmul(rows, xp.ones(rows.shape[2], input.dtype)))


@hidden(
    input=lambda g: channel_sum(g),
    cases=[case((2,), shape=(3, 2, 4)), case((2,), shape=(3, 2))],
)
def spread(xp, input: Array, shape):
    """Return an array of ``shape`` with a number for each channel everywhere in it."""
    return xp.array(xp.broadcast_to(per_channel(input, len(shape)), shape), order="C")


@hidden(
    input=lambda g, other: scaled(other, g),
    other=lambda g, input: scaled(input, g),
    cases=[case((3, 2, 4), (3, 2, 4)), case((3, 2), (3, 2))],
)
def channel_dot(xp, input: Array, other: Array):
    """Return, for each channel, the sum of the products of the elements of two arrays."""
    return dot(xp, input, other)


@hidden(
    input=lambda g, scale: scaled(g, scale),
    scale=lambda g, input: channel_dot(g, input),
    cases=[case((3, 2, 4), (2,)), case((3, 2), (2,))],
)
def scaled(xp, input: Array, scale: Array):
    """Return ``input`` times a number for each channel."""
    return input * per_channel(scale, input.ndim)


def slope(scale, weight):
    """Return by how much the result grows with the input, the statistics aside."""
    return scale if weight is None else scale * weight


def moment(g, input, mean):
    """Return, for each channel, the sum of ``g`` times the distance from the mean."""
    return channel_dot(g, input) - mean * channel_sum(g)


def batch_slopes(gs, input, weight, bias, mean, var, eps):
    """The slope times ``g``, less what the input changes through its mean and its variance.

    By the bias it is the sum of ``g``, and by the weight that of ``g`` times what it multiplies.
    """
    (g, g_mean, g_var), count = gs, input.size // input.shape[1]
    total, scale = channel_sum(g), rsqrt(var + eps)
    by_weight = (channel_dot(g, input) - mean * total) * scale
    a = slope(scale, weight)
    b = (g_var * 2 - a * scale * by_weight) / count
    c = (g_mean - a * total) / count - b * mean
    by_input = mixed(g, input, a, b, c)
    return by_input, None if weight is None else by_weight, None if bias is None else total


def mixed(input, other, a, b, c):
    """Return ``a * input + b * other + c``, with a number of each for each channel."""
    result = input * per_channel(a, input.ndim)
    result += other * per_channel(b, input.ndim)
    result += per_channel(c, input.ndim)
    return result


def batch_elementary(input, weight, bias, eps):
    """The same in other operations."""
    shape = tuple(input.shape)
    count = prod(shape) // shape[1]
    mean = channel_sum(input) / count
    centred = input - spread(mean, shape)
    var = channel_dot(centred, centred) / count
    result = scaled(centred, slope(rsqrt(var + eps), weight))
    return result if bias is None else result + spread(bias, shape), mean, var


@hidden(
    together=batch_slopes,
    elementary=batch_elementary,
    outputs=("result", "mean", "var"),
    node="ThnnBatchNormBackward",
    kernel="thnn_batch_norm_forward",
    cases=[
        case((3, 2, 4), (2,), (2,), eps=0.1),
        case((4, 3), (3,), (3,)),
        case((3, 2, 2, 2), eps=0.01),
        case((3, 2, 4), (2,), eps=0.2),
    ],
)
def batch_norm(xp, input: Float, weight: Array = None, bias: Array = None, eps=1e-5):
    """Return ``input`` with mean zero and variance one in each channel, scaled and shifted.

    The mean and the variance that it had are returned too.

    Shape:
        input: ``(n, channels, ...)``; weight, bias: ``(channels,)``.

    Source: PyTorch 0.4.1, aten/src/THNN/generic/BatchNormalization.c.
    """
    rank, count = input.ndim, input.size // input.shape[1]
    mean = channel_sum(input) / count
    result = xp.ascontiguousarray(input) - per_channel(mean, rank)
    var = dot(xp, result, result) / count
    result *= per_channel(slope(1 / xp.sqrt(var + eps), weight), rank)
    if bias is not None:
        result += per_channel(bias, rank)
    return result, mean, var


def fixed_weight(g, input, running_mean, running_var, eps):
    """The sum of ``g`` times what the weight multiplies."""
    return moment(g, input, running_mean) * rsqrt(running_var + eps)


@hidden(
    input=lambda g, running_var, weight, eps: scaled(g, slope(rsqrt(running_var + eps), weight)),
    weight=fixed_weight,
    bias=lambda g: channel_sum(g),
    node="ThnnBatchNormBackward",
    kernel="thnn_batch_norm_forward",
    cases=[
        case(*SHAPES, running_mean=[0.1, -0.2], running_var=[0.5, 2.0], eps=eps)
        for SHAPES, eps in (
            [((3, 2, 4), (2,), (2,)), 0.1],
            [((3, 2), (2,)), 0.2],
            [((3, 2, 2, 2),), 1e-5],
        )
    ],
)
def batch_norm_with(
    xp,
    input: Float,
    running_mean: Array,
    running_var: Array,
    weight: Array = None,
    bias: Array = None,
    eps=1e-5,
):
    """Return :func:`batch_norm` with given statistics. Source: as there."""
    scale = slope(1 / xp.sqrt(running_var + eps), weight)
    shift = -running_mean * scale if bias is None else bias - running_mean * scale
    result = input * per_channel(scale, input.ndim)
    result += per_channel(shift, input.ndim)
    return result
