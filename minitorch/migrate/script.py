"""One script, taken apart by LibCST, changed by the rules, and put together again."""

import libcst as cst
import libcst.matchers as m
from libcst.metadata import MetadataWrapper, ParentNodeProvider, PositionProvider

from ..interop.reading import without_async
from . import functions
from .arguments import method, name_of
from .calls import OF_VALUES, RULES, number
from .report import Finding
from .values import DATA, Values
from .volatile import NoGrad

WHY_DATA = (
    "A loss has no dimension since 0.4; item() is its number, and raises if there are several."
)
WHY_WHOLE = "Integers by integers are integers in 0.4; today / gives fractions, and // integers."


def migrate(source):
    """Return the script as 0.4.1 and today's torch want it, and what was found.

    Raises:
        SyntaxError: if it is no Python.
    """
    findings = []
    renamed = without_async(source)
    try:
        wrapper = MetadataWrapper(cst.parse_module(renamed))
    except cst.ParserSyntaxError as error:
        raise SyntaxError(str(error)) from None
    pairs = zip(source.splitlines(), renamed.splitlines(), strict=True)
    for line, (old, new) in enumerate(pairs, 1):
        if old != new:
            why = "async is a word of the language since Python 3.7."
            errors = ("SyntaxError", "SyntaxError")
            findings.append(Finding(line, old.strip(), new.strip(), *errors, why))
    module = wrapper.visit(Migration(wrapper.module, findings))
    return NoGrad().apply(module).code, sorted(findings)


class Migration(cst.CSTTransformer):
    """Applies the rules, and notes what they found."""

    METADATA_DEPENDENCIES = (ParentNodeProvider, PositionProvider)

    def __init__(self, module, findings):
        super().__init__()
        self.module, self.findings = module, findings
        self.old_functions, self.made = {}, set()

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
        if original in self.made:  # an instance of an old-style Function, called at once
            return updated
        new = self.of_function(updated, original)
        if new is not None:
            self.note(original, new, "works", functions.GONE, functions.WHY)
            return new
        for rule in [*RULES, *OF_VALUES]:
            facts = (original, self.values) if rule in OF_VALUES else ()
            result = rule(updated, *facts)
            if result is not None and not self.is_owner(original, rule):
                new, in_04, today, why = result
                is_volatile = rule.__name__ == "variable" and NoGrad.is_marked(original)
                if is_volatile:
                    new = NoGrad.mark(new)
                    in_04 = today = "warns, and records history all the same"
                    why = "volatile is gone; nothing is recorded within torch.no_grad()."
                self.note(original, NoGrad.shown(new), in_04, today, why)
                return updated if new is None else new
        return updated

    def visit_Call(self, node):
        """Find instances of old-style Functions that are called where they are made."""
        if isinstance(node.func, cst.Call) and name_of(node.func.func) in self.old_functions:
            self.made.add(node.func)

    def of_function(self, call, original):
        """Return what becomes of a call that makes, or runs, an old-style Function; or None."""
        at_once = original.func in self.made
        made = call.func if at_once else call
        name = name_of(made.func)
        if name not in self.old_functions or not isinstance(made.func, cst.Name):
            return None
        inputs = list(call.args) if at_once else None
        return functions.applied(name, self.old_functions[name], made, inputs)

    def is_owner(self, node, rule=number):
        """Return whether something is asked of a value: then it is no number."""
        parent = self.get_metadata(ParentNodeProvider, node)
        return rule is number and isinstance(parent, (cst.Attribute, cst.Subscript))

    def is_written(self, node):
        """Return whether something is given to a part, and nothing read from it."""
        parent = self.get_metadata(ParentNodeProvider, node)
        target = isinstance(parent, (cst.AssignTarget, cst.AugAssign)) and parent.target is node
        return target or isinstance(parent, cst.Del)

    def leave_Subscript(self, original, updated):
        """``loss.data[0]`` is ``loss.item()``; of a vector it is its first element."""
        zero = m.SubscriptElement(slice=m.Index(value=m.Integer("0")))
        if not m.matches(original, m.Subscript(slice=[zero])) or self.is_written(original):
            return updated
        if self.values.is_sum_of_data(original.value):
            new = method(updated.value, "item")
            self.note(original, new, "warns", "IndexError", WHY_DATA)
            return new
        if not m.matches(original.value, DATA):
            return updated
        rank = self.values.rank(original.value.value) or 0
        if rank > 1 or self.is_owner(original):
            return updated
        new = method(updated if rank else updated.value.value, "item")
        self.note(original, new, "warns", "IndexError", WHY_DATA)
        return new

    def leave_BinaryOperation(self, original, updated):
        """``1 - (x > 0)`` is ``(x > 0) == 0``; integers are divided by ``//``."""
        if m.matches(original, m.BinaryOperation(operator=m.Divide())):
            if not self.values.is_whole(original.left):
                return updated
            new = updated.with_changes(operator=cst.FloorDivide())
            self.note(original, new, "works", "not whole", WHY_WHOLE)
            return new
        turned = m.BinaryOperation(m.Integer("1"), m.Subtract(), m.Comparison())
        if not m.matches(original, turned):
            return updated
        equal = cst.ComparisonTarget(cst.Equal(), cst.Integer("0"))
        parens = dict(lpar=updated.lpar, rpar=updated.rpar)
        new = cst.Comparison(updated.right, [equal], **parens)
        self.note(original, new, "works", "RuntimeError", "A mask is of truth values today.")
        return new

    def leave_Attribute(self, original, updated):
        """``ctx.saved_variables`` is ``ctx.saved_tensors``."""
        if original.attr.value != "saved_variables":
            return updated
        new = updated.with_changes(attr=cst.Name("saved_tensors"))
        self.note(original, new, "warns", "warns", "Saved tensors have a history themselves.")
        return new

    def visit_Module(self, node):
        """Find the old-style Functions, before their calls, and what values there are."""
        self.values = Values(node, self.metadata[PositionProvider])
        for found in m.findall(node, m.ClassDef()):
            if functions.is_old(found):
                state = functions.State(found)
                if state.movable:
                    self.old_functions[found.name.value] = state

    def leave_ClassDef(self, original, updated):
        """Make old-style Functions static."""
        if not functions.is_old(original):
            return updated
        state = self.old_functions.get(original.name.value)
        if state is None:
            self.note(original, None, "works", functions.GONE, functions.WHY)
            return updated
        new = updated.visit(functions.Static(state))
        shown = f"static forward(ctx, ...) and backward(ctx, ...) in {original.name.value}"
        self.note(original, shown, "works", functions.GONE, functions.WHY)
        return new
