"""Pooling as functions. In one dimension it runs as in two, on images one row high."""

from minitorch.op import OPS

from .arguments import check_tensors, each, product_text

__all__ = ["max_pool1d", "max_pool2d", "max_pool3d"]
__all__ += ["avg_pool1d", "avg_pool2d", "avg_pool3d", "lp_pool1d", "lp_pool2d"]
__all__ += ["fractional_max_pool2d"]

AXES = ("T", "H", "W")


def max_pool1d(
    input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False
):
    """Return the largest element of each window.

    Args:
        stride: by default the size of the window.
        padding: how far windows may begin before the input; what they meet there never counts.
        ceil_mode: whether the last window may go beyond the end.
        return_indices: whether to return also where in the input the elements are.

    Shape:
        input: ``(N, C, L)``; the result ``(N, C, L_out)`` with
        ``L_out = floor((L + 2 * padding - dilation * (kernel_size - 1) - 1) / stride) + 1``, or the
        ceiling with ``ceil_mode``.

    Raises:
        RuntimeError: if the shape or the window makes no sense.

    Example:
        >>> F.max_pool1d(torch.tensor([[[1.0, 3.0, 2.0, 0.0]]]), 2)
        tensor([[[3., 2.]]])
        >>> F.max_pool1d(torch.tensor([[[1.0, 3.0, 2.0, 0.0]]]), 2, return_indices=True)[1]
        tensor([[[1, 2]]])

    Source: PyTorch 0.4.1, torch.nn.functional.max_pool1d.
    """
    check_dims("max_pool1d", input, (3,))
    options = (kernel_size, stride, padding, dilation)
    return as_rows(max_pool, input, options, (1, 1, 0, 1), ceil_mode, return_indices)


def max_pool2d(
    input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False
):
    """Return :func:`max_pool1d` in two dimensions.

    Shape:
        input: ``(N, C, H, W)``; the result ``(N, C, H_out, W_out)``.

    Example:
        >>> F.max_pool2d(torch.arange(16.0).view(1, 1, 4, 4), 2)
        tensor([[[[ 5.,  7.],
                  [13., 15.]]]])

    Source: PyTorch 0.4.1, torch.nn.functional.max_pool2d.
    """
    return max_pool(2, input, kernel_size, stride, padding, dilation, ceil_mode, return_indices)


def max_pool3d(
    input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False
):
    """Return :func:`max_pool1d` in three dimensions.

    Shape:
        input: ``(N, C, D, H, W)``; the result ``(N, C, D_out, H_out, W_out)``.

    Example:
        >>> F.max_pool3d(torch.arange(8.0).view(1, 1, 2, 2, 2), 2)
        tensor([[[[[7.]]]]])

    Source: PyTorch 0.4.1, torch.nn.functional.max_pool3d.
    """
    return max_pool(3, input, kernel_size, stride, padding, dilation, ceil_mode, return_indices)


def as_rows(pool, input, options, usual, *rest):
    """Run a pooling of two dimensions on a sequence, with the usual options for its one row."""
    options = [o if o is None else each("", o, 1) for o in options]
    flat = [o if o is None else (first, *o) for first, o in zip(usual, options, strict=True)]
    result = pool(2, input.unsqueeze(2), *flat, *rest)
    return tuple([r.squeeze(2) for r in result]) if isinstance(result, tuple) else result.squeeze(2)


def max_pool(rank, input, kernel, stride, padding, dilation, ceil_mode, return_indices):
    """Check the arguments of max-pooling and run the operation that does it."""
    name = f"max_pool{rank}d"
    window, places = checked(name, rank, input, kernel, stride, padding, dilation, ceil_mode)
    if not return_indices:
        return OPS[name].call(input, *window, places)
    batch = input if input.dim() == rank + 2 else input.unsqueeze(0)
    result = OPS[f"{name}_with_indices"].call(batch, *window, places)
    return result if batch is input else tuple([r.squeeze(0) for r in result])


def checked(name, rank, input, kernel, stride, padding, dilation, ceil_mode):
    """Return the window as tuples, and in how many places it fits.

    Raises:
        RuntimeError: if the shape or the window makes no sense.
    """
    check_tensors(name, input=input)
    kernel = each("kernel_size", kernel, rank)
    stride = kernel if stride is None or stride == () else each("stride", stride, rank)
    padding, dilation = each("padding", padding, rank), each("dilation", dilation, rank)
    axes = AXES[-rank:]
    for word, letter, values in (
        ("kernel size", "k{}", kernel),
        ("stride", "d{}", stride),
        ("dilation", "dilation{}", dilation),
    ):
        if min(values) < 1:
            got = [f"{letter.format(axis)}: {value}" for axis, value in zip(axes, values)]
            raise RuntimeError(f"{word} should be greater than zero, but got {' '.join(got)}")
    if input.dim() not in (rank + 1, rank + 2) or not input.numel():
        raise RuntimeError(
            f"invalid argument 2: non-empty {rank + 1}D or {rank + 2}D input tensor expected but "
            f"got: [{product_text(input.shape)}]"
        )
    if any(k // 2 < p for k, p in zip(kernel, padding, strict=True)):
        got = [f"pad{axis} = {p}" for axis, p in reversed(list(zip(axes, padding)))]
        got += [f"k{axis} = {k}" for axis, k in reversed(list(zip(axes, kernel)))]
        raise RuntimeError(
            "invalid argument 2: pad should be smaller than half of kernel size, but got "
            + ", ".join(got)
        )
    each_dim = zip(input.shape[-rank:], kernel, stride, padding, dilation, strict=True)
    places = tuple([fitting(*one, ceil_mode) for one in each_dim])
    if min(places) < 1:
        planes, sizes = input.size(-1 - rank), tuple(input.shape[-rank:])
        raise RuntimeError(
            f"Given input size: ({product_text((planes, *sizes), 'x')}). Calculated output size: "
            f"({product_text((planes, *places), 'x')}). Output size is too small"
        )
    return (kernel, stride, padding, dilation), places


def fitting(size, kernel, stride, padding, dilation, ceil_mode):
    """Return how many windows fit; the last one may go beyond the end, but not begin there."""
    room = size + 2 * padding - dilation * (kernel - 1) - 1
    count = (room + (stride - 1 if ceil_mode else 0)) // stride + 1
    return count - (ceil_mode and (count - 1) * stride >= size + padding)


def avg_pool1d(input, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True):
    """Return the mean of each window.

    Args:
        stride: by default the size of the window.
        padding: how many zeros there are before and after the input.
        ceil_mode: whether the last window may go beyond the end.
        count_include_pad: whether the zeros count.

    Shape:
        input: ``(N, C, L)``; the result ``(N, C, L_out)`` with
        ``L_out = floor((L + 2 * padding - kernel_size) / stride) + 1``, or the ceiling with
        ``ceil_mode``.

    Example:
        >>> F.avg_pool1d(torch.tensor([[[1.0, 3.0, 2.0, 0.0]]]), 2)
        tensor([[[2., 1.]]])

    Source: PyTorch 0.4.1, torch.nn.functional.avg_pool1d.
    """
    check_dims("avg_pool1d", input, (3,))
    options = (kernel_size, stride, padding)
    return as_rows(avg_pool, input, options, (1, 1, 0), ceil_mode, count_include_pad)


def avg_pool2d(input, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True):
    """Return :func:`avg_pool1d` in two dimensions.

    Shape:
        input: ``(N, C, H, W)``; the result ``(N, C, H_out, W_out)``.

    Example:
        >>> F.avg_pool2d(torch.arange(16.0).view(1, 1, 4, 4), 2)
        tensor([[[[ 2.5000,  4.5000],
                  [10.5000, 12.5000]]]])

    Source: PyTorch 0.4.1, torch.nn.functional.avg_pool2d.
    """
    return avg_pool(2, input, kernel_size, stride, padding, ceil_mode, count_include_pad)


def avg_pool3d(input, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True):
    """Return :func:`avg_pool1d` in three dimensions.

    Shape:
        input: ``(N, C, D, H, W)``; the result ``(N, C, D_out, H_out, W_out)``.

    Example:
        >>> F.avg_pool3d(torch.arange(8.0).view(1, 1, 2, 2, 2), 2)
        tensor([[[[[3.5000]]]]])

    Source: PyTorch 0.4.1, torch.nn.functional.avg_pool3d.
    """
    return avg_pool(3, input, kernel_size, stride, padding, ceil_mode, count_include_pad)


def avg_pool(rank, input, kernel, stride, padding, ceil_mode, count_include_pad):
    """Check the arguments of average pooling and run the operation that does it."""
    name = f"avg_pool{rank}d"
    window, places = checked(name, rank, input, kernel, stride, padding, 1, ceil_mode)
    return OPS[name].call(input, *window[:3], places, bool(count_include_pad))


def lp_pool1d(input, norm_type, kernel_size, stride=None, ceil_mode=False):
    """Return the root of the sum of powers of each window's elements.

    Shape:
        input: ``(N, C, L)``; the result ``(N, C, L_out)`` with
        ``L_out = floor((L - kernel_size) / stride) + 1``, or the ceiling with ``ceil_mode``.

    Example:
        >>> F.lp_pool1d(torch.tensor([[[3.0, 4.0, 0.0, 1.0]]]), 2, 2)
        tensor([[[5., 1.]]])

    Source: PyTorch 0.4.1, torch.nn.functional.lp_pool1d.
    """
    out = avg_pool1d(input.pow(norm_type), kernel_size, stride, 0, ceil_mode)
    return rooted(out, kernel_size, norm_type)


def lp_pool2d(input, norm_type, kernel_size, stride=None, ceil_mode=False):
    """Return :func:`lp_pool1d` in two dimensions.

    Shape:
        input: ``(N, C, H, W)``; the result ``(N, C, H_out, W_out)``.

    Example:
        >>> F.lp_pool2d(torch.ones(1, 1, 2, 2), 2, 2)
        tensor([[[[2.]]]])

    Source: PyTorch 0.4.1, torch.nn.functional.lp_pool2d.
    """
    height, width = each("kernel_size", kernel_size, 2)
    out = avg_pool2d(input.pow(norm_type), kernel_size, stride, 0, ceil_mode)
    return rooted(out, height * width, norm_type)


def rooted(mean, count, norm_type):
    """Return the root of what a mean of ``count`` powers is the mean of; of negative ones zero."""
    return (mean.sign() * OPS["relu"].call(mean.abs())).mul(count).pow(1.0 / norm_type)


def check_dims(function, input, ranks):
    """Raise RuntimeError unless ``input`` has one of several numbers of dimensions."""
    check_tensors(function, input=input)
    if input.dim() not in ranks:
        raise RuntimeError(
            f"Expected {ranks[0]}-dimensional tensor, but got {input.dim()}-dimensional tensor for "
            f"argument #1 'self' (while checking arguments for {function})"
        )


def fractional_max_pool2d(
    input,
    kernel_size,
    output_size=None,
    output_ratio=None,
    return_indices=False,
    _random_samples=None,
):
    """Return the largest element of windows that are placed at random.

    Args:
        output_size: how many windows there are along each dimension.
        output_ratio: the same, as a part of the size of the input.

    Shape:
        input: ``(N, C, H, W)``; the result ``(N, C, *output_size)``, or the ratios of ``H`` and
        ``W``.

    Raises:
        ValueError: if neither is given.

    Example:
        >>> F.fractional_max_pool2d(torch.zeros(1, 1, 8, 6), 2, output_ratio=0.5).shape
        torch.Size([1, 1, 4, 3])

    Source: PyTorch 0.4.1, torch.nn.functional.fractional_max_pool2d; Graham 2014.
    """
    if output_size is None and output_ratio is None:
        raise ValueError(
            "fractional_max_pool2d requires specifying either an output_size, or a output_ratio"
        )
    if output_size is None:
        ratio = output_ratio if isinstance(output_ratio, (tuple, list)) else (output_ratio,) * 2
        output_size = [int(input.size(dim) * r) for dim, r in zip((2, 3), ratio, strict=True)]
    if _random_samples is None:
        _random_samples = input.data.new(input.size(0), input.size(1), 2).uniform_()
        _random_samples = input._wrap(_random_samples._array)
    window = each("kernel_size", kernel_size, 2), each("output_size", output_size, 2)
    result = OPS["fractional_max_pool2d"].call(input, _random_samples, *window)
    return result if return_indices else result[0]
