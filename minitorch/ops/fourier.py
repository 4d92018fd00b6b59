"""Fourier transforms. A complex number is a pair: the last dimension holds its two parts.

The transform of 0.4 is a matrix ``F`` with ``F F' = n``, for ``n`` points: its gradient is ``F'``,
the inverse without its scale. ``normalized`` divides by the root of ``n`` either way.
"""

import numpy as np

from ..backend import silent
from ..cases import Float, case
from ..op import composite, op
from .broadcasting import expand
from .joining import cat
from .parts import put_slice, select, slice_dim
from .permuting import flip, transpose
from .strided import unfold

COMPLEX = {np.dtype(np.float32): np.complex64, np.dtype(np.float64): np.complex128}
PAIRS = [
    case((5, 2), signal_ndim=1),
    case((2, 3, 4, 2), signal_ndim=2),
    case((4, 3, 2), signal_ndim=1, normalized=True),
]


def check(input, signal_ndim, paired):
    """Raise unless ``input`` has the dimensions of a signal, and of pairs if it is complex."""
    if not 1 <= signal_ndim <= 3:
        raise RuntimeError(
            f"Expected signal_ndim to be 1, 2, or 3, but got signal_ndim={signal_ndim}"
        )
    if input.ndim < signal_ndim + paired:
        extra = " (complex input adds an extra dimension)" if paired else ""
        raise RuntimeError(
            f"Given signal_ndim={signal_ndim}, expected an input tensor of at least "
            f"{signal_ndim + paired}D{extra}, but got input of size {list(input.shape)}"
        )
    if paired and input.shape[-1] != 2:
        raise RuntimeError(
            "Expected an input tensor with a last dimension of size 2 representing real + "
            f"imaginary components, but got input of size {list(input.shape)}"
        )


def as_complex(xp, pairs):
    """Return pairs of real numbers as complex ones."""
    return xp.ascontiguousarray(pairs).view(COMPLEX[pairs.dtype])[..., 0]


def as_pairs(xp, numbers, dtype):
    """Return complex numbers as pairs of real ones."""
    return xp.ascontiguousarray(numbers[..., None]).view(dtype)


def last(signal_ndim):
    """Return the last dimensions, those of the signal."""
    return tuple(range(-signal_ndim, 0))


def norm(normalized):
    """Return NumPy's word for the scale: its own is that of 0.4."""
    return "ortho" if normalized else "backward"


def unscaled(g, sizes, normalized):
    """Take back the scale of an inverse transform of so many points."""
    return g if normalized else g * points(sizes)


def points(sizes):
    """Return how many points a signal has."""
    return float(np.prod(sizes))


def signal(shape, signal_ndim):
    """Return the sizes of a complex signal."""
    return shape[-signal_ndim - 1 : -1]


@op(
    input=lambda g, input_shape, signal_ndim, normalized: unscaled(
        ifft(g, signal_ndim, normalized), signal(input_shape, signal_ndim), normalized
    ),
    node="FftWithSizeBackward",
    kernel="_fft",
    cases=PAIRS,
)
def fft(xp, input: Float, signal_ndim, normalized=False):
    """Return the Fourier transform of complex signals.

    Args:
        signal_ndim: how many dimensions a signal has, 1 to 3, before the one for the two parts.
        normalized: whether to divide by the root of the number of points.

    Shape:
        input: ``(..., *signal, 2)``; so is the result.

    Raises:
        RuntimeError: if the last dimension has not size 2, or ``signal_ndim`` is not 1, 2 or 3.

    Source: PyTorch 0.4.1, torch.fft.
    """
    check(input, signal_ndim, True)
    found = silent(xp.fft.fftn)(
        as_complex(xp, input), axes=last(signal_ndim), norm=norm(normalized)
    )
    return as_pairs(xp, found, input.dtype)


@op(
    input=lambda g, input_shape, signal_ndim, normalized: (
        fft(g, signal_ndim, normalized)
        * (1.0 if normalized else 1 / points(signal(input_shape, signal_ndim)))
    ),
    node="FftWithSizeBackward",
    kernel="_fft",
    cases=PAIRS,
)
def ifft(xp, input: Float, signal_ndim, normalized=False):
    """Return the inverse Fourier transform of complex signals.

    Args:
        signal_ndim: how many dimensions a signal has, 1 to 3, before the one for the two parts.
        normalized: whether to divide by the root of the number of points, not by that number.

    Shape:
        input: ``(..., *signal, 2)``; so is the result.

    Raises:
        RuntimeError: if the last dimension has not size 2, or ``signal_ndim`` is not 1, 2 or 3.

    Source: PyTorch 0.4.1, torch.ifft.
    """
    check(input, signal_ndim, True)
    found = silent(xp.fft.ifftn)(
        as_complex(xp, input), axes=last(signal_ndim), norm=norm(normalized)
    )
    return as_pairs(xp, found, input.dtype)


def rfft_slope(g, input_shape, signal_ndim, normalized, onesided):
    """The real part of the inverse, in which the half that was left out is zero."""
    if onesided:
        g = put_slice(g, (*input_shape, 2), len(input_shape) - 1, 0)
    back = select(ifft(g, signal_ndim, normalized), -1, 0)
    return unscaled(back, input_shape[-signal_ndim:], normalized)


@op(
    input=rfft_slope,
    node="FftWithSizeBackward",
    kernel="_fft",
    cases=[
        case(5, signal_ndim=1),
        case(2, 3, 4, signal_ndim=2),
        case(3, 4, signal_ndim=1, normalized=True, onesided=False),
    ],
)
def rfft(xp, input: Float, signal_ndim, normalized=False, onesided=True):
    """Return the Fourier transform of real signals.

    Args:
        signal_ndim: how many dimensions a signal has, 1 to 3.
        normalized: whether to divide by the root of the number of points.
        onesided: whether to leave out the second half of the last dimension, which mirrors the
            first.

    Shape:
        input: ``(..., *signal)``; the result is ``(..., *signal, 2)``, where the last size ``n`` of
        the signal is ``n // 2 + 1`` if ``onesided``.

    Raises:
        RuntimeError: if ``signal_ndim`` is not 1, 2 or 3, or the numbers are integers.

    Source: PyTorch 0.4.1, torch.rfft.
    """
    check(input, signal_ndim, False)
    transform = silent(xp.fft.rfftn if onesided else xp.fft.fftn)
    found = transform(input, axes=last(signal_ndim), norm=norm(normalized))
    return as_pairs(xp, found, input.dtype)


def irfft_slope(g, signal_ndim, normalized, onesided):
    """The transform of what arrives; where one number stood for two that mirror it, twice that."""
    back = rfft(g, signal_ndim, normalized, onesided)
    if onesided:
        dim, size = len(back.shape) - 2, g.shape[-1]
        inner = slice_dim(back, dim, 1, (size + 1) // 2)
        back = back + put_slice(inner, back.shape, dim, 1)
    return back if normalized else back * (1 / points(g.shape[-signal_ndim:]))


@op(
    input=irfft_slope,
    node="FftWithSizeBackward",
    kernel="_fft",
    cases=[
        case((4, 2), signal_ndim=1),
        case((2, 3, 4, 2), signal_ndim=2, signal_sizes=(3, 7)),
        case((3, 4, 2), signal_ndim=1, normalized=True, onesided=False),
    ],
)
def irfft(xp, input: Float, signal_ndim, normalized=False, onesided=True, signal_sizes=()):
    """Return the inverse Fourier transform of what :func:`rfft` returns: real signals.

    Args:
        signal_ndim: how many dimensions a signal has, 1 to 3.
        normalized: whether to divide by the root of the number of points, not by that number.
        onesided: whether the second half of the last dimension was left out.
        signal_sizes: the sizes of the real signal; by default its last one is even.

    Shape:
        input: as the result of :func:`rfft`; the result is ``(..., *signal_sizes)``.

    Raises:
        RuntimeError: if the last dimension has not size 2, or ``signal_ndim`` is not 1, 2 or 3.

    Source: PyTorch 0.4.1, torch.irfft.
    """
    check(input, signal_ndim, True)
    numbers, scale = as_complex(xp, input), norm(normalized)
    sizes = list(signal_sizes) or [
        *numbers.shape[-signal_ndim:-1],
        2 * (numbers.shape[-1] - 1) if onesided else numbers.shape[-1],
    ]
    halved = [*sizes[:-1], sizes[-1] // 2 + 1 if onesided else sizes[-1]]
    if halved != list(numbers.shape[-signal_ndim:]):
        raise RuntimeError(
            f"Expected given signal_sizes={list(signal_sizes)} to have same shape with input at "
            f"signal dimension, but got input of size {list(input.shape)}"
        )
    if onesided:
        return silent(xp.fft.irfftn)(numbers, sizes, axes=last(signal_ndim), norm=scale)
    found = silent(xp.fft.ifftn)(numbers, axes=last(signal_ndim), norm=scale)
    return as_pairs(xp, found, input.dtype)[..., 0].copy()


# --- frames of a signal ---------------------------------------------------------------------------


def continued(signals, size, mode):
    """Return signals with ``size`` more points at either end."""
    length, dim = signals.shape[-1], len(signals.shape) - 1
    if mode == "reflect":
        if size >= length:
            raise RuntimeError(
                "Padding size should be less than the corresponding input dimension, but got: "
                f"padding ({size}, {size}) at dimension 2 of input {list(signals.shape)}"
            )
        ends = [(1, size + 1), (length - 1 - size, length - 1)]
        before, after = [flip(slice_dim(signals, dim, *end), (-1,)) for end in ends]
    elif mode in ("constant", "replicate"):
        ends = [slice_dim(signals, dim, 0, 1), slice_dim(signals, dim, length - 1, length)]
        before, after = [expand(end, (*end.shape[:-1], size)) for end in ends]
        if mode == "constant":
            before, after = before * 0, after * 0
    else:
        raise NotImplementedError
    return cat([before, signals, after], -1)


def check_frames(signals, n_fft, hop_length, win_length, window):
    """Raise unless frames of ``n_fft`` fit into the signals, and the window into them."""
    length = signals.shape[-1]
    wrong = None
    if not 0 < n_fft <= length:
        wrong = f"expected 0 < n_fft < {length}, but got n_fft={n_fft}"
    elif hop_length <= 0:
        wrong = f"expected hop_length > 0, but got hop_length={hop_length}"
    elif not 0 < win_length <= n_fft:
        wrong = f"expected 0 < win_length <= n_fft, but got win_length={win_length}"
    elif window is not None and tuple(window.shape) != (win_length,):
        wrong = (
            f"expected a 1D window tensor of size equal to win_length={win_length}, but got window "
            f"with size {list(window.shape)}"
        )
    if wrong:
        raise RuntimeError(f"stft({list(signals.shape)}, n_fft={n_fft}): {wrong}")


@composite()
def stft(
    input,
    n_fft,
    hop_length=None,
    win_length=None,
    window=None,
    center=True,
    pad_mode="reflect",
    normalized=False,
    onesided=True,
):
    """Return the Fourier transforms of overlapping frames of signals.

    Args:
        n_fft: how many points a frame has.
        hop_length: the distance of frames; by default a quarter of ``n_fft``.
        win_length: how many points ``window`` has, or how many in the middle of a frame count; by
            default all.
        window: what frames are multiplied by, a vector.
        center: whether a frame's time is its middle; signals then continue at either end.
        pad_mode: how they continue: ``reflect``, ``replicate`` or ``constant``.
        normalized, onesided: as in :func:`rfft`.

    Shape:
        input: ``(t,)`` or ``(b, t)``; the result is ``(frequencies, frames, 2)``, or a batch.

    Example:
        >>> torch.stft(torch.ones(8), n_fft=4).shape
        torch.Size([3, 9, 2])
        >>> torch.stft(torch.ones(8), n_fft=4)[0, 0]
        tensor([4., 0.])

    Source: PyTorch 0.4.1, torch.stft.
    """
    if len(input.shape) not in (1, 2):
        raise RuntimeError(f"stft({list(input.shape)}, n_fft={n_fft}): expected a 1D or 2D tensor")
    hop_length = n_fft // 4 if hop_length is None else hop_length
    win_length = n_fft if win_length is None else win_length
    signals = continued(input, n_fft // 2, pad_mode) if center else input
    check_frames(signals, n_fft, hop_length, win_length, window)
    frames = unfold(signals, -1, n_fft, hop_length)
    if win_length < n_fft:
        window = input._full((win_length,), 1) if window is None else window
        window = put_slice(window, (n_fft,), 0, (n_fft - win_length) // 2)
    if window is not None:
        frames = frames * window
    return transpose(rfft(frames, 1, normalized, onesided), -3, -2)
