"""Settings of the package: the default type, how exact, how many threads, denormal numbers."""

import os
from functools import wraps

from .around import lay_around, take_off
from .creation import TENSOR_TYPES, TensorType
from .dtype import set_default_dtype
from .op import OPS

has_cudnn = has_mkl = False  # neither of these libraries computes here


class _Threads:
    number = None


class _Precision:
    precise = False


def set_default_tensor_type(t):
    """Choose the type of ``torch.Tensor`` and of tensors made without a dtype.

    Args:
        t: a floating point tensor type, or its name, such as ``'torch.DoubleTensor'``.

    Raises:
        AttributeError: if there is no type of that name.
        TypeError: if it is not a floating point type.

    Example:
        >>> torch.set_default_tensor_type("torch.DoubleTensor")
        >>> torch.tensor([1.5]).dtype
        torch.float64
        >>> torch.set_default_tensor_type("torch.FloatTensor")

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


def rounded_once(forward):
    """Return a forward function as one that takes float32 to double precision and back."""

    @wraps(forward)
    def precise(xp, first, *rest):
        if first.dtype.char != "f":
            return forward(xp, first, *rest)
        wide = [a.astype("float64") if hasattr(a, "dtype") else a for a in rest]
        return forward(xp, first.astype("float64"), *wide).astype("float32")

    return precise


def set_precise(mode):
    """Choose whether functions of float32 numbers are rounded once or, as at first, are fast.

    At first ``exp``, ``log``, ``tanh``, ``erf``, ``pow`` and their like lie within 4 units in the
    last place of the exact result, or as near as PyTorch's where that is further. After
    ``set_precise(True)`` they are computed in double precision and rounded once, and lie within
    0.51 units; that takes 2 to 7 times as long. Near the zeros that ``lgamma`` and ``digamma`` of
    negative numbers have, where small results are differences of larger ones, the unit is that of
    one.

    It holds for every face, thread and device, and for whatever comes to these functions: methods,
    in-place forms, ``out=`` and what backward computes by them. It has nothing to do with
    arithmetic, which is exact to the last bit anyway, with sums and products, nor with double
    precision, for which there is no promise. Layers that compute many such functions at once, as
    recurrent ones, softmax and losses do, stay as they are.

    Args:
        mode: True to round once; False to undo that.

    Example:
        >>> torch.set_precise(True)
        >>> torch.tensor([9.0]).exp().item() == float(np.float32(np.exp(9.0)))
        True
        >>> torch.set_precise(False)

    Source: none; PyTorch has nothing like it.
    """
    if bool(mode) != _Precision.precise:
        _Precision.precise, change = bool(mode), lay_around if mode else take_off
        for form in [form for op in OPS.values() if op.inexact for form in op.forms()]:
            change(form, rounded_once)


def get_num_threads():
    """Return the number that :func:`set_num_threads` was told; at first, that of processors.

    Example:
        >>> torch.get_num_threads() >= 1
        True

    Source: PyTorch 0.4.1, torch.get_num_threads.
    """
    return _Threads.number or len(os.sched_getaffinity(0))


def set_num_threads(num):
    """Note how many threads may compute.

    Operations here use one; how many NumPy's BLAS uses for products of matrices, it is told by
    ``OPENBLAS_NUM_THREADS`` or its like before it is loaded.

    Raises:
        RuntimeError: if ``num`` is not an integer.

    Example:
        >>> before = torch.get_num_threads()
        >>> torch.set_num_threads(1)
        >>> torch.get_num_threads()
        1
        >>> torch.set_num_threads(before)

    Source: PyTorch 0.4.1, torch.set_num_threads.
    """
    if not isinstance(num, int) or isinstance(num, bool):
        raise RuntimeError(f"set_num_threads expects an int, but got {type(num).__name__}")
    _Threads.number = num


def set_flush_denormal(mode):
    """Return False: NumPy has no way to count denormal numbers as zero, so nothing is changed.

    Example:
        >>> torch.set_flush_denormal(True)
        False

    Source: PyTorch 0.4.1, torch.set_flush_denormal.
    """
    return False
