"""What is looked at in lesson 8."""

from minitorch.data import digits as data


def module(torch, answer):
    line = answer.Line()
    yield "Line parameters", [name for name, _ in line.named_parameters()]
    yield "Line(3)", line(torch.tensor([3.0]))


def linear(torch, answer):
    x = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    weight = torch.tensor([[1.0, 0.0, -1.0], [0.5, 0.5, 0.5]], requires_grad=True)
    bias = torch.tensor([10.0, 20.0], requires_grad=True)
    result = answer.linear(x, weight, bias)
    yield "linear(x)", result
    result.sum().backward()
    yield "linear grad of weight", weight.grad
    yield "linear grad of bias", bias.grad


def linear_truth(torch):
    x = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    layer = torch.nn.Linear(3, 2)
    layer.weight.data = torch.tensor([[1.0, 0.0, -1.0], [0.5, 0.5, 0.5]])
    layer.bias.data = torch.tensor([10.0, 20.0])
    result = layer(x)
    yield "linear(x)", result
    result.sum().backward()
    yield "linear grad of weight", layer.weight.grad
    yield "linear grad of bias", layer.bias.grad


def entropy(torch, answer):
    scores = torch.tensor([[1.0, 2.0, 0.0], [0.0, 1.0, 1.0]], requires_grad=True)
    loss = answer.cross_entropy(scores, torch.tensor([1, 0]))
    yield "cross_entropy", round(loss.item(), 4)
    loss.backward()
    yield "cross_entropy grad", scores.grad


def entropy_truth(torch):
    scores = torch.tensor([[1.0, 2.0, 0.0], [0.0, 1.0, 1.0]], requires_grad=True)
    loss = torch.nn.CrossEntropyLoss()(scores, torch.tensor([1, 0]))
    yield "cross_entropy", round(loss.item(), 4)
    loss.backward()
    yield "cross_entropy grad", scores.grad


def loop(torch, answer):
    yield "losses", answer.losses


def digits(torch, answer):
    _, (images, labels) = data.split()
    with torch.no_grad():
        told = answer.net(torch.from_numpy(images)).max(1)[1].numpy()
    yield "net knows new digits", len(told) == len(labels)
    yield "net is good enough", bool((told == labels).mean() >= 0.95)


BACK = "    loss.backward()\n"
WRONG = {
    "module": [
        ("torch.nn.Parameter(torch.tensor([1.0]))", "torch.ones(1)", 'Line parameters=["slope"]'),
        ("self.slope * x + self.offset", "self.slope * (x + self.offset)", "Line(3)"),
        ("        super().__init__()\n", "", "AttributeError"),
    ],
    "linear": [
        ("weight.t()", "weight", "RuntimeError"),
        (" + bias", "", "linear(x)"),
        ("+ bias", "+ bias.detach() + bias[0] * 0", "linear grad of bias"),
    ],
    "entropy": [
        ("-logs", "logs", "cross_entropy=-1.1348"),
        (".mean()", ".sum()", "cross_entropy=2.2696"),
        ("log_softmax(1)", "log_softmax(0)", "cross_entropy"),
        ("return -logs", "logs = logs.detach() + scores * 0; return -logs", "cross_entropy grad"),
    ],
    "loop": [
        ("    optimizer.zero_grad()\n", "", "losses"),
        (BACK, BACK + "    optimizer.zero_grad()\n", "losses=[16.0, 16.0, 16.0, 16.0, 16.0]"),
    ],
    "digits": [
        ("range(20)", "range(1)", "net is good enough"),
        ("        optimizer.step()\n", "", "net is good enough"),
    ],
}
