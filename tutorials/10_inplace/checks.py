"""What is looked at in lesson 10."""

VERSIONS = ("add", "plus", "part", "view", "clone", "data")
SAVED = ("plus", "product", "exp_input", "exp_result", "new_name")


def versions(torch, answer):
    for name in VERSIONS:
        yield name, getattr(answer, name)


def versions_truth(torch):
    x = torch.zeros(3, 1)
    x.add_(1)
    yield "add", x._version
    x + 1
    yield "plus", x._version
    x[0] = 2
    yield "part", x._version
    x.view(3).mul_(2)
    yield "view", x._version
    x.clone().mul_(2)
    yield "clone", x._version
    x.data.mul_(2)
    yield "data", x._version


def saved(torch, answer):
    for name in SAVED:
        yield name, getattr(answer, name)


def saved_truth(torch):
    programs = [
        "z = y + 1; y.add_(1)",
        "z = y * y; y.add_(1)",
        "z = y.exp(); y.add_(1)",
        "z = y.exp(); z.add_(1)",
        "z = y * y; y = y + 1",
    ]
    for name, program in zip(SAVED, programs, strict=True):
        scope = {"y": torch.ones(1, requires_grad=True) * 1}
        exec(program, scope)
        try:
            scope["z"].backward()
        except RuntimeError:
            yield name, False
        else:
            yield name, True


def row(torch, answer):
    yield "table", answer.table
    yield "first", answer.first


def part(torch, answer):
    yield "y", answer.y
    yield "x.grad", answer.x.grad


def guard(torch, answer):
    yield from guarded(torch, answer.Saved)


def guard_truth(torch):
    yield from guarded(torch, Engine)


def guarded(torch, saved):
    def outcome(change, before=None):
        x = torch.ones(3)
        if before is not None:
            before(x)
        kept = saved(x)
        change(x)
        try:
            return "the tensor" if kept.unpack() is x else "something else"
        except Exception as error:
            return type(error).__name__

    yield "unpack untouched", outcome(lambda x: x + 1)
    yield "unpack after add_", outcome(lambda x: x.add_(1))
    yield "unpack after a part", outcome(lambda x: x[0].fill_(1))
    yield "unpack of a changed one", outcome(lambda x: x + 1, lambda x: x.add_(1))
    yield "unpack after data", outcome(lambda x: x.data.add_(1))


class Engine:
    """What an engine does: a product saves the tensor, and its backward unpacks it."""

    def __init__(self, tensor):
        self.tensor = tensor
        weight = tensor.new_ones(tensor.shape).requires_grad_()
        self.result = (weight * tensor).sum()

    def unpack(self):
        self.result.backward()
        return self.tensor


WRONG = {
    "versions": [
        ("plus = 1", "plus = 2", "plus"),
        ("view = 3", "view = 2", "view"),
        ("data = 3", "data = 4", "data"),
    ],
    "saved": [
        ("exp_input = True", "exp_input = False", "exp_input"),
        ("exp_result = False", "exp_result = True", "exp_result"),
        ("new_name = True", "new_name = False", "new_name"),
    ],
    "row": [
        (".clone()", "", "table=[[10.0, 20.0], [3.0, 4.0]]"),
        ("first.mul_(10)", "first.mul(10)", "first"),
    ],
    "part": [
        (".clone()", "", "RuntimeError"),
        (".clone()", ".detach()", "RuntimeError"),
        ("y[0] = 0\n", "", "y"),
    ],
    "guard": [
        ("tensor, tensor._version", "tensor, 0", "unpack of a changed one"),
        (
            "if self.tensor._version != self.version:",
            "if False:",
            "unpack after add_",
        ),
        (
            "self.tensor, self.version = tensor,",
            "self.tensor, self.version = tensor.clone(),",
            "unpack untouched",
        ),
    ],
}
