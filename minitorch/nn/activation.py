"""Nonlinearities as modules."""

from . import functional as F
from .module import Module

__all__ = ["ELU", "Dropout", "LeakyReLU", "LogSoftmax", "ReLU", "Sigmoid", "Softmax", "Tanh"]


class ReLU(Module):
    """The larger of zero and each element. Source: PyTorch 0.4.1, torch.nn.ReLU."""

    def __init__(self, inplace=False):
        super().__init__()
        self.inplace = inplace

    def forward(self, input):
        return F.relu(input, self.inplace)

    def extra_repr(self):
        return "inplace" if self.inplace else ""


class Sigmoid(Module):
    """``1 / (1 + exp(-x))`` of each element. Source: PyTorch 0.4.1, torch.nn.Sigmoid."""

    def forward(self, input):
        return input.sigmoid()


class Tanh(Module):
    """The hyperbolic tangent of each element. Source: PyTorch 0.4.1, torch.nn.Tanh."""

    def forward(self, input):
        return input.tanh()


class Softmax(Module):
    """``exp(x)``, scaled to sum to one along ``dim``. Source: PyTorch 0.4.1, torch.nn.Softmax."""

    function = staticmethod(F.softmax)

    def __init__(self, dim=None):
        super().__init__()
        self.dim = dim

    def forward(self, input):
        return self.function(input, self.dim, _stacklevel=5)


class LogSoftmax(Softmax):
    """The logarithm of :class:`Softmax`. Source: PyTorch 0.4.1, torch.nn.LogSoftmax."""

    function = staticmethod(F.log_softmax)


class Dropout(Module):
    """While training, zero each element with probability ``p`` and scale up the others.

    Raises:
        ValueError: if ``p`` is not a probability.

    Source: PyTorch 0.4.1, torch.nn.Dropout.
    """

    def __init__(self, p=0.5, inplace=False):
        super().__init__()
        if p < 0 or p > 1:
            raise ValueError(f"dropout probability has to be between 0 and 1, but got {p}")
        self.p, self.inplace = p, inplace

    def forward(self, input):
        return F.dropout(input, self.p, self.training, self.inplace)

    def extra_repr(self):
        return f"p={self.p}" + (", inplace" if self.inplace else "")


class LeakyReLU(Module):
    """Each element, times a slope if it is negative. Source: PyTorch 0.4.1, nn.LeakyReLU."""

    def __init__(self, negative_slope=0.01, inplace=False):
        super().__init__()
        self.negative_slope, self.inplace = negative_slope, inplace

    def forward(self, input):
        return F.leaky_relu(input, self.negative_slope, self.inplace)

    def extra_repr(self):
        return f"negative_slope={self.negative_slope}" + (", inplace" if self.inplace else "")


class ELU(Module):
    """Each element, or ``alpha * (exp(x) - 1)`` if negative. Source: PyTorch 0.4.1, nn.ELU."""

    def __init__(self, alpha=1.0, inplace=False):
        super().__init__()
        self.alpha, self.inplace = alpha, inplace

    def forward(self, input):
        return F.elu(input, self.alpha, self.inplace)

    def extra_repr(self):
        return f"alpha={self.alpha}" + (", inplace" if self.inplace else "")
