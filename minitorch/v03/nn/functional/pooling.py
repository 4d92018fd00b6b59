"""Pooling in 0.3: as a function, average pooling leaves out the padding unless told otherwise."""

from functools import wraps

from ...again import beside, functions_of
from .arguments import of_function

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


def of_one_dimension(pool, name):
    """Return a pooling of 0.4, which runs on images one row high, as the Function of 0.3."""

    @wraps(pool)
    def pooled(input, *args, **named):
        result = pool(input, *args, **named)
        of_function(result[0] if isinstance(result, tuple) else result, name)
        return result

    return pooled


max_pool1d = of_one_dimension(core.max_pool1d, "MaxPool1dBackward")
