"""Weights as a length times a direction (Salimans & Kingma, 2016)."""

from ..parameter import Parameter

__all__ = ["remove_weight_norm", "weight_norm"]


def norm_except(weight, dim):
    """Return the norm over all dimensions but ``dim``, which stay with size one; None: over all."""
    if dim is None:
        return weight.norm()
    if dim not in (0, weight.dim() - 1):
        return norm_except(weight.transpose(0, dim), 0).transpose(0, dim)
    ones, size = (1,) * (weight.dim() - 1), weight.size(dim)
    if dim == 0:
        return weight.contiguous().view(size, -1).norm(2, 1).view(size, *ones)
    return weight.contiguous().view(-1, size).norm(2, 0).view(*ones, size)


class WeightNorm:
    """A hook that computes a weight from its length and its direction before every call."""

    def __init__(self, name, dim):
        self.name, self.dim = name, dim

    def weight(self, module):
        """Return the weight: of the length there is, in the direction there is."""
        length, direction = getattr(module, f"{self.name}_g"), getattr(module, f"{self.name}_v")
        return direction * (length / norm_except(direction, self.dim))

    def apply(self, module):
        """Replace the parameter by two; the weight is computed from them."""
        weight = getattr(module, self.name)
        del module._parameters[self.name]
        length = Parameter(norm_except(weight, self.dim).data)
        module.register_parameter(f"{self.name}_g", length)
        module.register_parameter(f"{self.name}_v", Parameter(weight.data))
        self(module, None)
        module.register_forward_pre_hook(self)

    def remove(self, module):
        """Make the weight a parameter again."""
        weight = self.weight(module)
        delattr(module, self.name)
        del module._parameters[f"{self.name}_g"], module._parameters[f"{self.name}_v"]
        module.register_parameter(self.name, Parameter(weight.data))

    def __call__(self, module, inputs):
        setattr(module, self.name, self.weight(module))


def weight_norm(module, name="weight", dim=0):
    """Replace a parameter by its length, ``weight_g``, and its direction, ``weight_v``.

    Args:
        dim: the dimension along which each part has a length of its own; None for one in all.

    Returns:
        The module.

    Example:
        >>> layer = torch.nn.utils.weight_norm(torch.nn.Linear(3, 2))
        >>> [(name, tuple(p.shape)) for name, p in layer.named_parameters()]
        [('bias', (2,)), ('weight_g', (2, 1)), ('weight_v', (2, 3))]

    Source: PyTorch 0.4.1, torch.nn.utils.weight_norm.
    """
    WeightNorm(name, dim).apply(module)
    return module


def remove_weight_norm(module, name="weight"):
    """Undo :func:`weight_norm`; return the module.

    Raises:
        ValueError: if the parameter is not normalised.

    Example:
        >>> layer = torch.nn.utils.weight_norm(torch.nn.Linear(3, 2))
        >>> [name for name, _ in torch.nn.utils.remove_weight_norm(layer).named_parameters()]
        ['bias', 'weight']

    Source: PyTorch 0.4.1, torch.nn.utils.remove_weight_norm.
    """
    return without(module, name, WeightNorm, "weight_norm")


def without(module, name, kind, what):
    """Remove the hook of a kind that computes the parameter ``name``; return the module."""
    for key, hook in module._forward_pre_hooks.items():
        if isinstance(hook, kind) and hook.name == name:
            hook.remove(module)
            del module._forward_pre_hooks[key]
            return module
    raise ValueError(f"{what} of '{name}' not found in {module}")
