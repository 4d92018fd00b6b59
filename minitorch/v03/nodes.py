"""The nodes of 0.3: their names, and what is particular to their gradients.

0.3 asks no gradient for its shape or type; has no derivative of some operations, and no second one
of some others; and records comparisons, whose gradient is zero.
"""

import numpy as np

from .. import engine
from ..autograd.context import reaches
from ..engine import Node, edge_of, grad_mode
from ..errors import not_differentiable
from ..nodes import NodeClasses
from .node_names import IN_PYTHON, NAMES


class Lacking:
    """What no node of 0.3 has."""

    __slots__ = ()

    @property
    def metadata(self):
        """It came with 0.4."""
        raise AttributeError(f"'{type(self).__name__}' object has no attribute 'metadata'")


class Lenient(Lacking):
    """Takes gradients of any shape: those that were not broadcast stay as they are."""

    __slots__ = ()

    def accumulate(self, index, grad, recorded):
        """Add a gradient, summed down to the shape of the output if it was broadcast."""
        if reaches(grad.shape, self.shape):
            super().accumulate(index, grad, recorded)
        else:
            self.grad, self.owned = grad if self.grad is None else self.grad + grad, False


class AccumulateGrad(Lenient, engine.AccumulateGrad):
    """Where the graph ends; a leaf must not have been changed in place before.

    Source: PyTorch 0.3.1, torch/csrc/autograd/functions/accumulate_grad.cpp.
    """

    __slots__ = ()

    def gradients(self, grad):
        """Add an array to the gradient of the leaf."""
        leaf = self.leaf()
        if leaf is not None and leaf._counter[0]:
            raise RuntimeError("leaf variable was used in an inplace operation")
        return super().gradients(grad)


class Refused:
    """The node of an operation that 0.3 has no derivative of."""

    __slots__ = ()

    def gradients(self, grad):
        """Raise, at backward."""
        not_differentiable(self.op.name)

    push = recorded_gradients = gradients


class Once:
    """The node of an operation whose gradient cannot be differentiated again."""

    __slots__ = ()

    def recorded_gradients(self, grad):
        """Compute the gradients as in an ordinary pass: they have no history."""
        return [g if g is None else self.wrap(g) for g in self.gradients(grad._array)]


class InPython:
    """The node of an operation that 0.3 wrote in Python."""

    __slots__ = ()
    __module__ = "torch.autograd.function"
    __repr__ = object.__repr__


TRAITS = {
    **dict.fromkeys(("lgamma", "svd", "trtrs"), Refused),
    **dict.fromkeys(("max_all", "min_all", "median_all", "trace"), Once),
    **dict.fromkeys(IN_PYTHON, InPython),
}


class NodesOf03(NodeClasses):
    """The classes of nodes by operation, and by name where one operation has several names."""

    def __init__(self, wrap):
        super().__init__(wrap, lambda op: NAMES.get(op.node_name, op.node_name))

    def __missing__(self, op):
        made = super().__missing__(op)
        traits = [TRAITS[op.name]] if op.name in TRAITS else []
        body = {"__slots__": (), "__module__": (traits or [made])[0].__module__}
        traits += [Lenient] if op.outputs == 1 else [Lacking]
        self[op] = made = type(made.__name__, (*traits, made), body)
        return made

    def renamed(self, op, name):
        return super().renamed(op, NAMES.get(name, name))


class ZeroSlope(Lenient, Node):
    """The node of a comparison, which 0.3 records: its gradient is zero.

    Source: PyTorch 0.3.1, tools/autograd/derivatives.yaml: ``gt``.
    """

    __slots__ = ("wrap",)

    def gradients(self, grad):
        """Return zeros of the size and type of each input."""
        return [np.zeros(shape, dtype) for shape, dtype in self.constants]

    def recorded_gradients(self, grad):
        """Return the same as Variables."""
        return [self.wrap(array) for array in self.gradients(grad)]


COMPARISONS = {}  # the classes of the nodes of comparisons, by name


def comparison_node(op, args, shape, wrap):
    """Return the node of a comparison; None if no operand needs a gradient."""
    edges = [edge_of(arg) for arg in args]
    if not grad_mode.enabled or not any(edges):
        return None
    name = f"{op.name.title()}Backward{len(args) - 1}"
    if name not in COMPARISONS:
        COMPARISONS[name] = type(name, (ZeroSlope,), {"__slots__": (), "__module__": "builtins"})
    node = COMPARISONS[name](edges, shape)
    node.wrap = wrap
    node.constants = [(arg._array.shape, arg._array.dtype) for arg in args]
    return node
