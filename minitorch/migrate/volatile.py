"""``volatile=True`` becomes ``with torch.no_grad():`` around all that comes of it."""

import libcst as cst
import libcst.matchers as m

from .arguments import is_true, keyword, name_of

MARK = "__volatile__"


class NoGrad:
    """Moves statements into ``with torch.no_grad():``, in every block of a module.

    The statement that made a volatile Variable begins it; it ends with the last statement of the
    block that uses a name which came of it.
    """

    @staticmethod
    def is_marked(call):
        """Return whether a call makes a volatile Variable."""
        return name_of(call.func) == "Variable" and bool(is_true(keyword(call, "volatile"), False))

    @staticmethod
    def mark(node):
        """Return an expression that the second pass finds again."""
        return cst.Call(cst.Name(MARK), [cst.Arg(node)])

    @staticmethod
    def shown(node):
        """Return the text for a report of what a mark will become."""
        if isinstance(node, cst.Call) and m.matches(node.func, m.Name(MARK)):
            inner = cst.Module([]).code_for_node(node.args[0].value)
            return f"{inner}, within `with torch.no_grad():`"
        return node

    def apply(self, module):
        """Return a module with its volatile parts within ``no_grad``."""
        return module.visit(Blocks())


class Blocks(cst.CSTTransformer):
    """Rewrites every block of statements that a mark stands in."""

    def leave_Module(self, original, updated):
        return updated.with_changes(body=guarded(updated.body))

    def leave_IndentedBlock(self, original, updated):
        return updated.with_changes(body=guarded(updated.body))


class Unmark(cst.CSTTransformer):
    """Takes the marks away."""

    def leave_Call(self, original, updated):
        return updated.args[0].value if m.matches(updated.func, m.Name(MARK)) else updated


def guarded(statements):
    """Return statements with those that a mark begins, and all that comes of it, in a block."""
    result = list(statements)
    first = next((i for i, s in enumerate(result) if m.findall(s, m.Name(MARK))), None)
    if first is None:
        return result
    last, names = first, set()
    for position, statement in enumerate(result[first:], first):
        used = {found.value for found in m.findall(statement, m.Name())}
        if MARK in used or used & names:
            last, names = position, names | assigned(statement)
    block = [statement.visit(Unmark()) for statement in result[first : last + 1]]
    lines = block[0].leading_lines
    block[0] = block[0].with_changes(leading_lines=[])
    call = cst.parse_expression("torch.no_grad()")
    body = cst.IndentedBlock(block)
    whole = cst.With([cst.WithItem(call)], body, leading_lines=lines)
    return [*result[:first], whole, *guarded(result[last + 1 :])]


def assigned(statement):
    """Return the names that a statement gives a value to."""
    found = set()
    for target in m.findall(statement, m.AssignTarget() | m.AugAssign()):
        found |= {name.value for name in m.findall(target.target, m.Name())}
    return found
