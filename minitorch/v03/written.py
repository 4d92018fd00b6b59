"""Functions and methods that 0.3 wrote in Python, over other functions.

Their arguments are what Python says they are, with Python's own errors; and their nodes are those
of the functions they call.

Source: PyTorch 0.3.1, torch/functional.py, torch/tensor.py, torch/autograd/variable.py.
"""

from importlib import import_module

from ..backend import root
from ..dtype import Size
from ..op import COMPOSITES, OPS
from ..tensor import Tensor as Core
from .complaints import of_variables
from .fitting import check_finite
from .own_ops import transposed
from .signature import signatures, title
from .tensor import Bare


def stack(sequence, dim=0, out=None):
    """Join tensors of one size along a new dimension."""
    if len(sequence) == 0:
        raise ValueError("stack expects a non-empty sequence of tensors")
    if dim < 0:
        dim += sequence[0].dim() + 1
    wider = [tensor.unsqueeze(dim) for tensor in sequence]
    joined = import_module(__package__).cat
    return joined(wider, dim) if out is None else joined(wider, dim, out=out)


def cat(tensors, dim=0):
    """Join tensors along a dimension they have."""
    items = [] if isinstance(tensors, Core) else tensors
    if hasattr(tensors, "volatile") or any(hasattr(item, "volatile") for item in items):
        return cat_variables(tensors, dim)
    return OPS["cat"].call(tuple(tensors), dim)


CAT = signatures("tuple of Variables tensors, int dim=0")


def cat_variables(*args, **named):
    """Join Variables along a dimension they have."""
    pairs = CAT[0].bound(CAT[0].parameters, args, named, None)
    if pairs is None:
        raise RuntimeError(of_variables("cat", CAT, args, named))
    tensors, *dim = [value for _, value in pairs]
    for position, item in enumerate(tensors):
        if not hasattr(item, "volatile"):
            raise RuntimeError(
                f"expected Variable as element {position} in argument 0, but got "
                f"{type(tensors).__name__}"
            )
    return OPS["cat"].call(tuple(tensors), *dim)


def split(tensor, split_size, dim=0):
    """Return consecutive views along ``dim``, each of ``split_size``, the last perhaps less."""
    return tensor.split(split_size, dim)


def chunk(tensor, chunks, dim=0):
    """Return ``chunks`` views along ``dim`` of equal size, the last perhaps less."""
    return tensor.chunk(chunks, dim)


def unbind(tensor, dim=0):
    """Return the views of a tensor along ``dim``, without that dimension."""
    return tuple([tensor.select(dim, index) for index in range(tensor.size(dim))])


def matmul(tensor1, tensor2):
    """Multiply as in 0.4; whatever is no tensor is asked for its dimensions, which it has not."""
    if tensor1.dim() == tensor2.dim() == 1:
        return tensor1.dot(tensor2)
    return COMPOSITES["matmul"](tensor1, tensor2)


def select(tensor, dimension, index):
    """Return the slice of a tensor at ``index``, which counts from the front."""
    if not 0 <= index < tensor.size(dimension):
        raise RuntimeError("invalid argument 3: out of range")
    return OPS["select"].method_call(tensor, dimension, index)


def dot(tensor1, tensor2):
    """Return the sum of the products of elements; the size of Variables doesn't matter."""
    if tensor1.dim() > 1 and hasattr(tensor1, "volatile"):
        tensor1, tensor2 = tensor1.contiguous().view(-1), tensor2.contiguous().view(-1)
    return OPS["dot"].method_call(tensor1, tensor2)


def split_by_size(tensor, split_size, dim=0):
    """Return consecutive views of a tensor along ``dim``, each of ``split_size``."""
    size = tensor.size(dim)
    count = (size + split_size - 1) // split_size
    starts = [number * split_size for number in range(count)]
    return tuple([tensor.narrow(dim, at, min(split_size, size - at)) for at in starts])


def split_in(tensor, chunks, dim=0):
    """Return ``chunks`` views of a tensor along ``dim``."""
    return split_by_size(tensor, (tensor.size(dim) + chunks - 1) // chunks, dim)


def permute(tensor, *dims):
    """Return a view of a tensor with the dimensions in another order."""
    assert sorted(dims, key=str) == sorted(range(tensor.dim()), key=str), "Invalid permutation"
    return OPS["permute"].method_call(tensor, *dims)


def repeat(tensor, *sizes):
    """Return as many copies of a tensor along each dimension as ``sizes`` says."""
    sizes = sizes[0] if len(sizes) == 1 and isinstance(sizes[0], Size) else sizes
    if len(sizes) < tensor.dim():
        raise ValueError(
            "Number of dimensions of repeat dims can not be smaller than number of dimensions of "
            "tensor"
        )
    return OPS["repeat"].method_call(tensor, *sizes)


def repeat_variable(variable, *repeats):
    """Return as many copies of a Variable along each dimension as ``repeats`` says."""
    sizes = repeats[0] if len(repeats) == 1 and isinstance(repeats[0], Size) else repeats
    for position, size in enumerate(sizes):
        if not isinstance(size, int):
            raise TypeError(
                "torch.Size() takes an iterable of 'int' "
                f"(item {position} is '{title(type(size))}')"
            )
    return repeat(variable, *sizes)


def clamp(variable, min=None, max=None):
    """Return the elements of a Variable, limited to the range from ``min`` to ``max``."""
    if min is None and max is None:
        raise ValueError("clamp requires specifying at least one of min and max arguments")
    return OPS["clamp"].method_call(variable, min, max)


def norm(variable, p=2, dim=None, keepdim=False):
    """Return the ``p``-norm of a Variable, of all elements or along ``dim``."""
    if isinstance(p, (int, float)):
        check_finite(variable._array.dtype, p)
    if dim is None:
        return Bare.norm(variable, p)
    return Bare.norm(variable, p, dim, keepdim)


def var(variable, dim=None, keepdim=False, unbiased=True):
    """Return the variance of a Variable, of all elements or along ``dim``."""
    mean = variable.mean() if dim is None else variable.mean(dim, True)
    centered = variable.sub(mean.expand_as(variable))
    squares = centered.mul(centered)
    squares = squares.sum() if dim is None else squares.sum(dim, keepdim)
    count = variable.numel() if dim is None else variable.size(dim)
    return squares.div(count - 1 if unbiased else count)


def std(variable, dim=None, keepdim=False, unbiased=True):
    """Return the standard deviation of a Variable, of all elements or along ``dim``."""
    return variable.var(dim, keepdim, unbiased).sqrt()


def resize_(tensor, *size):
    """Show as many elements of the storage as ``size`` says, row by row.

    Raises:
        RuntimeError: if the storage is that of a NumPy array.
    """
    if root(tensor._memory()).base is not None:
        raise RuntimeError(
            "calling resize_ on a tensor that has non-resizable storage. Clone it first or create "
            "a new tensor instead."
        )
    return Core.resize_(tensor, *size)


def type_of_tensor(tensor, new_type=None, non_blocking=False):
    """Return the name of a tensor's type, or the tensor converted to another type."""
    if new_type is None:
        return Core.type(tensor)
    wanted = type_called(new_type) if isinstance(new_type, str) else new_type
    kind = type(tensor)
    return tensor if wanted == kind else tensor._as(element_of(wanted))


def type_of_variable(variable, t, non_blocking=False):
    """Return a Variable converted to another type."""
    if t is None:
        raise RuntimeError("data must be a Tensor")
    wanted = type_called(t) if isinstance(t, str) else t
    kind = type(variable.data)
    return variable if wanted == kind else variable._as(element_of(wanted))


def element_of(tensor_type):
    """Return the NumPy type of the elements; what is no type of tensors has no ``is_sparse``."""
    return tensor_type.is_sparse and tensor_type.element


def type_called(name):
    """Return the tensor type that a text such as ``torch.FloatTensor`` names.

    Raises:
        ModuleNotFoundError, AttributeError: if there is no such module, or no such name in it.
    """
    first, *rest = name.split(".")
    found = import_module(__package__ if first == "torch" else first)
    for part in rest:
        found = getattr(found, part)
    return found


FUNCTIONS = {f.__name__: f for f in (stack, split, chunk, unbind, matmul)}
OF_BOTH = {f.__name__: f for f in (cat, matmul, select, dot, resize_)}  # read by signature
OF_TENSORS = {
    "split": split_by_size,
    "chunk": split_in,
    "permute": permute,
    "repeat": repeat,
    "type": type_of_tensor,
}
OF_VARIABLES = {
    "cat": staticmethod(cat_variables),
    "repeat": repeat_variable,
    "clamp": clamp,
    "var": var,
    "std": std,
    "norm": norm,
    "t": transposed.op.method_call,
    "type": type_of_variable,
}
