"""The storages of a checkpoint while it is read: made when the object names them, filled later."""

import inspect
import warnings
from importlib import import_module

import numpy as np

from ..backend import get_backend
from ..dtype import device
from ..storage import Storage
from .errors import CheckpointError, DeviceError, Refused, SourceChangeWarning


class Storages:
    """Makes each storage at its first mention.

    Args:
        limit: how many bytes all of them may take: no more than the file has.
        map_location: see :func:`minitorch.load`.
        names: what names in the file mean.

    Attributes:
        found: the storages by key.
    """

    def __init__(self, limit, map_location, names):
        self.left, self.map_location = limit, map_location
        self.rebuild = names.package._utils._rebuild_tensor
        self.found, self.locations, self.views = {}, {}, {}

    def persistent(self, reference):
        """Return what a persistent id stands for: a storage, or the class of a module."""
        kind, *rest = reference if isinstance(reference, tuple) else (reference,)
        if kind == "module":
            return class_with_source(*rest)
        if kind != "storage":
            raise CheckpointError(f"a reference to a {kind!r}, not to a storage")
        storage_class, key, location, size, *view = rest
        storage = self.storage(storage_class, key, location, size)
        if not view or view[0] is None:
            return storage
        view_key, offset, length = view[0]
        if view_key not in self.views:
            self.views[view_key] = storage.of(storage.array[offset : offset + length])
        return self.views[view_key]

    def storage(self, storage_class, key, location, size):
        """Return the storage of that key."""
        if key not in self.found:
            if not (isinstance(storage_class, type) and issubclass(storage_class, Storage)):
                raise CheckpointError(f"{storage_class!r} is not a type of storage")
            self.left -= size * storage_class.dtype.numpy.itemsize
            if size < 0 or self.left < 0 or not isinstance(location, str):
                raise CheckpointError(f"a storage of {size} elements is more than the file holds")
            made = storage_class.of(np.zeros(size, storage_class.dtype.numpy))
            self.found[key], self.locations[key] = self.located(made, location), location
        if len(self.found[key]) != size:
            raise CheckpointError(f"storage {key} has two sizes")
        return self.found[key]

    def located(self, storage, location):
        """Return a storage where it is wanted, by ``map_location`` or else where it was."""
        wish = self.map_location
        if isinstance(wish, dict):
            wish = wish.get(location, location)
        if wish is None or isinstance(wish, (str, device)):
            return default_restore_location(storage, location if wish is None else str(wish))
        try:
            chosen = wish(storage, location)
        except Exception as error:
            raise Refused from error  # not the file is to blame
        return default_restore_location(storage, location) if chosen is None else chosen


def normalize_storage_type(storage_type):
    """Return the class of storages of that name. Source: PyTorch 0.4.1, torch/serialization.py."""
    return getattr(import_module("minitorch"), storage_type.__name__)


def storage_to_tensor_type(storage):
    """Return the type of the tensors that a storage holds the elements of.

    Source: PyTorch 0.4.1, torch/serialization.py.
    """
    name = type(storage).__name__.replace("Storage", "Tensor")
    return getattr(import_module("minitorch"), name)


def default_restore_location(storage, location):
    """Return a storage on the device that ``location`` names.

    Raises:
        RuntimeError: if there is none, or no such kind of device.
    """
    try:
        where = device(location)
    except (RuntimeError, TypeError) as error:
        raise unknown(storage, location) from error
    if where.type == "cpu":
        return storage
    try:
        backend = get_backend(where.type)
    except RuntimeError as error:
        if where.type != "cuda":
            raise unknown(storage, location) from error
        raise DeviceError(
            "Attempting to deserialize object on a CUDA device but torch.cuda.is_available() is "
            "False. If you are running on a CPU-only machine, please use torch.load with "
            "map_location='cpu' to map your storages to the CPU."
        ) from error
    return storage.of(backend.put(storage.array, where.index))


def unknown(storage, location):
    """Return the error that there is no such device as ``location``."""
    kind = storage.type()
    return CheckpointError(
        f"don't know how to restore data location of {kind} (tagged with {location})"
    )


def source_of(cls):
    """Return the source of a class; None, with a warning, where there is none."""
    try:
        return inspect.getsource(cls)
    except (OSError, TypeError):
        warnings.warn(
            f"Couldn't retrieve source code for container of type {cls.__name__}. It won't be "
            "checked for correctness upon loading.",
            stacklevel=3,
        )
        return None


def class_with_source(cls, file=None, source=None):
    """Return the class of a module; warn if its source has changed since it was saved.

    Source: PyTorch 0.4.1, torch/serialization.py: _check_container_source.
    """
    current = source_of(cls)
    if current is not None and current != source:
        warnings.warn(
            f"source code of class '{cls.__module__}.{cls.__qualname__}' has changed. you can "
            "retrieve the original source code by accessing the object's source attribute or set "
            "`torch.nn.Module.dump_patches = True` and use the patch tool to revert the changes.",
            SourceChangeWarning,
            stacklevel=2,
        )
    return cls
