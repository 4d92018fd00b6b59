"""Methods of tensors that are not operations: sizes, elements, indexing, copying."""

import numpy as np

from . import _utils, convert, creation, errors, indexing
from .arguments import guarded_method, no_such_form, wrong_argument
from .backend import backend_of, is_sparse
from .conversion import Conversion
from .memory import Memory
from .tensor import Tensor


class Methods:
    """Everything here becomes a method of tensors."""

    def size(self, dim=...):
        """Return the shape, or the size of one dimension.

        Example:
            >>> torch.zeros(2, 3).size(), torch.zeros(2, 3).size(-1)
            (torch.Size([2, 3]), 3)

        Source: PyTorch 0.4.1, Tensor.size.
        """
        if dim is ...:
            return self.shape
        return self._array.shape[errors.wrap_dim(dim, self._array.ndim)]

    def dim(self):
        """Return the number of dimensions.

        Example:
            >>> torch.zeros(2, 3).dim()
            2

        Source: PyTorch 0.4.1, Tensor.dim.
        """
        return self._array.ndim

    ndimension = dim

    def item(self):
        """Return the element of a tensor that has just one, as a Python number.

        Raises:
            ValueError: if there are more.

        Example:
            >>> torch.tensor([1.5]).item()
            1.5

        Source: PyTorch 0.4.1, Tensor.item.
        """
        if self._array.size != 1:
            raise ValueError("only one element tensors can be converted to Python scalars")
        return self._array.item()

    def tolist(self):
        """Return the elements as nested lists of Python numbers; a number if 0-dim.

        Example:
            >>> torch.tensor([[1, 2], [3, 4]]).tolist()
            [[1, 2], [3, 4]]

        Source: PyTorch 0.4.1, Tensor.tolist.
        """
        return backend_of(self._array).get(self._array).tolist()

    def numpy(self):
        """Return the elements as a NumPy array that shares memory.

        Raises:
            RuntimeError: if this tensor requires grad.

        Example:
            >>> x = torch.zeros(2)
            >>> x.numpy()[0] = 7
            >>> x
            tensor([7., 0.])

        Source: PyTorch 0.4.1, Tensor.numpy.
        """
        if self.requires_grad:
            raise RuntimeError(
                "Can't call numpy() on Variable that requires grad. Use var.detach().numpy() "
                "instead."
            )
        return self._host()

    def _host(self):
        backend = backend_of(self._array)
        if is_sparse(self._array):
            raise TypeError(
                "can't convert sparse tensor to numpy. Use Tensor.to_dense() to convert to a dense "
                "tensor first."
            )
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

    def index(self, indices):
        """Return ``self[indices]`` for a sequence of tensors.

        Example:
            >>> torch.tensor([[1, 2], [3, 4]]).index((torch.tensor([1, 0]), torch.tensor([0, 0])))
            tensor([3, 1])

        Source: PyTorch 0.4.1, Tensor.index.
        """
        return indexing.get(self, tuple(indices))

    def index_put_(self, indices, values):
        """Write ``values`` to ``self[indices]``; return this tensor.

        Example:
            >>> torch.zeros(3).index_put_((torch.tensor([2, 0]),), torch.tensor([1.0, 5.0]))
            tensor([5., 0., 1.])

        Source: PyTorch 0.4.1, torch.Tensor.index_put_.
        """
        indexing.put(self, tuple(indices), values)
        return self

    def __delitem__(self, index):
        raise TypeError("Tensor does not support deleting items")

    def __getitem__(self, index):
        return indexing.get(self, index)

    def __setitem__(self, index, value):
        indexing.put(self, index, value)

    def copy_(self, source, non_blocking=False):
        """Overwrite the elements with those of ``source``, broadcast and converted; return self.

        Shape:
            source: any that expands to the shape of this tensor.

        Example:
            >>> torch.zeros(2, 2).copy_(torch.tensor([1, 2]))
            tensor([[1., 2.],
                    [1., 2.]])

        Source: PyTorch 0.4.1, Tensor.copy_.
        """
        if not isinstance(source, Tensor):
            raise wrong_argument("copy_", "other", 1, "Tensor", source)
        return indexing.write(self, source)

    def fill_(self, value):
        """Overwrite every element with a number; return self.

        Raises:
            RuntimeError: if ``value`` is a tensor of one dimension or more.

        Example:
            >>> torch.zeros(3).fill_(7)
            tensor([7., 7., 7.])

        Source: PyTorch 0.4.1, Tensor.fill_.
        """
        if isinstance(value, Tensor):
            if value._array.ndim:
                raise RuntimeError(
                    "fill_ only supports 0-dimension value tensor but got tensor "
                    f"with {value._array.ndim} dimensions."
                )
            value = value.item()
        errors.check_numbers(value)
        if value is None:
            raise no_such_form("fill_")
        return indexing.write(self, value)

    def __reversed__(self):
        return self.flip(0) if self._array.ndim else self

    @staticmethod
    def _make_subclass(cls, data, require_grad=False):
        """Return a tensor of the class ``cls`` over the memory of ``data``, as parameters are."""
        if not isinstance(data, Tensor):
            name = convert.type_name(data)
            raise TypeError(
                f"_make_subclass(): argument 'data' (position 2) must be Tensor, not {name}"
            )
        result = object.__new__(cls)
        result._array, result._counter = data._memory(), data._counter
        result._edge = result._view = result._grad = None
        result.requires_grad = require_grad
        return result

    def record_stream(self, stream):
        """Do nothing: memory is given back when nothing holds it, whatever stream used it.

        Example:
            >>> torch.zeros(2).record_stream(None)

        Source: PyTorch 0.4.1, torch.Tensor.record_stream.
        """

    def reinforce(self, reward):
        """Raise: there is :mod:`distributions` instead.

        Raises:
            RuntimeError: always.

        Example:
            >>> torch.zeros(1).reinforce(1.0)  # doctest: +ELLIPSIS
            Traceback (most recent call last):
                ...
            RuntimeError: reinforce() was removed...

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


def give(methods):
    """Give tensors the methods of a class."""
    for name, method in vars(methods).items():
        if name not in ("__module__", "__dict__", "__weakref__", "__doc__", "__slots__"):
            setattr(Tensor, name, guarded_method(name, method))


for _methods in (Memory, Conversion, Methods):
    give(_methods)
