"""``torch.sparse`` of 0.3: types of tensors that keep only what is not zero.

Source: PyTorch 0.3.1, torch/sparse/__init__.py.
"""

import sys

from ..dtype import FROM_NUMPY
from ..sparse import Methods, constructed
from .tensor import CLASSES, TYPES, Tensor

torch = sys.modules[__package__]


class Sparse(Methods):
    """What sparse tensors can do beside what tensors can, and do in another way."""

    __slots__ = ()

    def __new__(cls, *args):
        return Tensor._wrap(constructed(cls.element, args))

    def __repr__(self):
        return sparse_text(self)


def sparse_text(tensor, container=None):
    """Return the printed form of a sparse tensor, or of a Variable of one."""
    heading = f"{container} containing:" if container else ""
    kind, size = FROM_NUMPY[tensor._array.dtype].type_name, "x".join(map(str, tensor.size()))
    indices, values = (Tensor._wrap(a) for a in (tensor._array.places, tensor._array.values))
    return f"{heading}{kind} of size {size} with indices:\n{indices}and values:\n{values}"


SPARSE_TYPES = {
    name: type(name, (Sparse, kind), {"dense": kind, "__slots__": (), "__module__": "torch.sparse"})
    for name, kind in TYPES.items()
    if name != "HalfTensor"
}
globals().update(SPARSE_TYPES)
CLASSES.update({(True, kind.element): kind for kind in SPARSE_TYPES.values()})
