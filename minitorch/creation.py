"""Making tensors: from data, or filled."""

from functools import wraps

import numpy as np

from .arguments import blame, given_to, guarded, is_number, no_such_form, wrong_argument
from .backend import backend_of, get_backend, is_sparse
from .convert import convertible, inferred, of_type
from .dtype import DTYPES, FROM_NUMPY, Size, get_default_dtype, strided
from .dtype import device as device_type
from .dtype import dtype as dtype_type
from .engine import AccumulateGrad
from .fallbacks import integers, put_out
from .storage import Storage
from .tensor import Tensor


def tensor(data, *, dtype=None, device=None, requires_grad=False):
    """Return a tensor holding a copy of ``data``.

    Args:
        data: a number, nested lists of numbers, a NumPy array or a tensor.
        dtype: by default inferred: float32 for floats (the default dtype), int64 for ints.

    Raises:
        ValueError: if nested lists are ragged.
        TypeError: if there is something else than numbers in them.

    Example:
        >>> torch.tensor([[1, 2], [3, 4]])
        tensor([[1, 2],
                [3, 4]])

    Source: PyTorch 0.4.1, torch.tensor.
    """
    wanted = None if dtype is None else numpy_dtype("tensor", dtype)
    return placed("tensor", inferred(data, wanted), dtype, device, requires_grad)


def as_tensor(data, dtype=None, device=None):
    """Return ``data`` as a tensor, sharing memory with a tensor or NumPy array of that dtype.

    Example:
        >>> array = np.array([1, 2])
        >>> t = torch.as_tensor(array)
        >>> array[0] = 9
        >>> t
        tensor([9, 2])

    Source: PyTorch 0.4.1, torch.as_tensor.
    """
    if isinstance(data, Tensor):
        return data if dtype is None else data.to(dtype)
    if isinstance(data, np.ndarray) and (dtype is None or data.dtype == dtype.numpy):
        return from_numpy(data)
    return tensor(data, dtype=dtype, device=device)


def from_numpy(array):
    """Return a tensor that shares memory with a NumPy array.

    Types:
        float64, float32, float16, int64, int32, int16, int8 and uint8; the tensor has the same.

    Raises:
        TypeError: if ``array`` is not a NumPy array or of a type that tensors have not.
        ValueError: if it has negative strides.

    Example:
        >>> array = np.array([1.0, 2.0], dtype="float32")
        >>> t = torch.from_numpy(array)
        >>> array[0] = 9
        >>> t
        tensor([9., 2.])

    Source: PyTorch 0.4.1, torch.from_numpy.
    """
    if not isinstance(array, np.ndarray):
        raise TypeError(f"expected np.ndarray (got {type(array).__name__})")
    if any(stride < 0 for stride in array.strides):
        raise ValueError(
            "some of the strides of a given numpy array are negative. This is currently not "
            "supported, but will be added in future releases."
        )
    array = convertible(array) if array.size else convertible(array).reshape(0)
    if array.base is not None:  # what it is a part of is none of our storage
        array = np.asarray(memoryview(array))
    return Tensor._wrap(array)


def legacy_tensor(numpy_type, *args, device=None, **named):
    """Return ``torch.FloatTensor(*args)`` and its like: sizes, data, a storage or another tensor.

    Args:
        device: on the CPU, whose tensor types these are.
        named: instead of ``args``, one of ``size``, ``data``, ``storage`` and ``other``.
    """
    numpy_type = numpy_type or get_default_dtype().numpy
    if named.keys() - {"size", "data", "storage", "other"} or len(args) + len(named) > 1 and named:
        raise no_such_form("new")
    if device is not None and device_type(device).type != "cpu":
        raise RuntimeError("legacy constructor for device type: cpu was passed device type: cuda")
    if "size" in named:
        return Tensor._wrap(np.zeros(sizes("new", (named["size"],)), numpy_type))
    args = (*args, *named.values())
    data = args[0] if len(args) == 1 else args
    if isinstance(data, Tensor):
        if data._array.dtype != numpy_type:
            wanted = FROM_NUMPY[numpy_type].type_name
            raise TypeError(f"expected torch.{wanted} (got {data.type()})")
        return data.detach()
    if isinstance(data, Storage):
        return Tensor._wrap(np.zeros(0, numpy_type)).set_(data)
    if len(args) == 1 and not isinstance(data, (int, np.integer, Size)):
        return Tensor._wrap(of_type(data, numpy_type))
    return Tensor._wrap(np.zeros(sizes("new", args) if args else (0,), numpy_type))


def placed(name, array, dtype, device, requires_grad):
    """Return ``array`` as a tensor of a dtype, on a device, that requires grad or not."""
    if dtype is not None:
        array = array.astype(numpy_dtype(name, dtype), copy=False)
    if device is not None:
        where = device_type(device)
        array = get_backend(where.type).put(array, where.index)
    result = Tensor._wrap(array if array.ndim else array[()])
    if requires_grad:
        if array.dtype.kind != "f":
            raise RuntimeError("Only Tensors of floating point dtype can require gradients")
        result._edge = (AccumulateGrad(result), 0)
    return result


def numpy_dtype(name, dtype):
    """Return the NumPy dtype of a torch dtype."""
    if not isinstance(dtype, dtype_type):
        raise wrong_argument(name, "dtype", None, "torch.dtype", dtype)
    return dtype.numpy


def sizes(name, given):
    """Return sizes, given one by one or as one sequence, as a tuple.

    A tensor that begins with no rows has no other dimension either: 0.4 knows one empty shape.
    """
    found = integers(name, "size", *(given if len(given) < 2 else [given]))
    if found[:1] == (0,):
        return (0,)
    if any(n <= 0 for n in found):
        raise RuntimeError("sizes must be non-negative")
    return found


def creator(make):
    """Turn ``make(numpy_type, ...)`` into a function with ``dtype=``, ``out=`` and the rest."""
    name = make.__name__

    @wraps(make)
    def create(
        *args,
        dtype=None,
        layout=strided,
        device=None,
        requires_grad=False,
        out=None,
        **named,
    ):
        args = (named.pop("size"), *args) if "size" in named else args
        if not (out is None or isinstance(out, Tensor)):
            raise wrong_argument(name, "out", None, "Tensor", out)
        given = out._array.dtype if out is not None else get_default_dtype().numpy
        numpy_type = given if dtype is None else numpy_dtype(name, dtype)
        try:
            array = make(numpy_type if dtype or out is not None else None, *args, **named)
        except Exception:
            blame(name, given_to(make, args, named, skipped=1))
            raise
        result = placed(name, array, None, device, requires_grad)
        return result if out is None else put_out(out, result)

    del create.__wrapped__  # the signature is not that of ``make``
    return create


def default(numpy_type):
    """Return ``numpy_type``, or the default dtype's if it is None."""
    return get_default_dtype().numpy if numpy_type is None else numpy_type


@creator
def zeros(numpy_type, *size):
    """Return zeros.

    Args:
        size: ints one by one, or one sequence of them.
        out: a tensor to be made that instead.
        dtype: by default that of :func:`get_default_dtype`.
        layout: :attr:`torch.strided` alone.
        device: by default the CPU.
        requires_grad: whether gradients are wanted.

    Raises:
        RuntimeError: if a size is zero, but for the first, or negative.

    Example:
        >>> torch.zeros(2, 3)
        tensor([[0., 0., 0.],
                [0., 0., 0.]])
        >>> torch.zeros(2, dtype=torch.int64)
        tensor([0, 0])

    Source: PyTorch 0.4.1, torch.zeros.
    """
    return np.zeros(sizes("zeros", size), default(numpy_type))


@creator
def ones(numpy_type, *size):
    """Return ones. The arguments are as of :func:`zeros`.

    Example:
        >>> torch.ones(2, 3)
        tensor([[1., 1., 1.],
                [1., 1., 1.]])

    Source: PyTorch 0.4.1, torch.ones.
    """
    return np.ones(sizes("ones", size), default(numpy_type))


@creator
def empty(numpy_type, *size):
    """Return a tensor of unspecified content. The arguments are as of :func:`zeros`.

    Example:
        >>> torch.empty(2, 3).shape
        torch.Size([2, 3])

    Source: PyTorch 0.4.1, torch.empty.
    """
    return np.zeros(sizes("empty", size), default(numpy_type))


@creator
def full(numpy_type, size, fill_value):
    """Return a tensor of ``size`` filled with a number, of the default dtype even for an int.

    Example:
        >>> torch.full((2, 3), 7)
        tensor([[7., 7., 7.],
                [7., 7., 7.]])

    Source: PyTorch 0.4.1, torch.full.
    """
    if not isinstance(size, (tuple, list)):
        raise wrong_argument("full", "size", 1, "tuple of ints", size)
    if not is_number(fill_value):
        raise wrong_argument("full", "fill_value", 2, "Number", fill_value)
    return np.full(sizes("full", (size,)), fill_value, default(numpy_type))


@creator
def eye(numpy_type, n, m=None):
    """Return a matrix with ones on the diagonal.

    Shape:
        the result is ``(n, m)``, or ``(n, n)`` if ``m`` is left out.

    Raises:
        RuntimeError: if ``n`` is not positive.

    Example:
        >>> torch.eye(2, 3)
        tensor([[1., 0., 0.],
                [0., 1., 0.]])

    Source: PyTorch 0.4.1, torch.eye.
    """
    if n <= 0:
        raise RuntimeError(f"n must be greater than 0, got {n}")
    return np.eye(n, m, dtype=default(numpy_type))


def like(value, name):
    """Return the function that fills a tensor of the size of another."""

    def create(input, dtype=None, layout=strided, device=None, requires_grad=False):
        if is_sparse(input._array):
            return Tensor._wrap(getattr(backend_of(input._array).xp, name)(input._array))
        numpy_type = input._array.dtype if dtype is None else numpy_dtype(name, dtype)
        return full(
            input._array.shape or (),
            value,
            dtype=FROM_NUMPY[numpy_type],
            device=input.device if device is None else device,
            requires_grad=requires_grad,
        )

    create.__name__ = name
    return guarded(create, name)


zeros_like, ones_like = like(0, "zeros_like"), like(1, "ones_like")
empty_like = like(0, "empty_like")
zeros_like.__doc__ = """Return zeros of the size of a tensor, and of its dtype unless given.

    Shape:
        input: any; the result has the same.

    Example:
        >>> torch.zeros_like(torch.tensor([1, 2]))
        tensor([0, 0])

    Source: PyTorch 0.4.1, torch.zeros_like.
    """
ones_like.__doc__ = """Return ones of the size of a tensor, and of its dtype unless given.

    Shape:
        input: any; the result has the same.

    Example:
        >>> torch.ones_like(torch.tensor([1, 2]))
        tensor([1, 1])

    Source: PyTorch 0.4.1, torch.ones_like.
    """
empty_like.__doc__ = """Return a tensor of the size and dtype of another, of any content.

    Shape:
        input: any; the result has the same.

    Example:
        >>> torch.empty_like(torch.tensor([1, 2])).dtype
        torch.int64

    Source: PyTorch 0.4.1, torch.empty_like.
    """


def full_like(input, fill_value, dtype=None, layout=strided, device=None, requires_grad=False):
    """Return a tensor of the size of another, and of its dtype unless given, filled.

    Shape:
        input: any; the result has the same.

    Example:
        >>> torch.full_like(torch.tensor([1, 2]), 7)
        tensor([7, 7])

    Source: PyTorch 0.4.1, torch.full_like.
    """
    return like(fill_value, "full_like")(input, dtype, layout, device, requires_grad)


class TensorType(type):
    """The class of tensor types such as ``torch.FloatTensor``: of which tensors are instances.

    The class of a tensor is always ``torch.Tensor``; which type it is of, its dtype says.
    """

    def __new__(cls, dtype):
        """Make the type of tensors of ``dtype``."""
        body = {"__new__": lambda cls, *args, **named: legacy_tensor(dtype.numpy, *args, **named)}
        body |= {"__module__": "torch", "dtype": dtype, "__doc__": f"Tensors of {dtype}."}
        return super().__new__(cls, dtype.type_name, (), body)

    def __init__(cls, dtype):
        super().__init__(dtype.type_name, (), {})

    def __getattr__(cls, name):
        return getattr(Tensor, name)

    def __dir__(cls):
        return dir(Tensor)

    def __instancecheck__(cls, other):
        return isinstance(other, Tensor) and other._array.dtype == cls.dtype.numpy


TENSOR_TYPES = {d.type_name: TensorType(d) for d in DTYPES}
