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


def _assert_no_grad(tensor):
    """Raise if a gradient is wanted of a target; a loss of one's own asks so."""
    assert not tensor.requires_grad, (
        "nn criterions don't compute the gradient w.r.t. targets - please mark these tensors as "
        "not requiring gradients"
    )


class Loss(Module):
    """What all losses share: how the terms become one number.

    Args:
        reduction: ``elementwise_mean``, ``sum`` or ``none``; ``size_average`` and ``reduce`` are
            the older words for it.
    """

    def __init__(self, size_average=None, reduce=None, reduction="elementwise_mean"):
        super().__init__()
        self.reduction = reduction_of(size_average, reduce, reduction)


class WeightedLoss(Loss):
    """What losses share whose terms count unequally.

    Args:
        weight: how much each counts.
    """

    def __init__(self, weight=None, size_average=None, reduce=None, reduction="elementwise_mean"):
        super().__init__(size_average, reduce, reduction)
        self.register_buffer("weight", weight)


class L1Loss(Loss):
    """The absolute difference of input and target.

    Shape:
        input, target: the same; the result is a number, or with ``reduction="none"`` has that
        shape.

    Example:
        >>> torch.nn.L1Loss()(torch.tensor([1.0, 2.0]), torch.tensor([1.0, 4.0]))
        tensor(1.)

    Source: PyTorch 0.4.1, torch.nn.L1Loss.
    """

    def forward(self, input, target):
        return F.l1_loss(input, target, reduction=self.reduction)


class MSELoss(Loss):
    """The squared difference of input and target.

    Shape:
        input, target: the same; the result is a number, or with ``reduction="none"`` has that
        shape.

    Example:
        >>> input, target = torch.tensor([1.0, 2.0]), torch.tensor([1.0, 4.0])
        >>> torch.nn.MSELoss()(input, target)
        tensor(2.)
        >>> torch.nn.MSELoss(reduction="none")(input, target)
        tensor([0., 4.])

    Source: PyTorch 0.4.1, torch.nn.MSELoss.
    """

    def forward(self, input, target):
        return F.mse_loss(input, target, reduction=self.reduction)


class NLLLoss(WeightedLoss):
    """Minus the log-probability of the target class.

    Args:
        weight: how much each class counts.
        ignore_index: a target that does not count.

    Shape:
        input: ``(N, C)``, or ``(N, C, d1, d2, ...)``; target: ``(N,)``, or ``(N, d1, d2, ...)``,
        int64 from ``0`` to ``C - 1``; the result is a number, or with ``reduction="none"`` like the
        target.

    Raises:
        ValueError: if input and target differ in ``N``.

    Example:
        >>> logs = torch.log(torch.tensor([[0.5, 0.5], [0.25, 0.75]]))
        >>> torch.nn.NLLLoss(reduction="none")(logs, torch.tensor([0, 0]))
        tensor([0.6931, 1.3863])

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
        super().__init__(weight, size_average, reduce, reduction)
        self.ignore_index = ignore_index

    def forward(self, input, target):
        return self.function(
            input, target, self.weight, ignore_index=self.ignore_index, reduction=self.reduction
        )


class CrossEntropyLoss(NLLLoss):
    """:class:`NLLLoss` of the logarithm of the softmax over the classes.

    Shape:
        input: ``(N, C)`` or ``(N, C, d1, ...)``; target: ``(N,)`` or ``(N, d1, ...)``, int64; the
        result is a number, or with ``reduction="none"`` like the target.

    Example:
        >>> torch.nn.CrossEntropyLoss()(torch.zeros(1, 4), torch.tensor([3]))
        tensor(1.3863)

    Source: PyTorch 0.4.1, torch.nn.CrossEntropyLoss.
    """

    function = staticmethod(F.cross_entropy)


class NLLLoss2d(NLLLoss):
    """:class:`NLLLoss`, which takes images too, under its older name.

    Shape:
        input: ``(N, C, H, W)``; target: ``(N, H, W)``, int64.

    Example:
        >>> import warnings
        >>> with warnings.catch_warnings():
        ...     warnings.simplefilter("ignore")
        ...     loss = torch.nn.NLLLoss2d()
        >>> loss(torch.full((1, 2, 2, 2), -3), torch.zeros(1, 2, 2).long())
        tensor(3.)

    Source: PyTorch 0.4.1, torch.nn.NLLLoss2d.
    """

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
    """How far log-probabilities are from probabilities.

    A term is ``target * (log(target) - input)``, and zero where the target is.

    Shape:
        input, target: the same; the result is a number, or with ``reduction="none"`` has that
        shape.

    Example:
        >>> target = torch.tensor([[0.5, 0.5]])
        >>> torch.nn.KLDivLoss(reduction="sum")(torch.log(torch.tensor([[0.25, 0.75]])), target)
        tensor(0.1438)

    Source: PyTorch 0.4.1, torch.nn.KLDivLoss.
    """

    def forward(self, input, target):
        return F.kl_div(input, target, reduction=self.reduction)


class PoissonNLLLoss(Loss):
    """Minus the log-likelihood of counts.

    Args:
        log_input: whether the input is the logarithm of the expected counts.
        full: add Stirling's approximation of the constant term.

    Shape:
        input, target: the same; the result is a number, or with ``reduction="none"`` has that
        shape.

    Example:
        >>> torch.nn.PoissonNLLLoss(log_input=False)(torch.tensor([1.0]), torch.tensor([3.0]))
        tensor(1.)

    Source: PyTorch 0.4.1, torch.nn.PoissonNLLLoss.
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
    """Half the squared difference, linear beyond one.

    Shape:
        input, target: the same; the result is a number, or with ``reduction="none"`` has that
        shape.

    Example:
        >>> torch.nn.SmoothL1Loss(reduction="none")(torch.tensor([0.5, 3.0]), torch.zeros(2))
        tensor([0.1250, 2.5000])

    Source: PyTorch 0.4.1, torch.nn.SmoothL1Loss.
    """

    def forward(self, input, target):
        return F.smooth_l1_loss(input, target, reduction=self.reduction)


class BCELoss(WeightedLoss):
    """The cross entropy of probabilities with targets.

    Args:
        weight: how much each element counts.

    Shape:
        input, target: the same; the result is a number, or with ``reduction="none"`` has that
        shape.

    Example:
        >>> torch.nn.BCELoss()(torch.tensor([0.5, 0.5]), torch.tensor([1.0, 0.0]))
        tensor(0.6931)

    Source: PyTorch 0.4.1, torch.nn.BCELoss.
    """

    def forward(self, input, target):
        return F.binary_cross_entropy(input, target, self.weight, reduction=self.reduction)


class BCEWithLogitsLoss(BCELoss):
    """:class:`BCELoss` of the sigmoid, finite for any input.

    Args:
        pos_weight: how much the positive targets count, for each class.

    Shape:
        input, target: the same; the result is a number, or with ``reduction="none"`` has that
        shape.

    Example:
        >>> torch.nn.BCEWithLogitsLoss(reduction="none")(torch.tensor([0.0, 200.0]), torch.zeros(2))
        tensor([  0.6931, 200.0000])

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
