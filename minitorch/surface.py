"""What derives from operations: functions, methods, in-place forms, operators, nn.functional."""

import operator
from functools import wraps

import numpy as np

from . import ops, sampling, views  # noqa: F401 (defining operations fills the registry)
from .arguments import guarded, guarded_method
from .fallbacks import check_unrecorded, put_out
from .op import COMPOSITES, OPS
from .ops.shape import clone_ahead
from .tensor import Tensor

IN_PLACE = """
    abs_ acos_ addmv_ as_strided_ asin_ atan_ bernoulli_ ceil_ cos_ cosh_ erf_ erfc_ exp_ expm1_
    fill_ floor_ index_put_ log10_ log1p_ log2_ log_ relu_ resize_as_ round_ rsqrt_ sigmoid_ sin_
    sinh_ sqrt_ tan_ tanh_ trunc_ zero_
"""  # the methods that 0.4.1 has as functions too
REFLECTED = {
    "add": lambda self, other: self + other,
    "mul": lambda self, other: self * other,
    "sub": lambda self, other: -self + other,
    "truediv": lambda self, other: reflected_division(self, other),
    "pow": lambda self, other: self._full((1,) * self._array.ndim, other) ** self,
}


def reflected_division(self, other):
    """Return ``other / self`` for a number; of integers, the whole part."""
    if self._array.dtype.kind == "f":
        return self.reciprocal() * other
    return (self.double().reciprocal() * other).type_as(self)


def reflected(name, by_torch):
    """Return the method for ``other + self`` and its like; what comes from NumPy, NumPy computes.

    A NumPy scalar counts as a Python number: it doesn't change the type of a tensor.
    """
    by_numpy = getattr(operator, name)

    def method(self, other):
        if not isinstance(other, (np.ndarray, np.generic)):
            return by_torch(self, other)
        other = other.item() if isinstance(other, np.generic) else other
        return self.__array_wrap__(by_numpy(other, self.numpy()))

    return method


def inplace(op):
    """Return the method that overwrites its tensor with the result of ``op``."""
    compute, change = op.method_call, views.reshape if op.view else views.overwrite

    def method(self, *args, **attributes):
        views.check_writable(self)
        return change(self, compute(self, *args, **attributes))

    def named(self, *args, **attributes):
        views.check_writable(self)
        result = compute(self, *args, **attributes)
        if result._edge is not None:
            node = result._edge[0]
            node.__class__ = self._nodes.renamed(node.op, names[node.op.second])
        return change(self, result)

    names = (op.inplace, op.inplace) if isinstance(op.inplace, str) else op.inplace
    method = named if isinstance(names, tuple) else method

    return titled(method, op.name)


def of_copy(name, function):
    """Return the method that overwrites its tensor with the result of a composite for a copy of it:
    several operations may need the value before the change.
    """

    def method(self, *args, **attributes):
        views.check_writable(self)
        return views.overwrite(self, function(self.clone(), *args, **attributes))

    return titled(method, name)


def of_clone(op):
    """Return the method of an operation that torch does in place, to a clone of its tensor."""
    compute = op.method_call

    def method(self, *args, **attributes):
        return compute(self if self._edge is None else clone_ahead(self), *args, **attributes)

    method.__name__, method.__doc__ = op.name, op.__doc__
    return method


def titled(method, name):
    """Give an in-place method its name and documentation; return it."""
    method.__name__ = f"{name}_"
    method.__doc__ = f"In-place form of :func:`{name}`; returns the tensor itself."
    return method


def refused_power(self, exponent):
    """Raise: ``x **= y`` is not there in 0.4; ``x.pow_(y)`` is."""
    raise NotImplementedError("in-place pow not implemented")


def methods():
    """Return everything that operations give to tensors, by name."""
    found = {
        name: guarded_method(name, function)
        for name, function in COMPOSITES.items()
        if function.method
    }
    for name, function in COMPOSITES.items():
        if function.inplace:
            found[f"{name}_"] = of_copy(name, function)
    for name, op in OPS.items():
        if op.method:
            found[name] = of_clone(op) if op.cloned else op.method_call
        if op.inplace:
            found[f"{name}_"] = inplace(op)
        if op.operator:
            found[f"__{op.operator}__"] = op.method_call
            if op.inplace and len(op.parameters) > 1:
                found[f"__i{op.operator}__"] = found[f"{name}_"]
            if op.operator in REFLECTED:
                found[f"__r{op.operator}__"] = reflected(op.operator, REFLECTED[op.operator])
    found["__ipow__"] = refused_power
    found["__matmul__"] = COMPOSITES["matmul"]
    for python2, python3 in (("div", "truediv"), ("idiv", "itruediv"), ("rdiv", "rtruediv")):
        found[f"__{python2}__"] = found[f"__{python3}__"]
    return found


def functions():
    """Return everything that operations give to the package, by name."""
    found = {
        name: into_out(guarded(function, name), name) if function.out else guarded(function, name)
        for name, function in COMPOSITES.items()
        if function.torch
    }
    found.update({name: op.call for name, op in OPS.items() if op.torch})
    return found


def in_place_functions():
    """Return the in-place methods that are functions of the package too, by name."""
    return {name: guarded(getattr(Tensor, name), name) for name in IN_PLACE.split()}


def into_out(function, name):
    """Return a function that also takes ``out=``, a tensor to write its result into."""

    @wraps(function)
    def call(*args, out=None, **kwargs):
        if out is None:
            return function(*args, **kwargs)
        check_unrecorded(name, out, *args, *kwargs.values())
        return put_out(out, function(*args, **kwargs))

    return call


def functional():
    """Return everything that operations give to ``nn.functional``, by name."""
    found = {name: f for name, f in COMPOSITES.items() if f.functional}
    found.update({name: op.call for name, op in OPS.items() if op.functional})
    return found


def install(cls, found):
    """Give ``cls`` the methods in ``found`` that it does not define itself."""
    for name, method in found.items():
        if name not in cls.__dict__ and not (name == "__eq__" and "__eq__" in cls.__dict__):
            setattr(cls, name, method)


install(Tensor, methods())
Tensor.__hash__ = lambda self: id(self)
