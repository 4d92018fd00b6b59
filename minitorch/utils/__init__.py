"""``torch.utils``: data, checkpoints, and what is left out."""

from ..paths import below
from . import backcompat, checkpoint, data, dlpack, hooks, model_zoo

__getattr__ = below(__name__)
