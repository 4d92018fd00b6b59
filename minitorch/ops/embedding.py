"""Rows of a table, chosen by index."""

import numpy as np

from ..cases import Array, Index, case
from ..op import hidden, op
from ..sparse_array import SparseArray
from .adding import add_parts

INDICES = [[0, 2, 2], [1, 2, 3]]


def shares(xp, indices, rows, padding_idx, scale_grad_by_freq, dtype):
    """Return which part of its gradient each index hands on, as a column.

    None of it if it is ``padding_idx``; if scaled, an equal part of as many as there are of it.
    """
    result = (indices != padding_idx).astype(dtype)
    if scale_grad_by_freq:
        counts = xp.zeros(rows, dtype)
        xp.add.at(counts, indices.reshape(-1), 1)
        result = result / counts[indices]
    return result[..., None]


def sparse_rows(g, indices, shape, padding_idx):
    """Return a sparse array of ``shape`` that keeps what each index hands on to its row.

    Of a gradient that is recorded, a tensor, the result is a tensor, too, and a constant.
    """
    given, rows = getattr(g, "_array", g), indices.reshape(-1)
    kept = np.nonzero(rows != padding_idx)[0]
    found = SparseArray(rows[kept][None], given.reshape(len(rows), -1)[kept], shape)
    return found if given is g else g._wrap(found)


def rows_gradient(g, indices, weight_shape, padding_idx, scale_grad_by_freq, sparse):
    """The gradients of each row's copies, added."""
    if sparse and scale_grad_by_freq:
        raise RuntimeError(
            "embedding_backward: scale_grad_by_freq not supported with sparse gradients"
        )
    if sparse and isinstance(indices, np.ndarray):
        return sparse_rows(g, indices, weight_shape, padding_idx)
    return embedding_back(g, indices, weight_shape, padding_idx, scale_grad_by_freq)


@op(
    weight=rows_gradient,
    method=False,
    cases=[
        case((4, 2), indices=INDICES, padding_idx=-1),
        case((4, 2), indices=[0, 3, 1], padding_idx=2, scale_grad_by_freq=True),
    ],
)
def embedding(
    xp, weight: Array, indices: Index, padding_idx=-1, scale_grad_by_freq=False, sparse=False
):
    """Return the rows of ``weight`` at ``indices``.

    Args:
        padding_idx: an index whose row gets no gradient; -1 for none.
        scale_grad_by_freq: divide the gradient of a row by how often it was chosen.
        sparse: whether the gradient is a sparse tensor, of the rows that were chosen; on the CPU.

    Shape:
        weight: ``(rows, size)``; indices: any; the result has ``(*indices.shape, size)``.

    Raises:
        RuntimeError: if an index is out of range.

    Source: PyTorch 0.4.1, torch.embedding; aten/src/ATen/native/Embedding.cpp.
    """
    if indices.size and not (int(indices.min()) >= 0 and int(indices.max()) < weight.shape[0]):
        raise RuntimeError("index out of range")
    return xp.take(weight, indices, axis=0)


@hidden(
    weight=lambda g, indices, weight_shape, padding_idx, scale_grad_by_freq: embedding_back(
        g, indices, weight_shape, padding_idx, scale_grad_by_freq
    ),
    cases=[
        case((4, 2), indices=INDICES, padding_idx=2),
        case((4, 2), indices=INDICES, padding_idx=0, scale_grad_by_freq=True),
    ],
)
def embedding_shares(xp, weight: Array, indices: Index, padding_idx=-1, scale_grad_by_freq=False):
    """Return the rows at ``indices``, each times the part of its gradient that it hands on."""
    rows = weight.shape[0]
    share = shares(xp, indices, rows, padding_idx, scale_grad_by_freq, weight.dtype)
    return xp.take(weight, indices, axis=0) * share


@hidden(
    input=lambda g, indices, padding_idx, scale_grad_by_freq: embedding_shares(
        g, indices, padding_idx, scale_grad_by_freq
    ),
    node="EmbeddingDenseBackward",
    cases=[
        case((2, 3, 2), indices=INDICES, shape=(4, 2), padding_idx=-1),
        case((2, 3, 2), indices=INDICES, shape=(4, 2), padding_idx=2, scale_grad_by_freq=True),
    ],
)
def embedding_back(
    xp, input: Array, indices: Index, shape, padding_idx=-1, scale_grad_by_freq=False
):
    """Return zeros of ``shape`` to whose rows at ``indices`` what they hand on was added."""
    result = xp.zeros(shape, input.dtype)
    if padding_idx != -1 or scale_grad_by_freq:
        share = shares(xp, indices, shape[0], padding_idx, scale_grad_by_freq, input.dtype)
        input = input * share
    add_parts(xp, result, indices.reshape(-1), input)
    return result
