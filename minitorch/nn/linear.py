"""Affine and bilinear maps."""

import math

from .. import empty
from . import functional as F
from .module import Module
from .parameter import Parameter

__all__ = ["Bilinear", "Linear"]


class Linear(Module):
    """An affine map: ``input @ weight.t() + bias``.

    Shape:
        input: ``(*, in_features)``; the result is ``(*, out_features)``.
        weight: ``(out_features, in_features)``; bias: ``(out_features,)``.

    Example:
        >>> layer = torch.nn.Linear(3, 2)
        >>> layer(torch.zeros(5, 3)).shape
        torch.Size([5, 2])
        >>> [(name, tuple(p.shape)) for name, p in layer.named_parameters()]
        [('weight', (2, 3)), ('bias', (2,))]

    Source: PyTorch 0.4.1, torch/nn/modules/linear.py.
    """

    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.in_features, self.out_features = in_features, out_features
        self.weight = Parameter(empty(out_features, in_features))
        self.register_parameter("bias", Parameter(empty(out_features)) if bias else None)
        self.reset_parameters()

    def reset_parameters(self):
        """Draw each parameter uniformly within ``1 / sqrt(in_features)``."""
        bound = 1 / math.sqrt(self.in_features)
        for parameter in self.parameters():
            parameter.data.uniform_(-bound, bound)

    def forward(self, input):
        return F.linear(input, self.weight, self.bias)

    def extra_repr(self):
        sizes = f"in_features={self.in_features}, out_features={self.out_features}"
        return f"{sizes}, bias={self.bias is not None}"


class Bilinear(Module):
    """A map linear in each of two inputs: ``input1 @ weight[k] @ input2 + bias[k]``.

    Shape:
        input1: ``(*, in1_features)``; input2: ``(*, in2_features)``; the result
        ``(*, out_features)``.
        weight: ``(out_features, in1_features, in2_features)``; bias: ``(out_features,)``.

    Example:
        >>> torch.nn.Bilinear(3, 4, 2)(torch.zeros(5, 3), torch.zeros(5, 4)).shape
        torch.Size([5, 2])

    Source: PyTorch 0.4.1, torch/nn/modules/linear.py.
    """

    def __init__(self, in1_features, in2_features, out_features, bias=True):
        super().__init__()
        self.in1_features, self.in2_features = in1_features, in2_features
        self.out_features = out_features
        self.weight = Parameter(empty(out_features, in1_features, in2_features))
        self.register_parameter("bias", Parameter(empty(out_features)) if bias else None)
        self.reset_parameters()

    def reset_parameters(self):
        """Draw each parameter uniformly within ``1 / sqrt(in1_features)``."""
        bound = 1 / math.sqrt(self.in1_features)
        for parameter in self.parameters():
            parameter.data.uniform_(-bound, bound)

    def forward(self, input1, input2):
        return F.bilinear(input1, input2, self.weight, self.bias)

    def extra_repr(self):
        sizes = f"in1_features={self.in1_features}, in2_features={self.in2_features}"
        return f"{sizes}, out_features={self.out_features}, bias={self.bias is not None}"
