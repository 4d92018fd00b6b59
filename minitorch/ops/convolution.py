"""Convolutions: what each window of the input holds, times the weights.

Three operations are each other's derivatives: the convolution; its transpose, which is its gradient
by the input; and the correlation, which is its gradient by the weights. Each is linear in both of
its tensors, so three formulas give the derivatives of every order.

How they are computed: the part of the windows that one row of the kernel meets is gathered as a
matrix, for a few images at a time, so that it stays in the cache, and goes into one product with
that row of the weights. The next row of the kernel meets the same matrix a little later, so that a
3x3 kernel gathers three copies of the image and not nine: 2.2 instead of 4.5 ms for 3x3, 16 to 16
channels, on 32 images of 32x32. If windows skip rows of the image, that is not so; then the whole
kernel is taken as one row: as a kernel, one layer thick, in a volume of one layer. With many
channels, kernels three rows high take a shorter way, told in ``winograd.py``.
"""

from itertools import product
from math import prod

from ..cases import Array, Float, case
from ..op import hidden
from . import winograd
from .normalization import channel_sum
from .windows import parts


def padded(xp, input, padding):
    """Return ``input`` with zeros around each image."""
    if not any(padding):
        return input
    spatial = input.shape[2:]
    shape = [n + 2 * p for n, p in zip(spatial, padding, strict=True)]
    result = xp.zeros((*input.shape[:2], *shape), input.dtype)
    result[(..., *[slice(p, p + n) for n, p in zip(spatial, padding, strict=True)])] = input
    return result


def places(size, kernel, stride, dilation):
    """Return in how many places a kernel fits along each dimension."""
    each = zip(size, kernel, stride, dilation, strict=True)
    return tuple([(n - d * (k - 1) - 1) // s + 1 for n, k, s, d in each])


def rows(xp, images, kernel, stride, dilation, out, groups):
    """Yield, for each row of the kernel, the matrix of what it meets.

    A row is all of a kernel at one place along its first dimension, where the stride is one.

    Shape:
        images: ``(n, channels, *size)``; each matrix: ``(n, groups, a row of the kernel of each
        channel of a group, prod(out))``.
    """
    n, channels, height = images.shape[:3]
    batch, channel, *steps = images.strides
    taps, per_row = prod(kernel[1:]), prod(out[1:])
    inner = [step * d for step, d in zip(steps[1:], dilation[1:], strict=True)]
    outer = [step * s for step, s in zip(steps, stride, strict=True)]
    shape = (n, channels, *kernel[1:], height, *out[1:])
    strides = (batch, channel, *inner, *outer)
    lead = channels // groups * taps
    view = xp.lib.stride_tricks.as_strided(images, shape, strides)
    matrix = view.reshape(n, groups, lead, height * per_row)
    for row in range(kernel[0]):
        first = row * dilation[0] * per_row
        yield matrix[..., first : first + prod(out)]


def gathered(input, kernel, out):
    """Return how many bytes :func:`rows` gathers for one image."""
    return input.itemsize * input.shape[1] * prod(kernel[1:]) * input.shape[2] * prod(out[1:])


def row_matrices(xp, weight, groups):
    """Return the weights as one matrix for each row of the kernel and each group."""
    filters, channels, height = weight.shape[:3]
    first = xp.ascontiguousarray(xp.swapaxes(xp.swapaxes(weight, 1, 2), 0, 1))
    return first.reshape(height, groups, filters // groups, channels * prod(weight.shape[3:]))


def thicker(stride, padding, dilation):
    """Return the settings for images and kernels taken as volumes of one layer."""
    return (1, *stride), (0, *padding), (1, *dilation)


def convolved(xp, input, weight, bias, stride, padding, dilation, groups):
    """Return each window times each filter, summed, plus the bias of the filter."""
    if winograd.pays(xp, input, weight.shape[0], weight.shape[2:], stride, dilation, groups):
        return winograd.convolved(input, weight, bias, padding)
    if stride[0] > 1:
        thick = thicker(stride, padding, dilation)
        return convolved(xp, input[:, :, None], weight[:, :, None], bias, *thick, groups)[:, :, 0]
    input, kernel = padded(xp, input, padding), weight.shape[2:]
    out = places(input.shape[2:], kernel, stride, dilation)
    matrices = row_matrices(xp, weight, groups)
    count, filters = input.shape[0], weight.shape[0]
    result = xp.empty((count, groups, filters // groups, prod(out)), input.dtype)
    for part in parts(count, gathered(input, kernel, out)):
        total = result[part]
        met = rows(xp, input[part], kernel, stride, dilation, out, groups)
        for row, columns in enumerate(met):
            if row:
                total += xp.matmul(matrices[row], columns)
            else:
                xp.matmul(matrices[row], columns, out=total)
        if bias is not None:
            total += bias.reshape(groups, -1, 1)
    return result.reshape(count, filters, *out)


def correlated(xp, input, grad, kernel, stride, padding, dilation, groups):
    """Return what each tap of the kernel met, times ``grad`` there, summed over all images."""
    if winograd.pays(xp, input, grad.shape[1], kernel, stride, dilation, groups):
        return winograd.correlated(input, grad, kernel[1], padding)
    if stride[0] > 1:
        images, g, size = input[:, :, None], grad[:, :, None], (1, *kernel)
        thick = thicker(stride, padding, dilation)
        return correlated(xp, images, g, size, *thick, groups)[:, :, 0]
    input, out = padded(xp, input, padding), grad.shape[2:]
    count, filters = grad.shape[:2]
    grad = grad.reshape(count, groups, filters // groups, prod(out))
    channels = input.shape[1] // groups
    shape = (kernel[0], groups, filters // groups, channels * prod(kernel[1:]))
    total = xp.zeros(shape, input.dtype)
    for part in parts(count, gathered(input, kernel, out)):
        met = rows(xp, input[part], kernel, stride, dilation, out, groups)
        for row, columns in enumerate(met):
            total[row] += xp.add.reduce(xp.matmul(grad[part], xp.swapaxes(columns, 2, 3)))
    total = total.reshape(kernel[0], filters, channels, *kernel[1:])
    return xp.ascontiguousarray(xp.swapaxes(xp.swapaxes(total, 0, 1), 1, 2))


def turned(xp, weight, groups):
    """Return the filters that undo the shifts of ``weight``: turned around, inputs for outputs."""
    filters, channels, *kernel = weight.shape
    weight = weight.reshape(groups, filters // groups, channels, *kernel)
    weight = xp.flip(xp.swapaxes(weight, 1, 2), tuple(range(3, weight.ndim)))
    return weight.reshape(groups * channels, filters // groups, *kernel)


def transposed(xp, input, weight, size, stride, padding, dilation, groups):
    """Return the sum, over all windows of an image of ``size``, of filters times ``input`` there.

    With stride one that is a convolution itself; otherwise every tap of the kernel adds its share.
    """
    kernel, spread = weight.shape[2:], input.shape[2:]
    reach = [d * (k - 1) for d, k in zip(dilation, kernel, strict=True)]
    margin = [r - p for r, p in zip(reach, padding, strict=True)]
    grown = tuple([n + r - 2 * p for n, r, p in zip(spread, reach, padding, strict=True)])
    if set(stride) == {1} and min(margin) >= 0 and grown == tuple(size):
        weight = turned(xp, weight, groups)
        return convolved(xp, input, weight, None, stride, margin, dilation, groups)
    count, filters = input.shape[:2]
    channels = weight.shape[1] * groups
    full = [n + 2 * p for n, p in zip(size, padding, strict=True)]
    result = xp.zeros((count, channels, *full), input.dtype)
    matrix = xp.swapaxes(weight.reshape(groups, filters // groups, -1), 1, 2)
    taps = list(product(*map(range, kernel)))
    for part in parts(count, input.itemsize * channels * len(taps) * prod(spread)):
        values = input[part].reshape(-1, groups, filters // groups, prod(spread))
        # with a filter for each channel the products are of numbers: a quarter of the time
        shares = matrix * values if filters == groups else xp.matmul(matrix, values)
        shares = shares.reshape(-1, channels, *kernel, *spread)
        for tap in taps:
            each = zip(tap, dilation, stride, spread, strict=True)
            place = [slice(t * d, t * d + s * (n - 1) + 1, s) for t, d, s, n in each]
            result[(part, slice(None), *place)] += shares[(slice(None), slice(None), *tap)]
    inside = [slice(p, p + n) for p, n in zip(padding, size, strict=True)]
    return xp.ascontiguousarray(result[(..., *inside)])


def conv_input(g, weight, input_shape, stride, padding, dilation, groups):
    """Each filter, times ``g``, where it was laid."""
    return transpose(g, weight, None, input_shape[2:], stride, padding, dilation, groups)


def conv_weight(g, input, weight_shape, stride, padding, dilation, groups):
    """What each tap met, times ``g``."""
    return correlation(input, g, weight_shape[2:], stride, padding, dilation, groups)


def transpose_input(g, weight, input_shape, stride, padding, dilation, groups):
    """What the filters meet in ``g``."""
    return first(convolution(g, weight, None, stride, padding, dilation, groups), input_shape)


def transpose_weight(g, input, weight_shape, stride, padding, dilation, groups):
    """What each tap met in ``g``, times ``input``."""
    return correlation(g, input, weight_shape[2:], stride, padding, dilation, groups)


def correlation_input(g, grad, input_shape, stride, padding, dilation, groups):
    """The filters ``g``, times ``grad``, where they were laid."""
    return transpose(grad, g, None, input_shape[2:], stride, padding, dilation, groups)


def correlation_grad(g, input, grad_shape, stride, padding, dilation, groups):
    """What the filters ``g`` meet in ``input``."""
    return first(convolution(input, g, None, stride, padding, dilation, groups), grad_shape)


def first(found, shape):
    """Return the places that were meant: output padding may leave room for more at the end."""
    return found if tuple(found.shape) == tuple(shape) else found[tuple(map(slice, shape))]


def settings(stride=1, padding=0, dilation=1, groups=1, rank=2):
    """Return the attributes of a sample call; a number counts for every dimension."""
    told = dict(stride=stride, padding=padding, dilation=dilation)
    every = {k: (v,) * rank if isinstance(v, int) else v for k, v in told.items()}
    return every | dict(groups=groups)


def define(name, node, cases):
    """Define the convolution that torch has under ``name``."""

    def forward(
        xp,
        input: Float,
        weight: Array,
        bias: Array = None,
        stride=1,
        padding=0,
        dilation=1,
        groups=1,
    ):
        """Return the sum of each window of ``input`` times each filter, plus a bias.

        Shape:
            input: ``(n, channels, *size)``; weight: ``(filters, channels / groups, *kernel)``;
            bias: ``(filters,)``; the result ``(n, filters, *places)``. Attributes are tuples.

        Source: PyTorch 0.4.1, aten/src/ATen/native/Convolution.cpp.
        """
        return convolved(xp, input, weight, bias, stride, padding, dilation, groups)

    forward.__name__ = name
    rules = dict(input=conv_input, weight=conv_weight, bias=lambda g: channel_sum(g))
    facts = dict(node=node, kernel="{}_forward", cases=cases)
    return hidden(**rules, **facts)(forward)


def define_transpose(name, node, cases):
    """Define the transposed convolution that torch has under ``name``."""

    def forward(
        xp,
        input: Float,
        weight: Array,
        bias: Array = None,
        size=None,
        stride=1,
        padding=0,
        dilation=1,
        groups=1,
    ):
        """Return the sum of all filters, each times the elements of ``input``, where it is laid.

        Shape:
            input: ``(n, filters, *places)``; weight: ``(filters, channels / groups, *kernel)``;
            bias: ``(channels,)``; the result ``(n, channels, *size)``. Attributes are tuples.

        Source: PyTorch 0.4.1, aten/src/ATen/native/Convolution.cpp.
        """
        result = transposed(xp, input, weight, size, stride, padding, dilation, groups)
        if bias is not None:
            result += bias.reshape(-1, *[1] * len(size))
        return result

    forward.__name__ = name
    rules = dict(input=transpose_input, weight=transpose_weight, bias=lambda g: channel_sum(g))
    facts = dict(node=node, kernel="{}_forward", cases=cases)
    return hidden(**rules, **facts)(forward)


FLAT, DEEP = ((2, 2, 5, 4), (3, 2, 3, 2), (3,)), ((1, 2, 3, 4, 3), (2, 2, 2, 2, 1), (2,))
FLAT_BACK, DEEP_BACK = ((2, 3, 3, 3), (3, 2, 3, 2), (2,)), ((1, 2, 2, 3, 3), (2, 2, 2, 2, 1), (2,))

convolution = define(
    "thnn_conv2d",
    "ThnnConv2DBackward",
    [
        case(*FLAT, **settings()),
        case(*FLAT[:2], **settings(stride=(1, 2), padding=(1, 0))),
        case(*FLAT, **settings(stride=2, padding=(2, 1))),
    ],
)
transpose = define_transpose(
    "thnn_conv_transpose2d",
    "ThnnConvTranspose2DBackward",
    [
        case(*FLAT_BACK, size=(5, 4), **settings()),
        case(*FLAT_BACK[:2], size=(6, 5), **settings(stride=2, padding=(1, 1))),
        case(*FLAT_BACK, size=(3, 4), **settings(padding=1, dilation=(1, 2))),
    ],
)
define("thnn_conv3d", "ThnnConv3DBackward", [case(*DEEP, **settings(padding=(0, 1, 0), rank=3))])
define_transpose(
    "thnn_conv_transpose3d",
    "ThnnConvTranspose3DBackward",
    [case(*DEEP_BACK, size=(4, 5, 5), **settings(stride=(2, 2, 2), padding=(0, 1, 0), rank=3))],
)
define(
    "thnn_conv_dilated2d",
    "ThnnConvDilated2DBackward",
    [case(*FLAT, **settings(dilation=2)), case(*FLAT, **settings(stride=2, dilation=(1, 2)))],
)
define(
    "thnn_conv_dilated3d",
    "ThnnConvDilated3DBackward",
    [case(*DEEP, **settings(dilation=(2, 1, 2), rank=3))],
)
define(
    "grouped_convolution",
    "CatBackward",
    [
        case((2, 4, 4, 3), (6, 2, 2, 2), (6,), **settings(groups=2)),
        case((2, 3, 4, 3), (3, 1, 2, 2), **settings(groups=3, stride=(2, 1), padding=1)),
    ],
)
define_transpose(
    "grouped_transpose",
    "CatBackward",
    [
        case((2, 6, 3, 2), (6, 2, 2, 2), (4,), size=(4, 3), **settings(groups=2)),
        case(
            (2, 3, 2, 3), (3, 1, 2, 2), size=(5, 3), **settings(groups=3, stride=2, padding=(0, 2))
        ),
    ],
)


@hidden(
    input=correlation_input,
    grad=correlation_grad,
    cases=[
        case((2, 2, 5, 4), (2, 3, 3, 3), kernel=(3, 2), **settings()),
        case((2, 4, 5, 4), (2, 2, 3, 3), kernel=(3, 2), **settings(groups=2, stride=2, padding=1)),
    ],
)
def correlation(xp, input: Array, grad: Array, kernel, stride, padding, dilation, groups):
    """Return what each tap of a kernel meets in ``input``, times ``grad`` there, summed.

    Shape:
        input: ``(n, channels, *size)``; grad: ``(n, filters, *places)``; the result is as the
        weights of a convolution from one to the other: ``(filters, channels / groups, *kernel)``.
    """
    return correlated(xp, input, grad, kernel, stride, padding, dilation, groups)
