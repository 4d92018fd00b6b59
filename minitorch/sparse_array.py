"""Sparse arrays: of most elements, which are zero, nothing is kept.

A sparse tensor is an ordinary tensor whose array is a :class:`SparseArray`, as the array of a
tensor on a GPU is one of CuPy's. So the engine and the operations need not know of it: an operation
is handed the library of its array, here :data:`LIBRARY`, which has few functions; what it lacks is
not implemented for sparse tensors, and raises.

The places of the elements that are kept are the columns of a matrix of indices, in any order, and
one may come twice: the element is then the sum. :meth:`SparseArray.coalesce` sorts them, and adds.
"""

from math import prod

import numpy as np

from .backend import BACKENDS, Backend
from .ops.adding import add_parts


def refuse(*_):
    """Raise: there are no elements in a row, to be looked at through strides or by a pointer."""
    raise RuntimeError("sparse tensors do not have storage; use to_dense()")


class SparseArray:
    """An array by the places and the values of its elements; the others are zero.

    Attributes:
        places: indices ``(sparse_dims, count)``.
        values: ``(count, *dense)``: of each place one element, or an array of the last dimensions.
        shape: the size of each dimension: the sparse ones first.
        coalesced: whether the places are sorted, and all different.
    """

    __slots__ = ("coalesced", "places", "shape", "values")
    base = None  # nobody shares its memory by looking at a part of it

    def __init__(self, places, values, shape, coalesced=False):
        self.places, self.values, self.shape = places, values, tuple(shape)
        self.coalesced = coalesced

    ndim = property(lambda self: len(self.shape))
    size = property(lambda self: prod(self.shape))
    dtype = property(lambda self: self.values.dtype)
    itemsize = property(lambda self: self.values.itemsize)
    T = property(lambda self: self.swapaxes(0, 1))
    strides = flags = property(lambda self: refuse())

    def __array__(self, *args, **kwargs):
        raise TypeError("a sparse array does not become a dense one unasked; use to_dense()")

    def __getitem__(self, index):
        """Return the whole array for ``...``; there are no parts."""
        return self if index is ... else refuse()

    def __setitem__(self, index, other):
        """Take over all of another array: the only index that there is is ``...``."""
        if index is not ... or not isinstance(other, SparseArray):
            raise RuntimeError("elements of a sparse tensor are not written one by one")
        copied = other.copy()
        for name in self.__slots__:
            setattr(self, name, getattr(copied, name))

    def fill(self, value):
        """Keep nothing: of all numbers, sparse arrays are filled with zero only."""
        if value != 0:
            raise RuntimeError("a sparse tensor is filled with zero only")
        self[...] = LIBRARY.zeros_like(self)

    def reshape(self, *shape):
        """Return itself, of all shapes."""
        return self if shape in (self.shape, (self.shape,)) else refuse()

    def holding(self, values):
        """Return an array of other values at the same places."""
        return SparseArray(self.places, values, self.shape, self.coalesced)

    def copy(self, order=None):
        """Return an array that shares nothing with this one."""
        return SparseArray(self.places.copy(), self.values.copy(), self.shape, self.coalesced)

    def astype(self, dtype, copy=True):
        """Return the array with values of another type."""
        return self.holding(self.values.astype(dtype, copy=copy))

    def swapaxes(self, first, second):
        """Return the array with two of its sparse dimensions exchanged."""
        order, shape = list(range(len(self.places))), list(self.shape)
        order[first], order[second] = order[second], order[first]
        shape[first], shape[second] = shape[second], shape[first]
        return SparseArray(self.places[order], self.values, shape)

    def numbers(self):
        """Return where each place lies among all, counted row by row."""
        return np.ravel_multi_index(tuple(self.places), self.shape[: len(self.places)])

    def coalesce(self):
        """Return the array with its places in order, each of them once."""
        if self.coalesced:
            return self
        places, where = np.unique(self.numbers(), return_inverse=True)
        values = np.zeros((len(places), *self.values.shape[1:]), self.dtype)
        add_parts(np, values, where.reshape(-1), self.values)
        kept = np.unravel_index(places, self.shape[: len(self.places)])
        return SparseArray(np.stack(kept), values, self.shape, True)

    def parts(self):
        """Return the places as an index of a dense array, and the values."""
        return tuple(self.places), self.values

    def add_to(self, dense, times=1):
        """Add the elements to those of a dense array, in place; return it."""
        count = len(self.places)
        rows = dense.reshape(prod(self.shape[:count]), *self.shape[count:])
        add_parts(np, rows, self.numbers(), self.values * dense.dtype.type(times))
        return dense

    def dense(self):
        """Return all elements as an array."""
        return self.add_to(np.zeros(self.shape, self.dtype))

    def at(self, places):
        """Return the values at the places of another array; zero where this one has none."""
        own = self.coalesce()
        known, asked = own.numbers(), SparseArray(places, self.values, self.shape).numbers()
        values = np.zeros((len(asked), *own.values.shape[1:]), self.dtype)
        here = np.isin(asked, known)
        values[here] = own.values[np.searchsorted(known, asked[here])]
        return values

    # --- arithmetic ------------------------------------------------------------------------------

    def __add__(self, other):
        if not isinstance(other, SparseArray):
            return self.add_to(other.copy())
        check_like(self, other)
        places = np.concatenate([self.places, other.places], axis=1)
        return SparseArray(places, np.concatenate([self.values, other.values]), self.shape)

    def __radd__(self, other):
        return self + other

    def __neg__(self):
        return self.holding(-self.values)

    def __sub__(self, other):
        return self + -other

    def __mul__(self, other):
        """Multiply by a number, or elementwise by a sparse array: what both have is left."""
        if not isinstance(other, SparseArray):
            return self.holding(self.values * other)
        check_like(self, other)
        mine = self.coalesce()
        both = np.isin(mine.numbers(), other.numbers())
        places = mine.places[:, both]
        return SparseArray(places, mine.values[both] * other.at(places), self.shape, True)

    __rmul__ = __mul__

    def __truediv__(self, number):
        return self.holding(self.values / number)

    def __pow__(self, number):
        own = self.coalesce()
        return own.holding(own.values**number)

    def dot(self, dense):
        """Multiply this matrix by a dense one: each element adds its part of a row to a row.

        ``result[i] += value * dense[j]`` for each ``value`` at ``(i, j)``.
        """
        rows, columns = self.places
        result = np.zeros((self.shape[0], dense.shape[1]), self.dtype)
        add_parts(np, result, rows, self.values[:, None] * dense[columns])
        return result

    def __array_ufunc__(self, ufunc, method, *inputs, out=None):
        """Add to a dense array, or subtract from it; NumPy asks here for all that it begins."""
        dense, sparse = inputs if len(inputs) == 2 else (self, None)
        if ufunc is np.multiply and np.ndim(dense) == 0:
            return sparse * dense
        if ufunc not in (np.add, np.subtract) or dense is self:
            return NotImplemented
        result = dense.copy() if out is None else out[0]
        return sparse.add_to(result, 1 if ufunc is np.add else -1)


def check_like(array, other):
    """Raise unless two sparse arrays have one size, and as many sparse dimensions."""
    if array.shape != other.shape:
        raise RuntimeError(
            f"add: expected 'self' and 'other' to have same sizes, but {list(array.shape)} != "
            f"{list(other.shape)}"
        )


class Library:
    """The functions that sparse arrays have; asking for another says that it is not there."""

    sqrt = np.sqrt  # of a sum

    def __getattr__(self, name):
        raise RuntimeError(f"{name} is not implemented for sparse tensors; use to_dense()")

    @staticmethod
    def swapaxes(array, first, second):
        """Exchange two dimensions."""
        return array.swapaxes(first, second)

    transpose = swapaxes

    @staticmethod
    def array(array, order=None):
        """Copy an array."""
        return array.copy()

    @staticmethod
    def abs(array):
        """Take the elements without their signs."""
        own = array.coalesce()
        return own.holding(np.abs(own.values))

    class add:
        """``add.reduce``: the sum of all elements."""

        @staticmethod
        def reduce(array, axis=None, **options):
            """Add up all elements; along a dimension that is not there."""
            return np.add.reduce(array.values, axis=None) if axis is None else refuse()

    @staticmethod
    def zeros_like(array):
        """Return an array that keeps nothing."""
        return SparseArray(array.places[:, :0], array.values[:0], array.shape, True)

    @staticmethod
    def zeros(shape, dtype):
        """Return a dense array of zeros."""
        return np.zeros(shape, dtype)


LIBRARY = Library()


SPARSE = BACKENDS["sparse"] = Backend(
    "sparse", LIBRARY, SparseArray, refuse, SparseArray.dense, refuse, device="cpu"
)
