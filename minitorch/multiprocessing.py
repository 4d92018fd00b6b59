"""``torch.multiprocessing``: Python's own, which forked processes and shared tensors suffice for.

A tensor whose memory was moved by ``share_memory_()`` before a fork is seen, and changed, by parent
and child alike; one sent through a queue arrives as a copy.

Source: PyTorch 0.4.1, docs: torch.multiprocessing.
"""

from importlib import import_module

SHARING = ["get_all_sharing_strategies", "get_sharing_strategy", "set_sharing_strategy"]


def __getattr__(name):
    """Return what Python's own module has; importing that takes 4 ms, which most can spare."""
    found = getattr(import_module("multiprocessing"), name)
    return [*found, *SHARING] if name == "__all__" else found


def __dir__():
    """Return all names there are: Python's and those below."""
    return sorted({*globals(), *dir(import_module("multiprocessing"))})


class _Sharing:
    strategies, chosen = {"file_descriptor", "file_system"}, "file_descriptor"


def get_all_sharing_strategies():
    """Return the names of the ways in which torch shares memory between processes."""
    return set(_Sharing.strategies)


def get_sharing_strategy():
    """Return the name that :func:`set_sharing_strategy` was given last."""
    return _Sharing.chosen


def set_sharing_strategy(new_strategy):
    """Choose a way to share memory; here there is one, so the name is noted only."""
    assert new_strategy in _Sharing.strategies
    _Sharing.chosen = new_strategy
