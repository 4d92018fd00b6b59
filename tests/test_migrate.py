"""Laws of ``minitorch migrate``: what changes from 0.3 to 0.4 to today, and nothing else."""

import contextlib
import io
import sys
import warnings
from pathlib import Path

import pytest

from minitorch.__main__ import main
from minitorch.migrate import migrate, show

SCRIPTS = sorted((Path(__file__).parents[1] / "compat" / "scripts_of_03").glob("*.py"))
CHANGES = [
    ("x = Variable(t)\n", "x = t\n"),
    ("x = Variable(t, requires_grad=True)\n", "x = t.detach().requires_grad_()\n"),
    ("x = Variable(f(2), requires_grad=flag)\n", "x = f(2).requires_grad_(flag)\n"),
    ("total += loss.data[0]  # sum\n", "total += loss.item()  # sum\n"),
    ("x = x.data[0, 1]\n", "x = x.data[0, 1]\n"),
    ("c = nn.MSELoss(size_average=True)\n", "c = nn.MSELoss()\n"),
    ("c = nn.MSELoss(reduce=False)\n", "c = nn.MSELoss(reduction='none')\n"),
    ("c = nn.MSELoss(False)\n", "c = nn.MSELoss(reduction='sum')\n"),
    (
        "c = nn.NLLLoss(w, True, 3, False)\n",
        "c = nn.NLLLoss(w, ignore_index=3, reduction='none')\n",
    ),
    ("e = F.mse_loss(x, y, False)\n", "e = F.mse_loss(x, y, reduction='sum')\n"),
    ("r = out.data[0][1], out.data[0].max(1)\n", "r = out.data[0][1], out.data[0].max(1)\n"),
    ("x = Variable(torch.rand(3))\nx.data[0]\n", "x = torch.rand(3)\nx.data[0].item()\n"),
    ("n = (x.data.max(1)[1] == y).sum()\n", "n = (x.data.max(1)[1] == y).sum().item()\n"),
    ("n = x.sum() + y.data.sum(1)\n", "n = x.sum() + y.data.sum(1)\n"),
    ("t = 0\nt += loss.data\nprint(t[0])\n", "t = 0\nt += loss.data\nprint(t.item())\n"),
    ("m = 1 - (x > 0)\n", "m = (x > 0) == 0\n"),
    ("p.data.add_(-lr, g)\n", "p.data.add_(g, alpha=-lr)\n"),
    ("p.addcdiv_(v, a, b)  # c\n", "p.addcdiv_(a, b, value=v)  # c\n"),
    ("y = F.avg_pool2d(x, 3, 2, 1)\n", "y = F.avg_pool2d(x, 3, 2, 1, count_include_pad=False)\n"),
    ("d = F.pairwise_distance(x, y)\n", "d = F.pairwise_distance(x, y, keepdim=True)\n"),
    ("p = F.softmax(x)\n", "p = F.softmax(x, dim=1)\n"),
    ("p = F.softmax(x, dim=0)\n", "p = F.softmax(x, dim=0)\n"),
    ("m = nn.Softmax()\n", "m = nn.Softmax(dim=1)\n"),
    ("x = x.cuda(async=True)\n", "x = x.cuda(non_blocking=True)\n"),
    (
        "def f(x, async=False):\n    g(x, async)\n",
        "def f(x, non_blocking=False):\n    g(x, non_blocking)\n",
    ),
    ("nn.init.normal(w, 0, 1)\n", "nn.init.normal_(w, 0, 1)\n"),
    ("torch.normal(a, b)\n", "torch.normal(a, b)\n"),
    ("y = F.dropout(x, training=self.training)\n", "y = F.dropout(x, training=self.training)\n"),
]


@contextlib.contextmanager
def called_torch(package, *names):
    """Let a script that imports ``torch`` get another package."""
    before = {k: v for k, v in sys.modules.items() if k == "torch" or k.startswith("torch.")}
    for name in before:
        del sys.modules[name]
    for name in list(sys.modules):
        if name == package or name.startswith(f"{package}."):
            sys.modules["torch" + name.removeprefix(package)] = sys.modules[name]
    try:
        yield
    finally:
        for name in [k for k in sys.modules if k == "torch" or k.startswith("torch.")]:
            del sys.modules[name]
        sys.modules.update(before)


def output(source, package):
    """Return what a script prints when ``torch`` is ``package``."""
    __import__(package)
    printed = io.StringIO()
    with called_torch(package), contextlib.redirect_stdout(printed), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(compile(source, "<script>", "exec"), {"__name__": "__main__"})
    return printed.getvalue()


@pytest.mark.parametrize(("old", "new"), CHANGES)
def test_each_change(old, new):
    """What means something else later is rewritten; what does not stays as it was."""
    assert migrate(old)[0] == new


def test_volatile_becomes_no_grad_as_far_as_it_reached():
    """All that comes of a volatile Variable is within no_grad, and the rest is not."""
    source = "x = Variable(t, volatile=True)  # fast\ny = net(x)\nprint(y)\nz = 2\n"

    changed, _ = migrate(source)

    assert changed == (
        "with torch.no_grad():\n    x = t  # fast\n    y = net(x)\n    print(y)\nz = 2\n"
    )


def test_what_a_function_was_made_with_goes_to_apply():
    """What the constructor keeps, forward keeps in ctx; backward returns None for it."""
    source = (
        "class F(Function):\n"
        "    # times k\n"
        "    def __init__(self, k, n=1):\n"
        "        super().__init__()\n"
        "        self.k = k  # kept\n"
        "    def forward(self, x):\n"
        "        return x * self.k\n"
        "    def backward(self, g):\n"
        "        return g * self.k\n"
        "y = F(2)(x)\n"
        "f = F(3, n=4)\n"
    )

    assert migrate(source)[0] == (
        "class F(Function):\n"
        "    # times k\n"
        "    @staticmethod\n"
        "    def forward(ctx, x, k, n=1):\n"
        "        ctx.k = k  # kept\n"
        "        return x * ctx.k\n"
        "    @staticmethod\n"
        "    def backward(ctx, g):\n"
        "        return g * ctx.k, None, None\n"
        "y = F.apply(x, 2)\n"
        "f = lambda *inputs: F.apply(*inputs, 3, 4)\n"
    )


def test_a_constructor_that_does_more_is_left_to_its_author():
    """What cannot stand in a static method is reported, not rewritten."""
    source = (
        "class F(Function):\n"
        "    def __init__(self, k):\n"
        "        self.k = k\n"
        "        prepare(self)\n"
        "    def forward(self, x):\n"
        "        return x * self.k\n"
    )

    changed, findings = migrate(source)

    assert changed == source
    assert "(by hand)" in show("f.py", findings)


def test_softmax_goes_along_what_the_script_tells():
    """What was guessed at run time is written down, where the script tells how many there are."""
    source = (
        "net = nn.Linear(2, 3)\n"
        "x = Variable(torch.rand(2))\n"
        "a = F.softmax(net(x))\n"
        "x = x.view(1, -1)\n"
        "b = F.softmax(net(x))\n"
        "c = F.softmax(b[0])\n"
    )

    changed, _ = migrate(source)

    assert [line[-6:-1] for line in changed.splitlines() if "softmax" in line] == [
        "dim=0",
        "dim=1",
        "dim=0",
    ]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_migrated_script_gives_the_same_numbers(script):
    """A script under 0.3 and what becomes of it under 0.4 print the same."""
    source = script.read_text()

    assert output(migrate(source)[0], "minitorch") == output(source, "minitorch.v03")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_migrating_twice_changes_nothing_more(script):
    """What was written needs no further change."""
    once, _ = migrate(script.read_text())

    assert migrate(once) == (once, [])


def test_the_command_reports_and_writes_on_request(tmp_path, capsys):
    """Without --write the file stays; with it the file is changed."""
    path = tmp_path / "old.py"
    path.write_text("print(loss.data[0])\n")

    assert main(["migrate", str(path)]) == 0
    assert "old.py:1: loss.data[0]" in capsys.readouterr().out
    assert path.read_text() == "print(loss.data[0])\n"
    assert main(["migrate", str(path), "--write"]) == 0
    assert path.read_text() == "print(loss.item())\n"


def test_a_file_that_is_no_python_is_an_error(tmp_path, capsys):
    """The status is 2, and the message says where."""
    path = tmp_path / "bad.py"
    path.write_text("def (:\n")

    assert main(["migrate", str(path)]) == 2
    assert "Syntax Error" in capsys.readouterr().err
