"""Laws of the engine: what backward computes, keeps and frees."""

import gc
import threading

import pytest

import minitorch as torch
from minitorch import engine

AGAIN = "Trying to backward through the graph a second time"


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
    """backward adds to grad; it does not replace it."""
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


def test_depth_is_not_limited_by_the_python_stack():
    """A chain of 1,000,000 nodes runs backward and is freed."""
    x = leaf(1)
    y = chain(x, 1_000_000)

    y.backward()
    del y

    assert x.grad.tolist() == [1.0]


def test_depth_is_not_limited_in_a_thread_of_256_kib():
    """Backward and freeing need no stack that grows with the graph."""
    done = []

    def work():
        x = leaf(1)
        y = chain(x, 1_000_000)
        y.backward()
        del y
        done.append(x.grad.tolist())

    before = threading.stack_size(256 * 1024)
    try:
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    finally:
        threading.stack_size(before)

    assert done == [[1.0]]


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

    with pytest.raises(RuntimeError, match=AGAIN):
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
    """autograd.grad returns gradients and accumulates nothing."""
    x, y = leaf(2), leaf(3)

    (gradient,) = torch.autograd.grad(x * y, x)

    assert gradient.tolist() == [3.0]
    assert (x.grad, y.grad) == (None, None)


def test_an_unused_input_is_an_error_unless_allowed():
    """autograd.grad says so, or returns None if told that it may happen."""
    x, y = leaf(2), leaf(3)

    with pytest.raises(RuntimeError, match="appears to not have been used"):
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


@pytest.mark.parametrize("shape", [(), (1,), (2, 1), (2, 3)])
def test_a_gradient_has_the_shape_and_type_of_its_tensor(shape):
    """Broadcasting is undone, whatever was broadcast."""
    x = torch.ones(shape, dtype=torch.float64, requires_grad=True)

    (x * torch.ones(4, 2, 3, dtype=torch.float64)).sum().backward()

    assert (tuple(x.grad.shape), x.grad.dtype) == (shape, x.dtype)


def test_an_error_on_the_way_leaves_the_graph_usable():
    """A hook that raises does not leave half a pass behind."""
    x = leaf(3)
    y = x * x
    handle = x.register_hook(lambda grad: 1 / 0)
    with pytest.raises(ZeroDivisionError):
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


def test_threads_run_backward_at_the_same_time():
    """Passes over one leaf from several threads all arrive."""
    x = leaf(1)
    threads = [threading.Thread(target=lambda: (x * 2).backward()) for _ in range(8)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert x.grad.tolist() == [16.0]


def test_training_leaves_nothing_for_the_garbage_collector():
    """1,000 steps with gc switched off leave not one object more than before."""
    net = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.Tanh(), torch.nn.Linear(4, 1))
    optimizer = torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9)
    data = torch.ones(5, 3)

    def steps(count):
        for _ in range(count):
            optimizer.zero_grad()
            (net(data) ** 2).sum().backward()
            optimizer.step()

    steps(3)
    gc.collect()
    gc.disable()
    try:
        before = len(gc.get_objects())
        steps(1000)
        after = len(gc.get_objects())
    finally:
        gc.enable()

    assert after - before == 0


def test_a_result_that_is_no_number_has_gradient_one():
    """The gradient that backward starts with does not depend on the value."""
    x = torch.zeros(1, requires_grad=True)
    y = torch.ones(1, requires_grad=True)

    (x / 0 * 0 + y).backward()

    assert y.grad.tolist() == [1.0]
