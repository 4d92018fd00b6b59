"""Padding as a function."""

from minitorch.op import OPS

from .arguments import product_text

__all__ = ["pad"]


def pad(input, pad, mode="constant", value=0):
    """Return ``input`` with more elements before and after its last dimensions.

    Args:
        pad: how many before and after, in pairs, the last dimension first.
        mode: ``constant``, ``reflect`` or ``replicate``: what the new elements are.

    Shape:
        input: any, and so is the result with ``constant``; ``(N, C, ...)`` otherwise.

    Raises:
        AssertionError: if ``pad`` has not two numbers for each dimension.
        NotImplementedError: for inputs of a rank that a mode has no kernel for.
        RuntimeError: if there is too little to reflect.

    Example:
        >>> F.pad(torch.ones(1, 2), (1, 0, 0, 1))
        tensor([[0., 1., 1.],
                [0., 0., 0.]])
        >>> F.pad(torch.tensor([[[1.0, 2.0, 3.0]]]), (2, 2), mode="reflect")
        tensor([[[3., 2., 1., 2., 3., 2., 1.]]])

    Source: PyTorch 0.4.1, torch.nn.functional.pad.
    """
    if len(pad) % 2:
        raise AssertionError("Padding length must be divisible by 2")
    if len(pad) // 2 > input.dim():
        raise AssertionError("Padding length too large")
    pairs = tuple(zip(pad[::2], pad[1::2], strict=True))[::-1]
    if mode == "constant":
        return constant(input, pairs, value)
    if value != 0:
        raise AssertionError(f'Padding mode "{mode}"" doesn\'t take in value argument')
    rank = input.dim() - 2
    if rank not in (1, 2, 3):
        raise NotImplementedError(
            "Only 3D, 4D, 5D padding with non-constant padding are supported for now"
        )
    if len(pairs) != rank:
        raise AssertionError(f"{rank + 2}D tensors expect {2 * rank} values for padding")
    if mode == "replicate":
        return taken(f"replication_pad{rank}d", input, pairs, repeated)
    if mode != "reflect" or rank == 3:
        raise NotImplementedError
    check_reflection(input, pairs)
    return taken(f"reflection_pad{rank}d", input, pairs, reflected)


def constant(input, pairs, value):
    """Pad with a number, if every dimension keeps an element at least."""
    sizes = list(zip(input.shape[input.dim() - len(pairs) :], pairs, strict=True))
    for number, (size, (before, after)) in enumerate(sizes):
        if size + before + after < 1:
            dim = input.dim() - len(pairs) + number
            raise RuntimeError(
                f"The input size {size}, plus negative padding {before} and {after} resulted in a "
                f"invalid output size, should be >= 1. Check dimension {dim} of your input."
            )
    return OPS["constant_pad_nd"].call(input, pairs, value)


def taken(name, input, pairs, source):
    """Pad with elements of the input: ``source`` tells which, from a place that may lie outside."""
    maps = []
    for size, (before, after) in zip(input.shape[-len(pairs) :], pairs, strict=True):
        index = tuple([source(i, size) for i in range(-before, size + after)])
        if not index:
            raise RuntimeError(f"input (size: {size}) is too small for padding {before, after}")
        maps.append(((index, None),))
    return OPS[name].call(input, tuple(maps))


def repeated(i, size):
    """Return the place within ``size`` that is nearest to ``i``."""
    return min(max(i, 0), size - 1)


def reflected(i, size):
    """Return the mirror image of ``i`` within ``size``."""
    return abs(i) if i < size else 2 * (size - 1) - i


def check_reflection(input, pairs):
    """Raise RuntimeError unless less is asked for than there is to reflect."""
    first = input.dim() - len(pairs)
    for number, pair in reversed(list(enumerate(pairs))):
        if max(pair) >= input.size(first + number):
            raise RuntimeError(
                f"invalid argument {4 + 2 * (len(pairs) - 1 - number)}: Padding size should be "
                f"less than the corresponding input dimension, but got: padding {pair} at "
                f"dimension {first + number} of input [{product_text(input.shape)}]"
            )
