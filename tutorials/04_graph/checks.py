"""What is looked at in lesson 4."""


def order(torch, answer):
    yield "order", answer.order


def order_truth(torch):
    a = torch.tensor([4.0])
    w1, w2, w3, w4 = [torch.tensor([k], requires_grad=True) for k in (2.0, 5.0, 9.0, 7.0)]
    b = w1 * a
    c = w2 * a
    d = w3 * b + w4 * c
    L = 10 - d
    seen = []
    for name, tensor in dict(b=b, c=c, d=d, L=L).items():
        tensor.register_hook(lambda grad, name=name: seen.append(name))
    L.backward()
    yield "order", seen


def twice(torch, answer):
    yield "w.grad", answer.w.grad


def keeps(torch, answer):
    for name in ("add", "mul", "exp", "neg"):
        yield name, getattr(answer, name)


def keeps_truth(torch):
    x, y = torch.ones(1, requires_grad=True), torch.ones(1, requires_grad=True)
    for name, result in dict(add=x + y, mul=x * y, exp=x.exp(), neg=-x).items():
        result.backward()
        try:
            result.backward()
        except RuntimeError:
            yield name, True
        else:
            yield name, False


def loop(torch, answer):
    yield "rounds", answer.rounds
    yield "grad", answer.grad


def loop_truth(torch):
    x = torch.ones(1, requires_grad=True)
    y, rounds = x, 0
    while y.norm() < 100:
        y = y * 2
        rounds += 1
    y.backward()
    yield "rounds", rounds
    yield "grad", x.grad.item()


def fresh(torch, answer):
    yield "w.grad", answer.w.grad


WRONG = {
    "order": [
        ('["L", "d", "c", "b"]', '["b", "c", "d", "L"]', 'order=["b", "c", "d", "L"]'),
        ('["L", "d", "c", "b"]', '["L", "d", "b", "c"]', 'order=["L", "d", "b", "c"]'),
    ],
    "twice": [
        ("y.backward()\n", "", "w.grad=[4.0]"),
        ("retain_graph=True", "retain_graph=False", "RuntimeError"),
    ],
    "keeps": [
        ("add = False", "add = True", "add"),
        ("exp = True", "exp = False", "exp"),
        ("neg = False", "neg = True", "neg"),
    ],
    "loop": [
        ("rounds = 7", "rounds = 6", "rounds=6"),
        ("rounds = 7", "rounds = 8", "rounds=8"),
        ("grad = 128.0", "grad = 1.0", "grad=1.0"),
    ],
    "fresh": [
        ("range(3)", "range(2)", "w.grad=[12.0]"),
        (
            "for step in range(3):\n    y = w * w\n",
            "y = w * w\nfor step in range(3):\n",
            "RuntimeError",
        ),
    ],
}
