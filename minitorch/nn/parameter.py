"""Tensors that a module learns."""

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
        return Tensor._make_subclass(cls, Tensor() if data is None else data, requires_grad)

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
