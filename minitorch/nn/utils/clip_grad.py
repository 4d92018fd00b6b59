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
    """The older name of :func:`clip_grad_norm_`."""
    warnings.warn(
        "torch.nn.utils.clip_grad_norm is now deprecated in favor of "
        "torch.nn.utils.clip_grad_norm_.",
        stacklevel=2,
    )
    return clip_grad_norm_(parameters, max_norm, norm_type)


def clip_grad_value_(parameters, clip_value):
    """Bring every element of gradients within ``clip_value`` of zero. Source: 0.4.1."""
    for grad in gradients(parameters):
        grad.clamp_(-float(clip_value), float(clip_value))
