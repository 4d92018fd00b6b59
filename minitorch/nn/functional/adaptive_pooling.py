"""Pooling to a given size as functions; in one dimension as in two, on images one row high."""

from minitorch.op import OPS

from .arguments import check_tensors, product_text
from .pooling import check_dims

__all__ = ["adaptive_avg_pool1d", "adaptive_avg_pool2d", "adaptive_avg_pool3d"]
__all__ += ["adaptive_max_pool1d", "adaptive_max_pool2d", "adaptive_max_pool3d"]


def adaptive_avg_pool1d(input, output_size):
    """Return the means of ``output_size`` segments of equal length, or nearly.

    Shape:
        input: ``(N, C, L)``; the result ``(N, C, output_size)``.

    Example:
        >>> F.adaptive_avg_pool1d(torch.tensor([[[1.0, 3.0, 2.0]]]), 2)
        tensor([[[2.0000, 2.5000]]])

    Source: PyTorch 0.4.1, torch.nn.functional.adaptive_avg_pool1d.
    """
    check_dims("adaptive_avg_pool1d", input, (3,))
    size = (1, *wanted(output_size, input, 1))
    return adaptive("avg", 2, input.unsqueeze(2), size).squeeze(2)


def adaptive_avg_pool2d(input, output_size):
    """Return :func:`adaptive_avg_pool1d` in two dimensions; a size of None is the input's.

    Shape:
        input: ``(N, C, H, W)``; the result ``(N, C, *output_size)``.

    Example:
        >>> F.adaptive_avg_pool2d(torch.arange(6.0).view(1, 1, 2, 3), (1, None))
        tensor([[[[1.5000, 2.5000, 3.5000]]]])

    Source: PyTorch 0.4.1, torch.nn.functional.adaptive_avg_pool2d.
    """
    return adaptive("avg", 2, input, output_size)


def adaptive_avg_pool3d(input, output_size):
    """Return :func:`adaptive_avg_pool1d` in three dimensions.

    Shape:
        input: ``(N, C, D, H, W)``; the result ``(N, C, *output_size)``.

    Example:
        >>> F.adaptive_avg_pool3d(torch.arange(8.0).view(1, 1, 2, 2, 2), 1)
        tensor([[[[[3.5000]]]]])

    Source: PyTorch 0.4.1, torch.nn.functional.adaptive_avg_pool3d.
    """
    return adaptive("avg", 3, input, output_size)


def adaptive_max_pool1d(input, output_size, return_indices=False):
    """Return the largest elements of ``output_size`` segments of equal length, or nearly.

    Args:
        return_indices: whether to return also where in the input they are.

    Shape:
        input: ``(N, C, L)``; the result ``(N, C, output_size)``.

    Example:
        >>> F.adaptive_max_pool1d(torch.tensor([[[1.0, 3.0, 2.0]]]), 2)
        tensor([[[3., 3.]]])

    Source: PyTorch 0.4.1, torch.nn.functional.adaptive_max_pool1d.
    """
    check_dims("adaptive_max_pool1d", input, (3,))
    size = (1, *wanted(output_size, input, 1))
    result = [r.squeeze(2) for r in adaptive("max", 2, input.unsqueeze(2), size)]
    return tuple(result) if return_indices else result[0]


def adaptive_max_pool2d(input, output_size, return_indices=False):
    """Return :func:`adaptive_max_pool1d` in two dimensions.

    Shape:
        input: ``(N, C, H, W)``; the result ``(N, C, *output_size)``.

    Example:
        >>> F.adaptive_max_pool2d(torch.arange(6.0).view(1, 1, 2, 3), (1, None))
        tensor([[[[3., 4., 5.]]]])

    Source: PyTorch 0.4.1, torch.nn.functional.adaptive_max_pool2d.
    """
    result = adaptive("max", 2, input, output_size)
    return result if return_indices else result[0]


def adaptive_max_pool3d(input, output_size, return_indices=False):
    """Return :func:`adaptive_max_pool1d` in three dimensions.

    Shape:
        input: ``(N, C, D, H, W)``; the result ``(N, C, *output_size)``.

    Example:
        >>> F.adaptive_max_pool3d(torch.arange(8.0).view(1, 1, 2, 2, 2), 1)
        tensor([[[[[7.]]]]])

    Source: PyTorch 0.4.1, torch.nn.functional.adaptive_max_pool3d.
    """
    result = adaptive("max", 3, input, output_size)
    return result if return_indices else result[0]


def wanted(output_size, input, rank):
    """Return the size that adaptive pooling is asked for; None stands for the size of ``input``."""
    sizes = output_size if isinstance(output_size, (tuple, list)) else (output_size,) * rank
    if len(sizes) != rank:
        raise RuntimeError(
            f"Expected a list of {rank} ints but got {len(sizes)} for argument #2 'output_size'"
        )
    sizes = [n if s is None else s for s, n in zip(sizes, input.shape[-rank:], strict=True)]
    if min(sizes) < 1:
        raise RuntimeError(f"output sizes must be positive, but got {sizes}")
    return tuple(sizes)


def adaptive(kind, rank, input, output_size):
    """Check the arguments of adaptive pooling and run the operation that does it."""
    name = f"adaptive_{kind}_pool{rank}d"
    check_tensors(name, input=input)
    check_rank(input, rank)
    pool = OPS[name].call
    batch = input if input.dim() == rank + 2 or kind == "avg" else input.unsqueeze(0)
    result = pool(batch, wanted(output_size, input, rank))
    return result if batch is input else tuple([r.squeeze(0) for r in result])


def check_rank(input, rank):
    """Raise RuntimeError unless ``input`` is one image of ``rank`` dimensions, or a batch."""
    if input.dim() not in (rank + 1, rank + 2) or not input.numel():
        raise RuntimeError(
            f"invalid argument 2: non-empty {rank + 1}D or {rank + 2}D (batch mode) tensor "
            f"expected for input, but got: [{product_text(input.shape)}]"
        )
