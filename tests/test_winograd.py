"""The short way of convolutions three rows high is a convolution like any other."""

import numpy as np
import pytest

import minitorch as torch
from minitorch.ops import convolution, winograd

CASES = [  # images, kernel, padding: heights even and odd, more images than fit in one part
    ((2, 3, 6, 5), (4, 3, 3, 3), (1, 1)),
    ((3, 2, 5, 4), (3, 2, 3, 2), (0, 1)),
    ((1, 2, 3, 3), (2, 2, 3, 1), (2, 0)),
    ((2, 1, 4, 7), (1, 1, 3, 5), (1, 2)),
    ((5, 16, 20, 40), (40, 16, 3, 3), (0, 0)),
]


def drawn(shapes, dtype=np.float64):
    """Return the same normal numbers every time."""
    random = np.random.RandomState(0)
    return [random.randn(*shape).astype(dtype) for shape in shapes]


def long_way(images, weight, bias, grad, padding):
    """Return the convolution and its gradient by the weights, window by window."""
    (top, left), size = padding, weight.shape[2:]
    images = np.pad(images, ((0, 0), (0, 0), (top, top), (left, left)))
    windows = np.lib.stride_tricks.sliding_window_view(images, size, (2, 3))
    found = np.einsum("nchwij,fcij->nfhw", windows, weight, optimize=True)
    slope = np.einsum("nchwij,nfhw->fcij", windows, grad, optimize=True)
    return found + bias.reshape(-1, 1, 1), slope


def both_ways(case, dtype=np.float64, whole=False):
    """Return what :func:`long_way` does in double precision, and what ``winograd`` does."""
    images, weight, (top, left) = case
    height, width = images[2] + 2 * top - weight[2] + 1, images[3] + 2 * left - weight[3] + 1
    shapes = [images, weight, weight[:1], (images[0], weight[0], height, width)]
    given = drawn(shapes, dtype)
    if whole:
        given = [np.rint(8 * array) for array in given]
    x, w, b, g = given
    exact = long_way(*[array.astype(np.float64) for array in given], (top, left))
    found = winograd.convolved(x, w, b, (top, left)), winograd.correlated(x, g, w.shape[3], case[2])
    return exact, found


@pytest.mark.parametrize("case", CASES)
def test_the_short_way_leads_to_the_same_place(case):
    """Value and gradient by the weights are those of the definition."""
    exact, found = both_ways(case)

    for one, other in zip(exact, found):
        assert abs(one - other).max() < 1e-12 * abs(one).max()


@pytest.mark.parametrize("case", CASES)
def test_whole_numbers_stay_exact(case):
    """Nothing is multiplied but by a half, so that small whole numbers are not rounded at all."""
    exact, found = both_ways(case, np.float32, whole=True)

    for one, other in zip(exact, found):
        assert (one == other).all()


def test_rounding_errors_stay_small():
    """In single precision, a result is off by at most a few of its last digits."""
    exact, found = both_ways(((4, 64, 16, 16), (64, 64, 3, 3), (1, 1)), np.float32)

    for one, other in zip(exact, found):
        assert ((one - other) ** 2).mean() ** 0.5 < 1e-6 * (one**2).mean() ** 0.5


def second_derivatives(shape, filters):
    """Return a convolution, its gradients, and the gradients of the sum of their squares."""
    x, w = drawn([shape, (filters, shape[1], 3, 3)])
    x, w = torch.from_numpy(x).requires_grad_(), torch.from_numpy(w).requires_grad_()
    out = torch.nn.functional.conv2d(x, w, padding=1)
    once = torch.autograd.grad((out * out).sum(), (x, w), create_graph=True)
    twice = torch.autograd.grad(sum((g * g).sum() for g in once), (x, w))
    return [t.detach().numpy() for t in (out, *once, *twice)]


def test_derivatives_of_every_order_take_the_short_way(monkeypatch):
    """Where it pays, the convolutions of the derivatives take it too, to the same numbers."""
    taken, pays = [], winograd.pays

    short = second_derivatives((2, 32, 16, 16), 32)
    monkeypatch.setattr(winograd, "pays", lambda *args: taken.append(pays(*args)))
    long = second_derivatives((2, 32, 16, 16), 32)

    assert len(taken) >= 7
    assert all(taken)
    for one, other in zip(long, short):
        assert abs(one - other).max() < 1e-11 * abs(one).max()


def test_few_channels_take_the_long_way():
    """An image of three channels has too few products to save any."""
    x, w = drawn([(16, 3, 32, 32), (64, 3, 3, 3)], np.float32)
    one = (1, 1)

    assert not winograd.pays(np, x, 64, w.shape[2:], one, one, 1)
    assert convolution.convolved(np, x, w, None, one, one, one, 1).shape == (16, 64, 32, 32)
