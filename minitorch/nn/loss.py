"""Losses as modules."""

import warnings

from . import functional as F
from .functional.loss import reduction_of
from .module import Module

__all__ = [
    "BCELoss",
    "BCEWithLogitsLoss",
    "CrossEntropyLoss",
    "KLDivLoss",
    "L1Loss",
    "MSELoss",
    "NLLLoss",
    "NLLLoss2d",
    "PoissonNLLLoss",
    "SmoothL1Loss",
]


class Loss(Module):
    """What all losses share: how the terms become one number.

    Args:
        reduction: ``elementwise_mean``, ``sum`` or ``none``; ``size_average`` and ``reduce`` are
            the older words for it.
    """

    def __init__(self, size_average=None, reduce=None, reduction="elementwise_mean"):
        super().__init__()
        self.reduction = reduction_of(size_average, reduce, reduction)


class L1Loss(Loss):
    """The absolute difference of input and target. Source: PyTorch 0.4.1, torch.nn.L1Loss."""

    def forward(self, input, target):
        return F.l1_loss(input, target, reduction=self.reduction)


class MSELoss(Loss):
    """The squared difference of input and target. Source: PyTorch 0.4.1, torch.nn.MSELoss."""

    def forward(self, input, target):
        return F.mse_loss(input, target, reduction=self.reduction)


class NLLLoss(Loss):
    """Minus the log-probability of the target class.

    Args:
        weight: how much each class counts.
        ignore_index: a target that does not count.

    Shape:
        input: ``(rows, classes)``; target: ``(rows,)``, int64.

    Source: PyTorch 0.4.1, torch.nn.NLLLoss.
    """

    function = staticmethod(F.nll_loss)

    def __init__(
        self,
        weight=None,
        size_average=None,
        ignore_index=-100,
        reduce=None,
        reduction="elementwise_mean",
    ):
        super().__init__(size_average, reduce, reduction)
        self.register_buffer("weight", weight)
        self.ignore_index = ignore_index

    def forward(self, input, target):
        return self.function(
            input, target, self.weight, ignore_index=self.ignore_index, reduction=self.reduction
        )


class CrossEntropyLoss(NLLLoss):
    """:class:`NLLLoss` of the logarithm of the softmax. Source: PyTorch 0.4.1."""

    function = staticmethod(F.cross_entropy)


class NLLLoss2d(NLLLoss):
    """:class:`NLLLoss`, which takes images too, under its older name. Source: 0.4.1."""

    def __init__(
        self,
        weight=None,
        size_average=None,
        ignore_index=-100,
        reduce=None,
        reduction="elementwise_mean",
    ):
        text = (
            "NLLLoss2d has been deprecated. Please use NLLLoss instead as a drop-in replacement "
            "and see http://pytorch.org/docs/master/nn.html#torch.nn.NLLLoss for more details."
        )
        warnings.warn(text, stacklevel=2)
        super().__init__(weight, size_average, ignore_index, reduce, reduction)


class KLDivLoss(Loss):
    """How far log-probabilities are from probabilities. Source: PyTorch 0.4.1, nn.KLDivLoss."""

    def forward(self, input, target):
        return F.kl_div(input, target, reduction=self.reduction)


class PoissonNLLLoss(Loss):
    """Minus the log-likelihood of counts. Source: PyTorch 0.4.1, torch.nn.PoissonNLLLoss.

    Args:
        log_input: whether the input is the logarithm of the expected counts.
        full: add Stirling's approximation of the constant term.
    """

    def __init__(
        self,
        log_input=True,
        full=False,
        size_average=None,
        eps=1e-8,
        reduce=None,
        reduction="elementwise_mean",
    ):
        super().__init__(size_average, reduce, reduction)
        self.log_input, self.full, self.eps = log_input, full, eps

    def forward(self, log_input, target):
        return F.poisson_nll_loss(
            log_input, target, self.log_input, self.full, eps=self.eps, reduction=self.reduction
        )


class SmoothL1Loss(Loss):
    """Half the squared difference, linear beyond one. Source: PyTorch 0.4.1, SmoothL1Loss."""

    def forward(self, input, target):
        return F.smooth_l1_loss(input, target, reduction=self.reduction)


class BCELoss(Loss):
    """The cross entropy of probabilities with targets. Source: PyTorch 0.4.1, nn.BCELoss."""

    def __init__(self, weight=None, size_average=None, reduce=None, reduction="elementwise_mean"):
        super().__init__(size_average, reduce, reduction)
        self.register_buffer("weight", weight)

    def forward(self, input, target):
        return F.binary_cross_entropy(input, target, self.weight, reduction=self.reduction)


class BCEWithLogitsLoss(BCELoss):
    """:class:`BCELoss` of the sigmoid, finite for any input.

    Source: PyTorch 0.4.1, torch.nn.BCEWithLogitsLoss.
    """

    def __init__(
        self,
        weight=None,
        size_average=None,
        reduce=None,
        reduction="elementwise_mean",
        pos_weight=None,
    ):
        super().__init__(weight, size_average, reduce, reduction)
        self.register_buffer("pos_weight", pos_weight)

    def forward(self, input, target):
        return F.binary_cross_entropy_with_logits(
            input,
            target,
            self.weight,
            reduction=self.reduction,
            pos_weight=self.pos_weight,
        )
