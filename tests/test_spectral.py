"""Einstein's notation, windows and frames: laws of what is put together from operations."""

import numpy as np
import pytest

import minitorch as torch
from minitorch.autograd import gradcheck, gradgradcheck

EQUATIONS = [
    ("ij,jk->ik", (2, 3), (3, 4)),
    ("ij->ji", (2, 3)),
    ("ii->i", (3, 3)),
    ("ii", (3, 3)),
    ("iii->i", (3, 3, 3)),
    ("iij->ij", (3, 3, 2)),
    ("ba", (2, 3)),
    ("ijk->jk", (2, 3, 4)),
    ("i,j->ij", (2,), (3,)),
    ("ij,ij->", (2, 3), (2, 3)),
    ("bij,bjk", (2, 3, 4), (2, 4, 5)),
    ("...ij,...jk->...ik", (2, 3, 4), (4, 5)),
    ("bn,anm,bm->ba", (2, 3), (4, 3, 5), (2, 5)),
    ("ij,jk->ik", (2, 1), (3, 4)),
]
WINDOWS = ["bartlett_window", "blackman_window", "hamming_window", "hann_window"]


def doubles(*shape, seed=0):
    """Return a tensor of doubles from a seeded generator."""
    return torch.from_numpy(np.random.default_rng(seed).standard_normal(shape))


@pytest.mark.parametrize(("equation", "shapes"), [(e, shapes) for e, *shapes in EQUATIONS])
def test_einsum_is_numpys(equation, shapes):
    """Products, diagonals, sums and orders of dimensions, as NumPy understands them."""
    operands = [doubles(*shape, seed=i) for i, shape in enumerate(shapes)]

    found = torch.einsum(equation, operands)

    expected = np.einsum(equation, *[operand.numpy() for operand in operands])
    assert found.shape == expected.shape
    assert np.allclose(found.numpy(), expected)


def test_einsum_is_differentiable():
    """It is put together from operations that are."""
    inputs = [doubles(2, 3).requires_grad_(), doubles(4, 3, 2, seed=1).requires_grad_()]

    assert gradcheck(lambda x, y: torch.einsum("ij,kji->k", [x, y]), inputs)


@pytest.mark.parametrize(
    ("equation", "shapes"),
    [("ij,jk", [(2, 3)]), ("ij", [(2,)]), ("ij,jk", [(2, 3), (4, 5)]), ("i->j", [(2,)])],
)
def test_einsum_refuses_what_does_not_match(equation, shapes):
    """Each letter needs a dimension, and each dimension a letter, of one size."""
    with pytest.raises(RuntimeError):
        torch.einsum(equation, [doubles(*shape) for shape in shapes])


@pytest.mark.parametrize("name", WINDOWS)
@pytest.mark.parametrize("length", [1, 2, 5, 8])
def test_a_periodic_window_is_a_longer_one_without_its_end(name, length):
    """So that many in a row repeat evenly; one point alone is 1."""
    window = getattr(torch, name)

    periodic, longer = window(length), window(length + 1, periodic=False)

    assert periodic.dtype == torch.float32
    assert np.allclose(periodic.tolist(), [1] if length == 1 else longer.tolist()[:length])
    assert np.allclose(longer.tolist(), longer.tolist()[::-1])


def test_a_window_has_a_floating_type_and_no_negative_length():
    """Both are errors of torch's."""
    with pytest.raises(RuntimeError, match="floating point dtypes"):
        torch.hann_window(4, dtype=torch.int64)
    with pytest.raises(RuntimeError, match="non-negative window_length"):
        torch.hann_window(-1)


@pytest.mark.parametrize("center", [True, False])
def test_stft_is_the_transform_of_each_frame(center):
    """A frame begins at each multiple of the hop, or has its middle there."""
    signal, window = doubles(20), torch.hann_window(8).double()

    found = torch.stft(signal, 8, hop_length=4, window=window, center=center)

    array = np.pad(signal.numpy(), 4, mode="reflect") if center else signal.numpy()
    starts = range(0, len(array) - 7, 4)
    expected = [np.fft.rfft(array[s : s + 8] * window.numpy()) for s in starts]
    assert found.shape == (5, len(expected), 2)
    assert np.allclose(found[..., 0].numpy().T, np.real(expected))
    assert np.allclose(found[..., 1].numpy().T, np.imag(expected))


@pytest.mark.parametrize("mode", ["reflect", "constant", "replicate"])
def test_stft_is_differentiable(mode):
    """Twice, however the signal continues at its ends."""
    signal = doubles(2, 9).requires_grad_()

    def transform(x):
        return torch.stft(x, 6, hop_length=3, win_length=4, pad_mode=mode)

    assert gradcheck(transform, [signal])
    assert gradgradcheck(transform, [signal])


def test_fft_and_ifft_undo_each_other():
    """In every number of dimensions, and with either scale."""
    pairs = doubles(3, 4, 5, 2)

    for signal_ndim in (1, 2, 3):
        for normalized in (True, False):
            there = torch.fft(pairs, signal_ndim, normalized)
            again = torch.ifft(there, signal_ndim, normalized)
            assert np.allclose(again.numpy(), pairs.numpy())
