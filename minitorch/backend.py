"""NumPy or CuPy: which library owns an array, and how arrays move between devices.

Every operation is handed ``xp``, the namespace of the array it works on, so nothing else in the
package asks where an array lives.
"""

import ctypes
import sys
import warnings
from importlib import import_module

import numpy as np

NAMESPACE: dict = {np.ndarray: np}  # array type -> array library; what ``namespace`` looks up
for _scalar in (np.bool_, *np.sctypeDict.values()):
    NAMESPACE[_scalar] = np  # a 0-dim result stays the NumPy scalar that the ufunc gave

# torch computes inf and nan in silence; NumPy warns. This silences our own frames, not the user's.
warnings.filterwarnings("ignore", category=RuntimeWarning, module=r"minitorch\.")

SHORT = 4  # elements in a row up to which :func:`packed` copies columns
MANY = 2048  # elements from which on :func:`pick` and :func:`limit` go other ways
WORDS = {np.dtype(f): i for f, i in (("f4", "i4"), ("f8", "i8"), ("i4", "i4"), ("i8", "i8"))}
MMAP_THRESHOLD, TRIM_THRESHOLD = (-3, 32 << 20), (-1, 512 << 20)  # glibc's malloc.h; bytes


def keep_freed_memory():
    """Have the C library keep up to half a gigabyte of freed memory for the next arrays.

    By default glibc hands the memory of large arrays back as soon as they die, and the system
    clears every page of the next ones: a third of the time of arithmetic on 4 million elements.
    Where there is no glibc, nothing happens.
    """
    tune = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    for option, size in (MMAP_THRESHOLD, TRIM_THRESHOLD):
        if tune is not None:
            tune(option, size)


keep_freed_memory()


def namespace(*values):
    """Return the library that owns the first array among ``values``; NumPy if there is none."""
    for value in values:
        xp = NAMESPACE.get(type(value))
        if xp is not None:
            return xp
    return np


class Backend:
    """One kind of array: its library, its device, and the few things libraries spell differently.

    The name stands in types of tensors, ``torch.cuda.FloatTensor``; the device is called so, too,
    but for arrays of another kind on the CPU.
    """

    def __init__(self, name, xp, array_type, put, get, pointer, device=None):
        self.name, self.xp, self.array_type, self.device = name, xp, array_type, device or name
        self.put, self.get, self.pointer = put, get, pointer
        NAMESPACE[array_type] = xp


def _numpy_pointer(array):
    return array.__array_interface__["data"][0]


CPU = Backend("cpu", np, np.ndarray, lambda array, index: array, np.asarray, _numpy_pointer)
BACKENDS = {"cpu": CPU}


def backend_of(array):
    """Return the :class:`Backend` whose library owns ``array``."""
    for backend in BACKENDS.values():
        if isinstance(array, backend.array_type):
            return backend
    return CPU


def is_sparse(array):
    """Return whether an array keeps only what is not zero: :mod:`minitorch.sparse_array`."""
    return backend_of(array).name == "sparse"


def get_backend(name):
    """Return the backend for a device type, importing CuPy at the first use of ``cuda``.

    Raises:
        RuntimeError: if the machine lacks CuPy or a GPU; the sentence names the extra to install.
    """
    if name not in BACKENDS and name == "cuda":
        BACKENDS[name] = _cuda()
    if name not in BACKENDS:
        raise RuntimeError(
            f"Expected one of cpu, cuda device type at start of device string: {name}"
        )
    return BACKENDS[name]


def _cuda():
    try:
        cupy = import_module("cupy")
        cupy.cuda.runtime.getDevice()
    except Exception as error:
        reason = "CuPy is not installed" if isinstance(error, ImportError) else "no GPU answers"
        raise RuntimeError(
            f"torch.cuda is not enabled: {reason}; install the extra that fits your driver, "
            "pip install '.[cuda12]' or pip install '.[cuda13]', on a machine with an NVIDIA GPU."
        ) from error

    def put(array, index):
        with cupy.cuda.Device(index or 0):
            return cupy.asarray(array)

    return Backend("cuda", cupy, cupy.ndarray, put, cupy.asnumpy, lambda a: a.data.ptr)


def sum_to(array, shape):
    """Undo broadcasting: sum ``array`` down to ``shape``, the shape it was broadcast from."""
    lead = array.ndim - len(shape)
    dims = [i + lead for i, n in enumerate(shape) if n == 1 != array.shape[i + lead]]
    axes = (*range(lead), *dims)
    return NAMESPACE[type(array)].add.reduce(array, axis=axes, keepdims=True).reshape(shape)


def silent(function):
    """Return a function of NumPy's that is written in Python as one that gives nan in silence.

    Its frames are not ours, so the filter above does not hold there. For a sum no such thing is
    needed, since ``xp.add.reduce`` has no frame of its own, and ``xp.sum`` has.
    """

    def run(*args, **named):
        with np.errstate(all="ignore"):
            return function(*args, **named)

    return run


def pick(xp, condition, first, second):
    """Return ``first`` where ``condition`` holds and ``second`` elsewhere, as ``xp.where`` does.

    NumPy's ``where`` takes a branch for each element, 3.6 ns if nobody can guess which; for many
    elements it is quicker to mix the bits of both, 0.4 ns.
    """
    kind = xp.result_type(first, second) if xp is np and condition.size >= MANY else None
    if kind not in WORDS:
        return xp.where(condition, first, second)
    first, second = (np.asarray(a, kind).view(WORDS[kind]) for a in (first, second))
    mixed = (first ^ second) * condition
    mixed ^= second
    return mixed.view(kind)


def keep(xp, condition, array):
    """Return ``array`` where ``condition`` holds and zero elsewhere: :func:`pick` in one pass."""
    if xp is not np or array.dtype not in WORDS or array.size < MANY:
        return xp.where(condition, array, array.dtype.type(0))
    return (array.view(WORDS[array.dtype]) * condition).view(array.dtype)


def packed(xp, array):
    """Return a copy of ``array`` whose elements lie row by row without gaps.

    NumPy copies very short rows one by one, 2.5 ns for each element; the first elements of all rows
    together, then the second, and so on, take 0.4.
    """
    if not (array.ndim > 1 and 1 < array.shape[-1] <= SHORT and array.size >= MANY):
        return xp.array(array, order="C")
    result = xp.empty(array.shape, array.dtype)
    for place in range(array.shape[-1]):
        result[..., place] = array[..., place]
    return result


def limit(xp, array, low, high):
    """Return ``array`` within ``low`` and ``high``, of which one may be None.

    NumPy compares many elements with a number 4 times faster in ``clip`` than in ``maximum``, if
    both bounds are there; of few elements ``clip`` takes 2 microseconds longer.
    """
    kind = array.dtype.type
    if low is not None and high is not None and low > high:  # what is low is raised, all else cut
        return xp.where(array < kind(low), kind(low), xp.minimum(array, kind(high)))
    if array.size >= MANY and array.dtype.kind == "f":
        low, high = -np.inf if low is None else low, np.inf if high is None else high
        return xp.clip(array, kind(low), kind(high))
    array = array if low is None else xp.maximum(array, kind(low))
    return array if high is None else xp.minimum(array, kind(high))


def root(array):
    """Return the array whose memory ``array`` shows a part of."""
    base = array.base
    while base is not None:
        if isinstance(base, type(array)):
            if base.dtype != array.dtype:
                break
            array = base
        base = getattr(base, "base", None)  # NumPy's as_strided puts an object of its own between
    return array


def storage_of(array):
    """Return all elements of the memory that ``array`` shows a part of, in their order there."""
    whole = root(array)
    if whole.ndim == 1 and is_contiguous(whole):
        return whole
    steps = [(n - 1) * stride for n, stride in zip(whole.shape, whole.strides, strict=True)]
    count = 1 + sum(steps) // whole.itemsize if whole.size else 0
    return strided(backend_of(whole).xp, whole, (count,), (whole.itemsize,))


def strided(xp, array, shape, strides):
    """Return the elements that lie ``strides`` bytes apart from the first one of ``array``."""
    return xp.lib.stride_tricks.as_strided(array, shape, strides)


def offsets(xp, shape, strides):
    """Return how far from the first element each one lies, row by row; in the unit of strides."""
    result = xp.zeros(shape, "int64")
    for dim, (size, stride) in enumerate(zip(shape, strides, strict=True)):
        result = result + (xp.arange(size) * stride).reshape((-1,) + (1,) * (len(shape) - dim - 1))
    return result.reshape(-1)


def numbers_among(xp, own, chosen):
    """Return for each of the offsets ``chosen`` its number among ``own``.

    One that is not among them gets the number after the last.
    """
    if not chosen.size:
        return chosen
    low = min(int(own.min()), int(chosen.min()))
    high = max(int(own.max()), int(chosen.max()))
    table = xp.full((high - low + 1,), own.size)
    table[own - low] = xp.arange(own.size)
    return table[chosen - low]


def is_contiguous(array):
    """Return whether ``array`` is laid out row by row without gaps; true of every scalar."""
    return array.flags.c_contiguous
