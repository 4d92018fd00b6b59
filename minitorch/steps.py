"""Making tensors in steps: from a number to another."""

import warnings
from math import isfinite

import numpy as np

from .arguments import no_such_form
from .creation import creator, default
from .errors import type_of
from .tensor import Tensor


def check_steps(start, end, step):
    """Raise unless ``step`` leads from ``start`` towards ``end``."""
    if not all(map(isfinite, (start, end, step))):
        raise RuntimeError(f"unsupported range: {start} -> {end}")
    if step == 0:
        raise RuntimeError("invalid argument 3: step must be a non-null number")
    if (end - start) * step < 0:
        raise RuntimeError(
            "invalid argument 2: upper bound and larger bound inconsistent with step sign"
        )


@creator
def arange(numpy_type, start=None, end=None, step=1):
    """Return numbers from ``start`` (0 if left out) to before ``end``; int64 if all are ints.

    Shape:
        the result is ``(ceil((end - start) / step),)``.

    Raises:
        RuntimeError: if ``step`` is zero or leads away from ``end``.

    Example:
        >>> torch.arange(4)
        tensor([0, 1, 2, 3])
        >>> torch.arange(1, 2, 0.25)
        tensor([1.0000, 1.2500, 1.5000, 1.7500])

    Source: PyTorch 0.4.1, torch.arange.
    """
    if start is None or end is None:
        start, end = 0, end if start is None else start
    if end is None:
        raise no_such_form("arange")
    start, end, step = [n.item() if isinstance(n, Tensor) else n for n in (start, end, step)]
    check_steps(start, end, step)
    if numpy_type is None and all(isinstance(n, int) for n in (start, end, step)):
        numpy_type = np.int64
    if np.issubdtype(numpy_type, np.integer):  # its arguments have its type
        start, end, step = map(int, (start, end, step))
        check_steps(start, end, step)
    return np.arange(start, end, step).astype(default(numpy_type))


@creator
def range(numpy_type, start, end, step=1):
    """Return numbers from ``start`` to ``end``, which is included; as :func:`arange`, but floats.

    Shape:
        the result is ``(floor((end - start) / step) + 1,)``.

    Raises:
        RuntimeError: if ``step`` is zero or leads away from ``end``.

    Example:
        >>> import warnings
        >>> with warnings.catch_warnings():
        ...     warnings.simplefilter("ignore")
        ...     torch.range(1, 4)
        tensor([1., 2., 3., 4.])

    Source: PyTorch 0.4.1, torch.range.
    """
    warnings.warn(
        "torch.range is deprecated in favor of torch.arange and will be removed in 0.5. Note that "
        "arange generates values in [start; end), not [start; end].",
        stacklevel=3,
    )
    check_steps(start, end, step)
    count = int((end - start) / step) + 1
    return (start + np.arange(count) * step).astype(default(numpy_type))


def check_points(name, numpy_type, start, end, steps):
    """Raise unless there are points of a floating type between two ends."""
    if steps < 1 or (steps == 1 and start != end):
        raise RuntimeError("invalid argument 3: invalid number of points")
    if np.issubdtype(numpy_type, np.integer):
        kind = type_of(np.empty(0, numpy_type))
        raise RuntimeError(f"_{name}_out is not implemented for type {kind}")


@creator
def linspace(numpy_type, start, end, steps=100):
    """Return ``steps`` numbers from ``start`` to ``end``, evenly.

    Shape:
        the result is ``(steps,)``.

    Raises:
        RuntimeError: if there is no step, or one from ``start`` to another number; for integers.

    Example:
        >>> torch.linspace(0, 1, steps=5)
        tensor([0.0000, 0.2500, 0.5000, 0.7500, 1.0000])

    Source: PyTorch 0.4.1, torch.linspace.
    """
    start, end = float(start), float(end)
    check_points("linspace", numpy_type, start, end, steps)
    return np.linspace(start, end, steps).astype(default(numpy_type))


@creator
def logspace(numpy_type, start, end, steps=100):
    """Return ten to the power of numbers from ``start`` to ``end``, evenly.

    Shape:
        the result is ``(steps,)``.

    Raises:
        RuntimeError: if there is no step, or one from ``start`` to another number; for integers.

    Example:
        >>> torch.logspace(0, 2, steps=3)
        tensor([  1.,  10., 100.])

    Source: PyTorch 0.4.1, torch.logspace.
    """
    start, end = float(start), float(end)
    check_points("logspace", numpy_type, start, end, steps)
    return np.logspace(start, end, steps).astype(default(numpy_type))
