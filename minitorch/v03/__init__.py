"""minitorch as PyTorch 0.3.1: ``import minitorch.v03 as torch``.

Tensors and Variables are apart: a :class:`Variable` holds a tensor and its history, and
``volatile`` Variables have none. Engine, operations, ``nn`` and ``optim`` are those of 0.4.
"""

from .. import surface
from ..dtype import Size
from ..printing import set_printoptions
from ..storage import BY_NAME, is_storage
from ..random import initial_seed, manual_seed
from .creation import (
    arange,
    empty,
    eye,
    from_numpy,
    linspace,
    logspace,
    ones,
    ones_like,
    rand,
    randn,
    randperm,
    zeros,
    zeros_like,
)
from .tensor import TYPES, Tensor
from .variable import Variable

LATER = ("where", "reshape", "sub", "argmax", "argmin", "broadcast_tensors")  # not there yet
__version__ = "0.3.1"  # of the torch that this is
globals().update({k: f for k, f in surface.functions().items() if k not in LATER})
globals().update(TYPES)
globals().update(BY_NAME)


def is_tensor(obj):
    """Return whether ``obj`` is a tensor; a Variable is not."""
    return isinstance(obj, Tensor)


def typename(obj):
    """Return the type of a tensor, or the full name of another object's class."""
    if isinstance(obj, Tensor):
        return obj.type()
    if isinstance(obj, Variable):
        return "torch.autograd.variable.Variable"
    kind = type(obj)
    module = "" if kind.__module__ in ("builtins", "__builtin__") else f"{kind.__module__}."
    return module + kind.__name__


from . import _utils, autograd, nn, optim, serialization, utils
from .serialization import load, save
