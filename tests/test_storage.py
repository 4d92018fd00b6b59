"""Laws of storages: which memory a tensor shows, who shares it, and what moves it."""

import os

import pytest

import minitorch as torch
from minitorch.utils.dlpack import from_dlpack, to_dlpack


def test_every_view_has_the_storage_of_its_base():
    """A storage is the memory, whichever view asks for it."""
    base = torch.arange(6).view(2, 3)

    for view in (base[1], base.t(), base.data[1:], base.detach()[:, 1], base.unfold(1, 2, 1)):
        assert view.storage().data_ptr() == base.storage().data_ptr()
        assert view.data_ptr() == base.data_ptr() + 8 * view.storage_offset()


def test_writing_to_a_storage_shows_in_its_tensor():
    """A storage is no copy."""
    x = torch.zeros(2)

    x.storage()[1] = 7

    assert x.tolist() == [0, 7]


def test_resize_shows_the_same_memory_as_far_as_it_reaches():
    """A smaller or equal number of elements is a view; a larger one keeps what was in front."""
    x = torch.arange(4)

    smaller, larger = x[:].resize_(2, 1), x[:].resize_(6)
    x[0] = 9

    assert smaller.tolist() == [[9], [1]]
    assert larger.tolist()[:4] == [0, 1, 2, 3]


def test_in_place_changes_of_shape_are_recorded():
    """``t_`` and its like change the shape and leave a node, under 0.4's name for it."""
    x = torch.ones(2, 3, requires_grad=True)
    y = x * torch.arange(6, dtype=torch.float32).view(2, 3)

    y.transpose_(0, 1)
    y[2].sum().backward()

    assert y.shape == (3, 2)
    assert type(y.grad_fn).__name__ == "TransposeBackward1"
    assert x.grad.tolist() == [[0, 0, 2], [0, 0, 5]]


def test_a_view_changed_in_shape_keeps_the_history_of_its_base():
    """An in-place change of shape moves no element, so the base is what it was."""
    x = torch.ones(2, 3, requires_grad=True)
    base = x * 2
    view = base[:, :2]

    view.t_()
    view.mul_(torch.tensor([[1.0, 2.0], [3.0, 4.0]]))
    base.sum().backward()

    assert x.grad.tolist() == [[2, 6, 2], [4, 8, 2]]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked on POSIX only")
def test_a_child_writes_to_shared_memory():
    """After ``share_memory_`` a forked child's changes are seen by its parent."""
    x = torch.zeros(3).share_memory_()

    child = os.fork()
    if child == 0:
        x.add_(5)
        os._exit(0)
    os.waitpid(child, 0)

    assert x.is_shared()
    assert x.tolist() == [5, 5, 5]


def test_memory_goes_through_dlpack_and_back():
    """A capsule shows the same memory."""
    x = torch.zeros(2, 2)

    y = from_dlpack(to_dlpack(x))
    y[0, 1] = 3

    assert x.tolist() == [[0, 3], [0, 0]]


REFUSED = {
    "no such place": (lambda s: s[9], IndexError, "index 9 out of range for storage of size 4"),
    "no integer": (lambda s: s["a"], TypeError, "can't index a torch.FloatStorage with str"),
    "a step": (lambda s: s[::2], RuntimeError, "only a step of 1 is supported"),
    "no number": (lambda s: s.fill_("a"), RuntimeError, "fill_ expects float, but got str"),
    "put nowhere": (lambda s: s.__setitem__(9, 1.0), IndexError, "index 9 out of range"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_storage_says_what_is_wrong_with_an_index(case):
    """Nothing that a storage refuses is said in the words of NumPy."""
    call, kind, words = REFUSED[case]

    with pytest.raises(kind, match=words):
        call(torch.ones(4).storage())
