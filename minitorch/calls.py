"""How a call runs: the functions that every operation gets, written out for just its parameters.

As dataclasses write ``__init__``, so this module writes, for each operation, the function that
users call: straight-line code with no loop, no ``**kwargs`` and no special case at run time. On
small tensors that makes a call about three times cheaper than a general one. Each function is
compiled at its first call, in place, since compiling all of them would triple the time of ``import
minitorch``.

To see what is written: ``print(minitorch.mul.op.source())``.
"""

from types import FunctionType

import numpy as np

from . import arguments, engine, errors, fallbacks
from .backend import NAMESPACE
from .cases import Float, Real

SCALARS = frozenset(t for t in NAMESPACE if issubclass(t, np.generic)) - {np.float16}
RUNTIME = {  # the globals of all written functions
    "__name__": __name__,
    "TensorBase": engine.TensorBase,
    "edge_of": engine.edge_of,
    "grad_mode": engine.grad_mode,
    "birth": engine.birth,
    "new": object.__new__,
    "ndarray": np.ndarray,
    "float32": np.float32,
    "half": np.dtype("float16"),
    "ascontiguous": np.ascontiguousarray,
    "NAMESPACE": NAMESPACE,
    "SCALARS": SCALARS,
    "UNSAVED": [0],  # the version counter of what was not saved
    "arguments": arguments,
    "errors": errors,
    "fallbacks": fallbacks,
}
WAITING = {}  # key -> function that was not called yet


def make(op, kind):
    """Return the function of ``op`` for users (``function``, ``method``) or rules (``rule``)."""
    key = f"{name_of(op)}:{kind}"
    code = _first_call.__code__.replace(co_consts=(None, key), co_name=op.name)
    function = FunctionType(code, RUNTIME, op.name)
    function.__doc__, function.__module__ = op.__doc__, op.forward.__module__
    function.__qualname__ = op.name
    function.op, WAITING[key] = op, function
    return function


def _first_call(*args, **kwargs):
    return compiled("key")(*args, **kwargs)


def compiled(key):
    """Give the function waiting under ``key`` its real code, and return it."""
    function = WAITING[key]
    real = execute(function.op, Call(function.op, key.split(":")[1]).source(), function.op.name)
    function.__defaults__, function.__kwdefaults__ = real.__defaults__, real.__kwdefaults__
    function.__code__ = real.__code__
    return function


RUNTIME["compiled"] = compiled


def name_of(op):
    """Return the name of ``op``; the forms that take a number, or a dim, have their own."""
    return op.name + ("_number" if op.number_name else "_along" if op.second else "")


def execute(op, text, name):
    """Run ``text``, which defines the function ``name``, and return that."""
    unique = name_of(op)
    RUNTIME[f"OP_{unique}"], RUNTIME[f"forward_{unique}"] = op, op.run
    for array, (rule, _) in op.rules.items():
        RUNTIME.setdefault(f"rule_{unique}_{array}", rule)
    if op.number is not None and f"number_{unique}_rule" not in RUNTIME:
        for kind in ("function", "method", "rule"):
            RUNTIME[f"number_{unique}_{kind}"] = make(op.number, kind)
    found = {}
    exec(compile(text, f"<minitorch {name}>", "exec"), RUNTIME, found)
    return found[name]


def is_needed(names):
    """Return the code that asks whether an input in ``names`` needs a gradient."""
    return " or ".join(f"e_{name} is not None" for name in names)


def as_tuple(values):
    """Return the code of a tuple of ``values``."""
    return f"({', '.join(values)},)" if values else "()"


class Call:
    """Writes the function that runs one operation on tensors, and records it if needed."""

    def __init__(self, op, kind):
        self.op, self.kind, self.name, self.arrays = op, kind, name_of(op), list(op.kinds)
        self.optional = [n for n in self.arrays if op.defaults[n] is None]
        self.many = self.arrays[0] if op.kinds[self.arrays[0]].many else None
        self.lines, self.given = [], as_tuple(op.parameters)
        named = ", ".join([f"{name!r}: {name}" for name in op.parameters])
        self.blame = f"fallbacks.blame(OP_{self.name}, {kind!r}, {{{named}}})"

    def source(self):
        """Return the whole text."""
        self.normalize()
        self.add(1, f"if {self.all_tensors()}:")
        self.compute()
        if self.op.rules:
            self.record()
        self.add(2, f"return {self.wrap('None')}")
        self.otherwise()
        head = f"def {self.op.name}({self.signature()}):"
        return "\n".join([head, *(self.lines if self.kind == "rule" else self.guarded())])

    def guarded(self):
        """The lines, and what happens if they fail: perhaps an argument was to blame."""
        body = ["    " + line for line in self.lines]
        # a block that raises nothing costs nothing
        fails = ["    except Exception:", f"        {self.blame}", "        raise"]
        return ["    try:", *body, *fails]

    def add(self, depth, line):
        self.lines.append("    " * depth + line)

    def signature(self):
        """The parameters: integers that may come one by one take the place of ``*args``."""
        parts = []
        for name in self.op.parameters:
            default = self.op.defaults[name]
            if name in self.op.ints and self.kind != "rule":
                parts += ["*one_by_one", f"{name}=None"]
            else:
                said = "..." if default is ... else repr(default)
                parts.append(name if default is self.op.REQUIRED else f"{name}={said}")
        if self.takes_out():
            parts += ["out=None"] if any(p[0] == "*" for p in parts) else ["*", "out=None"]
        return ", ".join(parts)

    def takes_out(self):
        return self.op.out and self.kind == "function"

    def normalize(self):
        """Bring arguments that come in several shapes into one."""
        if self.takes_out():
            self.add(1, "if out is not None:")
            self.add(2, f"return fallbacks.store(OP_{self.name}, out, {self.given})")
        for name in self.op.omitted:
            self.add(1, f"if {name} is ...:")
            self.add(2, f"{name} = None")
            if self.kind != "rule":
                self.add(1, f"elif {name} is None:")
                self.add(2, f"raise arguments.no_such_form({self.op.name!r})")
                if self.op.flag:
                    self.add(1, f"elif {name}.__class__ is bool:")
                    self.add(2, f"{self.op.flag}, {name} = {name}, None")
        for name in self.op.ints:
            if self.kind != "rule":
                self.add(1, f"{name} = one_by_one if {name} is None else ({name},)")
                self.add(1, f"if len({name}) < 2 and ({name} or (None,))[0].__class__ is not int:")
                self.add(2, f"{name} = fallbacks.integers({self.op.name!r}, {name!r}, *{name})")
        if self.kind != "rule" and (doubts := arguments.doubts(self.op)):
            self.add(1, f"if {doubts}:")
            self.add(2, self.blame)
        if self.many:
            self.add(1, f"{self.many} = fallbacks.sequence(OP_{self.name}, {self.many})")

    def all_tensors(self):
        """The question whether every tensor argument is a tensor."""
        if self.many:
            return f"all([isinstance(t, TensorBase) for t in {self.many}])"
        asked = []
        for name in self.arrays:
            test = f"isinstance({name}, TensorBase)"
            asked.append(f"({name} is None or {test})" if name in self.optional else test)
        return " and ".join(asked)

    def compute(self):
        """Take the arrays out of the tensors, check that they agree, run the forward function."""
        take = "_memory()" if self.op.view else "_array"
        first = self.arrays[0]
        if self.many:
            self.add(2, f"a_{first} = [t.{take} for t in {first}]")
            self.add(2, f"errors.all_agree(OP_{self.name}, a_{first})")
        else:
            for name in self.arrays:
                absent = f"None if {name} is None else " if name in self.optional else ""
                self.add(2, f"a_{name} = {absent}{name}.{take}")
            self.agree()
        if self.op.number_name:
            number = self.op.number_name
            self.add(2, f"{number} = {first}._number(OP_{self.name}, a_{first}, {number})")
        of = f"a_{first}[0]" if self.many else f"a_{first}"
        call = f"computed = forward_{self.name}(NAMESPACE[{of}.__class__], {self.values()})"
        if (self.op.pointwise or self.op.broadcasts) and len(self.arrays) > 1:
            self.add(2, "try:")
            self.add(3, call)
            self.add(2, "except ValueError as error:")
            self.add(3, f"return {self.arrays[0]}._unequal(OP_{self.name}, {self.given}, error)")
        else:
            self.add(2, call)
        if self.op.outputs == 1 and not (self.op.view or self.op.by_columns):
            self.add(2, "if computed.__class__ is ndarray and not computed.flags.c_contiguous:")
            self.add(3, "computed = ascontiguous(computed)")  # NumPy keeps the order of inputs

    def values(self):
        """The arguments of the forward function."""
        return ", ".join(f"a_{n}" if n in self.arrays else n for n in self.op.parameters)

    def agree(self):
        """Check dtypes: the first two by one comparison, about 40 ns; others when present."""
        for name, kind in self.op.kinds.items():
            if kind is Float:  # asking the class first saves 60 ns on the usual NumPy scalar
                self.add(
                    2, f"if a_{name}.__class__ is not float32 and a_{name}.dtype.char not in 'fd':"
                )
                self.add(3, f"errors.not_implemented(OP_{self.name}, a_{name})")
            if kind.numpy is not None:
                test = f"a_{name}.dtype.char != {np.dtype(kind.numpy).char!r}"
                self.add(2, f"if {test}:")
                self.add(3, f"errors.wrong_type(OP_{self.name}, {name!r}, a_{name})")
        equal = [n for n, kind in self.op.kinds.items() if kind.numpy is None]
        real = bool(equal) and issubclass(self.op.kinds[equal[0]], Real)
        if real and len(equal) == 1 and not self.op.number_name:
            self.add(2, f"if a_{equal[0]}.dtype is half:")
            self.add(3, f"errors.not_implemented(OP_{self.name}, a_{equal[0]})")
        for name in equal[1:]:
            x, y = f"a_{equal[0]}", f"a_{name}"
            present = f"{y} is not None and " if name in self.optional else ""
            unlike = " is not half" if real else ""
            same = f"{x}.dtype is {y}.dtype{unlike} if {x}.__class__ is {y}.__class__ is ndarray"
            same += f" else {x}.__class__ is {y}.__class__ in SCALARS"
            self.add(2, f"if {present}not ({same}):")
            self.add(3, f"errors.agree(OP_{self.name}, {name!r}, {x}, {y})")

    def record(self):
        """Leave a node behind if an input needs a gradient."""
        if self.many:
            first = self.many
            self.add(2, f"e_{first} = tuple([edge_of(t) for t in {first}])")
            self.add(2, f"if any([e is not None for e in e_{first}]) and grad_mode.enabled:")
            edges = f"e_{first}"
        else:
            for name in self.arrays:
                absent = f"None if {name} is None else " if name in self.optional else ""
                own = f"{name}._edge if {name}._view is None else edge_of({name})"
                self.add(2, f"e_{name} = {absent}{own}")
            edges = as_tuple([f"e_{name}" for name in self.arrays])
            self.refuse()
            self.add(2, f"if ({is_needed(self.op.rules)}) and grad_mode.enabled:")
        which = f"OP_{self.name}"
        if self.op.along:
            which += f" if dim is None else OP_{self.name}.along"
        nodes = f"{self.face()}._nodes"
        if self.op.naming:
            name = f"{which}.naming({', '.join(self.op.attributes)})"
            self.add(3, f"node = new({nodes}.renamed({which}, {name}))")
        else:
            self.add(3, f"node = new({nodes}[{which}])")
        self.add(3, f"node.edges = {edges}")
        several = self.op.outputs != 1
        self.add(3, f"node.shape = {'None' if several else 'computed.shape'}")
        if several:
            self.add(3, "node.shapes = [v.shape for v in computed]")
        self.add(3, "node.grad = node.mark = node.hooks = None")
        self.add(3, "node.birth = birth()")
        constants = as_tuple([self.constant(n) for n in self.op.constants])
        self.add(3, f"node.constants = {constants}")
        self.add(3, f"result = {self.wrap('node')}")
        self.save()
        self.add(3, "return result")

    def refuse(self):
        """Raise if a gradient is wanted of an input that has no rule."""
        for name, kind in self.op.kinds.items():
            if name not in self.op.rules and kind.numpy is None:
                self.add(2, f"if e_{name} is not None and grad_mode.enabled:")
                self.add(3, f"errors.not_differentiable({name!r})")

    def face(self):
        return f"{self.many}[0]" if self.many else self.arrays[0]

    def constant(self, name):
        """The code of a number, or of an input's shape or strides, that a rule names."""
        if name in self.op.attributes:
            return name
        array, _, fact = name.rpartition("_")
        if array == self.many:
            return f"[a.{fact} for a in a_{array}]"
        present = f"a_{array} is not None and " if array in self.optional else ""
        return f"{present}a_{array}.{fact}"

    def save(self):
        """Keep the arrays that the needed rules name, and how often each was changed so far."""
        saved, versions = [], []
        for index, name in enumerate(self.op.saved):
            users = [array for array, (_, named) in self.op.rules.items() if name in named]
            always = self.many or len(self.arrays) == 1
            unless = "" if always else f" if {is_needed(users)} else "
            value, tensor = self.kept(name)
            absent = f" if {name} is not None and ({is_needed(users)}) else "
            if name in self.optional:
                unless = absent
            saved.append(value if not unless else f"{value}{unless}None")
            version = f"{tensor}._counter" if not self.many else "UNSAVED"
            versions.append(f"v{index}")
            self.add(3, f"v{index} = {version if not unless else f'{version}{unless}UNSAVED'}")
        self.add(3, f"node.saved = {as_tuple(saved + versions)}")
        self.add(3, f"node.stamp = {' + '.join(f'{v}[0]' for v in versions) or '0'}")

    def kept(self, name):
        """The code of an array that rules name, and of the tensor that it belongs to."""
        if name in self.op.results:
            index = self.op.results.index(name)
            return f"computed[{index}]", f"result[{index}]"
        if name == "out":
            return "computed", "result[0]" if self.op.outputs != 1 else "result"
        return f"a_{name}", name

    def wrap(self, node):
        """The code that makes the result: a tensor, or a tuple of them."""
        args = self.many or as_tuple(self.arrays)
        wrap = f"{self.face()}._wrap{'_view' if self.op.view else ''}"
        if self.op.outputs != 1:
            return f"fallbacks.several({wrap}, computed, {node}, OP_{self.name}, {args})"
        edge = "None" if node == "None" else "(node, 0)"
        return f"{wrap}(computed, {edge}, OP_{self.name}, {args})"

    def otherwise(self):
        """What is not a tensor: a number where one may stand, an array in a rule, or an error."""
        first, rest = self.arrays[0], ", ".join(self.op.parameters)
        if self.kind == "rule":
            of = f"{first}[0]" if self.many else first
            self.add(1, f"xp = NAMESPACE.get({of}.__class__)")
            self.add(1, "if xp is not None:")
            self.add(2, f"return forward_{self.name}(xp, {rest})")
        operand = self.op.operand
        if self.op.mixed:
            self.add(1, f"if isinstance({self.op.parameters[-1]}, TensorBase):")
            self.add(2, f"return fallbacks.unmixed(OP_{self.name}, {self.given})")
        if operand:
            self.add(1, f"if {operand}.__class__ is int or {operand}.__class__ is float:")
            self.add(2, f"return number_{self.name}_{self.kind}({rest})")
        self.add(1, f"return fallbacks.unusual(OP_{self.name}, {self.kind!r}, {self.given})")
