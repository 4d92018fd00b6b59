"""How tensors are taken apart for pickling, and the functions that put them together again.

Files name these functions: ``torch._utils._rebuild_tensor_v2`` is written in every checkpoint, so
names and parameters are torch's.

Source: PyTorch 0.4.1, torch/_utils.py, torch/tensor.py.
"""

from .backend import backend_of, strided
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


def taken_apart(tensor):
    """Return the function that rebuilds a tensor, and its arguments."""
    place = (tensor.storage(), tensor.storage_offset(), tuple(tensor.size()), tensor.stride())
    return _rebuild_tensor_v2, (*place, tensor.requires_grad, None)


def set_state(tensor, state):
    """Give a tensor the flag that 0.3 pickled after its data: requires_grad, volatile, hooks."""
    if not tensor.is_leaf:
        raise RuntimeError("__setstate__ can be only called on leaf Tensors")
    tensor.requires_grad = bool(state[0])
