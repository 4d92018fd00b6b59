"""What 0.3 does with an index is what live torch does, in its words."""

import torch


def put_at_key(input, key, shape):
    """Add ``input`` to zeros at an index, wherever its places coincide too."""
    numbers = torch.arange(torch.Size(shape).numel()).view(shape)[key].reshape(-1)
    flat = torch.zeros(torch.Size(shape).numel(), dtype=input.dtype)
    return flat.index_add(0, numbers, input.reshape(-1)).view(shape)


def set_at(input, value, key):
    """Write ``value`` at an index of a copy."""
    result = input.clone()
    result[key] = value
    return result


COUNTERPARTS_INDEXING = {
    "part_at": lambda input, key: input[key],
    "rows_at": lambda input, index: torch.index_select(input, 0, index),
    "transposed": lambda input: input.transpose(0, 1),
    "taken_at": lambda input, key: input[key],
    "put_at_key": put_at_key,
    "set_at": set_at,
}
