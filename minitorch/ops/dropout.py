"""Dropout: the input times noise that was drawn for it."""

from ..cases import Array, case
from ..op import hidden

NOISY = dict(input=lambda g, noise: g * noise, pointwise=True)


@hidden(cases=[case((3, 4), (3, 4))], **NOISY)
def dropout(xp, input: Array, noise: Array):
    """Return ``input`` times the noise of its size. Source: PyTorch 0.4.1, Dropout."""
    return input * noise


@hidden(cases=[case((2, 3, 4), (2, 3, 1))], **NOISY)
def feature_dropout(xp, input: Array, noise: Array):
    """Return ``input`` times one noise for each channel. Source: PyTorch 0.4.1, FeatureDropout."""
    return input * noise


@hidden(cases=[case((3, 4), (3, 4), (3, 4))], **NOISY)
def alpha_dropout(xp, input: Array, noise: Array, shift: Array):
    """Return ``input`` times noise, plus a shift. Source: PyTorch 0.4.1, AlphaDropout."""
    return input * noise + shift


@hidden(input=lambda g: g, view=True, node="DropoutBackward", cases=[case(3, 4)])
def undropped(xp, input: Array):
    """Return a view of ``input``, as dropout does unless training. Source: 0.4.1, Dropout."""
    return input[...]
