"""Writing an object as a pickle that torch reads: storages apart, and torch's names for ours."""

import inspect
import io
import pickle
import types
from collections import OrderedDict
from typing import ClassVar

import numpy as np

from ..autograd.hooks import Registry
from ..nn import Module
from ..paths import in_torch
from ..storage import Storage
from .storages import source_of

OLD_HOMES = {  # where the releases of the eras look for what has moved since
    "numpy._core.multiarray": "numpy.core.multiarray",
    "minitorch.dtype": "torch",
    "minitorch.tensor": "torch",
    "minitorch.creation": "torch",
}


def home_in_file(module, name):
    """Return the module of torch that has what a module of minitorch has; None for others.

    Example:
        >>> from minitorch.serialization import writer
        >>> writer.home_in_file("minitorch.v03.nn.convolution", "Conv2d")
        'torch.nn.modules.conv'
    """
    if module in OLD_HOMES:
        return OLD_HOMES[module]
    top, _, rest = module.replace("minitorch.v03", "minitorch").partition(".")
    if top not in ("minitorch", "torch"):
        return None
    rest = in_torch(module, name) or rest
    return f"torch.{rest}" if rest else "torch"


class Pickler(pickle._Pickler):
    """Pickles with storages as references; see :attr:`storages`.

    Attributes:
        storages: every storage met, with its number, in this order.
    """

    dispatch: ClassVar = dict(pickle._Pickler.dispatch)

    def __init__(self, file, protocol, reference):
        """Write to ``file``; ``reference(number, storage)`` stands for a storage in it."""
        super().__init__(file, protocol)
        self.reference, self.storages, self.classes = reference, {}, set()

    def persistent_id(self, obj):
        """Return what stands for a storage, or for the class of a module; None for the rest."""
        if isinstance(obj, type) and issubclass(obj, Module) and obj not in self.classes:
            self.classes.add(obj)
            return with_source(obj)
        if not isinstance(obj, Storage):
            return None
        place = obj.data_ptr() if len(obj) else id(obj)
        number, _ = self.storages.setdefault(place, (len(self.storages), obj))
        return self.reference(number, obj)

    def reducer_override(self, obj):
        """Write hooks as a plain dict, and the flags of NumPy's dtypes as numbers, as once."""
        if isinstance(obj, Registry):
            return OrderedDict, (), None, None, iter(obj.items())
        if isinstance(obj, np.dtype):
            kind, (name, align, copied), state = obj.__reduce__()
            return kind, (name, int(align), int(copied)), state
        return NotImplemented

    def save_global(self, obj, name=None):
        """Write a name; for what is minitorch's the one that torch has."""
        called = name or getattr(obj, "__qualname__", "")
        home = home_in_file(getattr(obj, "__module__", None) or "", called)
        if home is None:
            return super().save_global(obj, name)
        self.write(pickle.GLOBAL + f"{home}\n{called}\n".encode())
        return self.memoize(obj)

    dispatch[types.FunctionType] = save_global


def with_source(cls):
    """Return what stands for a user's class: its source too, so that loading tells of changes."""
    source = None if cls.__module__.startswith("minitorch") else source_of(cls)
    return None if source is None else ("module", cls, inspect.getsourcefile(cls), source)


def pickled(obj, protocol, reference, pickler_class=Pickler):
    """Return the pickle of an object, and the storages that it refers to, in the order met."""
    buffer = io.BytesIO()
    pickler = pickler_class(buffer, protocol, reference)
    pickler.dump(obj)
    return buffer.getvalue(), [storage for _, storage in pickler.storages.values()]
