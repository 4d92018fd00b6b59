"""What 0.3.1 does in a way of its own; see ``minitorch/nn/release.py``."""

import numpy as np

CHECKS_NAMES = False
CHECKS_RANKS = False
CLIPS_ONE = False
COUNTS_BATCHES = False
SHOWS_TRACKING = False
TRACKS_INSTANCES = True
USES_TRACKED_INSTANCES = False
DRAWS_DROPPED = True
ALIGNS_CORNERS = True
KEEPS_VERSIONS = False
ENLARGES_BY_WHOLE = True
RANKS_BY_ROW = True
RENAMED = {
    "functional.upsample_nearest": "functional.upsample",
    "functional.upsample_bilinear": "functional.upsample",
    "UpsamplingNearest2d": "Upsample",
    "UpsamplingBilinear2d": "Upsample",
}
UNSORTED = "lengths array has to be sorted in decreasing order"
step = np.float32
counts = list


def wrong_rank(input, weight):
    """Return the error for a convolution whose input has not as many dimensions as its weight."""
    return ValueError(
        f"Expected {weight.dim()}D tensor as input, got {input.dim()}D tensor instead."
    )
