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


def item(torch, answer):
    yield "report is a number", isinstance(answer.report, (int, float))
    yield "report", answer.report


def layers(torch, answer):
    yield "parameters", sum(1 for _ in answer.net.parameters())
    yield "net(x).shape", list(answer.net(torch.ones(1, 2)).shape)


def state(torch, answer):
    yield "state", answer.state
    yield "w.grad", answer.w.grad


def dropout(torch, answer):
    x = torch.ones(64, 4)
    answer.net.eval()
    whole = answer.net(x)
    answer.net.train()
    found = answer.predict(x)
    yield "predict twice the same", torch.equal(found, answer.predict(x))
    yield "predict uses the whole net", torch.equal(found, whole)
    yield "net.training after", answer.net.training


def logs(torch, answer):
    scores = torch.tensor([[0.0, 200.0]], requires_grad=True)
    found = answer.log_probability(scores)
    yield "log_probability", found
    found[0, 0].backward()
    yield "log_probability grad", scores.grad


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
    "item": [
        ("loss.item()", "loss.data[0]", "report is a number"),
        ("loss.item()", "loss.item() * 3", "report"),
        ("loss.item()", "int(loss)", "report=4"),
    ],
    "layers": [
        ("torch.nn.ModuleList([", "list([", "ValueError"),
        (
            "self.layers = torch.nn.ModuleList([torch.nn.Linear(2, 2), torch.nn.Linear(2, 1)])",
            "self.last = torch.nn.Linear(2, 1); self.layers = [torch.nn.Linear(2, 2), self.last]",
            "parameters=2",
        ),
        ("torch.nn.Linear(2, 1)])", "torch.nn.Linear(2, 2)])", "net(x).shape"),
    ],
    "state": [
        ("state.detach() * w", "state * w", "RuntimeError"),
        (
            "state.detach() * w\n    state.backward()",
            "state * w\n    state.backward(retain_graph=True)",
            "w.grad=[2.75]",
        ),
        ("state.detach() * w", "torch.ones(1) * w", "state"),
    ],
    "dropout": [
        ("net.eval()", "pass", "predict twice the same"),
        ("net.eval()", "torch.manual_seed(0)", "predict uses the whole net"),
        ("    net.train()\n", "", "net.training after"),
    ],
    "logs": [
        ("scores.log_softmax(1)", "scores.softmax(1).log()", "log_probability=[[-Infinity, 0.0]]"),
        ("scores.log_softmax(1)", "(scores.softmax(1) + 1e-30).log()", "log_probability"),
        ("log_softmax(1)", "log_softmax(0)", "log_probability=[[0.0, 0.0]]"),
        ("(1)", "(1).detach() + 0 * scores", "log_probability grad"),
    ],
}
