"""``torch.legacy``: left out, as :mod:`minitorch.left_out` says."""

from .left_out import names

__getattr__ = names("torch.legacy")
