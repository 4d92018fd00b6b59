"""How numbers, values and gradients are written in a picture."""

import numpy as np

SIGNS = dict(add="+", sub="-", mul="*", truediv="/", div="/", mm="@", matmul="@", pow="**")
WIDE = 3  # numbers of an array that are written out


def number(value):
    """Return a number as a short text, with at most four digits."""
    return f"{value:.4g}"


def shown(data):
    """Return elements, or the shape that stands for many, as a short text."""
    if data is None:
        return "none"
    if isinstance(data, list):
        return ", ".join([shown(part) for part in data])
    if isinstance(data, tuple):
        return "x".join(map(str, data)) + " numbers"
    if data.size == 1:
        return number(data.reshape(-1)[0])
    if data.ndim == 1 and data.size <= WIDE:
        return "[" + ", ".join([number(n) for n in data]) + "]"
    return "x".join(map(str, data.shape)) + " numbers"


def label(value):
    """Return what a value is called; without a name, how it was made."""
    if value is None or (value.name is None and value.call is None):
        return "a constant" if value is not None else "it"
    if value.name is not None:
        return value.name
    sign = SIGNS.get(value.call.name)
    if sign is not None and len(value.call.inputs) == 2:
        return f"({label(value.call.inputs[0])} {sign} {label(value.call.inputs[1])})"
    return f"({value.call.name})"


def grad_text(value):
    """Return what the ``grad`` of a value is, and if it is None, why."""
    tensor = value.tensor
    if tensor._grad is not None:
        return shown(np.asarray(tensor._grad.detach()._array))
    if value.volatile:
        return "None: it is volatile"
    if not value.requires_grad:
        return "None: not wanted"
    if not tensor.is_leaf:
        return "None: not a leaf, not kept"
    return "None: not yet"


def function_name(node):
    """Return the class name of a node, or what stands for a leaf's."""
    return type(node).__name__
