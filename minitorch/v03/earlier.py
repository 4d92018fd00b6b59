"""Functions and classes shared with 0.4, with the arguments that they had in 0.3.

What 0.4.1 says by ``reduction``, 0.3 says by ``size_average`` and, in some losses, ``reduce``; and
some arguments came later.

Source: PyTorch 0.3.1, torch/nn/modules/loss.py, torch/nn/functional.py, torch/optim.
"""

import sys
from functools import wraps
from inspect import signature

from .signatures import words

NO_REDUCE = words("""
BCELoss BCEWithLogitsLoss CosineEmbeddingLoss HingeEmbeddingLoss MarginRankingLoss
MultiLabelMarginLoss MultiLabelSoftMarginLoss MultiMarginLoss SoftMarginLoss TripletMarginLoss
binary_cross_entropy binary_cross_entropy_with_logits cosine_embedding_loss hinge_embedding_loss
margin_ranking_loss multilabel_margin_loss multilabel_soft_margin_loss multi_margin_loss
soft_margin_loss triplet_margin_loss
""")

IN_C = words("""
kl_div multilabel_margin_loss smooth_l1_loss soft_margin_loss
""")  # other errors

NOT_YET = words("""
adaptive_avg_pool elu_ feature_alpha_dropout fold fractional_max_pool2d group_norm gumbel_softmax
hardtanh_ instance_norm interpolate layer_norm leaky_relu_ local_response_norm relu_ rrelu_ selu_
threshold_ unfold
""")  # functions of nn.functional that came later

UTILS_NOT_YET = words("""
clip_grad_norm_ clip_grad_value_ spectral_norm
""")  # of nn.utils

FIXED_TARGETS = words("""
BCELoss KLDivLoss L1Loss MSELoss MultiLabelMarginLoss NLLLoss PoissonNLLLoss SmoothL1Loss
SoftMarginLoss
""")  # modules that compute no gradient by their target

LATER = {  # other arguments that 0.3 has not
    "Adagrad": ["initial_accumulator_value"],
    "Adam": ["amsgrad"],
    "AlphaDropout": ["inplace"],
    "alpha_dropout": ["inplace"],
    "BCEWithLogitsLoss": ["pos_weight"],
    "binary_cross_entropy_with_logits": ["pos_weight"],
    "BatchNorm1d": ["track_running_stats"],
    "BatchNorm2d": ["track_running_stats"],
    "BatchNorm3d": ["track_running_stats"],
    "Embedding": ["_weight"],
    "EmbeddingBag": ["sparse"],
    "InstanceNorm1d": ["track_running_stats"],
    "InstanceNorm2d": ["track_running_stats"],
    "InstanceNorm3d": ["track_running_stats"],
    "PairwiseDistance": ["keepdim"],
    "TripletMarginLoss": ["size_average"],
    "pairwise_distance": ["keepdim"],
    "Upsample": ["align_corners"],
    "upsample": ["align_corners"],
    "triplet_margin_loss": ["size_average"],
    "pad_packed_sequence": ["total_length"],
}


def later_arguments(name, parameters):
    """Return those of ``parameters`` that the function called ``name`` had not in 0.3."""
    later = list(LATER.get(name, ()))
    if "reduction" in parameters:
        later += ["reduction", *["reduce"] * (name in NO_REDUCE)]
    return later


def earlier(function, name):
    """Return ``function`` with the arguments of 0.3; itself if these are the same."""
    parameters = list(signature(function).parameters)
    later = later_arguments(name, parameters)
    if not later:
        return function
    known = [parameter for parameter in parameters if parameter not in later]

    @wraps(function)
    def with_arguments_of_0_3(*args, **named):
        unknown = next((key for key in named if key in later), None)
        if unknown:
            kind = RuntimeError if name in IN_C else TypeError
            raise kind(f"{function.__name__}() got an unexpected keyword argument '{unknown}'")
        if len(args) > len(known):
            raise TypeError(
                f"{function.__name__}() takes {len(known)} positional arguments but {len(args)} "
                "were given"
            )
        given = {**dict(zip(known, args, strict=False)), **named}
        if "reduction" in later:
            given["reduction"] = reduction_of(given)
        return function(**given)

    with_arguments_of_0_3.__signature__ = as_told(signature(function), known)
    return with_arguments_of_0_3


def as_told(later, known):
    """Return the signature of 0.3: of the parameters ``known``, flags of losses being True."""
    parameters = [later.parameters[name] for name in known]
    flags = ("size_average", "reduce")
    return later.replace(
        parameters=[p.replace(default=True) if p.name in flags else p for p in parameters]
    )


def reduction_of(given):
    """Take ``size_average`` and ``reduce`` out of given arguments; return what they mean."""
    size_average, reduce = given.pop("size_average", True), given.pop("reduce", True)
    if not reduce:
        return "none"
    return "elementwise_mean" if size_average else "sum"


class Reduction:
    """The attribute ``reduction`` of a loss, which 0.3 says by ``size_average`` and ``reduce``."""

    def __get__(self, loss, cls=None):
        return self if loss is None else reduction_of(dict(vars(loss)))

    def __set__(self, loss, reduction):
        loss.size_average, loss.reduce = reduction != "sum", reduction != "none"


def earlier_class(cls):
    """Give ``cls`` a constructor with the arguments of 0.3; return it."""
    original = cls.__init__
    reading = earlier(original, cls.__name__)
    if reading is original:
        return cls

    def __init__(self, *args, **named):
        caller = sys._getframe(1).f_globals.get("__name__", "")
        inherits = caller.startswith(__package__)  # files shared with 0.4 use its arguments
        (original if inherits else reading)(self, *args, **named)

    cls.__init__ = wraps(original)(__init__)
    cls.__init__.__signature__ = signature(reading)
    return cls


def assert_no_grad(variable):
    """Raise if a gradient is wanted of a target."""
    assert not variable.requires_grad, (
        "nn criterions don't compute the gradient w.r.t. targets - please mark these variables "
        "as volatile or not requiring gradients"
    )


def of_fixed_target(cls):
    """Let a loss refuse a target that requires grad.

    Source: PyTorch 0.3.1, torch/nn/modules/loss.py: _assert_no_grad.
    """
    compute = cls.forward

    @wraps(compute)
    def forward(self, input, target):
        assert_no_grad(target)
        return compute(self, input, target)

    cls.forward = forward
