"""How tensors are taken apart for pickling and for sending, and put together again.

Files name these functions: ``torch._utils._rebuild_tensor_v2`` is written in every checkpoint, so
names and parameters are torch's.

Source: PyTorch 0.4.1, torch/_utils.py, torch/tensor.py.
"""

import itertools
import operator

import numpy as np

from .backend import backend_of, is_sparse, strided
from .dtype import Size
from .errors import not_broadcastable
from .op import OPS
from .tensor import Tensor


def looking_at(memory, offset, size, stride):
    """Return the array of shape ``size`` that looks at a flat array, with steps in elements.

    Raises:
        ValueError: if an element would lie outside.
    """
    if len(size) != len(stride) or min((offset, *size, *stride)) < 0:
        raise ValueError(f"no tensor has sizes {size}, strides {stride}, offset {offset}")
    last = offset + sum((n - 1) * step for n, step in zip(size, stride))
    if last >= memory.size and 0 not in size:
        raise ValueError(
            f"a tensor of sizes {size}, strides {stride}, offset {offset} does not lie within a "
            f"storage of {memory.size} elements"
        )
    steps = tuple([step * memory.itemsize for step in stride])
    return strided(backend_of(memory).xp, memory[offset:], size, steps)


def copied_array(tensor, memo):
    """Return the array of a deep copy; copies made with one ``memo`` share as the originals do."""
    if is_sparse(tensor._array):
        return tensor._array.copy()
    copied, offset = tensor.storage().__deepcopy__(memo), tensor.storage_offset()
    return looking_at(copied.array, offset, tuple(tensor.size()), tensor.stride())


def _rebuild_tensor(storage, storage_offset, size, stride):
    """Return the tensor that looks at a storage; so 0.3 wrote it, where no size means empty."""
    return _over(storage, storage_offset, size or (0,), stride or (1,))


def _over(storage, storage_offset, size, stride):
    return Tensor._wrap(looking_at(storage.array, storage_offset, tuple(size), tuple(stride)))


def _rebuild_tensor_v2(storage, storage_offset, size, stride, requires_grad, backward_hooks, *_):
    """Return the tensor that looks at a storage, with its flag; hooks are not kept.

    Args:
        _: what versions after 1.5 add, such as metadata.
    """
    tensor = _over(storage, storage_offset, size, stride)
    tensor.requires_grad = requires_grad
    return tensor


def _rebuild_parameter(data, requires_grad, backward_hooks):
    """Return the parameter that holds ``data``; so 1.0 and later write it."""
    from .nn import Parameter

    return Parameter(data, requires_grad)


def _accumulate(iterable, fn=operator.add):
    """Yield running totals; what divides a data set into parts imports it from here."""
    return itertools.accumulate(iterable, fn)


def _infer_size(a, b):
    """Return the size that two sizes broadcast to, as ``torch._C`` has it."""
    arrays = [np.broadcast_to(0, size) for size in (a, b)]
    try:
        return Size(np.broadcast_shapes(tuple(a), tuple(b)))
    except ValueError:
        raise not_broadcastable(arrays) from None


def _flatten_dense_tensors(tensors):
    """Return the elements of tensors of one type in one vector, as one message to send."""
    return OPS["cat"].call(tuple([tensor.contiguous().view(-1) for tensor in tensors]), 0)


def _unflatten_dense_tensors(flat, tensors):
    """Return the parts of such a vector, in the shapes of ``tensors``."""
    found, start = [], 0
    for tensor in tensors:
        count = tensor.numel()
        found.append(flat.narrow(0, start, count).view(*tensor.size()))
        start += count
    return tuple(found)


def taken_apart(tensor):
    """Return the function that rebuilds a tensor, and its arguments."""
    place = (tensor.storage(), tensor.storage_offset(), tuple(tensor.size()), tensor.stride())
    return _rebuild_tensor_v2, (*place, tensor.requires_grad, None)


def set_state(tensor, state):
    """Give a tensor the flag that 0.3 pickled after its data: requires_grad, volatile, hooks."""
    if not tensor.is_leaf:
        raise RuntimeError("__setstate__ can be only called on leaf Tensors")
    tensor.requires_grad = bool(state[0])
