"""``torch.utils.dlpack``: handing memory to other array libraries, and taking theirs.

Source: PyTorch 0.4.1, docs: torch.utils.dlpack.
"""

import numpy as np

from ..tensor import Tensor


class _Capsule:
    """What NumPy wants around a bare capsule: an object that hands it out."""

    def __init__(self, capsule):
        self.capsule = capsule

    def __dlpack__(self, **_):
        return self.capsule

    def __dlpack_device__(self):
        return 1, 0  # the CPU


class _Writable:
    """The memory of an array that NumPy takes to be read-only, since a capsule does not tell."""

    def __init__(self, array):
        self.array, interface = array, array.__array_interface__
        self.__array_interface__ = {**interface, "data": (interface["data"][0], False)}


def to_dlpack(tensor):
    """Return a capsule over the memory of a tensor, to be used once.

    Example:
        >>> capsule = torch.utils.dlpack.to_dlpack(torch.tensor([1, 2]))
        >>> torch.utils.dlpack.from_dlpack(capsule)
        tensor([1, 2])

    Source: PyTorch 0.4.1, torch.utils.dlpack.to_dlpack.
    """
    return tensor.detach()._memory().__dlpack__()


def from_dlpack(dlpack):
    """Return a tensor over the memory that a capsule, or another library's array, shows.

    Example:
        >>> array = np.array([1.0, 2.0])
        >>> t = torch.utils.dlpack.from_dlpack(array)
        >>> array[0] = 9
        >>> t
        tensor([9., 2.], dtype=torch.float64)

    Source: PyTorch 0.4.1, torch.utils.dlpack.from_dlpack.
    """
    given = dlpack if hasattr(dlpack, "__dlpack__") else _Capsule(dlpack)
    return Tensor._wrap(np.asarray(_Writable(np.from_dlpack(given))))
