"""minitorch as PyTorch 0.3.1: ``import minitorch.v03 as torch``.

Tensors and Variables are apart: a :class:`Variable` holds a tensor and its history, and
``volatile`` Variables have none. Engine, operations, ``nn`` and ``optim`` are those of 0.4.
"""

from .. import paths, settings
from . import methods
from ..dtype import Size
from ..printing import set_printoptions
from ..storage import BY_NAME, is_storage
from ..random import default_generator, initial_seed, set_rng_state
from ..sparse import dsmm, hsmm, hspmm, saddmm, smm, spmm, sspaddmm
from ..settings import get_num_threads, has_cudnn, set_num_threads, set_precise
from ..streams import Generator
from .creation import (
    arange,
    empty,
    eye,
    from_numpy,
    get_rng_state,
    linspace,
    logspace,
    manual_seed,
    normal,
    ones,
    ones_like,
    rand,
    randn,
    randperm,
    range,
    zeros,
    zeros_like,
)
from .tensor import TYPES, Bare, default_type
from .variable import Variable

__version__ = "0.3.1b0"  # of the torch that this is, as it was built


globals().update(methods.functions())
globals().update(TYPES)
globals().update(BY_NAME, Storage=BY_NAME["FloatStorage"])
del BY_NAME, TYPES


def is_tensor(obj):
    """Return whether ``obj`` is a tensor; a Variable is not.

    Example:
        >>> x = torch.zeros(2)
        >>> torch.is_tensor(x), torch.is_tensor(torch.autograd.Variable(x))
        (True, False)

    Source: PyTorch 0.3.1, torch.is_tensor.
    """
    return isinstance(obj, Bare) and not isinstance(obj, Variable)


def typename(obj):
    """Return the type of a tensor, or the full name of another object's class.

    Example:
        >>> torch.typename(torch.zeros(2))
        'torch.FloatTensor'

    Source: PyTorch 0.3.1, torch.typename.
    """
    if is_tensor(obj):
        return obj.type()
    if isinstance(obj, Variable):
        return "torch.autograd.variable.Variable"
    kind = type(obj)
    module = "" if kind.__module__ in ("builtins", "__builtin__") else f"{kind.__module__}."
    return module + kind.__name__


from . import _utils, autograd, distributions, nn, optim, serialization, utils
from .serialization import load, save


def set_default_tensor_type(t):
    """Let ``t`` be the type of what is made from nothing, and :class:`Tensor` its name.

    Example:
        >>> torch.set_default_tensor_type("torch.DoubleTensor")
        >>> torch.zeros(2).type()
        'torch.DoubleTensor'
        >>> torch.set_default_tensor_type("torch.FloatTensor")

    Source: PyTorch 0.3.1, torch.set_default_tensor_type.
    """
    global Tensor
    settings.set_default_tensor_type(t if isinstance(t, str) else f"torch.{t.__name__}")
    Tensor = default_type()


Tensor = default_type()
del empty  # which the files shared with 0.4 needed; 0.3 has it not

__getattr__ = paths.below(__name__)
