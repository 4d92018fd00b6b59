"""One way to call a function of 0.3: the arguments it asks for, and whether given ones fit."""

from copy import copy

import numpy as np

from ..dtype import Size
from ..engine import TensorBase


def is_int(value, owner=None):
    """Return whether ``value`` is an integer, and no truth value."""
    return isinstance(value, int) and not isinstance(value, bool)


def is_own(value, owner):
    """Return whether ``value`` is a tensor of the type that the call is about."""
    return type(value) is owner


def is_real(value, owner):
    """Return whether ``value`` is a number that a tensor of the type ``owner`` can hold."""
    return isinstance(value, int) or (isinstance(value, float) and owner.element.kind == "f")


def is_a(name):
    """Return the question whether a value is of the type called ``name``."""
    return lambda value, owner: type(value).__name__ == name


def are(question):
    """Return the question whether a value is a sequence of those that ``question`` is about."""
    return lambda value, owner: (
        isinstance(value, (list, tuple)) and all(question(item, owner) for item in value)
    )


FITS = {  # what each kind of argument may be; ``signatures.py`` explains them
    "T": is_own,
    "S": lambda value, owner: type(value) is not owner and isinstance(value, owner),
    "L": is_a("LongTensor"),
    "B": is_a("ByteTensor"),
    "I": is_a("IntTensor"),
    "real": is_real,
    "float": lambda value, owner: isinstance(value, (int, float)),
    "int": is_int,
    "bool": lambda value, owner: isinstance(value, bool),
    "int ...": lambda value, owner: is_int(value) or (owner is None and are(is_int)(value, owner)),
    "Size": are(is_int),
    "T ...": lambda value, owner: (
        are(is_own)(value, owner) or (is_own(value, owner) and value._array.ndim > 1)
    ),
    "tuple of Variables": lambda value, owner: isinstance(value, (tuple, list)),
    "Generator": is_a("Generator"),
    "Variable": lambda value, owner: hasattr(value, "volatile"),
    "Storage": lambda value, owner: False,
    "Sequence": lambda value, owner: False,
    "any": lambda value, owner: True,
}


NUMBERS = ("real", "accreal", "root", "bool", "element")  # what ``signatures.py`` explains


def title(cls):
    """Return how messages name a type: with its module if C made it, as it made tensors."""
    from_c = cls.__module__ == "torch" or issubclass(cls, (np.ndarray, np.generic))
    if from_c:
        return f"{cls.__module__}.{cls.__name__}"
    return "torch.Size" if cls is Size else cls.__name__


def shown(kind, owner):
    """Return what messages call a kind of argument, in a call about the tensor type ``owner``."""
    if owner is None:
        return kind
    if kind == "real":
        return "float" if owner.element.kind == "f" else "int"
    own = title(owner)
    names = {"T": own, "S": own.replace("torch.", "torch.Sparse"), "T ...": f"sequence[{own}]"}
    names |= {
        "I": "torch.IntTensor",
        "L": "torch.LongTensor",
        "B": "torch.ByteTensor",
        "Size": "torch.Size",
    }
    names |= {"Storage": own.removesuffix("Tensor") + "Storage"}
    names |= {"T+L": f"tuple[{own}, torch.LongTensor]", "Generator": "torch.Generator"}
    return names.get(kind, kind)


class Parameter:
    """One argument that a signature asks for.

    Attributes:
        kind: one of ``FITS``.
        is_self: whether it is the tensor that the method belongs to.
        by_name: whether it must be given by name.
        passed: the name under which the operation takes it, if it does not by position.
    """

    def __init__(self, text):
        text, default, _ = text.strip().partition("=")
        self.is_self, self.optional = text.startswith("@"), bool(default)
        self.kind, _, name = text.replace("@", "T ").rpartition(" ")
        self.name, self.renamed, self.passed = name.removeprefix("*").partition(":")
        self.by_name = name.startswith("*")

    def is_option(self, following):
        """Return whether the operation takes this by name: truth values, factors before tensors."""
        if self.renamed:
            return False
        before_tensor = any(p.kind in ("T", "S", "Variable") for p in following)
        return self.kind == "bool" or (self.kind in ("real", "float") and before_tensor)

    def alone(self):
        """Return the same parameter, passed by name since one before it may not be given."""
        result = copy(self)
        result.passed = self.passed or self.name
        return result

    def fits(self, value, owner):
        """Return whether ``value`` will do, in a call about the type ``owner``."""
        return FITS[self.kind](value, owner)


class Signature:
    """One way to call a function.

    Attributes:
        whole: all parameters; ``parameters``: those beside the tensor that a method belongs to.
        hidden: whether messages keep silent about it.
        out: what ``out=`` takes; empty if there is none.
        number: which number of Python is the result; empty if it is a tensor.
    """

    def __init__(self, text, about_tensor=False):
        text, _, self.out = map(str.strip, text.partition(">"))
        self.number = self.out if self.out in NUMBERS else ""
        self.out = "" if self.number else self.out
        self.hidden, self.text = text.startswith("~"), text
        nothing = text in ("", "()", "no arguments")
        self.whole = [] if nothing else [Parameter(part) for part in text.strip("~").split(", ")]
        sparse = bool(self.whole) and self.whole[0].kind == "S" and self.whole[0].name == "source"
        if about_tensor and not sparse and not any(p.is_self for p in self.whole):
            self.whole.insert(0, Parameter("@source"))
        for position, parameter in enumerate(self.whole):
            if parameter.is_option(self.whole[position + 1 :]):
                parameter.passed = parameter.name
        self.parameters = [p for p in self.whole if not p.is_self]
        self.variadic = bool(self.whole) and self.whole[-1].kind == "int ..."
        self.least = sum(not p.optional for p in self.parameters)

    def bound(self, parameters, args, named, owner):
        """Return ``[(parameter, value)]`` for a call that fits; None for one that does not."""
        named_only = [p for p in parameters if p.by_name]
        parameters = [p for p in parameters if not p.by_name]
        if self.variadic and len(args) > len(parameters):
            if not all(map(is_int, args[len(parameters) - 1 :])):
                return None  # a list may stand for all, not among several
            parameters = [*parameters, *[parameters[-1]] * (len(args) - len(parameters))]
        rest = parameters[len(args) :] + named_only
        if len(args) > len(parameters) or set(named) - {p.name for p in rest}:
            return None
        if any(p.name not in named and not p.optional for p in rest):
            return None
        pairs = list(zip(parameters, args, strict=False))
        absent = any(p.name not in named for p in rest)
        pairs += [(p.alone() if absent else p, named[p.name]) for p in rest if p.name in named]
        return pairs if all(p.fits(value, owner) for p, value in pairs) else None

    def takes_out(self, out, owner):
        """Return whether ``out`` will do as ``out=``."""
        if self.out == "T+L":
            return are(lambda item, _: isinstance(item, TensorBase))(out, owner) and len(out) == 2
        return bool(self.out) and FITS[self.out](out, owner)


def signatures(text, about_tensor=False):
    """Return the signatures in a line of ``signatures.py``."""
    return [Signature(part.strip(), about_tensor) for part in text.split("|")]
