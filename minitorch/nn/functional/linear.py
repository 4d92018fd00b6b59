"""Affine maps as functions."""

from minitorch.op import OPS

__all__ = ["linear"]


def linear(input, weight, bias=None):
    """Return ``input @ weight.t() + bias``.

    Shape:
        input: ``(*, in)``; weight: ``(out, in)``; bias: ``(out,)``; the result ``(*, out)``.

    Source: PyTorch 0.4.1, torch.nn.functional.linear.
    """
    if input.dim() == 2 and bias is not None:
        return OPS["addmm"].call(bias.expand(input.size(0), weight.size(0)), input, weight.t())
    result = input.matmul(weight.t())
    return result if bias is None else result + bias
