"""Calls and attributes that change: one rule for each, as a function of the syntax tree.

A rule takes the call as it stands and returns the new one, what happens to the old one in 0.4.1 and
today, and the reason; None if the rule is not about this call.
"""

import libcst as cst
import libcst.matchers as m

from .arguments import given, is_functional, is_true, keyword, method, name_of, renamed, without
from .losses import loss
from .values import WHOLE as REDUCTIONS

DEFAULT = cst.MaybeSentinel.DEFAULT
SAME, WHOLE = "works", REDUCTIONS.split()


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


def softmax(call, original, values):
    """A dimension is to be named."""
    functions = {"softmax": 1, "log_softmax": 1, "softmin": 1}
    modules = {"Softmax": 0, "LogSoftmax": 0, "Softmin": 0}
    least = {**functions, **modules}.get(name_of(call.func))
    if least is None or keyword(call, "dim") or len(call.args) > least:
        return None
    if least and not is_functional(call):
        return None
    rank = values.rank(original.args[0].value) if call.args else None
    if rank is None:
        why = (
            "Left out, dim is 1 for two and four dimensions and 0 for one and three: where the "
            "input may have one or three, check it."
        )
        return given(call, "dim", "1"), "warns", "warns", why
    why = f"Left out, dim is guessed by the number of dimensions, which is {rank} here."
    return given(call, "dim", "0" if rank in (0, 1, 3) else "1"), "warns", "warns", why


def number(call, original, values):
    """A reduction of a tensor is a number in 0.3."""
    if not isinstance(call.func, cst.Attribute) or call.args or name_of(call.func) not in WHOLE:
        return None
    if not values.is_plain(original.func.value):
        return None
    why = "A reduction of a tensor is a tensor without dimensions since 0.4, and was a number."
    return method(call, "item"), "a tensor", "a tensor", why


def pooling(call):
    """The padding did not count."""
    rank = name_of(call.func) in ("avg_pool2d", "avg_pool3d")
    padded = keyword(call, "padding") or len(call.args) > 3
    if not rank or not padded or keyword(call, "count_include_pad") or len(call.args) > 5:
        return None
    why = "As a function, average pooling left the padding out; as a module it counted it."
    return given(call, "count_include_pad", "False"), "counts it", "counts it", why


def added(call):
    """A factor stands behind the tensor that it is for."""
    takes = {"add_": "alpha", "sub_": "alpha", "addcmul_": "value", "addcdiv_": "value"}
    name = takes.get(name_of(call.func))
    count = 2 if name == "alpha" else 3
    if name is None or len(call.args) != count or any(a.keyword for a in call.args):
        return None
    factor, *tensors = call.args
    rest = without(call.with_changes(args=[*tensors, factor]))
    rest = rest.with_changes(args=[*rest.args[:-2], rest.args[-2].with_changes(comma=DEFAULT)])
    why = "The factor of a tensor is named, and comes after it."
    code = cst.Module([]).code_for_node(factor.value)
    return given(rest, name, code), SAME, "warns", why


def distance(call):
    """Distances were columns."""
    if name_of(call.func) not in ("pairwise_distance", "PairwiseDistance"):
        return None
    if keyword(call, "keepdim"):
        return None
    why = "A distance kept the dimension it is measured along."
    return given(call, "keepdim", "True"), "drops it", "drops it", why


def upsampling(call):
    """Interpolation aligned corners."""
    mode = keyword(call, "mode")
    linear = mode is not None and "linear" in cst.Module([]).code_for_node(mode)
    if name_of(call.func) != "Upsample" or not linear or keyword(call, "align_corners"):
        return None
    why = "Interpolation kept the outermost elements where they are."
    return given(call, "align_corners", "True"), "does not", "does not", why


def batch_norm(call):
    """Its weights began otherwise."""
    if name_of(call.func) not in ("BatchNorm1d", "BatchNorm2d", "BatchNorm3d"):
        return None
    why = "Weights were drawn uniformly up to 1.0 and are ones now: nn.init.uniform_(bn.weight)."
    return None, SAME, "begins with weights of one", why


def dropout(call):
    """The default of ``training`` turned round."""
    if name_of(call.func) not in ("dropout", "dropout2d", "dropout3d") or not is_functional(call):
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
    if old != "clip_grad_norm" and owner != "init" and not is_functional(call):
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


def sampled(call):
    """How many are drawn is said."""
    if not m.matches(call, m.Call(m.Attribute(attr=m.Name("multinomial")), [])):
        return None
    new = call.with_changes(args=[cst.Arg(cst.Integer("1"))])
    return new, "TypeError", "TypeError", "One place was drawn if nothing was said."


RULES = [variable, loss, dropout, rename, activation, retained, pooling, distance, upsampling]
RULES += [batch_norm, added, sampled]
OF_VALUES = [softmax, number]  # rules that ask for facts about values
