"""Methods of tensors that are not operations: sizes, conversion, indexing, copying."""

import numpy as np

from . import _utils, creation, errors, indexing
from .backend import backend_of, get_backend
from .dtype import DTYPES, FROM_TYPE_NAME, device, dtype, type_string
from .memory import Memory
from .ops.comparison import where
from .ops.fill import astype
from .tensor import Tensor


class Methods:
    """Everything here becomes a method of tensors."""

    def size(self, dim=...):
        """Return the shape, or the size of one dimension."""
        if dim is ...:
            return self.shape
        return self._array.shape[errors.wrap_dim(dim, self._array.ndim)]

    def dim(self):
        """Return the number of dimensions."""
        return self._array.ndim

    ndimension = dim

    def item(self):
        """Return the element of a tensor that has just one, as a Python number.

        Raises:
            ValueError: if there are more.
        """
        if self._array.size != 1:
            raise ValueError("only one element tensors can be converted to Python scalars")
        return self._array.item()

    def tolist(self):
        """Return the elements as nested lists of Python numbers; a number if 0-dim."""
        return backend_of(self._array).get(self._array).tolist()

    def numpy(self):
        """Return the elements as a NumPy array that shares memory.

        Raises:
            RuntimeError: if this tensor requires grad.
        """
        if self.requires_grad:
            raise RuntimeError(
                "Can't call numpy() on Variable that requires grad. Use var.detach().numpy() "
                "instead."
            )
        return self._host()

    def _host(self):
        backend = backend_of(self._array)
        if backend.name != "cpu":
            raise TypeError(
                "can't convert CUDA tensor to numpy. Use Tensor.cpu() to copy the tensor to host "
                "memory first."
            )
        return self._memory()

    def __array__(self, dtype=None, copy=None):
        array = self.numpy()
        return array if dtype is None else array.astype(dtype, copy=False)

    def __array_wrap__(self, array, context=None, return_scalar=False):
        """Return what a function of NumPy made of this tensor as a tensor; truths as bytes."""
        array = np.asarray(array)
        return creation.from_numpy(array.astype(np.uint8) if array.dtype == bool else array)

    def __len__(self):
        if not self._array.ndim:
            raise TypeError("len() of a 0-d tensor")
        return self._array.shape[0]

    def __iter__(self):
        if not self._array.ndim:
            raise TypeError("iteration over a 0-d tensor")
        return iter([self.select(0, i) for i in range(self._array.shape[0])])

    def __bool__(self):
        if self._array.size != 1:
            many = "more than one value" if self._array.size else "no values"
            raise RuntimeError(f"bool value of Tensor with {many} is ambiguous")
        return bool(self._array.item())

    def __float__(self):
        return float(self.item())

    def __int__(self):
        return int(self.item())

    __nonzero__, __long__ = __bool__, __int__  # as Python 2 names them

    def __index__(self):
        value = self.item() if self._array.size == 1 else None
        if not isinstance(value, int):
            raise TypeError("only integer tensors of a single element can be converted to an index")
        return value

    def __format__(self, spec):
        if not self._array.ndim:
            return self.item().__format__(spec)
        return object.__format__(self, spec)

    def where(self, condition, y):
        """Return the elements of this tensor where ``condition`` is not zero, else those of ``y``.

        Source: PyTorch 0.4.1, torch.Tensor.where.
        """
        return where(condition, self, y)

    def index(self, indices):
        """Return ``self[indices]`` for a sequence of tensors. Source: native_functions.yaml."""
        return indexing.get(self, tuple(indices))

    def index_put_(self, indices, values):
        """Write ``values`` to ``self[indices]``; return this tensor. Source: 0.4.1, index_put_."""
        indexing.put(self, tuple(indices), values)
        return self

    def __delitem__(self, index):
        raise TypeError("Tensor does not support deleting items")

    def __getitem__(self, index):
        return indexing.get(self, index)

    def __setitem__(self, index, value):
        indexing.put(self, index, value)

    def copy_(self, source, non_blocking=False):
        """Overwrite the elements with those of ``source``, broadcast and converted; return self."""
        if not isinstance(source, Tensor):
            name = errors.type_name(source)
            raise TypeError(f"copy_(): argument 'other' (position 1) must be Tensor, not {name}")
        return indexing.write(self, source)

    def fill_(self, value):
        """Overwrite every element with a number; return self."""
        if isinstance(value, Tensor):
            if value._array.ndim:
                raise RuntimeError(
                    "fill_ only supports 0-dimension value tensor but got tensor "
                    f"with {value._array.ndim} dimensions."
                )
            value = value.item()
        errors.check_numbers(value)
        return indexing.write(self, value)

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
        """
        if dtype is None:
            return type_string(self._array.dtype, backend_of(self._array).name)
        return self._as(numpy_dtype(dtype))

    def type_as(self, other):
        """Return this tensor with the type of another."""
        return self._as(other._array.dtype)

    def to(self, *args, **kwargs):
        """Return this tensor with another dtype, or on another device; itself if it is so already.

        Args:
            args: a dtype, a device or its name, or another tensor; a device and a dtype.
        """
        result = self
        for wish in (*args, *kwargs.values()):
            if isinstance(wish, dtype):
                result = result._as(wish.numpy)
            elif isinstance(wish, Tensor):
                result = result._moved(wish.device)._as(wish._array.dtype)
            elif isinstance(wish, (str, device, int)) and not isinstance(wish, bool):
                result = result._moved(device(wish))
        return result

    def _moved(self, where):
        backend = get_backend(where.type)
        if backend is backend_of(self._array):
            return self
        from .ops.fill import move

        return move(self, where.type, where.index, backend_of(self._array).name)

    def cuda(self, device=None, non_blocking=False):
        """Return this tensor on a GPU.

        Raises:
            RuntimeError: if there is none, naming what is missing.
        """
        return self._moved(_device("cuda", device))

    def cpu(self):
        """Return this tensor in the memory of the host."""
        return self._moved(_device("cpu", None))

    def new(self, *args):
        """Return a tensor of the same type from sizes or data, as its constructor would."""
        return self._beside(creation.legacy_tensor(self._array.dtype, *args))

    def _beside(self, other):
        """Return another tensor on the device of this one."""
        backend = backend_of(self._array)
        if backend is backend_of(other._array):
            return other
        return other._wrap(backend.put(other._array, self.device.index))

    def new_tensor(self, data, dtype=None, device=None, requires_grad=False):
        """Return a tensor of the same type, unless given, with a copy of ``data``."""
        return creation.tensor(data, **self._options(dtype, device), requires_grad=requires_grad)

    def new_full(self, size, fill_value, dtype=None, device=None, requires_grad=False):
        """Return a tensor of ``size`` filled with a number, of the same type unless given."""
        options = self._options(dtype, device)
        return creation.full(size, fill_value, **options, requires_grad=requires_grad)

    def new_zeros(self, *size, dtype=None, device=None, requires_grad=False):
        """Return zeros of the same type, unless given."""
        return creation.zeros(*size, **self._options(dtype, device), requires_grad=requires_grad)

    def new_ones(self, *size, dtype=None, device=None, requires_grad=False):
        """Return ones of the same type, unless given."""
        return creation.ones(*size, **self._options(dtype, device), requires_grad=requires_grad)

    def new_empty(self, *size, dtype=None, device=None, requires_grad=False):
        """Return a tensor of unspecified content, of the same type unless given."""
        return self.new_zeros(*size, dtype=dtype, device=device, requires_grad=requires_grad)

    def _full(self, shape, value):
        """Return a tensor of this kind, whatever face it belongs to, filled with a number."""
        xp = backend_of(self._array).xp
        return self._wrap(xp.full(tuple(shape), value, self._array.dtype))

    def _options(self, dtype, device):
        """Return dtype and device for a new tensor: those of this one unless given."""
        return dict(dtype=dtype or self.dtype, device=device or self.device)

    def __reversed__(self):
        return self._wrap(np.flip(self._array, 0).copy())

    def reinforce(self, reward):
        """Raise: there is :mod:`distributions` instead.

        Source: PyTorch 0.4.1, torch.Tensor.reinforce.
        """
        raise RuntimeError(
            """reinforce() was removed.
Use torch.distributions instead.
See http://pytorch.org/docs/master/distributions.html

Instead of:

probs = policy_network(state)
action = probs.multinomial()
next_state, reward = env.step(action)
action.reinforce(reward)
action.backward()

Use:

probs = policy_network(state)
# NOTE: categorical is equivalent to what used to be called multinomial
m = torch.distributions.Categorical(probs)
action = m.sample()
next_state, reward = env.step(action)
loss = -m.log_prob(action) * reward
loss.backward()
"""
        )

    def __reduce_ex__(self, protocol):
        return _utils.taken_apart(self)

    def __setstate__(self, state):
        _utils.set_state(self, state)

    def __deepcopy__(self, memo):
        if not self.is_leaf:
            raise RuntimeError(
                "Only Tensors created explicitly by the user (graph leaves) support the deepcopy "
                "protocol at the moment"
            )
        memo[id(self)] = result = self._wrap(_utils.copied_array(self, memo))
        result.requires_grad = self.requires_grad
        return result


def _device(name, index):
    return index if isinstance(index, device) else device(name, index)


def numpy_dtype(wish):
    """Return the NumPy dtype that a dtype, a tensor type or its name means."""
    if isinstance(wish, dtype):
        return wish.numpy
    if not isinstance(wish, (str, type)):
        raise TypeError("dtype must be a type, str, or dtype object")
    name = wish if isinstance(wish, str) else getattr(wish, "__name__", "")
    found = FROM_TYPE_NAME.get(name.rpartition(".")[2])
    if found is None:
        raise ValueError(f"invalid type: {name!r}")
    return found.numpy


def converter(target):
    """Return the method that converts to ``target``."""

    def convert(self):
        return self._as(target.numpy)

    convert.__doc__ = f"Return this tensor converted to ``{target}``."
    return convert


for _d in DTYPES:
    setattr(Methods, _d.type_name.removesuffix("Tensor").lower(), converter(_d))

for _name, _method in {**vars(Memory), **vars(Methods)}.items():
    if _name not in ("__module__", "__dict__", "__weakref__", "__doc__"):
        setattr(Tensor, _name, _method)
