"""Nonlinearities and dropout as functions."""

import warnings

from minitorch import views
from minitorch.op import OPS

__all__ = ["dropout", "elu", "leaky_relu", "log_softmax", "relu", "sigmoid", "softmax", "tanh"]


def implicit_dim(name, rank, stacklevel):
    """Return the dimension that softmax is taken along if none is given."""
    warnings.warn(
        f"Implicit dimension choice for {name} has been deprecated. Change the call to include "
        "dim=X as an argument.",
        stacklevel=stacklevel + 1,
    )
    return 0 if rank in (0, 1, 3) else 1


def softmax(input, dim=None, _stacklevel=3):
    """Return ``exp(input)`` scaled to sum to one along ``dim``.

    Shape:
        input: any; the result has the same.

    Source: PyTorch 0.4.1, torch.nn.functional.softmax.
    """
    if dim is None:
        dim = implicit_dim("softmax", input.dim(), _stacklevel)
    return OPS["softmax"].call(input, dim)


def log_softmax(input, dim=None, _stacklevel=3):
    """Return the logarithm of :func:`softmax`. Source: PyTorch 0.4.1, F.log_softmax."""
    if dim is None:
        dim = implicit_dim("log_softmax", input.dim(), _stacklevel)
    return OPS["log_softmax"].call(input, dim)


def relu(input, inplace=False):
    """Return the larger of zero and each element. Source: PyTorch 0.4.1, F.relu."""
    return input.relu_() if inplace else OPS["relu"].call(input)


def sigmoid(input):
    """Return ``1 / (1 + exp(-input))`` for each element; ``torch.sigmoid`` since 0.4.1."""
    warnings.warn("nn.functional.sigmoid is deprecated. Use torch.sigmoid instead.", stacklevel=2)
    return input.sigmoid()


def tanh(input):
    """Return the hyperbolic tangent of each element; ``torch.tanh`` since 0.4.1."""
    warnings.warn("nn.functional.tanh is deprecated. Use torch.tanh instead.", stacklevel=2)
    return input.tanh()


def dropout(input, p=0.5, training=False, inplace=False):
    """While training, zero each element with probability ``p`` and scale up the others.

    Raises:
        ValueError: if ``p`` is not a probability.

    Source: PyTorch 0.4.1, torch.nn.functional.dropout, where ``training`` is False by default.
    """
    if p < 0 or p > 1:
        raise ValueError(f"dropout probability has to be between 0 and 1, but got {p}")
    noise = input.data.new(input.size()).fill_(1)
    if p == 1:
        noise.zero_()
    elif p > 0 and training:
        noise.bernoulli_(1 - p).div_(1 - p)
    noise = input._wrap(noise._array)
    return input.dropout_(noise) if inplace else OPS["dropout"].call(input, noise)


def leaky_relu(input, negative_slope=0.01, inplace=False):
    """Return each element, times a slope if it is negative. Source: PyTorch 0.4.1."""
    return overwritten(input, OPS["leaky"].call(input, negative_slope), inplace)


def elu(input, alpha=1.0, inplace=False):
    """Return each element, or ``alpha * (exp(x) - 1)`` if it is negative. Source: 0.4.1."""
    return overwritten(input, OPS["exponential_linear"].call(input, alpha), inplace)


def overwritten(input, result, inplace):
    """Return the result, written over the input if ``inplace``."""
    if not inplace:
        return result
    views.check_writable(input)
    return views.overwrite(input, result)
