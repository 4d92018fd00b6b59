"""``torch.utils``: data, checkpoints, and what is left out."""

from . import cpp_extension, model_zoo
