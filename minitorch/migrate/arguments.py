"""Calls of a syntax tree, and their arguments."""

import libcst as cst


def name_of(node):
    """Return the last name of what is called: ``softmax`` for ``F.softmax``."""
    if isinstance(node, cst.Attribute):
        return node.attr.value
    return node.value if isinstance(node, cst.Name) else ""


def is_functional(call):
    """Return whether a function of ``nn.functional`` is called, and no layer of somebody."""
    return isinstance(call.func, cst.Attribute) and name_of(call.func.value) in ("F", "functional")


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


def method(owner, name, args=()):
    """Return a call of a method."""
    simple = (cst.Name, cst.Attribute, cst.Call, cst.Subscript)
    if not isinstance(owner, simple):
        owner = owner.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    return cst.Call(cst.Attribute(owner, cst.Name(name)), list(args))
