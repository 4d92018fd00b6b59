"""What 0.3.1 does in a way of its own; see ``minitorch/nn/release.py``."""

COUNTS_BATCHES = False
SHOWS_TRACKING = False
ALIGNS_CORNERS = True
KEEPS_VERSIONS = False
DEPRECATES_UPSAMPLE = False
