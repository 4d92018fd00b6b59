"""Where torch keeps what minitorch keeps elsewhere: the import paths of 2017 and 2018.

``from torch.nn.modules.utils import _pair`` is asked for by many programs, although the same name
lies in a file of ours that is called otherwise. Such a path is no file: :class:`Elsewhere` makes
its module of the table below when somebody imports it. What is left out of minitorch on purpose
(:mod:`minitorch.left_out`) has its paths, too, so that a program fails where it would need it.

A line of the table says: path, and behind the colon the modules of ours that have its names: ``.``
is the package itself, ``/`` that of 0.4 in both faces. Behind ``>`` stand the only names it has,
and, with ``=``, those that are called otherwise here.

Source: PyTorch 0.3.1 and 0.4.1, the folders of torch/.
"""

import importlib.abc
import importlib.machinery
import sys
from importlib import import_module
from types import ModuleType

from .left_out import around, getattr_for

TABLE = """
_tensor_str: . > set_printoptions
backends.mkldnn: backends.mkl
cuda.random: cuda
cuda.streams: cuda
nn.modules: nn
nn.modules.activation: nn.activation nn.rectifier
nn.modules.adaptive: nn.adaptive
nn.modules.batchnorm: nn.normalization > _BatchNorm=BatchNorm BatchNorm1d BatchNorm2d BatchNorm3d
nn.modules.container: nn.container
nn.modules.conv: nn.convolution > _ConvNd=Convolution _ConvTransposeMixin=Transposed
nn.modules.distance: nn.distance
nn.modules.dropout: nn.dropout > _DropoutNd=Dropout
nn.modules.fold: nn.upsampling > Fold Unfold
nn.modules.instancenorm: nn.normalization > _InstanceNorm=InstanceNorm
nn.modules.linear: nn.linear
nn.modules.loss: nn.loss nn.margin > _Loss=Loss _WeightedLoss=WeightedLoss
nn.modules.module: nn.module
nn.modules.normalization: nn.normalization > CrossMapLRN2d GroupNorm LayerNorm LocalResponseNorm
nn.modules.padding: nn.padding > _ConstantPadNd=ConstantPad
nn.modules.pixelshuffle: nn.upsampling > PixelShuffle
nn.modules.pooling: nn.pooling nn.adaptive_pooling > _MaxPoolNd=MaxPool _AvgPoolNd=AvgPool \
_LPPoolNd=LPPool
nn.modules.rnn: nn.rnn nn.cell
nn.modules.sparse: nn.embedding
nn.modules.upsampling: nn.upsampling
nn.modules.utils: nn.repeating
nn.parallel.distributed: nn.parallel
nn.parallel.distributed_cpu: nn.parallel
nn.parallel.parallel_apply: nn.parallel
nn.parallel.replicate: nn.parallel
nn.parallel.scatter_gather: nn.parallel
optim.adadelta: optim.adaptive
optim.adagrad: optim.adaptive
optim.adamax: optim.adaptive
optim.rmsprop: optim.adaptive
optim.sparse_adam: optim.adam > SparseAdam
"""

OF_04 = """
_C: . _utils > Generator Size default_generator _infer_size _TensorBase=Tensor \
_get_default_dtype=get_default_dtype
autograd.anomaly_mode: autograd.anomaly
functional: . > argmax argmin btrifact btriunpack isnan split stft unbind unique
"""
OF_03 = """
_C: . _utils > Generator Size default_generator _infer_size _VariableBase=Variable
autograd.profiler: /autograd.profiler
autograd.variable: variable
functional: . > btriunpack chunk matmul split stack unbind
random: . /random > fork_rng get_rng_state initial_seed manual_seed set_rng_state
storage: /storage
utils.hooks: /utils.hooks
version: . > __version__
"""
SHARED = ["_six", "backends", "cuda", "distributed", "jit", "legacy"]
SHARED += ["multiprocessing", "onnx"]  # what knows neither tensors nor Variables


def read(table):
    """Return what a table says: path -> (our modules, {name there: name here}, the only names)."""
    found = {}
    for line in filter(None, table.splitlines()):
        path, _, rest = line.partition(":")
        homes, _, words = rest.partition(">")
        pairs = [word.partition("=")[::2] for word in words.split()]
        renamed = {name: ours for name, ours in pairs if ours}
        found[path] = homes.split(), renamed, [name for name, ours in pairs if not ours]
    return found


HOMES = {"minitorch": read(TABLE + OF_04), "minitorch.v03": read(TABLE + OF_03)}


class Elsewhere(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds the modules of the table, for both faces, and those that are left out."""

    def find_spec(self, fullname, path=None, target=None):
        """Answer for a module that is no file."""
        face, name = divided(fullname)
        known = name in HOMES[face] or around(f"torch.{name}") or is_shared(face, name)
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True) if known else None

    def create_module(self, spec):
        """Return a module with the names that are looked for there."""
        face, name = divided(spec.name)
        if is_shared(face, name):
            return import_module(f"minitorch.{name}")
        if name in HOMES[face]:
            return gathered(spec.name, face, *HOMES[face][name])
        module = ModuleType(spec.name)
        module.__getattr__ = getattr_for(f"torch.{name}")
        return module

    def exec_module(self, module):
        """Do nothing more."""


def divided(fullname):
    """Return the face that a module belongs to, and its name within that."""
    face = "minitorch.v03" if fullname.startswith("minitorch.v03.") else "minitorch"
    return face, fullname[len(face) + 1 :] if fullname.startswith(f"{face}.") else ""


def in_torch(module, name):
    """Return the path by which torch has what a module of ours has; None if it is called as ours.

    Example:
        >>> from minitorch import paths
        >>> paths.in_torch("minitorch.nn.convolution", "Conv2d")
        'nn.modules.conv'
    """
    face, ours = divided(module)
    found = {path: only for path, (homes, _, only) in HOMES[face].items() if ours in homes}
    for path, only in found.items():
        if name in only or path.rpartition(".")[2] == name.lower():
            return path
    return next((path for path, only in found.items() if not only), None)


def is_shared(face, name):
    """Return whether a module of the 0.3 face is that of 0.4."""
    return face != "minitorch" and name.partition(".")[0] in SHARED


def gathered(fullname, face, homes, renamed, only):
    """Return a new module that has the names of some of ours."""
    result = ModuleType(fullname)
    for home in reversed([import_module(homed(home, face)) for home in homes]):
        found = dict(vars(home))
        found.update({name: found[ours] for name, ours in renamed.items() if ours in found})
        wanted = {*only, *renamed} if only else [name for name in found if name[:2] != "__"]
        result.__dict__.update({name: found[name] for name in wanted if name in found})
    result.__getattr__ = below(fullname)
    return result


def homed(home, face):
    """Return the full name of a module of ours, as the table writes it."""
    if home[0] == "/":
        return f"minitorch.{home[1:]}".rstrip(".")
    return face if home == "." else f"{face}.{home}"


def below(fullname):
    """Return the ``__getattr__`` of a module: what is asked for may be one of the table."""

    def get(name):
        path = f"{fullname}.{name}"
        if Elsewhere().find_spec(path) is None:
            raise AttributeError(f"module {fullname!r} has no attribute {name!r}")
        return import_module(path)

    return get


sys.meta_path.insert(0, Elsewhere())
