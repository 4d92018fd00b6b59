"""Old-style Functions, which were instances, become classes of static methods.

What the constructor took, ``forward`` takes behind its inputs, and there keeps in ``ctx``: so
``Scaled(2)(x)`` becomes ``Scaled.apply(x, 2)``. For those arguments ``backward`` returns None.
"""

import libcst as cst
import libcst.matchers as m

WHY = "A Function holds no state of its own: what forward keeps for backward is in ctx."
GONE = "RuntimeError: legacy autograd functions"
NONE = cst.Element(cst.Name("None"))


def is_function(node):
    """Return whether a class is a Function."""
    return any(
        m.matches(base.value, m.Name("Function") | m.Attribute(attr=m.Name("Function")))
        for base in node.bases
    )


def methods(node):
    """Return the methods of a class by name."""
    body = node.body.body if isinstance(node.body, cst.IndentedBlock) else ()
    return {item.name.value: item for item in body if isinstance(item, cst.FunctionDef)}


def is_old(node):
    """Return whether a class is a Function whose forward belongs to instances."""
    forward = methods(node).get("forward") if is_function(node) else None
    return forward is not None and not forward.decorators


def own(parameters):
    """Return the parameters of a method behind ``self``."""
    return list(parameters.params[1:])


def names(parameters):
    """Return the names of parameters."""
    return [parameter.name.value for parameter in parameters]


def plain(parameters):
    """Return whether parameters are only such as may be given by position."""
    stars = parameters.star_arg, parameters.star_kwarg, *parameters.kwonly_params
    return not any(isinstance(star, cst.Param) for star in stars)


class State:
    """What the constructor of a Function takes, and the statements that keep it.

    Attributes:
        constructor: the method, or None.
        parameters: its parameters behind ``self``.
        kept: statements such as ``self.k = k``.
        inputs: how many inputs ``forward`` has.
        movable: whether all of it can stand in ``forward``.
    """

    def __init__(self, node):
        found = methods(node)
        forward, constructor = found["forward"], found.get("__init__")
        self.parameters, self.kept, self.movable = [], [], True
        self.inputs, self.constructor = len(own(forward.params)), constructor
        if constructor is None:
            return
        self.parameters = own(constructor.params)
        statements = [s for s in constructor.body.body if not is_base_call(s)]
        self.kept = [s for s in statements if is_keeping(s)]
        clash = set(names(self.parameters)) & set(names(forward.params.params))
        self.movable = not clash and plain(constructor.params) and plain(forward.params)
        self.movable = self.movable and len(self.kept) == len(statements)

    def arguments(self, call):
        """Return what a call of the constructor says, by position; None if it cannot be told."""
        values = dict(zip(names(self.parameters), [a for a in call.args if not a.keyword]))
        values |= {a.keyword.value: a for a in call.args if a.keyword}
        if any(a.star for a in call.args) or set(values) - set(names(self.parameters)):
            return None
        said = [values.get(p.name.value, p.default) for p in self.parameters]
        while said and said[-1] is self.parameters[len(said) - 1].default:
            said.pop()
        return [cst.Arg(v.value if isinstance(v, cst.Arg) else v) for v in said]


def is_base_call(statement):
    """Return whether a statement is ``super().__init__()`` or its like, or a docstring."""
    called = m.Expr(m.Call(m.Attribute(attr=m.Name("__init__"))))
    text = m.Expr(m.SimpleString() | m.ConcatenatedString())
    return m.matches(statement, m.SimpleStatementLine([called | text | m.Pass()]))


def is_keeping(statement):
    """Return whether a statement gives an attribute of ``self`` a value."""
    target = m.AssignTarget(m.Attribute(m.Name("self")))
    return m.matches(statement, m.SimpleStatementLine([m.Assign([target])]))


def applied(name, state, call, inputs):
    """Return ``Name.apply(inputs, arguments)`` for a call ``Name(arguments)`` of the constructor.

    Args:
        inputs: the arguments of the call of the instance; None if it is not called at once.
    """
    said = state.arguments(call)
    if said is None:
        return None
    apply = cst.Attribute(cst.Name(name), cst.Name("apply"))
    if inputs is not None:
        return cst.Call(apply, [*[a.with_changes(comma=DEFAULT) for a in inputs], *said])
    if not said:
        return apply
    each = cst.Arg(cst.Name("inputs"), star="*")
    parameters = cst.Parameters(star_arg=cst.Param(cst.Name("inputs")))
    return cst.Lambda(
        parameters,
        cst.Call(apply, [each, *said]),
        whitespace_after_lambda=cst.SimpleWhitespace(" "),
    )


DEFAULT = cst.MaybeSentinel.DEFAULT


class Static(cst.CSTTransformer):
    """Makes ``forward`` and ``backward`` static, with ``ctx`` in the place of ``self``."""

    def __init__(self, state):
        super().__init__()
        self.state = state
        self.inside = []  # the methods we are in

    def leave_Name(self, original, updated):
        return updated.with_changes(value="ctx") if original.value == "self" else updated

    def leave_Attribute(self, original, updated):
        if original.attr.value == "saved_variables":
            return updated.with_changes(attr=cst.Name("saved_tensors"))
        return updated

    def visit_FunctionDef(self, node):
        self.inside.append(node.name.value)

    def leave_FunctionDef(self, original, updated):
        self.inside.pop()
        name = original.name.value
        if name == "__init__":
            return cst.RemovalSentinel.REMOVE
        if name not in ("forward", "backward"):
            return updated
        if name == "forward" and self.state.constructor is not None:
            updated = self.with_state(updated)
        lines, updated = updated.leading_lines, updated.with_changes(leading_lines=[])
        static = cst.Decorator(cst.Name("staticmethod"), leading_lines=lines)
        return updated.with_changes(decorators=[static])

    def with_state(self, forward):
        """Return ``forward`` with the parameters of the constructor, which it keeps first."""
        inputs = [p.with_changes(comma=DEFAULT) for p in forward.params.params]
        more = [p.with_changes(comma=DEFAULT) for p in self.state.parameters]
        kept = [s.visit(Static(self.state)) for s in self.state.kept]
        above = [line for line in forward.leading_lines if line.comment]
        return forward.with_changes(
            leading_lines=[*self.state.constructor.leading_lines, *above],
            params=forward.params.with_changes(params=[*inputs, *more]),
            body=forward.body.with_changes(body=[*kept, *forward.body.body]),
        )

    def leave_Return(self, original, updated):
        """Return None for what the constructor took."""
        if self.inside != ["backward"] or not self.state.parameters or updated.value is None:
            return updated
        value, nones = updated.value, [NONE] * len(self.state.parameters)
        if isinstance(value, cst.Tuple):
            first = [e.with_changes(comma=DEFAULT) for e in value.elements]
        elif self.state.inputs == 1:
            first = [cst.Element(value)]
        else:
            first = [cst.StarredElement(value)]
        new = cst.Tuple([*first, *nones], lpar=[], rpar=[])
        if isinstance(value, cst.Tuple):
            new = value.with_changes(elements=new.elements)
        gap = cst.SimpleWhitespace(" ")
        return updated.with_changes(value=new, whitespace_after_return=gap)
