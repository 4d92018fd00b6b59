"""Keeping gradients small."""

import warnings

from ...autograd import Variable
from .. import release

__all__ = ["clip_grad_norm", "clip_grad_norm_", "clip_grad_value_"]


def gradients(parameters):
    """Return the gradients of parameters, one or several, that have one."""
    one = release.CLIPS_ONE and isinstance(parameters, Variable)
    parameters = [parameters] if one else parameters
    return [p.grad.data for p in parameters if p.grad is not None]


def clip_grad_norm_(parameters, max_norm, norm_type=2):
    """Scale gradients so that their norm, taken as one vector, is at most ``max_norm``.

    Args:
        norm_type: which norm, perhaps ``float("inf")``.

    Returns:
        The norm as it was.

    Example:
        >>> w = torch.nn.Parameter(torch.zeros(2))
        >>> w.grad = torch.tensor([3.0, 4.0])
        >>> norm = torch.nn.utils.clip_grad_norm_([w], max_norm=1)
        >>> float(norm), w.grad
        (5.0, tensor([0.6000, 0.8000]))

    Source: PyTorch 0.4.1, torch/nn/utils/clip_grad.py.
    """
    grads, max_norm, norm_type = gradients(parameters), float(max_norm), float(norm_type)
    if norm_type == float("inf"):
        total = max([float(grad.abs().max()) for grad in grads])
    else:
        powers = [float(grad.norm(norm_type)) ** norm_type for grad in grads]
        total = sum(powers) ** (1.0 / norm_type)
    scale = max_norm / (total + 1e-6)
    if scale < 1:
        for grad in grads:
            grad.mul_(scale)
    return total


def clip_grad_norm(parameters, max_norm, norm_type=2):
    """The older name of :func:`clip_grad_norm_`.

    Warns:
        UserWarning: that it is deprecated.

    Example:
        >>> import warnings
        >>> w = torch.nn.Parameter(torch.zeros(2))
        >>> w.grad = torch.tensor([3.0, 4.0])
        >>> with warnings.catch_warnings():
        ...     warnings.simplefilter("ignore")
        ...     norm = torch.nn.utils.clip_grad_norm([w], max_norm=10)
        >>> float(norm)
        5.0

    Source: PyTorch 0.4.1, torch.nn.utils.clip_grad_norm.
    """
    warnings.warn(
        "torch.nn.utils.clip_grad_norm is now deprecated in favor of "
        "torch.nn.utils.clip_grad_norm_.",
        stacklevel=2,
    )
    return clip_grad_norm_(parameters, max_norm, norm_type)


def clip_grad_value_(parameters, clip_value):
    """Bring every element of gradients within ``clip_value`` of zero.

    Example:
        >>> w = torch.nn.Parameter(torch.zeros(2))
        >>> w.grad = torch.tensor([3.0, -0.5])
        >>> torch.nn.utils.clip_grad_value_([w], 1)
        >>> w.grad
        tensor([ 1.0000, -0.5000])

    Source: PyTorch 0.4.1, torch.nn.utils.clip_grad_value_.
    """
    for grad in gradients(parameters):
        grad.clamp_(-float(clip_value), float(clip_value))
