"""Where a written call goes when its arguments are not plainly tensors, or it has several results.

``calls.py`` writes the straight way of every call; the functions here are the turnings off it.
"""

import sys

import numpy as np

from . import arguments
from .backend import is_sparse
from .engine import TensorBase, edge_of, grad_mode
from .errors import type_of, unexpected_type


def unusual(op, kind, args):
    """Run a call whose arguments are not plainly tensors, or raise torch's TypeError."""
    given = dict(zip(op.parameters, args, strict=True))
    first = next((v for v in args if isinstance(v, TensorBase)), None)
    if op.number_first and isinstance(args[0], (int, float)) and args[1] is first:
        return op.number_first(*args)
    if op.mixed and sum([isinstance(v, TensorBase) for v in args]) == len(op.kinds):
        return unmixed(op, args)
    if first is not None:
        first._convert(op, given)
        if op.operand and isinstance(given[op.operand], (int, float)):
            given[op.operand] = plain(given[op.operand])
            if isinstance(given[next(iter(op.kinds))], TensorBase):
                return (op.method_call if kind == "method" else op.call)(*given.values())
    for position, (name, value) in enumerate(given.items()):
        array = op.kinds.get(name)
        if array and not isinstance(value, TensorBase):
            if value is None and op.defaults[name] is None:
                continue
            where = position if kind == "method" else position + 1
            raise arguments.wrong_argument(op.name, name, where, "Tensor", value)
    raise arguments.no_such_form(op.name)


def plain(number):
    """Return a number of NumPy's, or a truth value, as a Python number, which calls look for."""
    if isinstance(number, np.generic):
        return number.item()
    return int(number) if isinstance(number, bool) else number


def unmixed(op, args):
    """Run a call in which numbers stand between the tensors: ``add(tensor, 2, tensor)``."""
    tensors = [value for value in args if isinstance(value, TensorBase)]
    numbers = [value for value in args if not isinstance(value, TensorBase)]
    if len(tensors) != len(op.kinds):
        raise arguments.no_such_form(op.name)
    return op.method_call(*tensors, *numbers)


def sequence(op, tensors):
    """Return a sequence of tensors as a tuple."""
    if isinstance(tensors, TensorBase) or not isinstance(tensors, (tuple, list)):
        raise arguments.wrong_argument(op.name, "tensors", 1, "tuple of Tensors", tensors)
    if not tensors:
        raise RuntimeError("expected a non-empty list of Tensors")
    return tuple(tensors)


def integers(function, name, *given):
    """Return as a tuple of ints what was given as one argument: an int, or any sequence of them."""
    if not given:
        raise TypeError(f'{function}() missing 1 required positional arguments: "{name}"')
    values = given[0] if isinstance(given[0], (tuple, list)) else given
    try:
        if isinstance(given[0], bool):
            raise TypeError
        return tuple([int(value.__index__()) for value in values])
    except (AttributeError, TypeError, RuntimeError):
        wrong = next(v for v in (*given, *values) if not arguments.is_int(v))
        raise arguments.wrong_argument(function, name, 1, "tuple of ints", wrong) from None


def several(wrap, values, node, op, args):
    """Wrap the results of an operation that has several; those of integers have no gradient."""
    edges = [
        (node, i) if node and value.dtype.kind == "f" and i not in op.constant else None
        for i, value in enumerate(values)
    ]
    return tuple([wrap(value, edge, op, args) for value, edge in zip(values, edges, strict=True)])


def store(op, out, args):
    """Write the result of ``op`` into ``out``, which takes its shape; return ``out``."""
    outs = out if isinstance(out, (tuple, list)) else (out,)
    if (outs is out) != (op.outputs != 1) or not all(isinstance(t, TensorBase) for t in outs):
        wanted = "Tensor" if op.outputs == 1 else "tuple of Tensors"
        raise arguments.wrong_argument(op.name, "out", None, wanted, out)
    check_unrecorded(op.name, *args, *outs)
    result = op.method_call(*args)
    for target, value in zip(outs, result if isinstance(result, tuple) else (result,)):
        put_out(target, value)
    return out


def check_unrecorded(name, *args):
    """Raise if a gradient is wanted of one of the arguments of a call with ``out=``."""
    if grad_mode.enabled and any(isinstance(t, TensorBase) and edge_of(t) for t in args):
        raise RuntimeError(
            f"{name}(): functions with out=... arguments don't support automatic "
            "differentiation, but one of the arguments requires grad."
        )


def put_out(target, value):
    """Write ``value`` into ``target``, which takes its shape; return ``target``.

    Raises:
        RuntimeError: if the types differ.
    """
    if target._array.dtype != value._array.dtype:
        raise unexpected_type(type_of(target._array), type_of(value._array), 0, "result")
    target._write(value._array)
    return target


def blame(op, kind, given):
    """Raise torch's TypeError if an argument of a call that failed has the wrong type.

    If none has, and nothing refused the call, say so.
    """
    if op.number_first and isinstance(next(iter(given.values())), (int, float)):
        return  # its other form ran, and failed
    arguments.blame(
        op.name, given, 0 if kind == "method" else 1, (*op.kinds, *op.ints, op.number_name)
    )
    sparse = [v for v in given.values() if isinstance(v, TensorBase) and is_sparse(v._array)]
    if sparse and not isinstance(sys.exception(), RuntimeError):
        raise RuntimeError(f"{op.name} is not implemented for type {type_of(sparse[0]._array)}")
    arguments.explain(op.name, given, sys.exception())
