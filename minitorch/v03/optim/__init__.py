"""Optimizers in 0.3: the files of ``minitorch.optim``, imported once more for this face."""

import minitorch.optim

__path__ = [*__path__, *minitorch.optim.__path__]

from . import lr_scheduler
from .adam import Adam
from .adaptive import Adadelta, Adagrad, Adamax, RMSprop
from .asgd import ASGD
from .optimizer import Optimizer
from .rprop import Rprop
from .sgd import SGD

__all__ = [
    "ASGD",
    "SGD",
    "Adadelta",
    "Adagrad",
    "Adam",
    "Adamax",
    "Optimizer",
    "RMSprop",
    "Rprop",
    "lr_scheduler",
]
