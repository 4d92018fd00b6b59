"""Pooling in 0.3: as a function, average pooling leaves out the padding unless told otherwise."""

from ...again import beside, functions_of

core = beside(__name__)
globals().update(functions_of(core))


def avg_pool2d(
    input, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=False
):
    """Return the mean of each window. Source: PyTorch 0.3.1, torch/lib/ATen/nn.yaml."""
    return core.avg_pool2d(input, kernel_size, stride, padding, ceil_mode, count_include_pad)


def avg_pool3d(
    input, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=False
):
    """Return the mean of each window. Source: PyTorch 0.3.1, torch/lib/ATen/nn.yaml."""
    return core.avg_pool3d(input, kernel_size, stride, padding, ceil_mode, count_include_pad)
