"""What this release of PyTorch does in a way of its own: facts that modules and functions ask for.

The 0.3 face has a file of this name with the facts of 0.3.1.
"""

COUNTS_BATCHES = True  # whether batch normalisation counts the batches it has seen
SHOWS_TRACKING = True  # whether its printed form says that it tracks statistics
ALIGNS_CORNERS = None  # whether upsampling aligns corners; None: not unless told, with a warning
KEEPS_VERSIONS = True  # whether a state_dict tells the version of each module
DEPRECATES_UPSAMPLE = True  # whether upsample warns that it is now interpolate
