"""Nonlinearities."""

from ..backend import MANY, keep, limit, pick
from ..cases import Array, Float, case
from ..errors import wrap_dim
from ..op import hidden, op, pointwise
from .comparison import gt, lt, where
from .elementary import exp, sigmoid
from .joining import cat
from .parts import slice_dim, span
from .pointwise import abs as abs_
from .pointwise import clamp
from .reduction import where_kept

FORWARD = dict(kernel="{}_forward")  # how torch calls what its nn.functional computes by


@hidden(
    grad=lambda g, input, threshold: threshold_backward(g, input, threshold),
    input=lambda g: g * 0,
    node="ThresholdBackwardBackward",
    cases=[case((3, 4), (3, 4)), case((3, 4), (3, 4), threshold=0.1)],
    **FORWARD,
)
def threshold_backward(xp, grad: Array, input: Array, threshold=0):
    """Return ``grad`` where ``input`` is above ``threshold``, and zeros elsewhere."""
    return grad * (input > threshold)


@pointwise(input=lambda g, out: threshold_backward(g, out), out=False, functional=True)
def relu(xp, input: Array):
    """Return each element, or zero if it is negative; the gradient at zero is zero.

    Source: PyTorch 0.4.1, torch.nn.functional.relu.
    """
    zero = input.dtype.type(0)
    if input.size < MANY or input.dtype.kind != "f":
        return xp.maximum(input, zero)
    return limit(xp, input, 0, None) + zero  # 2x faster than maximum; the sum has no -0.0


@hidden(
    input=lambda g, input, threshold: threshold_backward(g, input, threshold),
    node="ThresholdBackward0",
    cases=[case(3, 4, threshold=0.1, value=20.0)],
    **FORWARD,
)
def threshold(xp, input: Float, threshold, value):
    """Return each element above ``threshold``, and ``value`` for the others.

    Source: PyTorch 0.4.1, torch.nn.functional.threshold.
    """
    return pick(xp, input > threshold, input, input.dtype.type(value))


@hidden(
    input=lambda g, input, min_val, max_val: where_kept(g, gt(input, min_val) * lt(input, max_val)),
    node="HardtanhBackward0",
    cases=[case(3, 4, min_val=-1.0, max_val=1.0), case(3, 4, min_val=-0.5, max_val=6.0)],
    **FORWARD,
)
def hardtanh(xp, input: Float, min_val, max_val):
    """Return each element, but at least ``min_val`` and at most ``max_val``, as is a nan.

    Source: PyTorch 0.4.1, torch.nn.functional.hardtanh.
    """
    return xp.fmin(limit(xp, input, min_val, max_val), input.dtype.type(max(min_val, max_val)))


@hidden(
    input=lambda g, input, negative_slope: where(gt(input, 0), g, g * negative_slope),
    node="LeakyReluBackward0",
    cases=[case(3, 4, negative_slope=0.1), case(3, 4, negative_slope=0.3)],
    **FORWARD,
)
def leaky_relu(xp, input: Float, negative_slope):
    """Return each element, times a slope if it is negative.

    Source: PyTorch 0.4.1, torch.nn.functional.leaky_relu.
    """
    lower = input * input.dtype.type(negative_slope)
    return xp.maximum(input, lower) if negative_slope <= 1 else xp.minimum(input, lower)


@hidden(
    input=lambda g, noise: g * noise,
    node="RreluWithNoiseBackward0",
    cases=[case((3, 4), (3, 4))],
    **FORWARD,
)
def rrelu_with_noise(xp, input: Float, noise: Float):
    """Return ``input`` times the slope of each element: one, or what was drawn for it.

    Source: PyTorch 0.4.1, THNN RReLU.
    """
    return input * noise


@hidden(
    input=lambda g, input, weight: where(gt(input, 0), g, g * weight),
    weight=lambda g, input: g * clamp(input, None, 0),
    node="PreluBackward",
    cases=[case((3, 4), (4,)), case((3, 4), (1,))],
)
def prelu(xp, input: Float, weight: Float):
    """Return each element, times its weight if it is negative.

    Source: PyTorch 0.4.1, torch.nn.functional.prelu.
    """
    return pick(xp, input > 0, input, input * weight)


@hidden(
    input=lambda g, input, alpha, scale: where(
        gt(input, 0), g * scale, g * (alpha * scale) * exp(clamp(input, None, 0))
    ),
    node="EluBackward",
    inexact=True,
    cases=[case(3, 4, alpha=1.0, scale=1.0), case(3, 4, alpha=0.5, scale=1.5)],
    **FORWARD,
)
def elu(xp, input: Float, alpha, scale=1.0):
    """Return each element, or ``alpha * (exp(x) - 1)`` if it is negative, times ``scale``.

    Source: PyTorch 0.4.1, torch.nn.functional.elu.
    """
    kind = input.dtype.type
    below = xp.expm1(limit(xp, input, None, 0)) * kind(alpha * scale)
    return limit(xp, input, 0, None) * kind(scale) + below


@hidden(
    input=lambda g, input, beta, threshold: where(
        gt(input * beta, threshold), g, g * sigmoid(input * beta)
    ),
    node="SoftplusBackward",
    functional=True,
    inexact=True,
    cases=[case(3, 4, beta=1.0, threshold=20.0), case(3, 4, beta=2.0, threshold=1.5)],
    **FORWARD,
)
def softplus(xp, input: Float, beta=1, threshold=20):
    """Return ``log(1 + exp(beta * x)) / beta``; ``x`` itself beyond ``threshold / beta``.

    Shape:
        input: any; the result has the same.

    Example:
        >>> torch.nn.functional.softplus(torch.tensor([-1.0, 0.0, 100.0]))
        tensor([  0.3133,   0.6931, 100.0000])

    Source: PyTorch 0.4.1, torch.nn.functional.softplus.
    """
    scaled = input * input.dtype.type(beta)
    small = limit(xp, scaled, None, threshold)
    return pick(xp, scaled > threshold, input, xp.log1p(xp.exp(small)) / input.dtype.type(beta))


@hidden(
    input=lambda g, input: g * sigmoid(-input),
    node="LogSigmoidBackward",
    functional=True,
    inexact=True,
    **FORWARD,
)
def logsigmoid(xp, input: Float):
    """Return the logarithm of the sigmoid.

    Shape:
        input: any; the result has the same.

    Example:
        >>> torch.nn.functional.logsigmoid(torch.tensor([0.0, -100.0]))
        tensor([  -0.6931, -100.0000])

    Source: PyTorch 0.4.1, torch.nn.functional.logsigmoid.
    """
    return limit(xp, input, None, 0) - xp.log1p(xp.exp(-xp.abs(input)))


SHRINKS = [case(3, 4, lambd=0.5), case(3, 4, lambd=0.9)]


@hidden(
    input=lambda g, input, lambd: where_kept(g, gt(abs_(input), lambd)),
    node="SoftshrinkBackward",
    functional=True,
    cases=SHRINKS,
    **FORWARD,
)
def softshrink(xp, input: Float, lambd=0.5):
    """Return each element, ``lambd`` closer to zero; zero for those within it and a nan.

    Shape:
        input: any; the result has the same.

    Example:
        >>> torch.nn.functional.softshrink(torch.tensor([-2.0, 0.5, 3.0]), 1)
        tensor([-1.,  0.,  2.])

    Source: PyTorch 0.4.1, torch.nn.functional.softshrink.
    """
    size = input.dtype.type(lambd)
    return pick(xp, xp.abs(input) > size, input - xp.sign(input) * size, input.dtype.type(0))


@op(
    input=lambda g, input, lambd: where_kept(g, gt(abs_(input), lambd)),
    node="HardshrinkBackward",
    functional=True,
    cases=SHRINKS,
)
def hardshrink(xp, input: Float, lambd=0.5):
    """Return each element, and zero for those within ``lambd`` of zero.

    Shape:
        input: any; the result has the same.

    Source: PyTorch 0.4.1, torch.nn.functional.hardshrink.
    """
    return keep(xp, ~(xp.abs(input) <= lambd), input)


def halves(input, shape, dim):
    """Return the first and the second half of ``input``, of the given shape, along ``dim``."""
    dim, middle = wrap_dim(dim, len(shape)), shape[dim] // 2
    return slice_dim(input, dim, 0, middle), slice_dim(input, dim, middle, shape[dim])


def glu_slopes(g, input, input_shape, dim):
    """Of ``a * sigmoid(b)``: ``sigmoid(b)`` by ``a``, ``a * sigmoid(b) * sigmoid(-b)`` by ``b``."""
    a, b = halves(input, input_shape, dim)
    by_a = g * sigmoid(b)
    return cat([by_a, by_a * a * sigmoid(-b)], dim)


@hidden(
    input=glu_slopes,
    node="GluBackward",
    functional=True,
    cases=[case(3, 4, dim=-1), case(4, 3, dim=0)],
    **FORWARD,
)
def glu(xp, input: Float, dim=-1):
    """Return the first half along ``dim`` times the sigmoid of the second.

    Shape:
        input: ``(..., 2 * n, ...)`` with ``2 * n`` at ``dim``; the result has ``n`` there.

    Raises:
        RuntimeError: if the size at ``dim`` is odd.

    Example:
        >>> torch.nn.functional.glu(torch.tensor([1.0, 2.0, 0.0, 0.0]))
        tensor([0.5000, 1.0000])

    Source: PyTorch 0.4.1, torch.nn.functional.glu.
    """
    if not input.ndim:
        raise RuntimeError("glu does not support 0-dimensional tensors")
    dim = wrap_dim(dim, input.ndim)
    size = input.shape[dim]
    if size % 2:
        raise RuntimeError(f"Halving dimension must be even, but dimension {dim} is size {size}")
    a, b = input[span(dim, 0, size // 2)], input[span(dim, size // 2, size)]
    return a / (1 + xp.exp(-b))
