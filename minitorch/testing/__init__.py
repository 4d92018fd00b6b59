"""What the comparison with PyTorch is made of, usable by anyone.

:func:`assert_same` runs a program on torch and on minitorch and names every difference.
"""

from .same import assert_same, differences

__all__ = ["assert_same", "differences"]
