"""``Optimizer`` as 0.3 has it: it takes any option, but only parameters that require grad.

Source: PyTorch 0.3.1, torch/optim/optimizer.py.
"""

import re

import minitorch.optim.optimizer

from ..again import file_again
from ..autograd import Variable

core = file_again(minitorch.optim.optimizer, "minitorch.v03.optim._optimizer")
required, decayed, root = core.required, core.decayed, core.root


def unchecked(*options):
    """Do nothing: 0.3 takes what it is given."""


check_option = check_betas = unchecked


OPTIONS = {"amsgrad": False, "initial_accumulator_value": 0}  # that came later


class Group(dict):
    """The parameters and options of a group; an option that 0.3 has not has its later default."""

    def __missing__(self, option):
        return OPTIONS[option]


class Optimizer(core.Optimizer):  # type: ignore[name-defined]
    """The base of all optimizers. Source: PyTorch 0.3.1, torch.optim.Optimizer."""

    optimizes = "Variable"

    def __init__(self, params, defaults):
        defaults = {name: value for name, value in defaults.items() if name not in OPTIONS}
        super().__init__(params, defaults)

    def add_param_group(self, param_group):
        """Add a group of parameters, with options of its own.

        Raises:
            ValueError: if a parameter requires no grad; else as in 0.4.
        """
        if isinstance(param_group, dict) and not isinstance(param_group["params"], set):
            params = param_group["params"]
            params = [params] if isinstance(params, Variable) else list(params)
            if any(isinstance(p, Variable) and not p.requires_grad for p in params):
                raise ValueError("optimizing a parameter that doesn't require gradients")
            param_group = {**param_group, "params": params}
        super().add_param_group(param_group)
        self.param_groups[-1] = Group(self.param_groups[-1])

    def load_state_dict(self, state_dict):
        """Continue from what :meth:`state_dict` returned."""
        super().load_state_dict(state_dict)
        self.param_groups = [Group(group) for group in self.param_groups]

    def __getstate__(self):
        state = super().__getstate__()
        return {**state, "param_groups": [dict(group) for group in state["param_groups"]]}

    def __setstate__(self, state):
        super().__setstate__(state)
        self.param_groups = [Group(group) for group in self.param_groups]

    def __repr__(self):
        name = type(self).__name__
        if not type(self).__module__.startswith(__package__):
            return object.__repr__(self)
        home = re.sub("(?<=[a-z])(?=[A-Z])", "_", name).lower()
        return f"<{__package__}.{home}.{name} object at {hex(id(self))}>"
