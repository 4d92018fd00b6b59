"""``torch.distributed``: one process computes alone, as :mod:`minitorch.left_out` says."""

from .left_out import stand_ins

globals().update(stand_ins("torch.distributed"))


def is_available():
    """Return False: there is no way to reach other processes."""
    return False


def is_initialized():
    """Return False: no group of processes can be made."""
    return False
