"""``@op``: one definition gives an operation its value, gradient, names, documentation and tests.

A derivative rule is a function of ``g``, the gradient of the output, and of whatever else it names:
``out`` (of several results, the name of one), an input, an attribute, or an input's shape or
strides (``input_shape``). What the needed rules name is what a call saves; nothing else is kept
alive. Rules use operators and other operations only, so they work on bare arrays (ordinary
backward) and on tensors (``create_graph=True``) alike.

How a call of an operation runs, step by step, is written in ``calls.py``.
"""

from copy import copy

from .calls import Call, make
from .cases import Array, Case, Ints

OPS = {}  # name -> Op: every operation there is
COMPOSITES = {}  # name -> function over operations, for the same surface


class Op:
    """What ``@op`` was told about one operation, and what follows from it.

    Attributes:
        forward: the function from arrays to an array, or to a tuple of them.
        run, around: the same within what is laid around it, and that (``around.py``).
        kinds: for each tensor parameter the annotation it has.
        attributes: the other parameters and their defaults (``REQUIRED`` if none).
        omitted: those whose default is ``...``: a call has them or not, and None is refused.
        rules: for each differentiable tensor parameter ``(rule, the names it takes after g)``.
        differentiable: the inputs whose rule does more than raise.
        along: the same operation with a ``dim`` given, where its nodes then have another name.
        results: the names of its results, if it has several and says them.
        saved, constants: what the rules name: arrays, and numbers and shapes.
        facts: everything else that was said beside the definition.
    """

    REQUIRED = object()

    def __init__(self, forward, rules, facts, number=None):
        code, self.facts, self.number_name = forward.__code__, facts, number
        self.forward, self.name, self.__doc__ = forward, forward.__name__, forward.__doc__
        self.run, self.around = forward, []
        self.parameters = code.co_varnames[1 : code.co_argcount]
        given = dict(zip(reversed(self.parameters), reversed(forward.__defaults__ or ())))
        self.defaults = {name: given.get(name, self.REQUIRED) for name in self.parameters}
        notes = {n: forward.__annotations__.get(n) for n in self.parameters if n != number}
        self.kinds = {n: a for n, a in notes.items() if a is not None and issubclass(a, Array)}
        self.omitted = [name for name, default in self.defaults.items() if default is ...]
        self.ints = [name for name, note in notes.items() if note is Ints]
        self.attributes = {n: d for n, d in self.defaults.items() if n not in self.kinds}
        rules = dict.fromkeys(self.kinds, facts["together"]) if "together" in facts else rules
        self.rules = {n: (rules[n], parameters_of(rules[n])) for n in self.kinds if n in rules}
        self.differentiable = [n for n in self.rules if not hasattr(rules[n], "lacks")]
        named = list(dict.fromkeys(n for _, names in self.rules.values() for n in names))
        self.results = facts.get("outputs") if isinstance(facts.get("outputs"), tuple) else ()
        self.saved = [n for n in named if n == "out" or n in self.results or n in self.kinds]
        self.constants = [n for n in named if n not in self.saved]
        self.operand = next((n for n, kind in self.kinds.items() if kind.number), None)
        self.number = Op(forward, rules, facts, self.operand) if self.operand else None
        self.second, self.along = number is not None, None
        if isinstance(facts.get("node"), tuple) and "dim" in self.omitted:
            self.along = copy(self)
            self.along.second = True

    def __getattr__(self, fact):
        if fact not in FACTS:
            raise AttributeError(f"operations have no {fact}")
        return FACTS[fact] if (found := self.facts.get(fact)) is None else found

    @property
    def node_name(self):
        """The class name of the nodes this operation leaves."""
        names = self.facts.get("node") or self.name.title().replace("_", "") + "Backward"
        return names if isinstance(names, str) else names[self.second]

    @property
    def samples(self):
        """The sample calls: those given beside the definition, else one that fits any shape."""
        return self.cases or [Case(*(self.inputs or [(3, 4)] * len(self.kinds)))]

    def source(self):
        """Return the text of the function that users call."""
        return Call(self, "function").source()

    def forms(self):
        """Return this operation, and the same with a number for its second tensor, if there is."""
        return [self] if self.number is None else [self, self.number]

    def __repr__(self):
        return f"<op {self.name}>"


FACTS = dict(  # what may be said beside a definition, and what holds if nothing is said
    view=False,  # the result shares memory with the first input
    pointwise=False,  # each element of the result depends on one of each input
    broadcasts=False,  # whether its tensors broadcast together although it is not pointwise
    outputs=1,  # how many tensors it returns, or "many", or their names, which rules may name
    constant=(),  # the numbers of the outputs that carry no gradient
    together=None,  # one rule for all inputs, on arrays alone, which returns their gradients
    elementary=None,  # the same in other operations, for second derivatives; goes with together
    operator=None,  # the Python operator that means it, as in operator.mul
    torch=True,  # whether it is a function of the package, under its own name
    method=True,  # whether it is a method of tensors
    node=None,  # the class name of its nodes; two if with a number operand, or a dim, another
    naming=None,  # the function from its attributes to that class name, if they decide it
    position=None,  # where torch's kernel takes the second tensor, if not second
    mixed=False,  # whether numbers may stand between the tensors, as before 0.4
    flag=None,  # the attribute that True or False in the place of dim is meant for
    number_first=None,  # what it means with a number before the tensor
    kernel=None,  # the name of torch's kernel, where it complains of types by that; {} is its own
    functional=False,  # whether it is a function of nn.functional
    inplace=False,  # whether a method overwrites its tensor; or the name, or names, of its nodes
    spared=False,  # whether rules keep the old value of a result that is overwritten
    cloned=False,  # whether torch overwrites a clone of its tensor, whose node then stands before
    by_columns=False,  # whether the result lies column after column, as LAPACK leaves it
    out=False,  # whether the function takes out=
    inexact=False,  # whether rounded more than once, unless after set_precise(True)
    domain=(-2.0, 2.0),  # where sample inputs lie
    inputs=None,  # the shapes of sample inputs
    cases=None,  # sample calls
    smooth=True,  # whether the samples avoid kinks, so that finite differences can check them
    everywhere=True,  # whether the array libraries of all devices can do it
    live=None,  # the name under which live torch has it, if another
)


def op(**told):
    """Define an operation: derivative rules by the name of their input, and facts (``FACTS``)."""

    def define(forward):
        rules = {name: rule for name, rule in told.items() if name in forward.__annotations__}
        facts = {name: fact for name, fact in told.items() if name not in rules}
        definition = OPS[forward.__name__] = Op(forward, rules, facts)
        definition.call = make(definition, "function")
        definition.method_call = make(definition, "method")
        definition.compute = make(definition, "rule")
        return definition.compute

    return define


def pointwise(**told):
    """Define an elementwise operation: it has an in-place form, takes ``out=`` and any shape."""
    return op(**{"pointwise": True, "inplace": True, "out": True, **told})


def hidden(**told):
    """Define an operation that others are made of: under its name, users do not see it."""
    return op(**{"torch": False, "method": False, **told})


def composite(torch=True, method=True, functional=False, inplace=False, out=False, name=None):
    """Register a plain function over operations for the same surface that they have.

    Args:
        out: whether the function takes ``out=``.
        name: the name it has there, if not its own.
    """

    def register(function):
        COMPOSITES[name or function.__name__] = function
        vars(function).update(torch=torch, method=method, functional=functional)
        vars(function).update(inplace=inplace, out=out)
        return function

    return register


def parameters_of(rule):
    """Return the names a rule takes after ``g``."""
    return rule.__code__.co_varnames[1 : rule.__code__.co_argcount]
