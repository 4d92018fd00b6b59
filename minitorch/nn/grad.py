"""The gradients of a convolution, each asked for by itself.

Source: PyTorch 0.4.1, torch/nn/grad.py.
"""

from ..autograd import enable_grad, grad
from . import functional as F


def of_input(rank):
    """Return the function that computes the gradient of a convolution by its input."""
    name, convolve = f"conv{rank}d", getattr(F, f"conv{rank}d")

    def gradient(
        input_size, weight, grad_output, stride=1, padding=0, dilation=1, groups=1, bias=None
    ):
        if input_size is None:
            raise ValueError(f"grad.{name}_input requires specifying an input_size")
        options = stride, padding, dilation, groups
        input = weight.new_zeros(input_size).requires_grad_()
        return slope(convolve(input, weight, None, *options), input, grad_output)

    gradient.__name__ = f"{name}_input"
    gradient.__doc__ = f"""Return the gradient of :func:`{name}` by its input.

    Args:
        input_size: the shape of the input, which the output does not tell.
        bias: nothing depends on it.

    Shape:
        grad_output: as the output of ``{name}``; the result has the shape ``input_size``.

    Source: PyTorch 0.4.1, torch.nn.grad.{name}_input.
    """
    return enable_grad()(gradient)


def of_weight(rank):
    """Return the function that computes the gradient of a convolution by its weight."""
    name, convolve = f"conv{rank}d", getattr(F, f"conv{rank}d")

    def gradient(
        input, weight_size, grad_output, stride=1, padding=0, dilation=1, groups=1, bias=None
    ):
        options = stride, padding, dilation, groups
        weight = input.new_zeros(weight_size).requires_grad_()
        return slope(convolve(input, weight, None, *options), weight, grad_output)

    gradient.__name__ = f"{name}_weight"
    gradient.__doc__ = f"""Return the gradient of :func:`{name}` by its weight.

    Args:
        weight_size: the shape of the weight, which the output does not tell.
        bias: nothing depends on it.

    Shape:
        grad_output: as the output of ``{name}``; the result has the shape ``weight_size``.

    Source: PyTorch 0.4.1, torch.nn.grad.{name}_weight.
    """
    return enable_grad()(gradient)


def slope(output, target, grad_output):
    """Return the gradient by a leaf, which has a history if another tensor had one."""
    return grad(output, target, grad_output, create_graph=True)[0]


conv1d_input, conv2d_input, conv3d_input = map(of_input, (1, 2, 3))
conv1d_weight, conv2d_weight, conv3d_weight = map(of_weight, (1, 2, 3))
