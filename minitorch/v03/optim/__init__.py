"""Optimizers in 0.3: the files of ``minitorch.optim``, imported once more for this face."""

import minitorch.optim

from ...paths import below
from ..again import imported_again
from ..tensor import absent

__path__ = [*__path__, *minitorch.optim.__path__]
globals().update(imported_again(minitorch.optim, __name__))

from . import lr_scheduler

_LBFGS = globals()["LBFGS"]
_LBFGS._slopes, _LBFGS._steps = _LBFGS._steps, _LBFGS._slopes  # 0.4 exchanged the names

__getattr__ = below(__name__)

for _scheduler in lr_scheduler.__all__:
    absent(getattr(lr_scheduler, _scheduler), ["state_dict", "load_state_dict"])
