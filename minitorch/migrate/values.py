"""What a script itself tells of its values: how many dimensions they have, and whether they are
plain tensors, whose reductions are Python numbers in 0.3.
"""

import libcst as cst
import libcst.matchers as m

from .arguments import name_of

KEEPING = """
abs clamp clone contiguous cos cpu cuda data detach div double elu exp float leaky_relu log long mul
neg pow relu requires_grad_ sigmoid sign sin softmax log_softmax sqrt tanh add sub dropout hardtanh
"""  # methods, functions and attributes that leave the dimensions as they are
MAKING = "empty ones rand randn zeros"  # of sizes
RANKS = {"arange": 1, "linspace": 1, "range": 1, "eye": 2, "mm": 2, "addmm": 2, "t": 2, "bmm": 3}
LAYERS = {f"{kind}{n}d": n + 2 for n in (1, 2, 3) for kind in ("Conv", "ConvTranspose", "MaxPool")}
SAME = "Dropout ELU LeakyReLU Linear ReLU Sigmoid Softmax Tanh"  # layers that keep dimensions
WHOLE = "max mean min norm prod std sum var"  # reductions
INDICES = "kthvalue max median min mode sort topk"  # whose second result is places
INTEGERS = "argmax argmin byte int long nonzero randperm LongTensor IntTensor ByteTensor"
MOVING = """
clone contiguous cpu cuda data detach expand index_select repeat squeeze t transpose unsqueeze view
Variable
"""  # what leaves the elements as they are


DATA = m.Attribute(attr=m.Name("data"))
ONE = m.Index(m.Integer("1"))


class Values:
    """Facts about the expressions of a module.

    Args:
        module: the syntax tree.
        spans: ``{node: where it stands}``.

    A name means what it was given last, line by line, in the function it stands in; else what it is
    given everywhere, if that is one thing.
    """

    def __init__(self, module, spans):
        self.spans, self.assigned, self.asked = spans, {}, set()
        self.scopes = [spans[f] for f in m.findall(module, m.FunctionDef())]
        self.forwards = {c.name.value: forward_of(c) for c in m.findall(module, m.ClassDef())}
        for found in m.findall(module, m.Assign()):
            for target in found.targets:
                self.note(target.target, found.value, found)
        sums = [f for f in m.findall(module, m.AugAssign()) if isinstance(f.target, cst.Name)]
        self.summed = {f.target.value for f in sums if m.matches(f.value, DATA)}
        for found in m.findall(module, m.Param() | m.For() | m.AugAssign()):
            target = found.name if isinstance(found, cst.Param) else found.target
            self.note(target, None, found)

    def is_sum_of_data(self, node):
        """Return whether a name has ``loss.data`` added again and again, and stands for one."""
        return isinstance(node, cst.Name) and node.value in self.summed and not self.rank(node)

    def note(self, target, value, statement):
        """Remember that a statement gives a value, or None for what is not known, to a target."""
        if isinstance(target, (cst.Tuple, cst.List)):
            for index, element in enumerate(target.elements):
                self.note(element.value, value and Part(value, index), statement)
        elif isinstance(target, (cst.Name, cst.Attribute)):
            line = self.spans[statement].end.line
            self.assigned.setdefault(name_of(target), []).append((line, value))

    def around(self, line):
        """Return the lines of the innermost function that has ``line``."""
        found = [s for s in self.scopes if s.start.line <= line <= s.end.line]
        return max(found, key=lambda s: s.start.line, default=None)

    def meant(self, name):
        """Return the values that a name may have where it stands: of a node, or of a text."""
        given = self.assigned.get(name if isinstance(name, str) else name.value, [])
        if isinstance(name, str):
            return [value for _, value in given]
        line = self.spans[name].start.line
        here = [(n, value) for n, value in given if self.around(n) == self.around(line)]
        before = [pair for pair in here if pair[0] < line]
        if before or here:
            return [max(before, key=lambda pair: pair[0])[1] if before else None]
        return [value for n, value in given if self.around(n) is None]

    def agreed(self, name, question):
        """Return what ``question`` says of all that a name may mean, if it is one thing."""
        values = self.meant(name) or [None]
        key = name if isinstance(name, str) else id(name)
        if key in self.asked or None in values:
            return None
        self.asked.add(key)
        answers = {question(value) for value in values}
        self.asked.discard(key)
        return answers.pop() if len(answers) == 1 else None

    # --- dimensions ------------------------------------------------------------------------------

    def rank(self, node):
        """Return how many dimensions the value of an expression has; None if it is not told."""
        if isinstance(node, cst.Name):
            return self.agreed(node, self.rank)
        if isinstance(node, (cst.Integer, cst.Float)):
            return 0
        if isinstance(node, cst.Attribute):
            kept = node.attr.value in KEEPING.split()
            return self.rank(node.value) if kept else self.agreed(node.attr.value, self.rank)
        if isinstance(node, (cst.List, cst.Tuple)):
            inner = self.rank(node.elements[0].value) if node.elements else 0
            return None if inner is None else inner + 1
        if isinstance(node, cst.UnaryOperation):
            return self.rank(node.expression)
        if isinstance(node, cst.BinaryOperation):
            sides = self.rank(node.left), self.rank(node.right)
            return None if None in sides else max(sides)
        if isinstance(node, cst.Subscript):
            return self.rank_of_part(node)
        return self.rank_of_call(node) if isinstance(node, cst.Call) else None

    def rank_of_part(self, node):
        """Return the dimensions of ``value[...]``: each integer takes one away."""
        rank = self.rank(node.value)
        whole = m.SubscriptElement(m.Index(m.Integer() | m.UnaryOperation()))
        kinds = m.SubscriptElement(m.Index(m.Integer() | m.UnaryOperation()) | m.Slice())
        if rank is None or not all(m.matches(part, kinds) for part in node.slice):
            return None
        return rank - sum(m.matches(part, whole) for part in node.slice)

    def rank_of_call(self, call):
        """Return the dimensions of what a call returns."""
        name, args = name_of(call.func), [a.value for a in call.args if not a.keyword]
        of_torch = m.matches(call.func, m.Attribute(m.Name("torch") | m.Name("F") | m.Attribute()))
        first = args[0] if of_torch and args else getattr(call.func, "value", None)
        if name in RANKS:
            return RANKS[name]
        if name in MAKING.split() or name.endswith("Tensor"):
            literal = name.endswith("Tensor") and isinstance(args[0] if args else None, cst.List)
            return self.rank(args[0]) if literal else counted(args)
        if name in ("view", "expand"):
            return counted(args)
        if name == "Variable" and args:
            return self.rank(args[0])
        if name == "unsqueeze":
            rank = self.rank(first)
            return None if rank is None else rank + 1
        if name in WHOLE.split():
            return self.rank_of_reduction(first, args[1:] if of_torch and first in args else args)
        if name in KEEPING.split() and isinstance(first, cst.BaseExpression):
            return self.rank(first)
        return self.rank_of_layer(name, args)

    def rank_of_reduction(self, node, dims):
        """Return the dimensions that are left of ``node``: none, or one less."""
        rank = self.rank(node)
        return 0 if not dims else None if rank is None else max(rank - 1, 0)

    def rank_of_layer(self, name, args):
        """Return the dimensions of what a layer returns, by the class it was made of."""
        made = self.meant(name)
        kinds = {name_of(value.func) for value in made if isinstance(value, cst.Call)}
        kind = kinds.pop() if len(kinds) == len(made) == 1 else ""
        if kind.endswith("Loss"):
            return 0
        if kind in SAME.split() and args:
            return self.rank(args[0])
        if self.forwards.get(kind) is not None:
            return self.rank(self.forwards[kind])
        return LAYERS.get(kind)

    # --- integers --------------------------------------------------------------------------------

    def is_whole(self, node):
        """Return whether an expression is a tensor of integers, such as places of what is best."""
        if isinstance(node, Part):
            found = node.value
            return (
                node.index == 1
                and isinstance(found, cst.Call)
                and name_of(found.func) in INDICES.split()
            )
        if isinstance(node, cst.Name):
            return bool(self.agreed(node, self.is_whole))
        if isinstance(node, cst.Attribute):
            return node.attr.value == "data" and self.is_whole(node.value)
        if isinstance(node, cst.Subscript):
            second = m.matches(node, m.Subscript(slice=[m.SubscriptElement(ONE)]))
            return self.is_whole(Part(node.value, 1)) if second else self.is_whole(node.value)
        if isinstance(node, cst.BinaryOperation):
            return self.is_whole(node.left) or self.is_whole(node.right)
        if not isinstance(node, cst.Call):
            return False
        name, owner = name_of(node.func), getattr(node.func, "value", None)
        moved = [owner, *[a.value for a in node.args[:1]]] if name in MOVING.split() else []
        return name in INTEGERS.split() or any(self.is_whole(part) for part in moved if part)

    # --- plain tensors ---------------------------------------------------------------------------

    def is_plain(self, node):
        """Return whether an expression comes of ``.data``: it is a tensor in 0.3, no Variable."""
        if isinstance(node, Part):
            return self.is_plain(node.value)
        if isinstance(node, cst.Name):
            return bool(self.agreed(node, self.is_plain))
        if isinstance(node, cst.Attribute):
            return node.attr.value == "data" or self.is_plain(node.value)
        if isinstance(node, cst.Subscript):
            return self.is_plain(node.value)
        if isinstance(node, cst.Comparison):
            return self.is_plain(node.left) or self.is_plain(node.comparisons[0].comparator)
        if isinstance(node, cst.BinaryOperation):
            return self.is_plain(node.left) or self.is_plain(node.right)
        if not isinstance(node, cst.Call) or name_of(node.func) == "Variable":
            return False
        owner = getattr(node.func, "value", None)
        parts = [owner, *[a.value for a in node.args]]  # 0.3 mixes nothing: one is as all
        return any(self.is_plain(part) for part in parts if part is not None)


def forward_of(node):
    """Return what ``forward`` of a class returns, if that is one expression."""
    body = node.body.body if isinstance(node.body, cst.IndentedBlock) else ()
    method = next((f for f in body if m.matches(f, m.FunctionDef(m.Name("forward")))), None)
    returned = m.findall(method, m.Return()) if method is not None else ()
    value = returned[0].value if len(returned) == 1 else None
    return None if isinstance(value, cst.Tuple) else value


class Part:
    """Stands for one of several values that an expression returns."""

    def __init__(self, value, index):
        self.value, self.index = value, index


def counted(args):
    """Return how many sizes are given, one by one or in a sequence; None if it is not told."""
    if len(args) == 1 and isinstance(args[0], (cst.Tuple, cst.List)):
        return len(args[0].elements)
    single = m.Integer() | m.UnaryOperation(expression=m.Integer())
    return len(args) if len(args) > 1 or (args and m.matches(args[0], single)) else None
