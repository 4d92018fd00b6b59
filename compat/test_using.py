"""Modules, optimizers, schedules and data sets in use: each line gives the same in live torch.

The lines are in ``using.txt``. What an era prints or raises in words of its own is in the records;
here the class of an error counts, and every value.
"""

import ast
import copy
import math
import pickle
import warnings
from collections import OrderedDict
from pathlib import Path

import numpy as np
import pytest

import minitorch
import minitorch.distributions
import minitorch.utils.checkpoint
import minitorch.utils.data.distributed
from minitorch.random import use_stream

pytestmark = pytest.mark.live
TEXT = Path(__file__).with_name("using.txt").read_text()
LINES = [line for line in TEXT.split("\n") if line and line[0] != "#"]
SETUP = """
def numbers(*shape):
    return torch.from_numpy(np.cos(np.arange(float(np.prod(shape)))).reshape(shape)).float()
class Net(nn.Module):
    def __init__(self):
        super(Net, self).__init__()
        self.one = nn.Linear(3, 4)
        self.two = nn.Sequential(nn.ReLU(), nn.Linear(4, 2))
        self.register_buffer('seen', torch.zeros(1))
        self.again = self.one
    def forward(self, x):
        return self.two(self.one(x))
def net():
    made = Net()
    for p in made.parameters():
        p.data.copy_(numbers(*p.shape))
    return made
m, x = net(), numbers(5, 3)
def trained(kind, steps=4, **options):
    made = net()
    optimizer = getattr(optim, kind)(made.parameters(), **options)
    def closure():
        optimizer.zero_grad(); loss = (made(x) ** 2).sum(); loss.backward(); return loss
    losses = [float(optimizer.step(closure)) for _ in range(steps)]
    return losses, [p.tolist() for p in made.parameters()]
def rates(kind, epochs=7, groups=1, **options):
    w = [torch.zeros(1, requires_grad=True) for _ in range(groups)]
    optimizer = optim.SGD([{'params': [p], 'lr': 1.0 / (n + 1)} for n, p in enumerate(w)], lr=1.0)
    schedule = getattr(lr_scheduler, kind)(optimizer, **options)
    found = []
    for epoch in range(epochs):
        found.append([g['lr'] for g in optimizer.param_groups])
        optimizer.step()
        schedule.step(epoch + 1)
    return found
def seeded(distribution, *shape):
    torch.manual_seed(3)
    return distribution.sample(torch.Size(shape))
def slopes(kind, value, *values):
    given = [torch.tensor(v, requires_grad=True) for v in values]
    kind(*given).log_prob(torch.tensor(value)).sum().backward()
    return [v.grad for v in given]
def paths(kind, *values):
    given = [torch.tensor(v, requires_grad=True) for v in values]
    torch.manual_seed(3)
    kind(*given).rsample(torch.Size((3,))).sum().backward()
    return [v.grad for v in given]
def through(transform, *values):
    at = torch.tensor(values, requires_grad=True)
    to = transform(at)
    slope = transform.log_abs_det_jacobian(at, to)
    (to.sum() + slope.sum()).backward()
    return to, slope, at.grad, transform.inv(to), transform.inv.log_abs_det_jacobian(to, at)
def rates_of(mode, losses, **options):
    optimizer = optim.SGD(m.parameters(), lr=1.0)
    schedule = lr_scheduler.ReduceLROnPlateau(optimizer, mode, **options)
    found = []
    for loss in losses:
        schedule.step(loss)
        found.append(optimizer.param_groups[0]['lr'])
    return found
"""


def plain(value):
    """Return a value with numbers for tensors, so that both sides compare."""
    if hasattr(value, "data_ptr") or isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value if isinstance(value, (bool, str, type(None))) else round_of(value)


def round_of(value):
    """Return a number to six digits; the class of anything else."""
    if isinstance(value, (int, float)):
        return pytest.approx(value, rel=2e-5, abs=2e-6)
    return type(value).__name__


def outcome(torch, line):
    """Return what a line gives, or the class of its error."""
    scope = {
        **dict(torch=torch, nn=torch.nn, F=torch.nn.functional, optim=torch.optim),
        **dict(data=torch.utils.data, lr_scheduler=torch.optim.lr_scheduler),
        **dict(D=torch.distributions, checkpoint=torch.utils.checkpoint),
        **dict(copy=copy, math=math, np=np, pickle=pickle, OrderedDict=OrderedDict),
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(SETUP, scope)
        *first, last = ast.parse(line).body
        try:
            exec(compile(ast.Module(first, []), "<line>", "exec"), scope)
            return plain(eval(compile(ast.Expression(last.value), "<line>", "eval"), scope))
        except Exception as error:
            return type(error).__name__


@pytest.mark.parametrize("line", LINES)
def test_a_line_gives_what_torch_gives(line):
    """Values agree to five digits, and errors in their class."""
    import torch
    import torch.utils.checkpoint

    with use_stream("2.13"):
        ours = outcome(minitorch, line)

    assert ours == outcome(torch, line)
