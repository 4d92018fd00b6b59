"""Automatic differentiation as users meet it: ``backward``, ``grad``, Variable, Function."""

import warnings

from ..backend import backend_of
from ..engine import edge_of, run
from ..paths import below
from ..tensor import Tensor
from . import profiler
from .anomaly import detect_anomaly, set_detect_anomaly
from .function import Function
from .grad_mode import enable_grad, is_grad_enabled, no_grad, set_grad_enabled
from .gradcheck import gradcheck, gradgradcheck
from .variable import Variable

__all__ = [
    "Function",
    "Variable",
    "backward",
    "detect_anomaly",
    "enable_grad",
    "grad",
    "gradcheck",
    "gradgradcheck",
    "is_grad_enabled",
    "no_grad",
    "profiler",
    "set_detect_anomaly",
    "set_grad_enabled",
]

__getattr__ = below(__name__)


def listed(values):
    """Return one tensor, or several, as a list."""
    return [values] if isinstance(values, Tensor) else list(values)


def starting_gradients(tensors, gradients):
    """Return the gradient to start with at each of ``tensors``; None where none is wanted.

    Raises:
        RuntimeError: if a gradient is missing and not implied.
        TypeError: if a gradient is neither a tensor nor None.
    """
    gradients = [None] * len(tensors) if gradients is None else listed(gradients)
    found = []
    for tensor, gradient in zip(tensors, gradients):  # 0.4 drops the rest
        if gradient is None and tensor.requires_grad:
            if tensor._array.size != 1:
                raise RuntimeError("grad can be implicitly created only for scalar outputs")
            ones = backend_of(tensor._array).xp.ones_like(tensor._array)
            gradient = tensor._wrap(ones[()])  # a scalar stays one: faster than a 0-dim array
        elif not (gradient is None or isinstance(gradient, Tensor)):
            raise TypeError(
                f"gradients can be either Tensors or None, but got {type(gradient).__name__}"
            )
        found.append(gradient)
    return found


def run_backward(tensors, gradients, retain_graph, create_graph, inputs=(), only=True):
    """Carry ``gradients`` back from ``tensors``; return what arrived at ``inputs``, a tuple.

    Args:
        only: whether nothing accumulates in other leaves, if there are inputs.

    Raises:
        RuntimeError: if something is no tensor, has no gradient, or gets one that does not fit.

    Source: PyTorch 0.4.1, torch/csrc/autograd/python_engine.cpp.
    """
    if len(gradients) != len(tensors):
        raise RuntimeError(f"got {len(tensors)} tensors and {len(gradients)} gradients")
    edges = []
    for position, (tensor, gradient) in enumerate(zip(tensors, gradients, strict=True)):
        if not isinstance(tensor, Tensor):
            raise RuntimeError(f"element {position} of tensors tuple is not a Tensor")
        edges.append(edge_of(tensor))
        if edges[-1] is None:
            raise RuntimeError(
                f"element {position} of tensors does not require grad and does not have a grad_fn"
            )
        tensor._check_gradient(gradient)
    wanted = [wanted_edge(tensor) for tensor in inputs]
    grads = gradients if create_graph else [gradient._array for gradient in gradients]
    keep = create_graph if retain_graph is None else retain_graph
    found = run(edges, grads, keep, create_graph, wanted, only)
    return tuple(
        [
            g if g is None or isinstance(g, Tensor) else tensor._wrap(g)
            for tensor, g in zip(inputs, found, strict=True)
        ]
    )


def wanted_edge(tensor):
    """Return the edge of a tensor that a gradient is wanted for."""
    if not isinstance(tensor, Tensor):
        raise RuntimeError(f"all inputs have to be Tensors, but got {type(tensor).__name__}")
    edge = edge_of(tensor)
    if edge is None:
        raise RuntimeError("One of the differentiated Tensors does not require grad")
    return edge


def backward(
    tensors, grad_tensors=None, retain_graph=None, create_graph=False, grad_variables=None
):
    """Accumulate the sum of the gradients of ``tensors`` in the leaves of their graphs.

    Args:
        tensors: a tensor, or several.
        grad_tensors: for each a tensor of its shape, or None where it has one element.
        retain_graph: keep what the graph saved; by default as ``create_graph``.
        create_graph: record the pass, for derivatives of higher order.
        grad_variables: what ``grad_tensors`` was called in 0.3.

    Example:
        >>> x = torch.ones(2, requires_grad=True)
        >>> torch.autograd.backward([(x * 2).sum(), (x * 3).sum()])
        >>> x.grad
        tensor([5., 5.])

    Source: PyTorch 0.4.1, torch.autograd.backward.
    """
    if grad_variables is not None:
        warnings.warn("'grad_variables' is deprecated. Use 'grad_tensors' instead.", stacklevel=2)
        if grad_tensors is not None:
            raise RuntimeError(
                "'grad_tensors' and 'grad_variables' (deprecated) arguments both passed to "
                "backward(). Please only use 'grad_tensors'."
            )
        grad_tensors = grad_variables
    tensors = listed(tensors)
    run_backward(tensors, starting_gradients(tensors, grad_tensors), retain_graph, create_graph)


def grad(
    outputs,
    inputs,
    grad_outputs=None,
    retain_graph=None,
    create_graph=False,
    only_inputs=True,
    allow_unused=False,
):
    """Return the sum of the gradients of ``outputs`` with respect to ``inputs``, as a tuple.

    Args:
        grad_outputs: for each output a tensor of its shape, or None where it has one element.
        only_inputs: ignored.
        allow_unused: return None for inputs that the outputs do not depend on, instead of raising.

    Raises:
        RuntimeError: if an input requires no grad, or was not used.

    Example:
        >>> x = torch.tensor([3.0], requires_grad=True)
        >>> (slope,) = torch.autograd.grad(x ** 2, x, create_graph=True)
        >>> slope, torch.autograd.grad(slope, x)
        (tensor([6.], grad_fn=<ThMulBackward>), (tensor([2.]),))

    Source: PyTorch 0.4.1, torch.autograd.grad.
    """
    if not only_inputs:
        warnings.warn(
            "only_inputs argument is deprecated and is ignored now (defaults to True). To "
            "accumulate gradient for other parts of the graph, please use torch.autograd.backward.",
            stacklevel=2,
        )
    outputs, inputs = listed(outputs), listed(inputs)
    gradients = starting_gradients(outputs, grad_outputs)
    found = run_backward(outputs, gradients, retain_graph, create_graph, inputs)
    if not allow_unused and any(gradient is None for gradient in found):
        raise RuntimeError(
            "One of the differentiated Tensors appears to not have been used in the graph. Set "
            "allow_unused=True if this is the desired behavior."
        )
    return found
