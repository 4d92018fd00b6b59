"""Rectifiers as modules: nonlinearities that let through what is positive."""

import warnings

from .. import empty
from . import functional as F
from .activation import Activation
from .parameter import Parameter

__all__ = ["ELU", "SELU", "Hardtanh", "LeakyReLU", "PReLU", "RReLU", "ReLU", "ReLU6", "Threshold"]


class Threshold(Activation):
    """Each element above ``threshold``, ``value`` for the others.

    Shape:
        input: any; the result has the same.

    Example:
        >>> torch.nn.Threshold(1, 9)(torch.tensor([0.0, 1.0, 2.0]))
        tensor([9., 9., 2.])

    Source: PyTorch 0.4.1, torch.nn.Threshold.
    """

    shown = ("threshold", "value")

    def __init__(self, threshold, value, inplace=False):
        super().__init__()
        self.threshold, self.value, self.inplace = threshold, value, inplace

    def forward(self, input):
        return F.threshold(input, self.threshold, self.value, self.inplace)


class ReLU(Activation):
    """The larger of zero and each element.

    Shape:
        input: any; the result has the same.

    Example:
        >>> torch.nn.ReLU()(torch.tensor([-1.0, 0.0, 2.0]))
        tensor([0., 0., 2.])

    Source: PyTorch 0.4.1, torch.nn.ReLU.
    """

    def __init__(self, inplace=False):
        super().__init__()
        self.inplace = inplace

    def forward(self, input):
        return F.relu(input, self.inplace)


class RReLU(Activation):
    """Each element, times a slope if negative: a random one in training, else the mean one.

    Args:
        lower, upper: between which slopes are drawn.

    Shape:
        input: any; the result has the same.

    Example:
        >>> torch.nn.RReLU(0.25, 0.75).eval()(torch.tensor([-1.0, 2.0]))
        tensor([-0.5000,  2.0000])

    Source: PyTorch 0.4.1, torch.nn.RReLU.
    """

    shown = ("lower", "upper")

    def __init__(self, lower=1.0 / 8, upper=1.0 / 3, inplace=False):
        super().__init__()
        self.lower, self.upper, self.inplace = lower, upper, inplace

    def forward(self, input):
        return F.rrelu(input, self.lower, self.upper, self.training, self.inplace)


class Hardtanh(Activation):
    """Each element, but from ``min_val`` to ``max_val`` at most.

    Shape:
        input: any; the result has the same.

    Raises:
        AssertionError: unless ``max_val`` is larger than ``min_val``.

    Example:
        >>> torch.nn.Hardtanh(-1, 1)(torch.tensor([-3.0, 0.5, 3.0]))
        tensor([-1.0000,  0.5000,  1.0000])

    Source: PyTorch 0.4.1, torch.nn.Hardtanh.
    """

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
    """Each element, but at least zero and at most six.

    Shape:
        input: any; the result has the same.

    Example:
        >>> torch.nn.ReLU6()(torch.tensor([-3.0, 3.0, 9.0]))
        tensor([0., 3., 6.])

    Source: PyTorch 0.4.1, torch.nn.ReLU6.
    """

    shown = ()

    def __init__(self, inplace=False):
        super().__init__(0, 6, inplace)


class ELU(Activation):
    """Each element, or ``alpha * (exp(x) - 1)`` if negative.

    Shape:
        input: any; the result has the same.

    Example:
        >>> torch.nn.ELU()(torch.tensor([-1.0, 0.0, 2.0]))
        tensor([-0.6321,  0.0000,  2.0000])

    Source: PyTorch 0.4.1, torch.nn.ELU.
    """

    shown = ("alpha",)

    def __init__(self, alpha=1.0, inplace=False):
        super().__init__()
        self.alpha, self.inplace = alpha, inplace

    def forward(self, input):
        return F.elu(input, self.alpha, self.inplace)


class SELU(Activation):
    """:class:`ELU`, scaled so that mean and variance stay.

    Shape:
        input: any; the result has the same.

    Example:
        >>> torch.nn.SELU()(torch.tensor([-1.0, 0.0, 1.0]))
        tensor([-1.1113,  0.0000,  1.0507])

    Source: PyTorch 0.4.1, torch.nn.SELU.
    """

    def __init__(self, inplace=False):
        super().__init__()
        self.inplace = inplace

    def forward(self, input):
        return F.selu(input, self.inplace)


class LeakyReLU(Activation):
    """Each element, times ``negative_slope`` if it is negative.

    Shape:
        input: any; the result has the same.

    Example:
        >>> torch.nn.LeakyReLU(0.5)(torch.tensor([-1.0, 0.0, 2.0]))
        tensor([-0.5000,  0.0000,  2.0000])

    Source: PyTorch 0.4.1, torch.nn.LeakyReLU.
    """

    shown = ("negative_slope",)

    def __init__(self, negative_slope=0.01, inplace=False):
        super().__init__()
        self.negative_slope, self.inplace = negative_slope, inplace

    def forward(self, input):
        return F.leaky_relu(input, self.negative_slope, self.inplace)


class PReLU(Activation):
    """Each element, times a learned weight if negative, one for all or one for each channel.

    Args:
        num_parameters: 1, or the number of channels.
        init: the weights at first.

    Shape:
        input: ``(N, C, ...)``, or any if there is one weight; the result has the same.

    Example:
        >>> torch.nn.PReLU()(torch.tensor([-1.0, 2.0])).tolist()
        [-0.25, 2.0]

    Source: PyTorch 0.4.1, torch.nn.PReLU.
    """

    shown = ("num_parameters",)

    def __init__(self, num_parameters=1, init=0.25):
        self.num_parameters = num_parameters
        super().__init__()
        self.weight = Parameter(empty(num_parameters).fill_(init))

    def forward(self, input):
        return F.prelu(input, self.weight)
