"""Memory that processes share: a file without a name, which each of them maps.

Nothing is left behind, however a process ends: the system frees such a file with its last mapping.
"""

import mmap
import os
import sys

import numpy as np

from .backend import root

# From Python 3.13 on a mapping need not hold a second descriptor: half as many files are open.
ONCE = {"trackfd": False} if sys.version_info >= (3, 13) else {}


class Mapping(mmap.mmap):
    """The memory of a nameless file, whose descriptor lets other processes map it too."""

    def __new__(cls, descriptor, size):
        self = super().__new__(cls, descriptor, size, **ONCE)
        self.descriptor = descriptor
        return self

    def __del__(self):
        os.close(self.descriptor)


def nameless(size):
    """Return the descriptor of a new file of ``size`` bytes that has no name."""
    if hasattr(os, "memfd_create"):
        descriptor = os.memfd_create("minitorch")
    else:  # a temporary file that is unlinked at once does the same, on a disk
        import tempfile

        with tempfile.TemporaryFile() as file:
            descriptor = os.dup(file.fileno())
    os.ftruncate(descriptor, size)
    return descriptor


def shared_copy(array):
    """Return a copy of a 1-D array in memory that can be shared."""
    size = max(array.nbytes, 1)
    result = np.frombuffer(Mapping(nameless(size), size), array.dtype, array.size)
    result[...] = array
    return result


def mapping_of(array):
    """Return the :class:`Mapping` that an array shows a part of, or None."""
    held = getattr(root(array).base, "obj", None)
    return held if isinstance(held, Mapping) else None
