"""``load``: which format a file has, who reads its pickles, and what its errors say."""

import contextlib
import pickle

from ..errors import type_name
from . import legacy, tarred, zipped
from .errors import CheckpointError, DeviceError, Refused, UnknownName
from .machine import Machine
from .storages import Storages

TAR_MAGIC, TAR_PLACE = b"ustar", 257


class trust_files:
    """Let ``load`` do what a file says, as in 2018: from now on, or within a ``with`` statement.

    A file may then run any code. For scripts that keep objects of classes of their own in it.
    """

    on = False

    def __init__(self):
        self.before, trust_files.on = trust_files.on, True

    def __enter__(self):
        return self

    def __exit__(self, *error):
        trust_files.on = self.before


def load_from(source, names, map_location=None, pickle_module=pickle, weights_only=None):
    """Return the object in a file; see :func:`minitorch.load`.

    Args:
        names: what names in the file mean, see :class:`names.Names`.
    """
    if weights_only is None:
        weights_only = not trust_files.on
    trusted = pickle_module if pickle_module is not pickle or not weights_only else None
    if isinstance(source, str) or hasattr(source, "__fspath__"):
        with open(source, "rb") as file:
            return read(file, names, map_location, trusted)
    for method in ("seek", "tell", "read"):
        if not hasattr(source, method):
            raise AttributeError(
                f"'{type_name(source)}' object has no attribute '{method}'. You can only "
                "torch.load from a file that is seekable. Please pre-load the data into a buffer "
                "like io.BytesIO and try to load from it instead."
            )
    return read(source, names, map_location, trusted)


def read(file, names, map_location, trusted):
    """Return the object in an open file; whatever is wrong with it is a CheckpointError."""
    start, size = file.tell(), file.seek(0, 2)
    file.seek(start)
    opening = file.read(TAR_PLACE + len(TAR_MAGIC))
    file.seek(start)
    storages = Storages(size - start, map_location, names)

    def load(part, persistent):
        if trusted is None:
            return Machine(names, persistent).load(part)
        return unpickled(part, persistent, names, trusted)

    with explained(file, size - start):
        if not opening:
            raise CheckpointError("Ran out of input: the file is empty")
        return format_of(opening).read(file, storages, load)


def format_of(opening):
    """Return the module that reads a file beginning with these bytes."""
    if opening[:4] == b"PK\x03\x04":
        return zipped
    if opening[TAR_PLACE:] == TAR_MAGIC:
        return tarred
    if opening[:1] == b"\x80":
        return legacy
    raise CheckpointError(f"invalid load key, {chr(opening[0])!r}: not a checkpoint")


@contextlib.contextmanager
def explained(file, size):
    """Turn any error that a damaged file causes into one that names the file and the cause."""
    try:
        yield
    except DeviceError:
        raise
    except Refused as error:
        raise error.__cause__ from None
    except Exception as error:
        cause = str(error) if isinstance(error, CheckpointError) else f"it is damaged ({error!r})"
        name = getattr(file, "name", None) or "the given file"
        kind = UnknownName if isinstance(error, UnknownName) else CheckpointError
        raise kind(f"cannot load {name} ({size} bytes): {cause}") from error


def unpickled(file, persistent, names, module):
    """Return what a trusted pickle says, which may run any code."""

    class Trusting(module.Unpickler):
        def find_class(self, home, name):
            ours = home.partition(".")[0] == "torch"
            return names.find(home, name) if ours else super().find_class(home, name)

        def persistent_load(self, reference):
            return persistent(reference)

    return Trusting(file).load()
