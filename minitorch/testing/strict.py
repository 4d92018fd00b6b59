"""A stand-in for a GPU: arrays that do what CuPy's do, and refuse what CuPy's refuse.

On a machine without a GPU this finds code that silently falls back on NumPy: a strict array is not
converted by ``np.asarray``, does not mix with NumPy arrays, has no function in its namespace that
CuPy lacks, and gives 0-dim arrays where NumPy gives scalars. It counts what would make a GPU wait.

Source: CuPy 14, reference: supported NumPy functions; "Differences between CuPy and NumPy".
"""

from types import SimpleNamespace

import numpy as np

from ..backend import BACKENDS, NAMESPACE, Backend
from ..dtype import DEVICE_TYPES

# What the operations use, and both libraries have.
WORDS = """
    abs add all any arange argmax argmin array ascontiguousarray
    broadcast_arrays broadcast_to
    ceil concatenate cos cross cumsum
    diagonal dot
    exp expand_dims expm1 eye
    flip floor floor_divide fmin full full_like
    log log1p
    matmul max maximum mean min minimum
    nonzero
    ones_like
    prod
    remainder repeat reshape rint
    sign sin sqrt squeeze stack std subtract sum swapaxes
    take take_along_axis tan tanh tile transpose tril triu trunc
    unravel_index
    var
    where
    zeros zeros_like
"""
FOR_NUMBERS = """
    arccos arcsin arctan arctan2 argpartition argsort bincount cosh cumprod fmod isfinite isinf
    isnan log10 log2 ones partition sinh sort unique
"""
FOR_IMAGES = "clip einsum empty ones"  # what convolution, pooling and their like use besides
SHARED = frozenset(f"{WORDS} {FOR_NUMBERS} {FOR_IMAGES}".split())
PROPERTIES = ("shape", "ndim", "size", "dtype", "itemsize", "strides", "flags", "nbytes")
METHODS = (
    "astype",
    "clip",
    "copy",
    "dot",
    "fill",
    "reshape",
    "sum",
    "any",
    "all",
    "min",
    "max",
    "nonzero",
    "view",
)
ARITHMETIC = ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul")
BITS = ("and", "or", "xor", "lshift", "rshift")
COMPARISON = ("eq", "ne", "lt", "le", "gt", "ge", "neg", "abs", "invert")
ADDED_AT = ("float16", "float32", "float64", "int32", "uint32", "uint64")  # what a GPU adds at once
counts = {"copies to the host": 0, "waits": 0}
watchers = []  # called with every function of the library that is used, and its arguments


def bare(value):
    """Return NumPy's view of an argument; an array of NumPy itself is refused."""
    if isinstance(value, StrictArray):
        return value.held
    if isinstance(value, np.ndarray):
        raise TypeError("a NumPy array does not mix with arrays of this device")
    if isinstance(value, (tuple, list)):
        return type(value)(map(bare, value))
    return value


def strict(value):
    """Return a result as strict arrays: scalars become 0-dim arrays, as on a GPU."""
    if isinstance(value, (np.ndarray, np.generic)):
        return StrictArray(np.asarray(value))
    return tuple(map(strict, value)) if isinstance(value, (tuple, list)) else value


def lifted(function):
    """Return ``function`` of NumPy as one of strict arrays."""

    def run(*args, **named):
        args, named = bare(args), {name: bare(value) for name, value in named.items()}
        for watcher in watchers:
            watcher(function, args, named)
        return strict(function(*args, **named))

    return run


class StrictArray:
    """An array that lives on a device which NumPy cannot reach."""

    __array_ufunc__ = None

    def __init__(self, held):
        self.held = held

    def __array__(self, *args, **kwargs):
        raise TypeError("implicit conversion to a NumPy array is not allowed; use get()")

    def __bool__(self):
        counts["waits"] += 1
        return bool(self.held)

    def __len__(self):
        return len(self.held)

    def __iter__(self):
        raise TypeError("iterating over an array of this device would wait for every element")

    def __index__(self):
        counts["waits"] += 1
        return self.held.__index__()

    def __float__(self):
        counts["waits"] += 1
        return float(self.held)

    def item(self):
        """Return the one element, having waited for it."""
        counts["waits"] += 1
        return self.held.item()

    def get(self):
        """Return a copy in the memory of the host."""
        counts["copies to the host"] += 1
        return self.held.copy()

    def tolist(self):
        """Return the elements as lists, having copied them."""
        return self.get().tolist()

    def __getitem__(self, index):
        return strict(self.held[bare(index)])

    def __setitem__(self, index, value):
        self.held[bare(index)] = bare(value)

    def __repr__(self):
        return f"StrictArray({self.held!r})"


def delegated(name):
    """Return a property that asks the held array; methods take and give strict arrays."""

    def read(self):
        value = getattr(self.held, name)
        return lifted(value) if callable(value) and not isinstance(value, np.ndarray) else value

    return property(read)


for _name in (*PROPERTIES, *METHODS):
    setattr(StrictArray, _name, delegated(_name))
StrictArray.base = property(lambda self: strict(self.held.base))
StrictArray.T = property(lambda self: StrictArray(self.held.T))


def operator(name):
    """Return an operator of strict arrays."""

    def run(self, *others):
        result = getattr(self.held, name)(*map(bare, others))
        if result is NotImplemented:
            return result
        return self if name[2] == "i" and name[:5] != "__inv" else strict(result)

    return run


for _name in (*ARITHMETIC, *BITS):
    for _form in ("", "r", "i"):
        setattr(StrictArray, f"__{_form}{_name}__", operator(f"__{_form}{_name}__"))
for _name in COMPARISON:
    setattr(StrictArray, f"__{_name}__", operator(f"__{_name}__"))
StrictArray.__hash__ = object.__hash__


class Part:
    """A part of the device's library, ``linalg`` or ``fft``: the functions that both have."""

    def __init__(self, library, words):
        self._library, self._words = library, frozenset(words.split())

    def __getattr__(self, name):
        if name not in self._words:
            raise AttributeError(f"NumPy and CuPy do not both have {name!r}")
        return lifted(getattr(self._library, name))


class Namespace:
    """The functions of the device's library: those that both NumPy and CuPy have."""

    linalg = Part(np.linalg, "cholesky det eigh eigvalsh inv pinv qr slogdet solve svd")
    fft = Part(np.fft, "fftn ifftn rfftn irfftn")

    class add:
        """The methods of ``add``; ``at`` has CuPy for what a GPU adds to memory in one step."""

        reduce, accumulate = lifted(np.add.reduce), lifted(np.add.accumulate)

        @staticmethod
        def at(array, indices, values):
            """Add ``values`` at ``indices``, which may coincide."""
            if array.dtype.name not in ADDED_AT:
                raise TypeError(f"add.at of this device takes {ADDED_AT}, not {array.dtype.name}")
            lifted(np.add.at)(array, indices, values)

    multiply = SimpleNamespace(
        reduce=lifted(np.multiply.reduce), accumulate=lifted(np.multiply.accumulate)
    )
    lib = SimpleNamespace(  # CuPy has this under the same name
        stride_tricks=SimpleNamespace(as_strided=lifted(np.lib.stride_tricks.as_strided))
    )

    @staticmethod
    def asarray(value, dtype=None):
        """Return ``value`` on the device; this is how an array of the host gets there."""
        return value if isinstance(value, StrictArray) else StrictArray(np.array(value, dtype))

    def __getattr__(self, name):
        if name not in SHARED:
            raise AttributeError(f"NumPy and CuPy do not both have {name!r}")
        return lifted(getattr(np, name))


def put(array, index=None):
    """Return a copy of a NumPy array on the device."""
    return StrictArray(np.array(array))


def register():
    """Make the device known as ``strict``; return its backend."""
    if "strict" not in BACKENDS:
        DEVICE_TYPES.add("strict")
        xp = Namespace()
        pointer = lambda a: a.held.__array_interface__["data"][0]  # noqa: E731
        BACKENDS["strict"] = Backend("strict", xp, StrictArray, put, StrictArray.get, pointer)
        NAMESPACE[StrictArray] = xp
    return BACKENDS["strict"]
