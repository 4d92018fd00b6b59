"""Unpooling as functions: putting elements back where max-pooling found them."""

import math

from minitorch.op import OPS

from .arguments import each, product_text

__all__ = ["max_unpool1d", "max_unpool2d", "max_unpool3d"]


def max_unpool1d(input, indices, kernel_size, stride=None, padding=0, output_size=None):
    """Return zeros with the elements of ``input`` where max-pooling found them.

    Args:
        indices: as max-pooling returned them.
        output_size: several sizes may have the same pooled size; this says which is meant.

    Shape:
        input, indices: ``(N, C, L)``; the result ``(N, C, L_out)`` with
        ``L_out = (L - 1) * stride - 2 * padding + kernel_size``, or of ``output_size``.

    Raises:
        ValueError: if no input of ``output_size`` has that pooled size.

    Example:
        >>> input = torch.tensor([[[1.0, 3.0, 2.0, 0.0]]])
        >>> output, indices = F.max_pool1d(input, 2, return_indices=True)
        >>> F.max_unpool1d(output, indices, 2)
        tensor([[[0., 3., 2., 0.]]])

    Source: PyTorch 0.4.1, torch.nn.functional.max_unpool1d.
    """
    size = unpooled_size(1, input, kernel_size, stride, padding, output_size)
    return unpool(2, input.unsqueeze(3), indices.unsqueeze(3), (*size, 1)).squeeze(3)


def max_unpool2d(input, indices, kernel_size, stride=None, padding=0, output_size=None):
    """Return :func:`max_unpool1d` in two dimensions.

    Shape:
        input, indices: ``(N, C, H, W)``; the result ``(N, C, H_out, W_out)``.

    Example:
        >>> input = torch.arange(4.0).view(1, 1, 2, 2)
        >>> output, indices = F.max_pool2d(input, 2, return_indices=True)
        >>> F.max_unpool2d(output, indices, 2)
        tensor([[[[0., 0.],
                  [0., 3.]]]])

    Source: PyTorch 0.4.1, torch.nn.functional.max_unpool2d.
    """
    size = unpooled_size(2, input, kernel_size, stride, padding, output_size)
    return unpool(2, input, indices, size)


def max_unpool3d(input, indices, kernel_size, stride=None, padding=0, output_size=None):
    """Return :func:`max_unpool1d` in three dimensions.

    Shape:
        input, indices: ``(N, C, D, H, W)``; the result ``(N, C, D_out, H_out, W_out)``.

    Example:
        >>> input = torch.arange(8.0).view(1, 1, 2, 2, 2)
        >>> output, indices = F.max_pool3d(input, 2, return_indices=True)
        >>> F.max_unpool3d(output, indices, 2).view(8)
        tensor([0., 0., 0., 0., 0., 0., 0., 7.])

    Source: PyTorch 0.4.1, torch.nn.functional.max_unpool3d.
    """
    size = unpooled_size(3, input, kernel_size, stride, padding, output_size)
    return unpool(3, input, indices, size)


def unpool(rank, input, indices, size):
    """Check the arguments of unpooling and run the operation that does it."""
    if tuple(indices.shape) != tuple(input.shape):
        raise RuntimeError("Expected shape of indices to be same as that of the input tensor")
    low, high = int(indices.data.min()), int(indices.data.max())
    if low < 0 or high >= math.prod(size):
        wrong = low if low < 0 else high
        raise RuntimeError(
            f"found an invalid max index {wrong} (output volumes are of size "
            f"{product_text(size, 'x')})"
        )
    lead = tuple(input.shape[:-rank])
    if input.dim() == rank + 2:
        return OPS[f"max_unpool{rank}d"].call(input, indices, (*lead, *size))
    batch = (input.unsqueeze(0), indices.unsqueeze(0), (1, *lead, *size))
    return OPS[f"max_unpool{rank}d"].call(*batch).squeeze(0)


def unpooled_size(rank, input, kernel, stride, padding, output_size):
    """Return the size that pooling had made that of ``input``, or raise ValueError."""
    kernel = each("kernel_size", kernel, rank)
    stride = kernel if stride is None else each("stride", stride, rank)
    padding = each("padding", padding, rank)
    sizes = zip(input.shape[-rank:], kernel, stride, padding, strict=True)
    usual = tuple([(n - 1) * s + k - 2 * p for n, k, s, p in sizes])
    if output_size is None:
        return usual
    asked = list(output_size)
    asked = asked[2:] if len(asked) == rank + 2 else asked
    if len(asked) != rank:
        raise ValueError(
            f"output_size should be a sequence containing {rank} or {rank + 2} elements, but it "
            f"has a length of '{len(asked)}'"
        )
    for dim, (size, n, s) in enumerate(zip(asked, usual, stride, strict=True)):
        if not n - s < size < n + s:
            raise ValueError(
                f'invalid output_size "{asked}" (dim {dim} must be between {n - s} and {n + s})'
            )
    return tuple(asked)
