"""Dropout as functions. Unlike later releases, 0.4 drops nothing unless told that it trains."""

from minitorch.op import OPS

from .. import release
from .arguments import overwritten

__all__ = ["alpha_dropout", "dropout", "dropout2d", "dropout3d", "feature_alpha_dropout"]

SELU_FLOOR = 1.7580993408473766  # what SELU approaches far below zero, with the sign changed


def dropout(input, p=0.5, training=False, inplace=False):
    """While training, zero each element with probability ``p`` and scale up the others.

    Shape:
        input: any; the result has the same.

    Raises:
        ValueError: if ``p`` is not a probability.

    Example:
        >>> F.dropout(torch.ones(3), training=False)
        tensor([1., 1., 1.])
        >>> sorted(set(F.dropout(torch.ones(100), p=0.5, training=True).tolist()))
        [0.0, 2.0]

    Source: PyTorch 0.4.1, torch.nn.functional.dropout.
    """
    return dropped("dropout", input, input.size(), p, training, inplace)


def dropout2d(input, p=0.5, training=False, inplace=False):
    """Return :func:`dropout` of whole channels.

    Shape:
        input: ``(N, C, H, W)``; so is the result.

    Example:
        >>> channels = F.dropout2d(torch.ones(1, 100, 2, 2), training=True).view(100, 4)
        >>> sorted(set(channels.sum(1).tolist()))
        [0.0, 8.0]

    Source: PyTorch 0.4.1, torch.nn.functional.dropout2d.
    """
    size = (*input.size()[:2], *[1] * (input.dim() - 2))
    return dropped("feature_dropout", input, size, p, training, inplace)


def dropout3d(input, p=0.5, training=False, inplace=False):
    """Return :func:`dropout` of whole channels.

    Shape:
        input: ``(N, C, D, H, W)``; so is the result.

    Example:
        >>> channels = F.dropout3d(torch.ones(1, 100, 1, 2, 2), training=True).view(100, 4)
        >>> sorted(set(channels.sum(1).tolist()))
        [0.0, 8.0]

    Source: PyTorch 0.4.1, torch.nn.functional.dropout3d.
    """
    return dropout2d(input, p, training, inplace)


def alpha_dropout(input, p=0.5, training=False, inplace=False):
    """Return :func:`dropout` that keeps mean and variance of what SELU makes of its input.

    Elements that are dropped become the least value of SELU.

    Shape:
        input: any; the result has the same.

    Example:
        >>> len(set(F.alpha_dropout(torch.ones(100), training=True).tolist()))
        2

    Source: PyTorch 0.4.1, torch.nn.functional.alpha_dropout; Klambauer et al., 2017.
    """
    return dropped_to_floor(input, input.size(), p, training, inplace)


def feature_alpha_dropout(input, p=0.5, training=False, inplace=False):
    """Return :func:`alpha_dropout` of whole channels.

    Shape:
        input: ``(N, C, ...)``; so is the result.

    Example:
        >>> channels = F.feature_alpha_dropout(torch.ones(1, 100, 4), training=True)[0]
        >>> bool((channels == channels[:, :1]).all())
        True

    Source: PyTorch 0.4.1, torch.nn.functional.feature_alpha_dropout.
    """
    size = (*input.size()[:2], *[1] * (input.dim() - 2))
    return dropped_to_floor(input, size, p, training, inplace)


def dropped_to_floor(input, size, p, training, inplace):
    """Draw noise of ``size``, and the shift that goes with it, and run the operation."""
    checked(p)
    if p == 0 or not training:
        return OPS["undropped"].call(input)
    noise = input.data.new(*size)
    noise = 1 - noise.bernoulli_(p) if release.DRAWS_DROPPED else noise.bernoulli_(1 - p)
    scale = ((SELU_FLOOR**2 * p + 1) * (1 - p)) ** -0.5 if p < 1 else 0
    shift = (noise - 1).mul_(SELU_FLOOR * scale).add_(SELU_FLOOR * scale * p)
    noise, shift = input._wrap(noise.mul_(scale)._array), input._wrap(shift._array)
    return overwritten(input, OPS["alpha_dropout"].call(input, noise, shift), inplace)


def dropped(name, input, size, p, training, inplace):
    """Draw noise of ``size`` and run the operation that multiplies ``input`` by it."""
    checked(p)
    if p == 0 or not training:
        return OPS["undropped"].call(input)
    noise = input.data.new(*size)
    if p == 1:
        noise.fill_(0)
    else:
        noise.bernoulli_(1 - p).div_(1 - p)
    return overwritten(input, OPS[name].call(input, input._wrap(noise._array)), inplace)


def checked(p):
    """Raise ValueError unless ``p`` is a probability."""
    if p < 0 or p > 1:
        raise ValueError(f"dropout probability has to be between 0 and 1, but got {p}")
