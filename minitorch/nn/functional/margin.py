"""Losses that compare: with a margin, with a side, or with one another; as functions."""

from minitorch.op import OPS

from .. import release
from .arguments import check_tensors
from .distance import pairwise_distance
from .loss import binary_cross_entropy, checked, reduction_of

__all__ = [
    "cosine_embedding_loss",
    "hinge_embedding_loss",
    "margin_ranking_loss",
    "multi_margin_loss",
    "multilabel_margin_loss",
    "multilabel_soft_margin_loss",
    "soft_margin_loss",
    "triplet_margin_loss",
]
MEAN = "elementwise_mean"


def averaged(terms, reduction):
    """Return the terms of a loss as they are, their sum, or their sum over their number."""
    return reduced(terms, reduction, terms.numel())


def reduced(terms, reduction, count):
    """Return the terms of a loss as they are, their sum, or their sum over ``count``."""
    if checked(reduction) == "none":
        return terms
    return terms.sum() if reduction == "sum" else terms.sum() / count


def kept(terms, where):
    """Return the terms where ``where`` is not zero, and zeros elsewhere."""
    return OPS["where"].call(where, terms, terms.detach() * 0)


def margin_ranking_loss(
    input1, input2, target, margin=0, size_average=None, reduce=None, reduction=MEAN
):
    """Return how far the larger by ``target`` (1: the first, -1: the second) falls short.

    Shape:
        input1, input2, target: ``(N,)``; the result is a number, or with ``reduction="none"``
        ``(N,)``.

    Example:
        >>> a, b = torch.tensor([3.0, 1.0]), torch.tensor([1.0, 2.0])
        >>> F.margin_ranking_loss(a, b, torch.ones(2), reduction="none")
        tensor([0., 1.])

    Source: PyTorch 0.4.1, torch.nn.functional.margin_ranking_loss.
    """
    reduction = reduction_of(size_average, reduce, reduction)
    terms = (-target * (input1 - input2) + margin).clamp(min=0)
    return reduced(terms, reduction, len(target) if release.RANKS_BY_ROW else terms.numel())


def hinge_embedding_loss(input, target, margin=1.0, size_average=None, reduce=None, reduction=MEAN):
    """Return the input where ``target`` is 1, what it lacks to ``margin`` where it is -1.

    Shape:
        input, target: the same; the result is a number, or with ``reduction="none"`` has that
        shape.

    Example:
        >>> input, target = torch.tensor([0.5, 0.25]), torch.tensor([1.0, -1.0])
        >>> F.hinge_embedding_loss(input, target, reduction="none")
        tensor([0.5000, 0.7500])

    Source: PyTorch 0.4.1, torch.nn.functional.hinge_embedding_loss.
    """
    check_tensors("hinge_embedding_loss", input=input, target=target)
    reduction = reduction_of(size_average, reduce, reduction)
    close = kept((margin - input).clamp(min=0), target != 1)
    return averaged(close + kept(input, target != -1), reduction)


def row_cosine(input1, input2):
    """Return the cosine of the angle between the rows of two matrices."""
    square1, square2 = [(x * x).sum(1) + 1e-12 for x in (input1, input2)]
    return (input1 * input2).sum(1) / (square1 * square2).sqrt()


def cosine_embedding_loss(
    input1, input2, target, margin=0, size_average=None, reduce=None, reduction=MEAN
):
    """Return how far rows are from one direction (target 1), or from others (-1), reduced.

    Shape:
        input1, input2: ``(N, D)``; target: ``(N,)``; the result is a number, or with
        ``reduction="none"`` ``(N,)``.

    Example:
        >>> a, b = torch.tensor([[1.0, 0.0]]), torch.tensor([[0.0, 1.0]])
        >>> F.cosine_embedding_loss(a, b, torch.tensor([1.0]))
        tensor(1.)
        >>> F.cosine_embedding_loss(a, b, torch.tensor([-1.0]))
        tensor(0.)

    Source: PyTorch 0.4.1, torch.nn.functional.cosine_embedding_loss.
    """
    reduction, cosine = reduction_of(size_average, reduce, reduction), row_cosine(input1, input2)
    apart = kept((cosine - margin).clamp(min=0), target == -1)
    return averaged(kept(1 - cosine, target == 1) + apart, reduction)


def triplet_margin_loss(
    anchor,
    positive,
    negative,
    margin=1.0,
    p=2,
    eps=1e-6,
    swap=False,
    size_average=None,
    reduce=None,
    reduction=MEAN,
):
    """Return by how much less than ``margin`` the negative is further off than the positive.

    Args:
        p, eps: of the distance (:func:`pairwise_distance`).
        swap: take the distance of the negative from the positive if that is smaller.

    Shape:
        anchor, positive, negative: ``(N, D)``; the result is a number, or with ``reduction="none"``
        ``(N,)``.

    Example:
        >>> near, far = torch.tensor([[3.0, 4.0]]), torch.tensor([[0.0, 5.5]])
        >>> F.triplet_margin_loss(torch.zeros(1, 2), near, far)
        tensor(0.5000)

    Source: PyTorch 0.4.1, torch.nn.functional.triplet_margin_loss.
    """
    reduction = reduction_of(size_average, reduce, reduction)
    near = pairwise_distance(anchor, positive, p, eps)
    far = pairwise_distance(anchor, negative, p, eps)
    if swap:
        far = far.min(pairwise_distance(positive, negative, p, eps))
    return averaged((margin + near - far).clamp(min=0), reduction)


def soft_margin_loss(input, target, size_average=None, reduce=None, reduction=MEAN):
    """Return ``log(1 + exp(-target * input))`` for targets 1 and -1, reduced.

    Shape:
        input, target: the same; the result is a number, or with ``reduction="none"`` has that
        shape.

    Example:
        >>> input, target = torch.tensor([0.0, 2.0]), torch.tensor([1.0, -1.0])
        >>> F.soft_margin_loss(input, target, reduction="none")
        tensor([0.6931, 2.1269])

    Source: PyTorch 0.4.1, torch.nn.functional.soft_margin_loss.
    """
    reduction = checked(reduction_of(size_average, reduce, reduction))
    return OPS["soft_margin_loss"].call(input, target, reduction)


def multilabel_soft_margin_loss(
    input, target, weight=None, size_average=None, reduce=None, reduction=MEAN
):
    """Return the cross entropy of the sigmoid with targets for every class, reduced.

    Shape:
        input, target: ``(N, C)``; the result is a number, or with ``reduction="none"`` ``(N,)``.

    Example:
        >>> F.multilabel_soft_margin_loss(torch.zeros(1, 3), torch.tensor([[1.0, 0.0, 1.0]]))
        tensor(0.6931)

    Source: PyTorch 0.4.1, torch.nn.functional.multilabel_soft_margin_loss.
    """
    reduction = reduction_of(size_average, reduce, reduction)
    return binary_cross_entropy(input.sigmoid(), target, weight, reduction=reduction)


def rows_and(input, target, rank):
    """Return input and target with a dimension of rows, which a single one may lack."""
    if input.dim() < 2:
        return input.view(1, -1), target.view(1, -1) if rank == 2 else target.view(-1)[:1]
    return input, target


def multi_margin_loss(
    input, target, p=1, margin=1, weight=None, size_average=None, reduce=None, reduction=MEAN
):
    """Return how far the other classes come within ``margin`` of the target class, reduced.

    Args:
        p: 1, or 2 for the squares of that.
        weight: how much each class counts.

    Shape:
        input: ``(N, C)``; target: ``(N,)``, int64; the result is a number, or with
        ``reduction="none"`` ``(N,)``.

    Raises:
        ValueError: if ``p`` is neither, or ``weight`` has not one dimension.

    Example:
        >>> F.multi_margin_loss(torch.tensor([[0.0, 0.5, 2.0, 2.0]]), torch.tensor([2]))
        tensor(0.2500)

    Source: PyTorch 0.4.1, torch.nn.functional.multi_margin_loss.
    """
    reduction = checked(reduction_of(size_average, reduce, reduction))
    if p not in (1, 2):
        raise ValueError("only p == 1 and p == 2 supported")
    if weight is not None and weight.dim() != 1:
        raise ValueError("weight must be one-dimensional")
    check_tensors("multi_margin_loss", input=input, target=target)
    if input.dim() > 2:
        size = " x ".join(map(str, input.size()))
        raise RuntimeError(f"non-empty vector or matrix expected, got size: [{size}]")
    if input.dim() > 1 and target.dim() == 1 and target.size(0) != input.size(0):
        raise RuntimeError(f"inconsistent target size, got: [{target.size(0)}]")
    single = input.dim() < 2
    input, target = rows_and(input, target, 1)
    loss = OPS["multi_margin_loss"].call(input, target, p, margin, weight, reduction)
    return loss.view(()) if single and reduction == "none" else loss


def multilabel_margin_loss(input, target, size_average=None, reduce=None, reduction=MEAN):
    """Return how far classes that are no targets come within one of the targets, reduced.

    Shape:
        input: ``(N, C)`` or ``(C,)``; target: the same, int64; a row of targets ends at -1; the
        result is a number, or with ``reduction="none"`` ``(N,)``.

    Example:
        >>> F.multilabel_margin_loss(torch.tensor([[0.0, 0.5, 1.0]]), torch.tensor([[2, -1, -1]]))
        tensor(0.1667)

    Source: PyTorch 0.4.1, torch.nn.functional.multilabel_margin_loss.
    """
    reduction = checked(reduction_of(size_average, reduce, reduction))
    check_tensors("multilabel_margin_loss", input=input, target=target)
    if input.size() != target.size():
        raise RuntimeError("inconsistent target size")
    single = input.dim() < 2
    input, target = rows_and(input, target, 2)
    loss = OPS["multilabel_margin_loss"].call(input, target, reduction)
    return loss.view(()) if single and reduction == "none" else loss
