"""What is looked at in lesson 1."""

TUTORIAL = {
    ("L", "d"): -1,
    ("d", "b"): 9,
    ("d", "c"): 7,
    ("d", "w3"): 8,
    ("d", "w4"): 20,
    ("b", "a"): 2,
    ("b", "w1"): 4,
    ("c", "a"): 5,
    ("c", "w2"): 4,
}
ORDER = ["L", "d", "b", "c", "w3", "w4", "a", "w1", "w2"]
STEPS = 31
LADDER = {(k, k + step): 1 for k in range(STEPS) for step in (1, 2)}


class Counted:
    """A number that counts how often it is multiplied."""

    times = 0

    def __init__(self, value):
        self.value = value

    def __mul__(self, other):
        Counted.times += 1
        return getattr(other, "value", other) * self.value

    __rmul__ = __mul__


def torchs_gradients(torch, graph, order):
    """Return the gradient of the first box by all others, from torch: boxes are linear in boxes."""
    boxes, reached = {}, {end for _, end in graph}
    for box in reversed(order):
        inputs = [(end, number) for (start, end), number in graph.items() if start == box]
        value = sum([boxes[end] * number for end, number in inputs]) if inputs else None
        if value is None:
            value = torch.tensor([1.0], dtype=torch.float64, requires_grad=True)
        else:
            value.retain_grad()
        boxes[box] = value
    boxes[order[0]].backward()
    assert reached <= boxes.keys()
    return {box: 1.0 if box == order[0] else boxes[box].grad.item() for box in order}


def forward(torch, answer):
    for name in "bcdL":
        yield name, getattr(answer, name)


def local(torch, answer):
    for name, value in answer.local.items():
        yield f"local {name}", value


def local_truth(torch):
    one = torch.tensor
    a = one([4.0], requires_grad=True)
    w = [one([k], requires_grad=True) for k in (2.0, 5.0, 9.0, 7.0)]
    b, c = w[0] * a, w[1] * a
    d = w[2] * b + w[3] * c
    L = 10 - d
    named = dict(a=a, b=b, c=c, d=d, L=L, w1=w[0], w2=w[1], w3=w[2], w4=w[3])
    for top, bottom in TUTORIAL:
        (grad,) = torch.autograd.grad(named[top], named[bottom], retain_graph=True)
        yield f"local d{top}/d{bottom}", grad.item()


def paths(torch, answer):
    yield "grad_by_paths(tutorial, L, L)", answer.grad_by_paths(TUTORIAL, "L", "L")
    for box in ("d", "w1", "a"):
        yield f"grad_by_paths(tutorial, L, {box})", answer.grad_by_paths(TUTORIAL, "L", box)
    short = {pair: number for pair, number in LADDER.items() if pair[1] <= 10}
    yield "grad_by_paths(ladder)", answer.grad_by_paths(short, 0, 10)


def paths_truth(torch):
    grads = torchs_gradients(torch, TUTORIAL, ORDER)
    for box in ("L", "d", "w1", "a"):
        yield f"grad_by_paths(tutorial, L, {box})", grads[box]
    short = {pair: number for pair, number in LADDER.items() if pair[1] <= 10}
    yield "grad_by_paths(ladder)", torchs_gradients(torch, short, list(range(11)))[10]


def reverse(torch, answer):
    found = answer.reverse(TUTORIAL, ORDER)
    for box in ORDER:
        yield f"reverse(tutorial) {box}", found[box]
    Counted.times = 0
    counted = {pair: Counted(number) for pair, number in LADDER.items()}
    found = answer.reverse(counted, list(range(STEPS + 2)))
    yield "reverse(ladder) multiplications", Counted.times
    yield "reverse(ladder)", found[STEPS]


def reverse_truth(torch):
    grads = torchs_gradients(torch, TUTORIAL, ORDER)
    for box in ORDER:
        yield f"reverse(tutorial) {box}", grads[box]
    yield "reverse(ladder) multiplications", len(LADDER)
    yield "reverse(ladder)", torchs_gradients(torch, LADDER, list(range(STEPS + 2)))[STEPS]


WRONG = {
    "forward": [
        ("w2 * a", "w1 * a", "c=8"),
        ("w3 * b + w4 * c", "w4 * b + w3 * c", "d"),
        ("10 - d", "d - 10", "L=202"),
    ],
    "local": [
        ('"dL/dd": -1', '"dL/dd": 1', "local dL/dd=1"),
        ('"dd/db": 9', '"dd/db": 8', "local dd/db=8"),
        ('"dd/dw3": 8', '"dd/dw3": 9', "local dd/dw3=9"),
    ],
    "paths": [
        ("total += number", "total = number", "grad_by_paths(tutorial, L, w1)=0"),
        ("number * grad", "number + grad", "grad_by_paths(tutorial, L, d)"),
        ("return 1", "return 0", "grad_by_paths(tutorial, L, L)"),
    ],
    "reverse": [
        ("grads.get(end, 0) + grads[box]", "grads[box]", "reverse(tutorial) a=-35"),
        ("grads.get(end, 0)", "grads[end]", "KeyError"),
    ],
}
