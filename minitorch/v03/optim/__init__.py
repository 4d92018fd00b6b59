"""Optimizers in 0.3: the files of ``minitorch.optim``, imported once more for this face."""

import minitorch.optim

from ..again import imported_again

__path__ = [*__path__, *minitorch.optim.__path__]
globals().update(imported_again(minitorch.optim, __name__))

from . import lr_scheduler
