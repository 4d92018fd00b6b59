"""Convolutions in 0.3, whose input has all its dimensions."""

from functools import wraps

from ...again import beside, functions_of
from .arguments import check_applied, of_function

core = beside(__name__)
globals().update(functions_of(core))


def of_rank(rank, function):
    """Return a convolution of 0.4 with the checks of 0.3: dimensions first, then types.

    Raises:
        ValueError: if the input has another number of dimensions.
        TypeError: if an argument is a tensor.

    Source: PyTorch 0.3.1, torch/nn/functional.py: conv1d to conv_transpose3d.
    """

    @wraps(function)
    def convolution(input, weight, bias=None, *args, **named):
        if input.dim() != rank + 2:
            raise ValueError(
                f"Expected {rank + 2}D tensor as input, got {input.dim()}D tensor instead."
            )
        check_applied(input, weight, bias)
        result = function(input, weight, bias, *args, **named)
        return of_function(result, "ConvNdBackward")

    return convolution


for _rank in (1, 2, 3):
    for _name in (f"conv{_rank}d", f"conv_transpose{_rank}d"):
        globals()[_name] = of_rank(_rank, getattr(core, _name))
