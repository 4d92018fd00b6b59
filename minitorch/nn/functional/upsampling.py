"""Upsampling as functions: images of another size."""

import math
import warnings

from minitorch.op import OPS

from .. import release
from .arguments import check_tensors, product_text

__all__ = ["interpolate", "upsample", "upsample_bilinear", "upsample_nearest"]

LINEAR = {"linear": 1, "bilinear": 2, "trilinear": 3}


def interpolate(input, size=None, scale_factor=None, mode="nearest", align_corners=None):
    """Return ``input`` with its last dimensions made larger or smaller.

    Args:
        size: an int, or one for each dimension.
        scale_factor: the same, as a multiple of the size of the input.
        mode: ``nearest``, or ``linear``, ``bilinear`` or ``trilinear`` for one, two or three
            dimensions.
        align_corners: whether the centres of the outermost elements stay where they are, and not
            the borders of the image.

    Shape:
        input: ``(N, C, L)``, ``(N, C, H, W)`` or ``(N, C, D, H, W)``; the result has ``size``, or
        ``floor(scale_factor * n)`` for each ``n`` after the channels.

    Raises:
        ValueError: unless either ``size`` or ``scale_factor`` is given.
        NotImplementedError: if ``input`` has not the dimensions that ``mode`` is for.

    Example:
        >>> F.interpolate(torch.tensor([[[1.0, 3.0]]]), scale_factor=2)
        tensor([[[1., 1., 3., 3.]]])
        >>> F.interpolate(torch.tensor([[[1.0, 3.0]]]), size=3, mode="linear", align_corners=True)
        tensor([[[1., 2., 3.]]])

    Source: PyTorch 0.4.1, torch.nn.functional.interpolate.
    """
    check_tensors("interpolate", input=input)
    if mode == "nearest":
        if align_corners is not None:
            raise ValueError(
                "align_corners option can only be set with the interpolating modes: linear | "
                "bilinear | trilinear"
            )
    elif align_corners is None:
        align_corners = default_corners(mode)
    rank = input.dim() - 2
    if rank not in (1, 2, 3) or mode not in ("nearest", *LINEAR):
        raise NotImplementedError(
            f"Input Error: Only 3D, 4D and 5D input Tensors supported (got {input.dim()}D) for the "
            f"modes: nearest | linear | bilinear | trilinear (got {mode})"
        )
    if LINEAR.get(mode, rank) != rank:
        raise NotImplementedError(
            f"Got {rank + 2}D input, but {mode} mode needs {LINEAR[mode] + 2}D input"
        )
    sizes = input.shape[2:]
    pairs = list(zip(sizes, wanted(sizes, size, scale_factor), strict=True))
    if mode == "nearest":
        check_multiples(input, pairs)
        maps = [((nearest(n, out), None),) for n, out in pairs]
    else:
        maps = [between(n, out, align_corners) for n, out in pairs]
    return OPS[f"upsample_{mode}{rank}d"].call(input, tuple(maps))


def check_multiples(input, pairs):
    """Raise RuntimeError if a size is no multiple of what it was and the release wants that."""
    if release.ENLARGES_BY_WHOLE and any(out % n for n, out in pairs):
        raise RuntimeError(
            f"output size specified in UpsamplingNearest "
            f"({product_text([out for _, out in pairs], 'x')}) has to be divisible by the input "
            f"size, but got: {product_text(input.shape, 'x')}"
        )


def default_corners(mode):
    """Return whether corners are aligned if nothing is said."""
    if release.ALIGNS_CORNERS is not None:
        return release.ALIGNS_CORNERS
    warnings.warn(
        f"Default upsampling behavior when mode={mode} is changed to align_corners=False since "
        "0.4.0. Please specify align_corners=True if the old behavior is desired. See the "
        "documentation of nn.Upsample for details.",
        stacklevel=3,
    )
    return False


def wanted(sizes, size, scale_factor):
    """Return the size for each dimension that is asked for."""
    if size is None and scale_factor is None:
        raise ValueError("either size or scale_factor should be defined")
    if size is not None and scale_factor is not None:
        raise ValueError("only one of size or scale_factor should be defined")
    rank = len(sizes)
    if size is not None:
        found = tuple(size) if hasattr(size, "__iter__") else (size,) * rank
    else:
        if isinstance(scale_factor, tuple) and len(scale_factor) != rank:
            raise ValueError(
                f"scale_factor shape must match input shape. Input is {rank}D, scale_factor size "
                f"is {len(scale_factor)}"
            )
        each = scale_factor if isinstance(scale_factor, (tuple, list)) else (scale_factor,) * rank
        found = tuple([math.floor(n * factor) for n, factor in zip(sizes, each, strict=True)])
    if len(found) != rank or min(found) < 1:
        raise RuntimeError(
            "Input and output sizes should be greater than 0, but got input "
            f"{list(sizes)} output {list(found)}"
        )
    return found


def nearest(size, out):
    """Return the place that each of ``out`` elements is taken from."""
    return tuple([min(int(i * size / out), size - 1) for i in range(out)])


def between(size, out, align_corners):
    """Return the two places that each of ``out`` elements lies between, with their weights."""
    if align_corners:
        step = release.step((size - 1) / max(out - 1, 1))
        places = [i * step for i in range(out)]
    else:
        places = [max((i + 0.5) * size / out - 0.5, 0.0) for i in range(out)]
    before = [min(int(place), size - 1) for place in places]
    after = [min(i + 1, size - 1) for i in before]
    shares = [float(place - i) for place, i in zip(places, before, strict=True)]
    return (tuple(before), tuple([1 - share for share in shares])), (tuple(after), tuple(shares))


def deprecated(name, stacklevel=3):
    """Warn that a function or module has another name now."""
    if name in release.RENAMED:
        text = f"nn.{name} is deprecated. Use nn.{release.RENAMED[name]} instead."
        warnings.warn(text, stacklevel=stacklevel)


def upsample(input, size=None, scale_factor=None, mode="nearest", align_corners=None):
    """Return :func:`interpolate`, under its older name.

    Shape:
        as of :func:`interpolate`.

    Warns:
        UserWarning: that it is deprecated.

    Example:
        >>> import warnings
        >>> with warnings.catch_warnings():
        ...     warnings.simplefilter("ignore")
        ...     F.upsample(torch.tensor([[[1.0, 3.0]]]), scale_factor=2)
        tensor([[[1., 1., 3., 3.]]])

    Source: PyTorch 0.4.1, torch.nn.functional.upsample.
    """
    deprecated("functional.upsample")
    return interpolate(input, size, scale_factor, mode, align_corners)


def upsample_nearest(input, size=None, scale_factor=None):
    """Return :func:`interpolate` with the nearest elements.

    Shape:
        as of :func:`interpolate`.

    Warns:
        UserWarning: that it is deprecated.

    Example:
        >>> import warnings
        >>> with warnings.catch_warnings():
        ...     warnings.simplefilter("ignore")
        ...     F.upsample_nearest(torch.tensor([[[1.0, 3.0]]]), size=4)
        tensor([[[1., 1., 3., 3.]]])

    Source: PyTorch 0.4.1, torch.nn.functional.upsample_nearest.
    """
    deprecated("functional.upsample_nearest")
    return interpolate(input, size, scale_factor, mode="nearest")


def upsample_bilinear(input, size=None, scale_factor=None):
    """Return :func:`interpolate` with aligned corners, in two dimensions.

    Shape:
        input: ``(N, C, H, W)``; the result as of :func:`interpolate`.

    Warns:
        UserWarning: that it is deprecated.

    Example:
        >>> import warnings
        >>> with warnings.catch_warnings():
        ...     warnings.simplefilter("ignore")
        ...     F.upsample_bilinear(torch.tensor([[[[1.0, 3.0]]]]), size=(1, 3))
        tensor([[[[1., 2., 3.]]]])

    Source: PyTorch 0.4.1, torch.nn.functional.upsample_bilinear.
    """
    deprecated("functional.upsample_bilinear")
    return interpolate(input, size, scale_factor, mode="bilinear", align_corners=True)
