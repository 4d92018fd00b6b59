"""Checking gradients of Variables against finite differences."""

import numpy as np

from ...autograd.gradcheck import careless, jacobians, targets_of, wanted, zero_gradients
from ..creation import randn
from ..tensor import Tensor
from ..variable import Variable

__all__ = ["gradcheck", "gradgradcheck", "zero_gradients"]


def shown(arrays):
    """Return Jacobians as messages show them: as tensors of the usual type."""
    return tuple([Tensor._wrap(array.astype(np.float32)) for array in arrays])


def mismatch(func, inputs, eps, atol, rtol):
    """Return which gradients differ from finite differences, in words; None if all agree."""
    for position, (numerical, analytical) in enumerate(jacobians(func, inputs, eps)):
        pairs = zip(analytical, numerical, strict=True)
        if not all(np.allclose(a, n, rtol, atol) for a, n in pairs):
            return (
                f"for output no. {position},\n numerical:{shown(numerical)}\n"
                f"analytical:{shown(analytical)}\n"
            )
    return None


def gradcheck(func, inputs, eps=1e-6, atol=1e-5, rtol=1e-3, raise_exception=True):
    """Return whether the gradients of ``func`` agree with finite differences.

    Args:
        func: from Variables to a Variable or several.
        inputs: its arguments; those that require grad should be of double precision.

    Raises:
        RuntimeError: with both Jacobians, if they differ and ``raise_exception``.

    Example:
        >>> x = torch.autograd.Variable(torch.DoubleTensor([0.5, 2]), requires_grad=True)
        >>> torch.autograd.gradcheck(torch.exp, (x,))
        True

    Source: PyTorch 0.3.1, torch.autograd.gradcheck.
    """
    wrong = mismatch(func, inputs, eps, atol, rtol) or careless(func, inputs)
    if wrong and raise_exception:
        raise RuntimeError(wrong)
    return not wrong


def gradgradcheck(
    func, inputs, grad_outputs=None, eps=1e-6, atol=1e-5, rtol=1e-3, raise_exception=True
):
    """Return whether the second derivatives of ``func`` agree with finite differences.

    Args:
        inputs: a list.
        grad_outputs: a list of what to differentiate the outputs with; by default random.

    Example:
        >>> x = torch.autograd.Variable(torch.DoubleTensor([0.5, 2]), requires_grad=True)
        >>> from minitorch.v03.autograd.gradcheck import gradgradcheck
        >>> gradgradcheck(torch.exp, [x])
        True

    Source: PyTorch 0.3.1, torch.autograd.gradcheck.gradgradcheck.
    """
    from . import grad

    if grad_outputs is None:
        outputs = wanted(func(*inputs))
        drawn = [randn(*out.size()).type_as(out.data) for out in outputs]
        grad_outputs = [Variable(values, requires_grad=True) for values in drawn]
    count = len(inputs)

    def first(*args):
        outputs, targets = wanted(func(*args[:count])), targets_of(args[:count])
        return grad(outputs, targets, list(args[count:]), create_graph=True)

    return gradcheck(first, inputs + grad_outputs, eps, atol, rtol, raise_exception)
