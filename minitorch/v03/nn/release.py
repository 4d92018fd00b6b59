"""What 0.3.1 does in a way of its own; see ``minitorch/nn/release.py``."""

CHECKS_RANKS = False
COUNTS_BATCHES = False
SHOWS_TRACKING = False
TRACKS_INSTANCES = True
USES_TRACKED_INSTANCES = False
DRAWS_DROPPED = True
ALIGNS_CORNERS = True
KEEPS_VERSIONS = False
DEPRECATES_UPSAMPLE = False
ENLARGES_BY_WHOLE = True
RANKS_BY_ROW = True
UNSORTED = "lengths array has to be sorted in decreasing order"
counts = list


def wrong_rank(input, weight):
    """Return the error for a convolution whose input has not as many dimensions as its weight."""
    return ValueError(
        f"Expected {weight.dim()}D tensor as input, got {input.dim()}D tensor instead."
    )
