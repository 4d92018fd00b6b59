"""What is looked at in lesson 12."""

import warnings

TODAY = ("data", "variable", "volatile", "update", "init")


def today(torch, answer):
    for name in TODAY:
        yield name, getattr(answer, name)


def today_truth(torch):
    w = torch.ones(1, requires_grad=True)
    loss = (w * 3).mean()
    loss.backward()

    def update():
        w.data -= 0.1 * w.grad.data

    programs = [
        lambda: loss.data[0],
        lambda: torch.autograd.Variable(torch.ones(2), requires_grad=True),
        lambda: torch.autograd.Variable(torch.ones(2), volatile=True),
        update,
        lambda: torch.nn.init.xavier_uniform(torch.ones(2, 2)),
    ]
    for name, program in zip(TODAY, programs, strict=True):
        with warnings.catch_warnings(record=True) as heard:
            warnings.simplefilter("always")
            try:
                program()
            except IndexError:
                yield name, "fails"
            else:
                yield name, "warns" if heard else "works"


def function(torch, answer):
    static = [isinstance(vars(answer.Cube)[name], staticmethod) for name in ("forward", "backward")]
    yield "Cube.apply", all(static)
    yield "y", answer.y
    yield "x.grad", answer.x.grad


def evaluate(torch, answer):
    net, images = torch.nn.Linear(2, 1), torch.ones(3, 2)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = answer.evaluate(net, images)
        yield "result is volatile", result.volatile
    yield "result requires grad", result.requires_grad
    yield "result", torch.equal(result, net(images))


def device(torch, answer):
    wanted = "cuda" if torch.cuda.is_available() else "cpu"
    yield "device is right", torch.device(answer.device).type == wanted
    yield "y.shape", list(answer.y.shape)
    yield "everything is there", {answer.x.device.type, answer.y.device.type} == {wanted}


def softmax(torch, answer):
    scores = torch.tensor([[[0.0, 1.0], [2.0, 2.0]], [[0.0, 0.0], [3.0, 0.0]]])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = answer.probabilities(scores)
    yield "sums of lines", result.sum(2)
    yield "probabilities", result


BLOCK = "with torch.no_grad():"
WRONG = {
    "today": [
        ('data = "fails"', 'data = "works"', "data"),
        ('variable = "works"', 'variable = "fails"', "variable"),
        ('volatile = "warns"', 'volatile = "fails"', "volatile"),
    ],
    "function": [
        ("    @staticmethod\n    def forward(ctx", "    def forward(ctx", "Cube.apply"),
        ("grad * 3 * x * x", "grad * 3 * x", "x.grad"),
    ],
    "evaluate": [
        (
            f"{BLOCK}\n        return net(images)",
            "return net(Variable(images, volatile=True))",
            "result is volatile",
        ),
        (BLOCK, "if True:", "result requires grad"),
        ("return net(images)", "return net(images) * 0", "result"),
    ],
    "device": [
        ('"cuda" if torch.cuda.is_available() else "cpu"', '"gpu"', "TypeError"),
        ("torch.ones(3, 2).to(device)", "torch.ones(2).to(device)", "y.shape"),
    ],
    "softmax": [
        (", dim=2", "", "sums of lines"),
        (", dim=2", ", dim=1", "sums of lines"),
        ("torch.nn.functional.softmax(scores, dim=2)", "torch.ones(2, 2, 2) / 2", "probabilities"),
    ],
}
