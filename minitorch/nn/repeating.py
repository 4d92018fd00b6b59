"""One value for every dimension, or one for each: ``kernel_size=3`` and ``kernel_size=(3, 5)``.

Source: PyTorch 0.4.1, torch/nn/modules/utils.py.
"""


def every(value, rank):
    """Return a tuple of ``rank`` values, from one or from a tuple of them."""
    return tuple(value) if hasattr(value, "__iter__") else (value,) * rank


def _ntuple(n):
    """Return the function that repeats one value ``n`` times, and leaves several as they are."""
    return lambda x: x if hasattr(x, "__iter__") else (x,) * n


def _list_with_default(out_size, defaults):
    """Return the sizes asked for, those of ``defaults`` in the places of None."""
    if isinstance(out_size, int):
        return out_size
    if len(defaults) <= len(out_size):
        raise ValueError(f"Input dimension should be at least {len(out_size) + 1}")
    known = defaults[-len(out_size) :]
    return [size if given is None else given for given, size in zip(out_size, known, strict=True)]


_single, _pair, _triple, _quadruple = [_ntuple(n) for n in (1, 2, 3, 4)]
