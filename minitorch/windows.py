"""Windows: what frames of a signal are multiplied by before a Fourier transform."""

import numpy as np

from .creation import creator, default


def spread(name, numpy_type, window_length, periodic, shape):
    """Return ``shape`` of points from 0 to 1, or a little less for one of many equal periods.

    Raises:
        RuntimeError: if the length is negative, or the type not a floating one.
    """
    numpy_type = np.dtype(default(numpy_type))
    if numpy_type.kind != "f":
        raise RuntimeError(f"{name} expects floating point dtypes, got: {numpy_type}")
    if window_length < 0:
        raise RuntimeError(
            f"{name} requires non-negative window_length, got window_length={window_length}"
        )
    if window_length == 1:
        return np.ones(1, numpy_type)
    steps = window_length if periodic else window_length - 1
    return shape(np.arange(window_length) / steps).astype(numpy_type)


def cosines(*weights):
    """Return the function of points that adds up cosines of growing frequency."""
    return lambda x: sum([w * np.cos(2 * np.pi * n * x) for n, w in enumerate(weights)])


@creator
def bartlett_window(numpy_type, window_length, periodic=True):
    """Return a triangle.

    Args:
        periodic: whether it is one of many equal ones in a row, the last point left out.

    Shape:
        the result is ``(window_length,)``.

    Raises:
        RuntimeError: if the length is negative, or the dtype not a floating one.

    Example:
        >>> torch.bartlett_window(5, periodic=False)
        tensor([0.0000, 0.5000, 1.0000, 0.5000, 0.0000])

    Source: PyTorch 0.4.1, torch.bartlett_window.
    """
    shape = lambda x: 1 - abs(2 * x - 1)  # noqa: E731
    return spread("bartlett_window", numpy_type, window_length, periodic, shape)


@creator
def blackman_window(numpy_type, window_length, periodic=True):
    """Return a sum of cosines that vanishes smoothly. The arguments: see :func:`bartlett_window`.

    Shape:
        the result is ``(window_length,)``.

    Example:
        >>> torch.blackman_window(4)[1:]
        tensor([0.3400, 1.0000, 0.3400])

    Source: PyTorch 0.4.1, torch.blackman_window.
    """
    shape = cosines(0.42, -0.5, 0.08)
    return spread("blackman_window", numpy_type, window_length, periodic, shape)


@creator
def hamming_window(numpy_type, window_length, periodic=True, alpha=0.54, beta=0.46):
    """Return ``alpha`` less ``beta`` times a cosine; the others are as of :func:`bartlett_window`.

    Shape:
        the result is ``(window_length,)``.

    Example:
        >>> torch.hamming_window(4)
        tensor([0.0800, 0.5400, 1.0000, 0.5400])

    Source: PyTorch 0.4.1, torch.hamming_window.
    """
    shape = cosines(alpha, -beta)
    return spread("hamming_window", numpy_type, window_length, periodic, shape)


@creator
def hann_window(numpy_type, window_length, periodic=True):
    """Return half a cosine, turned over; the arguments are as of :func:`bartlett_window`.

    Shape:
        the result is ``(window_length,)``.

    Example:
        >>> torch.hann_window(4)
        tensor([0.0000, 0.5000, 1.0000, 0.5000])

    Source: PyTorch 0.4.1, torch.hann_window.
    """
    return spread("hann_window", numpy_type, window_length, periodic, cosines(0.5, -0.5))
