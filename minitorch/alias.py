"""``import torch`` that gives minitorch: one import hook, for scripts, test runs and replays.

Nothing is installed, copied or changed on the disk; an installed torch is not looked at.
"""

import importlib
import importlib.abc
import importlib.machinery
import sys


def is_torch(name):
    """Return whether a module's name is torch's or lies below it."""
    return name == "torch" or name.startswith("torch.")


class Alias(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Makes ``import torch.x`` give the module ``NAME.x``."""

    def __init__(self, name):
        self.name = name

    def find_spec(self, fullname, path=None, target=None):
        """Answer for ``torch`` and everything below it."""
        if is_torch(fullname):
            return importlib.machinery.ModuleSpec(fullname, self)
        return None

    def create_module(self, spec):
        """Return the package's own module, whose identity stays what it is."""
        name = self.name + spec.name[len("torch") :]
        try:
            module = importlib.import_module(name)
        except ModuleNotFoundError as error:
            if error.name != name:
                raise
            text = f"No module named {spec.name!r}"
            raise ModuleNotFoundError(text, name=spec.name) from None
        self.kept = module, module.__spec__, module.__loader__
        return module

    def exec_module(self, module):
        """Give back what the import machinery overwrote; the module is executed already."""
        kept, module.__spec__, module.__loader__ = self.kept
        assert kept is module


def install(name):
    """Let ``import torch`` give the package ``name`` from now on; return the hook.

    Raises:
        RuntimeError: if a torch was imported already, so that there would be two.
    """
    package = importlib.import_module(name)
    found = sys.modules.get("torch", package)
    if found is not package:
        raise RuntimeError(
            f"torch is imported already, from {getattr(found, '__file__', 'somewhere')}: "
            f"{name} can take its name only before that"
        )
    alias = Alias(name)
    sys.meta_path.insert(0, alias)
    sys.modules["torch"] = package
    return alias


def remove(alias):
    """Take the hook away, and with it every module that it gave."""
    sys.meta_path.remove(alias)
    for key in [key for key in sys.modules if is_torch(key)]:
        del sys.modules[key]
