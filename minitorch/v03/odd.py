"""What else 0.3 does to the results of some operations: to their history and to their type."""

from ..engine import edge_of
from ..errors import not_differentiable
from .node_names import IN_PYTHON
from .nodes import comparison_node
from .signature import title
from .tensor import CLASSES


def compared(variable, op, args):
    """Give the result of a comparison a history if an operand has one."""
    node = comparison_node(op, args, variable._array.shape, variable._nodes.wrap)
    if node is not None and not variable._volatile:
        variable._edge = (node, 0)


def of_kept_type(variable, op, args):
    """Give the sum or product of integers the type of the integers, wrapping around."""
    variable._array = variable._array.astype(args[0]._array.dtype, copy=False)


def in_python(variable, op, args):
    """Let an operation that 0.3 wrote in Python leave a node even if nothing requires grad."""
    if variable._edge is None and not variable._volatile:
        variable._idle = op


def kept_in_python(variable, op, args):
    """Do both: the operation was written in Python, and keeps the type of integers."""
    of_kept_type(variable, op, args)
    in_python(variable, op, args)


def first_alone(variable, op, args):
    """Let the first result alone have a history."""
    if variable._edge is not None and variable._edge[1]:
        variable._edge = None


def undifferentiable(variable, op, args):
    """Raise if a gradient is wanted of the second argument, of which 0.3 has none."""
    if edge_of(args[1]) is not None:
        not_differentiable(list(op.kinds)[1])


def of_types_that_have_it(variable, op, args):
    """Refuse an operation that tensors of the type inside have not."""
    kind = CLASSES[False, args[0]._array.dtype]
    if op.name in kind.missing:
        raise RuntimeError(f"{op.name} is not implemented for type {title(kind)}")


ODD = {  # what else 0.3 does to the results of some operations
    **dict.fromkeys(("eq", "ne", "lt", "le", "gt", "ge"), compared),
    **dict.fromkeys(IN_PYTHON, in_python),
    **dict.fromkeys(("pow", "neg", "reciprocal"), of_types_that_have_it),
    **dict.fromkeys(("prod", "cumsum", "cumprod"), kept_in_python),
    "sum": of_kept_type,
    "svd": first_alone,
    "trtrs": undifferentiable,
}
