"""The format before 0.1.7: a tar file of storages, tensors and the object's pickle.

Source: PyTorch 0.4.1, torch/serialization.py: legacy_load.
"""

import io
import struct

import numpy as np

from .errors import CheckpointError


def read(file, storages, load):
    """Return the object that an open file of this format holds; see :func:`legacy.read`."""
    import tarfile  # at the first need: with zipfile and two more, 9 ms of the package's import

    with tarfile.open(fileobj=file, mode="r:") as archive:
        parts = {name: member(archive, name) for name in ("storages", "tensors", "pickle")}
    read_storages(parts["storages"], storages, load)
    objects = dict(storages.found)
    read_tensors(parts["tensors"], objects, load, storages)

    def persistent(reference):
        if isinstance(reference, tuple):
            return storages.persistent(("module", *reference))
        return objects[int(reference)]

    return load(parts["pickle"], persistent)


def member(archive, name):
    """Return a member of the archive as an open file."""
    try:
        return io.BytesIO(archive.extractfile(name).read())
    except KeyError as error:
        raise CheckpointError(f"a tar file without {name}: not written by torch.save") from error


def exactly(file, form):
    """Return the numbers of a C layout that the file has next."""
    return struct.unpack(form, file.read(struct.calcsize(form)))


def read_storages(file, storages, load):
    """Fill the storages, then those that are parts of others."""
    for _ in range(load(file, None)):
        key, location, kind = load(file, None)
        (size,) = exactly(file, "<q")
        storage = storages.storage(kind, key, location, size)
        data = file.read(size * storage.element_size())
        storage.array[...] = np.frombuffer(data, storage.array.dtype)
    for key, root, offset, size in load(file, None):
        whole = storages.found[root]
        storages.found[key] = whole.of(whole.array[offset : offset + size])


def read_tensors(file, objects, load, storages):
    """Make the tensors over their storages."""
    for _ in range(load(file, None)):
        key, storage, _type = load(file, None)
        dims, _ = exactly(file, "<ii")
        size, stride = exactly(file, f"<{dims}q"), exactly(file, f"<{dims}q")
        (offset,) = exactly(file, "<q")
        objects[key] = storages.rebuild(objects[storage], offset, size, stride)
