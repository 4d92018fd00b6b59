"""The format of today's torch, since 1.6: a zip file with the pickle and each storage as a member.

Every member carries a CRC; ``zipfile`` checks it whenever a member is read.

Source: PyTorch 2.13, torch/serialization.py: _save and _load.
"""

import io

import numpy as np

from .errors import CheckpointError
from .legacy import data_of, location_tag
from .writer import pickled

FOLDER, PICKLE = "archive", "/data.pkl"


def write(file, obj, protocol, pickler):
    """Write ``obj`` to an open file."""
    import zipfile  # at the first need, as in tarred.py

    def reference(number, storage):
        return "storage", type(storage), str(number), location_tag(storage), len(storage)

    body, storages = pickled(obj, protocol, reference, pickler)
    members = {"data.pkl": body, "byteorder": b"little", "version": b"3\n"}
    members.update({f"data/{i}": data_of(storage) for i, storage in enumerate(storages)})
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(f"{FOLDER}/{name}"), data)


def read(file, storages, load):
    """Return the object that an open file of this format holds; see :func:`legacy.read`."""
    import zipfile

    with zipfile.ZipFile(file) as archive:
        members = archive.infolist()
        if any(m.compress_type != zipfile.ZIP_STORED for m in members):
            raise CheckpointError("a member is compressed; torch writes them as they are")
        if sum(m.file_size for m in members) > storages.left:
            raise CheckpointError("its members claim to be larger than the file")
        folders = [m.filename[: -len(PICKLE)] for m in members if m.filename.endswith(PICKLE)]
        if len(folders) != 1:
            raise CheckpointError("a zip file without data.pkl: not written by torch.save")
        names, folder = archive.namelist(), folders[0]
        if f"{folder}/constants.pkl" in names:
            raise CheckpointError("a TorchScript archive, which holds a program and not data")
        if f"{folder}/byteorder" in names and archive.read(f"{folder}/byteorder") != b"little":
            raise CheckpointError("its numbers are not in little-endian order")
        result = load(io.BytesIO(archive.read(folder + PICKLE)), storages.persistent)
        for key, storage in storages.found.items():
            data = archive.read(f"{folder}/data/{key}")
            if len(data) != len(storage) * storage.element_size():
                raise CheckpointError(f"storage {key} has {len(data)} bytes, which is wrong")
            storage.array[...] = np.frombuffer(data, storage.array.dtype)
    return result
