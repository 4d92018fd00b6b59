"""``save``: which format, and where to."""

import pickle

from . import legacy, zipped
from .atomic import replacing
from .writer import Pickler


def save_to(target, obj, pickle_module=pickle, protocol=2, zip_format=False):
    """Write ``obj`` to a path or an open file; see :func:`minitorch.save`."""
    write = zipped.write if zip_format else legacy.write
    pickler = Pickler if pickle_module is pickle else with_references(pickle_module.Pickler)
    if hasattr(target, "write"):
        return write(target, obj, protocol, pickler)
    with replacing(target) as file:
        return write(file, obj, protocol, pickler)


def with_references(base):
    """Return a pickler of another module that knows what stands for a storage."""

    class Other(base):
        def __init__(self, file, protocol, reference):
            base.__init__(self, file, protocol)
            self.reference, self.storages, self.classes = reference, {}, set()

        persistent_id = Pickler.persistent_id

    return Other
