"""Checkpoints: ``save`` and ``load``, in torch's own file formats.

Loading runs no code: a file is data, whoever wrote it. What it may hold is tensors, storages,
parameters, Python's and NumPy's plain data, and modules of classes that the program has. Damage is
found out by checksums wherever the format has room for them, and saving replaces a file at once or
not at all.

Read ``machine.py`` (what a pickle may do), ``names.py`` (what its names mean), then the formats:
``zipped.py``, ``legacy.py``, ``tarred.py``.
"""

import pickle

from .errors import CheckpointError, SourceChangeWarning
from .legacy import MAGIC_NUMBER, PROTOCOL_VERSION, location_tag
from .loading import load_from, trust_files
from .names import Names
from .saving import save_to
from .storages import default_restore_location, normalize_storage_type, storage_to_tensor_type

__all__ = ["CheckpointError", "SourceChangeWarning", "load", "save", "trust_files"]

NAMES = Names("minitorch")
DEFAULT_PROTOCOL = 2  # of pickle


def save(
    obj,
    f,
    pickle_module=pickle,
    pickle_protocol=DEFAULT_PROTOCOL,
    *,
    _use_new_zipfile_serialization=False,
):
    """Write ``obj`` to a file; a file of that name is replaced at once or not at all.

    Args:
        f: a path, or an open file with ``write``.
        pickle_module: what to pickle with; another than :mod:`pickle` writes minitorch's names.
        pickle_protocol: the version of the pickle format.
        _use_new_zipfile_serialization: write the format of today's torch, which checks itself,
            instead of that of 0.1.7 to 1.5.

    Example:
        >>> import io
        >>> file = io.BytesIO()
        >>> torch.save({"weight": torch.ones(2)}, file)
        >>> _ = file.seek(0)
        >>> torch.load(file)
        {'weight': tensor([1., 1.])}

    Source: PyTorch 0.4.1, torch.save.
    """
    save_to(f, obj, pickle_module, pickle_protocol, _use_new_zipfile_serialization)


def load(f, map_location=None, pickle_module=pickle, *, weights_only=None):
    """Return what was written to a file by ``save``, by torch's of any release too.

    Args:
        f: a path, or an open file with ``read``, ``seek`` and ``tell``.
        map_location: where storages go: a device or its name, a dict from the old to the new
            name, or a function of the storage and its old location.
        pickle_module: what to unpickle with. Another than :mod:`pickle` runs what the file says.
        weights_only: with ``False`` the file may run any code. Say so only of files that you
            trust as you trust a program; needed for objects of classes other than modules. If it
            is left out, no code is run but within :class:`trust_files`.

    Raises:
        CheckpointError: if the file is damaged, not a checkpoint, or holds what is not allowed.

    Example:
        >>> import io
        >>> file = io.BytesIO()
        >>> torch.save({"weight": torch.tensor([1.0, 2.0])}, file)
        >>> position = file.seek(0)
        >>> torch.load(file)
        {'weight': tensor([1., 2.])}

    Source: PyTorch 0.4.1, torch.load; ``weights_only``, PyTorch 2.13.
    """
    return load_from(f, NAMES, map_location, pickle_module, weights_only)
