"""What the arguments of functions of 0.3 mean, and what is wrong with them."""

from ...again import beside, functions_of
from ...signature import title
from ...tensor import Tensor
from ...variable import Variable

core = beside(__name__)
globals().update(functions_of(core))


def check_tensor(function, name, position, value):
    """Raise RuntimeError unless an argument is a Variable.

    Source: PyTorch 0.3.1, torch/csrc/utils/python_arg_parser.cpp.
    """
    if not isinstance(value, Variable):
        raise RuntimeError(
            f"{function}(): argument '{name}' (position {position}) must be Variable, not "
            f"{title(type(value))}"
        )


def check_tensors(function, **given):
    """Raise RuntimeError unless all arguments are Variables; they are named in order."""
    for position, (name, value) in enumerate(given.items(), 1):
        check_tensor(function, name, position, value)


def check_applied(*given):
    """Raise TypeError unless a Function of C is applied to Variables; None stands for no one.

    Source: PyTorch 0.3.1, torch/csrc/autograd/python_cpp_function.cpp.
    """
    for position, value in enumerate(given):
        if value is not None and not isinstance(value, Variable):
            raise TypeError(f"argument {position} is not a Variable")


def wrapped(value):
    """Return a tensor as a Variable: Functions of Python take both, and give Variables."""
    return Variable(value) if isinstance(value, Tensor) else value


def of_function(result, name):
    """Return what is one Function in 0.3, and several operations here, recorded under its name."""
    node = result.grad_fn
    if node is not None:
        node.__class__ = Variable._nodes.renamed(node.op, name)
    return result
