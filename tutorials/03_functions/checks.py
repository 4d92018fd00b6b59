"""What is looked at in lesson 3."""

from minitorch.learn.plain import function_name

NAMES = ("plus", "product", "both", "power", "leaf", "constant")


def names(torch, answer):
    for name in NAMES:
        yield name, getattr(answer, name)


def names_truth(torch):
    a = torch.tensor([2.0], requires_grad=True)
    b = torch.tensor([3.0], requires_grad=True)
    k = torch.tensor([5.0])
    found = [a + b, a * k, (a + b) * a, (a * b).exp(), a, k * k]
    for name, tensor in zip(NAMES, found, strict=True):
        yield name, function_name(tensor)


def exp(torch, answer):
    x = torch.tensor([0.0, 1.0], requires_grad=True)
    y = answer.Exp.apply(x)
    yield "Exp forward", y
    (grad,) = torch.autograd.grad(y.sum(), x)
    yield "Exp grad", grad
    (grad,) = torch.autograd.grad((answer.Exp.apply(x) * 3).sum(), x)
    yield "Exp grad of 3 * y", grad


def mul(torch, answer):
    x = torch.tensor([2.0], requires_grad=True)
    y = torch.tensor([5.0], requires_grad=True)
    result = answer.Mul.apply(x, y)
    yield "Mul forward", result
    (result * 3).backward()
    yield "Mul grad of x", x.grad
    yield "Mul grad of y", y.grad


def relu(torch, answer):
    x = torch.tensor([-1.0, 0.0, 2.0], requires_grad=True)
    y = answer.MyReLU.apply(x)
    yield "MyReLU forward", y
    y.sum().backward()
    yield "MyReLU grad", x.grad
    x.grad = None
    (answer.MyReLU.apply(x) * 4).sum().backward()
    yield "MyReLU grad of 4 * y", x.grad


def constant(torch, answer):
    x = torch.tensor([2.0], requires_grad=True)
    answer.Scale.apply(x, 7).backward()
    yield "Scale grad", x.grad


WRONG = {
    "names": [
        ('both = "Mul"', 'both = "Add"', 'both="Add"'),
        ("leaf = None", 'leaf = "Mul"', "leaf"),
        ("constant = None", 'constant = "Mul"', "constant"),
    ],
    "exp": [
        ("return grad * result", "return result", "Exp grad of 3 * y"),
        ("ctx.save_for_backward(result)", "ctx.save_for_backward(x)", "Exp grad=[0.0, 1.0]"),
        ("result = x.exp()", "result = x", "Exp forward"),
    ],
    "mul": [
        ("grad * y, grad * x", "grad * x, grad * y", "Mul grad of x=[6.0]"),
        ("grad * y, grad * x", "y, x", "Mul grad of x=[5.0]"),
        ("grad * y, grad * x", "grad * y * x", "RuntimeError"),
    ],
    "relu": [
        ("grad * (x > 0).type_as(grad)", "grad", "MyReLU grad=[1.0, 1.0, 1.0]"),
        ("x > 0", "x >= 0", "MyReLU grad=[0.0, 1.0, 1.0]"),
        ("x.clamp(min=0)", "x.abs()", "MyReLU forward"),
    ],
    "constant": [
        ("grad * ctx.factor, None", "grad * ctx.factor, grad", "RuntimeError"),
        ("grad * ctx.factor, None", "grad, None", "Scale grad=[1.0]"),
    ],
}
