"""Tensors that a module learns."""

from ..convert import type_name
from ..tensor import Tensor

__all__ = ["Parameter"]


class Parameter(Tensor):
    """A tensor that becomes a parameter of the module it is assigned to.

    It shares memory with ``data`` and requires grad unless told otherwise.

    Example:
        >>> torch.nn.Parameter(torch.zeros(2))
        Parameter containing:
        tensor([0., 0.], requires_grad=True)

    Source: PyTorch 0.4.1, torch/nn/parameter.py.
    """

    def __new__(cls, data=None, requires_grad=True):
        """Wrap ``data``, an empty tensor if None.

        Raises:
            TypeError: if ``data`` is not a tensor.
        """
        self = object.__new__(cls)
        data = Tensor() if data is None else data
        if not isinstance(data, Tensor):
            raise TypeError(
                "_make_subclass(): argument 'data' (position 2) must be Tensor, not "
                f"{type_name(data)}"
            )
        self._array, self._counter = data._memory(), data._counter
        self._edge = self._view = self._grad = None
        self.requires_grad = requires_grad
        return self

    def __init__(self, *args, **kwargs):
        pass

    def __repr__(self):
        return "Parameter containing:\n" + super().__repr__()

    def __reduce_ex__(self, protocol):
        tensor = self._wrap(self._memory()).requires_grad_(self.requires_grad)
        return Parameter, (tensor, self.requires_grad)

    def __deepcopy__(self, memo):
        if id(self) not in memo:
            memo[id(self)] = type(self)(self.data.clone(), self.requires_grad)
        return memo[id(self)]
