"""Automatic differentiation as users meet it: ``backward``, ``grad``, Variable, Function."""

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


def _listed(values):
    return list(values) if isinstance(values, (tuple, list)) else [values]


def starting_gradients(tensors, gradients, create_graph):
    """Return the edges of ``tensors`` and the gradient to start with at each.

    Raises:
        RuntimeError: if a gradient is missing and not implied, does not fit, or is not wanted.
        TypeError: if a gradient is neither a tensor nor None.
    """
    if len(gradients) < len(tensors):
        raise RuntimeError(f"got {len(tensors)} tensors and {len(gradients)} gradients")
    edges, grads = [], []
    for position, (tensor, gradient) in enumerate(zip(tensors, gradients)):  # 0.4 drops the rest
        if gradient is None:
            if edge_of(tensor) is not None and tensor._array.size != 1:
                raise RuntimeError("grad can be implicitly created only for scalar outputs")
            ones = backend_of(tensor._array).xp.ones_like(tensor._array)
            gradient = tensor._wrap(ones[()])  # a scalar stays one: faster than a 0-dim array
        elif not isinstance(gradient, Tensor):
            raise TypeError(
                f"gradients can be either Tensors or None, but got {type(gradient).__name__}"
            )
        if edge_of(tensor) is None:
            raise RuntimeError(
                f"element {position} of tensors does not require grad and does not have a grad_fn"
            )
        tensor._check_gradient(gradient)
        edges.append(edge_of(tensor))
        grads.append(gradient if create_graph else gradient._array)
    return edges, grads


def backward(tensors, grad_tensors=None, retain_graph=None, create_graph=False):
    """Accumulate the sum of the gradients of ``tensors`` in the leaves of their graphs.

    Args:
        tensors: a tensor, or several.
        grad_tensors: for each a tensor of its shape, or None where it has one element.
        retain_graph: keep what the graph saved; by default as ``create_graph``.
        create_graph: record the pass, for derivatives of higher order.

    Example:
        >>> x = torch.ones(2, requires_grad=True)
        >>> torch.autograd.backward([(x * 2).sum(), (x * 3).sum()])
        >>> x.grad
        tensor([5., 5.])

    Source: PyTorch 0.4.1, torch.autograd.backward.
    """
    tensors = _listed(tensors)
    given = [None] * len(tensors) if grad_tensors is None else _listed(grad_tensors)
    edges, grads = starting_gradients(tensors, given, create_graph)
    run(edges, grads, create_graph if retain_graph is None else retain_graph, create_graph)


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
    outputs, inputs = _listed(outputs), _listed(inputs)
    given = [None] * len(outputs) if grad_outputs is None else _listed(grad_outputs)
    if any(edge_of(tensor) is None for tensor in inputs):
        raise RuntimeError("One of the differentiated Tensors does not require grad")
    edges, grads = starting_gradients(outputs, given, create_graph)
    if not inputs:
        return ()
    wanted = [edge_of(tensor) for tensor in inputs]
    keep = create_graph if retain_graph is None else retain_graph
    found = run(edges, grads, keep, create_graph, wanted)
    if not allow_unused and any(gradient is None for gradient in found):
        raise RuntimeError(
            "One of the differentiated Tensors appears to not have been used in the graph. Set "
            "allow_unused=True if this is the desired behavior."
        )
    return tuple(
        [
            g if g is None or isinstance(g, Tensor) else tensor._wrap(g)
            for tensor, g in zip(inputs, found, strict=True)
        ]
    )
