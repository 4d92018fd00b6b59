"""Let a program that says ``import torch`` meet another package under that name."""

import contextlib
import importlib
import importlib.abc
import importlib.machinery
import sys

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


class Alias(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Makes ``import torch.x`` give the module ``NAME.x``."""

    def __init__(self, name):
        self.name = name

    def find_spec(self, fullname, path=None, target=None):
        """Answer for ``torch`` and everything below it."""
        if fullname == "torch" or fullname.startswith("torch."):
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
    kept = {key: sys.modules.pop(key) for key in list(sys.modules) if is_torch(key)}
    alias = Alias(name)
    sys.meta_path.insert(0, alias)
    sys.modules["torch"] = importlib.import_module(name)
    try:
        yield
    finally:
        sys.meta_path.remove(alias)
        for key in [key for key in sys.modules if is_torch(key)]:
            del sys.modules[key]
        sys.modules.update(kept)


def is_torch(name):
    """Tell whether a module's name is torch's or lies below it."""
    return name == "torch" or name.startswith("torch.")
