"""Neural networks: modules, losses, parameters and the functions they use.

Both faces share these files: ``minitorch.v03.nn`` imports them a second time, as modules of its
own. So what they import relatively, from the package around them, is of the face they serve, and
what they import by its full name, from ``minitorch``, is the same in both.
"""

from ..paths import below
from . import functional, init, parallel, utils
from .activation import *
from .adaptive import *
from .adaptive_pooling import *
from .cell import *
from .container import *
from .convolution import *
from .distance import *
from .dropout import *
from .embedding import *
from .linear import *
from .loss import *
from .margin import *
from .module import *
from .normalization import *
from .padding import *
from .parallel import DataParallel
from .parameter import *
from .pooling import *
from .rectifier import *
from .rnn import *
from .upsampling import *

__getattr__ = below(__name__)  # torch.nn.modules and its like
