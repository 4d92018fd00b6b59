"""Calls and attributes that change: one rule for each, as a function of the syntax tree.

A rule takes the call as it stands and returns the new one, what happens to the old one in 0.4.1 and
today, and the reason; None if the rule is not about this call.
"""

import libcst as cst
import libcst.matchers as m

SAME = "works"


def name_of(node):
    """Return the last name of what is called: ``softmax`` for ``F.softmax``."""
    if isinstance(node, cst.Attribute):
        return node.attr.value
    return node.value if isinstance(node, cst.Name) else ""


def keyword(call, name):
    """Return the keyword argument called ``name``; None if there is none."""
    return next((a for a in call.args if a.keyword and a.keyword.value == name), None)


def is_true(argument, default):
    """Return whether an argument says True, False, or what only the author knows (None)."""
    if argument is None:
        return default
    return {"True": True, "False": False}.get(getattr(argument.value, "value", None))


def without(call, *names):
    """Return a call without some keyword arguments."""
    kept = [a for a in call.args if not (a.keyword and a.keyword.value in names)]
    if kept:
        kept[-1] = kept[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
    return call.with_changes(args=kept)


def given(call, name, value):
    """Return a call with one more keyword argument."""
    equal = cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace(""))
    new = cst.Arg(cst.parse_expression(value), keyword=cst.Name(name), equal=equal)
    args = list(call.args)
    if args:
        args[-1] = args[-1].with_changes(
            comma=cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
        )
    return call.with_changes(args=[*args, new])


def renamed(call, name):
    """Return a call of another function of the same object."""
    if isinstance(call.func, cst.Attribute):
        return call.with_changes(func=call.func.with_changes(attr=cst.Name(name)))
    return call.with_changes(func=cst.Name(name))


def variable(call):
    """``Variable(x)`` is ``x``; what requires grad says so itself."""
    if name_of(call.func) != "Variable" or not call.args or call.args[0].keyword:
        return None
    data = call.args[0].value
    requires, volatile = keyword(call, "requires_grad"), keyword(call, "volatile")
    if len(call.args) > 1 and not (requires or volatile):
        return None
    wanted = is_true(requires, False)
    new = data
    if wanted is not False:
        owner = data if isinstance(data, cst.Call) else method(data, "detach")
        flag = [] if wanted else [cst.Arg(requires.value)]
        new = method(owner, "requires_grad_", flag)
    why = "Since 0.4 a tensor has its own history; Variable returns the tensor it is given."
    return new, SAME, SAME, why


def method(owner, name, args=()):
    """Return a call of a method."""
    simple = (cst.Name, cst.Attribute, cst.Call, cst.Subscript)
    if not isinstance(owner, simple):
        owner = owner.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    return cst.Call(cst.Attribute(owner, cst.Name(name)), list(args))


LOSSES = """
BCELoss BCEWithLogitsLoss CosineEmbeddingLoss CrossEntropyLoss HingeEmbeddingLoss KLDivLoss L1Loss
MSELoss MarginRankingLoss MultiLabelMarginLoss MultiLabelSoftMarginLoss MultiMarginLoss NLLLoss
PoissonNLLLoss SmoothL1Loss SoftMarginLoss binary_cross_entropy binary_cross_entropy_with_logits
cosine_embedding_loss cross_entropy hinge_embedding_loss kl_div l1_loss margin_ranking_loss mse_loss
multi_margin_loss multilabel_margin_loss multilabel_soft_margin_loss nll_loss poisson_nll_loss
smooth_l1_loss soft_margin_loss
"""


def loss(call):
    """``size_average`` and ``reduce`` became ``reduction``."""
    average, reduce = keyword(call, "size_average"), keyword(call, "reduce")
    if name_of(call.func) not in LOSSES.split() or not (average or reduce):
        return None
    averaged, reduced = is_true(average, True), is_true(reduce, True)
    if averaged is None or reduced is None:
        return None, "warns", "warns", "size_average and reduce became reduction."
    new = without(call, "size_average", "reduce")
    if not reduced or not averaged:
        new = given(new, "reduction", "'none'" if not reduced else "'sum'")
    why = "One word says what two flags did; without it a loss is the mean, in every release."
    return new, "warns", "warns", why


def softmax(call):
    """A dimension is to be named."""
    functions = {"softmax": 1, "log_softmax": 1, "softmin": 1}
    modules = {"Softmax": 0, "LogSoftmax": 0, "Softmin": 0}
    least = {**functions, **modules}.get(name_of(call.func))
    if least is None or keyword(call, "dim") or len(call.args) > least:
        return None
    if least and not m.matches(call.func, m.Attribute(value=m.Name("F") | m.Attribute())):
        return None
    why = (
        "Left out, dim is 1 for two and four dimensions and 0 for one and three: where the input "
        "may have one or three, check it."
    )
    return given(call, "dim", "1"), "warns", "warns", why


def dropout(call):
    """The default of ``training`` turned round."""
    is_function = name_of(call.func) in ("dropout", "dropout2d", "dropout3d")
    if not is_function or not isinstance(call.func, cst.Attribute):
        return None
    if keyword(call, "training") or len(call.args) > 2 or not call.args:
        return None
    why = "F.dropout did nothing unless told training=True; since 1.0 it drops unless told False."
    return given(call, "training", "False"), SAME, "drops elements", why


RENAMED = {  # old name: new name, in 0.4.1, today, why
    "clip_grad_norm": ("clip_grad_norm_", "warns", "warns", "It changes gradients in place."),
    "upsample": ("interpolate", "warns", "warns", "It also makes things smaller."),
}
WHY_INIT = "It fills its tensor in place, and such functions end in an underscore."
INIT = """
uniform normal constant eye dirac xavier_uniform xavier_normal kaiming_uniform kaiming_normal
orthogonal sparse
"""
for _name in INIT.split():
    RENAMED[_name] = (f"{_name}_", "warns", "warns or is gone", WHY_INIT)


def rename(call):
    """Functions that have another name now."""
    old = name_of(call.func)
    if old not in RENAMED or not isinstance(call.func, cst.Attribute):
        return None
    new, in_04, today, why = RENAMED[old]
    owner = name_of(call.func.value)
    if old not in ("clip_grad_norm", "upsample") and owner != "init":
        return None
    result = renamed(call, new)
    mode = keyword(call, "mode")
    if old == "upsample" and mode is not None and "linear" in cst.Module([]).code_for_node(mode):
        result = given(result, "align_corners", "True")
    return result, in_04, today, why


def activation(call):
    """``F.tanh`` and ``F.sigmoid`` are functions of torch."""
    if not m.matches(call.func, m.Attribute(m.Name("F"), m.Name("tanh") | m.Name("sigmoid"))):
        return None
    owner = cst.Name("torch")
    new = call.with_changes(func=call.func.with_changes(value=owner))
    return new, "warns", SAME, "torch has them itself."


def retained(call):
    """``backward(retain_variables=True)`` keeps the graph."""
    flag = keyword(call, "retain_variables")
    if flag is None:
        return None
    new = given(without(call, "retain_variables"), "retain_graph", flag.value.value)
    return new, "TypeError", "TypeError", "What is retained is the graph, and so it is called."


RULES = [variable, loss, softmax, dropout, rename, activation, retained]
