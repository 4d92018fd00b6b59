"""Importing the files of a package once more, so that they serve this face.

``nn`` and ``optim`` are written for both faces: what their files import relatively, from the
package around them, is of the face they are imported for.
"""

import sys
from importlib import import_module
from importlib.machinery import SourceFileLoader
from types import FunctionType, ModuleType
from typing import Any

from .earlier import earlier, earlier_class


def imported_again(package, name, later=()):
    """Return the classes of ``package``, each from its file imported once more under ``name``.

    Args:
        package: a package of 0.4, such as ``minitorch.nn``.
        name: the name of the package of 0.3 that has the files of ``package`` on its path.
        later: names that 0.3 has not.
    """
    found = {}
    for public, value in vars(package).items():
        home = getattr(value, "__module__", None) or ""
        if home.startswith(f"{package.__name__}.") and public not in later:
            module = import_module(home.replace(package.__name__, name, 1))
            value = getattr(module, public)
            found[public] = earlier_class(value) if isinstance(value, type) else value
    return found


def file_again(module, name) -> Any:
    """Return the file of ``module`` imported once more, as the module ``name``."""
    sys.modules[name] = again = ModuleType(name)
    again.__package__ = name.rpartition(".")[0]
    SourceFileLoader(name, module.__file__).exec_module(again)
    return again


def public(module, hidden):
    """Return a module as users see it in 0.3, and let it take the place of ``module``.

    Args:
        hidden: a function that tells of a name whether 0.3 has it not.
    """
    shown = ModuleType(module.__name__, module.__doc__)
    for name, value in vars(module).items():
        if hidden(name):
            sys.modules.pop(f"{module.__name__}.{name}", None)
        else:
            is_function = isinstance(value, FunctionType) and not name.startswith("_")
            setattr(shown, name, earlier(value, name) if is_function else value)
    if hasattr(module, "__all__"):
        shown.__all__ = [name for name in module.__all__ if not hidden(name)]
    shown.__path__ = []  # what 0.3 has is imported already
    sys.modules[module.__name__] = shown
    return shown


def beside(name) -> Any:
    """Return the file of 0.4 whose place the file ``name`` of 0.3 takes, imported once more."""
    place, _, file = name.rpartition(".")
    return file_again(import_module(name.replace(".v03", "")), f"{place}._{file}")


def functions_of(module):
    """Return the functions of a module, by name."""
    return {name: f for name, f in vars(module).items() if isinstance(f, FunctionType)}
