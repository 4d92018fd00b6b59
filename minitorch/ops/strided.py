"""Views by strides: any arrangement of the elements in the memory of a tensor."""

from math import prod

from ..backend import backend_of, numbers_among, offsets, storage_of, strided
from ..cases import Array, case
from ..errors import wrap_dim
from ..op import composite, hidden, op
from ..views import check_writable, reshape


def dense(shape):
    """Return the strides of a tensor of ``shape`` whose elements lie row by row without gaps."""
    steps, step = [], 1
    for size in reversed(shape):
        steps.append(step)
        step *= max(size, 1)
    return tuple(reversed(steps))


def numbers(xp, shape, strides, size, stride, offset):
    """Return which element of a tensor each one of its arrangement ``size, stride, offset`` is.

    Those that are none of its elements get the number after its last.
    """
    chosen = offsets(xp, size, stride) + offset
    return numbers_among(xp, offsets(xp, shape, strides), chosen)


def apart(size, stride):
    """Return whether all elements of an arrangement lie at different places."""
    reach = 0
    for step, n in sorted(zip(stride, size, strict=True)):
        if n > 1 and step <= reach:
            return False
        reach += (n - 1) * step
    return True


def lone_dimension(size, stride):
    """Return the shortest dimension, if what is left without it lies apart; else None."""
    dim = min(range(len(size)), key=size.__getitem__, default=None)
    if dim is None or not apart(size[:dim] + size[dim + 1 :], stride[:dim] + stride[dim + 1 :]):
        return None
    return dim


def added_in_turn(xp, input, shape, stride, offset, dim):
    """Return :func:`put_strided` by one addition for each place along ``dim``.

    For windows of two elements in a million that takes 2 ms, and place by place 33 ms.
    """
    result, steps = xp.zeros((prod(shape),), input.dtype), [n * input.itemsize for n in stride]
    for place in range(input.shape[dim]):
        part = input[(slice(None),) * dim + (place,)]
        start = result[offset + place * stride[dim] :]
        window = strided(xp, start, part.shape, tuple(steps[:dim] + steps[dim + 1 :]))
        window += part
    return result.reshape(shape)


@hidden(
    input=lambda g, input_shape, strides, stride, offset: take_strided(
        g, strides, input_shape, stride, offset
    ),
    cases=[case((2, 3), shape=(3, 4), strides=(4, 1), stride=(2, 1), offset=1)],
)
def put_strided(xp, input: Array, shape, strides, stride, offset):
    """Return zeros of ``shape`` to which the elements of an arrangement were added."""
    last = offset + sum([(n - 1) * step for n, step in zip(input.shape, stride, strict=True)])
    inside = strides == dense(shape) and min((offset, *stride)) >= 0 and last < prod(shape)
    alone = lone_dimension(input.shape, stride) if inside and input.size else None
    if alone is not None:
        return added_in_turn(xp, input, shape, stride, offset, alone)
    at = numbers(xp, shape, strides, input.shape, stride, offset)
    count = prod(shape)
    result = xp.zeros((count + 1,), input.dtype)
    xp.add.at(result, at, input.reshape(-1))
    return result[:count].reshape(shape)


@hidden(
    input=lambda g, input_shape, strides, stride, offset: put_strided(
        g, input_shape, strides, stride, offset
    ),
    cases=[case((3, 4), strides=(4, 1), size=(2, 3), stride=(2, 1), offset=1)],
)
def take_strided(xp, input: Array, strides, size, stride, offset):
    """Return what an arrangement shows of ``input``, and zeros for what ``input`` lacks."""
    at = numbers(xp, input.shape, strides, tuple(size), stride, offset)
    padded = xp.concatenate([input.reshape(-1), xp.zeros((1,), input.dtype)])
    return padded[at].reshape(tuple(size))


@hidden(
    input=lambda g, input_shape, strides, stride, offset: put_strided(
        g, input_shape, strides, stride, offset
    ),
    view=True,
    node="AsStridedBackward",
    cases=[case((3, 4), strides=(4, 1), size=(2, 3), stride=(2, 1), offset=1)],
)
def strided_from(xp, input: Array, strides, size, stride, offset):
    """Return a view of ``size`` and ``stride``, ``offset`` elements after the first of ``input``.

    Args:
        strides: those of ``input``, in elements.

    Raises:
        RuntimeError: if it does not lie within the memory of ``input``.
    """
    whole, pointer = storage_of(input), backend_of(input).pointer
    start = (pointer(input) - pointer(whole)) // input.itemsize + offset
    last = start + sum([(n - 1) * step for n, step in zip(size, stride, strict=True)])
    if start < 0 or last >= whole.size or min(stride, default=0) < 0:
        raise RuntimeError(
            f"as_strided: sizes {list(size)}, strides {list(stride)} and storage offset {start} "
            f"reach out of a storage of {whole.size} elements"
        )
    steps = [step * input.itemsize for step in stride]
    return strided(xp, whole[start:], tuple(size), tuple(steps))


@composite()
def as_strided(input, size, stride, storage_offset=None):
    """Return a view of the storage of ``input`` with any size, strides and offset.

    Args:
        storage_offset: where it begins in the storage, in elements; as ``input`` if left out.

    Shape:
        the result is ``size``.

    Raises:
        RuntimeError: if it does not lie within the storage. (0.4.1 let the storage grow.)

    Example:
        >>> torch.as_strided(torch.arange(6), (2, 2), (1, 2), 1)
        tensor([[1, 3],
                [2, 4]])

    Source: PyTorch 0.4.1, torch.as_strided.
    """
    offset = 0 if storage_offset is None else storage_offset - input.storage_offset()
    return strided_from(input, input.stride(), tuple(size), tuple(stride), offset)


@composite(torch=False)
def as_strided_(input, size, stride, storage_offset=None):
    """In-place form of :func:`as_strided`; returns the tensor itself."""
    check_writable(input)
    return reshape(input, as_strided(input, size, stride, storage_offset))


def windows(shape, strides, dim, size, step):
    """Return shape and strides of the slices of ``size`` along ``dim``, one each ``step``."""
    count = (shape[dim] - size) // step + 1
    steps = (*strides[:dim], strides[dim] * step, *strides[dim + 1 :], strides[dim])
    return (*shape[:dim], count, *shape[dim + 1 :], size), steps


def unfolded(g, input_shape, dimension, size, step):
    """Add what arrives to the elements of each slice."""
    if not input_shape:
        return g.reshape(())
    dim = wrap_dim(dimension, len(input_shape))
    _, steps = windows(input_shape, dense(input_shape), dim, size, step)
    return put_strided(g, input_shape, dense(input_shape), steps, 0)


@op(
    input=unfolded,
    view=True,
    torch=False,
    cases=[case((3, 5), dimension=1, size=3, step=1), case((5, 2), dimension=0, size=2, step=2)],
)
def unfold(xp, input: Array, dimension, size, step):
    """Return a view of all slices of ``size`` along ``dimension``, one each ``step`` elements.

    Shape:
        input: ``(..., n, ...)``; the result ``(..., (n - size) // step + 1, ..., size)``.

    Raises:
        RuntimeError: if ``size`` is larger than ``n``, or ``step`` is not positive.

    Source: PyTorch 0.4.1, torch.Tensor.unfold.
    """
    dim = wrap_dim(dimension, input.ndim)
    longest = input.shape[dim] if input.ndim else 1
    if size > longest:
        raise RuntimeError(
            f"invalid argument 3: maximum size for tensor at dimension {dim} is {longest} but "
            f"size is {size}"
        )
    if step <= 0:
        raise RuntimeError(f"invalid argument 4: step is {step} but must be > 0")
    if not input.ndim:
        return input.reshape(1)[:size]
    return strided(xp, input, *windows(input.shape, input.strides, dim, size, step))
