"""Let a program that says ``import torch`` meet another package under that name."""

import contextlib
import importlib
import sys

from .. import alias

REQUIRED = ("autograd", "nn", "nn.functional", "optim")
OPTIONAL = (
    "nn.init",
    "nn.utils",
    "nn.utils.rnn",
    "optim.lr_scheduler",
    "utils.data",
    "utils.checkpoint",
    "distributions",
)


class Absent:
    """Stands where a module of the package is not there yet; each use of it says so."""

    def __init__(self, parent, name):
        self._where = f"module '{parent}' has no attribute '{name}'"

    def __getattr__(self, name):
        raise AttributeError(self._where)


def part(package, path):
    """Return ``package.path``, or an :class:`Absent`."""
    found = package
    for name in path.split("."):
        try:
            found = getattr(found, name)
        except AttributeError:
            return Absent("torch", name)
    return found


def load(name):
    """Import a package with the parts that programs expect to be there without an import."""
    package = importlib.import_module(name)
    for submodule in REQUIRED + OPTIONAL:
        with contextlib.suppress(ImportError):
            importlib.import_module(f"{name}.{submodule}")
    return package


@contextlib.contextmanager
def as_torch(name):
    """While this lasts, ``import torch`` gives the package ``name``."""
    if name == "torch":
        yield
        return
    kept = {key: sys.modules.pop(key) for key in list(sys.modules) if alias.is_torch(key)}
    hook = alias.install(name)
    try:
        yield
    finally:
        alias.remove(hook)
        sys.modules.update(kept)
