"""Laws of memory: who shares it, who counts its changes, and whose history they rewrite."""

import gc
import weakref

import numpy as np
import pytest

import minitorch as torch

CHANGED = "has been modified by an inplace operation"
SHARING = {
    "slice": lambda x: x[1:],
    "row": lambda x: x[0],
    "view": lambda x: x.view(-1),
    "transpose": lambda x: x.t(),
    "expand": lambda x: x.expand(2, 2, 2),
    "unsqueeze": lambda x: x.unsqueeze(0),
    "narrow": lambda x: x.narrow(0, 1, 1),
    "data": lambda x: x.data,
    "detach": lambda x: x.detach(),
    "numpy": lambda x: torch.from_numpy(x.numpy()),
}
COPYING = {
    "mask": lambda x: x[x > 0],
    "indices": lambda x: x[torch.tensor([0, 1])],
    "clone": lambda x: x.clone(),
    "sum": lambda x: x + 0,
    "tensor": lambda x: torch.tensor(x.tolist()),
}


@pytest.mark.parametrize("name", SHARING)
def test_what_shares_memory_sees_changes(name):
    """Views, .data, detach, numpy and from_numpy show one memory."""
    x = torch.ones(2, 2)
    other = SHARING[name](x)

    x.fill_(5)

    assert set(np.ravel(other.tolist())) == {5.0}


@pytest.mark.parametrize("name", COPYING)
def test_what_is_computed_has_memory_of_its_own(name):
    """Advanced indexing, clone and arithmetic copy."""
    x = torch.ones(2, 2)
    other = COPYING[name](x)

    x.fill_(5)

    assert set(np.ravel(other.tolist())) == {1.0}


@pytest.mark.parametrize("name", [n for n in SHARING if n not in ("data", "numpy")])
def test_views_and_detach_share_the_version(name):
    """A change through any of them is counted by all; .data counts for itself."""
    x = torch.ones(2, 2)
    other = SHARING[name](x)
    before = x._version

    other.add_(1) if name != "expand" else x.add_(1)

    assert x._version == other._version == before + 1


def test_changing_what_was_saved_is_an_error():
    """A gradient is never computed from a value that was overwritten."""
    x = torch.ones(2, requires_grad=True)
    y = x * 2
    z = y * y
    y.add_(1)

    with pytest.raises(RuntimeError, match=CHANGED):
        z.sum().backward()


def test_changing_what_nobody_saved_is_none():
    """An addition saves nothing, so its inputs may change."""
    x = torch.ones(2, requires_grad=True)
    y = x * 2
    z = y + y
    y.add_(1)

    z.sum().backward()

    assert x.grad.tolist() == [4.0, 4.0]


def test_a_change_through_a_view_rewrites_the_history_of_its_base():
    """y[0] *= 3 makes the gradient of y's first element three times as large."""
    x = torch.ones(3, requires_grad=True)
    y = x * 2
    y[0].mul_(3)

    y.sum().backward()

    assert type(y.grad_fn).__name__ == "CopySlices"
    assert x.grad.tolist() == [6.0, 2.0, 2.0]


def test_a_change_of_the_base_rewrites_the_history_of_its_views():
    """A view made before shows the new value and has the new history."""
    x = torch.ones(3, requires_grad=True)
    y = x * 2
    part = y[1:]
    y.mul_(5)

    part.sum().backward()

    assert part.tolist() == [10.0, 10.0]
    assert x.grad.tolist() == [0.0, 10.0, 10.0]


def test_assignment_to_a_part_cuts_its_history():
    """What was overwritten has no influence, so no gradient; what is written has one."""
    x = torch.ones(3, requires_grad=True)
    w = torch.ones(1, requires_grad=True)
    y = x * 2
    y[0] = w[0] * 7

    y.sum().backward()

    assert x.grad.tolist() == [0.0, 2.0, 2.0]
    assert w.grad.tolist() == [7.0]


@pytest.mark.parametrize(
    "change",
    [
        lambda y: y.add_(torch.ones(3)),
        lambda y: y.mul_(torch.ones(2).long()),
        lambda y: y.fill_(torch.ones(2)),
        lambda y: y.__setitem__(5, 1.0),
        lambda y: y.__setitem__(0, "a"),
        lambda y: y.copy_(torch.ones(3)),
    ],
)
def test_a_change_that_fails_changes_nothing(change):
    """Values, version and history stay as they were."""
    x = torch.ones(2, requires_grad=True)
    y = x * 2
    before = y.tolist(), y._version, y.grad_fn

    with pytest.raises((RuntimeError, TypeError, IndexError)):
        change(y)

    assert (y.tolist(), y._version, y.grad_fn) == before
    y.sum().backward()
    assert x.grad.tolist() == [2.0, 2.0]


def test_a_graph_is_freed_by_counting_references():
    """No cycle waits for the garbage collector."""
    gc.disable()
    try:
        x = torch.ones(2, requires_grad=True)
        y = (x * x).exp()
        node = weakref.ref(y.grad_fn)
        y.sum().backward()
        del y
        assert node() is None
    finally:
        gc.enable()


def test_from_numpy_and_numpy_share_with_the_array():
    """A change on either side shows on the other."""
    array = np.zeros(2, np.float32)
    x = torch.from_numpy(array)

    x.add_(1)
    array += 1

    assert x.tolist() == array.tolist() == [2.0, 2.0]
    assert np.shares_memory(x.numpy(), array)


def test_changing_one_result_leaves_the_others_usable():
    """Of several results, a call saves those that its rule names; the others may change."""
    x = torch.tensor([1.0, 5.0], requires_grad=True)
    values, _ = x.max(0)

    values.mul_(2)
    values.backward()

    assert x.grad.tolist() == [0.0, 2.0]


def test_multiplying_a_tensor_by_itself_in_place_has_no_gradient():
    """The first factor is kept as it was; the second is the tensor that has changed."""
    x = torch.ones(2, requires_grad=True)
    y = x + 1

    y.mul_(y)

    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        y.sum().backward()


@pytest.mark.parametrize(
    "copy", [lambda x: x.flip(0), lambda x: x.gather(0, torch.tensor([0])), lambda x: x.max(0)[0]]
)
def test_a_copy_of_one_element_is_a_copy(copy):
    """What returns new memory does so for a single element too, where nothing has to move."""
    x = torch.ones(1)

    copy(x).fill_(7)

    assert x.tolist() == [1.0]


def test_a_leaf_takes_another_shape_without_losing_its_gradient():
    """While nothing is recorded, a change of shape in place leaves the history alone."""
    x = torch.ones(3, requires_grad=True)

    with torch.no_grad():
        x.unsqueeze_(0)
    (x * 2).sum().backward()

    assert x.grad.tolist() == [[2.0, 2.0, 2.0]]


def test_changing_an_empty_part_changes_nothing():
    """A view without elements can be written to; its base keeps values and gradient."""
    x = torch.ones(1, 2, requires_grad=True)
    y = x * 2

    y[1:] = 5
    y.sum().backward()

    assert x.grad.tolist() == [[2.0, 2.0]]


def test_a_number_multiplied_in_place_keeps_what_its_factor_needs():
    """The old value of a changed tensor is kept for the gradient, of a number too."""
    x, y = torch.tensor(3.0), torch.tensor(2.0, requires_grad=True)

    x.mul_(y)
    x.backward()

    assert y.grad.tolist() == 3.0
