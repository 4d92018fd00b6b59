"""Putting elements in order, and what follows from the order: topk, median, mode, unique."""

import numpy as np

from ..arguments import wrong_argument
from ..backend import backend_of
from ..cases import Index, Real, case
from ..errors import no_derivative, type_of, wrap_dim
from ..hashing import table_order
from ..op import composite, hidden, op
from .extremes import at_extreme, at_index, check_elements, taken
from .indexing import scatter_along
from .parts import span
from .selection import settle_kth, settle_order, settle_top

GROUP = 8
PAIR = dict(outputs=("values", "indices"), out=True)


def order(xp, input, dim, descending=False):
    """Return the indices along ``dim`` that sort ``input``, equal elements as they come."""
    if not descending:
        return xp.argsort(input, axis=dim, kind="stable")
    backwards = xp.argsort(xp.flip(input, dim), axis=dim, kind="stable")
    return xp.ascontiguousarray(input.shape[dim] - 1 - xp.flip(backwards, dim))


def as_row(function):
    """Return ``function`` for 0-dim arrays too, which sort as one element."""

    def run(xp, input, dim, *args):
        dim = wrap_dim(dim, input.ndim)
        if input.ndim:
            return function(xp, input, dim, *args)
        return tuple([part.reshape(()) for part in function(xp, input.reshape(1), 0, *args)])

    return run


def to_its_place(g, indices, input_shape, dim):
    """The gradient of elements in another order goes where they came from."""
    return scatter_along(g, indices, dim, input_shape)


@as_row
def sorted_pair(xp, input, dim, descending):
    """Return the elements in order along ``dim``, and where each came from."""
    places = order(xp, input, dim, descending)
    settle_order(input, dim, places, descending)
    return taken(xp, input, places, dim, True)


@op(
    input=to_its_place,
    cases=[case(3, 4), case(3, 4, dim=0), case(3, 4, dim=1, descending=True)],
    **PAIR,
)
def sort(xp, input: Real, dim=-1, descending=False):
    """Return the elements in order along ``dim``, equal ones as they come, and their indices.

    Shape:
        input: any; both results have the same.

    Example:
        >>> torch.sort(torch.tensor([3.0, 1.0, 2.0]))
        (tensor([1., 2., 3.]), tensor([1, 2, 0]))

    Source: PyTorch 0.4.1, torch.sort.
    """
    return sorted_pair(xp, input, dim, descending)


def contenders(xp, rows, k):
    """Return places among which are those of the ``k`` largest elements of each row.

    Of groups of ``GROUP`` elements, the ``k`` with the largest maxima hold them all. NumPy is slow
    to partition places and quick to find a maximum: for the first 10 in rows of 1,000 that takes a
    third of the time.
    """
    *lead, size = rows.shape
    count = size // GROUP
    highest = rows[..., : count * GROUP].reshape(*lead, GROUP, count).max(axis=-2)
    best = xp.argpartition(highest, count - k, axis=-1)[..., count - k :]
    members = best[..., None, :] + count * xp.arange(GROUP).reshape(-1, 1)
    beside = xp.broadcast_to(xp.arange(count * GROUP, size), (*lead, size - count * GROUP))
    return xp.concatenate([members.reshape(*lead, GROUP * k), beside], axis=-1)


@as_row
def top_pair(xp, input, dim, k, largest):
    """Return the first ``k`` elements in order along ``dim``: of many, by choosing them first."""
    size = input.shape[dim]
    if not 0 < k <= size:
        raise RuntimeError("invalid argument 2: k not in range for dimension")
    if size < 4 * k or size < 64:
        first = xp.array(order(xp, input, dim, largest)[span(dim, 0, k)], order="C")
        return top_taken(xp, input, first, dim, largest)
    places, near = None, input
    if largest and size >= 4 * GROUP * k:
        places = xp.swapaxes(contenders(xp, xp.swapaxes(input, dim, -1), k), dim, -1)
        near = xp.take_along_axis(input, places, dim)
    start = near.shape[dim] - k if largest else 0
    parts = xp.argpartition(near, start if largest else k - 1, axis=dim)
    parts = parts[span(dim, start, start + k)]
    some = xp.sort(parts if places is None else xp.take_along_axis(places, parts, dim), axis=dim)
    among = order(xp, xp.take_along_axis(input, some, dim), dim, largest)
    return top_taken(xp, input, xp.take_along_axis(some, among, dim), dim, largest)


def top_taken(xp, input, places, dim, largest):
    """Return the first elements, and the places of just those that torch names."""
    values = xp.take_along_axis(input, places, dim)
    settle_top(input, dim, places, values, largest)
    return taken(xp, input, places, dim, True)


@op(
    input=to_its_place,
    node="TopkBackward",
    cases=[
        case(3, 4, k=2),
        case(3, 4, k=2, dim=0, largest=False),
        case(2, 80, k=3),
        case(2, 99, k=2),
        case(70, 2, k=2, dim=0),
        case(80, 2, k=3, dim=0, largest=False, sorted=False),
    ],
    **PAIR,
)
def topk(xp, input: Real, k, dim=-1, largest=True, sorted=True):
    """Return the ``k`` largest elements along ``dim`` in order, and their indices.

    Args:
        largest: False for the smallest ones.
        sorted: False if the order does not matter; they come in order all the same.

    Shape:
        input: ``(..., n, ...)`` with ``n`` at ``dim``; both results have ``k`` there.

    Raises:
        RuntimeError: if there are not that many.

    Source: PyTorch 0.4.1, torch.topk.
    """
    return top_pair(xp, input, dim, k, largest)


@as_row
def kth_pair(xp, input, dim, k, keepdim):
    """Return the ``k``-th smallest element along ``dim``, and a place that has it."""
    if not 0 < k <= input.shape[dim]:
        raise RuntimeError("invalid argument 2: selected index out of range")
    value = xp.partition(input, k - 1, axis=dim)[span(dim, k - 1, k)]
    same = (input == value) | ((input != input) & (value != value))
    index = xp.expand_dims(xp.argmax(same, axis=dim), dim)
    settle_kth(input, dim, index, value, k)
    return taken(xp, input, index, dim, keepdim)


@op(
    input=at_index,
    cases=[case(3, 4, k=2), case(3, 4, k=1, dim=0, keepdim=True), case(3, 4, k=4, dim=1)],
    **PAIR,
)
def kthvalue(xp, input: Real, k, dim=-1, keepdim=False):
    """Return the ``k``-th smallest element along ``dim`` and the index of one.

    Shape:
        input: ``(..., n, ...)`` with ``n`` at ``dim``; both results are without that dimension, or
        have size 1 there with ``keepdim``.

    Raises:
        RuntimeError: if there are not that many.

    Source: PyTorch 0.4.1, torch.kthvalue.
    """
    check_elements("kthvalue", input)
    return kth_pair(xp, input, dim, k, keepdim)


@hidden(input=at_extreme, node="MedianBackward0")
def median_all(xp, input: Real):
    """Return the middle element of all; of an even number, the lower. Source: torch.median."""
    check_elements("median", input)
    middle = (input.size - 1) // 2
    return xp.partition(input.reshape(-1), middle)[middle]


@hidden(
    input=at_index,
    node="MedianBackward1",
    cases=[case(3, 4, dim=1), case(3, 4, dim=0, keepdim=True)],
    **PAIR,
)
def median_dim(xp, input: Real, dim, keepdim=False):
    """Return the middle elements along ``dim``, of an even number the lower, and their indices."""
    check_elements("median", input)
    size = input.shape[wrap_dim(dim, input.ndim)] if input.ndim else 1
    return kth_pair(xp, input, dim, (size + 1) // 2, keepdim)


@composite()
def median(input, dim=..., keepdim=False, *, out=None):
    """Return the middle element; or, along ``dim``, the middle ones and their indices. Of an even
    number it is the lower one.

    Shape:
        input: ``(..., n, ...)`` with ``n`` at ``dim``; both results are without that dimension, or
        have size 1 there with ``keepdim``.

    Raises:
        RuntimeError: if there are no elements.

    Example:
        >>> torch.tensor([3, 1, 4, 2]).median()
        tensor(2)
        >>> torch.tensor([[3, 1, 2], [6, 5, 4]]).median(1)
        (tensor([2, 5]), tensor([2, 1]))

    Source: PyTorch 0.4.1, torch.median.
    """
    if dim is ... and out is None:
        return median_all(input)
    return median_dim.op.call(input, -1 if dim is ... else dim, keepdim, out=out)


@as_row
def mode_pair(xp, input, dim, keepdim):
    """Return the commonest element along ``dim``, the least of several, and its last index."""
    places = xp.swapaxes(order(xp, input, dim), dim, -1)
    rows = xp.take_along_axis(xp.swapaxes(input, dim, -1), places, -1)
    size = rows.shape[-1]
    starts = xp.concatenate([rows[..., :1] == rows[..., :1], rows[..., 1:] != rows[..., :-1]], -1)
    starts = starts | (xp.arange(size) == 0)
    runs = xp.cumsum(starts.reshape(-1).astype("int64")) - 1  # the number of the run of each
    lengths = xp.bincount(runs)[runs].reshape(rows.shape)
    first = xp.expand_dims(xp.argmax(lengths, axis=-1), -1)
    last = first + xp.take_along_axis(lengths, first, -1) - 1
    index = xp.array(xp.swapaxes(xp.take_along_axis(places, last, -1), dim, -1), order="C")
    return taken(xp, input, index, dim, keepdim)


@op(
    input=at_index,
    cases=[
        case(input=[[1.0, 2.0, 2.0, 1.5], [3.0, 3.0, 0.5, 4.0]]),
        case(input=[[1.0, 2.0, 2.0, 1.5], [3.0, 2.0, 2.0, 1.5]], dim=0, keepdim=True),
    ],
    smooth=False,
    **PAIR,
)
def mode(xp, input: Real, dim=-1, keepdim=False):
    """Return the commonest elements along ``dim``, the least of several, and their last indices.

    Shape:
        as of :func:`kthvalue`.

    Raises:
        RuntimeError: if there are no elements.

    Source: PyTorch 0.4.1, torch.mode.
    """
    check_elements("mode", input)
    return mode_pair(xp, input, dim, keepdim)


@hidden(
    input=no_derivative("_unique"),
    node="UniqueBackward",
    cases=[case((3, 4), index=[0, 5, 2])],
)
def picked_out(xp, input: Real, index: Index):
    """Return the elements at ``index``, counted row by row; 0.4 knows no derivative of that."""
    return xp.take(xp.asarray(input).reshape(-1), index)


@composite()
def unique(input, sorted=False, return_inverse=False):
    """Return the different elements; and for each element which of them it is, if asked.

    Args:
        sorted: whether in order; else as a hash table happens to hold them, like torch.

    Shape:
        input: any; the result is ``(n,)``; the indices have the shape of ``input``.

    Example:
        >>> torch.unique(torch.tensor([3, 1, 3]), sorted=True, return_inverse=True)
        (tensor([1, 3]), tensor([1, 0, 1]))

    Source: PyTorch 0.4.1, torch.unique.
    """
    if not isinstance(sorted, bool):
        raise wrong_argument("_unique", "sorted", None, "bool", sorted)
    backend = backend_of(input._array)
    array = backend.get(input._array)
    if array.dtype == "float16":
        raise RuntimeError(f"_unique is not implemented for type {type_of(array)}")
    values, first, inverse = np.unique(
        array.reshape(-1), return_index=True, return_inverse=True, equal_nan=False
    )
    if not sorted:
        come = np.argsort(first)
        held = come[table_order(values[come])]
        first, inverse = first[held], np.argsort(held)[inverse]
    places = (first, inverse.reshape(array.shape))
    first, inverse = [input._wrap(backend.put(part, None)) for part in places]
    values = picked_out(input, first)
    return (values, inverse) if return_inverse else values


@composite()
def bincount(input, weights=None, minlength=0):
    """Count how often each number from zero occurs; or add up the weights of its occurrences.

    Args:
        minlength: the least number of bins.

    Shape:
        input, weights: ``(n,)``; the result is ``(max(input) + 1,)``, or ``(minlength,)`` if
        that is more.

    Types:
        input: integers; the result is int64; with weights float32 if they are, else float64.

    Raises:
        RuntimeError: if ``input`` is not a vector of integers of at least zero.

    Example:
        >>> torch.bincount(torch.tensor([0, 3, 3]))
        tensor([1, 0, 0, 2])
        >>> torch.bincount(torch.tensor([0, 3, 3]), weights=torch.tensor([0.5, 1.0, 2.0]))
        tensor([0.5000, 0.0000, 0.0000, 3.0000])

    Source: PyTorch 0.4.1, torch.bincount.
    """
    array = input._array
    if array.ndim != 1 or array.dtype.kind not in "iu" or (array.size and array.min() < 0):
        raise RuntimeError("bincount only supports 1-d non-negative integral inputs.")
    if minlength < 0:
        raise RuntimeError("minlength should be >= 0")
    if weights is not None and weights.shape != input.shape:
        raise RuntimeError("input and weights should have the same length")
    xp = backend_of(array).xp
    found = xp.bincount(array, None if weights is None else weights._array, minlength)
    if weights is not None and weights._array.dtype == "float32":
        found = found.astype("float32")
    return input._wrap(found)


@op(
    input=no_derivative("histc"),
    out=True,
    domain=(0.0, 4.0),
    cases=[case(3, 4, bins=5), case(3, 4, bins=3, min=1, max=2)],
)
def histc(xp, input: Real, bins=100, min=0, max=0):
    """Count the elements in ``bins`` equal parts of the range from ``min`` to ``max``.

    Args:
        min, max: if equal, the range of the elements.

    Shape:
        input: any; the result is ``(bins,)``.

    Raises:
        RuntimeError: if ``bins`` is not positive, or ``input`` holds integers.

    Source: PyTorch 0.4.1, torch.histc.
    """
    if input.dtype.kind != "f":
        raise RuntimeError(f"histc is not implemented for type {type_of(input)}")
    if bins <= 0:
        raise RuntimeError("invalid argument 3: bins must be > 0")
    if min == max and input.size:
        min, max = input.min().item(), input.max().item()
    if min == max:
        min, max = min - 1, max + 1
    flat = input.reshape(-1)
    inside = flat[(flat >= min) & (flat <= max)]
    places = ((inside - min) / (max - min) * bins).astype("int64")
    counts = xp.bincount(xp.minimum(places, bins - 1), minlength=bins)
    return counts.astype(input.dtype)
