"""``python -m minitorch run script.py``: an unmodified script whose torch is minitorch."""

import contextlib
import os
import runpy
import sys

from .. import alias
from ..random import use_stream
from ..serialization import trust_files

FACES = {"0.4": "minitorch", "0.3": "minitorch.v03"}


def run(path, arguments=(), face="0.4", stream="0.4", trust=False):
    """Run a script as ``python path arguments`` would, with minitorch for torch.

    Args:
        face: which release torch is, ``0.4`` or ``0.3``.
        stream: which release's random numbers are drawn; see :class:`minitorch.random.use_stream`.
        trust: whether ``torch.load`` runs what a file says, as it did in 2018.

    Raises:
        RuntimeError: if torch is imported already.
        FileNotFoundError: if there is no such script.
    """
    if not os.path.isfile(path):
        raise FileNotFoundError(f"there is no script {path!r}")
    hook, kept = alias.install(FACES[face]), (sys.argv, sys.path[:])
    sys.argv, sys.path[0] = [path, *arguments], os.path.dirname(os.path.abspath(path))
    try:
        with use_stream(stream), trust_files() if trust else contextlib.nullcontext():
            return runpy.run_path(path, run_name="__main__")
    finally:
        sys.argv, sys.path[:] = kept
        alias.remove(hook)
