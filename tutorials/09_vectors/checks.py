"""What is looked at in lesson 9."""


def table(torch, answer):
    yield "table", answer.table


def table_truth(torch):
    x = torch.tensor([3.0, 5.0], requires_grad=True)
    y = torch.stack([x[0] + x[1], x[0] * x[1]])
    rows = [torch.autograd.grad(y[i], x, retain_graph=True)[0].tolist() for i in range(2)]
    yield "table", rows


def product(torch, answer):
    rows = [[2.0, 1.0, 0.0], [1.0, 3.0, 2.0]]
    yield "product(v, table)", answer.product([1.0, 10.0], rows)


def product_truth(torch):
    rows = torch.tensor([[2.0, 1.0, 0.0], [1.0, 3.0, 2.0]])
    x = torch.zeros(3, requires_grad=True)
    rows.mv(x).backward(torch.tensor([1.0, 10.0]))
    yield "product(v, table)", x.grad


def jacobian(torch, answer):
    def products(x):
        return torch.stack([x[0] * x[1], x[1] * x[2]])

    x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
    yield "jacobian of products", answer.jacobian(products, x)
    yield "jacobian of squares", answer.jacobian(lambda x: x * x, x)
    yield "x.grad", x.grad


def second(torch, answer):
    x = torch.tensor([3.0], requires_grad=True)
    yield "second of x ** 3", answer.second(lambda x: x**3, x)
    x = torch.tensor([0.0], requires_grad=True)
    yield "second of exp", answer.second(torch.exp, x)


def penalty(torch, answer):
    yield "slope", answer.slope
    yield "w.grad", answer.w.grad


ASKED = "torch.autograd.grad(y, x, v, retain_graph=True)"
WRONG = {
    "table": [
        ("[[1.0, 1.0], [5.0, 3.0]]", "[[1, 5], [1, 3]]", "table=[[1.0, 5.0], [1.0, 3.0]]"),
        ("[5.0, 3.0]", "[3.0, 5.0]", "table=[[1.0, 1.0], [3.0, 5.0]]"),
    ],
    "product": [
        ("v[i] * table[i][j]", "table[i][j]", "product(v, table)=[3.0, 4.0, 2.0]"),
        ("range(len(v))", "columns", "IndexError"),
        ("v[i] * table[i][j]", "v[i] + table[i][j]", "product(v, table)"),
    ],
    "jacobian": [
        ("(row,) = ", "row = ", "TypeError"),
        (", retain_graph=True", "", "RuntimeError"),
        (
            "torch.zeros(len(y))",
            "torch.ones(len(y))",
            "jacobian of products=[[2.0, 4.0, 2.0], [2.0, 4.0, 2.0]]",
        ),
        ("v[place] = 1", "v[0] = 1", "jacobian of products"),
        (
            f"(row,) = {ASKED}",
            "y.backward(v, retain_graph=True); row = x.grad.clone() * v.sum()",
            "jacobian of products",
        ),
    ],
    "second": [
        ("(result,) = ", "result = ", "second of x ** 3=[[18.0]]"),
        (", create_graph=True", "", "RuntimeError"),
        ("return result", "return first", "second of x ** 3=[27.0]"),
    ],
    "penalty": [
        (", create_graph=True", "", "RuntimeError"),
        ("(slope,) = torch.autograd.grad(y, x, create_graph=True)", "slope = w * x", "slope"),
        (
            "loss = (slope",
            "w = torch.tensor([3.0], requires_grad=True); loss = w * 2 + (slope",
            "w.grad",
        ),
    ],
}
