"""Laws of the engine: what backward computes, keeps and frees, what hooks see, what no_grad does.

Two read them: ``tests/test_engine.py``, and lesson 13, which counts how many of them hold with an
engine of the learner's own. So they need nothing but minitorch, not even pytest, and they look the
parts of the engine up where they are used.
"""

import contextlib
import re

import minitorch as torch
from minitorch import engine

AGAIN = "Trying to backward through the graph a second time"


@contextlib.contextmanager
def raises(kind, words):
    """Fail unless the block ends with an error of a kind whose text has these words."""
    try:
        yield
    except kind as error:
        if re.search(words, str(error)) is None:
            raise AssertionError(f"{error!r} says nothing of {words!r}") from error
    else:
        raise AssertionError(f"{kind.__name__} was not raised")


def leaf(*values):
    """Return a leaf that requires grad."""
    return torch.tensor([float(v) for v in values], requires_grad=True)


def chain(x, length):
    """Return ``x`` times one, ``length`` times over."""
    for _ in range(length):
        x = x * 1.0
    return x


def test_a_tensor_used_twice_receives_both_gradients():
    """Gradients that reach one tensor by several paths are added."""
    x = leaf(3)

    (x + x).backward()

    assert x.grad.tolist() == [2.0]


def test_gradients_of_several_backwards_add_up():
    """A second backward adds to grad; it does not replace it."""
    x = leaf(3)

    (x * 2).backward()
    (x * 3).backward()

    assert x.grad.tolist() == [5.0]


def test_a_gradient_that_is_a_view_is_not_added_to_in_place():
    """A sum hands every element the same memory; adding to one of them must not add to all."""
    x = leaf(1, -2)

    ((x * x).sum() + x.sum()).backward()

    assert x.grad.tolist() == [3.0, -3.0]


def test_the_gradient_given_to_backward_stays_what_it_was():
    """What the user hands in is read, never written."""
    x, given = leaf(1, 2), torch.ones(2)

    (x + x + x).backward(given)

    assert given.tolist() == [1.0, 1.0]
    assert x.grad.tolist() == [3.0, 3.0]


def test_diamonds_cost_their_nodes_not_their_paths():
    """40 stacked diamonds have 2**40 paths and 40 nodes; each node is visited once."""
    x = y = leaf(1)
    for _ in range(40):
        y = y + y
    visited = []
    for node in engine.reachable([y.grad_fn]):
        node.register_hook(lambda grads, outs: visited.append(1))

    y.backward()

    assert x.grad.tolist() == [2.0**40]
    assert len(visited) == 41


def test_what_was_saved_is_freed_by_the_first_backward():
    """A second backward through a product says that its buffers are gone."""
    x = leaf(3)
    y = x * x
    y.backward()

    with raises(RuntimeError, AGAIN):
        y.backward()

    assert x.grad.tolist() == [6.0]


def test_nothing_saved_nothing_freed():
    """A graph whose functions saved nothing can run twice."""
    x = leaf(3)
    y = x + x

    y.backward()
    y.backward()

    assert x.grad.tolist() == [4.0]


def test_a_retained_graph_runs_again():
    """retain_graph keeps the buffers for one more pass."""
    x = leaf(3)
    y = x * x

    y.backward(retain_graph=True)
    y.backward()

    assert x.grad.tolist() == [12.0]


def test_the_gradient_of_a_gradient():
    """With create_graph the pass itself is recorded, at any order."""
    x = leaf(2)
    (first,) = torch.autograd.grad(x * x * x, x, create_graph=True)
    (second,) = torch.autograd.grad(first, x, create_graph=True)
    (third,) = torch.autograd.grad(second, x)

    assert [g.tolist() for g in (first, second, third)] == [[12.0], [12.0], [6.0]]


def test_grad_leaves_the_leaves_alone():
    """The function grad returns gradients and accumulates nothing."""
    x, y = leaf(2), leaf(3)

    (gradient,) = torch.autograd.grad(x * y, x)

    assert gradient.tolist() == [3.0]
    assert (x.grad, y.grad) == (None, None)


def test_an_unused_input_is_an_error_unless_allowed():
    """autograd.grad says so, or returns None if told that it may happen."""
    x, y = leaf(2), leaf(3)

    with raises(RuntimeError, "appears to not have been used"):
        torch.autograd.grad(x * 2, y)

    assert torch.autograd.grad(x * 2, y, allow_unused=True) == (None,)


def test_a_hook_replaces_the_gradient_until_it_is_removed():
    """What a tensor's hook returns goes on; remove() ends it."""
    x = leaf(1)
    y = x * 2
    handle = y.register_hook(lambda grad: grad * 10)

    y.backward(retain_graph=True)
    handle.remove()
    y.backward()

    assert x.grad.tolist() == [22.0]


def test_a_hook_of_a_node_sees_both_sides():
    """A function's hook sees the gradients of its inputs and outputs."""
    x, seen = leaf(3), []
    y = x * x
    handle = y.grad_fn.register_hook(lambda inputs, outputs: seen.append((inputs, outputs)))

    y.backward()
    handle.remove()

    ((inputs, outputs),) = seen
    assert [g.tolist() for g in (*inputs, *outputs)] == [[3.0], [3.0], [1.0]]


def test_retain_grad_keeps_the_gradient_of_a_result():
    """Only leaves keep their gradient, unless retain_grad asks."""
    x = leaf(3)
    kept, lost = x * 2, x * 3
    kept.retain_grad()

    (kept * lost).backward()

    assert kept.grad.tolist() == [9.0]
    assert lost.grad is None


def test_a_gradient_has_the_shape_and_type_of_its_tensor():
    """Broadcasting is undone, whatever was broadcast."""
    shapes = [(), (1,), (2, 1), (2, 3), (4, 1, 3)]
    tensors = [torch.ones(shape, dtype=torch.float64, requires_grad=True) for shape in shapes]

    for x in tensors:
        (x * torch.ones(4, 2, 3, dtype=torch.float64)).sum().backward()

    assert [tuple(x.grad.shape) for x in tensors] == shapes
    assert {x.grad.dtype for x in tensors} == {torch.float64}


def test_an_error_on_the_way_leaves_the_graph_usable():
    """A hook that raises does not leave half a pass behind."""
    x = leaf(3)
    y = x * x
    handle = x.register_hook(lambda grad: 1 / 0)
    with raises(ZeroDivisionError, "division by zero"):
        y.backward(retain_graph=True)
    handle.remove()

    y.backward()

    assert x.grad.tolist() == [6.0]


def test_a_backward_within_a_backward():
    """A hook may run another pass over the same leaves."""
    x = leaf(3)

    def hook(grad):
        with torch.enable_grad():
            (x * 5).backward()

    y = x * x
    y.register_hook(hook)
    y.backward()

    assert x.grad.tolist() == [11.0]


def test_a_result_that_is_no_number_has_gradient_one():
    """The gradient that backward starts with does not depend on the value."""
    x = torch.zeros(1, requires_grad=True)
    y = torch.ones(1, requires_grad=True)

    (x / 0 * 0 + y).backward()

    assert y.grad.tolist() == [1.0]


def test_a_long_recurrence_is_no_special_case():
    """10,000 functions in a row are walked, deeper than Python calls."""
    x = leaf(3)

    chain(x, 10_000).backward()

    assert x.grad.tolist() == [1.0]


def test_a_function_waits_for_all_that_use_its_result():
    """Along a short way and a long one: what is shared runs once, with the sum of both."""
    x, ran = leaf(2), []
    shared = x * x
    shared.register_hook(lambda grad: ran.append(grad.tolist()))

    (chain(shared, 5) + shared).backward()

    assert ran == [[2.0]]
    assert x.grad.tolist() == [8.0]


def test_several_results_add_up():
    """A picked row, a sum and a product of one tensor: each sends what it has to send."""
    x = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)

    (x[1].sum() + x.sum() + (x * x)[0].sum() + x.mm(x).sum()).backward()

    assert x.grad.tolist() == [[10.0, 16.0], [11.0, 15.0]]


def test_hooks_run_in_the_order_in_which_they_came():
    """Each is handed what the one before it returned."""
    x = leaf(1)
    y = x * 1
    y.register_hook(lambda grad: grad + 1)
    y.register_hook(lambda grad: grad * 2)

    (y * 5).backward()

    assert x.grad.tolist() == [12.0]


def test_a_hook_that_returns_nothing_only_looks():
    """None leaves the gradient as it is, also between two hooks that change it."""
    x, seen = leaf(1), []
    x.register_hook(lambda grad: grad * 3)
    x.register_hook(lambda grad: seen.append(grad.tolist()))
    x.register_hook(lambda grad: grad + 1)

    (x * 2).backward()

    assert seen == [[6.0]]
    assert x.grad.tolist() == [7.0]


def test_a_hook_may_return_zero():
    """A gradient of zero is a gradient, not nothing."""
    x = leaf(1)
    x.register_hook(lambda grad: grad * 0)

    (x * 2).backward()

    assert x.grad.tolist() == [0.0]


def test_without_recording_nothing_is_recorded():
    """Under no_grad a result requires no grad and has no function."""
    x = leaf(1)

    with torch.no_grad():
        y = x * 2

    assert (y.requires_grad, y.grad_fn, y.is_leaf) == (False, None, True)


def test_an_inner_block_does_not_end_the_outer_one():
    """What was before comes back, not simply True."""
    x = leaf(1)

    with torch.no_grad():
        with torch.no_grad():
            pass
        between = (x * 2).requires_grad

    assert (between, (x * 2).requires_grad) == (False, True)


def test_grad_mode_survives_an_exception():
    """An error inside the block gets out, and does not leave recording switched off."""
    with raises(ZeroDivisionError, "division by zero"), torch.no_grad():
        _ = 1 / 0

    assert torch.is_grad_enabled()
