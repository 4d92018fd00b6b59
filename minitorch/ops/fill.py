"""Overwriting: operations that forget the old value of a tensor, and changes of type."""

from ..backend import backend_of, get_backend
from ..cases import Array, case
from ..engine import edge_of
from ..op import composite, op


@composite()
def is_floating_point(input):
    """Return whether the elements are floating point numbers. Source: PyTorch 0.4.1."""
    return input._array.dtype.kind == "f"


@composite()
def is_nonzero(input):
    """Return whether the one element is not zero. Source: PyTorch 0.4.1, native_functions.yaml."""
    return bool(input)


@composite()
def is_signed(input):
    """Return whether the elements can be negative. Source: PyTorch 0.4.1."""
    return input._array.dtype.kind != "u"


@op(
    input=lambda g: zero(g),
    torch=False,
    method=False,
    inplace=True,
    node="FillBackward0",
    cases=[case(3, 4, value=2.5)],
)
def fill(xp, input: Array, value):
    """Return a tensor like ``input`` with ``value`` everywhere.

    Source: PyTorch 0.4.1, torch.Tensor.fill_.
    """
    return xp.full_like(input, value)


@op(input=lambda g: zero(g), torch=False, method=False, inplace=True, cases=[case(3, 4)])
def zero(xp, input: Array):
    """Return zeros like ``input``. Source: PyTorch 0.4.1, torch.Tensor.zero_."""
    return xp.zeros_like(input)


@op(
    input=lambda g, numpy, input_type: astype(g, input_type, numpy),
    torch=False,
    method=False,
    node="CopyBackwards",
    cases=[case(3, 4, numpy="float64", input_type="float64")],
)
def astype(xp, input: Array, numpy, input_type):
    """Return ``input`` with its elements converted to the NumPy dtype ``numpy``."""
    return input.astype(numpy)


@op(
    input=lambda g, kind, source: move(g, source, None, kind),
    torch=False,
    method=False,
    node="CopyBackwards",
    cases=[case(3, 4, kind="cpu", index=None, source="cpu")],
)
def move(xp, input: Array, kind, index, source):
    """Return ``input`` copied to the device of type ``kind`` with ``index``."""
    return get_backend(kind).put(backend_of(input).get(input), index)


@op(
    input=lambda g: zero(g),
    source=lambda g: g,
    torch=False,
    method=False,
    node="CopyBackwards",
    cases=[case((3, 4), (3, 4))],
)
def copied(xp, input: Array, source: Array):
    """Return ``source``, as what ``input`` becomes by :meth:`Tensor.copy_`."""
    return xp.array(source, order="C")


def elementwise(name, tensors, function):
    """Overwrite the first tensor with what a Python function makes of the elements of all."""
    first = tensors[0]
    for tensor in tensors:
        if edge_of(tensor) is not None:
            raise RuntimeError(
                f"Can't call {name}() on Variable that requires grad. Use "
                f"var.detach().{name}() instead."
            )
        if tensor._array.dtype != first._array.dtype:
            raise TypeError(f"{name}: expected {tensor.type()} for all arguments")
    array = first._memory()
    columns = [tensor.expand_as(first).contiguous().view(-1).tolist() for tensor in tensors]
    values = [function(*row) for row in zip(*columns, strict=True)]
    first._write(backend_of(array).xp.asarray(values, dtype=array.dtype).reshape(array.shape))
    return first


@composite(torch=False)
def apply_(self, callable):
    """Overwrite each element with ``callable(element)``. It is slow: Python for every element.

    Source: PyTorch 0.4.1, torch.Tensor.apply_.
    """
    return elementwise("apply_", (self,), callable)


@composite(torch=False)
def map_(self, tensor, callable):
    """Overwrite each element with ``callable(element, that of tensor)``.

    Source: PyTorch 0.4.1, torch.Tensor.map_.
    """
    return elementwise("map_", (self, tensor), callable)


@composite(torch=False)
def map2_(self, x, y, callable):
    """Overwrite each element with ``callable(element, that of x, that of y)``.

    Source: PyTorch 0.4.1, torch.Tensor.map2_.
    """
    return elementwise("map2_", (self, x, y), callable)
