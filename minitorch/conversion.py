"""Methods of tensors for another type or device, and for new tensors of the same."""

import numpy as np

from . import creation
from . import dtype as dtypes
from .arguments import no_such_form
from .backend import backend_of, get_backend
from .ops.fill import astype, move
from .tensor import Tensor


class Conversion:
    """Everything here becomes a method of tensors."""

    def _as(self, numpy_dtype):
        """Return the elements in another NumPy dtype; this tensor itself if it has that."""
        if self._array.dtype == numpy_dtype:
            return self
        result = astype(self, np.dtype(numpy_dtype), self._array.dtype)
        return result if result._array.dtype.kind == "f" else self._wrap(result._array)

    def type(self, dtype=None, non_blocking=False):
        """Return the name of the tensor type; or this tensor converted to another.

        Args:
            dtype: a dtype, a tensor type, or its name.

        Raises:
            ValueError: if there is no type of that name.
            TypeError: if ``dtype`` is something else.

        Example:
            >>> x = torch.tensor([1.5, -1.5])
            >>> x.type()
            'torch.FloatTensor'
            >>> x.type(torch.int64), x.type("torch.DoubleTensor").dtype
            (tensor([ 1, -1]), torch.float64)

        Source: PyTorch 0.4.1, Tensor.type.
        """
        if dtype is None:
            return dtypes.type_string(self._array.dtype, backend_of(self._array).name)
        on_gpu = getattr(dtype, "is_cuda", None) is True or str(dtype).startswith("torch.cuda.")
        return (self.cuda() if on_gpu else self)._as(numpy_dtype(dtype))

    def type_as(self, other):
        """Return this tensor with the type of another.

        Example:
            >>> torch.tensor([1.5, -1.5]).type_as(torch.tensor([1]))
            tensor([ 1, -1])

        Source: PyTorch 0.4.1, Tensor.type_as.
        """
        return self._as(other._array.dtype)

    def to(self, *args, device=None, dtype=None, other=None, non_blocking=False):
        """Return this tensor with another dtype, or on another device; itself if it is so already.

        Args:
            args: a dtype, a device or its name, or another tensor; a device and a dtype.

        Example:
            >>> x = torch.tensor([1.5, -1.5])
            >>> x.to(torch.int64)
            tensor([ 1, -1])
            >>> x.to("cpu") is x
            True

        Source: PyTorch 0.4.1, Tensor.to.
        """
        wishes = [*args, *[wish for wish in (device, dtype, other) if wish is not None]]
        result = self
        for wish in wishes:
            if isinstance(wish, dtypes.dtype):
                result = result._as(wish.numpy)
            elif isinstance(wish, Tensor):
                result = result._moved(wish.device)._as(wish._array.dtype)
            elif isinstance(wish, (str, dtypes.device, int)):
                result = result if isinstance(wish, bool) else result._moved(dtypes.device(wish))
            else:
                raise no_such_form("to")
        if not wishes:
            raise no_such_form("to")
        return result

    def _moved(self, where):
        backend = get_backend(where.type)
        if backend.name == backend_of(self._array).device:
            return self
        return move(self, where.type, where.index, backend_of(self._array).name)

    def cuda(self, device=None, non_blocking=False):
        """Return this tensor on a GPU.

        Raises:
            RuntimeError: if there is none, naming what is missing.

        Example:
            >>> x = torch.zeros(2)
            >>> x = x.cuda() if torch.cuda.is_available() else x

        Source: PyTorch 0.4.1, Tensor.cuda.
        """
        return self._moved(_device("cuda", device))

    def cpu(self):
        """Return this tensor in the memory of the host.

        Example:
            >>> torch.zeros(2).cpu().device
            device(type='cpu')

        Source: PyTorch 0.4.1, Tensor.cpu.
        """
        return self._moved(_device("cpu", None))

    def new(self, *args, **named):
        """Return a tensor of the same type from sizes or data, as its constructor would.

        Example:
            >>> torch.tensor([1, 2]).new([3.7, 4.2])
            tensor([3, 4])

        Source: PyTorch 0.4.1, Tensor.new.
        """
        return self._beside(creation.legacy_tensor(self._array.dtype, *args, **named))

    def _beside(self, other):
        """Return another tensor on the device of this one."""
        backend = backend_of(self._array)
        if backend is backend_of(other._array):
            return other
        return other._wrap(backend.put(other._array, self.device.index))

    def new_tensor(self, data, dtype=None, device=None, requires_grad=False):
        """Return a tensor of the same type, unless given, with a copy of ``data``.

        Example:
            >>> torch.tensor([1, 2]).new_tensor([3.7, 4.2])
            tensor([3, 4])

        Source: PyTorch 0.4.1, Tensor.new_tensor.
        """
        return creation.tensor(data, **self._options(dtype, device), requires_grad=requires_grad)

    def new_full(self, size, fill_value, dtype=None, device=None, requires_grad=False):
        """Return a tensor of ``size`` filled with a number, of the same type unless given.

        Example:
            >>> torch.tensor([1, 2]).new_full((3,), 7)
            tensor([7, 7, 7])

        Source: PyTorch 0.4.1, Tensor.new_full.
        """
        options = self._options(dtype, device)
        return creation.full(size, fill_value, **options, requires_grad=requires_grad)

    def new_zeros(self, *size, dtype=None, device=None, requires_grad=False):
        """Return zeros of the same type, unless given.

        Example:
            >>> torch.tensor([1, 2]).new_zeros(3)
            tensor([0, 0, 0])

        Source: PyTorch 0.4.1, Tensor.new_zeros.
        """
        return creation.zeros(*size, **self._options(dtype, device), requires_grad=requires_grad)

    def new_ones(self, *size, dtype=None, device=None, requires_grad=False):
        """Return ones of the same type, unless given.

        Example:
            >>> torch.tensor([1, 2]).new_ones(2, 2)
            tensor([[1, 1],
                    [1, 1]])

        Source: PyTorch 0.4.1, Tensor.new_ones.
        """
        return creation.ones(*size, **self._options(dtype, device), requires_grad=requires_grad)

    def new_empty(self, *size, dtype=None, device=None, requires_grad=False):
        """Return a tensor of unspecified content, of the same type unless given.

        Example:
            >>> torch.tensor([1, 2]).new_empty(3).dtype
            torch.int64

        Source: PyTorch 0.4.1, Tensor.new_empty.
        """
        return self.new_zeros(*size, dtype=dtype, device=device, requires_grad=requires_grad)

    def _full(self, shape, value):
        """Return a tensor of this kind, whatever face it belongs to, filled with a number."""
        xp = backend_of(self._array).xp
        return self._wrap(xp.full(tuple(shape), value, self._array.dtype))

    def _options(self, dtype, device):
        """Return dtype and device for a new tensor: those of this one unless given."""
        return dict(dtype=dtype or self.dtype, device=device or self.device)


def _device(name, index):
    return index if isinstance(index, dtypes.device) else dtypes.device(name, index)


def numpy_dtype(wish):
    """Return the NumPy dtype that a dtype, a tensor type or its name means.

    Source: PyTorch 0.4.1, torch/csrc/utils/tensor_types.cpp: type_from_string.
    """
    if wish is Tensor or wish == "torch.Tensor":
        return dtypes.get_default_dtype().numpy
    found = wish if isinstance(wish, dtypes.dtype) else getattr(wish, "dtype", None)
    if isinstance(found, dtypes.dtype):  # of a tensor type
        return found.numpy
    if not isinstance(wish, (str, type)):
        raise TypeError("dtype must be a type, str, or dtype object")
    name = wish if isinstance(wish, str) else wish.__name__
    found = dtypes.FROM_TYPE_NAME.get(name.removeprefix("torch.").removeprefix("cuda."))
    if found is None or not name.startswith("torch."):
        raise ValueError(f"invalid type: {name!r}")
    return found.numpy


def converter(name, target):
    """Return the method ``name`` that converts to ``target``."""

    def convert(self):
        return self._as(target.numpy)

    convert.__doc__ = f"""Return this tensor converted to ``{target}``; itself if it is that.

    Example:
        >>> torch.zeros(2).{name}().dtype
        {target}

    Source: PyTorch 0.4.1, Tensor.{name}.
    """
    return convert


for _d in dtypes.DTYPES:
    _name = _d.type_name.removesuffix("Tensor").lower()
    setattr(Conversion, _name, converter(_name, _d))
