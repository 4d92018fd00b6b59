"""A learner's own engine: their parts in the place of minitorch's, and what they score there.

The parts are what the exercises of lesson 13 ask for. ``plugged`` puts them in; ``score`` runs
minitorch's own tests of the engine and of every gradient, and counts those that pass; ``train``
teaches a network digits with them; ``play`` shows their steps.
"""

import contextlib
import sys
from functools import partial

import numpy as np

from .. import autograd, engine
from ..autograd import hooks
from ..calls import RUNTIME, compiled
from ..data import digits
from ..engine import Node, TensorBase, unbroadcast
from ..op import OPS
from ..testing import laws, samples
from ..viz import Trace


class Watch:
    """An observer that only makes the engine take its general way, past all parts."""

    def order(self, nodes):
        """Leave the order as it is."""
        return nodes

    def look(self, node, grad, grads):
        """Look at nothing."""


def plug_unbroadcast(part):
    """Undo broadcasting the learner's way; tensors of a recorded pass go the usual one."""

    def replacement(grad, shape):
        return unbroadcast(grad, shape) if isinstance(grad, TensorBase) else part(grad, shape)

    return [(engine, "unbroadcast", replacement)]


def plug_order(part):
    """Find and order the nodes the learner's way."""

    def inputs(node):
        return [edge[0] for edge in node.edges if edge is not None]

    usual = engine.reachable

    def replacement(roots):
        return part(roots[0], inputs) if len(roots) == 1 else usual(roots)

    return [(engine, "reachable", replacement)]


def plug_accumulate(part):
    """Add up what arrives at a node the learner's way."""

    def replacement(node, index, grad, recorded):
        grad = engine.unbroadcast(grad, node.shape) if grad.shape != node.shape else grad
        node.grad, node.owned = part(node.grad, grad), False

    return [(Node, "accumulate", replacement)]


def plug_mul(part):
    """Differentiate products the learner's way: each rule is handed the other factor alone."""
    return [
        (RUNTIME, "rule_mul_input", lambda g, other: part(g, other, other)[0]),
        (RUNTIME, "rule_mul_other", lambda g, input: part(g, input, input)[1]),
    ]


def plug_matmul(part):
    """Differentiate matrix products the learner's way."""

    def first(g, mat2):
        return part(g, np.zeros((g.shape[0], mat2.shape[0]), g.dtype), mat2)[0]

    def second(g, input, mat2_strides):
        return part(g, input, np.zeros((input.shape[1], g.shape[1]), g.dtype))[1]

    return [(RUNTIME, "rule_mm_input", first), (RUNTIME, "rule_mm_mat2", second)]


def plug_sum(part):
    """Differentiate sums the learner's way: over everything, or over one dimension that is kept."""
    usual = OPS["sum"].rules["input"][0]

    def rule(g, input_shape, dim, keepdim, dtype, input_dtype):
        if dim is None and dtype is None and g.dtype.kind == "f":
            return part(g, input_shape)
        return usual(g, input_shape, dim, keepdim, dtype, input_dtype)

    return [(RUNTIME, "rule_sum_input", rule)]


def plug_getitem(part):
    """Differentiate ``x[index]`` along the first dimension the learner's way."""
    usual = OPS["select"].rules["input"][0]

    def rule(g, input_shape, dim, index):
        if dim == 0 and not isinstance(g, TensorBase):
            return part(g, tuple(input_shape), index)
        return usual(g, input_shape, dim, index)

    return [(RUNTIME, "rule_select_input", rule)]


def plug_no_grad(part):
    """Switch recording off the learner's way."""

    def replacement():
        return part(engine.grad_mode)

    homes = [autograd, sys.modules[__name__.partition(".")[0]]]  # torch.no_grad is looked up there
    return [(home, "no_grad", replacement) for home in homes]


def plug_run_hooks(part):
    """Call the hooks of a tensor the learner's way, with tensors as hooks are used to."""

    def replacement(registered, grad, wrap):
        return hooks.bare(part(registered, hooks.as_tensor(grad, wrap)), grad)

    return [(hooks, "through", replacement)]


PLUGS = dict(
    unbroadcast=plug_unbroadcast,
    order=plug_order,
    accumulate=plug_accumulate,
    mul_backward=plug_mul,
    matmul_backward=plug_matmul,
    sum_backward=plug_sum,
    getitem_backward=plug_getitem,
    no_grad=plug_no_grad,
    run_hooks=plug_run_hooks,
)


@contextlib.contextmanager
def plugged(parts):
    """While this lasts, minitorch's engine runs with ``parts``, functions by their name."""
    for name in ("mul", "mm", "sum", "select"):
        compiled(f"{name}:rule")  # the rules of an operation have their place from then on
    changes = [(engine, "observer", Watch())]
    for name, part in parts.items():
        changes += PLUGS[name](part)
    with contextlib.ExitStack() as stack:
        for change in changes:
            stack.enter_context(replaced(*change))
        yield


@contextlib.contextmanager
def replaced(home, name, value):
    """While this lasts, an entry of a dictionary, or an attribute, is ``value``."""
    if isinstance(home, dict):
        get, put = home.__getitem__, home.__setitem__
    else:
        get, put = partial(getattr, home), partial(setattr, home)
    before = get(name)
    put(name, value)
    try:
        yield
    finally:
        put(name, before)


# --- the score ------------------------------------------------------------------------------------

SHOWN = 12  # one broken part can fail them all


def tests():
    """Return minitorch's own tests of its engine: ``(what each is about, a function)``."""
    asked = [(f, name) for name, f in vars(laws).items() if name.startswith("test_")]
    found = [(law.__doc__.strip().partition("\n")[0], law) for law, _ in asked]
    for op, _, case in samples.DIFFERENTIABLE:
        found.append((f"the gradient of {op.name}", partial(samples.check_gradient, op, case)))
    return found


def score(parts, say=lambda line: None):
    """Return how many of minitorch's own tests pass with ``parts``, and how many there are.

    Args:
        say: called with a line for each that fails, up to a dozen; those of one operation share it.
    """
    passed, failed, all_tests = 0, {}, tests()
    for about, test in all_tests:
        try:
            with plugged(parts), np.errstate(all="ignore"):
                test()
            passed += 1
        except Exception as error:
            words = f"{error}".strip().partition("\n")[0] or "it does not hold"
            failed.setdefault(about, words)
    for about, why in list(failed.items())[:SHOWN]:
        say(f"  {about.rstrip('.')}: {why}")
    if len(failed) > SHOWN:
        say(f"  and {len(failed) - SHOWN} more")
    return passed, len(all_tests)


def play(parts, path):
    """Run the tutorial's program with ``parts`` and make its step player; return the path."""
    import minitorch as torch

    a = torch.tensor([4.0])
    w1, w2, w3, w4 = [torch.tensor([k], requires_grad=True) for k in (2.0, 5.0, 9.0, 7.0)]
    with plugged(parts), Trace(visit_order=list) as run:
        b = w1 * a
        c = w2 * a
        d = w3 * b + w4 * c
        L = 10 - d
        L.backward()
    return run.play(path, "Your engine, step by step").save(path)


def train(parts, epochs=20):
    """Teach a network digits with ``parts``; return its share of right answers to new ones."""
    import minitorch as torch

    (images, labels), (new, wanted) = digits.split()
    images, labels = torch.from_numpy(images), torch.from_numpy(labels)
    torch.manual_seed(0)
    net = torch.nn.Sequential(torch.nn.Linear(64, 64), torch.nn.ReLU(), torch.nn.Linear(64, 10))
    optimizer = torch.optim.SGD(net.parameters(), lr=0.05, momentum=0.9)
    criterion = torch.nn.CrossEntropyLoss()
    with plugged(parts):
        for _ in range(epochs):
            for start in range(0, len(labels), 100):
                optimizer.zero_grad()
                scores = net(images[start : start + 100])
                criterion(scores, labels[start : start + 100]).backward()
                optimizer.step()
        with autograd.no_grad():
            told = net(torch.from_numpy(new)).max(1)[1].numpy()
    return float((told == wanted).mean())
