"""Neural networks in 0.3: the files of ``minitorch.nn``, imported once more for this face.

What those files import from the package around them is found here: ``Parameter`` in this folder,
everything else in ``minitorch.v03``.
"""

import minitorch.nn

from ..again import imported_again, public
from ..earlier import NOT_YET
from ..signatures import words

LATER = words("""
AdaptiveLogSoftmaxWithLoss FeatureAlphaDropout Fold GroupNorm LayerNorm LocalResponseNorm
ModuleDict ParameterDict Unfold
""")  # not there yet
__path__ = [*__path__, *minitorch.nn.__path__]
globals().update(imported_again(minitorch.nn, __name__, LATER))

from . import functional, init, parallel, utils

functional = public(functional, hidden=NOT_YET.__contains__)  # modules keep that of 0.4
