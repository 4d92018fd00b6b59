"""Modules that hold other modules."""

from collections import OrderedDict

from .module import Module

__all__ = ["ModuleDict", "ModuleList", "ParameterDict", "ParameterList", "Sequential"]


def position(index, length):
    """Return an index counted from the front, or raise IndexError."""
    index = index.__index__()
    if not -length <= index < length:
        raise IndexError(f"index {index} is out of range")
    return index % length


class Sequential(Module):
    """Modules that are called one after another, each with the result of the one before.

    Args:
        args: modules, or one OrderedDict of them.

    Shape:
        input: as the first module takes it; the result is as the last one gives it.

    Example:
        >>> torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.ReLU())
        Sequential(
          (0): Linear(in_features=3, out_features=2, bias=True)
          (1): ReLU()
        )

    Source: PyTorch 0.4.1, torch/nn/modules/container.py.
    """

    def __init__(self, *args):
        super().__init__()
        named = args[0] if len(args) == 1 and isinstance(args[0], OrderedDict) else None
        for name, module in named.items() if named is not None else enumerate(args):
            self.add_module(str(name), module)

    def _key(self, index):
        return list(self._modules)[position(index, len(self))]

    def __getitem__(self, index):
        if isinstance(index, slice):
            return type(self)(OrderedDict(list(self._modules.items())[index]))
        return self._modules[self._key(index)]

    def __setitem__(self, index, module):
        setattr(self, self._key(index), module)

    def __delitem__(self, index):
        keys = list(self._modules)[index] if isinstance(index, slice) else [self._key(index)]
        for key in keys:
            delattr(self, key)

    def __len__(self):
        return len(self._modules)

    def forward(self, input):
        for module in self._modules.values():
            input = module(input)
        return input


class Listed(Module):
    """What lists of modules and of parameters share: members under the names 0, 1, 2 ..."""

    kind = "_modules"

    @property
    def _held(self):
        return getattr(self, self.kind)

    def __len__(self):
        return len(self._held)

    def __iter__(self):
        return iter(self._held.values())

    def __getitem__(self, index):
        if isinstance(index, slice):
            return type(self)(list(self)[index])
        return self._held[str(position(index, len(self)))]

    def __setitem__(self, index, value):
        setattr(self, str(position(index, len(self))), value)

    def __iadd__(self, values):
        return self.extend(values)

    def append(self, value):
        """Add one at the end; return the list."""
        self._add(str(len(self)), value)
        return self

    def extend(self, values):
        """Add several at the end; return the list."""
        if not isinstance(values, (list, tuple)) and not hasattr(values, "__iter__"):
            raise TypeError(
                f"{type(self).__name__}.extend should be called with an iterable, but got "
                f"{type(values).__name__}"
            )
        for value in values:
            self.append(value)
        return self


class ModuleList(Listed):
    """A list of modules whose parameters are found.

    Example:
        >>> layers = torch.nn.ModuleList([torch.nn.Linear(3, 3) for _ in range(2)])
        >>> layers.append(torch.nn.Tanh())
        ModuleList(
          (0): Linear(in_features=3, out_features=3, bias=True)
          (1): Linear(in_features=3, out_features=3, bias=True)
          (2): Tanh()
        )
        >>> len(list(layers.parameters()))
        4

    Source: PyTorch 0.4.1, torch.nn.ModuleList.
    """

    def __init__(self, modules=None):
        super().__init__()
        if modules is not None:
            self.extend(modules)

    def _add(self, name, module):
        self.add_module(name, module)

    def __delitem__(self, index):
        modules = list(self)
        del modules[index]
        self._modules.clear()
        self.extend(modules)


class ParameterList(Listed):
    """A list of parameters that a module finds.

    Example:
        >>> weights = torch.nn.ParameterList([torch.nn.Parameter(torch.zeros(n)) for n in (2, 3)])
        >>> weights
        ParameterList(
            (0): Parameter containing: [torch.FloatTensor of size 2]
            (1): Parameter containing: [torch.FloatTensor of size 3]
        )
        >>> weights[1].requires_grad
        True

    Source: PyTorch 0.4.1, torch.nn.ParameterList.
    """

    kind = "_parameters"

    def __init__(self, parameters=None):
        super().__init__()
        if parameters is not None:
            self.extend(parameters)

    def _add(self, name, parameter):
        self.register_parameter(name, parameter)

    def extra_repr(self):
        lines = []
        for name, p in self._parameters.items():
            size = "x".join(map(str, p.size()))
            lines.append(f"  ({name}): Parameter containing: [{p._plain().type()} of size {size}]")
        return "\n".join(lines)


class Named(Module):
    """What dictionaries of modules and of parameters share."""

    kind = "_modules"

    @property
    def _held(self):
        return getattr(self, self.kind)

    def __getitem__(self, key):
        return self._held[key]

    def __delitem__(self, key):
        del self._held[key]

    def __len__(self):
        return len(self._held)

    def __iter__(self):
        return iter(self._held)

    def __contains__(self, key):
        return key in self._held

    def clear(self):
        """Remove all."""
        self._held.clear()

    def pop(self, key):
        """Remove one and return it."""
        value = self[key]
        del self[key]
        return value

    def keys(self):
        """Return the names."""
        return self._held.keys()

    def items(self):
        """Return pairs of a name and what it names."""
        return self._held.items()

    def values(self):
        """Return what is held."""
        return self._held.values()

    def update(self, values):
        """Add everything in a dictionary, or in a sequence of pairs."""
        pairs = values.items() if hasattr(values, "items") else values
        for key, value in pairs:
            self[key] = value


class ModuleDict(Named):
    """A dictionary of modules whose parameters are found.

    Example:
        >>> choices = torch.nn.ModuleDict({"plain": torch.nn.ReLU(), "leaky": torch.nn.LeakyReLU()})
        >>> choices["leaky"]
        LeakyReLU(negative_slope=0.01)

    Source: PyTorch 0.4.1, torch.nn.ModuleDict.
    """

    def __init__(self, modules=None):
        super().__init__()
        self.update(modules or {})

    def __setitem__(self, key, module):
        self.add_module(key, module)


class ParameterDict(Named):
    """A dictionary of parameters that a module finds.

    Example:
        >>> weights = torch.nn.ParameterDict({"left": torch.nn.Parameter(torch.ones(2))})
        >>> weights["left"]
        Parameter containing:
        tensor([1., 1.], requires_grad=True)

    Source: PyTorch 0.4.1, torch.nn.ParameterDict.
    """

    kind = "_parameters"

    def __init__(self, parameters=None):
        super().__init__()
        self.update(parameters or {})

    def __setitem__(self, key, parameter):
        self.register_parameter(key, parameter)
