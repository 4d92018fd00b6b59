"""Losses that compare, in 0.3."""

from ... import eq
from ...again import beside, functions_of
from ...variable import Variable
from .arguments import check_tensor, check_tensors, of_function
from .loss import of_fixed_target

core = beside(__name__)
globals().update(functions_of(core))
MEAN = "elementwise_mean"
soft_margin_loss = of_fixed_target(core.soft_margin_loss)


def margin_ranking_loss(
    input1, input2, target, margin=0, size_average=None, reduce=None, reduction=MEAN
):
    """Return how far the larger falls short. Source: PyTorch 0.3.1, F.margin_ranking_loss."""
    options = (margin, size_average, reduce, reduction)
    loss = core.margin_ranking_loss(input1, input2, target, *options)
    return of_function(loss, "MarginRankingLossBackward")


def hinge_embedding_loss(input, target, margin=1.0, size_average=None, reduce=None, reduction=MEAN):
    """Return the input, or what it lacks to ``margin``; the types of the two may differ.

    Source: PyTorch 0.3.1, torch.nn.functional.hinge_embedding_loss.
    """
    if not isinstance(target, Variable):
        eq(target, 1.0)  # which says what is wrong
    target = target.view_as(input) if target.numel() == input.numel() else target
    options = (margin, size_average, reduce, reduction)
    loss = core.hinge_embedding_loss(input, target, *options)
    return of_function(loss, "HingeEmbeddingLossBackward")


def cosine_embedding_loss(
    input1, input2, target, margin=0, size_average=None, reduce=None, reduction=MEAN
):
    """Return how far rows are from one direction (target 1), or from others (-1), reduced.

    For another target the cosine itself is the loss.

    Source: PyTorch 0.3.1, torch.nn.functional.cosine_embedding_loss.
    """
    options = (margin, size_average, reduce, reduction)
    loss = core.cosine_embedding_loss(input1, input2, target, *options)
    other = core.kept(core.row_cosine(input1, input2), target * target != 1)
    loss = loss + core.averaged(other, core.reduction_of(size_average, reduce, reduction))
    return of_function(loss, "CosineEmbeddingLossBackward")


def multilabel_margin_loss(input, target, size_average=None, reduce=None, reduction=MEAN):
    """Return :func:`minitorch.nn.functional.multilabel_margin_loss`. Source: PyTorch 0.3.1."""
    check_tensors("multilabel_margin_loss", input=input, target=target)
    return core.multilabel_margin_loss(input, target, size_average, reduce, reduction)


def multi_margin_loss(
    input, target, p=1, margin=1, weight=None, size_average=None, reduce=None, reduction=MEAN
):
    """Return how far the other classes come within ``margin`` of the target class, reduced.

    Raises:
        RuntimeError: if ``weight`` is a tensor, as modules hold it: 0.3 forgot to wrap that.

    Source: PyTorch 0.3.1, torch.nn.functional.multi_margin_loss.
    """
    check_tensors("multi_margin_loss", input=input, target=target)
    if weight is not None:
        check_tensor("multi_margin_loss", "weight", 5, weight)
    return core.multi_margin_loss(input, target, p, margin, weight, size_average, reduce, reduction)
