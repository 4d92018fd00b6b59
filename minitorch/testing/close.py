"""``torch.testing``: comparing tensors in tests of 2018, and making some to test with.

Source: PyTorch 0.4.1, torch/testing/__init__.py.
"""

import numpy as np

from .. import float16, float32, float64, int8, int16, int32, int64, isclose, tensor, uint8
from ..tensor import Tensor

TOLERANCES = {float64: (1e-5, 1e-8), float32: (1e-4, 1e-5), float16: (1e-3, 1e-3)}


def assert_allclose(actual, expected, rtol=None, atol=None, equal_nan=True):
    """Raise unless all elements are within ``atol + rtol * abs(expected)`` of what is expected.

    Args:
        rtol, atol: both or neither; if neither, they follow from the less precise type.

    Raises:
        AssertionError: naming the worst element, and how many others are off.
        ValueError: if only one of the tolerances is given.

    Example:
        >>> torch.testing.assert_allclose(torch.ones(2) / 3, [0.33333, 0.33334])
    """
    actual = actual if isinstance(actual, Tensor) else tensor(actual)
    if not isinstance(expected, Tensor):
        expected = tensor(expected, dtype=actual.dtype)
    expected = expected.expand_as(actual)
    if (rtol is None) != (atol is None):
        raise ValueError("rtol and atol must both be specified or both be unspecified")
    if rtol is None:
        rtol, atol = max([TOLERANCES.get(t.dtype, (0.0, 0.0)) for t in (actual, expected)])
    close = isclose(actual, expected, rtol, atol, equal_nan)
    if close.all():
        return
    excess = (expected - actual).abs().double() - (atol + rtol * expected.abs().double())
    excess[close] = 0  # nan and inf, which are no distance
    place = np.unravel_index(excess.view(-1).max(0)[1].item(), tuple(actual.shape))
    count = (close == 0).long().sum().item() - 1
    raise AssertionError(
        f"Not within tolerance rtol={rtol} atol={atol} at input{[int(i) for i in place]} "
        f"({actual[place].item()} vs. {expected[place].item()}) and {count} other locations "
        f"({100 * count / actual.numel():2.2f}%)"
    )


def make_non_contiguous(tensor):
    """Return a tensor with the same elements that has gaps in memory, and does not begin with one.

    Example:
        >>> x = torch.testing.make_non_contiguous(torch.ones(2, 3))
        >>> x.is_contiguous(), x.sum().item()
        (False, 6.0)
    """
    if tensor.numel() <= 1:
        return tensor.clone()
    wide = tensor.new_empty([n + 2 for n in tensor.shape])
    inner = wide[tuple([slice(1, n + 1) for n in tensor.shape])]
    if inner.is_contiguous():
        inner = tensor.new_empty([*tensor.shape, 2])[..., 1]
    return inner.copy_(tensor)


def get_all_dtypes():
    """Return every dtype that tensors may have."""
    return [uint8, int8, int16, int32, int64, float16, float32, float64]
