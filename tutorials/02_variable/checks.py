"""What is looked at in lesson 2."""


def bracket(torch, answer):
    yield "var_ex.shape", list(answer.var_ex.shape)
    yield "var_ex.requires_grad", answer.var_ex.requires_grad


def card(torch, answer):
    for name, value in answer.before.items():
        yield f"before {name}", value
    for name, value in answer.made_by_a_function.items():
        yield name, value
    for name, value in answer.after.items():
        yield f"after {name}", value


def card_truth(torch):
    w1 = torch.tensor([2.0], requires_grad=True)
    a = torch.tensor([4.0])
    b = w1 * a
    yield "before w1.grad", w1.grad
    yield "before b.grad", b.grad
    yield "w1.grad_fn", w1.grad_fn is not None
    yield "b.grad_fn", b.grad_fn is not None
    b.backward()
    yield "after w1.grad", w1.grad.item()
    yield "after a.grad", a.grad
    yield "after b.grad", b.grad


def scalar(torch, answer):
    yield "x.grad", answer.x.grad


def detach(torch, answer):
    for way in ("data", "detach"):
        for name, value in getattr(answer, way).items():
            yield f"{way} {name}", value


def detach_truth(torch):
    for way, take in (("data", lambda w: w.data), ("detach", lambda w: w.detach())):
        w = torch.tensor([3.0], requires_grad=True)
        y, other = w * w, take(w)
        yield f"{way} requires_grad", other.requires_grad
        other.fill_(5)
        yield f"{way} shares", w.item() == 5
        try:
            y.backward()
        except RuntimeError:
            yield f"{way} noticed", True
        else:
            yield f"{way} noticed", False


WRONG = {
    "bracket": [
        (", requires_grad=True", "", "var_ex.requires_grad=false"),
        ("(4, 3)", "(3, 4)", "var_ex.shape"),
    ],
    "card": [
        ('before = {\n    "w1.grad": None', 'before = {\n    "w1.grad": 0', "before w1.grad=0"),
        ('"w1.grad": 4.0', '"w1.grad": 2.0', "after w1.grad=2"),
        ('"a.grad": None', '"a.grad": 2.0', "after a.grad"),
    ],
    "scalar": [
        ("y.mean()", "y.sum()", "x.grad=[2.0, 4.0, 6.0]"),
        ("y.mean()", "y", "RuntimeError"),
        ("y.mean()", "x.mean()", "x.grad"),
    ],
    "detach": [
        ('"noticed": False', '"noticed": True', "data noticed"),
        (
            '"shares": True,\n    "noticed": True',
            '"shares": False,\n    "noticed": True',
            "detach shares",
        ),
    ],
}
