"""minitorch: a PyTorch that a person can read. ``import minitorch as torch`` is PyTorch 0.4.1.

Read the source in this order: ``engine.py``, ``op.py``, ``ops/pointwise.py``, ``tensor.py``.
"""

from importlib import import_module as _import_module

from . import (
    autograd,
    left_out,
    methods,
    paths,
    surface,
)
from .autograd import enable_grad, is_grad_enabled, no_grad, set_grad_enabled
from .creation import (
    TENSOR_TYPES,
    as_tensor,
    empty,
    empty_like,
    eye,
    from_numpy,
    full,
    full_like,
    ones,
    ones_like,
    tensor,
    zeros,
    zeros_like,
)
from .dtype import (
    Size,
    device,
    double,
    dtype,
    float,
    float16,
    float32,
    float64,
    get_default_dtype,
    half,
    int,
    int8,
    int16,
    int32,
    int64,
    layout,
    long,
    set_default_dtype,
    short,
    sparse_coo,
    strided,
    uint8,
)
from .printing import set_printoptions
from .streams import Generator
from .random import (
    default_generator,
    get_rng_state,
    initial_seed,
    manual_seed,
    set_rng_state,
)
from .sampling import (
    normal,
    rand,
    rand_like,
    randint,
    randint_like,
    randn,
    randn_like,
    randperm,
)
from .settings import (
    get_num_threads,
    has_cudnn,
    has_mkl,
    set_default_tensor_type,
    set_flush_denormal,
    set_num_threads,
    set_precise,
)
from .steps import arange, linspace, logspace, range
from .storage import BY_NAME, is_storage
from .tensor import Tensor
from . import _utils, storage
from .sparse import dsmm, hsmm, hspmm, saddmm, smm, sparse_coo_tensor, spmm, sspaddmm
from .windows import bartlett_window, blackman_window, hamming_window, hann_window
from .version import __version__

globals().update(surface.functions())
globals().update(TENSOR_TYPES)
globals().update(BY_NAME, Storage=BY_NAME["FloatStorage"])
globals().update(surface.in_place_functions())
del BY_NAME, TENSOR_TYPES


def is_tensor(obj):
    """Return whether ``obj`` is a tensor.

    Example:
        >>> torch.is_tensor(torch.zeros(2)), torch.is_tensor([0.0])
        (True, False)

    Source: PyTorch 0.4.1, torch.is_tensor.
    """
    return isinstance(obj, Tensor)


def typename(obj):
    """Return the type of a tensor, or the full name of another object's class.

    Example:
        >>> torch.typename(torch.zeros(2)), torch.typename("a")
        ('torch.FloatTensor', 'str')

    Source: PyTorch 0.4.1, torch.typename.
    """
    if isinstance(obj, Tensor):
        return obj.type()
    kind = type(obj)
    module = "" if kind.__module__ in ("builtins", "__builtin__") else f"{kind.__module__}."
    return module + kind.__name__


from . import nn, optim
from .nn.functional import (
    adaptive_avg_pool1d,
    avg_pool1d,
    bilinear,
    conv1d,
    conv2d,
    conv3d,
    conv_transpose1d,
    conv_transpose2d,
    conv_transpose3d,
    group_norm,
    layer_norm,
    max_pool1d,
    pairwise_distance,
    rrelu,
    rrelu_,
    selu,
    selu_,
)

# Modules imported at the first use: together they would take a third of the time of this import.
_AT_FIRST_USE = "backends cuda distributed distributions jit multiprocessing onnx serialization"
_AT_FIRST_USE += " testing utils"


def __getattr__(name):
    if name in ("load", "save"):
        return getattr(_import_module(".serialization", __name__), name)
    if name in _AT_FIRST_USE.split():
        return _import_module(f".{name}", __name__)
    return paths.below(__name__)(name)


def __dir__():
    return sorted({*globals(), *_AT_FIRST_USE.split(), "load", "save"})
