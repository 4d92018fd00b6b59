"""Several tensors brought to one shape."""

import numpy as np

from ..errors import not_broadcastable
from ..op import composite
from .shape import expand, view


@composite(method=False)
def broadcast_tensors(*tensors):
    """Return views of all tensors, expanded to the shape they have in common.

    Shape:
        tensors: any that broadcast together; the results have their common shape.

    Example:
        >>> torch.broadcast_tensors(torch.tensor([1, 2]), torch.tensor([[3], [4]]))
        (tensor([[1, 2],
                [1, 2]]), tensor([[3, 3],
                [4, 4]]))

    Source: PyTorch 0.4.1, native_functions.yaml: broadcast_tensors.
    """
    arrays = [tensor._array for tensor in tensors]
    try:
        shape = np.broadcast_shapes(*[array.shape for array in arrays])
    except ValueError as error:
        raise not_broadcastable(arrays) from error
    return tuple([tensor.expand(shape) for tensor in tensors])


@composite(method=False)
def meshgrid(*tensors):
    """Return for each of some vectors its elements as coordinates of the grid they span.

    Shape:
        tensors: vectors or numbers of one type, one by one or in a list; the results have as
        many dimensions as there are tensors.

    Example:
        >>> torch.meshgrid(torch.tensor([1, 2]), torch.tensor([3, 4, 5]))
        (tensor([[1, 1, 1],
                [2, 2, 2]]), tensor([[3, 4, 5],
                [3, 4, 5]]))

    Source: PyTorch 0.4.1, torch.meshgrid.
    """
    if len(tensors) == 1 and isinstance(tensors[0], (list, tuple)):
        tensors = tuple(tensors[0])
    if not tensors:
        raise RuntimeError("meshgrid expects a non-empty TensorList")
    for tensor in tensors:
        if len(tensor.shape) > 1:
            raise RuntimeError(f"Expected scalar or 1D tensor in the tensor list but got: {tensor}")
    grid = [tensor._array.size for tensor in tensors]
    columns = [(1,) * i + (-1,) + (1,) * (len(grid) - i - 1) for i in range(len(grid))]
    return tuple([expand(view(t, c), grid) for t, c in zip(tensors, columns, strict=True)])
