"""Optimizers: what changes parameters by their gradients. Both faces share these files."""

from ..paths import below
from . import lr_scheduler
from .adam import Adam, SparseAdam
from .adaptive import Adadelta, Adagrad, Adamax, RMSprop
from .asgd import ASGD
from .lbfgs import LBFGS
from .optimizer import Optimizer
from .rprop import Rprop
from .sgd import SGD

__getattr__ = below(__name__)  # torch.optim.adagrad and its like
