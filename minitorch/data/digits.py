"""The 1,797 handwritten digits of 8 by 8 pixels; their origin and licence are in DIGITS.md."""

import gzip
from importlib import resources

import numpy as np

SIDE = 8  # pixels
DARKEST = 16


def load():
    """Return the images and the digits they show.

    Returns:
        Images ``(1797, 64)``, float32 from 0 to 1, and digits ``(1797,)``, int64.

    Source: UCI Machine Learning Repository, Optical Recognition of Handwritten Digits.
    """
    packed = resources.files(__package__).joinpath("digits.csv.gz").read_bytes()
    table = np.loadtxt(gzip.decompress(packed).decode().splitlines(), delimiter=",")
    return (table[:, :-1] / DARKEST).astype(np.float32), table[:, -1].astype(np.int64)


def split():
    """Return :func:`load` in two parts: what to learn from, and every fifth to be tested on."""
    images, digits = load()
    tested = np.arange(len(digits)) % 5 == 0
    return (images[~tested], digits[~tested]), (images[tested], digits[tested])
