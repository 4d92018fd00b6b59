"""What this release of PyTorch does in a way of its own: facts that modules and functions ask for.

The 0.3 face has a file of this name with the facts of 0.3.1.
"""

from .. import LongTensor

CHECKS_NAMES = True  # whether names must do for a state_dict, and buffers be tensors
CHECKS_RANKS = True  # whether normalisations look at the number of dimensions
CLIPS_ONE = True  # whether one parameter may be clipped alone; else its rows are the parameters
COUNTS_BATCHES = True  # whether batch normalisation counts the batches it has seen
SHOWS_TRACKING = True  # whether its printed form says that it tracks statistics
TRACKS_INSTANCES = False  # whether instance normalisation has running statistics by default
USES_TRACKED_INSTANCES = True  # whether it uses them when it is not trained
DRAWS_DROPPED = False  # whether alpha dropout draws what it drops, and not what it keeps
ALIGNS_CORNERS = None  # whether upsampling aligns corners; None: not unless told, with a warning
KEEPS_VERSIONS = True  # whether a state_dict tells the version of each module
ENLARGES_BY_WHOLE = False  # whether upsampling to the nearest takes multiples of the size only
RANKS_BY_ROW = False  # whether margin_ranking_loss averages over rows, and not over elements
RENAMED = dict.fromkeys(  # what is called by another name now, and says so
    [
        *["functional.upsample", "functional.upsample_nearest", "functional.upsample_bilinear"],
        *["Upsampling", "UpsamplingNearest2d", "UpsamplingBilinear2d"],
    ],
    "functional.interpolate",
)
UNSORTED = "'lengths' array has to be sorted in decreasing order"  # of sequences to be packed
step = float  # of what precision the steps of upsampling are
counts = LongTensor  # makes of how many sequences have each step what packed sequences hold


def wrong_rank(input, weight):
    """Return the error for a convolution whose input has not as many dimensions as its weight."""
    rank = weight.dim()
    return RuntimeError(
        f"Expected {rank}-dimensional input for {rank}-dimensional weight {list(weight.shape)}, "
        f"but got input of size {list(input.shape)} instead"
    )
