"""Overwriting: operations that forget the old value of a tensor, and changes of type."""

from ..backend import backend_of, get_backend
from ..cases import Array, Real, case
from ..engine import edge_of
from ..op import composite, hidden


@composite()
def is_floating_point(input):
    """Return whether the elements are floating point numbers.

    Example:
        >>> torch.is_floating_point(torch.tensor([1.0])), torch.is_floating_point(torch.tensor([1]))
        (True, False)

    Source: PyTorch 0.4.1, torch.is_floating_point.
    """
    return input._array.dtype.kind == "f"


@composite()
def is_nonzero(input):
    """Return whether the one element is not zero.

    Raises:
        RuntimeError: unless there is one element.

    Example:
        >>> torch.is_nonzero(torch.tensor([2])), torch.is_nonzero(torch.tensor([0.0]))
        (True, False)

    Source: PyTorch 0.4.1, native_functions.yaml.
    """
    return bool(input)


@composite()
def is_signed(input):
    """Return whether the elements can be negative.

    Example:
        >>> torch.is_signed(torch.tensor([1]))
        True
        >>> torch.is_signed(torch.tensor([1], dtype=torch.uint8))
        False

    Source: PyTorch 0.4.1, native_functions.yaml: is_signed.
    """
    return input._array.dtype.kind != "u"


@hidden(
    input=lambda g: zero(g),
    inplace=True,
    node="FillBackward0",
    cases=[case(3, 4, value=2.5)],
)
def fill(xp, input: Array, value):
    """Return a tensor like ``input`` with ``value`` everywhere.

    Source: PyTorch 0.4.1, torch.Tensor.fill_.
    """
    return xp.full_like(input, value)


@hidden(
    input=lambda g: zero(g),
    inplace=True,
    kernel="th_zero_",
    cases=[case(3, 4)],
)
def zero(xp, input: Real):
    """Return zeros like ``input``. Source: PyTorch 0.4.1, torch.Tensor.zero_."""
    return xp.zeros_like(input)


@hidden(
    input=lambda g, numpy, input_type: astype(g, input_type, numpy),
    node="CopyBackwards",
    cases=[case(3, 4, numpy="float64", input_type="float64")],
)
def astype(xp, input: Array, numpy, input_type):
    """Return ``input`` with its elements converted to the NumPy dtype ``numpy``."""
    return input.astype(numpy)


@hidden(
    input=lambda g, kind, source: move(g, source, None, kind),
    node="CopyBackwards",
    cases=[case(3, 4, kind="cpu", index=None, source="cpu")],
)
def move(xp, input: Array, kind, index, source):
    """Return ``input`` copied to the device of type ``kind`` with ``index``."""
    return get_backend(kind).put(backend_of(input).get(input), index)


@hidden(
    input=lambda g: zero(g),
    source=lambda g: g,
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

    Raises:
        RuntimeError: if the tensor requires grad.

    Example:
        >>> torch.tensor([1.0, 2.0]).apply_(lambda x: 10 * x)
        tensor([10., 20.])

    Source: PyTorch 0.4.1, torch.Tensor.apply_.
    """
    return elementwise("apply_", (self,), callable)


@composite(torch=False)
def map_(self, tensor, callable):
    """Overwrite each element with ``callable(element, that of tensor)``.

    Shape:
        tensor: any that expands to the shape of the tensor itself.

    Raises:
        RuntimeError: if a tensor requires grad.
        TypeError: if the types differ.

    Example:
        >>> torch.tensor([1.0, 2.0]).map_(torch.tensor([3.0, 4.0]), lambda own, a: own + a)
        tensor([4., 6.])

    Source: PyTorch 0.4.1, torch.Tensor.map_.
    """
    return elementwise("map_", (self, tensor), callable)


@composite(torch=False)
def map2_(self, x, y, callable):
    """Overwrite each element with ``callable(element, that of x, that of y)``.

    Shape:
        x, y: any that expand to the shape of the tensor.

    Raises:
        RuntimeError: if a tensor requires grad.
        TypeError: if the types differ.

    Example:
        >>> x, y = torch.tensor([1.0, 2.0]), torch.tensor([10.0, 20.0])
        >>> torch.zeros(2).map2_(x, y, lambda own, a, b: own + a * b)
        tensor([10., 40.])

    Source: PyTorch 0.4.1, torch.Tensor.map2_.
    """
    return elementwise("map2_", (self, x, y), callable)
