"""How 0.3 reads the arguments of a call.

Which of the signatures in ``signatures.py`` a call means depends on the types of its arguments
alone. So a function decides once for each combination of types, and afterwards passes calls with
that combination straight on to the operation.
"""

import numpy as np

from ..engine import TensorBase
from ..fallbacks import put_out
from . import signatures as texts
from .complaints import Complaint, of_variables
from .signature import Parameter, Signature, signatures, title


class Nothing:
    """Stands for an argument that was not given."""


NOTHING = Nothing()
NOTES: list = []  # what else looks at the calls of tensors: ``utils/backcompat.py``
CACHES: list = []  # for each function what runs for which types
FLOAT: type = (
    np.float32
)  # NumPy 1 made a float of it in sums with a float, as in std() + finfo().eps
ANEW = {list, tuple, FLOAT}  # types of arguments that are read in every call
ANY_SIZE = texts.words("cat size stride unsqueeze unsqueeze_")
NOT_EMPTY = texts.words("mean sort std var")  # also if all elements are meant


class Reader:
    """A function or method of 0.3: how its arguments are read, and what runs then.

    Args:
        name: without ``torch.``.
        call: the operation, for arguments in the order of 0.4.
        tensors, variables: the signatures for either; None if it is not there for them.
        method: whether the first argument is the tensor that the method belongs to.
        shown: how messages of tensors name it.
        default: the function that returns the tensor type of calls without a tensor.
    """

    def __init__(self, name, call, tensors, variables, method=False, shown=None, default=None):
        self.name, self.call, self.method, self.default = name, call, method, default
        self.tensors, self.variables = tensors, variables
        self.numbers = {kind: make(call) for kind, make in NUMBERS.items()}
        self.shown = shown or (name if method or name == "cat" else f"torch.{name}")

    def function(self):
        """Return the function that users call.

        Most calls have one argument or two, without names: that these have parameters of their own
        makes the way to the operation 0.3 us shorter.
        """
        known, along = {}, self.takes_dim()  # a combination of types: what runs
        CACHES.append(known)

        def read_and_run(first=NOTHING, second=NOTHING, /, *rest, **named):
            types = first.__class__, second.__class__
            run = None if rest or named else known.get(types)
            if run is not None and (not along or first._array.size):
                return run(first) if second is NOTHING else run(first, second)
            args = tuple([a for a in (first, second) if a is not NOTHING]) + rest
            types += tuple(map(type, rest))
            run = None if named else known.get(types)
            if run is not None and (not along or first._array.size):
                return run(*args)
            run, given, options, out = self.read(args, named)
            if not (named or options or NOTES or ANEW.intersection(types)):
                known[types] = run
            result = run(*given, **options)
            return result if out is None else write_out(out, result)

        read_and_run.__name__ = read_and_run.__qualname__ = self.name
        read_and_run.__doc__ = self.call.__doc__
        return read_and_run

    def takes_dim(self):
        """Return whether one may say which dimension is meant, of a tensor that has some."""
        signatures = [*(self.tensors or ()), *(self.variables or ())]
        dims = [p for s in signatures for p in s.parameters if p.name == "dim" and p.kind == "int"]
        return bool(dims) and self.name not in ANY_SIZE

    def check_elements(self, args, pairs):
        """Raise RuntimeError if an empty tensor, which has no dimensions, should have one."""
        if not args or not self.takes_dim() or args[0]._array.size:
            return
        for parameter, dim in pairs:
            if parameter.name == "dim":
                raise RuntimeError(f"dimension specified as {dim}, but tensor has no dimensions")
        if self.name in NOT_EMPTY:
            raise RuntimeError("invalid argument 1: empty Tensor")

    def read(self, args, named):
        """Return what runs, what it takes by position and by name, and what ``out`` is."""
        owner = owner_of(args) or owner_of(named.values()) or self.default()
        args = tuple([a.item() if isinstance(a, FLOAT) else a for a in args])
        named = dict(named)
        if hasattr(owner, "volatile"):
            return self.read_variables(owner, args, named)
        if self.method and self.name in owner.missing:
            raise AttributeError(f"'{title(owner)}' object has no attribute '{self.name}'")
        if self.tensors is None:
            return self.call, args, named, None
        if self.name in owner.missing:
            raise TypeError(f"Type {title(owner)} doesn't implement stateless method {self.name}")
        out = named.pop("out", None)
        tensor, rest = (args[:1], args[1:]) if self.method else ((), args)
        for signature in self.tensors:
            if out is None or signature.takes_out(out, owner):
                parameters = signature.parameters if self.method else signature.whole
                pairs = signature.bound(parameters, rest, named, owner)
                if pairs is not None:
                    self.check_elements(args, pairs)
                    for note in NOTES:
                        note(self.name, args, pairs)
                    given, options = passed(pairs)
                    run = self.numbers.get(signature.number, self.call)
                    return run, (*tensor, *given), options, out
        raise TypeError(self.complaint(owner, args, named, out))

    def complaint(self, owner, args, named, out):
        """Return the message for arguments that fit no signature of tensors."""
        named = named if out is None else {**named, "out": out}
        options = {}
        for signature in self.tensors:
            parameters = signature.parameters if self.method else signature.whole
            if not self.method or len(parameters) < len(signature.whole):
                key = signature.text if self.method else len(options)
                options.setdefault(key, (signature, parameters))
        given = args[1:] if self.method else args
        return str(Complaint(self.shown, list(options.values()), owner, given, named))

    def read_variables(self, owner, args, named):
        """Read a call about Variables, whose methods are functions too."""
        of_method = bool(args) and isinstance(args[0], owner)
        if self.variables is None or not of_method:
            return self.call, args, named, None
        for signature in self.variables:
            pairs = signature.bound(signature.parameters, args[1:], named, None)
            if pairs is not None:
                self.check_elements(args, pairs)
                given, options = passed(pairs)
                return self.call, (args[0], *given), options, None
        if not self.variables[-1].parameters and len(self.variables) == 1:
            what = f"arguments ({len(args) - 1} given)" if args[1:] else "keyword arguments"
            raise TypeError(f"{self.name}() takes no {what}")
        raise RuntimeError(of_variables(self.name, self.variables, args[1:], named))


def real_of(call):
    """Return the function that gives the number which is the only element of what ``call`` does."""
    return lambda *args, **options: call(*args, **options)._array.item()


def accreal_of(call):
    """Return the function that gives the same, computed in double precision or in 64 bits."""

    def accurate(*args, **options):
        given = [wide(arg) if isinstance(arg, TensorBase) else arg for arg in args]
        return call(*given, **options)._array.item()

    return accurate


def root_of(call):
    """Return the function that gives the norm of a tensor: a root is taken in single precision."""
    real, accreal = real_of(call), accreal_of(call)
    return lambda tensor, p: (accreal if p in (0, 1, 2) else real)(tensor, p)


def bool_of(call):
    """Return the function that gives a truth value."""
    return lambda *args, **options: bool(call(*args, **options)._array.item())


def element_of(call):
    """Return the function that gives a number if the tensor has one dimension."""

    def part(tensor, *args, **options):
        result = call(tensor, *args, **options)
        return result._array.item() if tensor._array.ndim == 1 else result

    return part


NUMBERS = {"real": real_of, "accreal": accreal_of, "root": root_of, "bool": bool_of}
NUMBERS["element"] = element_of


def wide(tensor):
    """Return a tensor in the type that C sums its elements in."""
    return tensor._as(np.float64 if tensor._array.dtype.kind == "f" else np.int64)


def passed(pairs):
    """Return what is passed by position, and what by name."""
    given = [value for parameter, value in pairs if not parameter.passed]
    return given, {p.passed: value for p, value in pairs if p.passed}


def owner_of(values):
    """Return the type of the first tensor or Variable, also of one in a sequence; or None.

    A call about a sparse tensor is one about the type of its values.
    """
    for value in values:
        if isinstance(value, (list, tuple)):
            value = next((item for item in value if isinstance(item, TensorBase)), None)
        if isinstance(value, TensorBase):
            return getattr(value, "dense", type(value))
    return None


def write_out(out, result):
    """Write the result of an operation, or each of several, into ``out``."""
    several = isinstance(out, (tuple, list))
    if not several:  # of comparisons it may be of the type that is compared
        result = result.type_as(out)
    for target, value in zip(
        out if several else [out], result if several else [result], strict=True
    ):
        put_out(target, value)
    return out


def derived(op):
    """Return the signatures that an operation has if ``signatures.py`` says nothing of it."""
    return [derived_one(op, own=True)], [derived_one(op, own=False)]


def derived_one(op, own):
    """Return the signature of an operation for tensors, or for Variables."""
    signature = Signature("()", about_tensor=own)
    for name in op.parameters[1:]:
        default = op.defaults[name]
        kind = tensor_kind(op.kinds[name]) if name in op.kinds else kind_of(default, op, name)
        kind = kind if own or name not in op.kinds else "Variable"
        optional = "" if default is op.REQUIRED else "=default"
        parameter = Parameter(f"{kind} {name}{optional}")
        parameter.passed = name if kind == "bool" else ""
        signature.whole.append(parameter)
    signature.parameters = [p for p in signature.whole if not p.is_self]
    signature.variadic = bool(signature.whole) and signature.whole[-1].kind == "int ..."
    signature.least = sum(not p.optional for p in signature.parameters)
    signature.out = "T" if own and op.out else ""
    return signature


OF_ELEMENTS = {"i8": "L", "u1": "B", "i4": "I"}


def tensor_kind(annotation):
    """Return the kind of argument that an annotated parameter asks for."""
    if annotation.number or annotation.many:
        return "any"
    return "T" if annotation.numpy is None else OF_ELEMENTS[np.dtype(annotation.numpy).str[1:]]


def kind_of(default, op, name):
    """Return the kind of argument that an attribute asks for, by its default."""
    if name in op.ints:
        return "int ..."
    if name in ("dim", "dimension") and default is op.REQUIRED:
        return "int"
    return {bool: "bool", int: "float", float: "float"}.get(type(default), "any")


def table(text, about_tensor=False):
    """Return ``{name: signatures}`` for the lines of a table."""
    found = {}
    for line in text.replace("\\\n", "").strip().splitlines():
        names, _, alternatives = line.partition(" = ")
        for name in names.split():
            found[name] = signatures(alternatives, about_tensor)
    return found


TENSORS = table(texts.TENSORS, about_tensor=True) | table(texts.JOINING)
MAKERS = table(texts.MAKERS)
VARIABLES = table(texts.VARIABLES)
