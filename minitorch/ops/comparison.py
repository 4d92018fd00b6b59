"""Comparisons, and choosing by them. Results are ByteTensors of zeros and ones."""

from math import prod

import numpy as np

from .. import errors
from ..backend import pick
from ..cases import Array, Mask, Operand, Real, case
from ..engine import TensorBase
from ..op import composite, hidden, op, pointwise
from .broadcasting import expand
from .fill import zero
from .parts import put_slice
from .shape import reshape

PAIRS = [case((3, 4), (3, 4)), case((3, 4), other=0.5)]


def byte(result):
    """Return booleans as the uint8 that torch gives before 1.2, in the same memory."""
    return result.view(np.uint8) if hasattr(result, "view") else result.astype(np.uint8)


@pointwise(operator="lt", cases=PAIRS)
def lt(xp, input: Real, other: Operand):
    """Return one where ``input < other``, else zero. Source: PyTorch 0.4.1, torch.lt."""
    return byte(input < other)


@pointwise(operator="le", cases=PAIRS)
def le(xp, input: Real, other: Operand):
    """Return one where ``input <= other``, else zero. Source: PyTorch 0.4.1, torch.le."""
    return byte(input <= other)


@pointwise(operator="gt", cases=PAIRS)
def gt(xp, input: Real, other: Operand):
    """Return one where ``input > other``, else zero. Source: PyTorch 0.4.1, torch.gt."""
    return byte(input > other)


@pointwise(operator="ge", cases=PAIRS)
def ge(xp, input: Real, other: Operand):
    """Return one where ``input >= other``, else zero. Source: PyTorch 0.4.1, torch.ge."""
    return byte(input >= other)


@pointwise(operator="eq", cases=PAIRS)
def eq(xp, input: Real, other: Operand):
    """Return one where ``input == other``, else zero. Source: PyTorch 0.4.1, torch.eq."""
    return byte(input == other)


@pointwise(operator="ne", cases=PAIRS)
def ne(xp, input: Real, other: Operand):
    """Return one where ``input != other``, else zero. Source: PyTorch 0.4.1, torch.ne."""
    return byte(input != other)


@op(
    input=lambda g, condition: where(condition, g, zero(g)),
    other=lambda g, condition: where(condition, zero(g), g),
    broadcasts=True,
    node="SWhereBackward",
    method=False,
    cases=[case((3, 4), (3, 4), (3, 4)), case((3, 4), (4,), (3, 1))],
)
def where(xp, condition: Mask, input: Array, other: Array):
    """Return ``input`` where ``condition`` is not zero, and ``other`` elsewhere.

    Shape:
        condition, input, other: any that broadcast together; the result has their common shape.

    Source: PyTorch 0.4.1, torch.where.
    """
    return pick(xp, condition != 0, input, other)


@composite(torch=False, name="where")
def where_method(input, condition, other):
    """Return this tensor where ``condition`` is not zero, and ``other`` elsewhere.

    Shape:
        input, condition, other: any that broadcast together; the result has their common shape.

    Example:
        >>> x = torch.tensor([1.0, -2.0, 3.0])
        >>> x.where(x > 0, torch.zeros(3))
        tensor([1., 0., 3.])

    Source: PyTorch 0.4.1, torch.Tensor.where.
    """
    return where(condition, input, other)


def checked(tensor):
    """Raise unless ``tensor`` is one; return it."""
    if not isinstance(tensor, TensorBase):
        raise ValueError("The argument is not a tensor", str(tensor))
    return tensor


@composite(method=False)
def isnan(tensor):
    """Return one where an element is not a number.

    Shape:
        tensor: any; the result has the same, uint8.

    Example:
        >>> torch.isnan(torch.tensor([1.0, float("inf"), float("nan")]))
        tensor([0, 0, 1], dtype=torch.uint8)

    Source: PyTorch 0.4.1, torch.isnan.
    """
    return ne(checked(tensor), tensor)


@composite(method=False)
def isinf(tensor):
    """Return one where an element is infinite.

    Shape:
        tensor: any; the result has the same, uint8.

    Example:
        >>> torch.isinf(torch.tensor([1.0, float("inf"), float("nan")]))
        tensor([0, 1, 0], dtype=torch.uint8)

    Source: PyTorch 0.4.1, torch.isinf.
    """
    return eq(checked(tensor).abs(), np.inf)


@composite(method=False)
def isfinite(tensor):
    """Return one where an element is a finite number.

    Shape:
        tensor: any; the result has the same, uint8.

    Example:
        >>> torch.isfinite(torch.tensor([1.0, float("inf"), float("nan")]))
        tensor([1, 0, 0], dtype=torch.uint8)

    Source: PyTorch 0.4.1, torch.isfinite.
    """
    return eq(checked(tensor), tensor) & ne(tensor.abs(), np.inf)


@composite()
def isclose(input, other, rtol=1e-5, atol=1e-8, equal_nan=False):
    """Return one where two elements differ by at most ``atol + rtol * abs(other)``.

    Shape:
        input, other: any that broadcast together; the result has their common shape, uint8.

    Example:
        >>> torch.isclose(torch.tensor([1.0, 2.0]), torch.tensor([1.0, 2.1]))
        tensor([1, 0], dtype=torch.uint8)

    Source: PyTorch 0.4.1, torch.isclose.
    """
    close = le((input - other).abs(), other.abs() * rtol + atol)
    if input.is_floating_point():
        finite = ne(input.abs(), np.inf) & ne(other.abs(), np.inf)
        close = close & finite | eq(input, other)
        if equal_nan:
            close = close | ne(input, input) & ne(other, other)
    return close


@composite()
def allclose(input, other, rtol=1e-5, atol=1e-8, equal_nan=False):
    """Return whether all elements are close, as :func:`isclose` says.

    Shape:
        input, other: any that broadcast together; the result is a bool.

    Example:
        >>> torch.allclose(torch.tensor([1.0, 2.0]), torch.tensor([1.0, 2.00001]))
        True
        >>> torch.allclose(torch.tensor([1.0, 2.0]), torch.tensor([1.0, 2.1]))
        False

    Source: PyTorch 0.4.1, torch.allclose.
    """
    return bool(isclose(input, other, rtol, atol, equal_nan).all())


@composite()
def equal(input, other):
    """Return whether two tensors have the same size and elements.

    Shape:
        input, other: any; the result is a bool, False for two shapes.

    Raises:
        RuntimeError: if their types differ.

    Example:
        >>> torch.equal(torch.tensor([1, 2]), torch.tensor([1, 2]))
        True

    Source: PyTorch 0.4.1, torch.equal.
    """
    errors.agree(eq.op, "other", input._array, other._array)
    return input.shape == other.shape and bool(eq(input, other).all())


def check_number(name, value):
    """Raise unless ``value``, which fills, has no dimension."""
    if getattr(value, "ndim", 0):  # in a rule, a number of Python's
        raise RuntimeError(
            f"{name} only supports a 0-dimensional value tensor, but got tensor with "
            f"{value.ndim} dimension(s)."
        )


@op(
    input=lambda g, mask: masked_fill(g, mask, 0),
    value=lambda g, mask: where(mask, g, zero(g)),
    inplace=True,
    cloned=True,
    torch=False,
    broadcasts=True,
    node=("MaskedFillBackward1", "MaskedFillBackward0"),
    cases=[case((3, 4), (3, 4), value=2.5), case((3, 4), (3, 4), ())],
)
def masked_fill(xp, input: Array, mask: Mask, value: Operand):
    """Return ``input`` with ``value`` where ``mask`` is not zero.

    Shape:
        input, mask: any that broadcast together.
        value: a number, or a tensor without dimensions.

    Source: PyTorch 0.4.1, torch.Tensor.masked_fill_.
    """
    try:
        check_number("masked_fill_", value)
        return pick(xp, mask != 0, value, input)
    except ValueError:
        return expand(mask, input.shape)  # raises, and says what does not fit


def scattered(g, mask, source_shape):
    """What arrives where the mask is set, for as many elements of the source in front."""
    flat = put_slice(masked_select(g, mask), (prod(source_shape),), 0, 0)
    return reshape(flat, source_shape)


@op(
    input=lambda g, mask: masked_fill(g, mask, 0),
    source=scattered,
    torch=False,
    inplace=True,
    cloned=True,
    broadcasts=True,
    cases=[case((2, 3), (6,), mask=[[1, 0, 1], [0, 1, 1]])],
)
def masked_scatter(xp, input: Array, mask: Mask, source: Array):
    """Return ``input`` with the elements of ``source``, one after another, where the mask is set.

    Shape:
        source: at least as many elements as ``mask`` has ones.

    Raises:
        RuntimeError: if there are fewer.

    Source: PyTorch 0.4.1, torch.Tensor.masked_scatter_.
    """
    input, mask = xp.broadcast_arrays(input, mask)
    result, chosen = xp.array(input, order="C"), mask != 0
    count = int(chosen.sum())
    if count > source.size:
        raise RuntimeError("Number of elements of src < number of ones in mask")
    result[chosen] = source.reshape(-1)[:count]
    return result


@op(
    input=lambda g, mask, input_shape: masked_put(g, mask, input_shape),
    broadcasts=True,
    node="MaskedSelectBackward",
    out=True,
    cases=[case((3, 4), mask=[[1, 0, 1, 0]] * 3)],
)
def masked_select(xp, input: Array, mask: Mask):
    """Return the elements of ``input`` where ``mask`` is not zero, as a 1-D tensor.

    Shape:
        input, mask: any that broadcast together.

    Source: PyTorch 0.4.1, torch.masked_select.
    """
    input, mask = xp.broadcast_arrays(input, mask)
    return input[mask != 0]


@hidden(
    input=lambda g, mask: masked_select(g, mask),
    cases=[case((6,), mask=[[1, 0, 1, 0]] * 3, shape=(3, 4))],
)
def masked_put(xp, input: Array, mask: Mask, shape):
    """Return zeros of ``shape``, broadcast with ``mask``, with ``input`` where ``mask`` is set."""
    full = np.broadcast_shapes(tuple(shape), mask.shape)
    result = xp.zeros(full, input.dtype)
    result[xp.broadcast_to(mask, full) != 0] = input
    return result
