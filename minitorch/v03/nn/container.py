"""Modules that hold other modules in 0.3: one at a time, without slices."""

from ..again import beside

core = beside(__name__)
ModuleDict, ParameterDict = core.ModuleDict, core.ParameterDict  # for the 0.4 face


def one(index):
    """Return an index, or raise TypeError if it is a slice."""
    if isinstance(index, slice):
        raise TypeError("'<=' not supported between instances of 'int' and 'slice'")
    return index


class Sequential(core.Sequential):  # type: ignore[name-defined]
    """Modules that are called one after another. Source: PyTorch 0.3.1, torch.nn.Sequential."""

    def __getitem__(self, index):
        return super().__getitem__(one(index))


class ModuleList(core.ModuleList):  # type: ignore[name-defined]
    """A list of modules whose parameters are found. Source: PyTorch 0.3.1, nn.ModuleList."""

    def __getitem__(self, index):
        return super().__getitem__(one(index))

    def extend(self, modules):
        """Add a list of modules at the end; return the list."""
        if not isinstance(modules, list):
            raise TypeError(
                f"ModuleList.extend should be called with a list, but got {type(modules).__name__}"
            )
        return super().extend(modules)


class ParameterList(core.ParameterList):  # type: ignore[name-defined]
    """A list of parameters that a module finds. Source: PyTorch 0.3.1, nn.ParameterList."""

    def __getitem__(self, index):
        return super().__getitem__(one(index))

    def extend(self, parameters):
        """Add a list of parameters at the end; return the list."""
        if not isinstance(parameters, list):
            raise TypeError(
                "ParameterList.extend should be called with a list, but got "
                f"{type(parameters).__name__}"
            )
        return super().extend(parameters)
