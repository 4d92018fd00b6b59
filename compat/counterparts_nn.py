"""How live torch says what the operations of ``nn`` do: parts of functions that users call."""

import math

import torch


def convolution(input, weight, bias, stride, padding, dilation, groups):
    """A convolution of any number of dimensions."""
    return torch.convolution(
        input, weight, bias, stride, padding, dilation, False, [0] * len(stride), groups
    )


def transpose(input, weight, bias, size, stride, padding, dilation, groups):
    """A transposed convolution; what it lacks to the size is added on one side."""
    each = zip(size, input.shape[2:], weight.shape[2:], stride, padding, dilation, strict=True)
    extra = [s - (n - 1) * st + 2 * p - d * (k - 1) - 1 for s, n, k, st, p, d in each]
    return torch.convolution(input, weight, bias, stride, padding, dilation, True, extra, groups)


def correlation(input, grad, kernel, stride, padding, dilation, groups):
    """The gradient of a convolution by its weights, found by torch's own backward."""
    shape = (grad.shape[1], input.shape[1] // groups, *kernel)
    weight = torch.zeros(shape, dtype=input.dtype, requires_grad=True)
    out = convolution(input, weight, None, stride, padding, dilation, groups)
    return torch.autograd.grad(out, weight, grad, create_graph=True)[0]


def ceil_mode(size, kernel, stride, padding, dilation, places):
    """Return whether so many places come from rounding up."""
    each = zip(size, kernel, stride, padding, dilation, places, strict=True)
    return any((n + 2 * p - d * (k - 1) - 1) // s + 1 < o for n, k, s, p, d, o in each)


def max_pool(with_indices):
    """Return max-pooling in as many dimensions as the kernel has."""

    def pool(input, kernel, stride, padding, dilation, places):
        rank = len(kernel)
        up = ceil_mode(input.shape[-rank:], kernel, stride, padding, dilation, places)
        function = getattr(torch.nn.functional, f"max_pool{rank}d")
        return function(input, kernel, stride, padding, dilation, up, with_indices)

    return pool


def to_highest(grad, input, highest, kernel, stride, padding, dilation):
    """The gradient of max-pooling, found by torch's own backward."""
    at = input.detach()[None].requires_grad_()
    places = highest.shape[-len(kernel) :]
    out = max_pool(False)(at, kernel, stride, padding, dilation, places)
    return torch.autograd.grad(out, at, grad[None], create_graph=True)[0][0]


def from_highest(grad, input, highest, kernel, stride, padding, dilation):
    """What max-pooling of ``input`` would choose from ``grad``."""
    places = highest.shape[-len(kernel) :]
    index = max_pool(True)(input[None], kernel, stride, padding, dilation, places)[1]
    return picked(grad[None], index)[0]


def placed(input, index, shape):
    """Add to places in flattened planes."""
    flat = torch.zeros(*shape[:2], math.prod(shape[2:]), dtype=input.dtype)
    return flat.scatter_add(2, index.flatten(2), input.flatten(2)).reshape(shape)


def picked(input, index):
    """Take from places in flattened planes."""
    return input.flatten(2).gather(2, index.flatten(2)).reshape(index.shape)


def unpool(input, index, shape):
    """Undo max-pooling."""
    if len(shape) == 4:
        return torch._C._nn.max_unpool2d(input, index, shape[2:])
    return torch._C._nn.max_unpool3d(input, index, shape[2:], (1, 1, 1), (0, 0, 0))


def average(input, kernel, stride, padding, places, included):
    """Average pooling in as many dimensions as the kernel has."""
    rank = len(kernel)
    up = ceil_mode(input.shape[-rank:], kernel, stride, padding, (1,) * rank, places)
    function = getattr(torch.nn.functional, f"avg_pool{rank}d")
    return function(input, kernel, stride, padding, up, included)


def average_shares(input, size, kernel, stride, padding, included):
    """The gradient of average pooling, found by torch's own backward."""
    rank = len(kernel)
    at = torch.zeros(*input.shape[:-rank], *size, dtype=input.dtype, requires_grad=True)
    out = average(at, kernel, stride, padding, input.shape[-rank:], included)
    return torch.autograd.grad(out, at, input, create_graph=True)[0]


def adaptive_shares(input, size):
    """The gradient of adaptive average pooling, found by torch's own backward."""
    rank = len(size)
    at = torch.zeros(*input.shape[:-rank], *size, dtype=input.dtype, requires_grad=True)
    out = torch.nn.functional.adaptive_avg_pool2d(at, input.shape[-rank:])
    return torch.autograd.grad(out, at, input, create_graph=True)[0]


def fractional(input, samples, kernel, size):
    """Pooling of randomly placed windows."""
    return torch._C._nn.fractional_max_pool2d(input, kernel, size, samples)


def per_channel(values, input):
    """Return a vector so that it broadcasts along the channels of ``input``."""
    return values.view(1, -1, *[1] * (input.dim() - 2))


def channel_dot(input, other):
    """The sum of products in each channel."""
    return (input * other).transpose(0, 1).flatten(1).sum(1)


def mixed(input, other, a, b, c):
    """A linear combination with numbers for each channel."""
    return input * per_channel(a, input) + other * per_channel(b, other) + per_channel(c, input)


def batch_norm(input, weight, bias, eps):
    """Batch normalisation, and the statistics it used."""
    rows = input.transpose(0, 1).flatten(1)
    result = torch.nn.functional.batch_norm(input, None, None, weight, bias, True, 0.1, eps)
    return result, rows.mean(1), rows.var(1, unbiased=False)


def batch_norm_with(input, running_mean, running_var, weight, bias, eps):
    """Batch normalisation with given statistics."""
    return torch.nn.functional.batch_norm(
        input, running_mean, running_var, weight, bias, False, 0.1, eps
    )


def taken(input, maps):
    """Sums of elements taken along each of the last dimensions."""
    for axis, terms in zip(range(-len(maps), 0), maps, strict=True):
        parts = []
        for index, weights in terms:
            part = input.index_select(axis, torch.tensor(index))
            if weights is not None:
                each = torch.tensor(weights, dtype=input.dtype)
                part = part * each.view(-1, *[1] * (-1 - axis))
            parts.append(part)
        input = sum(parts)
    return input.contiguous()


def taken_back(input, sizes, maps):
    """The gradient of taking elements, found by torch's own backward."""
    shape = (*input.shape[: -len(sizes)], *sizes)
    at = torch.zeros(shape, dtype=input.dtype, requires_grad=True)
    return torch.autograd.grad(taken(at, maps), at, input, create_graph=True)[0]


def constant_pad_nd(input, pads, value):
    """Padding with a number."""
    flat = [n for pair in reversed(pads) for n in pair]
    return torch.nn.functional.pad(input, flat, "constant", value)


TAKEN = "reflection_pad1d reflection_pad2d upsample_linear1d upsample_bilinear2d"
TAKEN += " upsample_trilinear3d replication_pad1d replication_pad2d replication_pad3d"
TAKEN += " upsample_nearest1d upsample_nearest2d upsample_nearest3d"
CONVOLUTIONS = "thnn_conv2d thnn_conv3d thnn_conv_dilated2d thnn_conv_dilated3d grouped_convolution"
TRANSPOSES = "thnn_conv_transpose2d thnn_conv_transpose3d grouped_transpose"

COUNTERPARTS_NN = {
    **dict.fromkeys(CONVOLUTIONS.split(), convolution),
    **dict.fromkeys(TRANSPOSES.split(), transpose),
    "correlation": correlation,
    **dict.fromkeys(TAKEN.split(), taken),
    "taken_back": taken_back,
    "constant_pad_nd": constant_pad_nd,
    "im2col": lambda input, *window: torch.nn.functional.unfold(input, *window),
    "col2im": lambda input, *window: torch.nn.functional.fold(input, *window),
    "channel_dot": channel_dot,
    "scaled": lambda input, scale: input * per_channel(scale, input),
    "mixed": mixed,
    "channel_sum": lambda input: channel_dot(input, torch.ones_like(input)),
    "spread": lambda input, shape: (
        torch.ones(shape, dtype=input.dtype) * input.view(1, -1, *[1] * (len(shape) - 2))
    ),
    "dropout": lambda input, noise: input * noise,
    "feature_dropout": lambda input, noise: input * noise,
    "alpha_dropout": lambda input, noise, shift: input * noise + shift,
    "undropped": lambda input: input.view_as(input),
    "batch_norm": batch_norm,
    "batch_norm_with": batch_norm_with,
    **{f"max_pool{rank}d": max_pool(False) for rank in (2, 3)},
    **{f"max_pool{rank}d_with_indices": max_pool(True) for rank in (2, 3)},
    **{f"max_unpool{rank}d": unpool for rank in (2, 3)},
    **{f"avg_pool{rank}d": average for rank in (2, 3)},
    "adaptive_max_pool2d": lambda input, size: torch._C._nn.adaptive_max_pool2d(input, size),
    "adaptive_max_pool3d": lambda input, size: torch._C._nn.adaptive_max_pool3d(input, size),
    "to_highest": to_highest,
    "from_highest": from_highest,
    "placed": placed,
    "picked": picked,
    "average_shares": average_shares,
    "adaptive_shares": adaptive_shares,
    "fractional_max_pool2d": fractional,
}
