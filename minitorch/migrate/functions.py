"""Old-style Functions, which were instances, become classes of static methods."""

import libcst as cst
import libcst.matchers as m

WHY = "A Function holds no state of its own: what forward keeps for backward is in ctx."
GONE = "RuntimeError: legacy autograd functions"


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


def can_change(node):
    """Return whether it can be rewritten: it has no constructor, so no state but what it saves."""
    return "__init__" not in methods(node)


class Static(cst.CSTTransformer):
    """Makes ``forward`` and ``backward`` static, with ``ctx`` in the place of ``self``."""

    def leave_Name(self, original, updated):
        return updated.with_changes(value="ctx") if original.value == "self" else updated

    def leave_Attribute(self, original, updated):
        if original.attr.value == "saved_variables":
            return updated.with_changes(attr=cst.Name("saved_tensors"))
        return updated

    def leave_FunctionDef(self, original, updated):
        if original.name.value not in ("forward", "backward"):
            return updated
        lines, updated = updated.leading_lines, updated.with_changes(leading_lines=[])
        static = cst.Decorator(cst.Name("staticmethod"), leading_lines=lines)
        return updated.with_changes(decorators=[static])
