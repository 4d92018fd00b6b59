"""Settings of the whole package: the default type of tensors, threads, denormal numbers."""

import os

from .creation import TENSOR_TYPES, TensorType
from .dtype import set_default_dtype


class _Threads:
    number = None


def set_default_tensor_type(t):
    """Choose the type of ``torch.Tensor`` and of tensors made without a dtype.

    Args:
        t: a floating point tensor type, or its name, such as ``'torch.DoubleTensor'``.

    Raises:
        AttributeError: if there is no type of that name.
        TypeError: if it is not a floating point type.

    Source: PyTorch 0.4.1, torch.set_default_tensor_type.
    """
    if isinstance(t, str):
        module, _, name = t.rpartition(".")
        if name not in TENSOR_TYPES or module != "torch":
            raise AttributeError(f"module '{module or 'torch'}' has no attribute '{name}'")
        t = TENSOR_TYPES[name]
    if not isinstance(t, TensorType) or not t.dtype.is_floating_point:
        raise TypeError("only floating-point types are supported as the default type")
    set_default_dtype(t.dtype)


def get_num_threads():
    """Return the number that :func:`set_num_threads` was told; at first, that of processors."""
    return _Threads.number or len(os.sched_getaffinity(0))


def set_num_threads(num):
    """Note how many threads may compute.

    Operations here use one; how many NumPy's BLAS uses for products of matrices, it is told by
    ``OPENBLAS_NUM_THREADS`` or its like before it is loaded.

    Raises:
        RuntimeError: if ``num`` is not an integer.

    Source: PyTorch 0.4.1, torch.set_num_threads.
    """
    if not isinstance(num, int) or isinstance(num, bool):
        raise RuntimeError(f"set_num_threads expects an int, but got {type(num).__name__}")
    _Threads.number = num


def set_flush_denormal(mode):
    """Return False: NumPy has no way to count denormal numbers as zero, so nothing is changed.

    Source: PyTorch 0.4.1, torch.set_flush_denormal.
    """
    return False
