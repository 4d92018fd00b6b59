"""Data sets and their like in 0.3: the files of ``minitorch.utils``, imported once more."""

import sys

import minitorch.utils

from ..again import public

LATER = ("checkpoint", "cpp_extension")  # not there yet
__path__ = [*__path__, *minitorch.utils.__path__]
for _name in LATER:
    sys.modules[f"{__name__}.{_name}"] = None

from . import backcompat, data
from .pairs import TensorDataset


def unchecked(*given):
    """Do nothing: samplers of 0.3 take what they are given."""


data.dataloader.Batches.draws_always = False
data.dataloader.DataLoaderIter = data.dataloader.Batches  # as 0.3.1 calls it
for _check in ("check_count", "check_flag", "check_sampler"):
    setattr(data.sampler, _check, unchecked)
data.TensorDataset = data.dataset.TensorDataset = TensorDataset
data = public(data, hidden=("Subset", "random_split").__contains__)
