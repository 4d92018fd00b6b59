"""What is wrong with what, in torch's words; and the rarer ways of calling an operation.

The functions that ``calls.py`` writes come here when an argument is not plainly a tensor.
"""

import sys

import numpy as np

from . import arguments
from .backend import backend_of
from .cases import Float, Real
from .dtype import FROM_NUMPY, type_string
from .engine import TensorBase, edge_of, grad_mode


def type_name(value):
    """Return how torch names the type of an argument in its messages."""
    return type_of(value._array) if isinstance(value, TensorBase) else type(value).__name__


def type_of(array):
    """Return the tensor type of an array, such as ``torch.FloatTensor``."""
    return type_string(array.dtype, backend_of(array).name)


def agree(op, name, first, other):
    """Raise unless two arrays have one dtype and live on one kind of device."""
    if first.dtype != other.dtype or backend_of(first) is not backend_of(other):
        wrong_type(op, name, other, type_of(first))
    if first.dtype.char == "e" and issubclass(op.kinds[next(iter(op.kinds))], Real):
        not_implemented(op, first)


def wrong_type(op, name, array, expected=None):
    """Raise since argument ``name`` is not of the expected tensor type."""
    expected = expected or type_string(np.dtype(op.kinds[name].numpy), backend_of(array).name)
    position = op.position or list(op.parameters).index(name) + 1
    raise RuntimeError(
        f"Expected object of type {expected} but found type {type_of(array)} "
        f"for argument #{position} '{name}'"
    )


def not_implemented(op, array):
    """Raise since ``op`` takes float and double only; a GPU also half."""
    if array.dtype.char == "e" and backend_of(array).name != "cpu":
        return
    kind = type_of(array)
    if op.kernel or Float not in op.kinds.values():
        kernel = (op.kernel or "{}").format(op.name)
        raise RuntimeError(f"{kernel} is not implemented for type {kind}")
    raise RuntimeError(f"\"{op.name}\" not implemented for '{kind}'")


def all_agree(op, arrays):
    """Raise unless all arrays of a sequence have one dtype."""
    for position, array in enumerate(arrays):
        if array.dtype != arrays[0].dtype:
            raise RuntimeError(
                f"Expected object of type {type_of(arrays[0])} but found type {type_of(array)} "
                f"for sequence element {position} in sequence argument at position #1 "
                f"'{op.parameters[0]}'"
            )


def not_differentiable(name):
    """Raise since an operation has no derivative by its input ``name``."""
    raise RuntimeError(f"the derivative for '{name}' is not implemented")


def not_broadcastable(arrays):
    """Return the error for shapes that do not broadcast together."""
    shapes = [array.shape for array in arrays]
    rank = max(map(len, shapes))
    first = (1,) * (rank - len(shapes[0])) + shapes[0]
    for shape in shapes[1:]:
        other = (1,) * (rank - len(shape)) + shape
        for dim in reversed(range(rank)):
            if first[dim] != other[dim] and 1 not in (first[dim], other[dim]):
                return RuntimeError(
                    f"The size of tensor a ({first[dim]}) must match the size of tensor b "
                    f"({other[dim]}) at non-singleton dimension {dim}"
                )
    return RuntimeError("The sizes of the tensors do not match")


def check_gradient(tensor, gradient):
    """Raise unless ``gradient`` has the shape and the type of ``tensor``."""
    shapes = list(tensor.shape), list(gradient.shape)
    types = type_name(tensor), type_name(gradient)
    for what, (expected, got) in (("shape", shapes), ("type", types)):
        if expected != got:
            raise RuntimeError(
                f"invalid gradient at index 0 - expected {what} {expected} but got {got}"
            )


PLAIN = {int, float, type(None)}
NAMES_IN_C = {"u1": "uint8_t", "i1": "int8_t", "i2": "int16_t", "i4": "int", "i8": "int64_t"}


def number(op, array, value):
    """Return a Python number as one that NumPy will not promote ``array`` for.

    Raises:
        RuntimeError: if the number does not fit the type, or integers have more than 64 bits.
    """
    check_long(value)
    if array.dtype.kind != "f":
        bits = 8 * array.dtype.itemsize
        low = 0 if array.dtype.kind == "u" else -(1 << (bits - 1))
        if not low <= value < low + (1 << bits):
            shown = f"{value:f}" if isinstance(value, float) else value
            name = NAMES_IN_C[array.dtype.str[1:]]
            raise RuntimeError(
                f"value cannot be converted to type {name} without overflow: {shown}"
            )
        return int(value)
    if array.dtype.char == "e":
        not_implemented(op, array)
    return value


def wrapped_number(op, array, value):
    """Return a Python number likewise; integers wrap around as in C."""
    check_long(value)
    if array.dtype.kind == "f":
        return value
    bits = 8 * array.dtype.itemsize
    return np.array(int(value) % (1 << bits), f"u{bits // 8}").astype(array.dtype).item()


def check_long(value):
    """Raise if an integer has more than 64 bits."""
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        raise RuntimeError("Overflow when unpacking long")


def unmixed(op, args):
    """Run a call in which numbers stand between the tensors: ``add(tensor, 2, tensor)``."""
    tensors = [value for value in args if isinstance(value, TensorBase)]
    numbers = [value for value in args if not isinstance(value, TensorBase)]
    if len(tensors) != len(op.kinds):
        raise TypeError(f"{op.name}() received an invalid combination of arguments")
    return op.method_call(*tensors, *numbers)


def not_tensors(function, **given):
    """Return the error for the first of some arguments of a composite that is not a tensor."""
    for position, (name, value) in enumerate(given.items(), 1):
        if not isinstance(value, TensorBase):
            return TypeError(
                f"{function}(): argument '{name}' (position {position}) must be Tensor, "
                f"not {type_name(value)}"
            )
    return TypeError(f"{function}() received an invalid combination of arguments")


def no_such_form(name):
    """Return the error for arguments that no form of a function takes."""
    return TypeError(f"{name}() received an invalid combination of arguments")


def integers(op, name, *given):
    """Return as a tuple of ints what was given as one argument: an int, or any sequence of them."""
    if not given:
        raise TypeError(f'{op.name}() missing 1 required positional arguments: "{name}"')
    values = given[0] if isinstance(given[0], (tuple, list)) else given
    try:
        return tuple([int(value.__index__()) for value in values])
    except (AttributeError, TypeError, RuntimeError):
        wrong = next(v for v in (*given, *values) if not arguments.is_int(v))
        raise TypeError(
            f"{op.name}(): argument '{name}' (position 1) must be tuple of ints, "
            f"not {arguments.named(wrong)}"
        ) from None


def blame(op, kind, given):
    """Raise torch's TypeError if an argument of a call that failed has the wrong type.

    If none has, and nothing refused the call, say so.
    """
    if op.number_first and isinstance(next(iter(given.values())), (int, float)):
        return  # its other form ran, and failed
    arguments.blame(
        op.name, given, 0 if kind == "method" else 1, (*op.kinds, *op.ints, op.number_name)
    )
    arguments.explain(op.name, given, sys.exception())


def sequence(op, tensors):
    """Return a sequence of tensors as a tuple."""
    if isinstance(tensors, TensorBase) or not isinstance(tensors, (tuple, list)):
        raise TypeError(
            f"{op.name}(): argument 'tensors' (position 1) must be tuple of Tensors, "
            f"not {type_name(tensors)}"
        )
    if not tensors:
        raise RuntimeError("expected a non-empty list of Tensors")
    return tuple(tensors)


def several(wrap, values, node, op, args):
    """Wrap the results of an operation that has several; those of integers have no gradient."""
    edges = [
        (node, i) if node and value.dtype.kind == "f" and i not in op.constant else None
        for i, value in enumerate(values)
    ]
    return tuple([wrap(value, edge, op, args) for value, edge in zip(values, edges, strict=True)])


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
        call = op.method_call if kind == "method" else op.call
        if op.operand and isinstance(given[op.operand], (int, float)):
            value = given[op.operand]
            given[op.operand] = value.item() if isinstance(value, np.generic) else value
            given[op.operand] = int(value) if isinstance(value, bool) else given[op.operand]
            if isinstance(given[next(iter(op.kinds))], TensorBase):
                return call(*given.values())
    for position, (name, value) in enumerate(given.items()):
        array = op.kinds.get(name)
        if array and not isinstance(value, TensorBase):
            if value is None and op.defaults[name] is None:
                continue
            where = position if kind == "method" else position + 1
            raise TypeError(
                f"{op.name}(): argument '{name}' (position {where}) must be Tensor, "
                f"not {type_name(value)}"
            )
    raise TypeError(f"{op.name}() received an invalid combination of arguments")


def store(op, out, args):
    """Write the result of ``op`` into ``out``, which takes its shape; return ``out``."""
    outs = out if isinstance(out, (tuple, list)) else (out,)
    if (outs is out) != (op.outputs != 1) or not all(isinstance(t, TensorBase) for t in outs):
        wanted = "Tensor" if op.outputs == 1 else "tuple of Tensors"
        raise TypeError(f"{op.name}(): argument 'out' must be {wanted}, not {type_name(out)}")
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
        raise RuntimeError(
            f"Expected object of type {type_of(target._array)} but found type "
            f"{type_of(value._array)} for argument #0 'result'"
        )
    target._write(value._array)
    return target


def check_numbers(*values):
    """Raise unless each of ``values`` is a number or None, for what NumPy would also take lists."""
    for value in values:
        if value.__class__ not in PLAIN and not arguments.is_number(value):
            raise TypeError(f"a number is wanted, not {arguments.named(value)}")


def wrap_dim(dim, rank):
    """Return ``dim`` counted from the front.

    Raises:
        RuntimeError: if there is no such dimension; 0-dim tensors count as having one.
    """
    size = rank or 1
    if dim.__class__ is not int and not arguments.is_int(dim):
        raise TypeError(f"argument 'dim' must be int, not {arguments.named(dim)}")
    if not -size <= dim < size:
        raise RuntimeError(
            f"Dimension out of range (expected to be in range of [{-size}, {size - 1}], "
            f"but got {dim})"
        )
    return dim + size if dim < 0 else dim


def dtype_name(array):
    """Return the torch dtype of an array."""
    return FROM_NUMPY[array.dtype]
