"""Automatic differentiation as 0.3 shows it: Variable, Function, backward, grad."""

import warnings

from ... import autograd as core
from ...engine import edge_of
from ...paths import below
from ..signature import title
from ..tensor import Tensor
from ..variable import Variable
from .function import Function
from .gradcheck import gradcheck

__all__ = ["Function", "Variable", "backward", "grad", "gradcheck"]
__getattr__ = below(__name__)


def listed(values):
    """Return one Variable or tensor, or several, as a list."""
    return [values] if isinstance(values, (Tensor, Variable)) else list(values)


def as_gradients(values, count, create_graph):
    """Return gradients to start from, and whether the pass is recorded.

    It is if asked for, or implied by a gradient not volatile. Tensors become Variables, which are
    volatile unless it is.
    """
    values = [None] * count if values is None else listed(values)[:count]
    for value in values:
        if value is not None and not isinstance(value, (Tensor, Variable)):
            raise TypeError(
                "gradients can be either Tensors, Variables or None, but got "
                f"{type(value).__name__}"
            )
    if create_graph is None:
        create_graph = any(isinstance(v, Variable) and not v.volatile for v in values)
    volatile = not create_graph
    found = [Variable(v, volatile=volatile) if isinstance(v, Tensor) else v for v in values]
    return found, create_graph


def check_roots(variables):
    """Raise unless a gradient can flow back from each of ``variables``."""
    for position, variable in enumerate(variables):
        if not isinstance(variable, Variable):
            raise RuntimeError(f"element {position} of variables tuple is not a Variable")
        if variable.volatile:
            raise RuntimeError(f"element {position} of variables tuple is volatile")
        if edge_of(variable) is None:
            raise RuntimeError(
                f"element {position} of variables does not require grad and does not have a grad_fn"
            )


def check_inputs(inputs):
    """Raise unless a gradient can be had for each of ``inputs``."""
    for value in inputs:
        if not isinstance(value, Variable):
            raise RuntimeError(f"all inputs have to be Variables, but got {title(type(value))}")
        if edge_of(value) is None:
            raise RuntimeError("One of the differentiated Variables does not require grad")


def backward(
    variables, grad_variables=None, retain_graph=None, create_graph=None, retain_variables=None
):
    """Accumulate gradients in the leaves of the graphs of ``variables``.

    Example:
        >>> x = torch.autograd.Variable(torch.ones(2), requires_grad=True)
        >>> torch.autograd.backward([(x * 2).sum(), (x * 3).sum()])
        >>> x.grad
        Variable containing:
         5
         5
        [torch.FloatTensor of size 2]
        <BLANKLINE>

    Source: PyTorch 0.3.1, torch.autograd.backward.
    """
    if retain_variables is not None:
        if retain_graph is not None:
            raise ValueError("only one of retain_graph and retain_variables can be specified")
        warnings.warn(
            "retain_variables option is deprecated and will be removed in 0.3. "
            "Use retain_graph instead.",
            stacklevel=3,
        )
        retain_graph = retain_variables
    variables = listed(variables)
    gradients, create_graph = as_gradients(grad_variables, len(variables), create_graph)
    check_roots(variables)
    if len(gradients) != len(variables):
        raise RuntimeError(f"got {len(variables)} variables and {len(gradients)} gradients")
    core.backward(variables, gradients, retain_graph, create_graph)


def grad(
    outputs,
    inputs,
    grad_outputs=None,
    retain_graph=None,
    create_graph=None,
    only_inputs=True,
    allow_unused=False,
):
    """Return the gradients of ``outputs`` with respect to ``inputs``.

    Args:
        only_inputs: if False, all other leaves accumulate theirs.

    Example:
        >>> x = torch.autograd.Variable(torch.Tensor([3]), requires_grad=True)
        >>> torch.autograd.grad(x ** 2, x)
        (Variable containing:
         6
        [torch.FloatTensor of size 1]
        ,)

    Source: PyTorch 0.3.1, torch.autograd.grad.
    """
    outputs, inputs = listed(outputs), listed(inputs)
    gradients, create_graph = as_gradients(grad_outputs, len(outputs), create_graph)
    check_roots(outputs)
    check_inputs(inputs)
    gradients = core.starting_gradients(outputs, gradients)
    found = core.run_backward(outputs, gradients, retain_graph, create_graph, inputs, only_inputs)
    if not allow_unused and any(gradient is None for gradient in found):
        raise RuntimeError(
            "One of the differentiated Variables appears to not have been used in the graph"
        )
    for gradient in found:
        if gradient is not None and not create_graph:
            gradient._volatile = True
    return found
