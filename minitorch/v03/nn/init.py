"""``nn.init`` of 0.3: names without underscore; of a Variable, the data are filled.

Source: PyTorch 0.3.1, torch/nn/init.py.
"""

import math
import random
from functools import wraps

import minitorch.nn.init

from ..again import file_again
from ..variable import Variable

core = file_again(minitorch.nn.init, "minitorch.v03.nn._init")
calculate_gain = core.calculate_gain
_calculate_fan_in_and_fan_out = core._calculate_fan_in_and_fan_out
LATER = ("ones_", "zeros_")  # not there yet


def filling(function):
    """Return a function that fills a tensor, or what a Variable holds, and returns it."""

    @wraps(function)
    def fill(tensor, *args, **named):
        function(tensor.data if isinstance(tensor, Variable) else tensor, *args, **named)
        return tensor

    return fill


def kaiming(draw):
    """Return a function of 0.4 as 0.3 has it: always for leaky rectifiers."""

    @wraps(draw)
    def of_leaky(tensor, a=0, mode="fan_in"):
        return draw(tensor, a, mode)

    del of_leaky.__wrapped__  # whose arguments these are not
    return of_leaky


core.kaiming_uniform_, core.kaiming_normal_ = map(
    kaiming, (core.kaiming_uniform_, core.kaiming_normal_)
)


def _sparse(tensor, sparsity, std=0.01):
    """Draw a matrix from a normal distribution, a part of each column zero.

    Which elements are zero, Python's :mod:`random` says.

    Raises:
        ValueError: if the tensor has not two dimensions.

    Source: PyTorch 0.3.1, torch.nn.init.sparse.
    """
    if tensor.dim() != 2:
        raise ValueError("Only tensors with 2 dimensions are supported")
    rows, columns = tensor.size()
    zeros = math.ceil(rows * sparsity)
    tensor.normal_(0, std)
    for column in range(columns):
        order = list(range(rows))
        random.shuffle(order)
        for row in order[:zeros]:
            tensor[row, column] = 0
    return tensor


core.sparse_ = _sparse

for _name, _function in list(vars(core).items()):
    if _name.endswith("_") and not _name.startswith("_") and _name not in LATER:
        globals()[_name.removesuffix("_")] = filling(_function)
