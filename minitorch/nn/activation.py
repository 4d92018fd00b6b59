"""Nonlinearities as modules."""

import warnings

from .. import empty
from . import functional as F
from .module import Module
from .parameter import Parameter

__all__ = [
    *["ELU", "GLU", "SELU", "Hardshrink", "Hardtanh", "LeakyReLU", "LogSigmoid"],
    *["LogSoftmax", "PReLU", "RReLU", "ReLU", "ReLU6", "Sigmoid", "Softmax", "Softmax2d"],
    *["Softmin", "Softplus", "Softshrink", "Softsign", "Tanh", "Tanhshrink", "Threshold"],
]


class Activation(Module):
    """What nonlinearities share: options that are attributes, and are printed."""

    shown = ()  # the options to print
    inplace = False

    def extra_repr(self):
        return ", ".join(
            [f"{name}={getattr(self, name)}" for name in self.shown] + ["inplace"] * self.inplace
        )


class Threshold(Activation):
    """Each element above ``threshold``, ``value`` for the others. Source: 0.4.1, nn.Threshold."""

    shown = ("threshold", "value")

    def __init__(self, threshold, value, inplace=False):
        super().__init__()
        self.threshold, self.value, self.inplace = threshold, value, inplace

    def forward(self, input):
        return F.threshold(input, self.threshold, self.value, self.inplace)


class ReLU(Activation):
    """The larger of zero and each element. Source: PyTorch 0.4.1, torch.nn.ReLU."""

    def __init__(self, inplace=False):
        super().__init__()
        self.inplace = inplace

    def forward(self, input):
        return F.relu(input, self.inplace)


class RReLU(Activation):
    """Each element, times a slope if negative: random in training. Source: 0.4.1, nn.RReLU."""

    shown = ("lower", "upper")

    def __init__(self, lower=1.0 / 8, upper=1.0 / 3, inplace=False):
        super().__init__()
        self.lower, self.upper, self.inplace = lower, upper, inplace

    def forward(self, input):
        return F.rrelu(input, self.lower, self.upper, self.training, self.inplace)


class Hardtanh(Activation):
    """Each element, but from ``min_val`` to ``max_val`` at most. Source: 0.4.1, nn.Hardtanh."""

    shown = ("min_val", "max_val")

    def __init__(self, min_val=-1, max_val=1, inplace=False, min_value=None, max_value=None):
        super().__init__()
        for name, older in (("min_val", min_value), ("max_val", max_value)):
            if older is not None:
                text = f"keyword argument {name}ue is deprecated and renamed to {name}"
                warnings.warn(text, stacklevel=2)
        self.min_val = min_val if min_value is None else min_value
        self.max_val = max_val if max_value is None else max_value
        self.inplace = inplace
        assert self.max_val > self.min_val

    def forward(self, input):
        return F.hardtanh(input, self.min_val, self.max_val, self.inplace)


class ReLU6(Hardtanh):
    """Each element, but at least zero and at most six. Source: PyTorch 0.4.1, nn.ReLU6."""

    shown = ()

    def __init__(self, inplace=False):
        super().__init__(0, 6, inplace)


class Sigmoid(Module):
    """``1 / (1 + exp(-x))`` of each element. Source: PyTorch 0.4.1, torch.nn.Sigmoid."""

    def forward(self, input):
        return input.sigmoid()


class Tanh(Module):
    """The hyperbolic tangent of each element. Source: PyTorch 0.4.1, torch.nn.Tanh."""

    def forward(self, input):
        return input.tanh()


class ELU(Activation):
    """Each element, or ``alpha * (exp(x) - 1)`` if negative. Source: PyTorch 0.4.1, nn.ELU."""

    shown = ("alpha",)

    def __init__(self, alpha=1.0, inplace=False):
        super().__init__()
        self.alpha, self.inplace = alpha, inplace

    def forward(self, input):
        return F.elu(input, self.alpha, self.inplace)


class SELU(Activation):
    """:class:`ELU`, scaled so that mean and variance stay. Source: PyTorch 0.4.1, nn.SELU."""

    def __init__(self, inplace=False):
        super().__init__()
        self.inplace = inplace

    def forward(self, input):
        return F.selu(input, self.inplace)


class GLU(Activation):
    """The first half along ``dim`` times the sigmoid of the second. Source: 0.4.1, nn.GLU."""

    shown = ("dim",)

    def __init__(self, dim=-1):
        super().__init__()
        self.dim = dim

    def forward(self, input):
        return F.glu(input, self.dim)


class Shrink(Module):
    """What shrinking nonlinearities share: the size ``lambd`` of what becomes zero."""

    def __init__(self, lambd=0.5):
        super().__init__()
        self.lambd = lambd

    def extra_repr(self):
        return str(self.lambd)


class Hardshrink(Shrink):
    """Each element, zero for those within ``lambd``. Source: PyTorch 0.4.1, nn.Hardshrink."""

    def forward(self, input):
        return F.hardshrink(input, self.lambd)


class Softshrink(Shrink):
    """Each element, ``lambd`` closer to zero. Source: PyTorch 0.4.1, torch.nn.Softshrink."""

    def forward(self, input):
        return F.softshrink(input, self.lambd)


class LeakyReLU(Activation):
    """Each element, times a slope if it is negative. Source: PyTorch 0.4.1, nn.LeakyReLU."""

    shown = ("negative_slope",)

    def __init__(self, negative_slope=0.01, inplace=False):
        super().__init__()
        self.negative_slope, self.inplace = negative_slope, inplace

    def forward(self, input):
        return F.leaky_relu(input, self.negative_slope, self.inplace)


class LogSigmoid(Module):
    """The logarithm of the sigmoid. Source: PyTorch 0.4.1, torch.nn.LogSigmoid."""

    def forward(self, input):
        return F.logsigmoid(input)


class Softplus(Activation):
    """``log(1 + exp(beta * x)) / beta`` of each element. Source: PyTorch 0.4.1, nn.Softplus."""

    shown = ("beta", "threshold")

    def __init__(self, beta=1, threshold=20):
        super().__init__()
        self.beta, self.threshold = beta, threshold

    def forward(self, input):
        return F.softplus(input, self.beta, self.threshold)


class PReLU(Activation):
    """Each element, times a learned weight if negative, one for all or one for each channel.

    Source: PyTorch 0.4.1, torch.nn.PReLU.
    """

    shown = ("num_parameters",)

    def __init__(self, num_parameters=1, init=0.25):
        self.num_parameters = num_parameters
        super().__init__()
        self.weight = Parameter(empty(num_parameters).fill_(init))

    def forward(self, input):
        return F.prelu(input, self.weight)


class Softsign(Module):
    """``x / (1 + |x|)`` of each element. Source: PyTorch 0.4.1, torch.nn.Softsign."""

    def forward(self, input):
        return F.softsign(input)


class Tanhshrink(Module):
    """``x - tanh(x)`` of each element. Source: PyTorch 0.4.1, torch.nn.Tanhshrink."""

    def forward(self, input):
        return F.tanhshrink(input)


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


class Softmin(Softmax):
    """:class:`Softmax` of the negated input. Source: PyTorch 0.4.1, torch.nn.Softmin."""

    function = staticmethod(F.softmin)


class Softmax2d(Module):
    """:class:`Softmax` over the channels of images. Source: PyTorch 0.4.1, nn.Softmax2d."""

    def forward(self, input):
        assert input.dim() == 4, "Softmax2d requires a 4D tensor as input"
        return F.softmax(input, 1, _stacklevel=5)
