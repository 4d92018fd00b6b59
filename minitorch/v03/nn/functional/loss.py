"""Losses in 0.3: C computes most, of input and target in the order of memory."""

from minitorch.errors import not_differentiable

from ...again import beside, functions_of
from ...tensor import Tensor
from ...variable import Variable
from .arguments import check_tensors

core = beside(__name__)
globals().update(functions_of(core))
MEAN = "elementwise_mean"


def by_count(input, target):
    """Return the target in the shape of the input if their numbers of elements are the same."""
    unlike = input.size() != target.size() and input.numel() == target.numel()
    return target.contiguous().view_as(input) if unlike else target


def named_as(loss):
    """Return a decorator that gives a function the name and documentation of ``loss``."""

    def named(function):
        function.__name__, function.__doc__ = loss.__name__, loss.__doc__
        return function

    return named


def of_fixed_target(loss):
    """Return a loss of 0.4 as 0.3 has it: the derivative by the target is not known.

    Source: PyTorch 0.3.1, tools/autograd/derivatives.yaml.
    """

    @named_as(loss)
    def fixed(input, target, size_average=None, reduce=None, reduction=MEAN):
        check_tensors(loss.__name__, input=input, target=target)
        if target.requires_grad:
            not_differentiable("target")
        return loss(input, by_count(input, target), size_average, reduce, reduction)

    return fixed


def of_free_target(loss):
    """Return a loss of 0.4 as 0.3 has it: Python computes it if the target requires grad.

    Source: PyTorch 0.3.1, torch/nn/functional.py: _pointwise_loss.
    """

    @named_as(loss)
    def free(input, target, size_average=None, reduce=None, reduction=MEAN):
        target = target if target.requires_grad else by_count(input, target)
        return loss(input, target, size_average, reduce, reduction)

    return free


l1_loss, mse_loss = of_free_target(core.l1_loss), of_free_target(core.mse_loss)
smooth_l1_loss, kl_div = of_fixed_target(core.smooth_l1_loss), of_fixed_target(core.kl_div)


def nll_loss(
    input,
    target,
    weight=None,
    size_average=None,
    ignore_index=-100,
    reduce=None,
    reduction=MEAN,
):
    """Return minus the log-probability of the target classes, reduced.

    Raises:
        RuntimeError: if there are not as many targets as rows.

    Source: PyTorch 0.3.1, torch.nn.functional.nll_loss; THNN ClassNLLCriterion.
    """
    weight = Variable(weight) if isinstance(weight, Tensor) else weight
    weighted = {} if weight is None else {"weight": weight}
    check_tensors("nll_loss", input=input, target=target, **weighted)
    if input.dim() == 2 and target.size(0) != input.size(0):
        raise RuntimeError("Assertion `THIndexTensor_(size)(target, 0) == batch_size' failed. ")
    return core.nll_loss(input, target, weight, size_average, ignore_index, reduce, reduction)


def cross_entropy(
    input,
    target,
    weight=None,
    size_average=None,
    ignore_index=-100,
    reduce=None,
    reduction=MEAN,
):
    """Return :func:`nll_loss` of the logarithm of the softmax. Source: PyTorch 0.3.1."""
    logarithms = core.log_softmax(input, 1)
    return nll_loss(logarithms, target, weight, size_average, ignore_index, reduce, reduction)


def binary_cross_entropy(
    input, target, weight=None, size_average=None, reduce=None, reduction=MEAN
):
    """Return the cross entropy of probabilities with targets from zero to one, reduced.

    Source: PyTorch 0.3.1, torch.nn.functional.binary_cross_entropy.
    """
    if getattr(target, "requires_grad", False):
        not_differentiable("target")
    return core.binary_cross_entropy(input, target, weight, size_average, reduce, reduction)


def binary_cross_entropy_with_logits(
    input, target, weight=None, size_average=None, reduce=None, reduction=MEAN, pos_weight=None
):
    """Return :func:`binary_cross_entropy` of the sigmoid, finite for any input.

    Source: PyTorch 0.3.1, torch.nn.functional.binary_cross_entropy_with_logits.
    """
    if weight is not None and not isinstance(weight, Variable):  # as modules hold it
        weight = Variable(weight)
    loss = core.binary_cross_entropy_with_logits
    return loss(input, target, weight, size_average, reduce, reduction)
