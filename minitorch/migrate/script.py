"""One script, taken apart by LibCST, changed by the rules, and put together again."""

import re

import libcst as cst
import libcst.matchers as m
from libcst.metadata import MetadataWrapper, PositionProvider

from . import functions
from .calls import RULES, method
from .report import Finding
from .volatile import NoGrad

ASYNC = re.compile(r"\basync(\s*=(?!=))")
WHY_DATA = (
    "A loss has no dimension since 0.4; item() is its number, and raises if there are several."
)


def migrate(source):
    """Return the script as 0.4.1 and today's torch want it, and what was found.

    Raises:
        SyntaxError: if it is no Python.
    """
    findings = []
    lines = [
        without_async(line, number, findings)
        for number, line in enumerate(source.splitlines(keepends=True), 1)
    ]
    try:
        wrapper = MetadataWrapper(cst.parse_module("".join(lines)))
    except cst.ParserSyntaxError as error:
        raise SyntaxError(str(error)) from None
    module = wrapper.visit(Migration(wrapper.module, findings))
    return NoGrad().apply(module).code, sorted(findings)


def without_async(line, number, findings):
    """Return a line without the keyword argument ``async``, which Python 3.7 took for itself."""
    changed = ASYNC.sub(r"non_blocking\1", line)
    if changed != line:
        why = "async is a word of the language since Python 3.7."
        old, new = line.strip(), changed.strip()
        findings.append(Finding(number, old, new, "SyntaxError", "SyntaxError", why))
    return changed


class Migration(cst.CSTTransformer):
    """Applies the rules, and notes what they found."""

    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self, module, findings):
        super().__init__()
        self.module, self.findings = module, findings
        self.old_functions = set()

    def note(self, node, new, in_04, today, why):
        """Add a finding about a node."""
        line = self.get_metadata(PositionProvider, node).start.line
        old = self.code(node).split("\n")[0]
        text = "" if new is None else self.code(new).split("\n")[0]
        self.findings.append(Finding(line, old, text, in_04, today, why))

    def code(self, node):
        """Return a node as text."""
        return node if isinstance(node, str) else self.module.code_for_node(node).strip()

    def leave_Call(self, original, updated):
        """Apply the rules for calls."""
        if m.matches(original, m.Call(func=m.Call(func=m.Name()))):
            name = original.func.func.value
            if name in self.old_functions and not original.func.args:
                new = updated.with_changes(func=cst.Attribute(cst.Name(name), cst.Name("apply")))
                self.note(original, new, "works", functions.GONE, functions.WHY)
                return new
        for rule in RULES:
            result = rule(updated)
            if result is not None:
                new, in_04, today, why = result
                is_volatile = rule.__name__ == "variable" and NoGrad.is_marked(original)
                if is_volatile:
                    new = NoGrad.mark(new)
                    in_04 = today = "warns, and records history all the same"
                    why = "volatile is gone; nothing is recorded within torch.no_grad()."
                self.note(original, NoGrad.shown(new), in_04, today, why)
                return updated if new is None else new
        return updated

    def leave_Subscript(self, original, updated):
        """``loss.data[0]`` is ``loss.item()``."""
        zero = m.SubscriptElement(slice=m.Index(value=m.Integer("0")))
        data = m.Attribute(attr=m.Name("data"))
        if not m.matches(original, m.Subscript(value=data, slice=[zero])):
            return updated
        new = method(updated.value.value, "item")
        self.note(original, new, "warns", "IndexError", WHY_DATA)
        return new

    def leave_Attribute(self, original, updated):
        """``ctx.saved_variables`` is ``ctx.saved_tensors``."""
        if original.attr.value != "saved_variables":
            return updated
        new = updated.with_changes(attr=cst.Name("saved_tensors"))
        self.note(original, new, "warns", "warns", "Saved tensors have a history themselves.")
        return new

    def visit_Module(self, node):
        """Find the old-style Functions, before their calls."""
        for found in m.findall(node, m.ClassDef()):
            if functions.is_old(found) and functions.can_change(found):
                self.old_functions.add(found.name.value)

    def leave_ClassDef(self, original, updated):
        """Make old-style Functions static."""
        if not functions.is_old(original):
            return updated
        if not functions.can_change(original):
            self.note(original, None, "works", functions.GONE, functions.WHY)
            return updated
        new = updated.visit(functions.Static())
        shown = f"static forward(ctx, ...) and backward(ctx, ...) in {original.name.value}"
        self.note(original, shown, "works", functions.GONE, functions.WHY)
        return new
