"""How the arguments of losses change: two flags became one word."""

import libcst as cst

from .arguments import given, is_true, keyword, name_of, without

WORDS = {  # of each loss of 0.3, its parameters from the first that may be given by position
    "BCELoss": "weight size_average",
    "BCEWithLogitsLoss": "weight size_average",
    "CosineEmbeddingLoss": "margin size_average",
    "CrossEntropyLoss": "weight size_average ignore_index reduce",
    "HingeEmbeddingLoss": "margin size_average",
    "KLDivLoss": "size_average reduce",
    "L1Loss": "size_average reduce",
    "MSELoss": "size_average reduce",
    "MarginRankingLoss": "margin size_average",
    "MultiLabelMarginLoss": "size_average",
    "MultiLabelSoftMarginLoss": "weight size_average",
    "MultiMarginLoss": "p margin weight size_average",
    "NLLLoss": "weight size_average ignore_index reduce",
    "PoissonNLLLoss": "log_input full size_average eps",
    "SmoothL1Loss": "size_average reduce",
    "SoftMarginLoss": "size_average",
    "binary_cross_entropy": "input target weight size_average",
    "binary_cross_entropy_with_logits": "input target weight size_average",
    "cosine_embedding_loss": "input1 input2 target margin size_average",
    "cross_entropy": "input target weight size_average ignore_index reduce",
    "hinge_embedding_loss": "input target margin size_average",
    "kl_div": "input target size_average reduce",
    "l1_loss": "input target size_average reduce",
    "margin_ranking_loss": "input1 input2 target margin size_average",
    "mse_loss": "input target size_average reduce",
    "multi_margin_loss": "input target p margin weight size_average",
    "multilabel_margin_loss": "input target size_average",
    "multilabel_soft_margin_loss": "input target weight size_average",
    "nll_loss": "input target weight size_average ignore_index reduce",
    "poisson_nll_loss": "input target log_input full size_average eps",
    "smooth_l1_loss": "input target size_average reduce",
    "soft_margin_loss": "input target size_average",
}


def named(call, parameters):
    """Return a call that says the names of its arguments from ``size_average`` on."""
    first, args = parameters.index("size_average"), list(call.args)
    for place in range(first, len(args)):
        if args[place].keyword is None and not args[place].star:
            equal = cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace(""))
            name = cst.Name(parameters[place])
            args[place] = args[place].with_changes(keyword=name, equal=equal)
    return call.with_changes(args=args)


def loss(call):
    """``size_average`` and ``reduce`` became ``reduction``."""
    parameters = WORDS.get(name_of(call.func), "").split()
    if not parameters or len(call.args) > len(parameters):
        return None
    spelled = named(call, parameters)
    average, reduce = keyword(spelled, "size_average"), keyword(spelled, "reduce")
    if not (average or reduce):
        return None
    averaged, reduced = is_true(average, True), is_true(reduce, True)
    if averaged is None or reduced is None:
        return None, "warns", "warns", "size_average and reduce became reduction."
    new = without(spelled, "size_average", "reduce")
    if not reduced or not averaged:
        new = given(new, "reduction", "'none'" if not reduced else "'sum'")
    why = "One word says what two flags did; without it a loss is the mean, in every release."
    return new, "warns", "warns", why
