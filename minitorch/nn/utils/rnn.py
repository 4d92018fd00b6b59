"""Sequences of different lengths: packed, without padding, or padded to one length."""

from collections import namedtuple

from ... import cat
from .. import release

__all__ = [
    *["PackedSequence", "pack_padded_sequence", "pack_sequence"],
    *["pad_packed_sequence", "pad_sequence"],
]
PackedSequence_ = namedtuple("PackedSequence_", ["data", "batch_sizes"])


def forwarded(name):
    """Return the method that makes a packed sequence of what ``data.name(...)`` returns."""

    def method(self, *args, **kwargs):
        return type(self)(getattr(self.data, name)(*args, **kwargs), self.batch_sizes)

    method.__name__, method.__doc__ = name, f"Return this sequence with ``data.{name}(...)``."
    return method


class PackedSequence(PackedSequence_):
    """Sequences step after step, longest first, without what would be padding.

    Attributes:
        data: the elements of the first step of each sequence, then those of the second ...
        batch_sizes: how many sequences have each step.

    Example:
        >>> sequences = [torch.tensor([1, 2, 3]), torch.tensor([4, 5])]
        >>> packed = torch.nn.utils.rnn.pack_sequence(sequences)
        >>> packed.data, packed.batch_sizes
        (tensor([1, 4, 2, 5, 3]), tensor([2, 2, 1]))

    Source: PyTorch 0.4.1, torch/nn/utils/rnn.py.
    """

    def __new__(cls, *args):
        """Take ``data`` and ``batch_sizes``, or one pair of them."""
        return super().__new__(cls, *(args if len(args) == 2 else args[0]))

    cuda, cpu, to = forwarded("cuda"), forwarded("cpu"), forwarded("to")
    type, double, float, half = map(forwarded, ("type", "double", "float", "half"))
    long, int, short, char, byte = map(forwarded, ("long", "int", "short", "char", "byte"))

    @property
    def is_cuda(self):
        """Whether the data lives on a GPU."""
        return self.data.is_cuda


def pack_padded_sequence(input, lengths, batch_first=False):
    """Return padded sequences packed.

    Args:
        lengths: how long each is, never more than the one before.

    Shape:
        input: ``(steps, batch, *)``, or ``(batch, steps, *)`` if ``batch_first``.

    Raises:
        ValueError: if a length is missing, not positive, or larger than the one before.

    Example:
        >>> padded = torch.tensor([[1, 4], [2, 5], [3, 0]])
        >>> torch.nn.utils.rnn.pack_padded_sequence(padded, [3, 2]).data
        tensor([1, 4, 2, 5, 3])

    Source: PyTorch 0.4.1, torch.nn.utils.pack_padded_sequence; rnn.pack_padded_sequence.
    """
    stops = [int(n) for n in reversed(lengths)]
    input = input.transpose(0, 1) if batch_first else input
    batch = input.size(1)
    if stops[0] <= 0:
        raise ValueError(
            "Length of all samples has to be greater than 0, but found an element in 'lengths' "
            "that is <= 0"
        )
    if len(stops) != batch:
        raise ValueError(
            f"Expected `len(lengths)` to be equal to batch_size, but got {len(stops)} "
            f"(batch_size={batch})."
        )
    if stops != sorted(stops):
        raise ValueError(release.UNSORTED)
    parts, batch_sizes, start = [], [], 0
    for count, stop in zip(range(batch, 0, -1), stops, strict=True):
        if stop > start:
            block = input[start:stop, :count].contiguous()
            parts.append(block.view(-1, *input.size()[2:]))
            batch_sizes += [count] * (stop - start)
            start = stop
    return PackedSequence(cat(parts), release.counts(batch_sizes))


def pad_packed_sequence(sequence, batch_first=False, padding_value=0.0, total_length=None):
    """Return a packed sequence padded, and the lengths.

    Args:
        total_length: how many steps to pad to, by default those of the longest.

    Shape:
        the padded sequences are ``(steps, batch, *)``, or ``(batch, steps, *)`` if ``batch_first``;
        the lengths ``(batch,)``, int64.

    Raises:
        ValueError: if ``total_length`` is less than that.

    Example:
        >>> sequences = [torch.tensor([1, 2, 3]), torch.tensor([4, 5])]
        >>> packed = torch.nn.utils.rnn.pack_sequence(sequences)
        >>> torch.nn.utils.rnn.pad_packed_sequence(packed)
        (tensor([[1, 4],
                [2, 5],
                [3, 0]]), tensor([3, 2]))

    Source: PyTorch 0.4.1, torch.nn.utils.pad_packed_sequence; rnn.pad_packed_sequence.
    """
    data, sizes = sequence[0], [int(n) for n in sequence[1]]
    steps = len(sizes) if total_length is None else total_length
    if steps < len(sizes):
        raise ValueError(
            "Expected total_length to be at least the length of the longest sequence in input, "
            f"but got total_length={total_length} and max sequence length being {len(sizes)}"
        )
    blank = data.data.new(steps, sizes[0], *data.size()[1:]).fill_(padding_value)
    output = data._wrap(blank._array)
    start, step = 0, 0
    while step < len(sizes):  # steps of one size go together
        count, first = sizes[step], step
        while step < len(sizes) and sizes[step] == count:
            step += 1
        stop = start + count * (step - first)
        output[first:step, :count] = data[start:stop].view(step - first, count, *data.size()[1:])
        start = stop
    lengths = [sum([size > index for size in sizes]) for index in range(sizes[0])]
    return output.transpose(0, 1) if batch_first else output, release.counts(lengths)


def pad_sequence(sequences, batch_first=False, padding_value=0):
    """Return sequences, longest first, padded to one length and stacked.

    Shape:
        sequences: ``(steps, *)`` each; the result is ``(most steps, batch, *)``, or
        ``(batch, most steps, *)`` if ``batch_first``.

    Raises:
        ValueError: if one is longer than that before it.

    Example:
        >>> sequences = [torch.tensor([1, 2, 3]), torch.tensor([4, 5])]
        >>> torch.nn.utils.rnn.pad_sequence(sequences, batch_first=True)
        tensor([[1, 2, 3],
                [4, 5, 0]])

    Source: PyTorch 0.4.1, torch.nn.utils.pad_sequence; rnn.pad_sequence.
    """
    lengths = [sequence.size(0) for sequence in sequences]
    if lengths != sorted(lengths, reverse=True):
        raise ValueError("lengths array has to be sorted in decreasing order")
    first = sequences[0]
    sizes = (len(lengths), lengths[0]) if batch_first else (lengths[0], len(lengths))
    blank = first.data.new(*sizes, *first.size()[1:]).fill_(padding_value)
    output = first._wrap(blank._array)
    for number, sequence in enumerate(sequences):
        place = (
            (number, slice(lengths[number])) if batch_first else (slice(lengths[number]), number)
        )
        output[place] = sequence
    return output


def pack_sequence(sequences):
    """Return sequences, longest first, packed.

    Example:
        >>> torch.nn.utils.rnn.pack_sequence([torch.tensor([1, 2, 3]), torch.tensor([4, 5])]).data
        tensor([1, 4, 2, 5, 3])

    Source: PyTorch 0.4.1, torch.nn.utils.pack_sequence; rnn.pack_sequence.
    """
    return pack_padded_sequence(pad_sequence(sequences), [s.size(0) for s in sequences])
