"""The entries of torch's op database, and their samples as minitorch takes them."""

import functools
import re
from copy import deepcopy
from types import FunctionType

import numpy as np

import minitorch

from .later import full_name

SKIPPED = re.compile(
    r"^(?:special|linalg|fft|masked|_refs)\.|_$"  # namespaces that came later
    r"|empty|rand|dropout|normal|bernoulli|multinomial|fractional|rrelu|as_strided$"
)


@functools.cache
def entries():
    """Return the entries of torch's database that minitorch has a function for, by name."""
    from torch.testing._internal.common_methods_invocations import op_db

    found = {}
    for info in op_db:
        name = full_name(info)
        if not SKIPPED.search(info.name) and function(info.name) is not None:
            found[name] = info
    return found


def function(name, suffix=""):
    """Return minitorch's function or method of torch's name for it, or None."""
    parts, home = f"{name}{suffix}".split("."), minitorch
    for part in parts:
        home = getattr(home, part, None)
    if callable(home):
        return home
    return getattr(minitorch.Tensor, parts[0], None) if len(parts) == 1 else None


def converted(value):
    """Return a sample's argument as minitorch takes it, its strides included."""
    import torch

    if isinstance(value, torch.Tensor):
        array = value.detach().numpy()
        if array.dtype == np.bool_:
            array = array.astype(np.uint8)
        copy = np.lib.stride_tricks.as_strided(np.array(array, order="K"), array.shape)
        if array.ndim and array.strides != copy.strides:
            copy = np.array(array, order="K")
        return minitorch.from_numpy(copy) if array.ndim else minitorch.tensor(array)
    if isinstance(value, (list, tuple)):
        return type(value)(map(converted, value))
    if isinstance(value, dict):
        return {key: converted(item) for key, item in value.items()}
    if isinstance(value, torch.dtype):
        return getattr(minitorch, str(value).rpartition(".")[2], value)
    return value


def translated(info):
    """Return minitorch's function for an entry.

    Where torch's is a function of the database itself, one that rearranges arguments, it is that
    function with minitorch in the place of torch.
    """
    if isinstance(info.op, FunctionType) and "common_methods" in info.op.__module__:
        scope = {**info.op.__globals__, "torch": minitorch}
        return FunctionType(info.op.__code__, scope, info.name, info.op.__defaults__)
    return function(info.name)


def fresh(sample):
    """Return a sample with tensors of its own, strides included: a check may change them."""
    import torch

    return sample.transform(lambda part: deepcopy(part) if isinstance(part, torch.Tensor) else part)


def doubled(sample):
    """Return a sample with float64 in the place of float32."""
    import torch

    return retyped(sample, torch.float32, torch.float64)


def whole(sample):
    """Return a sample with int64 in the place of float64."""
    import torch

    return retyped(sample, torch.float64, torch.int64)


def retyped(sample, old, new):
    """Return a sample with one type in the place of another."""

    def changed(part):
        if part is old:
            return new
        return part.to(new) if getattr(part, "dtype", None) == old else part

    return sample.transform(changed)


def tensors(sample):
    """Return all tensors of a sample."""
    import torch
    from torch.utils._pytree import tree_leaves

    parts = tree_leaves((sample.input, sample.args, sample.kwargs))
    return [part for part in parts if isinstance(part, torch.Tensor)]


def is_empty(sample):
    """Return whether a tensor of a sample has a size that 0.4 has not: zero among several."""
    return any(0 in tensor.shape and tensor.dim() > 1 for tensor in tensors(sample))


def expressible(sample):
    """Return whether a sample speaks only of what NumPy has."""
    import torch

    kinds = {torch.float64, torch.float32, torch.int64, torch.uint8, torch.bool, torch.int32}
    text = repr((sample.args, sample.kwargs))
    plain = all(t.dtype in kinds and t.layout == torch.strided for t in tensors(sample))
    return plain and not re.search(r"memory_format|complex|bfloat16|layout=|device=", text)


def brief(sample):
    """Return a sample as a short text, with shapes in the place of tensors."""
    import torch
    from torch.utils._pytree import tree_map_only

    parts = (sample.input, *sample.args), sample.kwargs
    args, kwargs = tree_map_only(torch.Tensor, lambda t: list(t.shape), parts)
    return ", ".join([*map(str, args), *(f"{key}={value}" for key, value in kwargs.items())])
