"""``torch.multiprocessing``, the same in both faces."""

from ..multiprocessing import *  # noqa: F403
