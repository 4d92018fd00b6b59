"""What is looked at in lesson 13: each part against the gradients of real torch."""

from types import SimpleNamespace

import numpy as np

SHAPES = {"3": (3,), "4x1": (4, 1), "none": (), "1x3": (1, 3)}
DIAMOND = {"L": ["a", "b"], "a": ["x"], "b": ["a", "w"], "x": [], "w": []}
CHAIN = 100_000


def seeded(*shape):
    """Return small whole numbers as floats, the same each time."""
    return (np.arange(int(np.prod(shape))).reshape(shape) * 7 % 11 - 3).astype(np.float64)


def wanted(grad_shape):
    """Return the cases of unbroadcast for a gradient: labels and shapes."""
    return [(name, shape) for name, shape in SHAPES.items() if len(shape) <= len(grad_shape)]


def unbroadcast(torch, answer):
    for shape in ((4, 3), (2, 4, 3)):
        for name, small in wanted(shape):
            label = f"unbroadcast({'x'.join(map(str, shape))} to {name})"
            yield label, answer.unbroadcast(seeded(*shape), small)


def unbroadcast_truth(torch):
    for shape in ((4, 3), (2, 4, 3)):
        for name, small in wanted(shape):
            x = torch.zeros(small, dtype=torch.float64, requires_grad=True)
            (x.expand(shape) * torch.from_numpy(seeded(*shape))).sum().backward()
            yield f"unbroadcast({'x'.join(map(str, shape))} to {name})", x.grad


def fits(found, inputs):
    """Return whether every node stands before its inputs."""
    place = {node: number for number, node in enumerate(found)}
    return all(place[a] < place.get(b, -1) for a in place for b in inputs(a))


def order(torch, answer):
    found = answer.order("L", DIAMOND.__getitem__)
    yield "order(diamond) nodes", sorted(found)
    yield "order(diamond) fits", fits(found, DIAMOND.__getitem__)
    found = answer.order(CHAIN, lambda node: [node - 1] if node else [])
    yield "order(chain) length", len(found)
    yield "order(chain) last", found[-1]


def accumulate(torch, answer):
    held, arrived = np.array([1.0]), np.array([2.0])
    yield "accumulate(none, 2)", answer.accumulate(None, arrived)
    yield "accumulate(1, 2)", answer.accumulate(held, arrived)
    yield "held after", held


def mul(torch, answer):
    found = answer.mul_backward(np.array([3.0]), np.array([2.0]), np.array([5.0]))
    yield "mul_backward", list(found)


def mul_truth(torch):
    x, y = torch.tensor([2.0], requires_grad=True), torch.tensor([5.0], requires_grad=True)
    (x * y).backward(torch.tensor([3.0]))
    yield "mul_backward", [x.grad, y.grad]


def matmul(torch, answer):
    found = answer.matmul_backward(seeded(2, 4), seeded(2, 3), seeded(3, 4))
    yield "matmul_backward of x", found[0]
    yield "matmul_backward of y", found[1]


def matmul_truth(torch):
    x, y = [torch.from_numpy(seeded(*shape)).requires_grad_() for shape in ((2, 3), (3, 4))]
    x.mm(y).backward(torch.from_numpy(seeded(2, 4)))
    yield "matmul_backward of x", x.grad
    yield "matmul_backward of y", y.grad


def sum(torch, answer):
    found = answer.sum_backward(np.array(3.0), (2, 3))
    yield "sum_backward shape", found.shape
    yield "sum_backward", found


def sum_truth(torch):
    x = torch.zeros(2, 3, requires_grad=True)
    (x.sum() * 3).backward()
    yield "sum_backward shape", list(x.grad.shape)
    yield "sum_backward", x.grad


def getitem(torch, answer):
    found = answer.getitem_backward(np.array([3.0, 4.0]), (3, 2), 1)
    yield "getitem_backward shape", found.shape
    yield "getitem_backward", found


def getitem_truth(torch):
    x = torch.zeros(3, 2, requires_grad=True)
    x[1].backward(torch.tensor([3.0, 4.0]))
    yield "getitem_backward shape", list(x.grad.shape)
    yield "getitem_backward", x.grad


def nograd(torch, answer):
    mode = SimpleNamespace(enabled=True)
    with answer.no_grad(mode):
        yield "no_grad inside", mode.enabled
        with answer.no_grad(mode):
            pass
        yield "no_grad between", mode.enabled
    yield "no_grad after", mode.enabled
    try:
        with answer.no_grad(mode):
            raise KeyError
    except KeyError:
        yield "no_grad error", "KeyError"
    else:
        yield "no_grad error", None


def nograd_truth(torch):
    with torch.no_grad():
        yield "no_grad inside", torch.is_grad_enabled()
        with torch.no_grad():
            pass
        yield "no_grad between", torch.is_grad_enabled()
    yield "no_grad after", torch.is_grad_enabled()
    try:
        with torch.no_grad():
            raise KeyError
    except KeyError:
        yield "no_grad error", "KeyError"


HOOKS = {
    "+1, *2": [lambda grad: grad + 1, lambda grad: grad * 2],
    "look": [lambda grad: grad * 3, lambda grad: None],
    "zero": [lambda grad: grad * 0],
    "": [],
}


def hooks(torch, answer):
    for name, registered in HOOKS.items():
        yield f"run_hooks({name})", answer.run_hooks(registered, np.array([5.0]))


def hooks_truth(torch):
    for name, registered in HOOKS.items():
        x = torch.zeros(1, requires_grad=True)
        for hook in registered:
            x.register_hook(hook)
        (x * 5).backward()
        yield f"run_hooks({name})", x.grad


WRONG = {
    "unbroadcast": [
        ("axis=tuple(range(lead))", "axis=0, keepdims=True", "unbroadcast(4x3 to 3)"),
        ("size == 1", "size == 0", "unbroadcast(4x3 to 4x1)"),
        ("axis=dim, keepdims=True", "axis=dim", "unbroadcast(4x3 to 4x1)"),
    ],
    "order": [
        ("if uses[after] == 0", "if after not in found", "order(diamond) nodes"),
        ("    return found", "    return found[::-1]", "order(diamond) fits"),
    ],
    "accumulate": [
        ("held + arrived", "arrived", "accumulate(1, 2)=[2.0]"),
        ("held + arrived", "held.__iadd__(arrived)", "held after"),
        ("arrived if held is None else held + arrived", "held + arrived", "TypeError"),
    ],
    "mul": [
        ("grad * y, grad * x", "grad * x, grad * y", "mul_backward=[[6.0], [15.0]]"),
        ("grad * y, grad * x", "y, x", "mul_backward"),
    ],
    "matmul": [
        ("grad @ y.T", "grad @ y", "ValueError"),
        ("x.T @ grad", "(grad.T @ x).T * 2", "matmul_backward of y"),
    ],
    "sum": [
        ("np.zeros(shape, grad.dtype) + grad", "grad", "sum_backward shape"),
        ("+ grad", "+ grad / 6", "sum_backward=[[0.5, 0.5, 0.5], [0.5, 0.5, 0.5]]"),
        ("+ grad", "+ 1", "sum_backward"),
    ],
    "getitem": [
        ("= grad\n", "= 1\n", "getitem_backward=[[0.0, 0.0], [1.0, 1.0], [0.0, 0.0]]"),
        ("full[index] = grad", "full[:] = grad", "getitem_backward"),
        ("return full", "return full[index]", "getitem_backward shape"),
    ],
    "nograd": [
        ("self.mode.enabled = self.before", "self.mode.enabled = True", "no_grad between"),
        ("self.mode.enabled = False", "pass", "no_grad inside"),
        ("self.before\n", "self.before\n        return True\n", "no_grad error"),
        ("self.mode.enabled = self.before", "pass", "no_grad after"),
    ],
    "hooks": [
        ("in hooks:", "in hooks[::-1]:", "run_hooks(+1, *2)=[11.0]"),
        ("grad = returned", "last = returned\n    return last", "run_hooks(+1, *2)=[10.0]"),
        ("grad = returned", "return returned", "run_hooks(+1, *2)=[6.0]"),
        ("if returned is not None:", "if True:", "run_hooks(look)"),
        ("if returned is not None:", "if returned:", "run_hooks(zero)"),
    ],
}
