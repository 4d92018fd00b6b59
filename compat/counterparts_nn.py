"""How live torch says what the operations of ``nn`` do: parts of functions that users call."""

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


CONVOLUTIONS = "thnn_conv2d thnn_conv3d thnn_conv_dilated2d thnn_conv_dilated3d grouped_convolution"
TRANSPOSES = "thnn_conv_transpose2d thnn_conv_transpose3d grouped_transpose"

COUNTERPARTS_NN = {
    **dict.fromkeys(CONVOLUTIONS.split(), convolution),
    **dict.fromkeys(TRANSPOSES.split(), transpose),
    "correlation": correlation,
}
