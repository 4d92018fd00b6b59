"""Neural networks in 0.3: the files of ``minitorch.nn``, imported once more for this face.

What those files import from the package around them is found here: ``Parameter`` in this folder,
everything else in ``minitorch.v03``.
"""

import sys

import minitorch.nn

from ...paths import below
from ..again import imported_again, public
from ..earlier import (
    FIXED_TARGETS,
    NOT_YET,
    UTILS_NOT_YET,
    Reduction,
    assert_no_grad,
    earlier_class,
    of_fixed_target,
)
from ..signatures import words
from ..tensor import absent

LATER = words("""
AdaptiveLogSoftmaxWithLoss FeatureAlphaDropout Fold GroupNorm LayerNorm LocalResponseNorm
ModuleDict ParameterDict Unfold
""")  # not there yet
__path__ = [*__path__, *minitorch.nn.__path__]
sys.modules[f"{__name__}.grad"] = None  # nor this
globals().update(imported_again(minitorch.nn, __name__, LATER))

from . import functional, init, loss, parallel, printing, utils

globals()["Module"].__repr__ = printing.shown

for _class in (loss.Loss, loss.WeightedLoss):
    earlier_class(_class).reduction = Reduction()
loss._assert_no_grad = assert_no_grad
for _loss in FIXED_TARGETS:
    of_fixed_target(globals()[_loss])
utils.clip_grad_norm = utils.clip_grad_norm_  # the name it has here, without a warning
absent(globals()["Embedding"], ["from_pretrained"])
__getattr__ = below(__name__)
functional = public(functional, hidden=NOT_YET.__contains__)  # modules keep that of 0.4
utils.rnn = public(utils.rnn, hidden=("pad_sequence", "pack_sequence").__contains__)
utils = public(utils, hidden=UTILS_NOT_YET.__contains__)
