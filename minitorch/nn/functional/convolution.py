"""Convolutions as functions. In one dimension they run as in two, on images one row high."""

from minitorch.op import OPS

from .. import release
from .arguments import check_tensors, each, product_text

__all__ = ["conv1d", "conv2d", "conv3d"]
__all__ += ["conv_transpose1d", "conv_transpose2d", "conv_transpose3d"]


def conv1d(input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1):
    """Return the sum of each window of ``input`` times each filter, plus a bias.

    Shape:
        input: ``(N, C, L)``; weight: ``(F, C / groups, K)``; bias: ``(F,)``; the result
        ``(N, F, L_out)`` with
        ``L_out = floor((L + 2 * padding - dilation * (K - 1) - 1) / stride) + 1``.

    Raises:
        RuntimeError: if the shapes do not fit, or the kernel not into the input.

    Example:
        >>> input, weight = torch.tensor([[[1.0, 2.0, 3.0, 4.0]]]), torch.tensor([[[1.0, 10.0]]])
        >>> F.conv1d(input, weight)
        tensor([[[21., 32., 43.]]])
        >>> F.conv1d(input, weight, stride=2, padding=1)
        tensor([[[10., 32.,  4.]]])

    Source: PyTorch 0.4.1, torch.nn.functional.conv1d.
    """
    return convolution(1, input, weight, bias, stride, padding, dilation, groups)


def conv2d(input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1):
    """Return :func:`conv1d` in two dimensions.

    Shape:
        input: ``(N, C, H, W)``; weight: ``(F, C / groups, K_H, K_W)``; bias: ``(F,)``; the result
        ``(N, F, H_out, W_out)``.

    Example:
        >>> F.conv2d(torch.ones(1, 1, 3, 3), torch.ones(1, 1, 3, 3), padding=1)
        tensor([[[[4., 6., 4.],
                  [6., 9., 6.],
                  [4., 6., 4.]]]])

    Source: PyTorch 0.4.1, torch.nn.functional.conv2d.
    """
    return convolution(2, input, weight, bias, stride, padding, dilation, groups)


def conv3d(input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1):
    """Return :func:`conv1d` in three dimensions.

    Shape:
        input: ``(N, C, D, H, W)``; weight: ``(F, C / groups, K_D, K_H, K_W)``; bias: ``(F,)``; the
        result ``(N, F, D_out, H_out, W_out)``.

    Example:
        >>> F.conv3d(torch.ones(1, 2, 4, 4, 4), torch.ones(3, 2, 2, 2, 2)).shape
        torch.Size([1, 3, 3, 3, 3])

    Source: PyTorch 0.4.1, torch.nn.functional.conv3d.
    """
    return convolution(3, input, weight, bias, stride, padding, dilation, groups)


def conv_transpose1d(
    input, weight, bias=None, stride=1, padding=0, output_padding=0, groups=1, dilation=1
):
    """Return the sum of all filters, each times the elements of ``input``, where it is laid.

    That is the gradient of :func:`conv1d` by its input.

    Args:
        output_padding: how much longer the result is on one side: with a stride, several sizes
            have the same number of windows.

    Shape:
        input: ``(N, F, L)``; weight: ``(F, C / groups, K)``; bias: ``(C,)``; the result
        ``(N, C, L_out)`` with
        ``L_out = (L - 1) * stride - 2 * padding + dilation * (K - 1) + output_padding + 1``.

    Example:
        >>> input, weight = torch.tensor([[[1.0, 2.0]]]), torch.tensor([[[1.0, 10.0]]])
        >>> F.conv_transpose1d(input, weight)
        tensor([[[ 1., 12., 20.]]])
        >>> F.conv_transpose1d(input, weight, stride=2)
        tensor([[[ 1., 10.,  2., 20.]]])

    Source: PyTorch 0.4.1, torch.nn.functional.conv_transpose1d.
    """
    return transpose(1, input, weight, bias, stride, padding, dilation, groups, output_padding)


def conv_transpose2d(
    input, weight, bias=None, stride=1, padding=0, output_padding=0, groups=1, dilation=1
):
    """Return :func:`conv_transpose1d` in two dimensions.

    Shape:
        input: ``(N, F, H, W)``; weight: ``(F, C / groups, K_H, K_W)``; bias: ``(C,)``; the result
        ``(N, C, H_out, W_out)``.

    Example:
        >>> F.conv_transpose2d(torch.ones(1, 1, 2, 2), torch.ones(1, 1, 2, 2))
        tensor([[[[1., 2., 1.],
                  [2., 4., 2.],
                  [1., 2., 1.]]]])

    Source: PyTorch 0.4.1, torch.nn.functional.conv_transpose2d.
    """
    return transpose(2, input, weight, bias, stride, padding, dilation, groups, output_padding)


def conv_transpose3d(
    input, weight, bias=None, stride=1, padding=0, output_padding=0, groups=1, dilation=1
):
    """Return :func:`conv_transpose1d` in three dimensions.

    Shape:
        input: ``(N, F, D, H, W)``; weight: ``(F, C / groups, K_D, K_H, K_W)``; bias: ``(C,)``; the
        result ``(N, C, D_out, H_out, W_out)``.

    Example:
        >>> F.conv_transpose3d(torch.ones(1, 3, 2, 2, 2), torch.ones(3, 2, 2, 2, 2), stride=2).shape
        torch.Size([1, 2, 4, 4, 4])

    Source: PyTorch 0.4.1, torch.nn.functional.conv_transpose3d.
    """
    return transpose(3, input, weight, bias, stride, padding, dilation, groups, output_padding)


def convolution(rank, input, weight, bias, stride, padding, dilation, groups):
    """Check the arguments of a convolution and run the operation that does it."""
    check_tensors(f"conv{rank}d", input=input, weight=weight)
    stride, padding, dilation = settings(rank, stride, padding, dilation)
    check_shapes(input, weight, stride, groups, weight.size(1) * groups)
    check_bias(bias, weight.size(0), f"weight of size {list(weight.shape)}")
    if rank == 1:
        flat = [(1, *stride), (0, *padding), (1, *dilation)]
        return convolution(2, *as_rows(input, weight), bias, *flat, groups).squeeze(2)
    sizes = [n + 2 * p for n, p in zip(input.shape[2:], padding, strict=True)]
    reach = [d * (k - 1) + 1 for d, k in zip(dilation, weight.shape[2:], strict=True)]
    if any(r > n for r, n in zip(reach, sizes, strict=True)):
        raise RuntimeError(
            f"Calculated padded input size per channel: ({product_text(sizes)}). Kernel size: "
            f"({product_text(reach)}). Kernel size can't be greater than actual input size"
        )
    name = f"thnn_conv_dilated{rank}d" if set(dilation) != {1} else f"thnn_conv{rank}d"
    name = name if groups == 1 else "grouped_convolution"
    return OPS[name].call(input, weight, bias, stride, padding, dilation, groups)


def transpose(rank, input, weight, bias, stride, padding, dilation, groups, output_padding):
    """Check the arguments of a transposed convolution and run the operation that does it."""
    check_tensors(f"conv_transpose{rank}d", input=input, weight=weight)
    stride, padding, dilation = settings(rank, stride, padding, dilation)
    extra = each("output_padding", output_padding, rank)
    check_shapes(input, weight, stride, groups, weight.size(0), "transposed=1")
    check_bias(bias, weight.size(1) * groups, f"transposed=1, weight of size {list(weight.shape)}")
    if rank == 1:
        flat = [(1, *stride), (0, *padding), (1, *dilation), groups, (0, *extra)]
        return transpose(2, *as_rows(input, weight), bias, *flat).squeeze(2)
    if any(e >= s and e >= d for e, s, d in zip(extra, stride, dilation, strict=True)):
        axes = "THW"[-rank:]
        told = [("adj", extra), ("d", stride), ("dilation", dilation)]
        got = [f"{word}{a}: {v}" for word, values in told for a, v in zip(axes, values)]
        raise RuntimeError(
            "output padding must be smaller than either stride or dilation, but got "
            + " ".join(got)
        )
    kernel = weight.shape[2:]
    sizes = zip(input.shape[2:], stride, padding, dilation, kernel, extra, strict=True)
    size = tuple([(n - 1) * s - 2 * p + d * (k - 1) + e + 1 for n, s, p, d, k, e in sizes])
    if min(size) < 1:
        raise RuntimeError(
            f"Given input size per channel: ({product_text(input.shape[2:])}). Calculated output "
            f"size per channel: ({product_text(size)}). Output size is too small"
        )
    name = f"thnn_conv_transpose{rank}d" if groups == 1 else "grouped_transpose"
    return OPS[name].call(input, weight, bias, size, stride, padding, dilation, groups)


def settings(rank, stride, padding, dilation):
    """Return stride, padding and dilation for each dimension, or raise RuntimeError."""
    stride, padding = each("stride", stride, rank), each("padding", padding, rank)
    dilation = each("dilation", dilation, rank)
    if min(padding) < 0:
        raise RuntimeError("negative padding is not supported")
    if min(stride) < 1:
        raise RuntimeError("non-positive stride is not supported")
    if min(dilation) < 1:
        raise RuntimeError("dilation should be greater than zero")
    return stride, padding, dilation


def as_rows(input, weight):
    """Return input and weight as they are in two dimensions, one row high."""
    return input.unsqueeze(2), weight.unsqueeze(2)


def check_shapes(input, weight, stride, groups, channels, transposed=""):
    """Raise RuntimeError unless ``input`` fits ``weight`` and has so many channels."""
    size = list(weight.shape)
    if input.dim() != weight.dim():
        raise release.wrong_rank(input, weight)
    if weight.dim() != len(stride) + 2:
        raise RuntimeError(
            f"expected stride to be a single integer value or a list of {weight.dim() - 2} values "
            f"to match the convolution dimensions, but got stride={list(stride)}"
        )
    if size[0] < groups:
        raise RuntimeError(
            f"Given groups={groups}, expected weight to be at least {groups} at dimension 0, but "
            f"got weight of size {size} instead"
        )
    if input.size(1) != channels:
        raise RuntimeError(
            f"Given {transposed or f'groups={groups}'}, weight of size {size}, expected "
            f"input{list(input.shape)} to have {channels} channels, but got {input.size(1)} "
            "channels instead"
        )


def check_bias(bias, channels, given):
    """Raise RuntimeError unless ``bias`` is None or has one element for each channel."""
    if bias is not None and tuple(bias.shape) != (channels,):
        raise RuntimeError(
            f"Given {given}, expected bias to be 1-dimensional with {channels} elements, but got "
            f"bias of size {list(bias.shape)} instead"
        )
