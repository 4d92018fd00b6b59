"""Losses as functions, and what ``reduction`` means."""

import math
import warnings

from minitorch.op import OPS

from .activation import log_softmax

__all__ = [
    "binary_cross_entropy",
    "binary_cross_entropy_with_logits",
    "cross_entropy",
    "kl_div",
    "l1_loss",
    "mse_loss",
    "nll_loss",
    "poisson_nll_loss",
    "smooth_l1_loss",
]


def reduction_of(size_average, reduce, reduction):
    """Return the reduction that the arguments mean, older ones first; those warn.

    Source: PyTorch 0.4.1, torch/nn/functional.py: _Reduction.legacy_get_string.
    """
    if size_average is None and reduce is None:
        return reduction
    if reduce is None or reduce:
        reduction = "elementwise_mean" if size_average is None or size_average else "sum"
    else:
        reduction = "none"
    warnings.warn(
        "size_average and reduce args will be deprecated, please use "
        f"reduction='{reduction}' instead.",
        stacklevel=4,
    )
    return reduction


def checked(reduction):
    """Return ``reduction``, or raise ValueError if there is none of that name."""
    if reduction not in ("elementwise_mean", "sum", "none"):
        raise ValueError(f"{reduction} is not a valid value for reduction")
    return reduction


def nll_loss(
    input,
    target,
    weight=None,
    size_average=None,
    ignore_index=-100,
    reduce=None,
    reduction="elementwise_mean",
):
    """Return minus the log-probability of the target classes, reduced.

    Shape:
        input: ``(N, C, *)``; target: ``(N, *)``, int64; weight: ``(C,)``; the result is a number,
        or with ``reduction="none"`` like the target.

    Raises:
        ValueError: if the sizes of input and target do not fit.
        RuntimeError: if a target is no class.

    Example:
        >>> logs = torch.log(torch.tensor([[0.5, 0.5], [0.25, 0.75]]))
        >>> F.nll_loss(logs, torch.tensor([0, 0]), reduction="none")
        tensor([0.6931, 1.3863])

    Source: PyTorch 0.4.1, torch.nn.functional.nll_loss.
    """
    reduction = checked(reduction_of(size_average, reduce, reduction))
    if input.dim() < 2:
        raise ValueError(f"Expected 2 or more dimensions (got {input.dim()})")
    if input.size(0) != target.size(0):
        raise ValueError(
            f"Expected input batch_size ({input.size(0)}) to match target batch_size "
            f"({target.size(0)})."
        )
    if input.dim() == 2:
        return OPS["nll_loss"].call(input, target, weight, ignore_index, reduction)
    if input.dim() == 4:
        return OPS["nll_loss2d"].call(input, target, weight, ignore_index, reduction)
    size = (input.size(0), *input.size()[2:])
    if target.size()[1:] != size[1:]:
        raise ValueError(f"Expected target size {size}, got {target.size()}")
    input = input.contiguous().view(input.size(0), input.size(1), 1, -1)
    target = target.contiguous().view(input.size(0), 1, -1)
    loss = OPS["nll_loss2d"].call(input, target, weight, ignore_index, reduction)
    return loss.view(size) if reduction == "none" else loss


def cross_entropy(
    input,
    target,
    weight=None,
    size_average=None,
    ignore_index=-100,
    reduce=None,
    reduction="elementwise_mean",
):
    """Return :func:`nll_loss` of the logarithm of the softmax.

    Shape:
        as of :func:`nll_loss`.

    Example:
        >>> F.cross_entropy(torch.zeros(1, 4), torch.tensor([3]))
        tensor(1.3863)

    Source: PyTorch 0.4.1, torch.nn.functional.cross_entropy.
    """
    reduction = reduction_of(size_average, reduce, reduction)
    return nll_loss(log_softmax(input, 1), target, weight, None, ignore_index, None, reduction)


def mse_loss(input, target, size_average=None, reduce=None, reduction="elementwise_mean"):
    """Return the squared difference of input and target, reduced.

    Args:
        reduction: ``elementwise_mean``, ``sum`` or ``none``; ``size_average`` and ``reduce`` are
            the older words for it.

    Shape:
        input, target: the same, or one broadcasts; the result is a number, or has that shape.

    Example:
        >>> F.mse_loss(torch.tensor([1.0, 2.0]), torch.tensor([1.0, 4.0]), reduction="none")
        tensor([0., 4.])
        >>> F.mse_loss(torch.tensor([1.0, 2.0]), torch.tensor([1.0, 4.0]))
        tensor(2.)

    Source: PyTorch 0.4.1, torch.nn.functional.mse_loss.
    """
    reduction = reduction_of(size_average, reduce, reduction)
    return pointwise_loss("mse_loss", lambda d: d**2, input, target, reduction)


def l1_loss(input, target, size_average=None, reduce=None, reduction="elementwise_mean"):
    """Return the absolute difference of input and target, reduced.

    Shape:
        input, target: the same, or one broadcasts; the result is a number, or has that shape.

    Example:
        >>> F.l1_loss(torch.tensor([1.0, 2.0]), torch.tensor([1.0, 4.0]))
        tensor(1.)

    Source: PyTorch 0.4.1, torch.nn.functional.l1_loss.
    """
    reduction = reduction_of(size_average, reduce, reduction)
    return pointwise_loss("l1_loss", lambda d: d.abs(), input, target, reduction)


def smooth_l1_loss(input, target, size_average=None, reduce=None, reduction="elementwise_mean"):
    """Return half the squared difference, linear beyond one, reduced.

    Shape:
        input, target: the same, or one broadcasts; the result is a number, or has that shape.

    Example:
        >>> F.smooth_l1_loss(torch.tensor([0.5, 3.0]), torch.zeros(2), reduction="none")
        tensor([0.1250, 2.5000])

    Source: PyTorch 0.4.1, torch.nn.functional.smooth_l1_loss.
    """
    reduction = checked(reduction_of(size_average, reduce, reduction))
    return OPS["smooth_l1_loss"].call(input, target, reduction)


def kl_div(input, target, size_average=None, reduce=None, reduction="elementwise_mean"):
    """Return the divergence of probabilities ``target`` from log-probabilities ``input``.

    Shape:
        input, target: the same; the result is a number, or with ``reduction="none"`` has that
        shape.

    Example:
        >>> target = torch.tensor([[0.5, 0.5]])
        >>> F.kl_div(torch.log(torch.tensor([[0.25, 0.75]])), target, reduction="sum")
        tensor(0.1438)

    Source: PyTorch 0.4.1, torch.nn.functional.kl_div.
    """
    reduction = checked(reduction_of(size_average, reduce, reduction))
    return OPS["kl_div"].call(input, target, reduction)


def poisson_nll_loss(
    input,
    target,
    log_input=True,
    full=False,
    size_average=None,
    eps=1e-8,
    reduce=None,
    reduction="elementwise_mean",
):
    """Return minus the log-likelihood of counts under Poisson distributions, reduced.

    Args:
        log_input: whether ``input`` is the logarithm of the expected counts.
        full: add Stirling's approximation of the constant term.

    Shape:
        input, target: the same; the result is a number, or with ``reduction="none"`` has that
        shape.

    Example:
        >>> F.poisson_nll_loss(torch.tensor([1.0]), torch.tensor([3.0]), log_input=False)
        tensor(1.)

    Source: PyTorch 0.4.1, torch.nn.functional.poisson_nll_loss.
    """
    reduction = reduction_of(size_average, reduce, reduction)
    if log_input:
        terms = input.exp() - target * input
    else:
        terms = input - target * (input + eps).log()
    if full:
        large = target > 1
        sure = target.masked_fill(large == 0, 1)
        stirling = sure * sure.log() - sure + 0.5 * (2 * math.pi * sure).log()
        terms = terms + stirling * large.type_as(terms)
    return over(terms, reduction)


def binary_cross_entropy(
    input, target, weight=None, size_average=None, reduce=None, reduction="elementwise_mean"
):
    """Return the cross entropy of probabilities with targets from zero to one, reduced.

    Shape:
        input, target: the same; the result is a number, or with ``reduction="none"`` has that
        shape.

    Raises:
        ValueError: if input and target have different numbers of elements.

    Example:
        >>> F.binary_cross_entropy(torch.tensor([0.5, 0.5]), torch.tensor([1.0, 0.0]))
        tensor(0.6931)

    Source: PyTorch 0.4.1, torch.nn.functional.binary_cross_entropy.
    """
    reduction = checked(reduction_of(size_average, reduce, reduction))
    if target.size() != input.size():
        warnings.warn(
            f"Using a target size ({target.size()}) that is different to the input size "
            f"({input.size()}) is deprecated. Please ensure they have the same size.",
            stacklevel=2,
        )
    if input.numel() != target.numel():
        raise ValueError(
            f"Target and input must have the same number of elements. target nelement "
            f"({target.numel()}) != input nelement ({input.numel()})"
        )
    weight = None if weight is None else weight.expand_as(target)
    return OPS["binary_cross_entropy"].call(input, target.view_as(input), weight, reduction)


def binary_cross_entropy_with_logits(
    input,
    target,
    weight=None,
    size_average=None,
    reduce=None,
    reduction="elementwise_mean",
    pos_weight=None,
):
    """Return :func:`binary_cross_entropy` of the sigmoid, finite for any input.

    Args:
        pos_weight: how much the positive targets count.

    Shape:
        input, target: the same; the result is a number, or with ``reduction="none"`` has that
        shape.

    Raises:
        ValueError: if input and target differ in size.

    Example:
        >>> input, target = torch.tensor([0.0, 200.0]), torch.zeros(2)
        >>> F.binary_cross_entropy_with_logits(input, target, reduction="none")
        tensor([  0.6931, 200.0000])

    Source: PyTorch 0.4.1, torch.nn.functional.binary_cross_entropy_with_logits.
    """
    reduction = reduction_of(size_average, reduce, reduction)
    if target.size() != input.size():
        raise ValueError(
            f"Target size ({target.size()}) must be the same as input size ({input.size()})"
        )
    top = (-input).clamp(min=0)
    rest = top + ((-top).exp() + (-input - top).exp()).log()
    if pos_weight is not None:
        rest = rest * ((pos_weight - 1) * target + 1)
    terms = input - input * target + rest
    return over(terms if weight is None else terms * weight, reduction)


def pointwise_loss(name, of_difference, input, target, reduction):
    """Return a loss by its operation; by elementary ones if the target wants a gradient too."""
    if not target.requires_grad:
        return OPS[name].call(input, target, checked(reduction))
    return over(of_difference(input - target), checked(reduction))


def over(terms, reduction):
    """Return the terms of a loss as they are, their mean or their sum."""
    if reduction == "none":
        return terms
    return terms.mean() if reduction == "elementwise_mean" else terms.sum()
