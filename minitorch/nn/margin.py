"""Losses that compare, with a margin or with a side, as modules."""

from . import functional as F
from .loss import Loss, WeightedLoss

__all__ = [
    "CosineEmbeddingLoss",
    "HingeEmbeddingLoss",
    "MarginRankingLoss",
    "MultiLabelMarginLoss",
    "MultiLabelSoftMarginLoss",
    "MultiMarginLoss",
    "SoftMarginLoss",
    "TripletMarginLoss",
]
MEAN = "elementwise_mean"


class HingeEmbeddingLoss(Loss):
    """The input where the target is 1, what it lacks to ``margin`` where that is -1.

    Shape:
        input, target: any, the same; the result is a number, or with ``reduction="none"`` like
        them.

    Example:
        >>> input, target = torch.tensor([0.5, 0.25]), torch.tensor([1.0, -1.0])
        >>> torch.nn.HingeEmbeddingLoss(reduction="none")(input, target)
        tensor([0.5000, 0.7500])

    Source: PyTorch 0.4.1, torch.nn.HingeEmbeddingLoss.
    """

    def __init__(self, margin=1.0, size_average=None, reduce=None, reduction=MEAN):
        super().__init__(size_average, reduce, reduction)
        self.margin = margin

    def forward(self, input, target):
        return F.hinge_embedding_loss(input, target, self.margin, reduction=self.reduction)


class MarginRankingLoss(Loss):
    """How far what should be larger falls short.

    A term is ``max(0, margin - target * (input1 - input2))``: the target 1 asks for the first to
    be larger, -1 for the second.

    Shape:
        input1, input2, target: ``(N,)``; the result is a number, or with ``reduction="none"``
        ``(N,)``.

    Example:
        >>> a, b, target = torch.tensor([3.0, 1.0]), torch.tensor([1.0, 2.0]), torch.ones(2)
        >>> torch.nn.MarginRankingLoss(reduction="none")(a, b, target)
        tensor([0., 1.])

    Source: PyTorch 0.4.1, torch.nn.MarginRankingLoss.
    """

    def __init__(self, margin=0, size_average=None, reduce=None, reduction=MEAN):
        super().__init__(size_average, reduce, reduction)
        self.margin = margin

    def forward(self, input1, input2, target):
        return F.margin_ranking_loss(input1, input2, target, self.margin, reduction=self.reduction)


class CosineEmbeddingLoss(MarginRankingLoss):
    """How far rows are from one direction, or others.

    A term is one minus the cosine where the target is 1, what the cosine exceeds ``margin`` by
    where that is -1.

    Shape:
        input1, input2: ``(N, D)``; target: ``(N,)``; the result is a number, or with
        ``reduction="none"`` ``(N,)``.

    Example:
        >>> a, b = torch.tensor([[1.0, 0.0]]), torch.tensor([[0.0, 1.0]])
        >>> torch.nn.CosineEmbeddingLoss()(a, b, torch.ones(1))
        tensor(1.)

    Source: PyTorch 0.4.1, torch.nn.CosineEmbeddingLoss.
    """

    def forward(self, input1, input2, target):
        return F.cosine_embedding_loss(
            input1, input2, target, self.margin, reduction=self.reduction
        )


class MultiLabelMarginLoss(Loss):
    """How far other classes come near the targets.

    The targets of a row are the classes before its first -1.

    Shape:
        input: ``(N, C)`` or ``(C,)``; target: the same, int64; the result is a number, or with
        ``reduction="none"`` ``(N,)``.

    Example:
        >>> input, target = torch.tensor([[0.0, 0.5, 1.0]]), torch.tensor([[2, -1, -1]])
        >>> torch.nn.MultiLabelMarginLoss()(input, target)
        tensor(0.1667)

    Source: PyTorch 0.4.1, torch.nn.MultiLabelMarginLoss.
    """

    def forward(self, input, target):
        return F.multilabel_margin_loss(input, target, reduction=self.reduction)


class SoftMarginLoss(Loss):
    """``log(1 + exp(-target * input))``.

    Shape:
        input, target: the same; the result is a number, or with ``reduction="none"`` has that
        shape.

    Example:
        >>> input, target = torch.tensor([0.0, 2.0]), torch.tensor([1.0, -1.0])
        >>> torch.nn.SoftMarginLoss(reduction="none")(input, target)
        tensor([0.6931, 2.1269])

    Source: PyTorch 0.4.1, torch.nn.SoftMarginLoss.
    """

    def forward(self, input, target):
        return F.soft_margin_loss(input, target, reduction=self.reduction)


class MultiLabelSoftMarginLoss(WeightedLoss):
    """The cross entropy of every class on its own, the mean over the classes.

    Shape:
        input, target: ``(N, C)``; the result is a number, or with ``reduction="none"`` ``(N,)``.

    Example:
        >>> torch.nn.MultiLabelSoftMarginLoss()(torch.zeros(1, 3), torch.tensor([[1.0, 0.0, 1.0]]))
        tensor(0.6931)

    Source: PyTorch 0.4.1, torch.nn.MultiLabelSoftMarginLoss.
    """

    def forward(self, input, target):
        return F.multilabel_soft_margin_loss(input, target, self.weight, reduction=self.reduction)


class MultiMarginLoss(WeightedLoss):
    """How far other classes come near the target class.

    A term is ``max(0, margin - input[target] + input[other]) ** p``, the mean over all classes.

    Args:
        p: 1, or 2 for squares.
        weight: how much each class counts.

    Shape:
        input: ``(N, C)``; target: ``(N,)``, int64; the result is a number, or with
        ``reduction="none"`` ``(N,)``.

    Raises:
        ValueError: if ``p`` is neither 1 nor 2.

    Example:
        >>> torch.nn.MultiMarginLoss()(torch.tensor([[0.0, 0.5, 2.0, 2.0]]), torch.tensor([2]))
        tensor(0.2500)

    Source: PyTorch 0.4.1, torch.nn.MultiMarginLoss.
    """

    def __init__(self, p=1, margin=1, weight=None, size_average=None, reduce=None, reduction=MEAN):
        super().__init__(weight, size_average, reduce, reduction)
        if p not in (1, 2):
            raise ValueError("only p == 1 and p == 2 supported")
        assert weight is None or weight.dim() == 1
        self.p, self.margin = p, margin

    def forward(self, input, target):
        return F.multi_margin_loss(
            input, target, self.p, self.margin, self.weight, reduction=self.reduction
        )


class TripletMarginLoss(Loss):
    """How much less than ``margin`` the negative is further off than the positive.

    Args:
        p, eps, swap: as in :func:`functional.triplet_margin_loss`.

    Shape:
        anchor, positive, negative: ``(N, D)``; the result is a number, or with ``reduction="none"``
        ``(N,)``.

    Example:
        >>> near, far = torch.tensor([[3.0, 4.0]]), torch.tensor([[0.0, 5.5]])
        >>> torch.nn.TripletMarginLoss()(torch.zeros(1, 2), near, far)
        tensor(0.5000)

    Source: PyTorch 0.4.1, torch.nn.TripletMarginLoss.
    """

    def __init__(
        self,
        margin=1.0,
        p=2.0,
        eps=1e-6,
        swap=False,
        size_average=None,
        reduce=None,
        reduction=MEAN,
    ):
        super().__init__(size_average, reduce, reduction)
        self.margin, self.p, self.eps, self.swap = margin, p, eps, swap

    def forward(self, anchor, positive, negative):
        return F.triplet_margin_loss(
            anchor,
            positive,
            negative,
            self.margin,
            self.p,
            self.eps,
            self.swap,
            reduction=self.reduction,
        )
