"""Sizes in 0.3, where a tensor without elements has no dimensions either."""

from ..tensor import Tensor as Core


def dim(tensor):
    """Return the number of dimensions."""
    return tensor._array.ndim if tensor._array.size else 0


def size(tensor, *dim):
    """Return the shape, or the size of one dimension."""
    check_dimensions(tensor, dim)
    return Core.size(tensor, *dim) if dim else tensor.shape


def stride(tensor, *dim):
    """Return the steps between elements along each dimension, or along one, in elements."""
    check_dimensions(tensor, dim)
    return Core.stride(tensor, *dim) if tensor._array.size else ()


def check_dimensions(tensor, dim):
    """Raise if a dimension is meant of a tensor that has none."""
    if dim and not tensor._array.size:
        raise RuntimeError(f"dimension specified as {dim[0]}, but tensor has no dimensions")


OF_BOTH = {"dim": dim, "ndimension": dim, "size": size, "stride": stride}  # read by signature
