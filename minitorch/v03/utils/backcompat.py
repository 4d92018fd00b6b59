"""``torch.utils.backcompat``: warnings of what 0.2 changed, which scripts switch on.

They look at the calls of tensors; of Variables, 0.3.1 gives none.

Source: PyTorch 0.3.1, torch/utils/backcompat/__init__.py; the words, torch/csrc/expand_utils.cpp,
torch/csrc/utils.cpp.
"""

import warnings

import numpy as np

from ...engine import TensorBase
from ...op import OPS
from ..parsing import CACHES, NOTES
from ..signatures import words


class Switch:
    """A warning that may be enabled.

    Args:
        note: looks at a call that was read: its name, all arguments, and pairs of a parameter and
            what was given for it.
    """

    def __init__(self, note):
        self._note = note

    @property
    def enabled(self):
        """Whether the warning is given."""
        return self._note in NOTES

    @enabled.setter
    def enabled(self, value):
        if self.enabled:
            NOTES.remove(self._note)
        if value:
            NOTES.append(self._note)
        for known in CACHES:  # calls of these types are read again
            known.clear()


def of_broadcasting(name, args, pairs):
    """Warn of tensors that 0.1 took element by element, since there are as many in each."""
    op = OPS.get(name.removesuffix("_"))
    if op is None or not op.pointwise:
        return
    first = args[0]
    for parameter, other in pairs:
        if isinstance(other, TensorBase) and is_taken_otherwise(first._array, other._array):
            warnings.warn(
                f"self and {parameter.name} do not have the same shape, but are broadcastable, and "
                "have the same number of elements.  Changing behavior in a backwards incompatible "
                "manner to broadcasting rather than viewing as 1-dimensional.",
                stacklevel=4,
            )


def is_taken_otherwise(first, other):
    """Return whether two arrays have as many elements, but broadcast to more."""
    if first.shape == other.shape or first.size != other.size:
        return False
    try:
        np.broadcast_shapes(first.shape, other.shape)
    except ValueError:
        return False
    return True


def of_keepdim(name, args, pairs):
    """Warn of a reduction that kept its dimension before."""
    given = [parameter.name for parameter, _ in pairs]
    if "dim" in given and "keepdim" not in given and name in REDUCTIONS:
        warnings.warn(
            f'backwards compatibility: call to "{name}" uses default value for keepdim which has '
            "changed default to False.  Consider passing as kwarg.",
            stacklevel=4,
        )


REDUCTIONS = words("sum prod mean std var norm max min median mode kthvalue")
broadcast_warning, keepdim_warning = Switch(of_broadcasting), Switch(of_keepdim)
