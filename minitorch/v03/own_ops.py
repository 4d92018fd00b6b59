"""Operations that 0.3 computes in another way than 0.4."""

import math

import numpy as np

from ..cases import Array, Float, Index, Real, case
from ..op import OPS, hidden
from ..ops.indexing import index_put_rows, index_select
from ..ops.reduction import count, mean, spread, sum
from ..ops.shape import view
from ..ops.summing import in_double


@hidden(
    input=lambda g: g * 0,
    pointwise=True,
    node="RoundBackward",
    live="round",
    cases=[case(3, 4)],
)
def round_away(xp, input: Float):
    """Round to the nearest whole number, halves away from zero.

    Source: PyTorch 0.3.1, torch/lib/TH/generic/THTensorMath.c: ``round`` of C.
    """
    return xp.copysign(xp.floor(abs(input) + input.dtype.type(0.5)), input)


@hidden(
    input=lambda g, out, base: g * (out * math.log(base)),
    node="PowConstantBackward",
    cases=[case(3, 4, base=2.0), case(3, 4, base=0.5)],
)
def power_of(xp, input: Float, base):
    """Return ``base ** input`` for a number.

    Source: PyTorch 0.3.1, torch/autograd/_functions/basic_ops.py: PowConstant.
    """
    return xp.asarray(base, input.dtype) ** input


def over_all(name, of_all):
    """Return the function ``name``, which computes over all elements by an operation of 0.3.

    Along a dimension it is that of 0.4.
    """

    def call(tensor, *args, **named):
        return (along if args or named else of_all)(tensor, *args, **named)

    along = OPS[name].method_call
    call.__doc__ = along.__doc__
    return call


@hidden(
    input=lambda g, input_shape: spread(g, input_shape, None, False),
    node="SumBackward0",
    kernel="sum",
    live="sum",
    cases=[case(3, 4)],
)
def sum_of_all(xp, input: Real):
    """Add up all elements in double precision, and round once.

    Source: PyTorch 0.3.1, torch/lib/TH/generic/THTensorMath.c: sumall.
    """
    return sum.op.forward(xp, in_double(input, None), None).astype(input.dtype, copy=False)


@hidden(
    input=lambda g, input_shape: spread(g, input_shape, None, False) / count(input_shape, None),
    node="MeanBackward1",
    kernel="mean",
    live="mean",
    cases=[case(3, 4)],
)
def mean_of_all(xp, input: Real):
    """Return the mean of all elements, added up in double precision, and rounded once.

    Source: PyTorch 0.3.1, torch/lib/TH/generic/THTensorMath.c: meanall.
    """
    return mean.op.forward(xp, in_double(input, None), None).astype(input.dtype, copy=False)


OVER_ALL = {"sum": over_all("sum", sum_of_all), "mean": over_all("mean", mean_of_all)}


@hidden(
    input=lambda g, key, input_shape: put_at_key(g, key, input_shape),
    view=True,
    node="IndexBackward",
    cases=[case(3, 4, key=(1,)), case(3, 4, key=(slice(0, 2), None))],
)
def part_at(xp, input: Array, key):
    """Return the part of ``input`` at an index of ints, slices, None and ``...``, as a view.

    Source: PyTorch 0.3.1, torch/autograd/_functions/tensor.py: Index.
    """
    plain = tuple([item for item in key if item is not None])
    part = input[plain if ... in plain else (*plain, ...)]  # with "...", an array even of one
    return part.reshape(input[key].shape or (1,))  # a view still, with torch's stride at each None


@hidden(
    input=lambda g, key, input_shape: put_at_key(g, key, input_shape),
    node="IndexBackward",
    cases=[case(3, 4, key=([2, 0], [1, 1])), case(3, 4, key=(slice(None), [1, 1]))],
)
def taken_at(xp, input: Array, key):
    """Return a copy of the elements of ``input`` at an index of sequences.

    Source: PyTorch 0.3.1, torch/autograd/_functions/tensor.py: Index.
    """
    return xp.ascontiguousarray(input[key])


@hidden(
    input=lambda g: transposed(g),
    view=True,
    node="TBackward",
    cases=[case(3, 4), case(2, 3, 4)],
)
def transposed(xp, input: Array):
    """Return a view with the first two dimensions exchanged, as ``t()`` of a Variable does."""
    return input.T if input.ndim == 2 else xp.swapaxes(input, 0, 1)  # T is 3x faster


@hidden(
    input=lambda g, index, input_shape: index_put_rows(g, index, 0, input_shape),
    node="IndexSelectBackward",
    cases=[case((3, 4), index=[2, 0, 2])],
)
def rows_at(xp, input: Array, index: Index):
    """Return a copy of the rows of ``input`` with the numbers in ``index``.

    Source: PyTorch 0.3.1, torch/autograd/_functions/tensor.py: IndexSelect.
    """
    if index.ndim != 1 or not index.size:
        raise RuntimeError("invalid argument 3: Index is supposed to be a vector")
    return index_select.op.forward(xp, input, 0, index)


@hidden(
    input=lambda g, key, input_shape: view(taken_at(g, key), input_shape),
    node="SetItemBackward",
    cases=[case(2, key=([2, 0], [1, 1]), shape=(3, 4))],
)
def put_at_key(xp, input: Array, key, shape):
    """Return zeros of ``shape`` with ``input`` added at an index."""
    result = xp.zeros(shape, input.dtype)
    if any(isinstance(item, (list, np.ndarray)) for item in key):
        xp.add.at(result, key, input)
    else:
        result[key] = input.reshape(result[key].shape)
    return result


@hidden(
    input=lambda g, key: set_at(g, taken_at(g, key) * 0, key),
    value=lambda g, key, value_shape: view(taken_at(g, key), value_shape),
    node="SetItemBackward",
    cases=[case((3, 4), (4,), key=(1,)), case((3, 4), (2,), key=([2, 0], [1, 1]))],
)
def set_at(xp, input: Array, value: Array, key):
    """Return ``input`` with ``value`` at an index.

    Source: PyTorch 0.3.1, torch/autograd/_functions/tensor.py: SetItem.
    """
    result = input.copy()
    result[key] = value.reshape(result[key].shape)
    return result
