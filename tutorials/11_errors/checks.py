"""What is looked at in lesson 11."""


def types(torch, answer):
    yield "prices.dtype", str(answer.prices.dtype).rpartition(".")[2]
    yield "total", answer.total


def shapes(torch, answer):
    yield "scores.shape", list(answer.scores.shape)
    yield "scores", answer.scores


def overwritten(torch, answer):
    yield "y", answer.y
    yield "w.grad", [0.0] if answer.w.grad is None else answer.w.grad


def square(torch, answer):
    yield "loss", round(answer.loss.item(), 4)


def nan(torch, answer):
    v = torch.tensor([[3.0, 4.0], [0.0, 0.0]], requires_grad=True)
    found = answer.distance(v)
    yield "distance", [round(number, 3) for number in found.tolist()]
    found.sum().backward()
    yield "distance grad", v.grad


def leak(torch, answer):
    yield "total requires grad", getattr(answer.total, "requires_grad", False)
    yield "total is a number", isinstance(answer.total, (int, float))
    yield "total", answer.total


def cut(torch, answer):
    yield "w.grad", [0.0] if answer.w.grad is None else answer.w.grad


WRONG = {
    "types": [
        ("torch.tensor([3, 5]).float()", "torch.tensor([3, 5])", "RuntimeError"),
        ("torch.tensor([3, 5]).float()", "torch.tensor([5.0, 3.0])", "total"),
        (".float()", ".double(); weights = weights.double()", "prices.dtype"),
    ],
    "shapes": [
        ("examples.mm(weight.t())", "weight.mm(examples.t())", "scores.shape=[2, 4]"),
        ("weight.t()", "weight.view(3, 2)", "scores"),
        ("weight.t()", "weight", "RuntimeError"),
    ],
    "overwritten": [
        ("y = y + 1", "y += 1", "RuntimeError"),
        ("y = y + 1", "y = y.detach().requires_grad_() + 1", "w.grad=[0.0]"),
        ("y = y + 1", "y = y - 1", "y"),
    ],
    "square": [
        ("scores.view(-1)", "scores", "loss=1.3333"),
        ("scores.view(-1)", "scores.view(1, 3) + 1", "loss"),
    ],
    "nan": [
        (".clamp(min=1e-12)", "", "distance grad=[[0.6, 0.8], [NaN, NaN]]"),
        ("clamp(min=1e-12)", "clamp(min=1)", "distance"),
        (".clamp(min=1e-12)", ".detach().clamp(min=1e-12) + 0 * v.sum(1)", "distance grad"),
    ],
    "leak": [
        ("loss.item()", "loss", "total requires grad"),
        ("loss.item()", "loss.detach()", "total is a number"),
        ("total +=", "total =", "total"),
    ],
    "cut": [
        ("(w * 3) ** 2", "torch.tensor([(w * 3).item()]) ** 2", "RuntimeError"),
        ("(w * 3) ** 2", "(w * 3).detach().requires_grad_() ** 2", "w.grad=[0.0]"),
        ("(w * 3) ** 2", "(w * 3) * 2", "w.grad"),
    ],
}
