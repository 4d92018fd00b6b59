"""What can be wrong with a checkpoint."""

import pickle


class CheckpointError(RuntimeError, EOFError, pickle.UnpicklingError):
    """A file is not a whole checkpoint, or wants something that loading does not allow.

    torch raises one of the three bases, and which of them depends on where the damage lies.
    """


class UnknownName(CheckpointError, AttributeError):
    """A file names something of torch that this face does not have."""


class DeviceError(RuntimeError):
    """A checkpoint lived on a device that this machine lacks."""


class Refused(Exception):
    """What the caller's own function raised, its cause, on the way through the loader."""


class SourceChangeWarning(Warning):
    """The source of a module's class is no longer the one that was saved with it."""
