"""Functions of neural networks: ``torch.nn.functional``; one file for each family.

Both faces share these files, as those of ``minitorch.nn``.
"""

from minitorch import surface

globals().update(surface.functional())

from .activation import *
from .adaptive_pooling import *
from .convolution import *
from .distance import *
from .dropout import *
from .embedding import *
from .linear import *
from .loss import *
from .margin import *
from .normalization import *
from .padding import *
from .pooling import *
from .unpooling import *
from .upsampling import *
from .vision import *
