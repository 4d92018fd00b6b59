"""One value for every dimension, or one for each: ``kernel_size=3`` and ``kernel_size=(3, 5)``.

Source: PyTorch 0.4.1, torch/nn/modules/utils.py.
"""


def every(value, rank):
    """Return a tuple of ``rank`` values, from one or from a tuple of them."""
    return tuple(value) if hasattr(value, "__iter__") else (value,) * rank


def _ntuple(n):
    """Return the function that repeats one value ``n`` times, and leaves several as they are."""
    return lambda x: x if hasattr(x, "__iter__") else (x,) * n


_single, _pair, _triple, _quadruple = [_ntuple(n) for n in (1, 2, 3, 4)]
