"""Upsampling in 0.3."""

from ...again import beside, functions_of

core = beside(__name__)
globals().update(functions_of(core))


def interpolate(input, size=None, scale_factor=None, mode="nearest", align_corners=None):
    """Return ``input`` with its last dimensions made larger: what :func:`upsample` is later.

    Raises:
        TypeError: if neither ``size`` nor ``scale_factor`` is given, in the words of 0.3.

    Source: PyTorch 0.3.1, torch/nn/_functions/thnn/upsampling.py.
    """
    if mode == "nearest" and size is None and scale_factor is None:
        raise TypeError("unsupported operand type(s) for %: 'NoneType' and 'int'")
    return core.interpolate(input, size, scale_factor, mode, align_corners)


def upsample(input, size=None, scale_factor=None, mode="nearest", align_corners=None):
    """Return ``input`` with its last dimensions made larger. Source: PyTorch 0.3.1, F.upsample."""
    return interpolate(input, size, scale_factor, mode, align_corners)
