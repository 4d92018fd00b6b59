"""What is looked at in lesson 5."""

LEAVES = ("made", "plain", "product", "unrecorded", "detached", "converted", "quiet")


def leaves(torch, answer):
    for name in LEAVES:
        yield name, getattr(answer, name)


def leaves_truth(torch):
    w, a = torch.ones(1, requires_grad=True), torch.ones(1)
    with torch.no_grad():
        quiet = w * 2
    found = [w, a, w * a, a * a, (w * a).detach(), w.double(), quiet]
    for name, tensor in zip(LEAVES, found, strict=True):
        yield name, tensor.is_leaf


def retain(torch, answer):
    yield "b.grad", answer.b.grad
    yield "w1.grad", answer.w1.grad


def clip(torch, answer):
    yield "w.grad", answer.w.grad


def hooks(torch, answer):
    yield "grad", answer.grad


def hooks_truth(torch):
    w = torch.ones(1, requires_grad=True)
    y = w * 1
    y.register_hook(lambda grad: grad + 1)
    y.register_hook(lambda grad: grad * 2)
    y.register_hook(lambda grad: None)
    (y * 5).backward()
    yield "grad", w.grad.item()


def where(torch, answer):
    for name, value in answer.grads.items():
        yield f"grads of {name}", value


def where_truth(torch):
    a = torch.tensor([4.0])
    w1, w2, w3, w4 = [torch.tensor([k], requires_grad=True) for k in (2.0, 5.0, 9.0, 7.0)]
    b = w1 * a
    b.retain_grad()
    c = w2 * a
    d = w3 * b + w4 * c
    L = 10 - d
    L.backward()
    for name, tensor in dict(a=a, w1=w1, b=b, c=c, d=d, L=L).items():
        grad = tensor.grad if tensor.is_leaf or tensor is b else None
        yield f"grads of {name}", None if grad is None else grad.item()


WRONG = {
    "leaves": [
        ("unrecorded = True", "unrecorded = False", "unrecorded"),
        ("converted = False", "converted = True", "converted"),
        ("product = False", "product = True", "product"),
    ],
    "retain": [
        ("b.retain_grad()\n", "", "b.grad=null"),
        ("b.retain_grad()", "b = b.detach().requires_grad_()", "w1.grad=null"),
        ("b.retain_grad()", "b.requires_grad = False", "RuntimeError"),
    ],
    "clip": [
        ("grad.clamp(-1, 1)", "None", "w.grad=[3.0, -6.0, 0.5]"),
        ("grad.clamp(-1, 1)", "grad.clamp(max=1)", "w.grad=[1.0, -6.0, 0.5]"),
    ],
    "hooks": [
        ("12.0", "11.0", "grad=11.0"),
        ("12.0", "5.0", "grad=5.0"),
        ("12.0", "0.0", "grad=0.0"),
    ],
    "where": [
        ('"L": None', '"L": 1.0', "grads of L=1.0"),
        ('"b": -9.0', '"b": None', "grads of b=null"),
        ('"c": None', '"c": -7.0', "grads of c"),
    ],
}
