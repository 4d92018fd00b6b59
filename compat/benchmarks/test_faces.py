"""What an operation costs in the 0.3 face, beside the same in the 0.4 face: CPU time by turns.

Nothing here asserts a timing: the figures are for people. The 0.3 face is meant to cost at most
1.5 times what the 0.4 face costs.
"""

import time

import pytest

import minitorch
import minitorch.v03
from compat import results
from compat.terminal import show_table

CALLS = {
    "a + a": lambda a: a + a,
    "a * 2": lambda a: a * 2,
    "a.exp()": lambda a: a.exp(),
    "a.sum()": lambda a: a.sum(),
    "a.sum(1)": lambda a: a.sum(1),
    "a.mm(a.t())": lambda a: a.mm(a.t()),
    "a.view(12)": lambda a: a.view(12),
    "a[0]": lambda a: a[0],
}
ROUNDS, REPEATS = 15, 2000
MEASURED = {}


def operands(requires_grad):
    """Return a 3x4 tensor of 0.4 and a Variable of 0.3."""
    later = minitorch.rand(3, 4).requires_grad_(requires_grad)
    variable = minitorch.v03.autograd.Variable
    return later, variable(minitorch.v03.rand(3, 4), requires_grad=requires_grad)


def microseconds(call, operand):
    """Return the CPU time of one call, the mean of many."""
    start = time.process_time()
    for _ in range(REPEATS):
        call(operand)
    return (time.process_time() - start) / REPEATS * 1e6


@pytest.mark.parametrize("requires_grad", [False, True])
@pytest.mark.parametrize("name", CALLS)
def test_cost_of_an_operation(name, requires_grad, benchmark):
    """The least of several measurements in each face."""
    found = []

    def both():
        found.append([microseconds(CALLS[name], operand) for operand in operands(requires_grad)])

    benchmark.pedantic(both, rounds=ROUNDS)
    later, earlier = map(min, zip(*found, strict=True))
    key = name + ", recorded" * requires_grad
    MEASURED[key] = dict(later=later, earlier=earlier, ratio=earlier / later)
    benchmark.extra_info.update(MEASURED[key])


def test_report():
    """The table, and the figures kept for later."""
    rows = [["operation", "0.4, us", "0.3, us", "ratio"]]
    for name, found in MEASURED.items():
        rows.append([name, *[f"{found[key]:.2f}" for key in ("later", "earlier", "ratio")]])
    show_table("CPU time of an operation on 3x4", rows)
    results.keep("faces", MEASURED)

    assert len(rows) > 1
