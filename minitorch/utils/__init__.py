"""``torch.utils``: data, checkpoints, and what is left out."""

from . import checkpoint, cpp_extension, data, dlpack, hooks, model_zoo
