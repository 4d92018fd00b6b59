"""``torch.multiprocessing``: Python's own, which forked processes and shared tensors suffice for.

A tensor whose memory was moved by ``share_memory_()`` before a fork is seen, and changed, by parent
and child alike; one sent through a queue arrives as a copy.

Source: PyTorch 0.4.1, docs: torch.multiprocessing.
"""

from multiprocessing import *  # noqa: F403 (all of its names, as in torch)


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
