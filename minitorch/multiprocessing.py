"""``torch.multiprocessing``: Python's own, with tensors that processes share instead of copying.

A tensor that is sent, through a queue or a pipe or to a process that is spawned, moves to shared
memory: sender and receiver see each other's changes from then on, as after ``share_memory_()``. One
whose memory something else shows as well, such as a view, a NumPy array, or the graph that begins
at a parameter, cannot move: it arrives as a copy unless ``share_memory_()`` has moved it before.

Source: PyTorch 0.4.1, docs: torch.multiprocessing; torch/multiprocessing/reductions.py.
"""

import sys
from importlib import import_module
from types import SimpleNamespace

import numpy as np

from .engine import TensorBase
from .sharing import Mapping, mapping_of, shared_copy
from .storage import BY_NAME

SHARING = ["get_all_sharing_strategies", "get_sharing_strategy", "set_sharing_strategy"]


def __getattr__(name):
    """Return what Python's own module has; importing that takes 4 ms, which most can spare."""
    found = getattr(import_module("multiprocessing"), name)
    teach()
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


# --- sending -------------------------------------------------------------------------------------


def teach():
    """Have the pickler that carries objects between processes share tensors and storages."""
    reduction = import_module("multiprocessing.reduction")
    if hasattr(reduction, "DupFd"):  # Windows sends no descriptors, so tensors are copied there
        for kind in BY_NAME.values():
            reduction.ForkingPickler.register(kind, reduce_storage)
        for kind in descendants(TensorBase):  # each time, for those that came since
            if hasattr(kind, "share_memory_"):
                reduction.ForkingPickler.register(kind, reduce_tensor)


def descendants(kind):
    """Yield the classes that derive from one."""
    for child in kind.__subclasses__():
        yield child
        yield from descendants(child)


def reduce_tensor(tensor):
    """Take a tensor apart for another process, having moved it to shared memory if it can move."""
    if not tensor.is_cuda and not tensor.is_shared() and is_alone(tensor):
        tensor.share_memory_()
    return tensor.__reduce_ex__(2)


def reduce_storage(storage):
    """Take a storage apart: the descriptor of its file, and which part it shows."""
    if storage.is_cuda:
        return storage.__reduce__()
    array = storage.array if storage.is_shared() else shared_copy(storage.array)
    mapping = mapping_of(array)
    descriptor = import_module("multiprocessing.reduction").DupFd(mapping.descriptor)
    offset = array.ctypes.data - np.frombuffer(mapping, np.uint8).ctypes.data
    return opened, (type(storage).__name__, descriptor, len(mapping), offset, len(storage))


def opened(name, descriptor, size, offset, length):
    """Return the storage that :func:`reduce_storage` took apart."""
    kind, mapping = BY_NAME[name], Mapping(descriptor.detach(), size)
    return kind.of(np.frombuffer(mapping, kind.dtype.numpy, length, offset))


def references(holder):
    """Return how many refer to the array of a tensor, this function among them."""
    return sys.getrefcount(holder._array)


ALONE = references(SimpleNamespace(_array=np.zeros(1)))


def is_alone(tensor):
    """Return whether no other tensor, and no array, shows the memory of this one."""
    tensor._memory()  # a number becomes an array first
    if references(tensor) > ALONE:
        return False
    array = tensor._array
    while getattr(array, "base", None) is not None:
        if sys.getrefcount(array.base) > ALONE:
            return False
        array = array.base
    return True
