"""``python -m minitorch run script.py``: an unmodified script whose torch is minitorch."""

import contextlib
import os
import sys

from .. import alias
from ..random import use_stream
from ..serialization import trust_files
from .reading import reading, run_file

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
    sys.argv = Arguments([path, *arguments], (face, stream, trust))
    sys.path[0] = os.path.dirname(os.path.abspath(path))
    trusting = trust_files() if trust else contextlib.nullcontext()
    try:
        with use_stream(stream), trusting, reading():
            return run_file(path)
    finally:
        sys.argv, sys.path[:] = kept
        alias.remove(hook)


class Arguments(list):
    """``sys.argv`` of a script that knows what torch is there.

    A process that is spawned, not forked, begins by unpickling these arguments: so it runs the
    script with the same torch.
    """

    def __init__(self, values, settings):
        super().__init__(values)
        self.settings = settings

    def __reduce__(self):
        return spawned, (list(self), self.settings)


def spawned(values, settings):
    """Make torch in this process what it is in the script that spawned it; return the arguments."""
    face, stream, trust = settings
    if "torch" not in sys.modules:
        alias.install(FACES[face])
        use_stream(stream)
        if trust:
            trust_files()
    return Arguments(values, settings)
