"""Which argument of a call was wrong, in torch's words.

PyTorch's parser checks every argument before it computes. Here a call goes ahead, and only when it
fails are its arguments looked at: if one is not of the type that its parameter has in PyTorch, that
is what was wrong. A call that succeeds pays nothing.
"""

from functools import wraps
from inspect import CO_VARARGS
from opcode import opmap

import numpy as np

from .dtype import dtype as dtype_type
from .engine import TensorBase


def is_single(value):
    """Return whether ``value`` is a 0-dim tensor, which stands for its number."""
    return isinstance(value, TensorBase) and not value._array.ndim


def is_int(value):
    """Return whether ``value`` may stand where PyTorch takes an integer."""
    whole = isinstance(value, (int, np.integer)) and not isinstance(value, bool)
    return whole or is_single(value)


def is_number(value):
    """Return whether ``value`` may stand where PyTorch takes a number."""
    return isinstance(value, (int, float, np.number)) or is_single(value)


def is_ints(value):
    """Return whether ``value`` is an integer or a sequence of them."""
    return is_int(value) or (isinstance(value, (tuple, list)) and all(map(is_int, value)))


RAISE = opmap["RAISE_VARARGS"]
TYPES = {  # how PyTorch names the type of a parameter -> what fits
    "int": is_int,
    "Number": is_number,
    "float": lambda value: is_number(value) and not isinstance(value, bool),
    "bool": lambda value: isinstance(value, bool),
    "tuple of ints": is_ints,
    "Tensor": lambda value: isinstance(value, TensorBase),
    "torch.dtype": lambda value: isinstance(value, dtype_type),
}
PARAMETERS = {  # the types that names mean, wherever nothing else is said beside the parameter
    "int": "dim dim0 dim1 dim2 dimension diagonal offset chunks k n m steps axis bins signal_ndim "
    "num_samples window_length",
    "Number": "alpha beta min max value p start end step min_val max_val fill_value threshold tol "
    "lambd",
    "float": "mean std median sigma rtol atol rcond",
    "bool": "keepdim unbiased largest sorted upper replacement accumulate descending some "
    "compute_uv eigenvectors left transpose unitriangular pivot return_inverse normalized onesided "
    "non_blocking equal_nan",
    "tuple of ints": "size sizes repeats dims shape split_size signal_sizes",
    "Tensor": "input other tensor tensor1 tensor2 mat1 mat2 mat vec vec1 vec2 mask self "
    "the_template condition",
    "torch.dtype": "dtype",
}
BY_NAME = {name: kind for kind, names in PARAMETERS.items() for name in names.split()}
DOUBTS = {  # how one asks, in few nanoseconds, whether an argument might be of another type
    "int": "{0}.__class__ is not int and {0} is not None",
    "Number": "{0}.__class__ is not float and {0}.__class__ is not int and {0} is not None",
    "float": "{0}.__class__ is not float and {0}.__class__ is not int",
    "bool": "{0} is not False and {0} is not True",
}


def doubts(op):
    """Return the code that asks whether an attribute of a call might be of another type."""
    if op.mixed:  # any of its arguments may stand anywhere
        return ""
    others = [n for n in op.attributes if n not in (*op.ints, op.number_name)]
    kinds = {name: BY_NAME.get(name) for name in others}
    return " or ".join([DOUBTS[kind].format(n) for n, kind in kinds.items() if kind in DOUBTS])


EITHER = {  # what fits in some function or other, or in one alone
    "bernoulli.p": lambda value: isinstance(value, TensorBase) or is_number(value),
    "dim": lambda value: value is None or is_ints(value),
    "min": lambda value: value is None or is_number(value),
    "max": lambda value: value is None or is_number(value),
    "value": lambda value: isinstance(value, TensorBase) or is_number(value),
    "m": lambda value: value is None or is_int(value),
    "end": lambda value: value is None or is_number(value),
    "dtype": lambda value: value is None or isinstance(value, dtype_type),
}


OTHERWISE = {"max": ("dim",), "min": ("dim",), "type": ("dtype",)}  # what may be something else too


def blame(name, given, position=1, excepted=()):
    """Raise if an argument has a type that its parameter does not take; else return.

    Args:
        name: that of the function.
        given: ``{parameter: value}``, in order.
        position: the number of the first argument; 0 for a method's own tensor.
        excepted: parameters to leave alone.

    Raises:
        TypeError: in torch's words, if so.
    """
    for number, (parameter, value) in enumerate(given.items(), position):
        kind = BY_NAME.get(parameter)
        if kind is None or parameter in excepted:
            continue
        fits = EITHER.get(f"{name}.{parameter}") or EITHER.get(parameter) or TYPES[kind]
        if fits(value):
            continue
        shown = "input" if parameter == "self" else parameter
        raise wrong_argument(name, shown, number, kind, value)


STUMBLES = (ValueError, IndexError, KeyError, OverflowError, TypeError, AttributeError)


def explain(name, given, error):
    """Raise in one sentence what an operation stumbled into; return if it refused on purpose.

    The arrays of a computation that was not refused in torch's words may still not go together,
    and NumPy's words speak of what the caller never wrote.

    Raises:
        TypeError: if something has the wrong type.
        RuntimeError: otherwise.
    """
    if isinstance(error, STUMBLES) and is_stumble(error.__traceback__):
        shown = ", ".join(f"{parameter} {described(value)}" for parameter, value in given.items())
        kind = TypeError if isinstance(error, (TypeError, AttributeError)) else RuntimeError
        raise kind(f"{name}(): these arguments do not go together: {shown} ({error})") from error


def is_stumble(traceback):
    """Return whether the last thing that ran is in NumPy, or here but not a ``raise``."""
    while traceback.tb_next:
        traceback = traceback.tb_next
    frame = traceback.tb_frame
    package = frame.f_globals["__name__"].partition(".")[0]
    at_raise = frame.f_code.co_code[traceback.tb_lasti] == RAISE
    return package == "numpy" or (package == __package__ and not at_raise)


def described(value):
    """Return an argument in few words: of tensors their size."""
    if isinstance(value, TensorBase):
        return f"of size {list(value._array.shape)}"
    return f"= {value!r:.40}"


def named(value):
    """Return how torch names the type of an argument."""
    kind = type(value)
    module = "" if kind.__module__ in ("builtins", "minitorch") else f"{kind.__module__}."
    return kind.__name__ if isinstance(value, TensorBase) else module + kind.__name__


def wrong_argument(function, name, position, wanted, value):
    """Return the error for an argument that is not of the type that its parameter has.

    Args:
        position: the number of the argument; None where it can be given by name only.
    """
    place = "" if position is None else f" (position {position})"
    return TypeError(f"{function}(): argument '{name}'{place} must be {wanted}, not {named(value)}")


def not_tensors(function, **given):
    """Return the error for the first of some arguments that is not a tensor."""
    for position, (name, value) in enumerate(given.items(), 1):
        if not isinstance(value, TensorBase):
            return wrong_argument(function, name, position, "Tensor", value)
    return no_such_form(function)


def no_such_form(function):
    """Return the error for arguments that no form of a function takes."""
    return TypeError(f"{function}() received an invalid combination of arguments")


def given_to(function, args, kwargs, skipped=0):
    """Return ``{parameter: value}`` for what a call was given, without defaults."""
    code = function.__code__
    names = code.co_varnames[skipped : code.co_argcount]
    return {**dict(zip(names, args, strict=False)), **kwargs}


def guarded(function, name, method=False):
    """Return ``function``, which says in torch's words what was wrong with the arguments.

    Those that Python would take for something else too, such as ``keepdim=1``, are looked at first.
    """
    excepted, first = OTHERWISE.get(name, ()), 0 if method else 1
    names = function.__code__.co_varnames[: function.__code__.co_argcount]
    flags = [(i, n) for i, n in enumerate(names) if BY_NAME.get(n) in ("bool", "float")]

    @wraps(function)
    def call(*args, **kwargs):
        for index, flag in flags:
            if len(args) > index or flag in kwargs:
                blame(name, given_to(function, args, kwargs), first, excepted)
                break
        try:
            return function(*args, **kwargs)
        except Exception as error:
            given = given_to(function, args, kwargs)
            blame(name, given, first, excepted)
            explain(name, given, error)
            raise

    return call


def guarded_method(name, method):
    """Return :func:`guarded` ``method`` if it takes arguments that may be to blame.

    What a method of Python's own protocols takes is Python's concern, and what is private ours.
    """
    code = getattr(method, "__code__", None)
    if name.startswith("_") or code is None:
        return method
    several = code.co_argcount + code.co_kwonlyargcount > 1 or code.co_flags & CO_VARARGS
    return guarded(method, name, method=True) if several else method
