"""What happened in one run: the recorded functions, and the gradients that passed between them."""

from ..engine import AccumulateGrad, edge_of, reachable


class Trace:
    """The graph behind ``root``, watched while gradients pass through it.

    Make it before ``backward``; afterwards :attr:`passed` holds what every edge carried.

    Args:
        root: the tensor that ``backward`` will be called on.
        names: tensors by the names they have in the program.

    Attributes:
        nodes: every function, youngest first.
        names: the name of the tensor that each function made, or that a leaf is.
        values: the named tensors, as lists of numbers.
        passed: ``{(node, position of the edge): gradient}``, as lists of numbers.

    Example:
        >>> from minitorch.viz import Trace
        >>> x = torch.tensor([3.0], requires_grad=True)
        >>> y = x * x
        >>> trace = Trace(y, {"x": x, "y": y})
        >>> y.backward()
        >>> [type(node).__name__ for node in trace.nodes], list(trace.passed.values())
        (['ThMulBackward', 'AccumulateGrad'], [[3.0], [3.0]])
    """

    def __init__(self, root, names):
        self.nodes, self.passed = reachable([edge_of(root)[0]]), {}
        self.names = {edge_of(t)[0]: name for name, t in names.items() if edge_of(t) is not None}
        self.values = {name: t._array.tolist() for name, t in names.items()}
        self.handles = [node.register_hook(self._watcher(node)) for node in self.nodes]

    def _watcher(self, node):
        def watch(grad_inputs, grad_outputs):
            for position, grad in enumerate(grad_inputs):
                if grad is not None:
                    self.passed[node, position] = grad._array.tolist()

        return watch

    def stop(self):
        """Watch no longer."""
        for handle in self.handles:
            handle.remove()


def is_leaf(node):
    """Return whether the graph ends at ``node``."""
    return isinstance(node, AccumulateGrad)
