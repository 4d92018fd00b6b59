"""How tensors print: ``tensor([[1.5000, 2.0000]], dtype=torch.float64)``.

Three questions, one after the other. Which numbers are shown: all, or the corners of a large
tensor? How are they all written: as ``1``, ``1.``, ``1.0000`` or ``1.0000e+00``, and how wide?
And how do the written numbers become brackets and lines?

Source: PyTorch 0.4.1, torch/_tensor_str.py.
"""

import math
from dataclasses import dataclass
from itertools import takewhile

import numpy as np

from .dtype import FROM_NUMPY, get_default_dtype, int64


@dataclass
class PrintOptions:
    """What :func:`set_printoptions` sets."""

    precision: int = 4
    threshold: float = 1000
    edgeitems: int = 3
    linewidth: int = 80


options = PrintOptions()
PROFILES = {
    "default": PrintOptions(),
    "short": PrintOptions(precision=2, edgeitems=2),
    "full": PrintOptions(threshold=math.inf),
}
PREFIX = "tensor("


def set_printoptions(precision=None, threshold=None, edgeitems=None, linewidth=None, profile=None):
    """Choose how tensors print; what is not given stays, unless a profile sets it.

    Args:
        precision: digits after the point (4).
        threshold: a tensor of more elements than this is summarised (1000).
        edgeitems: how many items a summary shows at either end of a dimension (3).
        linewidth: characters per line (80).
        profile: ``'default'``, ``'short'`` or ``'full'``: values for all of these.

    Example:
        >>> torch.set_printoptions(precision=2)
        >>> torch.tensor([3.14159])
        tensor([3.14])
        >>> torch.set_printoptions(profile="default")

    Source: PyTorch 0.4.1, torch.set_printoptions.
    """
    given = dict(precision=precision, threshold=threshold, edgeitems=edgeitems, linewidth=linewidth)
    profiled = vars(PROFILES[profile]) if profile in PROFILES else {}
    chosen = {name: value for name, value in given.items() if value is not None}
    vars(options).update({**profiled, **chosen})


def tensor_text(array, device=None, history=None):
    """Return the printed form of a tensor.

    Args:
        array: the elements, a NumPy array or scalar.
        device: what to print as ``device=``; None for the CPU, which goes without saying.
        history: what to say of the history, such as ``requires_grad=True``; None for nothing.

    Example:
        >>> import numpy as np
        >>> from minitorch.printing import tensor_text
        >>> tensor_text(np.array([1.5, 20], dtype="f4"), history="requires_grad=True")
        'tensor([ 1.5000, 20.0000], requires_grad=True)'
    """
    array = np.asarray(array)
    text = elements_text(array, len(PREFIX)) if array.size else "[]"
    device = device and f"device='{device}'"
    remarks = filter(None, [device, size_remark(array), dtype_remark(array), history])
    return PREFIX + append_remarks(text, ", ".join(remarks))


def sparse_text(tensor):
    """Return the printed form of a sparse tensor: its size, and the two tensors that it is.

    Source: PyTorch 0.4.1, torch/_tensor_str.py.
    """
    size = str(tuple(tensor.shape)).replace(" ", "")
    return (
        f"{tensor.type()} of size {size} with indices:\n{tensor._indices()}\n"
        f"and values:\n{tensor._values()}"
    )


# --- What is said beside the numbers --------------------------------------------------------------


def size_remark(array):
    """Return ``size=``, for an empty tensor whose brackets do not tell its size."""
    return f"size={array.shape}" if array.size == 0 and array.ndim != 1 else None


def dtype_remark(array):
    """Return ``dtype=``, unless the numbers tell: points say the default dtype, none say int64."""
    dtype = FROM_NUMPY[array.dtype]
    told = dtype is get_default_dtype() or (dtype is int64 and array.size > 0)
    return None if told else f"dtype={dtype}"


def append_remarks(text, remarks):
    """Append the remarks and a bracket, on a line of their own if they do not fit the last one."""
    if not remarks:
        return text + ")"
    last_line = text[text.rfind("\n") + 1 :]  # without the prefix: PyTorch forgets it here
    fits = len(last_line) + 2 + len(f", {remarks})") <= options.linewidth
    return text + (", " if fits else ",\n" + " " * len(PREFIX)) + remarks + ")"


# --- Which numbers are shown, and how they are written --------------------------------------------


def elements_text(array, indent):
    """Return the elements in brackets, a large tensor summarised by its corners."""
    large = array.size > options.threshold
    cut = [large and size > 2 * options.edgeitems for size in array.shape]
    judged = corners(array, takewhile(bool, cut))  # 0.4.1 judges by more than it shows
    return bracketed(corners(array, cut).tolist(), cut, indent, notation_for(judged))


def corners(array, cut):
    """Return the first and the last items along each dimension that ``cut`` says is cut."""
    ends = np.r_[: options.edgeitems, -options.edgeitems : 0]
    for dim, is_cut in enumerate(cut):
        array = array.take(ends, axis=dim) if is_cut else array
    return array


@dataclass
class Notation:
    """How all numbers of one tensor are written: the spelling, padded to one width."""

    form: str
    width: int

    def write(self, value):
        """Return ``value`` as a text."""
        return self.form.format(value).rjust(self.width)


def notation_for(array):
    """Choose the notation for the numbers of ``array``: as narrow as the longest allows."""
    values = array.ravel().tolist()
    form = float_form(values) if array.dtype.kind == "f" else "{}"
    return Notation(form, max(len(form.format(value)) for value in values))


def float_form(values):
    """Return the format that suits all of ``values``: whole, fixed or scientific."""
    if all(math.isfinite(value) and value == math.floor(value) for value in values):
        return "{:.0f}."
    judged = [value for value in values if 0 <= value < math.inf]  # 0.4.1 overlooks the negative
    most, least = digits(max(judged, default=0)), digits(min(judged, default=0))
    scientific = most - least > options.precision or most > 8 or least < -4
    return f"{{:.{options.precision}{'e' if scientific else 'f'}}}"


def digits(value):
    """Return how many digits stand before the point; zero or less if zeros follow the point."""
    return math.floor(math.log10(value)) + 1 if value else 1


# --- Brackets and lines ---------------------------------------------------------------------------


def bracketed(items, cut, indent, notation):
    """Return nested lists of numbers in brackets.

    Args:
        items: what is shown: lists as deep as the tensor has dimensions, or a number.
        cut: for each dimension, whether dots stand between its first and its last items.
        indent: the column of the opening bracket.
        notation: how a number is written.
    """
    if not cut:
        return notation.write(items)
    texts = [bracketed(item, cut[1:], indent + 1, notation) for item in items]
    is_row = len(cut) == 1
    if cut[0]:
        texts.insert(options.edgeitems, " ..." if is_row else "...")
    if is_row:
        per_line = max(1, (options.linewidth - indent) // (notation.width + len(", ")))
        texts = [", ".join(texts[i : i + per_line]) for i in range(0, len(texts), per_line)]
    line_breaks = "\n" * max(1, len(cut) - 1)
    return "[" + ("," + line_breaks + " " * (indent + 1)).join(texts) + "]"
