"""The state of a module in 0.3: values are copied one after another, until one does not fit.

Source: PyTorch 0.3.1, torch/nn/modules/module.py: load_state_dict.
"""

from minitorch.nn.state import load_one

from ..variable import Variable

__all__ = ["load_into", "load_one"]


def load_into(module, state_dict, strict):
    """Copy ``state_dict`` into ``module``.

    Raises:
        KeyError: if ``strict``, and one has a name that the other has not.
        RuntimeError: if a value does not fit.
    """
    own = module.state_dict()
    for name, value in state_dict.items():
        if name in own:
            copy(name, value.data if isinstance(value, Variable) else value, own[name])
        elif strict:
            raise KeyError(f'unexpected key "{name}" in state_dict')
    missing = set(own) - set(state_dict)
    if strict and missing:
        raise KeyError(f'missing keys in state_dict: "{missing}"')


def copy(name, value, target):
    """Write ``value`` into ``target``, which may need fewer dimensions."""
    try:
        target.copy_(value)
    except Exception:
        raise RuntimeError(
            f"While copying the parameter named {name}, whose dimensions in the model are "
            f"{target.size()} and whose dimensions in the checkpoint are {value.size()}."
        ) from None
