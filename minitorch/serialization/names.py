"""What the names in a checkpoint mean: which may stand there, and which may be called.

Nothing is imported because a file names it, and nothing is called but what makes plain data. A
module of the user's own class is made without running any of its code: the class must be there
already, and its attributes are filled in from the file. The same holds for optimizers.
"""

import codecs
import sys
from argparse import Namespace
from collections import Counter, OrderedDict, defaultdict
from importlib import import_module

import numpy as np

from .. import storage
from ..dtype import DTYPES, Size, device, dtype, strided
from .errors import CheckpointError, UnknownName

HARMLESS = (  # functions and types of Python's own that a file may refer to, and no more
    *(abs, all, any, bool, bytes, chr, dict, divmod, enumerate, filter, float, format, hash, hex),
    *(int, isinstance, issubclass, iter, len, list, map, max, min, next, object, oct, ord, pow),
    *(range, repr, reversed, round, slice, sorted, str, sum, tuple, type, zip),
)
NUMPY_KINDS = "biufcSUM"  # dtypes that hold no objects


def encoded(text, encoding="latin1"):
    """Return the bytes that pickles of Python 3 write as text for Python 2."""
    if encoding != "latin1":
        raise CheckpointError(f"bytes are written in latin1, not in {encoding}")
    return codecs.encode(text, "latin1")


def plain_dtype(name, *_):
    """Return the NumPy dtype of that name, unless it holds objects."""
    found = np.dtype(name if isinstance(name, str) else "O")
    if found.kind not in NUMPY_KINDS or found.names:
        raise CheckpointError(f"arrays of {name!r} are not data")
    return found


def bytes_of(*data):
    """Return a bytearray of the bytes given, not one of a size that is merely claimed."""
    if data and not isinstance(data[0], (bytes, str)):
        raise CheckpointError("a bytearray is written with its bytes")
    return bytearray(*data)


def with_default(factory=None):
    """Return a dict that makes what it lacks by a type that may stand in a file."""
    if factory not in (None, *HARMLESS, set):
        raise CheckpointError(f"a defaultdict of {factory!r}")
    return defaultdict(factory)


def number(kind, data):
    """Return the NumPy number that ``data`` is."""
    return np.frombuffer(data.encode("latin1") if isinstance(data, str) else data, kind)[0]


def reconstruct(kind, shape, code):
    """Return the empty array that :func:`fill_array` makes what it was."""
    return np.empty(0)


def rebuilt(cls, base=object, state=None):
    """Return an instance as ``copyreg`` writes it for old protocols: without calling anything."""
    return object.__new__(cls)


TORCH_MAKERS = ("torch.serialization", "torch.nn.backends.thnn")
CONSTANTS = {  # names that mean the same in both faces
    ("collections", "OrderedDict"): OrderedDict,
    ("collections", "Counter"): Counter,
    ("collections", "defaultdict"): with_default,
    ("argparse", "Namespace"): Namespace,
    ("_codecs", "encode"): encoded,
    ("copy_reg", "_reconstructor"): rebuilt,
    ("copyreg", "_reconstructor"): rebuilt,
    ("numpy", "ndarray"): np.ndarray,
    ("numpy", "dtype"): plain_dtype,
    ("torch", "Size"): Size,
    ("torch", "device"): device,
    ("torch", "strided"): strided,
    ("torch.serialization", "_get_layout"): lambda name: strided,
    ("torch.nn.backends.thnn", "_get_thnn_function_backend"): lambda: None,
}
for _module in ("builtins", "__builtin__"):
    CONSTANTS.update({(_module, value.__name__): value for value in HARMLESS})
    for _kind in (set, frozenset, complex):
        CONSTANTS[_module, _kind.__name__] = _kind
    CONSTANTS[_module, "bytearray"] = bytes_of
for _module in ("numpy.core.multiarray", "numpy._core.multiarray"):
    CONSTANTS[_module, "_reconstruct"] = reconstruct
    CONSTANTS[_module, "scalar"] = number
for _d in DTYPES:
    for _name in (_d.name, _d.type_name.removesuffix("Tensor").lower()):
        CONSTANTS["torch", _name] = _d
for _name, _kind in storage.BY_NAME.items():
    CONSTANTS["torch", _name] = CONSTANTS["torch.cuda", _name] = _kind
LATER = {  # of releases since 1.2: truth values, of a byte each, which 0.4 has as ByteTensors
    ("torch", "BoolStorage"): storage.BY_NAME["ByteStorage"],
    ("torch", "bool"): CONSTANTS["torch", "uint8"],
}
CALLED = {  # what of these a file may call; classes of modules are made without a call
    *(OrderedDict, Counter, Namespace, Size, device, set, frozenset, complex),
    *(bytes_of, encoded, number, plain_dtype, rebuilt, reconstruct, with_default),
    *[made for (module, _), made in CONSTANTS.items() if module in TORCH_MAKERS],
}


class Names:
    """The names in a file, as one face understands them.

    Args:
        package: the name of the face's package, such as ``minitorch``.
    """

    def __init__(self, package):
        self.package_name = package

    @property
    def package(self):
        """The face itself."""
        return import_module(self.package_name)

    def find(self, module, name):
        """Return what ``module.name`` means in a file.

        Raises:
            CheckpointError: if it means nothing that a checkpoint may contain.
        """
        if module == "torch" or module.startswith("torch."):
            found = self.of_torch(module, name)
        else:
            found = CONSTANTS.get((module, name))
        if found is None:
            found = vars(sys.modules[module]).get(name) if module in sys.modules else None
            if not self.is_own_class(found):
                raise CheckpointError(
                    f"it names {module}.{name}, which is not among the things that a checkpoint "
                    "may contain; if you trust the file as you trust a program, load it with "
                    "weights_only=False, or run the script with --trust-files"
                )
        return found

    def of_torch(self, module, name):
        """Return what a name of torch means; None if nothing that belongs in a file.

        Raises:
            UnknownName: if a later release wrote what this face does not have.
        """
        if (module, name) in LATER:
            return LATER[module, name]
        package, found = self.package, CONSTANTS.get((module, name))
        parts = {"torch": package, "torch._utils": package._utils}
        if module in parts and not hasattr(parts[module], name):
            raise UnknownName(
                f"it names {module}.{name}, which PyTorch {package.__version__} does not have"
            )
        if found is not None:
            return found
        if module == "torch._utils":
            return getattr(package._utils, name, None) if name.startswith("_rebuild") else None
        if (module, name) == ("torch.autograd.variable", "Variable"):
            return package.autograd.Variable
        if module.startswith("torch.nn.functional"):
            return getattr(package.nn.functional, name, None)
        if module.startswith("torch.nn."):
            found = getattr(package.nn, name, None)
            return found if found is package.nn.Parameter or self.is_own_class(found) else None
        if module.startswith("torch.optim."):
            found = getattr(package.optim, name, None)
            return found if self.is_own_class(found) else None
        found = getattr(package, name, None) if module == "torch" else None
        return found if isinstance(found, dtype) or name.endswith("Tensor") else None

    def is_own_class(self, found):
        """Return whether ``found`` is a class of modules, or of optimizers, of this face."""
        bases = self.package.nn.Module, self.package.optim.Optimizer
        return isinstance(found, type) and issubclass(found, bases)

    def call(self, function, arguments):
        """Return what a file may have made by calling ``function``.

        Raises:
            CheckpointError: if that could do anything else than make data.
        """
        if function is rebuilt:
            function, arguments = arguments[0], ()
        if self.is_own_class(function):
            return object.__new__(function)
        if function not in CALLED and function not in self.makers():
            raise CheckpointError(f"it calls {function!r}, which does not make data")
        return function(*arguments)

    def makers(self):
        """Return what makes tensors."""
        package, utils = self.package, vars(self.package._utils)
        rebuilds = {f for name, f in utils.items() if name.startswith("_rebuild")}
        return rebuilds | {package.nn.Parameter, package.autograd.Variable}

    def build(self, made, state):
        """Give an object that was made the state that the file has for it."""
        if type(made) is np.ndarray:
            fill_array(made, state)
        elif isinstance(made, np.dtype):
            check_order(made, state)
        elif isinstance(made, self.package.autograd.Variable):
            self.package._utils.set_state(made, state)
        elif self.is_own_class(type(made)):
            fill_object(made, state)
        elif type(made) in (OrderedDict, Namespace) and type(state) is dict:
            made.__dict__.update(state)
        else:
            raise CheckpointError(f"a {type(made).__name__} takes no state")


def fill_array(array, state):
    """Make an array what NumPy's state says: version, shape, dtype, Fortran order, bytes."""
    _, shape, kind, fortran, data = state
    data = data.encode("latin1") if isinstance(data, str) else data
    size = int(np.prod(shape, dtype=object)) * kind.itemsize
    if kind.kind not in NUMPY_KINDS or min(shape, default=0) < 0 or size != len(data):
        raise CheckpointError(f"{len(data)} bytes are no array of {kind} and shape {shape}")
    array.__setstate__((1, shape, kind, bool(fortran), data))


def check_order(kind, state):
    """Refuse numbers whose bytes are in the other order."""
    if state[1] not in ("<", "|", "=") or any(part is not None for part in state[2:5]):
        raise CheckpointError(f"arrays of {kind} in another byte order, or with fields")


def fill_object(made, state):
    """Give a module or optimizer the attributes it had, unless its class has code for that."""
    if not type(made).__setstate__.__module__.startswith("minitorch."):
        raise CheckpointError(
            f"{type(made).__name__} has a __setstate__ of its own, which would be run; if you "
            "trust the file, load it with weights_only=False"
        )
    made.__setstate__(state)
