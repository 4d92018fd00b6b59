"""A watched backward pass visits nodes in the order of torch's engine, with the same gradients."""

import re

import pytest

import minitorch
from minitorch import viz
from minitorch.testing import assert_same
from minitorch.testing.package import as_torch

ERA = re.compile(r"^(?:Th)?(\w+?Backward)\d*$")

PROGRAMS = {
    "the tutorial's": """
a = torch.tensor([4.])
w1, w2, w3, w4 = [torch.tensor([k], requires_grad=True) for k in (2., 5., 9., 7.)]
b = w1 * a
c = w2 * a
d = w3 * b + w4 * c
L = -d + 10
""",
    "a leaf used at several depths": """
x = torch.tensor([2.], requires_grad=True)
y = x * x
L = (y * x + x) * y
""",
    "three leaves of one function": """
w = torch.ones(2, 3, requires_grad=True)
b = torch.ones(2, 2, requires_grad=True)
x = torch.ones(2, 3, requires_grad=True)
L = torch.addmm(b, x, w.t()).sum()
""",
    "many leaves of one function": """
xs = [torch.full((2,), float(k), requires_grad=True) for k in range(1, 8)]
L = (torch.cat(xs) * torch.cat(xs[::-1])).sum()
""",
    "branches of different length": """
x = torch.tensor([1., 2.], requires_grad=True)
w = torch.tensor([3., 4.], requires_grad=True)
short = x * w
long = (x + w).exp().log().tanh()
L = (short + long * w).sum()
""",
    "a loop": """
h = torch.ones(3)
w = torch.tensor([.5, .6, .7], requires_grad=True)
u = torch.tensor([.1, .2, .3], requires_grad=True)
for step in range(5):
    h = torch.tanh(h * w + u)
L = h.sum()
""",
}


def rounded(grads):
    """Return gradients as plain numbers, without None (today a number operand has an edge too)."""
    arrived = [grad.reshape(-1).tolist() for grad in grads if grad is not None]
    return [[round(float(number), 4) for number in grad] for grad in arrived]


def name_of(node):
    """Return the class name of a node without what only marks the era."""
    return ERA.sub(r"\1", type(node).__name__)


def torchs_events(code):
    """Run a program on live torch; return what the hooks of its nodes saw, in order."""
    import torch

    scope, events, seen = {"torch": torch}, [], set()
    exec(code, scope)
    stack = [scope["L"].grad_fn]
    while stack:
        node = stack.pop()
        if node is None or node in seen:
            continue
        seen.add(node)
        node.register_hook(
            lambda sent, arrived, node=node: events.append(
                (name_of(node), rounded(arrived), rounded(sent))
            )
        )
        stack.extend([after for after, _ in node.next_functions])
    scope["L"].backward()
    return events


def our_events(code):
    """Run a program on minitorch, watched; return the visits, in order."""
    scope = {"torch": minitorch}
    with as_torch("minitorch"), viz.trace() as run:
        exec(code, scope)
        scope["L"].backward()
    return [(name_of(v.node), rounded([v.incoming]), rounded(v.outgoing)) for v in run.visits]


@pytest.mark.live
@pytest.mark.parametrize("name", PROGRAMS)
def test_the_steps_of_backward_are_torchs(name):
    """Node by node, the same function with the same gradients in and out."""
    assert our_events(PROGRAMS[name]) == torchs_events(PROGRAMS[name])


@pytest.mark.live
def test_hooks_of_leaves_are_called_when_torch_calls_them():
    """A leaf's hook runs as soon as its gradient is complete, before functions that are older."""
    program = """
x = [torch.tensor([k], requires_grad=True) for k in (2., 5., 9., 7.)]
a, seen = torch.tensor([4.]), []
b = x[0] * a
c = x[1] * a
d = x[2] * b + x[3] * c
for name, t in dict(zip('1234bcd', [*x, b, c, d])).items():
    t.register_hook(lambda grad, name=name: seen.append(name))
(10 - d).backward()
record('order', ''.join(seen))
"""

    assert_same(program)
