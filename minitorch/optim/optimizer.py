"""``Optimizer``: groups of parameters, what is remembered of each, and saving that."""

from collections import defaultdict
from copy import deepcopy

from minitorch.backend import is_sparse

from .. import typename
from ..autograd import Variable
from ..tensor import Tensor

NO_SPARSE = "does not support sparse gradients, please consider SparseAdam instead"
required = type("required", (), {"__repr__": lambda self: "<required parameter>"})()


class Optimizer:
    """The base of all optimizers.

    Args:
        params: parameters, or dictionaries with ``params`` and options of their own.
        defaults: the options of groups that do not say otherwise.

    Attributes:
        param_groups: the groups, each a dictionary of ``params`` and options.
        state: for each parameter a dictionary of what the optimizer remembers.

    Example:
        >>> layer = torch.nn.Linear(2, 1)
        >>> groups = [{"params": [layer.weight]}, {"params": [layer.bias], "lr": 0.5}]
        >>> optimizer = torch.optim.SGD(groups, lr=0.1)
        >>> [group["lr"] for group in optimizer.param_groups]
        [0.1, 0.5]

    Source: PyTorch 0.4.1, torch/optim/optimizer.py.
    """

    takes_sparse = False  # whether a gradient may be a sparse tensor
    optimizes = "Tensor"  # how messages call a parameter

    def __init__(self, params, defaults):
        self.defaults, self.state, self.param_groups = defaults, defaultdict(dict), []
        if isinstance(params, Variable):
            raise TypeError(
                "params argument given to the optimizer should be an iterable of "
                f"{self.optimizes}s or dicts, but got {typename(params)}"
            )
        groups = list(params)
        if not groups:
            raise ValueError("optimizer got an empty parameter list")
        if not isinstance(groups[0], dict):
            groups = [{"params": groups}]
        for group in groups:
            self.add_param_group(group)

    def add_param_group(self, param_group):
        """Add a group of parameters, with options of its own.

        Raises:
            AssertionError: if it is no dictionary.
            TypeError: if it holds something else than tensors, or holds them in a set.
            ValueError: if a parameter is not a leaf or in another group, or an option is missing.

        Example:
            >>> optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.1)
            >>> w = torch.nn.Parameter(torch.zeros(2))
            >>> optimizer.add_param_group({"params": [w], "lr": 0.5})
            >>> [group["lr"] for group in optimizer.param_groups]
            [0.1, 0.5]

        Source: PyTorch 0.4.1, torch.optim.Optimizer.add_param_group.
        """
        if not isinstance(param_group, dict):
            raise AssertionError("param group must be a dict")
        params = param_group["params"]
        if isinstance(params, set):
            raise TypeError(
                "optimizer parameters need to be organized in ordered collections, but the "
                "ordering of tensors in sets will change between runs. Please use a list instead."
            )
        params = [params] if isinstance(params, Variable) else list(params)
        for param in params:
            if not isinstance(param, Variable):
                raise TypeError(
                    f"optimizer can only optimize {self.optimizes}s, but one of the params is "
                    f"{typename(param)}"
                )
            if not param.is_leaf:
                raise ValueError(f"can't optimize a non-leaf {self.optimizes}")
        for name, default in self.defaults.items():
            if default is required and name not in param_group:
                raise ValueError(
                    "parameter group didn't specify a value of required optimization parameter "
                    + name
                )
        known = {id(p) for group in self.param_groups for p in group["params"]}
        if not known.isdisjoint(map(id, params)):
            raise ValueError("some parameters appear in more than one parameter group")
        param_group["params"] = params  # the caller's own dict, as in torch
        for name, default in self.defaults.items():
            param_group.setdefault(name, default)
        self.param_groups.append(param_group)

    def zero_grad(self):
        """Set the gradients of all parameters to zero.

        Example:
            >>> w = torch.nn.Parameter(torch.ones(1))
            >>> optimizer = torch.optim.SGD([w], lr=0.1)
            >>> (2 * w).backward()
            >>> optimizer.zero_grad()
            >>> w.grad
            tensor([0.])

        Source: PyTorch 0.4.1, torch.optim.Optimizer.zero_grad.
        """
        for group in self.param_groups:
            for param in group["params"]:
                param._clear_grad()

    def step(self, closure=None):
        """Change every parameter that has a gradient.

        Args:
            closure: computes the loss and the gradients first.

        Returns:
            What ``closure`` returned, or None.

        Example:
            >>> w = torch.nn.Parameter(torch.ones(1))
            >>> (2 * w).backward()
            >>> torch.optim.SGD([w], lr=0.5).step()
            >>> w.data
            tensor([0.])

        Source: PyTorch 0.4.1, torch.optim.Optimizer.step.
        """
        if type(self).update is Optimizer.update:
            raise NotImplementedError
        loss = None if closure is None else closure()
        for group in self.param_groups:
            for param in group["params"]:
                if param.grad is None:
                    continue
                if is_sparse(param.grad._array) and not self.takes_sparse:
                    raise RuntimeError(f"{type(self).__name__} {NO_SPARSE}")
                state = self.state.get(param) or {}
                self.update(param.data, param.grad.data, state, group)
                if state:
                    self.state[param] = state
        return loss

    def update(self, value, grad, state, options):
        """Change one parameter in place; every optimizer defines how.

        Args:
            value, grad: the parameter and its gradient, tensors without history.
            state: what is remembered of the parameter.
            options: the group it belongs to.

        Example:
            >>> class Signs(torch.optim.Optimizer):
            ...     def update(self, value, grad, state, options):
            ...         value.sub_(options["lr"] * grad.sign())
            >>> w = torch.nn.Parameter(torch.tensor([1.0, 9.0]))
            >>> (3 * w).sum().backward()
            >>> Signs([w], {"lr": 0.5}).step()
            >>> w.data
            tensor([0.5000, 8.5000])

        Source: none; in PyTorch 0.4.1 every optimizer defines step() itself.
        """
        raise NotImplementedError

    def remember(self, state, value, *names):
        """Count a step; at the first one, let ``state`` hold zeros under each of the names.

        Example:
            >>> state = {}
            >>> optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.1)
            >>> optimizer.remember(state, torch.ones(2), "mean")
            >>> state
            {'step': 1, 'mean': tensor([0., 0.])}

        Source: none; in PyTorch 0.4.1 every optimizer does this itself.
        """
        if not state:
            state["step"] = 0
            state.update({name: value.clone().zero_() for name in names})
        state["step"] += 1

    # --- saving ----------------------------------------------------------------------------------

    def state_dict(self):
        """Return what is remembered, and the options, with numbers for the parameters.

        Example:
            >>> optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.1)
            >>> optimizer.state_dict()["param_groups"][0]["lr"]
            0.1

        Source: PyTorch 0.4.1, torch.optim.Optimizer.state_dict.
        """
        groups = [
            {**group, "params": [id(p) for p in group["params"]]} for group in self.param_groups
        ]
        state = {id(p) if isinstance(p, Variable) else p: kept for p, kept in self.state.items()}
        return {"state": state, "param_groups": groups}

    def load_state_dict(self, state_dict):
        """Continue from what :meth:`state_dict` returned; nothing is changed if it does not fit.

        Raises:
            ValueError: if groups differ in number or size.

        Example:
            >>> optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.1)
            >>> other = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.5)
            >>> optimizer.load_state_dict(other.state_dict())
            >>> optimizer.param_groups[0]["lr"]
            0.5

        Source: PyTorch 0.4.1, torch.optim.Optimizer.load_state_dict.
        """
        state_dict = deepcopy(state_dict)
        saved = state_dict["param_groups"]
        if len(saved) != len(self.param_groups):
            raise ValueError("loaded state dict has a different number of parameter groups")
        pairs = list(zip(self.param_groups, saved, strict=True))
        if any(len(group["params"]) != len(other["params"]) for group, other in pairs):
            raise ValueError(
                "loaded state dict contains a parameter group that doesn't match the size of "
                "optimizer's group"
            )
        param_of = {
            number: param
            for group, other in pairs
            for number, param in zip(other["params"], group["params"], strict=True)
        }
        state = defaultdict(dict)
        for number, kept in state_dict["state"].items():
            param = param_of.get(number, number)
            state[param] = fitted(kept, param) if number in param_of else kept
        self.state = state
        self.param_groups = [{**other, "params": group["params"]} for group, other in pairs]

    def __getstate__(self):
        return {"state": self.state, "param_groups": self.param_groups}

    def __setstate__(self, state):
        self.__dict__.update(state)

    def __repr__(self):
        lines = [f"{type(self).__name__} ("]
        for number, group in enumerate(self.param_groups):
            lines.append(f"Parameter Group {number}")
            options = sorted(name for name in group if name != "params")
            lines += [f"    {name}: {group[name]}" for name in options]
        return "\n".join([*lines, ")"])


def fitted(kept, param):
    """Return remembered values with tensors of the type of ``param``."""
    if isinstance(kept, Tensor):
        return param.data._wrap(kept._array.astype(param._array.dtype))
    if isinstance(kept, dict):
        return {name: fitted(value, param) for name, value in kept.items()}
    return kept


def check_option(name, value, within):
    """Raise ValueError unless ``within``; ``name`` says what the option is."""
    if not within:
        raise ValueError(f"Invalid {name}: {value}")


def check_betas(betas):
    """Raise unless the two betas are parts of one."""
    for index in (0, 1):
        beta = betas[index]
        check_option(f"beta parameter at index {index}", beta, 0 <= beta < 1)


def decayed(value, grad, options):
    """Return the array of the gradient, with the pull of ``weight_decay`` added."""
    if options["weight_decay"]:
        return grad._memory() + options["weight_decay"] * value._memory()
    return grad._memory()


def root(array):
    """Return the square root of each element."""
    return array**0.5
