"""The format of 0.1.7 to 1.5: pickles one after another, then the raw storages.

A magic number, the version of the protocol and the sizes of C's types; the object; the keys of the
storages; and for each storage its length, 8 bytes, and its elements.

The format has no checksum, but a key may be any text: releases write an address. We write, in as
many digits, a checksum of everything but the keys, so that a damaged file is found out and an old
release still reads a whole one. An address is a multiple of 16; our keys are odd and begin with 5
or more, which tells them apart.

Source: PyTorch 0.4.1, torch/serialization.py: _save and _load.
"""

import os
import pickle
import re
import struct
import sys
import zlib

import numpy as np

from .errors import CheckpointError
from .writer import pickled

MAGIC_NUMBER = 0x1950A86A20F9469CFC6C
PROTOCOL_VERSION = 1001
SYSTEM = dict(
    protocol_version=PROTOCOL_VERSION,
    little_endian=sys.byteorder == "little",
    type_sizes=dict(short=2, int=4, long=4),
)
CHECKED_FROM = 5_000_000_000  # a checksum plus this has 10 digits, the first from 5 to 9
PLACES = 10
KEY = re.compile(rb"[5-9][0-9]{13,}")


def checked_key(checksum, number):
    """Return the key of a storage: its checksum, and an odd number that no other has."""
    return f"{CHECKED_FROM + checksum}{2 * number + 1:04d}"


def is_checked(key):
    """Return whether a key holds a checksum; those of the releases are addresses."""
    return len(key) >= PLACES + 4 and key.isdecimal() and key[0] >= "5" and int(key) % 2 == 1


def with_keys(head, new):
    """Return what stands before the storages with ``new[key]`` for every key."""
    return KEY.sub(lambda found: new.get(found.group(), found.group()), head)


def head_checksum(head, keys):
    """Return the checksum of all that stands before the storages, but for the keys."""
    return zlib.crc32(with_keys(head, {key.encode(): b"0" * len(key) for key in keys}))


# --- writing ------------------------------------------------------------------------------------


def write(file, obj, protocol, pickler):
    """Write ``obj`` to an open file; return how many storages it has."""
    head = b"".join([pickle.dumps(part, 2) for part in (MAGIC_NUMBER, PROTOCOL_VERSION, SYSTEM)])
    keys, salt = [], zlib.crc32(os.urandom(4))  # no text of the object's is by chance such a key

    def reference(number, storage):
        if number == len(keys):
            keys.append(checked_key(salt, number))
        key = "".join(keys[number])  # each time another text, as an address read anew is
        return "storage", type(storage), key, location_tag(storage), len(storage), None

    body, storages = pickled(obj, protocol, reference, pickler)
    last_first = list(reversed(keys))  # the order that addresses of 0.4.1 mostly have
    head += body + pickle.dumps(last_first, protocol)
    raw = [struct.pack("<q", len(storage)) + data_of(storage) for storage in storages]
    start = head_checksum(head, keys)
    checked = [checked_key(zlib.crc32(part, start), number) for number, part in enumerate(raw)]
    head = with_keys(head, {old.encode(): new.encode() for old, new in zip(keys, checked)})
    file.write(head)
    for storage in reversed(raw):
        file.write(storage)
    return len(raw)


def location_tag(storage):
    """Return where a storage lives, as files say it."""
    return f"cuda:{storage.array.device.id}" if storage.is_cuda else "cpu"


def data_of(storage):
    """Return the elements of a storage as bytes."""
    return np.ascontiguousarray(storage.cpu().array).tobytes()


# --- reading ------------------------------------------------------------------------------------


def read(file, storages, load):
    """Return the object that an open file of this format holds.

    Args:
        storages: the :class:`storages.Storages` to fill.
        load: reads a pickle, given the file and what persistent ids stand for.
    """
    start = file.tell()
    if load(file, None) != MAGIC_NUMBER:
        raise CheckpointError("Invalid magic number; corrupt file?")
    version = load(file, None)
    if version != PROTOCOL_VERSION:
        raise CheckpointError(f"Invalid protocol version: {version}")
    system = load(file, None)
    if not isinstance(system, dict) or system.get("little_endian", True) is not True:
        raise CheckpointError("its numbers are not in little-endian order")
    result = load(file, storages.persistent)
    keys = load(file, None)
    if not isinstance(keys, list) or sorted(map(str, keys)) != sorted(map(str, storages.found)):
        raise CheckpointError("its storages are not those that the object refers to")
    end = file.tell()
    checksum = head_checksum(reread(file, start, end), keys)
    for key in keys:
        read_storage(file, storages, key, checksum)
    return result


def reread(file, start, end):
    """Return what stands between two positions of the file."""
    file.seek(start)
    return file.read(end - start)


def read_storage(file, storages, key, checksum):
    """Fill one storage; check it if its key holds a checksum, which begins with the head's."""
    storage = storages.found[key]
    size = file.read(8)
    elements = struct.unpack("<q", size)[0]
    expected = len(storage)
    if elements != expected and (elements, expected) != (1, 0):  # 0.3 writes an empty one so
        raise CheckpointError(f"storage has wrong size: expected {expected} got {elements}")
    data = file.read(elements * storage.element_size())
    if len(data) != elements * storage.element_size():
        raise CheckpointError("it ends in the middle of a storage")
    if is_checked(key) and key[:PLACES] != str(
        CHECKED_FROM + zlib.crc32(data, zlib.crc32(size, checksum))
    ):
        raise CheckpointError("its checksum does not match: it was damaged after it was written")
    storage.array[...] = np.frombuffer(data, storage.array.dtype)[:expected]
