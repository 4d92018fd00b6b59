"""Samples become a batch."""

from collections.abc import Mapping, Sequence

import numpy as np

from ... import (
    ByteTensor,
    CharTensor,
    DoubleTensor,
    FloatTensor,
    HalfTensor,
    IntTensor,
    LongTensor,
    ShortTensor,
    from_numpy,
    is_tensor,
    stack,
)

numpy_type_map = {
    "float64": DoubleTensor,
    "float32": FloatTensor,
    "float16": HalfTensor,
    "int64": LongTensor,
    "int32": IntTensor,
    "int16": ShortTensor,
    "int8": CharTensor,
    "uint8": ByteTensor,
}
TEXTLESS = "batch must contain tensors, numbers, dicts or lists; found {}"


def default_collate(batch):
    """Return samples put together: tensors stacked, numbers in a tensor, the parts of others.

    Args:
        batch: samples of one kind: tensors, arrays, numbers, texts, or mappings or sequences
            of such.

    Raises:
        KeyError: if they are NumPy's numbers of a type that torch has no tensors of.
        TypeError: if they are something else.

    Source: PyTorch 0.4.1, torch/utils/data/dataloader.py: default_collate.
    """
    first = batch[0]
    if is_tensor(first):
        return stack(list(batch), 0)
    if isinstance(first, np.ndarray):
        if first.dtype.kind in "SUOa":
            raise TypeError(TEXTLESS.format(first.dtype))
        return stack([from_numpy(array) for array in batch], 0)
    if isinstance(first, np.generic) and first.dtype.kind not in "SUO":
        return numpy_type_map[first.dtype.name]([number.item() for number in batch])
    if isinstance(first, int):
        return LongTensor(list(map(int, batch)))
    if isinstance(first, float):
        return DoubleTensor(batch)
    if isinstance(first, (str, bytes)):
        return batch
    if isinstance(first, Mapping):
        return {key: default_collate([sample[key] for sample in batch]) for key in first}
    if isinstance(first, Sequence):
        return [default_collate(samples) for samples in zip(*batch)]
    raise TypeError(TEXTLESS.format(type(first)))
