"""Overwriting: operations that forget the old value of a tensor, and changes of type."""

from ..cases import Array, case
from ..op import composite, op


@composite()
def is_floating_point(input):
    """Return whether the elements are floating point numbers. Source: PyTorch 0.4.1."""
    return input._array.dtype.kind == "f"


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
    from ..backend import backend_of, get_backend

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
