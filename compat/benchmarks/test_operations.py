"""Single operations as ratios to torch: one thread, CPU time, separate processes, by turns.

``tox -e bench`` prints a table. Nothing here asserts a timing: the figures are for people.
"""

from functools import wraps

import pytest

import minitorch
from compat import results
from compat.benchmarks.inputs import named
from compat.benchmarks.operations import calls, spellings
from compat.benchmarks.sweep import measured, reasons, table
from compat.terminal import show_table
from minitorch.around import lay_around, take_off
from minitorch.op import OPS

OURS = [op for op in OPS.values() if op.forward.__module__.startswith("minitorch.ops.")]
# What runs for second derivatives alone, between two devices, or in 0.3.
ELSEWHERE = {"alias", "embedding_shares", "from_highest", "move", "spread", "square"}
ELSEWHERE |= {"take_strided"}


@pytest.mark.live
def test_operations_beside_torch(benchmark):
    """Every operation at every size, the libraries by turns."""
    pairs = benchmark.pedantic(measured, rounds=1)
    results.keep("operations", [[*place, found] for place, found in pairs.items()])
    show_table("CPU time, minitorch / torch, median of pairs", table(pairs))


def test_a_reason_is_that_of_an_operation_that_is_measured():
    """A line of ``reasons.txt`` is one of ``operations.txt``."""
    assert reasons().keys() - spellings().keys() == set()


def test_every_operation_is_measured():
    """Each that a program runs, forward or backward, runs in some line."""
    ran = set()

    def noted(forward):
        @wraps(forward)
        def run(*args):
            ran.add(forward.__name__)
            return forward(*args)

        return run

    forms = [form for op in OURS for form in op.forms()]
    for form in forms:
        lay_around(form, noted)
    try:
        still, leaves = [named(minitorch, 32, requires_grad) for requires_grad in (False, True)]
        for line in spellings():
            for call in calls(line, still, leaves):
                call()
    finally:
        for form in forms:
            take_off(form, noted)

    assert {op.name for op in OURS} - ran == ELSEWHERE
