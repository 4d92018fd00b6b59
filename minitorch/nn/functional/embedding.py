"""Embeddings as functions."""

import warnings

from minitorch.autograd import no_grad
from minitorch.op import OPS

from ... import cat

__all__ = ["embedding", "embedding_bag"]


def renormalize(weight, indices, max_norm, norm_type):
    """Scale the rows of ``weight`` at ``indices`` whose norm is larger than ``max_norm``."""
    with no_grad():
        table = weight.data
        for index in sorted(set(indices._plain().contiguous().view(-1).tolist())):
            row = table[index]
            norm = float(row.norm(norm_type))
            if norm > max_norm:
                row.mul_(max_norm / (norm + 1e-7))


def check_rows(indices, count):
    """Raise RuntimeError unless all of ``indices`` are rows of a table of ``count``."""
    for index in indices.contiguous().view(-1).tolist():
        if not 0 <= index < count:
            raise RuntimeError(
                f"input need to be in the range 0 <= input < {count}, but got input of value: "
                f"{index}"
            )


def embedding(
    input,
    weight,
    padding_idx=None,
    max_norm=None,
    norm_type=2,
    scale_grad_by_freq=False,
    sparse=False,
):
    """Return the rows of ``weight`` at the indices ``input``.

    Args:
        padding_idx: an index whose row gets no gradient.
        max_norm, norm_type: scale rows of a larger norm down, in place.
        scale_grad_by_freq: divide the gradient of a row by how often it was chosen.
        sparse: whether the gradient of the weight is a sparse tensor.

    Shape:
        input: any, int64; weight: ``(rows, n)``; the result ``(*input.shape, n)``.

    Example:
        >>> F.embedding(torch.tensor([[2, 0]]), torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]))
        tensor([[[5., 6.],
                 [1., 2.]]])

    Source: PyTorch 0.4.1, torch.nn.functional.embedding.
    """
    if not weight.dim():
        raise RuntimeError("'weight' must have rows, but it is a number")
    rows = weight.size(0)
    if padding_idx is not None:
        assert -rows <= padding_idx < rows, "Padding_idx must be within num_embeddings"
        padding_idx %= rows
    else:
        padding_idx = -1
    if max_norm is not None:
        renormalize(weight, input, max_norm, norm_type)
    return OPS["embedding"].call(weight, input, padding_idx, scale_grad_by_freq, sparse)


def checked_offsets(input, offsets):
    """Return flat indices, and where each bag begins, as a list of ints."""
    if input.dim() == 2:
        if offsets is not None:
            raise ValueError(
                "if input is 2D, then offsets has to be None, as input is treated is a mini-batch "
                f"of fixed length sequences. However, found offsets of type {type(offsets)}"
            )
        return input.contiguous().view(-1), list(range(0, input.numel(), input.size(1)))
    if input.dim() != 1:
        raise ValueError(
            f"input has to be 1D or 2D Tensor, but got Tensor of dimension {input.dim()}"
        )
    if offsets is None or offsets.dim() != 1:
        got = " but got None" if offsets is None else ""
        raise ValueError(f"offsets has to be a 1D Tensor{got}")
    starts = [int(start) for start in offsets]
    if starts[0] != 0:
        raise ValueError(
            "offsets[0] has to be 0, i.e., the first sequence in the mini-batch has to start from "
            f"position 0. However, got {starts[0]}"
        )
    if starts[-1] > input.size(0):
        raise ValueError(
            f"offsets[-1] can not be greater than input's length({input.size(0)}), but got "
            f"offsets[-1] of {starts[-1]}"
        )
    return input, starts


def bagged(rows, input, weight, starts, mode):
    """Return the mean, sum or maximum of the rows in each bag, one bag from each of ``starts``."""
    stops = [*starts[1:], rows.size(0)]
    blank = weight.data.new(len(starts), weight.size(1)).zero_()
    blank = weight._wrap(blank._array)
    if mode == "max":
        bags = zip(starts, stops, strict=True)
        tops = [rows[a:b].max(0)[0] if b > a else blank[0] for a, b in bags]
        return cat([top.view(1, -1) for top in tops])
    sizes = [stop - start for start, stop in zip(starts, stops, strict=True)]
    bag_of = input._plain().new([bag for bag, size in enumerate(sizes) for _ in range(size)])
    sums = blank.index_add(0, input._wrap(bag_of._array), rows)
    if mode == "sum":
        return sums
    counts = weight.data.new([max(size, 1) for size in sizes]).view(-1, 1)
    return sums / weight._wrap(counts._array).expand_as(sums)


def embedding_bag(
    input,
    weight,
    offsets=None,
    max_norm=None,
    norm_type=2,
    scale_grad_by_freq=False,
    mode="mean",
    sparse=False,
):
    """Return the mean, sum or maximum of the rows of ``weight`` in each bag of indices.

    Args:
        offsets: where each bag begins in a flat ``input``; the rows of a matrix are bags.

    Shape:
        input: ``(bags, indices)``, or ``(indices,)`` with offsets: ``(bags,)``, all int64; weight:
        ``(rows, n)``; the result ``(bags, n)``.

    Raises:
        ValueError: if offsets do not fit, or there is no such mode.

    Example:
        >>> weight = torch.tensor([[1.0], [10.0], [100.0]])
        >>> F.embedding_bag(torch.tensor([0, 1, 2]), weight, torch.tensor([0, 1]), mode="sum")
        tensor([[  1.],
                [110.]])

    Source: PyTorch 0.4.1, torch.nn.functional.embedding_bag.
    """
    if "Long" in weight._plain().type() and "Long" not in input._plain().type():
        warnings.warn(
            "Argument order of nn.functional.embedding_bag was changed. Usage "
            "`embedding_bag(weight, input, ...)` is deprecated, and should now be "
            "`embedding_bag(input, weight, ...)`.",
            stacklevel=2,
        )
        input, weight = weight, input
    input, starts = checked_offsets(input, offsets)
    if mode not in ("sum", "mean", "max"):
        raise ValueError("mode has to be one of sum or mean")
    if mode == "max" and scale_grad_by_freq:
        raise ValueError("max mode does not support scaling the gradient by the frequency")
    if mode == "max" and sparse:
        raise ValueError("max mode does not support sparse weights")
    rows = embedding(input, weight, None, max_norm, norm_type, scale_grad_by_freq, sparse)
    return bagged(rows, input, weight, starts, mode)
