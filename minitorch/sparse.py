"""``torch.sparse``: tensors of which only the elements that are not zero are kept.

The places of those elements are a matrix of indices, a column for each, and what is there is a
tensor of values. An element may be kept in parts, which add up: :meth:`Methods.coalesce`.

Source: PyTorch 0.4.1, docs: torch.sparse; torch/sparse/__init__.py.
"""

import sys

import numpy as np

from .autograd.function import Function
from .backend import is_sparse
from .convert import inferred
from .creation import TensorType, numpy_dtype
from .dtype import DTYPES, type_string
from .engine import AccumulateGrad, TensorBase, edge_of
from .errors import type_of, unexpected_type
from .methods import give
from .ops import matrix
from .sparse_array import SparseArray
from .tensor import Tensor

torch = sys.modules[__package__]  # many programs of 2017 say torch.sparse.torch.eye(n)


def sparse_coo_tensor(indices, values, size=None, dtype=None, device=None, requires_grad=False):
    """Return a sparse tensor.

    Args:
        indices: ``(sparse_dims, count)``, a tensor or nested lists.
        values: ``(count, *dense)``; what is kept at each place.
        size: the size of each dimension; by default as large as the indices need.
        dtype: by default that of the values.

    Raises:
        RuntimeError: if an index is not within the size, or the shapes do not go together.

    Example:
        >>> torch.sparse_coo_tensor([[0, 1], [2, 0]], [3.0, 4.0], (2, 3)).to_dense()
        tensor([[0., 0., 3.],
                [4., 0., 0.]])

    Source: PyTorch 0.4.1, torch.sparse_coo_tensor.
    """
    places = np.asarray(inferred(indices), np.int64)
    wanted = None if dtype is None else numpy_dtype("sparse_coo_tensor", dtype)
    kept = np.asarray(inferred(values, wanted), wanted)
    result = Tensor._wrap(made(places, kept, size))
    if requires_grad:
        result._edge = (AccumulateGrad(result), 0)
    return result


def made(places, values, size):
    """Return a sparse array of its parts, checked.

    Raises:
        RuntimeError: if they do not go together.
    """
    if places.ndim != 2:
        raise RuntimeError(f"indices must be nDim x nnz, but got: {list(places.shape)}")
    if values.ndim == 0 or len(values) != places.shape[1]:
        raise RuntimeError(
            f"indices and values must have same nnz, but got nnz from indices: {places.shape[1]}, "
            f"nnz from values: {values.shape[0] if values.ndim else 1}"
        )
    if (places < 0).any():
        raise RuntimeError(f"found negative index {places.min()}")
    needed = (*(places.max(1) + 1 if places.size else [0] * len(places)), *values.shape[1:])
    needed = tuple(map(int, needed))
    size = needed if size is None else tuple(size)
    if len(size) != len(needed):
        raise RuntimeError(
            f"number of dimensions must be nDimI ({len(places)}) + nDimV ({values.ndim - 1}), "
            f"but got {len(size)}"
        )
    if any(n < least for n, least in zip(size, needed)):
        raise RuntimeError(
            f"sizes is inconsistent with indices: size {list(size)}, but at least {list(needed)} "
            "is needed"
        )
    return SparseArray(places, values, size)


def constructed(kind, args):
    """Return the array that ``torch.sparse.FloatTensor(*args)`` and its like hold.

    Args:
        kind: the NumPy dtype.
        args: a size, in one or in pieces; or indices, values and perhaps a size.

    Raises:
        RuntimeError: if the indices are no LongTensor, or the values of another type.
    """
    if len(args) in (2, 3) and isinstance(args[0], TensorBase):
        indices, values, *size = args
        wanted = ("indices", indices, np.dtype("int64")), ("values", values, kind)
        for position, (name, given, dtype) in enumerate(wanted, 1):
            if given._array.dtype != dtype:
                expected = type_string(dtype)
                raise unexpected_type(expected, type_of(given._array), position, name)
        return made(indices._array, values._array, *size or [None])
    size = args[0] if args and not isinstance(args[0], int) else args
    return SparseArray(np.zeros((len(size), 0), np.int64), np.zeros(0, kind), size, True)


class SparseTensorType(TensorType):
    """The class of types such as ``torch.sparse.FloatTensor``."""

    def __call__(cls, *args):
        """Make a sparse tensor: of a size, or of indices, values and perhaps a size."""
        return Tensor._wrap(constructed(cls.dtype.numpy, args))

    def __instancecheck__(cls, other):
        return isinstance(other, Tensor) and other.type() == f"torch.sparse.{cls.__name__}"


globals().update({d.type_name: SparseTensorType(d) for d in DTYPES if d.type_name != "HalfTensor"})


class ToDense(Function):
    """All elements of a sparse tensor; the gradient of those that are kept goes back."""

    @staticmethod
    def forward(ctx, input):
        ctx.like = input._array
        return input._wrap(input._array.dense())

    @staticmethod
    def backward(ctx, grad):
        return grad.sparse_mask(grad._wrap(ctx.like))


class Methods:
    """Everything here becomes a method of tensors."""

    __slots__ = ()

    def _sparse(self, name):
        """Return the sparse array of this tensor.

        Raises:
            RuntimeError: if it is a dense one.
        """
        if not is_sparse(self._array):
            raise RuntimeError(f"{name} is not implemented for type {self.type()}")
        return self._array

    def _indices(self):
        return self._wrap(self._sparse("_indices").places)

    def _values(self):
        return self._wrap(self._sparse("_values").values)

    def _nnz(self):
        return self._sparse("_nnz").places.shape[1]

    def _dimI(self):
        return len(self._sparse("_dimI").places)

    def _dimV(self):
        return self._sparse("_dimV").values.ndim - 1

    def is_coalesced(self):
        """Return whether the places of a sparse tensor are in order, and each there once.

        Example:
            >>> torch.sparse_coo_tensor([[1, 1]], [3.0, 4.0]).is_coalesced()
            False

        Source: PyTorch 0.4.1, torch.sparse.FloatTensor.is_coalesced.
        """
        return self._sparse("is_coalesced").coalesced

    def coalesce(self):
        """Return a sparse tensor with its places in order, each of them once.

        Shape:
            self: any; the result has the same.

        Example:
            >>> torch.sparse_coo_tensor([[1, 1]], [3.0, 4.0]).coalesce()._values()
            tensor([7.])

        Source: PyTorch 0.4.1, torch.sparse.FloatTensor.coalesce.
        """
        array = self._sparse("coalesce")
        return self if array.coalesced else self._wrap(array.coalesce())

    def to_dense(self):
        """Return all elements of a sparse tensor; differentiable.

        Shape:
            self: any; the result has the same.

        Example:
            >>> torch.sparse_coo_tensor([[1, 1]], [3.0, 4.0], (3,)).to_dense()
            tensor([0., 7., 0.])

        Source: PyTorch 0.4.1, torch.sparse.FloatTensor.to_dense.
        """
        array = self._sparse("to_dense")
        return ToDense.apply(self) if edge_of(self) else self._wrap(array.dense())

    def sparse_mask(self, mask):
        """Return the elements of a dense tensor that a sparse one has places for.

        Shape:
            self, mask: of one size, which the result has, too.

        Example:
            >>> mask = torch.sparse_coo_tensor([[1]], [1.0], (2,))
            >>> torch.tensor([3.0, 4.0]).sparse_mask(mask)._values()
            tensor([4.])

        Source: PyTorch 0.4.1, torch.Tensor.sparse_mask.
        """
        if self.shape != mask.shape:
            raise RuntimeError(
                f"sparse_mask(): operands have incompatible sizes; self has size "
                f"{list(self.shape)} but mask has size {list(mask.shape)}"
            )
        like = mask._sparse("sparse_mask").coalesce()
        return self._wrap(like.holding(self._array[tuple(like.places)]))


give(Methods)


def hspmm(mat1, mat2):
    """Multiply a sparse matrix by a dense one; the result keeps the rows that are not zero.

    Shape:
        mat1: ``(n, m)``, sparse; mat2: ``(m, p)``; the result is ``(n, p)``, sparse in its rows.

    Example:
        >>> s = torch.sparse_coo_tensor([[1], [0]], [2.0], (3, 2))
        >>> torch.hspmm(s, torch.ones(2, 2))._values()
        tensor([[2., 2.]])

    Source: PyTorch 0.4.1, torch.hspmm.
    """
    product = matrix.mm(mat1, mat2)
    rows = np.unique(mat1._sparse("hspmm").places[0])
    return Tensor._wrap(SparseArray(rows[None], product._array[rows], product.shape, True))


def smm(mat, mat2):
    """Multiply a sparse matrix by a dense one; the result is a sparse matrix.

    Shape:
        mat: ``(n, m)``, sparse; mat2: ``(m, p)``; the result is ``(n, p)``, sparse.

    Example:
        >>> s = torch.sparse_coo_tensor([[1], [0]], [2.0], (3, 2))
        >>> torch.smm(s, torch.ones(2, 2)).to_dense()
        tensor([[0., 0.],
                [2., 2.],
                [0., 0.]])

    Source: PyTorch 0.4.1, torch.smm.
    """
    rows = hspmm(mat, mat2)._array
    of_row, columns = np.indices(rows.values.shape).reshape(2, -1)
    places = np.stack([rows.places[0][of_row], columns])
    return mat2._wrap(SparseArray(places, rows.values.reshape(-1), rows.shape, True))


def sspaddmm(mat, mat1, mat2, beta=1, alpha=1):
    """Return ``beta * mat + alpha * (mat1 @ mat2)``, sparse.

    Shape:
        mat: ``(n, p)``, sparse; mat1: ``(n, m)``, sparse; mat2: ``(m, p)``.

    Example:
        >>> s = torch.sparse_coo_tensor([[1], [0]], [2.0], (2, 2))
        >>> torch.sspaddmm(s, s, torch.ones(2, 2)).to_dense()
        tensor([[0., 0.],
                [4., 2.]])

    Source: PyTorch 0.4.1, torch.sspaddmm.
    """
    return mat * beta + smm(mat1, mat2) * alpha


spmm = dsmm = matrix.mm
hsmm, saddmm = hspmm, matrix.addmm
