"""What tensors and Variables of 0.3 can do: the operations, with the arguments they had then."""

from functools import wraps

from .. import surface
from ..op import COMPOSITES, OPS
from ..surface import inplace, methods
from ..tensor import Tensor as Core
from . import operators, sizes, written
from .own_ops import OVER_ALL, round_away
from .parsing import TENSORS, VARIABLES, Reader, derived
from .signatures import FUNCTIONS, READ_BY_PYTHON
from .tensor import TYPES, Bare, Tensor, absent, default_type

OWN = {  # in the place of functions of 0.4
    "round": round_away.op.method_call,
    **OVER_ALL,
    **sizes.OF_BOTH,
    **written.OF_BOTH,
}


def reader(name, call, method):
    """Return what reads the arguments of ``call``; None if Python itself does."""
    op = OPS.get(name.removesuffix("_"))
    tensors, variables = TENSORS.get(name), VARIABLES.get(name)
    if op is not None and name not in COMPOSITES and not op.kinds[op.parameters[0]].many:
        own, others = derived(op)
        tensors, variables = tensors or own, variables or others
    variables = None if name in READ_BY_PYTHON else variables
    if tensors is None and variables is None:
        return None
    return Reader(name, call, tensors, variables, method, default=default_type)


def functions():
    """Return everything that operations give to the package, by name."""
    found = {}
    own = {name: getattr(Bare, name) for name in TENSORS if hasattr(Bare, name)}
    for name, call in {**own, **surface.functions(), **COMPOSITES, **OWN}.items():
        if name in FUNCTIONS:
            made = reader(name, call, method=False)
            found[name] = call if made is None else made.function()
    return {**found, **written.FUNCTIONS}


EXPANDED = {"masked_fill_": ("mask",), "masked_scatter_": ("mask",)}  # and others elementwise


def in_place(name, call):
    """Return a method that changes its tensor only if that may be changed."""
    op = OPS.get(name.removesuffix("_"))
    names = EXPANDED.get(name, op.parameters[1:] if op is not None and op.pointwise else ())

    @wraps(call)
    def method(self, *args, **named):
        return self._change(call, args, named)

    @wraps(call)
    def expanding(self, *args, **named):
        return self._change(call, self._as_large(args, names), named)

    return expanding if names else method


def install(variable):
    """Give tensors and Variables the methods of 0.3, and each tensor type only those it has.

    Args:
        variable: the class of Variables.
    """
    found = {**vars(Core), **methods(), **COMPOSITES, **OWN, "round_": inplace(round_away.op)}
    for name, call in found.items():
        method = name in vars(Core) and callable(call) and name not in Bare.__dict__
        if method and not name.startswith("_"):
            call = in_place(name, call) if name.endswith("_") else call
            made = reader(name, call, method=True)
            if made is not None or name in COMPOSITES:
                setattr(Bare, name, call if made is None else made.function())
    for name, method in written.OF_TENSORS.items():
        setattr(Tensor, name, method)
    for name, method in {**written.OF_VARIABLES, **operators.OF_VARIABLES}.items():
        setattr(variable, name, method)
    for name, method in operators.METHODS.items():
        setattr(Bare, name, getattr(Bare, method))
    for name, function in operators.OF_BOTH.items():
        setattr(Bare, name, function)
    for name, function in operators.OF_TENSORS.items():
        setattr(Tensor, name, function)
    for cls in TYPES.values():
        absent(cls, cls.missing)
