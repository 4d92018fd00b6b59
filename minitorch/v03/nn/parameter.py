"""Variables that a module learns."""

from ...backend import backend_of
from ...tensor import Tensor as Core
from ..printing import tensor_text
from ..variable import Variable


class Parameter(Variable):
    """A Variable that becomes a parameter of the module it is assigned to.

    Source: PyTorch 0.3.1, torch/nn/parameter.py.
    """

    def __new__(cls, data=None, requires_grad=True):
        """Hold ``data``, which requires grad unless told otherwise."""
        return super().__new__(cls, data, requires_grad)

    def __repr__(self):
        return tensor_text(backend_of(self._array).get(self._array), Core.type(self), "Parameter")
