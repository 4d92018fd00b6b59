"""Losses, as operations of one node each."""

from math import prod

from ..backend import limit
from ..cases import Array, Float, Index, case
from ..op import hidden
from .comparison import gt, where
from .elementary import log, sigmoid
from .fill import zero
from .indexing import gather, scatter_along
from .pointwise import clamp
from .reduction import sum as sum_
from .reduction import where_kept
from .shape import unsqueeze

MEAN, REDUCTIONS = "elementwise_mean", ("elementwise_mean", "sum", "none")
FORWARD = dict(kernel="{}_forward")  # how torch calls what its nn.functional computes by


def reduced(xp, terms, reduction):
    """Return the terms of a loss as they are, their sum or their mean."""
    if reduction == "none":
        return terms
    total = xp.add.reduce(terms, axis=None)
    return total if reduction == "sum" else total / terms.size


def sizes(array):
    """Return the shape of an array as THNN writes it."""
    return f"[{' x '.join(map(str, array.shape))}]"


def check_sizes(input, target):
    """Raise unless input and target have one shape; THNN broadcasts nothing."""
    if input.shape != target.shape:
        raise RuntimeError(
            f"input and target shapes do not match: input {sizes(input)}, target {sizes(target)}"
        )


def spread(g, shape, reduction):
    """Return what the gradient of a reduced loss is to every term."""
    return g / prod(shape) if reduction == MEAN else g


@hidden(
    input=lambda g, input, target, input_shape, reduction: (
        spread(g, input_shape, reduction) * (input - target) * 2
    ),
    target=lambda g, input, target, input_shape, reduction: (
        spread(g, input_shape, reduction) * (target - input) * 2
    ),
    node="MseLossBackward",
    cases=[case((3, 4), (3, 4), reduction=r) for r in REDUCTIONS],
    **FORWARD,
)
def mse_loss(xp, input: Float, target: Array, reduction):
    """Return the squared differences, reduced. Source: PyTorch 0.4.1, THNN MSECriterion."""
    check_sizes(input, target)
    difference = input - target
    return reduced(xp, difference * difference, reduction)


@hidden(input=lambda g: zero(g), cases=[case(3, 4)], **FORWARD)
def side(xp, input: Array):
    """Return one where ``input`` is not negative, minus one elsewhere."""
    sides = (input >= 0).astype(input.dtype)  # a tenth of the time of xp.where
    sides *= 2
    sides -= 1
    return sides


@hidden(
    input=lambda g, input, target, input_shape, reduction: (
        spread(g, input_shape, reduction) * side(input - target)
    ),
    target=lambda g, input, target, input_shape, reduction: (
        spread(g, input_shape, reduction) * -side(input - target)
    ),
    node="L1LossBackward",
    cases=[case((3, 4), (3, 4), reduction=r) for r in REDUCTIONS],
    **FORWARD,
)
def l1_loss(xp, input: Float, target: Array, reduction):
    """Return the absolute differences, reduced. Source: PyTorch 0.4.1, THNN AbsCriterion."""
    check_sizes(input, target)
    return reduced(xp, xp.abs(input - target), reduction)


def check_target(input, target, ignore_index):
    """Raise unless every element of ``target`` is a class of ``input``."""
    if not target.size or (target.min() >= 0 and target.max() < input.shape[1]):
        return
    counted = target[target != ignore_index]
    if counted.size and not (counted.min() >= 0 and counted.max() < input.shape[1]):
        raise RuntimeError("Assertion `cur_target >= 0 && cur_target < n_classes' failed.")


def weights_of(xp, target, weight, ignore_index, dtype):
    """Return how much each target counts."""
    counts = (target != ignore_index).astype(dtype)
    return counts if weight is None else counts * weight[xp.where(counts != 0, target, 0)]


def total_weight(xp, weights):
    """Return the sum of the weights, or one if nothing counts: its mean loss is zero."""
    total = xp.add.reduce(weights, axis=None)
    return total + (total == 0)


def at_targets(xp, target, ignore_index):
    """Return the index of the target classes, dimension 1, at every other place."""
    places = []
    for dim, size in enumerate(target.shape):
        places.append(xp.arange(size).reshape((-1,) + (1,) * (target.ndim - dim - 1)))
    return (places[0], xp.where(target == ignore_index, 0, target), *places[1:])


def nll_forward(xp, input, target, weight, ignore_index, reduction):
    """Return minus the log-probabilities of the target classes, reduced."""
    check_target(input, target, ignore_index)
    if weight is not None and weight.shape != input.shape[1:2]:
        raise RuntimeError(
            f"weight tensor should be defined either for all {input.shape[1]} classes or no "
            f"classes but got weight tensor of shape: {list(weight.shape)}"
        )
    weights = weights_of(xp, target, weight, ignore_index, input.dtype)
    terms = -input[at_targets(xp, target, ignore_index)] * weights
    if reduction != MEAN:
        return reduced(xp, terms, reduction)
    return xp.add.reduce(terms, axis=None) / total_weight(xp, weights)


def nll_slope(g, input, target, weight, ignore_index, reduction):
    """Minus the weight of each target at its class; over their sum for a mean."""
    return nll_back(g, input, target, weight, ignore_index, reduction)


@hidden(
    input=nll_slope,
    node="NllLossBackward",
    cases=[
        *[case((3, 4), target=[1, 0, 3], reduction=r) for r in REDUCTIONS],
        case((3, 4), target=[1, 0, 3], weight=[1.0, 2.0, 0.5, 1.5], reduction=MEAN),
        case((3, 4), target=[1, 0, 3], ignore_index=0, reduction=MEAN),
    ],
    **FORWARD,
)
def nll_loss(
    xp, input: Float, target: Index, weight: Array = None, ignore_index=-100, reduction=MEAN
):
    """Return minus the log-probability that each row gives its target, reduced.

    Source: PyTorch 0.4.1, THNN ClassNLLCriterion.
    """
    if target.ndim != 1:
        raise RuntimeError("multi-target not supported")
    return nll_forward(xp, input, target, weight, ignore_index, reduction)


GRID = [[[1, 0, 2]], [[2, 2, 1]]]


@hidden(
    input=nll_slope,
    node="NllLoss2DBackward",
    cases=[
        *[case((2, 3, 1, 3), target=GRID, reduction=r) for r in REDUCTIONS],
        case((2, 3, 1, 3), target=GRID, weight=[1.0, 2.0, 0.5], ignore_index=0, reduction=MEAN),
    ],
    **FORWARD,
)
def nll_loss2d(
    xp, input: Float, target: Index, weight: Array = None, ignore_index=-100, reduction=MEAN
):
    """Return :func:`nll_loss` of every pixel. Source: 0.4.1, THNN SpatialClassNLLCriterion."""
    if target.ndim != 3:
        raise RuntimeError(
            "only batches of spatial targets supported (3D tensors) but got targets of "
            f"dimension: {target.ndim}"
        )
    if (input.shape[0], *input.shape[2:]) != target.shape:
        raise RuntimeError(f"size mismatch (got input: {sizes(input)} , target: {sizes(target)}")
    return nll_forward(xp, input, target, weight, ignore_index, reduction)


@hidden(
    input=lambda g, target, weight, ignore_index, reduction: nll_forth(
        g, target, weight, ignore_index, reduction
    ),
    like=lambda g: zero(g),
    cases=[
        case((), (3, 4), target=[1, 0, 3], reduction=MEAN),
        case((), (3, 4), target=[1, 0, 3], weight=[1.0, 2.0, 0.5, 1.5], reduction="sum"),
        case((3,), (3, 4), target=[1, 0, 3], ignore_index=0, reduction="none"),
        case((2, 1, 3), (2, 3, 1, 3), target=GRID, reduction="none"),
    ],
    **FORWARD,
)
def nll_back(
    xp,
    input: Array,
    like: Array,
    target: Index,
    weight: Array = None,
    ignore_index=-100,
    reduction=MEAN,
):
    """Return the gradient of :func:`nll_loss` at ``like``, for that of the loss, ``input``."""
    weights = weights_of(xp, target, weight, ignore_index, input.dtype)
    if reduction == MEAN:
        weights = weights / total_weight(xp, weights)
    result = xp.zeros(like.shape, input.dtype)
    result[at_targets(xp, target, ignore_index)] -= input * weights
    return result


def nll_forth(g, target, weight, ignore_index, reduction):
    """What :func:`nll_back` does is undone by the loss itself."""
    rank = g.dim() if hasattr(g, "dim") else g.ndim
    loss = nll_loss if rank == 2 else nll_loss2d
    return loss(g, target, weight, ignore_index, reduction)


def smooth_slope(g, input, target, input_shape, reduction):
    """The difference, within one of zero."""
    return spread(g, input_shape, reduction) * clamp(input - target, -1, 1)


@hidden(
    input=smooth_slope,
    node="SmoothL1LossBackward",
    cases=[case((3, 4), (3, 4), reduction=r) for r in REDUCTIONS],
    **FORWARD,
)
def smooth_l1_loss(xp, input: Float, target: Array, reduction):
    """Return half the squared difference, linear beyond one, reduced.

    Source: PyTorch 0.4.1, THNN SmoothL1Criterion.
    """
    check_sizes(input, target)
    terms = input - target
    within = limit(xp, terms, -1, 1)
    terms -= within * input.dtype.type(0.5)
    terms *= within  # so difference * difference / 2 within, and beyond the size less a half
    return reduced(xp, terms, reduction)


def entropy_slope(g, input, target, input_shape, weight, reduction):
    """``(input - target) / (input * (1 - input))``, weighted."""
    slope = (input - target) / ((1 - input + EPSILON) * (input + EPSILON))
    slope = slope if weight is None else slope * weight
    return spread(g, input_shape, reduction) * slope


EPSILON = 1e-12  # keeps the logarithm of zero finite


@hidden(
    input=entropy_slope,
    node="BinaryCrossEntropyBackward",
    domain=(0.1, 0.9),
    cases=[
        *[case((3, 4), (3, 4), reduction=r) for r in REDUCTIONS],
        case((3, 4), (3, 4), (3, 4), reduction=MEAN),
    ],
    **FORWARD,
)
def binary_cross_entropy(xp, input: Float, target: Array, weight: Array = None, reduction=MEAN):
    """Return the cross entropy of probabilities with targets between zero and one, reduced.

    Source: PyTorch 0.4.1, THNN BCECriterion.
    """
    if input.size and not (input.min() >= 0 and input.max() <= 1):
        raise RuntimeError(
            "Assertion `x >= 0. && x <= 1.' failed. input value should be between 0~1, but got "
            f"{float(input[(input < 0) | (input > 1)].ravel()[0]):f}"
        )
    epsilon, rest = input.dtype.type(EPSILON), 1 - input
    terms = -(xp.log(input + epsilon) * target + xp.log(rest + epsilon) * (1 - target))
    return reduced(xp, terms if weight is None else terms * weight, reduction)


def divergence_slope(g, input, target, input_shape, reduction):
    """``log(target) + 1 - input`` where ``target`` is positive."""
    positive = gt(target, 0)
    logarithm = log(where(positive, target, target * 0 + 1))
    return spread(g, input_shape, reduction) * where_kept(logarithm + 1 - input, positive)


@hidden(
    input=lambda g, target, input_shape, reduction: (
        spread(g, input_shape, reduction) * -clamp(target, 0, None)
    ),
    target=divergence_slope,
    node="KlDivBackward",
    domain=(0.1, 0.9),
    cases=[case((3, 4), (3, 4), reduction=r) for r in REDUCTIONS],
    **FORWARD,
)
def kl_div(xp, input: Float, target: Array, reduction=MEAN):
    """Return ``target * (log(target) - input)``, zero where ``target`` is, reduced.

    Source: PyTorch 0.4.1, THNN DistKLDivCriterion.
    """
    check_sizes(input, target)
    positive = target > 0
    logarithm = xp.log(xp.where(positive, target, input.dtype.type(1)))
    return reduced(xp, xp.where(positive, target * (logarithm - input), target * 0), reduction)


@hidden(
    input=lambda g, input, target, input_shape, reduction: (
        spread(g, input_shape, reduction) * -target * sigmoid(-input * target)
    ),
    node="SoftMarginLossBackward",
    cases=[case((3, 4), (3, 4), reduction=r) for r in REDUCTIONS],
    **FORWARD,
)
def soft_margin_loss(xp, input: Float, target: Array, reduction=MEAN):
    """Return ``log(1 + exp(-target * input))``, reduced.

    Source: PyTorch 0.4.1, THNN SoftMarginCriterion.
    """
    check_sizes(input, target)
    against = -input * target
    small = xp.log1p(xp.exp(-xp.abs(against)))
    return reduced(xp, xp.maximum(against, input.dtype.type(0)) + small, reduction)


def margin_slope(g, input, target, input_shape, p, margin, weight, reduction):
    """Each class within the margin counts, once or by how far; the target balances them all."""
    at, classes = unsqueeze(target, 1), input_shape[1]
    excess = margin - gather(input, 1, at) + input
    others = 1 - scatter_along(gather(input, 1, at) * 0 + 1, at, 1, input_shape)
    pull = where_kept(others, gt(excess, 0)) * (1 if p == 1 else 2 * excess)
    if weight is not None:
        pull = pull * gather(unsqueeze(weight, 1), 0, at)
    g = unsqueeze(g, 1) if reduction == "none" else spread(g, input_shape[:1], reduction)
    return g / classes * (pull - (1 - others) * sum_(pull, 1, True))


@hidden(
    input=margin_slope,
    node="MultiMarginLossBackward",
    cases=[
        *[case((3, 4), target=[1, 0, 3], p=1, margin=1.0, reduction=r) for r in REDUCTIONS],
        case((3, 4), target=[1, 0, 3], weight=[1.0, 2.0, 0.5, 1.5], p=2, margin=0.5),
    ],
    **FORWARD,
)
def multi_margin_loss(
    xp, input: Float, target: Index, p=1, margin=1, weight: Array = None, reduction=MEAN
):
    """Return how far the other classes come within ``margin`` of the target class, reduced.

    Source: PyTorch 0.4.1, THNN MultiMarginCriterion.
    """
    check_target(input, target, None)
    rows, margin = xp.arange(input.shape[0]), input.dtype.type(margin)
    excess = xp.maximum(margin - input[rows, target][:, None] + input, input.dtype.type(0))
    excess[rows, target] = 0
    terms = (excess if p == 1 else excess * excess).sum(axis=1) / input.shape[1]
    terms = terms if weight is None else terms * weight[target]
    return reduced(xp, terms.astype(input.dtype), reduction)


def violations(xp, input, target):
    """Return which classes come within one of which targets, and by how much.

    Shape:
        input, target: ``(rows, classes)``; a row of targets ends at the first -1.
        The results are ``(rows, targets, classes)``.
    """
    listed = xp.cumsum(target < 0, axis=1) == 0
    named = xp.zeros(target.shape, input.dtype)
    rows = xp.arange(input.shape[0])[:, None]
    xp.add.at(named, (rows, xp.where(listed, target, 0)), listed.astype(input.dtype))
    at = input[rows, xp.where(listed, target, 0)]
    excess = 1 - at[:, :, None] + input[:, None, :]
    counted = listed[:, :, None] & (named == 0)[:, None, :] & (excess > 0)
    return counted.astype(input.dtype), excess


@hidden(cases=[case((3, 4), target=[[1, 2, -1, 0], [0, -1, 3, 3], [-1, 0, 1, 2]])], **FORWARD)
def multilabel_sides(xp, input: Array, target: Index):
    """Return how many violations push each class up, less those that push it down."""
    counted, _ = violations(xp, input, target)
    result, rows = counted.sum(axis=1), xp.arange(input.shape[0])[:, None]
    xp.add.at(result, (rows, xp.where(target < 0, 0, target)), -counted.sum(axis=2))
    return result


def multilabel_slope(g, input, target, input_shape, reduction):
    """The loss is linear between the points where a violation begins."""
    g = unsqueeze(g, 1) if reduction == "none" else spread(g, input_shape[:1], reduction)
    return g / input_shape[1] * multilabel_sides(input, target)


@hidden(
    input=multilabel_slope,
    node="MultilabelMarginLossBackward",
    cases=[
        case((3, 4), target=[[1, 2, -1, 0], [0, -1, 3, 3], [3, 0, 1, 2]], reduction=r)
        for r in REDUCTIONS
    ],
    **FORWARD,
)
def multilabel_margin_loss(xp, input: Float, target: Index, reduction=MEAN):
    """Return how far classes that are no targets come within one of the targets, reduced.

    Source: PyTorch 0.4.1, THNN MultiLabelMarginCriterion.
    """
    if target.size and not (target.min() >= -1 and target.max() < input.shape[1]):
        raise RuntimeError("target out of range")
    counted, excess = violations(xp, input, target)
    terms = (counted * excess).sum(axis=(1, 2)) / input.shape[1]
    return reduced(xp, terms.astype(input.dtype), reduction)
