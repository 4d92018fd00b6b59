"""Helpers around modules: ``torch.nn.utils``. Both faces share these files."""

from . import rnn
from .clip_grad import *
from .convert_parameters import *
from .spectral_norm import *
from .weight_norm import *
