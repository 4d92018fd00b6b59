"""Importing the files of a package once more, so that they serve this face.

``nn`` and ``optim`` are written for both faces: what their files import relatively, from the
package around them, is of the face they are imported for.
"""

from importlib import import_module


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
            found[public] = getattr(module, public)
    return found
