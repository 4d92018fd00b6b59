"""How modules of 0.3 print: those that have a line of their own in it, all others as containers.

Source: PyTorch 0.3.1, torch/nn/modules: the __repr__ of each class.
"""

from ..signatures import words
from .indenting import _addindent
from .module import Module

BARE = words("Sigmoid Tanh LogSigmoid Softsign Tanhshrink Softmin Softmax Softmax2d LogSoftmax")

CONTAINERS = words("ParameterList")  # which say more since 0.4


def pair(value):
    """Return what counts for height and width."""
    return tuple(value) if isinstance(value, (tuple, list)) else (value, value)


def inplace(module):
    """Return what tells that a module overwrites its input."""
    return ", inplace" if module.inplace else ""


def max_pool2d(module):
    """Return the text of two-dimensional max-pooling, which leaves out a padding of zero."""
    padding = f", padding={pair(module.padding)}" if any(pair(module.padding)) else ""
    return (
        f"(kernel_size={pair(module.kernel_size)}, stride={pair(module.stride)}{padding}, "
        f"dilation={pair(module.dilation)}, ceil_mode={module.ceil_mode})"
    )


def average_pool(module):
    """Return the text of average pooling, which tells all."""
    counted = f"ceil_mode={module.ceil_mode}, count_include_pad={module.count_include_pad}"
    return f"({module.extra_repr()}, {counted})"


def lp_pool(module):
    """Return the text of power-average pooling, which names only half."""
    first = f"{module.norm_type}, {module.kernel_size}"
    return f"({first}, stride={module.stride}, ceil_mode={module.ceil_mode})"


TEXTS = {  # what follows the name, where that is not what 0.4 says
    "MaxPool2d": max_pool2d,
    "AvgPool1d": average_pool,
    "AvgPool2d": average_pool,
    "AvgPool3d": average_pool,
    "LPPool1d": lp_pool,
    "LPPool2d": lp_pool,
    "Threshold": lambda m: f" ({m.threshold}, {m.value}{inplace(m)})",
    "RReLU": lambda m: f"({m.lower}, {m.upper}{inplace(m)})",
    "LeakyReLU": lambda m: f"({m.negative_slope}{inplace(m)})",
    **dict.fromkeys(BARE, lambda m: "()"),
}


def shown(module):
    """Return how a module prints in 0.3, where ``extra_repr`` of a program's own has no part."""
    ours = [kind for kind in type(module).__mro__ if kind.__module__.startswith("minitorch.")]
    for kind in ours[: ours.index(Module)]:
        if kind.__name__ in TEXTS:
            return type(module).__name__ + TEXTS[kind.__name__](module)
        if "extra_repr" in vars(kind) and kind.__name__ not in CONTAINERS:
            return f"{type(module).__name__}({kind.extra_repr(module)})"
    parts = [(name, repr(part)) for name, part in module._modules.items()]
    inside = [f"  ({name}): " + _addindent(text, 2) for name, text in parts]
    return "\n".join([f"{type(module).__name__}(", *inside, ")"])
