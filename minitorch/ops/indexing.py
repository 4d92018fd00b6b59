"""Choosing elements by indices: gather, scatter, index_select, and ``tensor[...]``."""

import numpy as np

from ..cases import Array, Index, Operand, case
from ..errors import wrap_dim
from ..op import op


def check_index(index, size, dim):
    """Raise unless every index lies within ``size``."""
    if index.size and not (int(index.min()) >= 0 and int(index.max()) < size):
        wrong = int(index.max()) if int(index.max()) >= size else int(index.min())
        raise RuntimeError(f"index {wrong} is out of bounds for dimension {dim} with size {size}")


def along(xp, index, dim):
    """Return the index arrays that mean ``index`` along ``dim`` and its own place elsewhere."""
    places = []
    for d, size in enumerate(index.shape):
        shape = (1,) * d + (-1,) + (1,) * (index.ndim - d - 1)
        places.append(index if d == dim else xp.arange(size).reshape(shape))
    return tuple(places)


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
    if index.ndim != input.ndim:
        raise RuntimeError(
            "invalid argument 4: Index tensor must have same dimensions as input tensor"
        )
    if not input.ndim:
        return input[...]
    check_index(index, input.shape[dim], dim)
    return input[along(xp, index, dim)]


@op(
    input=lambda g, dim, index: gather(g, dim, index),
    torch=False,
    method=False,
    cases=[case((3, 2), dim=1, index=[[0, 3], [1, 1], [2, 0]], shape=(3, 4))],
)
def scatter_along(xp, input: Array, index: Index, dim, shape):
    """Return zeros of ``shape`` to which ``input`` was added at ``index`` along ``dim``."""
    result = xp.zeros(shape, input.dtype)
    if not result.ndim:
        return result + input.reshape(())
    xp.add.at(result, along(xp, index, wrap_dim(dim, len(shape))), input)
    return result


@op(
    input=lambda g, dim, index: scatter(g, dim, index, 0),
    src=lambda g, dim, index: gather(g, dim, index),
    torch=False,
    inplace=True,
    node="ScatterBackward0",
    cases=[
        case((3, 4), (3, 2), dim=1, index=[[0, 3], [1, 2], [2, 0]]),
        case((3, 4), dim=1, index=[[0, 3], [1, 2], [2, 0]], src=1.5),
    ],
)
def scatter(xp, input: Array, dim, index: Index, src: Operand):
    """Return ``input`` with ``src`` written at ``index`` along ``dim``.

    Source: PyTorch 0.4.1, torch.Tensor.scatter_.
    """
    dim = wrap_dim(dim, input.ndim)
    check_index(index, input.shape[dim], dim)
    result = input.copy()
    places = along(xp, index, dim)
    result[places] = (
        src if isinstance(src, (int, float)) else src[tuple([slice(n) for n in index.shape])]
    )
    return result


@op(
    input=lambda g: g,
    src=lambda g, dim, index: gather(g, dim, index),
    torch=False,
    inplace=True,
    node="ScatterAddBackward",
    cases=[case((3, 4), (3, 2), dim=1, index=[[0, 3], [1, 1], [2, 0]])],
)
def scatter_add(xp, input: Array, dim, index: Index, src: Array):
    """Return ``input`` with ``src`` added at ``index`` along ``dim``.

    Source: PyTorch 0.4.1, torch.Tensor.scatter_add_.
    """
    dim = wrap_dim(dim, input.ndim)
    check_index(index, input.shape[dim], dim)
    result = input.copy()
    xp.add.at(result, along(xp, index, dim), src[tuple([slice(n) for n in index.shape])])
    return result


def rows(dim, index):
    """Return the index of the parts ``index`` along ``dim``."""
    return (slice(None),) * dim + (index,)


@op(
    input=lambda g, dim, index, input_shape: index_put_rows(g, index, dim, input_shape),
    out=True,
    cases=[case((3, 4), dim=1, index=[0, 3, 3]), case((3, 4), dim=0, index=[2])],
)
def index_select(xp, input: Array, dim, index: Index):
    """Return the parts of ``input`` at ``index``, a 1-D LongTensor, along ``dim``.

    Raises:
        RuntimeError: if an index is out of range.

    Source: PyTorch 0.4.1, torch.index_select.
    """
    dim = wrap_dim(dim, input.ndim)
    check_index(index, input.shape[dim], dim)
    return xp.take(input, index, axis=dim)


@op(
    input=lambda g, dim, index: index_select(g, dim, index),
    torch=False,
    method=False,
    cases=[case((3, 3), index=[0, 3, 3], dim=1, shape=(3, 4))],
)
def index_put_rows(xp, input: Array, index: Index, dim, shape):
    """Return zeros of ``shape`` to which ``input`` was added at ``index`` along ``dim``."""
    result = xp.zeros(shape, input.dtype)
    xp.add.at(result, rows(wrap_dim(dim, len(shape)), index), input)
    return result


@op(
    input=lambda g: g,
    source=lambda g, dim, index: index_select(g, dim, index),
    torch=False,
    inplace=True,
    cases=[case((3, 4), (3, 2), dim=1, index=[0, 3])],
)
def index_add(xp, input: Array, dim, index: Index, source: Array):
    """Return ``input`` with ``source`` added at ``index`` along ``dim``.

    Source: PyTorch 0.4.1, torch.Tensor.index_add_.
    """
    dim = wrap_dim(dim, input.ndim)
    check_index(index, input.shape[dim], dim)
    result = xp.array(input, order="C")
    xp.add.at(result, rows(dim, index), source)
    return result


@op(
    input=lambda g, dim, index: index_fill(g, dim, index, 0),
    source=lambda g, dim, index: index_select(g, dim, index),
    torch=False,
    inplace=True,
    cases=[case((3, 4), (3, 2), dim=1, index=[0, 3])],
)
def index_copy(xp, input: Array, dim, index: Index, source: Array):
    """Return ``input`` with ``source`` written at ``index`` along ``dim``.

    Source: PyTorch 0.4.1, torch.Tensor.index_copy_.
    """
    dim = wrap_dim(dim, input.ndim)
    check_index(index, input.shape[dim], dim)
    result = xp.array(input, order="C")
    result[rows(dim, index)] = source
    return result


@op(
    input=lambda g, dim, index: index_fill(g, dim, index, 0),
    torch=False,
    inplace=True,
    cases=[case((3, 4), dim=1, index=[0, 3], value=2.5)],
)
def index_fill(xp, input: Array, dim, index: Index, value):
    """Return ``input`` with ``value`` at ``index`` along ``dim``.

    Source: PyTorch 0.4.1, torch.Tensor.index_fill_.
    """
    dim = wrap_dim(dim, input.ndim)
    check_index(index, input.shape[dim], dim)
    result = xp.array(input, order="C")
    result[rows(dim, index)] = value
    return result


@op(
    input=lambda g, places, input_shape: put_at(g, places, input_shape),
    torch=False,
    method=False,
    node="TakeBackward",
    cases=[case((3, 4), places=(np.array([0, 2, 2]), np.array([1, 3, 3])))],
)
def take_at(xp, input: Array, places):
    """Return the elements of ``input`` at ``places``: index arrays, slices and integers."""
    return input[places]


@op(
    input=lambda g, places: take_at(g, places),
    torch=False,
    method=False,
    cases=[case((3,), places=(np.array([0, 2, 2]), np.array([1, 3, 3])), shape=(3, 4))],
)
def put_at(xp, input: Array, places, shape):
    """Return zeros of ``shape`` to which ``input`` was added at ``places``."""
    result = xp.zeros(shape, input.dtype)
    xp.add.at(result, places, input)
    return result


def zeroed_at(g, places):
    """The old elements at ``places`` have no gradient any more."""
    return put_in(g, take_at(g, places) * 0, places)


@op(
    input=zeroed_at,
    values=lambda g, places: take_at(g, places),
    torch=False,
    method=False,
    node="IndexPutBackward",
    cases=[case((3, 4), (2,), places=(np.array([0, 2]), np.array([1, 3])))],
)
def put_in(xp, input: Array, values: Array, places):
    """Return ``input`` with ``values`` written at ``places``."""
    result = xp.array(input, order="C")
    result[places] = values
    return result
