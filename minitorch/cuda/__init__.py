"""``torch.cuda``: the GPU, if CuPy finds one; without one, ``is_available()`` is False.

What a script of 2018 asks of it on a machine without a GPU works there as it did: seeding and
emptying caches do nothing, counting finds none, and everything else says what is missing.

Source: PyTorch 0.4.1, torch/cuda/__init__.py.
"""

import contextlib
from importlib import import_module

from ..backend import get_backend
from ..creation import legacy_tensor
from ..dtype import DTYPES
from ..dtype import device as device_type
from ..left_out import stand_ins
from ..paths import below
from ..tensor import Tensor


def is_available():
    """Return whether there is a GPU that CuPy can use.

    Example:
        >>> torch.cuda.is_available() == (torch.cuda.device_count() > 0)
        True

    Source: PyTorch 0.4.1, torch.cuda.is_available.
    """
    try:
        get_backend("cuda")
    except RuntimeError:
        return False
    return True


def _cupy():
    """Return CuPy.

    Raises:
        AssertionError: if there is no GPU, as from a PyTorch that was built without CUDA.
    """
    try:
        get_backend("cuda")
    except RuntimeError as error:
        raise AssertionError(f"Torch not compiled with CUDA enabled ({error})") from None
    return import_module("cupy")


def device_count():
    """Return the number of GPUs.

    Example:
        >>> torch.cuda.device_count() >= 0
        True

    Source: PyTorch 0.4.1, torch.cuda.device_count.
    """
    return _cupy().cuda.runtime.getDeviceCount() if is_available() else 0


def init():
    """Begin to use the GPU.

    Source: PyTorch 0.4.1, torch.cuda.init.
    """
    _cupy()


def current_device():
    """Return the number of the GPU in use.

    Source: PyTorch 0.4.1, torch.cuda.current_device.
    """
    return _cupy().cuda.runtime.getDevice()


def set_device(device):
    """Use another GPU from now on; a negative number changes nothing.

    Source: PyTorch 0.4.1, torch.cuda.set_device.
    """
    if _number(device) >= 0:
        _cupy().cuda.Device(_number(device)).use()


def get_device_name(device):
    """Return what the maker calls a GPU.

    Source: PyTorch 0.4.1, torch.cuda.get_device_name.
    """
    if _number(device) >= 0:
        return _cupy().cuda.runtime.getDeviceProperties(_number(device))["name"].decode()
    return None


def get_device_capability(device):
    """Return the major and minor number of what a GPU can do.

    Source: PyTorch 0.4.1, torch.cuda.get_device_capability.
    """
    found = _cupy().cuda.Device(_number(device)).compute_capability
    return int(found[:-1]), int(found[-1])


def synchronize():
    """Wait until the GPU has done all it was told.

    Source: PyTorch 0.4.1, torch.cuda.synchronize.
    """
    _cupy().cuda.Device().synchronize()


def _number(device):
    index = device.index if isinstance(device, device_type) else device
    return -1 if index is None else index


class device(contextlib.AbstractContextManager):
    """Use another GPU within a ``with`` statement; None or a negative number changes nothing.

    Source: PyTorch 0.4.1, torch.cuda.device.
    """

    def __init__(self, idx):
        self.index, self.before = _number(idx), None

    def __enter__(self):
        if self.index >= 0:
            self.before = current_device()
            set_device(self.index)

    def __exit__(self, *error):
        if self.before is not None:
            set_device(self.before)


class device_of(device):
    """Use the GPU of a tensor within a ``with`` statement; one on the CPU changes nothing.

    Example:
        >>> with torch.cuda.device_of(torch.zeros(2)):
        ...     print("a tensor of the CPU changes nothing")
        a tensor of the CPU changes nothing

    Source: PyTorch 0.4.1, torch.cuda.device_of.
    """

    def __init__(self, obj):
        super().__init__(obj.get_device() if obj.is_cuda else None)


# --- streams and memory ---------------------------------------------------------------------------


def Stream(device=None, priority=0):
    """Return a new queue of work, one of CuPy's.

    Source: PyTorch 0.4.1, torch.cuda.Stream.
    """
    return _cupy().cuda.Stream(non_blocking=True)


def Event(enable_timing=False, blocking=False, interprocess=False):
    """Return a new mark in a queue, one of CuPy's.

    Source: PyTorch 0.4.1, torch.cuda.Event.
    """
    return _cupy().cuda.Event(block=blocking, disable_timing=not enable_timing)


def current_stream():
    """Return the queue in use.

    Source: PyTorch 0.4.1, torch.cuda.current_stream.
    """
    return _cupy().cuda.get_current_stream()


def stream(stream):
    """Return what makes ``stream`` the queue in use within a ``with`` statement.

    Source: PyTorch 0.4.1, torch.cuda.stream.
    """
    return contextlib.nullcontext() if stream is None else stream


def empty_cache():
    """Give memory that no tensor holds back to the GPU.

    Source: PyTorch 0.4.1, torch.cuda.empty_cache.
    """
    if is_available():
        _cupy().get_default_memory_pool().free_all_blocks()


def memory_allocated(device=None):
    """Return how many bytes tensors hold on the GPU.

    Source: PyTorch 0.4.1, torch.cuda.memory_allocated.
    """
    return _cupy().get_default_memory_pool().used_bytes()


def memory_cached(device=None):
    """Return how many bytes are held on the GPU, in tensors or for new ones.

    Source: PyTorch 0.4.1, torch.cuda.memory_cached.
    """
    return _cupy().get_default_memory_pool().total_bytes()


# --- random numbers: all tensors draw from the stream of the CPU, so its seed says it all ---------


def manual_seed(seed):
    """Do nothing: random numbers for the GPU come from the stream of ``torch.manual_seed``.

    Source: PyTorch 0.4.1, torch.cuda.manual_seed.
    """


manual_seed_all = manual_seed


def seed():
    """Do nothing; see :func:`manual_seed`.

    Source: PyTorch 0.4.1, torch.cuda.seed.
    """


seed_all = seed


def initial_seed():
    """Return the seed of the stream that all tensors draw from.

    Source: PyTorch 0.4.1, torch.cuda.initial_seed.
    """
    from ..random import initial_seed

    _cupy()
    return initial_seed()


def get_rng_state(device=-1):
    """Return the state of the stream that all tensors draw from.

    Source: PyTorch 0.4.1, torch.cuda.get_rng_state.
    """
    from ..random import get_rng_state

    _cupy()
    return get_rng_state()


def set_rng_state(new_state, device=-1):
    """Continue that stream from a state.

    Source: PyTorch 0.4.1, torch.cuda.set_rng_state.
    """
    from ..random import set_rng_state

    _cupy()
    set_rng_state(new_state)


def get_rng_state_all():
    """Return the state of the stream for each GPU: all draw from one.

    Source: PyTorch 0.4.1, torch.cuda.get_rng_state_all.
    """
    return [get_rng_state(number) for number in range(device_count())]


def set_rng_state_all(new_states):
    """Continue that stream from the states that :func:`get_rng_state_all` returned.

    Source: PyTorch 0.4.1, torch.cuda.set_rng_state_all.
    """
    for number, state in enumerate(new_states):
        set_rng_state(state, number)


# --- tensor types ---------------------------------------------------------------------------------


class CudaType:
    """A tensor type on the GPU, such as ``torch.cuda.FloatTensor``.

    Source: PyTorch 0.4.1, docs, tensors.
    """

    is_cuda = True

    def __init__(self, dtype):
        self.dtype, self.__name__, self.__module__ = dtype, dtype.type_name, "torch.cuda"

    def __call__(self, *args):
        get_backend("cuda")
        return legacy_tensor(self.dtype.numpy, *args).cuda()

    def __instancecheck__(self, other):
        return isinstance(other, Tensor) and other.is_cuda and other.dtype is self.dtype

    def __repr__(self):
        return f"<class 'torch.cuda.{self.__name__}'>"


globals().update({d.type_name: CudaType(d) for d in DTYPES})
globals().update(stand_ins("torch.cuda"))
__getattr__ = below(__name__)  # torch.cuda.nvtx and its like
