"""Laws of the engine: those that lesson 13 asks of a learner's engine too, and a few of cost."""

import gc
import threading
import weakref

import pytest

import minitorch as torch
from minitorch.freeing import unlink
from minitorch.testing.laws import *  # noqa: F403 (its tests run here)
from minitorch.testing.laws import chain, leaf


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


def test_only_what_nothing_else_refers_to_is_taken_down():
    """Where Python needs help to free a chain, nodes that lead elsewhere too stay whole."""
    x = leaf(1)
    shared = x * 2
    inner = shared * 3
    outer = inner * 4
    node = weakref.ref(inner.grad_fn)
    del inner

    unlink(outer.grad_fn)

    assert node() is None
    shared.backward()
    assert x.grad.tolist() == [2]


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


def test_a_pass_that_raises_keeps_what_leaves_had_received():
    """A leaf is visited as soon as its users ran, so its gradient is there if an older node raises;
    that of a leaf which the node leads to is not.
    """
    x, y = (torch.tensor([n], requires_grad=True) for n in (2.0, 3.0))
    root = x.sqrt()
    root.backward()

    with pytest.raises(RuntimeError, match="through the graph a second time"):
        (root * y.exp()).backward()

    assert y.grad.item() == pytest.approx((2**0.5 * y.exp()).item())
    assert x.grad.item() == pytest.approx(0.5 / 2**0.5)
