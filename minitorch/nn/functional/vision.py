"""Functions on images: elements moved between channels and places, windows, affine maps."""

from itertools import product
from math import prod

from minitorch.backend import namespace
from minitorch.op import OPS

from .arguments import check_tensors, each

__all__ = ["affine_grid", "fold", "grid_sample", "pixel_shuffle", "unfold"]


def pixel_shuffle(input, upscale_factor):
    """Return groups of channels laid out as squares of ``upscale_factor`` by that many elements.

    Shape:
        input: ``(N, C * r * r, H, W)`` with ``r = upscale_factor``; the result
        ``(N, C, H * r, W * r)``.

    Example:
        >>> F.pixel_shuffle(torch.tensor([1.0, 2.0, 3.0, 4.0]).view(1, 4, 1, 1), 2)
        tensor([[[[1., 2.],
                  [3., 4.]]]])

    Source: PyTorch 0.4.1, torch.nn.functional.pixel_shuffle.
    """
    n, channels, height, width = input.size()
    channels //= upscale_factor**2
    squares = input.contiguous().view(n, channels, upscale_factor, upscale_factor, height, width)
    moved = squares.permute(0, 1, 4, 2, 5, 3).contiguous()
    return moved.view(n, channels, height * upscale_factor, width * upscale_factor)


def unfold(input, kernel_size, dilation=1, padding=0, stride=1):
    """Return every window of images as a column.

    Shape:
        input: ``(N, C, H, W)``; the result ``(N, C * prod(kernel_size), L)`` with a column for
        each window.

    Raises:
        NotImplementedError: if ``input`` has not four dimensions.

    Example:
        >>> F.unfold(torch.arange(6.0).view(1, 1, 2, 3), 2)
        tensor([[[0., 1.],
                 [1., 2.],
                 [3., 4.],
                 [4., 5.]]])

    Source: PyTorch 0.4.1, torch.nn.functional.unfold.
    """
    if input is None or input.dim() != 4:
        rank = "None" if input is None else f"{input.dim()}D"
        raise NotImplementedError(f"Input Error: Only 4D input Tensors are supported (got {rank})")
    return OPS["im2col"].call(input, *window(kernel_size, dilation, padding, stride))


def fold(input, output_size, kernel_size, dilation=1, padding=0, stride=1):
    """Return images to which every column of ``input`` is added as a window.

    Shape:
        input: ``(N, C * prod(kernel_size), L)`` with a column for each window; the result
        ``(N, C, *output_size)``.

    Raises:
        NotImplementedError: if ``input`` has not three dimensions.
        RuntimeError: if there are not as many columns as windows fit.

    Example:
        >>> F.fold(torch.ones(1, 4, 2), output_size=(2, 3), kernel_size=2)
        tensor([[[[1., 2., 1.],
                  [1., 2., 1.]]]])

    Source: PyTorch 0.4.1, torch.nn.functional.fold.
    """
    if input is None or input.dim() != 3:
        rank = "None" if input is None else f"{input.dim()}D"
        raise NotImplementedError(f"Input Error: Only 3D input Tensors are supported (got {rank})")
    size, told = each("output_size", output_size, 2), window(kernel_size, dilation, padding, stride)
    kernel, dilation, padding, stride = told
    if input.size(1) % prod(kernel):
        raise RuntimeError(
            "Expected size of input's dimension 1 to be divisible by the product of kernel_size, "
            f"but got input.size(1)={input.size(1)} and kernel_size={kernel}."
        )
    sizes = zip(size, kernel, dilation, padding, stride, strict=True)
    fits = [(n + 2 * p - d * (k - 1) - 1) // s + 1 for n, k, d, p, s in sizes]
    if input.size(2) != prod(fits):
        raise RuntimeError(
            f"Given output_size={size}, kernel_size={kernel}, dilation={dilation}, "
            f"padding={padding}, stride={stride}, expected size of input's dimension 2 to match "
            f"the calculated number of sliding blocks {fits[0]} * {fits[1]} = {prod(fits)}, but "
            f"got input.size(2)={input.size(2)}."
        )
    return OPS["col2im"].call(input, size, *told)


def window(kernel_size, dilation, padding, stride):
    """Return the four as tuples of two."""
    told = dict(kernel_size=kernel_size, dilation=dilation, padding=padding, stride=stride)
    return [each(name, value, 2) for name, value in told.items()]


def affine_grid(theta, size):
    """Return the places that affine maps take the elements of images to, for :func:`grid_sample`.

    Places go from -1 to 1, the centres of the first and the last element.

    Shape:
        theta: ``(N, 2, 3)``; size: ``(N, C, H, W)``; the result ``(N, H, W, 2)``: column, then row.

    Raises:
        ValueError: unless ``size`` is that of a batch of images.

    Example:
        >>> F.affine_grid(torch.tensor([[[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]]), (1, 1, 1, 3))
        tensor([[[[-1., -1.],
                  [ 0., -1.],
                  [ 1., -1.]]]])

    Source: PyTorch 0.4.1, torch.nn.functional.affine_grid.
    """
    if len(size) != 4:
        raise ValueError(f"Expected size of a batch of images, but got {len(size)} dimensions")
    count, _, height, width = size
    rows, columns = (
        theta.data.new([2 * i / (n - 1) - 1 if n > 1 else -1.0 for i in range(n)])
        for n in (height, width)
    )
    places = [columns.view(1, -1), rows.view(-1, 1), theta.data.new([[1.0]])]
    places = [place.expand(height, width)._array for place in places]
    base = theta._wrap(namespace(places[0]).stack(places, axis=-1))
    base = base.expand(count, height, width, 3).contiguous()
    flat = base.view(count, height * width, 3)
    return flat.bmm(theta.transpose(1, 2)).view(count, height, width, 2)


def grid_sample(input, grid, mode="bilinear", padding_mode="zeros"):
    """Return ``input`` at the places in ``grid``, interpolated between the nearest elements.

    Places go from -1 to 1, the centres of the first and the last element.

    Args:
        padding_mode: what lies outside: ``zeros``, or the nearest element of the ``border``.

    Shape:
        input: ``(N, C, H, W)``; grid: ``(N, rows, columns, 2)``, the column, then the row; the
        result ``(N, C, rows, columns)``. With one dimension more, volumes.

    Raises:
        NotImplementedError: for another ``mode``.
        ValueError: for another ``padding_mode``.

    Example:
        >>> image = torch.tensor([[[[1.0, 3.0]]]])
        >>> F.grid_sample(image, torch.tensor([[[[-1.0, 0.0], [0.0, 0.0], [1.0, 0.0]]]]))
        tensor([[[[1., 2., 3.]]]])

    Source: PyTorch 0.4.1, torch.nn.functional.grid_sample.
    """
    check_tensors("grid_sample", input=input, grid=grid)
    rank = input.dim() - 2
    if mode != "bilinear":
        raise NotImplementedError(f"nn.functional.grid_sample got unsupported mode: '{mode}'")
    if padding_mode not in ("zeros", "border"):
        raise ValueError(f"padding_mode needs to be 'zeros' or 'border', but got {padding_mode}")
    if rank not in (2, 3) or grid.dim() != rank + 2 or grid.size(rank + 1) != rank:
        raise RuntimeError(
            f"grid_sampler(): expected 4D or 5D input and grid with same number of dimensions, but "
            f"got input with sizes {list(input.size())} and grid with sizes {list(grid.size())}"
        )
    sizes, out = input.shape[2:], grid.shape[1:-1]
    axes = []
    for axis, size in enumerate(sizes):  # grids name the last dimension first
        place = (grid[..., rank - 1 - axis] + 1) * ((size - 1) / 2)
        axes.append(neighbours(place, size, padding_mode == "border"))
    total = None
    for corner in product((0, 1), repeat=rank):
        index, weight = None, None
        for (places, weights), size, side in zip(axes, sizes, corner, strict=True):
            index = places[side] if index is None else index * size + places[side]
            weight = weights[side] if weight is None else weight * weights[side]
        spread = (input.size(0), input.size(1), *out)
        index = index.unsqueeze(1).expand(*spread).contiguous()
        part = OPS["picked"].call(input.contiguous(), index) * weight.unsqueeze(1)
        total = part if total is None else total + part
    return total


def neighbours(place, size, border):
    """Return the two elements beside each place, and the share of each; none outside."""
    place = place.clamp(0, size - 1) if border else place
    first = place.data.floor()
    share = place - place._wrap(first._array)
    found, shares = [], []
    for step, part in ((0, 1 - share), (1, share)):
        element = first + step
        inside = (element >= 0) * (element < size)
        found.append(place._wrap(element.clamp(0, size - 1).long()._array))
        shares.append(part * place._wrap(inside.type_as(first)._array))
    return found, shares
