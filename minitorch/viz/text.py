"""How numbers, values and gradients are written in a picture."""

import numpy as np

SIGNS = dict(add="+", sub="-", mul="*", truediv="/", div="/", mm="@", matmul="@", pow="**")
FEW = 12  # numbers that a sentence writes out
ROOM = 12  # letters beside an arrow
WIDE = 3  # numbers of an array that are written out


def number(value):
    """Return a number as a short text, with at most four digits."""
    return f"{value:.4g}"


def fitting(text, letters):
    """Return ``text``, cut where it would not fit."""
    return text if len(text) <= letters else text[: letters - 1] + "…"


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


def short(data):
    """Return elements as an arrow has room for them: a number or few, or the shape of many."""
    text = shown(data)
    if len(text) > ROOM and isinstance(data, np.ndarray):
        text = f"{data.size} numbers"
    return text.removesuffix(" numbers") if "x" in text else text


def told(data):
    """Return elements as a sentence has room for them: up to a dozen are written out."""
    if isinstance(data, np.ndarray) and 1 < data.size <= FEW:
        return nested(data.tolist())
    if isinstance(data, np.ndarray) and data.size > 1:
        return f"{shown(data)} (largest {number(np.abs(data).max())})"
    return shown(data)


def nested(values):
    """Return lists of numbers as a text."""
    if not isinstance(values, list):
        return number(values)
    return "[" + ", ".join([nested(part) for part in values]) + "]"


def label(value):
    """Return what a value is called; without a name, how it was made."""
    if value is None:
        return "it"
    if value.name is not None:
        return value.name
    if value.call is None:
        return "a leaf" if value.requires_grad else "a constant"
    sign = SIGNS.get(value.call.name)
    if sign is not None and len(value.call.inputs) == 2:
        return f"({label(value.call.inputs[0])} {sign} {label(value.call.inputs[1])})"
    return f"({value.call.name})"


def kind_of_leaf(value):
    """Return how the box of a value that nothing made is coloured."""
    return "volatile" if value.volatile else "leaf" if value.requires_grad else "plain"


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
    """Return what a function of the graph is called: as torch prints it, by its class."""
    return type(node).__name__
