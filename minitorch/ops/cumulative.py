"""Sums and products of the elements so far."""

from ..cases import Real, case
from ..dtype import float64
from ..errors import wrap_dim
from ..op import hidden, op
from .comparison import ne
from .fill import astype
from .reduction import all as all_
from .reduction import converted, exclusive, restored, square
from .reduction import sum as sum_
from .shape import unsqueeze
from .summing import wide

ALONG = [case(3, 4, dim=0), case(3, 4, dim=-1)]
TYPED = dict(out=True, cases=[*ALONG, case(3, 4, dim=0, dtype=float64)])


def running(xp, accumulate, array, dim, backwards=False):
    """Return the sums or products so far: of integers in int64, of floats in double precision.

    They take the place of a wider copy: ``accumulate(array, dtype="float64")`` takes twice as long.
    """
    if not array.ndim:
        return array + 0
    found = array.astype(wide(array) or "float64", order="C")
    order = xp.flip(found, dim) if backwards else found
    accumulate(order, axis=dim, out=order)
    return found if wide(array) else found.astype(array.dtype)


@op(
    input=lambda g, dim, dtype, input_dtype: restored(reversed_cumsum(g, dim), dtype, input_dtype),
    **TYPED,
)
def cumsum(xp, input: Real, dim, dtype=None):
    """Return the sums of the elements so far along ``dim``; integers in int64.

    Shape:
        input: any; the result has the same.

    Source: PyTorch 0.4.1, torch.cumsum.
    """
    return running(xp, xp.add.accumulate, converted(input, dtype), wrap_dim(dim, input.ndim))


@hidden(input=lambda g, dim: cumsum(g, dim), cases=ALONG)
def reversed_cumsum(xp, input: Real, dim):
    """Return the sums of the elements from here to the end along ``dim``."""
    return running(xp, xp.add.accumulate, input, wrap_dim(dim, input.ndim), backwards=True)


def cumprod_slope(g, input, out, dim, dtype, input_dtype):
    """What the products from here on are over the element; with zeros, without division."""
    typed = input if dtype is None else astype(input, dtype.numpy, input_dtype)
    if not input.shape:
        return restored(g, dtype, input_dtype)
    if int(all_(ne(typed, 0))):  # of a Variable of 0.3, no truth value
        return restored(reversed_cumsum(g * out, dim) / typed, dtype, input_dtype)
    dim = wrap_dim(dim, len(input.shape))
    products = square(cumprod(exclusive(typed, dim), dim + 1), dim, below=0)
    return restored(sum_(unsqueeze(g, dim) * products, dim + 1), dtype, input_dtype)


@op(input=cumprod_slope, domain=(0.5, 2.0), **TYPED)
def cumprod(xp, input: Real, dim, dtype=None):
    """Return the products of the elements so far along ``dim``; integers in int64.

    Shape:
        input: any; the result has the same.

    Source: PyTorch 0.4.1, torch.cumprod.
    """
    return running(xp, xp.multiply.accumulate, converted(input, dtype), wrap_dim(dim, input.ndim))
