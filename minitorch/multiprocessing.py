"""``torch.multiprocessing``: Python's own, with tensors that processes share instead of copying.

A tensor that is sent, through a queue or a pipe or to a process that is spawned, moves to shared
memory: sender and receiver see each other's changes from then on, as after ``share_memory_()``. One
whose memory something else shows as well, such as a view, a NumPy array, or the graph that begins
at a parameter, cannot move: it arrives as a copy unless ``share_memory_()`` has moved it before.
What a process sent last it keeps for some seconds after its end, until somebody has received it.

Source: PyTorch 0.4.1, docs: torch.multiprocessing; torch/multiprocessing/reductions.py.
"""

import multiprocessing
import sys
import threading
import time
from multiprocessing import reduction, resource_sharer, util
from types import SimpleNamespace

import numpy as np

from .engine import TensorBase
from .sharing import Mapping, mapping_of, shared_copy
from .storage import BY_NAME

PATIENCE = 5  # seconds that a process waits in the end until what it sent was received
SHARING = ["get_all_sharing_strategies", "get_sharing_strategy", "set_sharing_strategy"]


def __getattr__(name):
    """Return what Python's own module has."""
    found = getattr(multiprocessing, name)
    teach()
    return [*found, *SHARING] if name == "__all__" else found


def __dir__():
    """Return all names there are: Python's and those below."""
    return sorted({*globals(), *dir(multiprocessing)})


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
    descriptor = reduction.DupFd(mapping.descriptor)
    offset = array.ctypes.data - np.frombuffer(mapping, np.uint8).ctypes.data
    return opened, (type(storage).__name__, descriptor, len(mapping), offset, len(storage))


def linger():
    """Wait until what this process sent was received, for its descriptors end with it.

    The first process does not wait: those that it started are gone by now.
    """
    parent, end = multiprocessing.parent_process(), time.monotonic() + PATIENCE
    if parent is None:
        return
    for thread in threading.enumerate():
        if thread.name == "QueueFeederThread":
            thread.join()  # it ends once all that was put into its queue is in the pipe
    sent = resource_sharer._resource_sharer._cache
    while sent and parent.is_alive() and time.monotonic() < end:
        time.sleep(0.005)
    resource_sharer.stop(1)  # having handed over what somebody is asking for


def arrange(_=None):
    """Have this process linger at its end.

    That is between closing the queues, 10, and removing the socket that descriptors go through, 0.
    """
    util.Finalize(None, linger, exitpriority=5)


def opened(name, descriptor, size, offset, length):
    """Return the storage that :func:`reduce_storage` took apart.

    Raises:
        RuntimeError: if the process that sent it is no more.
    """
    try:
        kind, mapping = BY_NAME[name], Mapping(descriptor.detach(), size)
    except (OSError, EOFError) as error:
        raise RuntimeError(
            "a tensor was not received before the process that sent it had ended; have that "
            "process wait, or share the tensor with it before it starts"
        ) from error
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


teach()
arrange()
util.register_after_fork(linger, arrange)  # a process that was forked forgets what was arranged
