"""Modules on several devices; on one device they just run."""

from minitorch.left_out import stand_ins

from .data_parallel import *

globals().update(stand_ins("torch.nn.parallel"))
