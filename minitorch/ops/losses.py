"""Losses, as operations of one node each."""

from ..cases import Array, Index, case
from ..op import op
from .pointwise import clamp

MEAN, REDUCTIONS = "elementwise_mean", ("elementwise_mean", "sum", "none")
LOSS = dict(torch=False, method=False)


def reduced(xp, terms, reduction):
    """Return the terms of a loss as they are, their sum or their mean."""
    if reduction == "none":
        return terms
    return xp.sum(terms) if reduction == "sum" else xp.mean(terms)


def spread(g, shape, reduction):
    """Return what the gradient of a reduced loss is to every term."""
    if reduction != MEAN:
        return g
    count = 1
    for n in shape:
        count *= n
    return g / count


@op(
    input=lambda g, input, target, input_shape, reduction: (
        spread(g, input_shape, reduction) * (input - target) * 2
    ),
    target=lambda g, input, target, input_shape, reduction: (
        spread(g, input_shape, reduction) * (target - input) * 2
    ),
    node="MseLossBackward",
    cases=[case((3, 4), (3, 4), reduction=r) for r in REDUCTIONS],
    **LOSS,
)
def mse(xp, input: Array, target: Array, reduction):
    """Return the squared differences, reduced. Source: PyTorch 0.4.1, THNN MSECriterion."""
    difference = input - target
    return reduced(xp, difference * difference, reduction)


@op(input=lambda g: g * 0, cases=[case(3, 4)], **LOSS)
def side(xp, input: Array):
    """Return one where ``input`` is not negative, minus one elsewhere."""
    return xp.where(input >= 0, input.dtype.type(1), input.dtype.type(-1))


@op(
    input=lambda g, input, target, input_shape, reduction: (
        spread(g, input_shape, reduction) * side(input - target)
    ),
    target=lambda g, input, target, input_shape, reduction: (
        spread(g, input_shape, reduction) * -side(input - target)
    ),
    node="L1LossBackward",
    cases=[case((3, 4), (3, 4), reduction=r) for r in REDUCTIONS],
    **LOSS,
)
def l1(xp, input: Array, target: Array, reduction):
    """Return the absolute differences, reduced. Source: PyTorch 0.4.1, THNN AbsCriterion."""
    return reduced(xp, xp.abs(input - target), reduction)


def check_target(input, target, ignore_index):
    """Raise unless ``target`` holds one class for each row of ``input``."""
    if input.ndim != 2:
        raise RuntimeError(f"only matrices are supported here, not {input.ndim} dimensions")
    if target.ndim != 1:
        raise RuntimeError("multi-target not supported")
    counted = target[target != ignore_index]
    if counted.size and not (counted.min() >= 0 and counted.max() < input.shape[1]):
        raise RuntimeError("Assertion `cur_target >= 0 && cur_target < n_classes' failed.")


def row_weights(xp, target, weight, ignore_index, dtype):
    """Return how much each row counts."""
    counts = (target != ignore_index).astype(dtype)
    return counts if weight is None else counts * weight[xp.where(counts != 0, target, 0)]


def total_weight(weights):
    """Return the sum of the weights, or one if no row counts: their mean loss is zero."""
    total = weights.sum()
    return total + (total == 0)


def nll_slope(g, input_shape, target, weight, ignore_index, reduction):
    """Minus the weight of each row at its target; over their sum for a mean."""
    return nll_back(g, target, weight, ignore_index, reduction, input_shape)


@op(
    input=nll_slope,
    node="NllLossBackward",
    cases=[
        *[case((3, 4), target=[1, 0, 3], reduction=r) for r in REDUCTIONS],
        case((3, 4), target=[1, 0, 3], weight=[1.0, 2.0, 0.5, 1.5], reduction=MEAN),
        case((3, 4), target=[1, 0, 3], ignore_index=0, reduction=MEAN),
    ],
    **LOSS,
)
def nll(xp, input: Array, target: Index, weight: Array = None, ignore_index=-100, reduction=MEAN):
    """Return minus the log-probability that each row gives its target, reduced.

    Source: PyTorch 0.4.1, THNN ClassNLLCriterion.
    """
    check_target(input, target, ignore_index)
    weights = row_weights(xp, target, weight, ignore_index, input.dtype)
    columns = xp.where(target == ignore_index, 0, target)
    terms = -input[xp.arange(input.shape[0]), columns] * weights
    if reduction != MEAN:
        return reduced(xp, terms, reduction)
    return terms.sum() / total_weight(weights)


@op(
    input=lambda g, target, weight, ignore_index, reduction: nll(
        g, target, weight, ignore_index, reduction
    ),
    cases=[
        case((), target=[1, 0, 3], reduction=MEAN, shape=(3, 4)),
        case((), target=[1, 0, 3], weight=[1.0, 2.0, 0.5, 1.5], reduction="sum", shape=(3, 4)),
        case((3,), target=[1, 0, 3], ignore_index=0, reduction="none", shape=(3, 4)),
    ],
    **LOSS,
)
def nll_back(
    xp,
    input: Array,
    target: Index,
    weight: Array = None,
    ignore_index=-100,
    reduction=MEAN,
    shape=None,
):
    """Return the gradient of :func:`nll` in a matrix of ``shape``, for that of the loss."""
    weights = row_weights(xp, target, weight, ignore_index, input.dtype)
    if reduction == MEAN:
        weights = weights / total_weight(weights)
    result = xp.zeros(shape, input.dtype)
    columns = xp.where(target == ignore_index, 0, target)
    result[xp.arange(shape[0]), columns] -= input * weights
    return result


def smooth_slope(g, input, target, input_shape, reduction):
    """The difference, within one of zero."""
    return spread(g, input_shape, reduction) * clamp(input - target, -1, 1)


@op(
    input=smooth_slope,
    target=lambda g, input, target, input_shape, reduction: smooth_slope(
        -g, input, target, input_shape, reduction
    ),
    node="SmoothL1LossBackward",
    cases=[case((3, 4), (3, 4), reduction=r) for r in REDUCTIONS],
    **LOSS,
)
def smooth_l1(xp, input: Array, target: Array, reduction):
    """Return half the squared difference, linear beyond one, reduced.

    Source: PyTorch 0.4.1, THNN SmoothL1Criterion.
    """
    size = xp.abs(input - target)
    small = size * size * input.dtype.type(0.5)
    return reduced(xp, xp.where(size < 1, small, size - input.dtype.type(0.5)), reduction)


def entropy_slope(g, input, target, input_shape, weight, reduction):
    """``(input - target) / (input * (1 - input))``, weighted."""
    slope = (input - target) / ((1 - input + EPSILON) * (input + EPSILON))
    slope = slope if weight is None else slope * weight
    return spread(g, input_shape, reduction) * slope


EPSILON = 1e-12  # keeps the logarithm of zero finite


@op(
    input=entropy_slope,
    node="BinaryCrossEntropyBackward",
    domain=(0.1, 0.9),
    cases=[
        *[case((3, 4), (3, 4), reduction=r) for r in REDUCTIONS],
        case((3, 4), (3, 4), (3, 4), reduction=MEAN),
    ],
    **LOSS,
)
def binary_entropy(xp, input: Array, target: Array, weight: Array = None, reduction=MEAN):
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
