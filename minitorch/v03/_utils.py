"""0.3: how tensors and Variables are taken apart for pickling, and put together again.

Source: PyTorch 0.3.1, torch/_utils.py, torch/tensor.py, torch/autograd/variable.py.
"""

from .._utils import (  # noqa: F401 (programs import them from here)
    _accumulate,
    _flatten_dense_tensors,
    _infer_size,
    _unflatten_dense_tensors,
    copied_array,
    looking_at,
)
from .tensor import Tensor
from .variable import Variable


def _rebuild_tensor(storage, storage_offset, size, stride):
    """Return the tensor that looks at a storage; no size means empty."""
    size, stride = tuple(size) or (0,), tuple(stride) or (1,)
    return Tensor._wrap(looking_at(storage.array, storage_offset, size, stride))


def taken_apart(tensor):
    """Return the function that rebuilds a tensor, and its arguments."""
    storage, offset = tensor.storage(), tensor.storage_offset()
    empty = not len(storage)
    return _rebuild_tensor, (
        storage,
        offset,
        () if empty else tuple(tensor.size()),
        () if empty else tensor.stride(),
    )


def variable_taken_apart(variable):
    """Return the class of a Variable, the tensor inside, and its flags."""
    flags = (variable.requires_grad, variable.volatile, None)
    return type(variable), (variable.data,), flags


def set_state(variable, state):
    """Give a Variable its flags: requires_grad, volatile, hooks."""
    if not variable.is_leaf:
        raise RuntimeError("__setstate__ can be only called on leaf variables")
    variable._edge = None
    variable.requires_grad, variable.volatile = bool(state[0]), bool(state[1])


def deep_copy(tensor, memo):
    """Return a tensor over a copy of the storage."""
    memo[id(tensor)] = result = Tensor._wrap(copied_array(tensor, memo))
    return result


Tensor.__deepcopy__ = deep_copy
Tensor.__reduce_ex__ = lambda self, protocol: taken_apart(self)
Variable.__reduce_ex__ = lambda self, protocol: variable_taken_apart(self)
Variable.__setstate__ = set_state
