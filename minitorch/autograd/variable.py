"""``Variable``, which 0.4 made another name for Tensor; and what is left of ``volatile``.

PyTorch 0.4 accepts ``volatile=True``, warns, and ignores it. People still arrive here with code of
2018, so minitorch warns too but honours it: what is computed from a volatile Variable is not
recorded. The first one switches that on, so tensors pay nothing for it before.
"""

import warnings

from ..engine import grad_mode
from ..tensor import Tensor

REMOVED = "volatile was removed and now has no effect. Use `with torch.no_grad():` instead."
ALWAYS_FALSE = "volatile was removed (Variable.volatile is always False)"


class VariableMeta(type):
    """Every tensor is a Variable."""

    def __instancecheck__(cls, other):
        return isinstance(other, Tensor)


class Variable(metaclass=VariableMeta):
    """Return a tensor over the same memory, as 0.3 code asks for it.

    Args:
        data: a tensor; left out, an empty one.
        requires_grad: whether gradients are wanted.
        volatile: what 0.3 had for :class:`no_grad`; still honoured, with a warning.

    Raises:
        TypeError: if ``data`` is not a tensor.
        ValueError: if both flags are set.

    Example:
        >>> torch.autograd.Variable(torch.ones(2), requires_grad=True)
        tensor([1., 1.], requires_grad=True)

    Source: PyTorch 0.4.1, torch/csrc/autograd/python_legacy_variable.cpp.
    """

    def __new__(cls, data=None, requires_grad=False, volatile=None):
        if volatile:
            warnings.warn(REMOVED, stacklevel=2)
            if requires_grad:
                raise ValueError("Variable can't be volatile and require_grad at the same time!")
        if data is None:
            data = Tensor()
        if not isinstance(data, Tensor):
            raise TypeError(f"Variable data has to be a tensor, but got {type(data).__name__}")
        result = data.detach()
        result.requires_grad = requires_grad
        if volatile:
            spread_volatile()
            result._volatile = True
        return result


def is_volatile(tensor):
    """Return whether ``tensor`` is a volatile Variable, or was computed from one."""
    return getattr(tensor, "_volatile", False)


def contagious(wrap):
    """Return ``wrap``, which makes results, so that it heeds volatile arguments.

    Where nothing is recorded anyway, as in the forward of a Function, there is nothing to heed.
    """

    def heeding(array, edge=None, op=None, args=()):
        volatile = grad_mode.enabled and any(map(is_volatile, args))
        result = wrap(array, None if volatile else edge, op, args)
        if volatile:
            result._volatile = True
        return result

    return staticmethod(heeding)


def spread_volatile():
    """From now on, let results be volatile if an argument is."""
    if not hasattr(Tensor, "_spreads_volatile"):
        Tensor._wrap, Tensor._wrap_view = contagious(Tensor._wrap), contagious(Tensor._wrap_view)
        Tensor._spreads_volatile = True


def _volatile(tensor):
    """Whether the history of results is forgotten; in 0.4 only said to be so by old code.

    Warns:
        UserWarning: that it is always False, where it is.

    Example:
        >>> import warnings
        >>> with warnings.catch_warnings():
        ...     warnings.simplefilter("ignore")
        ...     torch.zeros(2).volatile
        False

    Source: PyTorch 0.4.1, torch/csrc/autograd/python_variable.cpp.
    """
    if is_volatile(tensor):
        return True
    warnings.warn(ALWAYS_FALSE, stacklevel=2)
    return False


def _set_volatile(tensor, value):
    warnings.warn(REMOVED, stacklevel=2)


Tensor.volatile = property(_volatile, _set_volatile)
