"""Checking gradients against finite differences."""

import numpy as np

from ..engine import TensorBase


def _tensors(values):
    values = values if isinstance(values, (tuple, list)) else (values,)
    return [v for v in values if isinstance(v, TensorBase)]


def numerical_jacobian(function, inputs, target, eps):
    """Return the derivative of each output by each element of ``target``, by differences.

    Returns:
        for each output an array ``(elements of target, elements of the output)``.
    """
    memory = target._memory()
    columns = []
    for place in np.ndindex(*memory.shape):
        kept, sides = memory[place], []
        for step in (-eps, eps):
            memory[place] = kept + step
            sides.append([out._array.copy() for out in _tensors(function(*inputs))])
        memory[place] = kept
        columns.append([(b - a).reshape(-1) / (2 * eps) for a, b in zip(*sides, strict=True)])
    return [np.stack(column) for column in zip(*columns, strict=True)]


def analytical_jacobian(output, target):
    """Return the derivative of ``output`` by ``target`` as the graph gives it."""
    from . import grad

    rows = []
    for element in range(output._array.size):
        seed = np.zeros(output._array.size, output._array.dtype)
        seed[element] = 1
        start = output._wrap(seed.reshape(output._array.shape))
        (found,) = grad(output, target, start, retain_graph=True, allow_unused=True)
        zero = np.zeros(target._array.size)
        rows.append(zero if found is None else np.asarray(found._array).reshape(-1))
    return np.stack(rows, axis=1)


def gradcheck(func, inputs, eps=1e-6, atol=1e-5, rtol=1e-3, raise_exception=True):
    """Return whether the gradients of ``func`` agree with finite differences.

    Args:
        func: from tensors to a tensor or several.
        inputs: its arguments; those that require grad should be float64.

    Raises:
        RuntimeError: with both Jacobians, if they differ and ``raise_exception``.

    Example:
        >>> x = torch.tensor([0.5, 2.0], dtype=torch.float64, requires_grad=True)
        >>> torch.autograd.gradcheck(torch.exp, (x,))
        True

    Source: PyTorch 0.4.1, torch.autograd.gradcheck.
    """
    inputs = tuple(inputs) if isinstance(inputs, (tuple, list)) else (inputs,)
    outputs = [out for out in _tensors(func(*inputs)) if out.requires_grad]
    targets = [t for t in _tensors(inputs) if t.requires_grad]
    for number, target in enumerate(targets):
        numerical = numerical_jacobian(
            lambda *args: [out for out in _tensors(func(*args)) if out.requires_grad],
            inputs,
            target,
            eps,
        )
        for position, output in enumerate(outputs):
            analytical = analytical_jacobian(output, target)
            if not np.allclose(analytical, numerical[position], rtol, atol):
                if not raise_exception:
                    return False
                raise RuntimeError(
                    f"Jacobian mismatch for output {position} with respect to input {number},\n"
                    f"numerical:{numerical[position]}\nanalytical:{analytical}\n"
                )
    return True


def gradgradcheck(
    func, inputs, grad_outputs=None, eps=1e-6, atol=1e-5, rtol=1e-3, raise_exception=True
):
    """Return whether the second derivatives of ``func`` agree with finite differences.

    Example:
        >>> x = torch.tensor([0.5, 2.0], dtype=torch.float64, requires_grad=True)
        >>> torch.autograd.gradgradcheck(torch.exp, (x,))
        True

    Source: PyTorch 0.4.1, torch.autograd.gradgradcheck.
    """
    from . import grad

    inputs = tuple(inputs) if isinstance(inputs, (tuple, list)) else (inputs,)
    outputs = [out for out in _tensors(func(*inputs)) if out.requires_grad]
    if grad_outputs is None:
        rng = np.random.default_rng(0)
        grad_outputs = [
            out._wrap(rng.normal(size=out._array.shape)).requires_grad_() for out in outputs
        ]
    count = len(inputs)

    def first(*args):
        values = [out for out in _tensors(func(*args[:count])) if out.requires_grad]
        targets = [t for t in _tensors(args[:count]) if t.requires_grad]
        found = grad(values, targets, args[count:], create_graph=True, allow_unused=True)
        return tuple([g for g in found if g is not None])

    return gradcheck(first, (*inputs, *grad_outputs), eps, atol, rtol, raise_exception)
