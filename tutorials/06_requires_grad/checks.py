"""What is looked at in lesson 6."""

import ast

from minitorch.tour import load_records

CONTAGION = ("mixed", "plain", "through", "cut", "quiet")
VOLATILE = ("y_volatile", "y_requires_grad", "y_has_grad_fn", "z_volatile", "z_requires_grad")


def contagion(torch, answer):
    for name in CONTAGION:
        yield name, getattr(answer, name)


def contagion_truth(torch):
    w, a = torch.ones(1, requires_grad=True), torch.ones(1)
    with torch.no_grad():
        quiet = w * a
    found = [w * a, a + a, (w * a) * a, (w * a).detach() * a, quiet]
    for name, tensor in zip(CONTAGION, found, strict=True):
        yield name, tensor.requires_grad


def freeze(torch, answer):
    yield "trunk wants gradients", [w.requires_grad for w in answer.trunk.parameters()]
    yield "hidden.requires_grad", answer.hidden.requires_grad
    yield "head wants gradients", [w.requires_grad for w in answer.head.parameters()]
    yield "head got gradients", [w.grad is not None for w in answer.head.parameters()]


def legal(torch, answer):
    yield "w1.requires_grad", answer.w1.requires_grad
    yield "w1.grad", answer.w1.grad
    yield "c requires grad", answer.c.requires_grad
    for name in ("w2", "w3", "w4"):
        yield f"{name}.grad", getattr(answer, name).grad


def volatile(torch, answer):
    for name in VOLATILE:
        yield name, getattr(answer, name)


def volatile_truth(torch):
    """What PyTorch 0.3.1 printed for this program; later versions have no volatile.

    Source: PyTorch 0.3.1, recorded live: minitorch/tour/records.json, seed.volatile_contagion.
    """
    y, z = load_records()["seed.volatile_contagion"]["0.3.1"]["out"].splitlines()
    y_volatile, y_requires_grad, y_grad_fn, _ = ast.literal_eval(y)
    found = [y_volatile, y_requires_grad, y_grad_fn is not None, *ast.literal_eval(z)]
    yield from zip(VOLATILE, found, strict=True)


def inference(torch, answer):
    weights = [torch.full((1,), 1.0, requires_grad=True) for _ in range(152)]
    made = []
    original = torch.tanh

    def counting(x):
        result = original(x)
        made.append(result.grad_fn is not None)
        return result

    torch.tanh = counting
    try:
        result = answer.predict(torch.ones(1), weights)
    finally:
        torch.tanh = original
    yield "predict result", result
    yield "predict requires grad", result.requires_grad
    yield "predict functions", sum(made)
    yield "grad mode after", torch.is_grad_enabled()


BLOCK = "with torch.no_grad():"
LOOP = """{}
        for weight in weights:
            image = torch.tanh(image * weight)
    return image{}"""
WRONG = {
    "contagion": [
        ("mixed = True", "mixed = False", "mixed"),
        ("through = True", "through = False", "through"),
        ("cut = False", "cut = True", "cut"),
    ],
    "freeze": [
        ("weight.requires_grad = False", "pass", "trunk wants gradients=[true, true]"),
        ("in trunk.parameters()", "in [trunk.weight]", "trunk wants gradients=[false, true]"),
        ("in trunk.parameters()", "in [*trunk.parameters(), *head.parameters()]", "RuntimeError"),
    ],
    "legal": [
        ("b = b.detach()", "b.detach()", "w1.grad"),
        ("b = b.detach()", "b.requires_grad = False", "RuntimeError"),
        ("b = b.detach()", "w1.requires_grad = False; b = w1 * a", "w1.requires_grad"),
    ],
    "volatile": [
        ("y_requires_grad = False", "y_requires_grad = True", "y_requires_grad"),
        ("z_volatile = True", "z_volatile = False", "z_volatile"),
    ],
    "inference": [
        (BLOCK, "if True:", "predict requires grad"),
        (
            LOOP.format("with torch.no_grad():", ""),
            LOOP.format("if 1:", ".detach()"),
            "predict functions",
        ),
        (BLOCK, "torch.set_grad_enabled(False)\n    if True:", "grad mode after"),
        ("torch.no_grad()", "torch.no_grad(image)", "TypeError"),
    ],
}
