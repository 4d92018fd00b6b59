"""Dropout in 0.3: Functions of Python, which take tensors too."""

from ...again import beside, functions_of
from .arguments import wrapped

core = beside(__name__)
globals().update(functions_of(core))


def dropout(input, p=0.5, training=False, inplace=False):
    """While training, zero each element with probability ``p``. Source: PyTorch 0.3.1."""
    return core.dropout(wrapped(input), p, training, inplace)


def dropout2d(input, p=0.5, training=False, inplace=False):
    """Return :func:`dropout` of whole channels. Source: PyTorch 0.3.1, F.dropout2d."""
    return core.dropout2d(wrapped(input), p, training, inplace)


def dropout3d(input, p=0.5, training=False, inplace=False):
    """Return :func:`dropout` of whole channels. Source: PyTorch 0.3.1, F.dropout3d."""
    return core.dropout3d(wrapped(input), p, training, inplace)
