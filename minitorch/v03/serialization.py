"""0.3: ``save`` and ``load``; the formats are those of :mod:`minitorch.serialization`."""

import io
import pickle

from ..serialization import (
    DEFAULT_PROTOCOL,
    CheckpointError,
    SourceChangeWarning,
)
from ..serialization.loading import load_from
from ..serialization.names import Names
from ..serialization.saving import save_to

__all__ = ["CheckpointError", "SourceChangeWarning", "load", "save"]

NAMES = Names("minitorch.v03")


def save(obj, f, pickle_module=pickle, pickle_protocol=DEFAULT_PROTOCOL):
    """Write ``obj`` to a file; a file of that name is replaced at once or not at all.

    Raises:
        RuntimeError: if storages are to be written to something that is no file of the system.

    Example:
        >>> import os, tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = os.path.join(folder, "weights.pt")
        ...     torch.save({"weight": torch.Tensor([1, 2])}, path)
        ...     torch.load(path)["weight"]
        <BLANKLINE>
         1
         2
        [torch.FloatTensor of size 2]
        <BLANKLINE>

    Source: PyTorch 0.3.1, torch.save; the message, torch/csrc/generic/serialization.cpp.
    """
    if hasattr(f, "write") and not described(f):
        target, f = f, io.BytesIO()
        if save_to(f, obj, pickle_module, pickle_protocol):
            raise RuntimeError("_write_file couldn't retrieve a file descriptor from given object")
        target.write(f.getvalue())
        return
    save_to(f, obj, pickle_module, pickle_protocol)


def described(file):
    """Return whether the system knows a file by a number."""
    try:
        return file.fileno() >= 0
    except (AttributeError, OSError):
        return False


def load(f, map_location=None, pickle_module=pickle, *, weights_only=None):
    """Return what was written to a file by ``save``; see :func:`minitorch.load`.

    Example:
        >>> import os, tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = os.path.join(folder, "ones.pt")
        ...     torch.save(torch.ones(2), path)
        ...     torch.load(path)
        <BLANKLINE>
         1
         1
        [torch.FloatTensor of size 2]
        <BLANKLINE>

    Source: PyTorch 0.3.1, torch.load.
    """
    return load_from(f, NAMES, map_location, pickle_module, weights_only)
