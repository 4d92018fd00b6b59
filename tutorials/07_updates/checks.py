"""What is looked at in lesson 7."""


def trap(torch, answer):
    yield "w", answer.w
    yield "w.is_leaf", answer.w.is_leaf


def zero(torch, answer):
    yield "w", answer.w


def four(torch, answer):
    for name in ("new_name", "in_place", "data", "block"):
        yield name, getattr(answer, name)


def four_truth(torch):
    def new_name(w):
        return w - 0.1 * w.grad

    def in_place(w):
        w -= 0.1 * w.grad
        return w

    def data(w):
        w.data -= 0.1 * w.grad.data
        return w

    def block(w):
        with torch.no_grad():
            w -= 0.1 * w.grad
        return w

    for update in (new_name, in_place, data, block):
        w = torch.tensor([2.0], requires_grad=True)
        (w * 3).backward()
        try:
            yield update.__name__, "works" if update(w).is_leaf else "no leaf"
        except RuntimeError:
            yield update.__name__, "error"


def path(torch, update):
    """Return where ten steps down ``w * w`` lead."""
    w, found = torch.tensor([1.0, -2.0], requires_grad=True), []
    for _ in range(10):
        if w.grad is not None:
            w.grad.data.zero_()
        (w * w).sum().backward()
        update(w)
        found.append(w.tolist())
    return found


def momentum(torch, answer):
    velocity = [torch.zeros(2)]

    def update(w):
        velocity[0] = answer.step(w, velocity[0])

    found = path(torch, update)
    yield "step first", found[0]
    yield "step path", found


def momentum_truth(torch):
    kept = []

    def update(w):
        kept.append(kept[0] if kept else torch.optim.SGD([w], lr=0.1, momentum=0.9))
        kept[0].step()

    found = path(torch, update)
    yield "step first", found[0]
    yield "step path", found


def parts(torch, answer):
    yield "w.grad", answer.w.grad


def parts_truth(torch):
    x, w = torch.tensor([1.0, 2.0, 3.0, 4.0]), torch.tensor([1.0], requires_grad=True)
    (w * x * 2).mean().backward()
    yield "w.grad", w.grad


WRONG = {
    "trap": [
        ("w.data -= 0.1 * w.grad.data", "w = w - 0.1 * w.grad", "AttributeError"),
        ("w.data -= 0.1 * w.grad.data", "w -= 0.1 * w.grad", "RuntimeError"),
        ("w.data -=", "w.data +=", "w=[3.456]"),
    ],
    "zero": [
        ("    w.grad.data.zero_()\n", "", "w=[-0.016]"),
        ("w.data -=", "w.grad.data.zero_()\n    w.data -=", "w=[2.0]"),
    ],
    "four": [
        ('new_name = "no leaf"', 'new_name = "works"', "new_name"),
        ('in_place = "error"', 'in_place = "works"', "in_place"),
        ('block = "works"', 'block = "error"', "block"),
    ],
    "momentum": [
        ("0.9 * velocity + w.grad.data", "w.grad.data", "step path"),
        ("w.data -=", "w.data +=", "step first"),
        ("w.data -= 0.1 * velocity", "w -= 0.1 * velocity", "RuntimeError"),
    ],
    "parts": [
        ("(loss / 2).backward()", "loss.backward()", "w.grad=[10.0]"),
        ("(loss / 2).backward()", "w.grad = None; loss.backward()", "w.grad=[7.0]"),
    ],
}
