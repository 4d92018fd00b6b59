"""``nn.init`` of 0.3: names without underscore; of a Variable, the data are filled.

Source: PyTorch 0.3.1, torch/nn/init.py.
"""

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


for _name, _function in list(vars(core).items()):
    if _name.endswith("_") and not _name.startswith("_") and _name not in LATER:
        globals()[_name.removesuffix("_")] = filling(_function)
