"""How 0.3 prints: the numbers in rows, then ``[torch.FloatTensor of size 2x3]``.

One notation serves all numbers of a tensor, shown or not: whole, fixed, scientific, or fixed below
a common factor, ``1.00000e-03 *``. A vector is then a column; a matrix rows, in groups of as many
columns as fit a line; and a tensor of more dimensions a series of matrices, each below its index,
``(0 ,1 ,.,.) =``. Of a large tensor only the edges are shown, with dots between them.

Source: PyTorch 0.3.1, torch/_tensor_str.py.
"""

from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np

from ..printing import digits, options, set_printoptions

__all__ = ["set_printoptions", "tensor_text"]


def tensor_text(array, type_name, container=None, gpu=None):
    r"""Return the printed form of a tensor, which ends with a new line.

    Args:
        array: the elements, a NumPy array; an empty one of any shape has "no dimension".
        type_name: such as ``torch.FloatTensor``.
        container: ``Variable`` or ``Parameter`` if one of these holds the tensor.
        gpu: the number of the GPU that the tensor is on; None for the CPU.

    Example:
        >>> import numpy as np
        >>> from minitorch.v03.printing import tensor_text
        >>> tensor_text(np.array([[1, 20]]), "torch.LongTensor", "Variable")
        'Variable containing:\n  1  20\n[torch.LongTensor of size 1x2]\n'
    """
    heading = f"{container} containing:" if container else ""
    if array.size == 0:
        return f"{heading}[{type_name} with no dimension]\n"
    array = np.atleast_1d(array)
    body = (vector, matrix, matrices)[min(array.ndim, 3) - 1](array)
    size = "x".join(map(str, array.shape))
    place = "" if gpu is None else f" (GPU {gpu})"
    return f"{heading}\n{body}[{type_name} of size {size}{place}]\n"


# --- Numbers --------------------------------------------------------------------------------------


@dataclass
class Notation:
    """How all numbers of one tensor are written.

    Attributes:
        form: a format such as ``{:8.4f}``.
        width: of a column of numbers.
        scale: what the numbers are divided by.
    """

    form: str
    width: int
    scale: float = 1

    @property
    def scale_line(self):
        """The line above the numbers that names the scale, if there is one."""
        return "" if self.scale == 1 else f"{self.scale:.5e} *\n"

    @property
    def margin(self):
        """What stands before every row below a scale."""
        return "" if self.scale == 1 else " "

    def line(self, values):
        """Return the numbers of one row, side by side."""
        return " ".join(self.form.format(value / self.scale) for value in values.tolist())


def notation_for(array, least_width=2):
    """Choose the notation for the numbers of ``array``."""
    sizes = np.abs(array.astype("f8").ravel())
    finite = sizes[np.isfinite(sizes)]
    if finite.size < sizes.size:
        least_width = max(least_width, len("nan"))
    largest, smallest = (digits(f(finite)) if finite.size else 1 for f in (np.max, np.min))
    precision = options.precision
    if (finite == np.floor(finite)).all():
        if largest <= precision + 1:
            width = max(largest + 1, least_width)
            return Notation(f"{{:{width}.0f}}", width)
        width = max(7 + precision, least_width)
        return Notation(f"{{:11.{precision}e}}", width)  # 11 is 0.3's, whatever the precision
    if largest - smallest > precision:
        long_exponent = max(abs(largest), abs(smallest)) > 99
        width = max(7 + precision + long_exponent, least_width)
        return Notation(f"{{:{width}.{precision}e}}", width)
    scaled = not 0 <= largest <= precision + 1
    width = max(7 if scaled or largest == 0 else largest + 6, least_width)
    return Notation(f"{{:{width}.{precision}f}}", width, 10.0 ** (largest - 1) if scaled else 1)


# --- One vector, one matrix -----------------------------------------------------------------------


def is_long(size):
    """Return whether a dimension of this size is cut when its tensor is summarised."""
    return size > 2 * options.edgeitems


def edges(items):
    """Return the first and the last of ``items``."""
    return items[: options.edgeitems], items[-options.edgeitems :]


def vector(array):
    """Return a column of numbers; of a large vector its ends."""
    notation = notation_for(array)
    texts = [notation.line(number) for number in array[:, None]]
    if array.size >= options.threshold:
        top, bottom = edges(texts)
        texts = [*top, "⋮".center(notation.width), *bottom]
    return notation.scale_line + "".join(f"{notation.margin}{text}\n" for text in texts)


def matrix(array):
    """Return rows of numbers; of a large matrix its corners."""
    is_cut = any(map(is_long, array.shape))
    notation = notation_for(array, least_width=5 if is_cut else 2)
    if is_cut and array.size >= options.threshold:
        return corners(array, notation)
    return rows(array, notation)


def rows(array, notation, indent=""):
    """Return all rows of a matrix, in groups of columns if they are longer than a line."""
    columns = array.shape[1]
    per_group = max(1, (options.linewidth - len(indent)) // (notation.width + 1))
    text = ""
    for first in range(0, columns, per_group):
        group = array[:, first : first + per_group]
        if columns > per_group:
            text += f"\nColumns {first} to {first + group.shape[1] - 1} \n{indent}"
        lines = [f"{indent}{notation.margin}{notation.line(row)}\n" for row in group]
        text += notation.scale_line + "".join(lines)
    return text


def corners(array, notation, indent=""):
    """Return a matrix without the rows and columns far from its edges."""
    height, length = array.shape
    if is_long(length):
        cut_rows = [map(notation.line, edges(row)) for row in array]
        lines = [f"{indent}{left}  ...  {right}\n" for left, right in cut_rows]
        side = "...".center((notation.width + 1) * options.edgeitems - 1)
        dots = f"{indent}{side}   ⋱   {side}\n"
    else:
        lines = [f"{indent}{notation.line(row)}\n" for row in array]
        dots = "⋮".center(len(lines[0]) - len(indent)) + "\n"
    if is_long(height):
        top, bottom = edges(lines)
        lines = [*top, dots, *bottom]
    return notation.scale_line + "".join(lines)


# --- Many matrices --------------------------------------------------------------------------------


def matrices(array):
    """Return the matrices of the last two dimensions, each below its index."""
    is_cut = any(map(is_long, array.shape[-2:]))
    notation = notation_for(array, least_width=3 if is_cut else 2)
    summarised = array.size >= options.threshold
    show = corners if summarised else rows
    width = max(2, *(len(str(size)) for size in array.shape))
    indices = list(product(*(kept(size, summarised) for size in array.shape[:-2])))
    gaps = [gap(*pair, width + 1) if summarised else "\n" for pair in pairwise(indices)]
    text = ""
    for index, gap_above in zip(indices, ["", *gaps]):
        heading = ",".join(f"{i:^{width}}" for i in index)
        text += f"{gap_above}({heading},.,.) = \n{show(array[index], notation, indent=' ')}"
    return text


def kept(size, summarised):
    """Return the indices that are shown of a dimension."""
    if summarised and is_long(size):
        first, last = edges(range(size))
        return [*first, *last]
    return range(size)


def gap(above, below, width):
    """Return what stands between two matrices of a summary.

    The first index that differs has perhaps skipped some values, ``...``; those behind it began
    anew, ``⋮``. Each has its mark in its own column.
    """
    changed = next(dim for dim, index in enumerate(above) if index != below[dim])
    behind = len(above) - changed - 1
    blank = " " * width
    text = ""
    if below[changed] > above[changed] + 1:
        text += blank * changed + "...".center(width) + blank * behind + "\n"
    if behind:
        text += " " + blank * (changed + 1) + "⋮".center(width) * behind + "\n"
    return text + "\n"
