"""Nonlinearities."""

from ..cases import Array, Float, case
from ..errors import wrap_dim
from ..op import op, pointwise
from .comparison import gt, where
from .pointwise import clamp, exp
from .reduction import sum as sum_
from .reduction import where_kept


@pointwise(input=lambda g, out: where_kept(g, gt(out, 0)), out=False, functional=True)
def relu(xp, input: Array):
    """Return each element, or zero if it is negative; the gradient at zero is zero.

    Source: PyTorch 0.4.1, torch.nn.functional.relu.
    """
    return xp.maximum(input, input.dtype.type(0))


@op(
    input=lambda g, input, negative_slope: where(gt(input, 0), g, g * negative_slope),
    torch=False,
    method=False,
    node="LeakyReluBackward0",
    cases=[case(3, 4, negative_slope=0.1), case(3, 4, negative_slope=0.3)],
)
def leaky(xp, input: Float, negative_slope):
    """Return each element, times a slope if it is negative.

    Source: PyTorch 0.4.1, torch.nn.functional.leaky_relu.
    """
    return xp.where(input > 0, input, input * input.dtype.type(negative_slope))


@op(
    input=lambda g, input, alpha: where(gt(input, 0), g, g * alpha * exp(clamp(input, None, 0))),
    torch=False,
    method=False,
    node="EluBackward",
    cases=[case(3, 4, alpha=1.0), case(3, 4, alpha=0.5)],
)
def exponential_linear(xp, input: Float, alpha):
    """Return each element, or ``alpha * (exp(x) - 1)`` if it is negative.

    Source: PyTorch 0.4.1, torch.nn.functional.elu.
    """
    return xp.where(input > 0, input, xp.expm1(xp.minimum(input, 0)) * input.dtype.type(alpha))


@pointwise(
    input=lambda g, noise: g * noise,
    torch=False,
    method=False,
    out=False,
    cases=[case((3, 4), (3, 4))],
)
def dropout(xp, input: Array, noise: Array):
    """Return ``input`` times the noise that was drawn for it. Source: PyTorch 0.4.1, Dropout."""
    return input * noise


@op(
    input=lambda g, out, dim: (g - sum_(g * out, dim, True)) * out,
    functional=True,
    cases=[case(3, 4, dim=1), case(3, 4, dim=0)],
)
def softmax(xp, input: Float, dim):
    """Return ``exp(input)`` scaled to sum to one along ``dim``.

    Shape:
        input: any; the result has the same.

    Source: PyTorch 0.4.1, torch.nn.functional.softmax.
    """
    dim = wrap_dim(dim, input.ndim)
    if not input.ndim:
        return xp.exp(input - input)
    result = input - input.max(axis=dim, keepdims=True)
    xp.exp(result, out=result)
    result /= result.sum(axis=dim, keepdims=True)
    return result


@op(
    input=lambda g, out, dim: g - exp(out) * sum_(g, dim, True),
    functional=True,
    cases=[case(3, 4, dim=1), case(3, 4, dim=0)],
)
def log_softmax(xp, input: Float, dim):
    """Return the logarithm of :func:`softmax`, without leaving the logarithmic scale.

    Source: PyTorch 0.4.1, torch.nn.functional.log_softmax.
    """
    dim = wrap_dim(dim, input.ndim)
    if not input.ndim:
        return input - input
    shifted = input - input.max(axis=dim, keepdims=True)
    shifted -= xp.log(xp.exp(shifted).sum(axis=dim, keepdims=True))
    return shifted
