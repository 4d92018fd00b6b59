"""Checking gradients against finite differences."""

import warnings

import numpy as np

from ..backend import backend_of
from ..engine import TensorBase
from ..tensor import Tensor

IMPRECISE = (
    "At least one of the inputs that requires gradient is not of double precision floating point. "
    "This check will likely fail if all the inputs are not of double precision floating point. "
)


def listed(values):
    """Return one value or several as a list."""
    return list(values) if isinstance(values, (tuple, list)) else [values]


def wanted(values):
    """Return those of a function's outputs that require grad."""
    return [out for out in listed(values) if out.requires_grad]


def targets_of(inputs):
    """Return those of a function's inputs that require grad."""
    return [v for v in inputs if isinstance(v, TensorBase) and v.requires_grad]


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
            sides.append([out._array.copy() for out in function(*inputs)])
        memory[place] = kept
        columns.append([(b - a).reshape(-1) / (2 * eps) for a, b in zip(*sides, strict=True)])
    return [np.stack(column) for column in zip(*columns, strict=True)]


def analytical_jacobian(output, target):
    """Return the derivative of ``output`` by ``target`` as the graph gives it."""
    rows = [gradient_row(output, target, element) for element in range(output._array.size)]
    return np.stack(rows, axis=1)


def gradient_row(output, target, element=None):
    """Return the gradient of one element of ``output``; without an element, that for zeros."""
    from . import grad

    seed = np.zeros(output._array.size, output._array.dtype)
    if element is not None:
        seed[element] = 1
    start = output._wrap(seed.reshape(output._array.shape))
    (found,) = grad(output, target, start, retain_graph=True, allow_unused=True)
    if found is None or found._array.shape != target._array.shape:
        return np.zeros(target._array.size)
    return np.asarray(backend_of(found._array).get(found._array)).reshape(-1)


def jacobians(func, inputs, eps):
    """Yield for each output its Jacobians by each input, numerical and analytical."""

    def outputs_of(*args):
        return wanted(func(*args))

    targets = targets_of(inputs)
    numerical = [numerical_jacobian(outputs_of, inputs, target, eps) for target in targets]
    for position, output in enumerate(outputs_of(*inputs)):
        analytical = [analytical_jacobian(output, target) for target in targets]
        yield [by_input[position] for by_input in numerical], analytical


def careless(func, inputs):
    """Return what is wrong with a backward pass though the gradients are right; None if nothing.

    The same pass gives the same twice, and of no gradient it makes none.
    """
    for output in wanted(func(*inputs)):
        for target in targets_of(inputs):
            first, again = [gradient_row(output, target, 0) for _ in range(2)]
            if (first != again).any():
                return (
                    "Backward is not reentrant, i.e., running backward with same input and "
                    "grad_output multiple times gives different values, although analytical "
                    "gradient matches numerical gradient"
                )
            if gradient_row(output, target).any():
                return "backward not multiplied by grad_output"
    return None


def mismatch(func, inputs, eps, atol, rtol):
    """Return which gradients differ from finite differences, in words; None if all agree."""
    for position, pairs in enumerate(jacobians(func, inputs, eps)):
        for number, (numerical, analytical) in enumerate(zip(*pairs, strict=True)):
            if not np.allclose(analytical, numerical, rtol, atol):
                shown = [Tensor._wrap(np.array(values)) for values in (numerical, analytical)]
                return (
                    f"Jacobian mismatch for output {position} with respect to input {number},\n"
                    f"numerical:{shown[0]}\nanalytical:{shown[1]}\n"
                )
    return None


def zero_gradients(x):
    """Overwrite the gradient of a tensor, or of each in a sequence, with zeros, if there is one.

    Example:
        >>> from minitorch.autograd.gradcheck import zero_gradients
        >>> x = torch.ones(2, requires_grad=True)
        >>> x.sum().backward()
        >>> zero_gradients(x)
        >>> x.grad
        tensor([0., 0.])

    Source: PyTorch 0.4.1, torch/autograd/gradcheck.py; adversarial examples of 2018 import it.
    """
    for tensor in [x] if isinstance(x, TensorBase) else x:
        if isinstance(tensor, TensorBase):
            tensor._clear_grad()
        else:
            zero_gradients(tensor)


def gradcheck(func, inputs, eps=1e-6, atol=1e-5, rtol=1e-3, raise_exception=True):
    """Return whether the gradients of ``func`` agree with finite differences.

    Args:
        func: from tensors to a tensor or several.
        inputs: its arguments; those that require grad should be float64.

    Raises:
        RuntimeError: with both Jacobians, if they differ and ``raise_exception``.
        ValueError: if no input requires grad.

    Warns:
        UserWarning: if an input is not float64.

    Example:
        >>> x = torch.tensor([0.5, 2.0], dtype=torch.float64, requires_grad=True)
        >>> torch.autograd.gradcheck(torch.exp, (x,))
        True

    Source: PyTorch 0.4.1, torch.autograd.gradcheck.
    """
    inputs = listed(inputs)
    targets = targets_of(inputs)
    if any(target._array.dtype != np.float64 for target in targets):
        warnings.warn(IMPRECISE, stacklevel=2)
    if not targets:
        raise ValueError(
            "gradcheck expects at least one input tensor to require gradient, but none of the them "
            "have requires_grad=True."
        )
    wrong = mismatch(func, inputs, eps, atol, rtol) or careless(func, inputs)
    if wrong and raise_exception:
        raise RuntimeError(wrong)
    return not wrong


def gradgradcheck(
    func,
    inputs,
    grad_outputs=None,
    eps=1e-6,
    atol=1e-5,
    rtol=1e-3,
    gen_non_contig_grad_outputs=False,
    raise_exception=True,
):
    """Return whether the second derivatives of ``func`` agree with finite differences.

    Args:
        grad_outputs: what to differentiate the outputs with; by default random.
        gen_non_contig_grad_outputs: whether those are not to lie in one piece of memory.

    Example:
        >>> x = torch.tensor([0.5, 2.0], dtype=torch.float64, requires_grad=True)
        >>> torch.autograd.gradgradcheck(torch.exp, (x,))
        True

    Source: PyTorch 0.4.1, torch.autograd.gradgradcheck.
    """
    from . import grad

    inputs = listed(inputs)
    if grad_outputs is None:
        rng = np.random.default_rng(0)
        grad_outputs = [
            drawn_like(out, rng, gen_non_contig_grad_outputs) for out in wanted(func(*inputs))
        ]
    count = len(inputs)

    def first(*args):
        outputs, targets = wanted(func(*args[:count])), targets_of(args[:count])
        found = grad(outputs, targets, args[count:], create_graph=True, allow_unused=True)
        return [g for g in found if g is not None]

    every = [*inputs, *listed(grad_outputs)]
    return gradcheck(first, every, eps, atol, rtol, raise_exception)


def drawn_like(output, rng, scattered):
    """Return random numbers of the shape of ``output``, every other one of a row if scattered."""
    values = rng.normal(size=(*output._array.shape, 2)).astype(output._array.dtype)
    return output._wrap(values[..., 0] if scattered else values[..., 0].copy()).requires_grad_()
