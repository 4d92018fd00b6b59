"""Choosing elements by indices: gather, scatter, index_select, and ``tensor[...]``."""

from math import prod

import numpy as np

from ..cases import Array, Index, Operand, case
from ..errors import wrap_dim
from ..nodes import zeros_like
from ..op import hidden, op
from .adding import add_at, add_parts, places_along
from .comparison import check_number
from .parts import index_along
from .shape import reshape


def check_index(index, size, dim):
    """Raise unless every index lies within ``size``."""
    if index.size and not (int(index.min()) >= 0 and int(index.max()) < size):
        wrong = int(index.max()) if int(index.max()) >= size else int(index.min())
        raise RuntimeError(f"index {wrong} is out of bounds for dimension {dim} with size {size}")


def without(shape, dim):
    """Return the sizes of all dimensions but ``dim``."""
    return shape[:dim] + shape[dim + 1 :]


def check_rank(index, input, position, name, who="Index"):
    """Raise unless there are as many dimensions of indices as of the tensor."""
    if row(index).ndim != row(input).ndim and index.size:
        raise RuntimeError(
            f"invalid argument {position}: {who} tensor must have same dimensions as {name} tensor"
        )


def check_beside(index, input, dim):
    """Raise unless indices have the sizes of the tensor in all dimensions but ``dim``."""
    if without(index.shape, dim) != without(input.shape, dim) and index.size:
        shown, source = (" x ".join(map(str, array.shape)) for array in (index, input))
        raise RuntimeError(
            f"Expected tensor [{shown}], src [{source}] and index [{shown}] to have the same size "
            f"apart from dimension {dim}"
        )


def check_row(index, source=None, dim=0, position=3):
    """Raise unless indices stand in one row, and each has its part of ``source``."""
    if index.ndim > 1:
        raise RuntimeError(
            f"invalid argument {position}: Index is supposed to be an empty tensor or a vector"
        )
    if source is not None and index.size != source.shape[min(dim, source.ndim - 1)]:
        raise RuntimeError(
            "invalid argument 4: Number of indices should be equal to source:size(dim)"
        )


def row(array):
    """Return a number as a row of one element; anything else as it is."""
    return array if array.ndim else array.reshape(1)


def check_parts(input, source, dim):
    """Raise unless ``source`` consists of parts of ``input`` along ``dim``."""
    beside = [without(array.shape, dim) for array in (input, source)]
    if source.ndim != input.ndim or beside[0] != beside[1]:
        raise RuntimeError(
            "source tensor shape must match self tensor shape, excluding the specified dimension. "
            f"Got self.shape = {list(input.shape)} source.shape = {list(source.shape)}"
        )


@op(out=True, cases=[case((3, 4), input=[[0, 1, 0], [2, 0, 0]])])
def nonzero(xp, input: Array):
    """Return the indices of all elements that are not zero, one row for each: a LongTensor.

    Shape:
        input: any of ``d`` dimensions; the result is ``(k, d)`` for ``k`` elements.

    Source: PyTorch 0.4.1, torch.nonzero.
    """
    if not input.size or not (places := xp.nonzero(xp.asarray(input).reshape(-1)))[0].size:
        return xp.zeros((0,), "int64")
    return xp.stack(xp.unravel_index(places[0], input.shape or (1,)), 1)


@hidden(
    input=lambda g, index, dim, input_shape: scatter_along(g, index, dim, input_shape),
    cases=[case((3, 4), dim=1, index=[[0, 3], [1, 1]])],
)
def gather_part(xp, input: Array, dim, index: Index):
    """Return what :func:`gather` does; of an ``index`` that is smaller, the part it speaks of."""
    dim = wrap_dim(dim, input.ndim)
    places, line = row(index), row(input)
    return xp.take(line.reshape(-1), places_along(xp, places, dim, line.shape)).reshape(index.shape)


@op(
    input=lambda g, index, dim, input_shape: scatter_along(g, index, dim, input_shape),
    out=True,
    cases=[case((3, 4), dim=1, index=[[0, 3], [1, 1], [2, 0]])],
)
def gather(xp, input: Array, dim, index: Index):
    """Return ``input[i][index[i][j]]`` for each place, with ``dim`` the indexed dimension (here 1).

    Shape:
        index: as many dimensions as ``input``, equal sizes but for ``dim``; so is the result.

    Raises:
        RuntimeError: if an index is out of range or the sizes do not fit.

    Source: PyTorch 0.4.1, torch.gather.
    """
    dim = wrap_dim(dim, input.ndim)
    check_rank(index, input, 4, "input")
    places, line = row(index), row(input)
    check_beside(places, line, dim)
    check_index(index, line.shape[dim], dim)
    return gather_part.op.forward(xp, input, dim, index)


@hidden(
    input=lambda g, dim, index: gather_part(g, dim, index),
    cases=[case((3, 2), dim=1, index=[[0, 3], [1, 1], [2, 0]], shape=(3, 4))],
)
def scatter_along(xp, input: Array, index: Index, dim, shape):
    """Return zeros of ``shape`` to which ``input`` was added at ``index`` along ``dim``."""
    result, index = xp.zeros(shape or (1,), input.dtype), row(index)
    places = places_along(xp, index, wrap_dim(dim, len(shape)), result.shape)
    add_at(xp, result, places, input)
    return result.reshape(shape)


@op(
    input=lambda g, dim, index: scatter(g, dim, index, 0),
    src=lambda g, dim, index: gather_part(g, dim, index),
    torch=False,
    inplace=True,
    cloned=True,
    node=("ScatterBackward0", "ScatterBackward1"),
    cases=[
        case((3, 4), (3, 2), dim=1, index=[[0, 3], [1, 2], [2, 0]]),
        case((3, 4), dim=1, index=[[0, 3], [1, 2], [2, 0]], src=1.5),
    ],
)
def scatter(xp, input: Array, dim, index: Index, src: Operand):
    """Return ``input`` with ``src`` written at ``index`` along ``dim``.

    Shape:
        input: any; index: of as many dimensions, no size but that at ``dim`` larger; src: no size
        less than that of ``index``; the result is like ``input``.

    Raises:
        RuntimeError: if an index is out of range, or sizes do not fit.

    Source: PyTorch 0.4.1, torch.Tensor.scatter_.
    """
    dim = wrap_dim(dim, input.ndim)
    check_rank(index, input, 3, "output")
    result, index = row(xp.array(input, order="C")), row(index)
    if number := isinstance(src, (int, float)):
        check_filled(index, result, dim)
    else:
        check_scattered(index, src, result, dim)
    check_index(index, result.shape[dim], dim)
    places = places_along(xp, index, dim, result.shape)
    result.reshape(-1)[places] = src if number else corner(src, index)
    return result.reshape(input.shape)


def check_filled(index, input, dim):
    """Raise unless indices have the sizes of what a number is written to, but for ``dim``."""
    kept, sizes = without(index.shape, dim), without(input.shape, dim)
    if kept != sizes and index.size:
        shown, written = (" x ".join(map(str, array.shape)) for array in (input, index))
        raise RuntimeError(
            f"Expected tensor [{shown}] and index [{written}] to have the same size "
            f"in dimension {dim}"
        )


def check_scattered(index, src, input, dim):
    """Raise unless each index has an element of ``src`` and a line of ``input`` to write it to."""
    check_rank(src, input, 4, "output", "Input")
    inside = zip(without(index.shape, dim), without(input.shape, dim), strict=True)
    taken = zip(index.shape, row(src).shape, strict=True)
    if index.size and any(mine > given for mine, given in (*inside, *taken)):
        sizes = [" x ".join(map(str, array.shape)) for array in (index, src, input)]
        raise RuntimeError(
            "Expected index [{}] to be smaller size than src [{}] and to be smaller than tensor "
            "[{}] apart from dimension {}".format(*sizes, dim)
        )


def corner(src, index):
    """Return the elements of ``src`` that have the places of those of ``index``."""
    return row(src)[tuple([slice(n) for n in index.shape])]


@op(
    input=lambda g: g,
    src=lambda g, dim, index: gather_part(g, dim, index),
    torch=False,
    inplace=True,
    cloned=True,
    node="ScatterAddBackward",
    cases=[case((3, 4), (3, 2), dim=1, index=[[0, 3], [1, 1], [2, 0]])],
)
def scatter_add(xp, input: Array, dim, index: Index, src: Array):
    """Return ``input`` with ``src`` added at ``index`` along ``dim``.

    Shape:
        as of :func:`scatter`.

    Raises:
        RuntimeError: if an index is out of range, or sizes do not fit.

    Source: PyTorch 0.4.1, torch.Tensor.scatter_add_.
    """
    dim = wrap_dim(dim, input.ndim)
    check_rank(index, input, 3, "output")
    result, index = row(xp.array(input, order="C")), row(index)
    check_scattered(index, src, result, dim)
    check_index(index, result.shape[dim], dim)
    add_at(xp, result, places_along(xp, index, dim, result.shape), corner(src, index))
    return result.reshape(input.shape)


@op(
    input=lambda g, dim, index, input_shape: (
        index_put_rows(g, index, dim, input_shape)
        if index.shape != (0,)
        else zeros_like(g, input_shape)
    ),
    out=True,
    cases=[case((3, 4), dim=1, index=[0, 3, 3]), case((3, 4), dim=0, index=[2])],
)
def index_select(xp, input: Array, dim, index: Index):
    """Return the parts of ``input`` at ``index``, a 1-D LongTensor, along ``dim``.

    Shape:
        input: ``(..., n, ...)`` with ``n`` at ``dim``; index: ``(k,)``; the result is
        ``(..., k, ...)``.

    Raises:
        RuntimeError: if an index is out of range.

    Source: PyTorch 0.4.1, torch.index_select.
    """
    dim = wrap_dim(dim, input.ndim)
    check_row(index)
    check_index(index, row(input).shape[dim], dim)
    if not input.ndim and index.size != 1:
        raise RuntimeError(
            f"index_select(): Index to scalar can have only 1 value, got {index.size} value(s)"
        )
    if not index.size:
        return xp.empty(0, input.dtype)
    return xp.take(row(input), row(index), axis=dim).reshape(
        (*input.shape[:dim], index.size, *input.shape[dim + 1 :]) if input.ndim else ()
    )


@hidden(
    input=lambda g, dim, index: index_select(g, dim, index),
    cases=[case((3, 3), index=[0, 3, 3], dim=1, shape=(3, 4))],
)
def index_put_rows(xp, input: Array, index: Index, dim, shape):
    """Return zeros of ``shape`` to which ``input`` was added at ``index`` along ``dim``."""
    result = xp.zeros(shape or (1,), input.dtype)
    add_parts(xp, result, row(index), input, wrap_dim(dim, len(shape)))
    return result.reshape(shape)


@op(
    input=lambda g: g,
    source=lambda g, dim, index: index_select(g, dim, index),
    torch=False,
    inplace=True,
    cloned=True,
    cases=[case((3, 4), (3, 2), dim=1, index=[0, 3])],
)
def index_add(xp, input: Array, dim, index: Index, source: Array):
    """Return ``input`` with ``source`` added at ``index`` along ``dim``.

    Shape:
        input: ``(..., n, ...)`` with ``n`` at ``dim``; index: ``(k,)``; source: ``(..., k, ...)``;
        the result is like ``input``.

    Raises:
        RuntimeError: if an index is out of range, or ``source`` has not as many parts.

    Source: PyTorch 0.4.1, torch.Tensor.index_add_.
    """
    dim = wrap_dim(dim, input.ndim)
    result, source = row(xp.array(input, order="C")), row(source)
    check_row(index, source, dim)
    check_index(index, result.shape[dim], dim)
    check_parts(result, source, dim)
    add_parts(xp, result, row(index), source, dim)
    return result.reshape(input.shape)


@op(
    input=lambda g, dim, index: index_fill(g, dim, index, 0),
    source=lambda g, dim, index, source_shape: reshape(index_select(g, dim, index), source_shape),
    torch=False,
    inplace=True,
    cloned=True,
    cases=[case((3, 4), (3, 2), dim=1, index=[0, 3])],
)
def index_copy(xp, input: Array, dim, index: Index, source: Array):
    """Return ``input`` with ``source`` written at ``index`` along ``dim``.

    Shape:
        as of :func:`index_add`.

    Raises:
        RuntimeError: if an index is out of range, or ``source`` has not as many parts.

    Source: PyTorch 0.4.1, torch.Tensor.index_copy_.
    """
    dim = wrap_dim(dim, input.ndim)
    result, source = row(xp.array(input, order="C")), row(source)
    check_row(index, source, dim)
    check_index(index, result.shape[dim], dim)
    check_parts(result, source, dim)
    result[index_along(dim, row(index))] = source
    return result.reshape(input.shape)


@op(
    input=lambda g, dim, index: index_fill(g, dim, index, 0),
    value=lambda g, dim, index: g - index_fill(g, dim, index, 0),
    torch=False,
    inplace=True,
    cloned=True,
    cases=[
        case((3, 4), dim=1, index=[0, 3], value=2.5),
        case((3, 4), (), dim=1, index=[0, 3]),
    ],
)
def index_fill(xp, input: Array, dim, index: Index, value: Operand):
    """Return ``input`` with ``value``, a number, at ``index`` along ``dim``.

    Shape:
        input: any; index: ``(k,)``; the result is like ``input``.

    Raises:
        RuntimeError: if an index is out of range.

    Source: PyTorch 0.4.1, torch.Tensor.index_fill_.
    """
    dim = wrap_dim(dim, input.ndim)
    check_number("index_fill_", value)
    result = row(xp.array(input, order="C"))
    check_row(index)
    check_index(index, result.shape[dim], dim)
    result[index_along(dim, row(index))] = value
    return result.reshape(input.shape)


def check_places(index, size):
    """Raise unless every index, which may count from the end, lies within ``size``."""
    if index.size and (int(index.min()) < -size or int(index.max()) >= size):
        raise RuntimeError("invalid argument 2: out of range")


def taken(g, index, input_shape):
    """Add what arrives to the elements that were taken, found by their number."""
    flat = index_put_rows(reshape(g, (-1,)), reshape(index, (-1,)), 0, (prod(input_shape),))
    return reshape(flat, input_shape)


@op(
    input=taken,
    out=True,
    cases=[case((3, 4), index=[[0, 5], [11, 5]]), case((3, 4), index=[2, 7])],
)
def take(xp, input: Array, index: Index):
    """Return the elements of ``input`` by their number, counted row by row.

    Shape:
        index: any; the result has the same.

    Raises:
        RuntimeError: if an index is out of range.

    Source: PyTorch 0.4.1, torch.take.
    """
    check_places(index, input.size)
    return input.reshape(-1)[index]


@hidden(
    input=lambda g, index, accumulate: g if accumulate else put(g, index, take(g, index) * 0),
    source=lambda g, index, source_shape: reshape(take(g, reshape(index, (-1,))), source_shape),
    inplace=True,
    cases=[
        case((3, 4), (2,), index=[0, 5]),
        case((3, 4), (3,), index=[0, 5, 5], accumulate=True),
    ],
)
def put(xp, input: Array, index: Index, source: Array, accumulate=False):
    """Return ``input`` with ``source`` written, or added, to elements by their number.

    Raises:
        RuntimeError: if an index is out of range.

    Source: PyTorch 0.4.1, torch.Tensor.put_.
    """
    if index.size != source.size:
        raise RuntimeError(
            "invalid argument 2: src should have the same number of elements as index"
        )
    check_places(index, input.size)
    result = xp.array(input, order="C").reshape(-1)
    if accumulate:
        add_at(xp, result, index, source)
    else:
        result[index.reshape(-1)] = source.reshape(-1)
    return result.reshape(input.shape)


@hidden(
    input=lambda g, places, input_shape: put_at(g, places, input_shape),
    node="TakeBackward",
    cases=[case((3, 4), places=(np.array([0, 2, 2]), np.array([1, 3, 3])))],
)
def take_at(xp, input: Array, places):
    """Return the elements of ``input`` at ``places``: index arrays, slices and integers."""
    return input[places]


@hidden(
    input=lambda g, places: take_at(g, places),
    cases=[case((3,), places=(np.array([0, 2, 2]), np.array([1, 3, 3])), shape=(3, 4))],
)
def put_at(xp, input: Array, places, shape):
    """Return zeros of ``shape`` to which ``input`` was added at ``places``."""
    result = xp.zeros(shape, input.dtype)
    *whole, last = places
    if last.ndim == 1 and all(isinstance(p, slice) for p in whole):
        add_parts(xp, result, last % shape[len(whole)], input, len(whole))
    else:
        add_at(xp, result, xp.arange(result.size).reshape(shape)[places], input)
    return result


def zeroed_at(g, places):
    """The old elements at ``places`` have no gradient any more."""
    return put_in(g, take_at(g, places) * 0, places)


@hidden(
    input=zeroed_at,
    values=lambda g, places: take_at(g, places),
    node="IndexPutBackward",
    cases=[case((3, 4), (2,), places=(np.array([0, 2]), np.array([1, 3])))],
)
def put_in(xp, input: Array, values: Array, places):
    """Return ``input`` with ``values`` written at ``places``."""
    result = xp.array(input, order="C")
    result[places] = values
    return result
