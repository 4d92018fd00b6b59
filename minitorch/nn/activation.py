"""Nonlinearities as modules."""

from . import functional as F
from .module import Module
from .shown import Shown

__all__ = ["GLU", "Hardshrink", "LogSigmoid", "LogSoftmax", "Sigmoid", "Softmax", "Softmax2d"]
__all__ += ["Softmin", "Softplus", "Softshrink", "Softsign", "Tanh", "Tanhshrink"]


class Activation(Shown):
    """What nonlinearities share: options are printed, and whether they overwrite their input."""

    inplace = False

    def extra_repr(self):
        return ", ".join(filter(None, [super().extra_repr(), "inplace" * self.inplace]))


class Sigmoid(Module):
    """``1 / (1 + exp(-x))`` of each element.

    Shape:
        input: any; the result has the same.

    Example:
        >>> torch.nn.Sigmoid()(torch.tensor([-2.0, 0.0, 2.0]))
        tensor([0.1192, 0.5000, 0.8808])

    Source: PyTorch 0.4.1, torch.nn.Sigmoid.
    """

    def forward(self, input):
        return input.sigmoid()


class Tanh(Module):
    """The hyperbolic tangent of each element.

    Shape:
        input: any; the result has the same.

    Example:
        >>> torch.nn.Tanh()(torch.tensor([-2.0, 0.0, 2.0]))
        tensor([-0.9640,  0.0000,  0.9640])

    Source: PyTorch 0.4.1, torch.nn.Tanh.
    """

    def forward(self, input):
        return input.tanh()


class GLU(Activation):
    """The first half along ``dim`` times the sigmoid of the second.

    Shape:
        input: ``(..., 2 * n, ...)`` with ``2 * n`` at ``dim``; the result has ``n`` there.

    Raises:
        RuntimeError: if the size at ``dim`` is odd.

    Example:
        >>> torch.nn.GLU()(torch.tensor([[1.0, 2.0, 0.0, 0.0]]))
        tensor([[0.5000, 1.0000]])

    Source: PyTorch 0.4.1, torch.nn.GLU.
    """

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
    """Each element, zero for those within ``lambd``.

    Shape:
        input: any; the result has the same.

    Example:
        >>> torch.nn.Hardshrink(1)(torch.tensor([-2.0, 0.5, 3.0]))
        tensor([-2.,  0.,  3.])

    Source: PyTorch 0.4.1, torch.nn.Hardshrink.
    """

    def forward(self, input):
        return F.hardshrink(input, self.lambd)


class Softshrink(Shrink):
    """Each element, ``lambd`` closer to zero; zero for those within it.

    Shape:
        input: any; the result has the same.

    Example:
        >>> torch.nn.Softshrink(1)(torch.tensor([-2.0, 0.5, 3.0]))
        tensor([-1.,  0.,  2.])

    Source: PyTorch 0.4.1, torch.nn.Softshrink.
    """

    def forward(self, input):
        return F.softshrink(input, self.lambd)


class LogSigmoid(Module):
    """The logarithm of the sigmoid.

    Shape:
        input: any; the result has the same.

    Example:
        >>> torch.nn.LogSigmoid()(torch.tensor([0.0, -100.0]))
        tensor([  -0.6931, -100.0000])

    Source: PyTorch 0.4.1, torch.nn.LogSigmoid.
    """

    def forward(self, input):
        return F.logsigmoid(input)


class Softplus(Activation):
    """``log(1 + exp(beta * x)) / beta`` of each element.

    Where ``beta * x`` exceeds ``threshold`` it is ``x`` itself.

    Shape:
        input: any; the result has the same.

    Example:
        >>> torch.nn.Softplus()(torch.tensor([-1.0, 0.0, 100.0]))
        tensor([  0.3133,   0.6931, 100.0000])

    Source: PyTorch 0.4.1, torch.nn.Softplus.
    """

    shown = ("beta", "threshold")

    def __init__(self, beta=1, threshold=20):
        super().__init__()
        self.beta, self.threshold = beta, threshold

    def forward(self, input):
        return F.softplus(input, self.beta, self.threshold)


class Softsign(Module):
    """``x / (1 + |x|)`` of each element.

    Shape:
        input: any; the result has the same.

    Example:
        >>> torch.nn.Softsign()(torch.tensor([-1.0, 0.0, 3.0]))
        tensor([-0.5000,  0.0000,  0.7500])

    Source: PyTorch 0.4.1, torch.nn.Softsign.
    """

    def forward(self, input):
        return F.softsign(input)


class Tanhshrink(Module):
    """``x - tanh(x)`` of each element.

    Shape:
        input: any; the result has the same.

    Example:
        >>> torch.nn.Tanhshrink()(torch.tensor([-2.0, 0.0, 2.0]))
        tensor([-1.0360,  0.0000,  1.0360])

    Source: PyTorch 0.4.1, torch.nn.Tanhshrink.
    """

    def forward(self, input):
        return F.tanhshrink(input)


class Softmax(Module):
    """``exp(x)``, scaled to sum to one along ``dim``.

    Shape:
        input: any; the result has the same.

    Example:
        >>> torch.nn.Softmax(dim=1)(torch.tensor([[0.0, 0.0], [0.0, 1.0]]))
        tensor([[0.5000, 0.5000],
                [0.2689, 0.7311]])

    Source: PyTorch 0.4.1, torch.nn.Softmax.
    """

    function = staticmethod(F.softmax)

    def __init__(self, dim=None):
        super().__init__()
        self.dim = dim

    def forward(self, input):
        return self.function(input, self.dim, _stacklevel=5)


class LogSoftmax(Softmax):
    """The logarithm of :class:`Softmax`.

    Shape:
        input: any; the result has the same.

    Example:
        >>> torch.nn.LogSoftmax(dim=1)(torch.tensor([[0.0, 0.0], [0.0, 100.0]]))
        tensor([[  -0.6931,   -0.6931],
                [-100.0000,    0.0000]])

    Source: PyTorch 0.4.1, torch.nn.LogSoftmax.
    """

    function = staticmethod(F.log_softmax)


class Softmin(Softmax):
    """:class:`Softmax` of the negated input.

    Shape:
        input: any; the result has the same.

    Example:
        >>> torch.nn.Softmin(dim=1)(torch.tensor([[0.0, 0.0], [0.0, 1.0]]))
        tensor([[0.5000, 0.5000],
                [0.7311, 0.2689]])

    Source: PyTorch 0.4.1, torch.nn.Softmin.
    """

    function = staticmethod(F.softmin)


class Softmax2d(Module):
    """:class:`Softmax` over the channels of images.

    Shape:
        input: ``(N, C, H, W)``; the result has the same.

    Raises:
        AssertionError: if the input is not 4-D.

    Example:
        >>> torch.nn.Softmax2d()(torch.zeros(1, 4, 1, 1)).view(4)
        tensor([0.2500, 0.2500, 0.2500, 0.2500])

    Source: PyTorch 0.4.1, torch.nn.Softmax2d.
    """

    def forward(self, input):
        assert input.dim() == 4, "Softmax2d requires a 4D tensor as input"
        return F.softmax(input, 1, _stacklevel=5)
