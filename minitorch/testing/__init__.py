"""What the comparison with PyTorch is made of, usable by anyone.

:func:`assert_same` runs a program on torch and on minitorch and names every difference.

What 0.4.1 has in ``torch.testing`` is here, too.
"""

from .. import rand_like, randn_like
from .close import assert_allclose, get_all_dtypes, make_non_contiguous
from .same import assert_same, differences

__all__ = ["assert_allclose", "assert_same", "differences", "get_all_dtypes"]
__all__ += ["make_non_contiguous", "rand_like", "randn_like"]
