"""What the arguments of functions mean, and what is wrong with them."""

from minitorch import views
from minitorch.arguments import not_tensors
from minitorch.engine import TensorBase


def check_tensors(function, **given):
    """Raise TypeError unless all arguments are tensors; they are named in order."""
    if not all(isinstance(value, TensorBase) for value in given.values()):
        raise not_tensors(function, **given)


def each(name, value, rank):
    """Return ``value``, an int or one for each of ``rank`` dimensions, as a tuple.

    Raises:
        RuntimeError: if there is another number of them.
        TypeError: if it is a text.
    """
    if isinstance(value, str):
        raise TypeError(f"argument '{name}' must be tuple of ints, not str")
    if isinstance(value, int):
        return (value,) * rank
    values = tuple(value)
    if len(values) == 1:
        return values * rank
    if len(values) != rank:
        raise RuntimeError(
            f"expected {name} to be a single integer value or a list of {rank} values to match "
            f"the convolution dimensions, but got {name}={list(values)}"
        )
    return values


def overwritten(input, result, inplace):
    """Return the result, written over the input if ``inplace``."""
    if not inplace:
        return result
    views.check_writable(input)
    return views.overwrite(input, result)


def product_text(sizes, sign=" x "):
    """Return sizes as torch prints them in messages: ``2 x 3``."""
    return sign.join(map(str, sizes))
