"""``torch._six``: what differs between Python 2 and 3, which scripts of 2018 import from torch.

Source: PyTorch 0.4.1, torch/_six.py.
"""

import builtins
from math import inf, nan

PY2, PY3 = False, True
string_classes, int_classes = (str, bytes), int
FileNotFoundError = builtins.FileNotFoundError
imap = map


def with_metaclass(meta, *bases):
    """Return a class with a metaclass and bases, to be derived from."""
    return meta("temporary_class", bases, {})


def get_function_from_type(cls, name):
    """Return the function of that name in a class; None if there is none."""
    return getattr(cls, name, None)


__all__ = ["PY2", "PY3", "FileNotFoundError", "get_function_from_type", "imap", "inf"]
__all__ += ["int_classes", "nan", "string_classes", "with_metaclass"]
