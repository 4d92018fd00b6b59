"""Random programs do on minitorch what they do on live torch."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import minitorch
from compat import report
from compat.fuzz import grammar
from compat.fuzz.known import EXPLAINED, known
from compat.fuzz.program import Program, Writer
from compat.fuzz.running import Run, compare, quietly, writes_nothing
from compat.fuzz.shrink import shrink
from compat.opdb import excuses

pytestmark = pytest.mark.live
PROGRAMS = 2000


@settings(
    max_examples=PROGRAMS,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(random=st.randoms(use_true_random=False))
def test_a_random_program_does_the_same(random):
    """Values, types, shapes, histories, errors and gradients of two orders are torch's."""
    import torch

    torch.set_num_threads(1)
    with quietly():
        program = Writer(random, minitorch).write()

    difference = compare(program, minitorch, torch, known)

    assert difference is None, f"\n{program}\n{difference}"


class Wrong:
    """minitorch with one slip, for the tests of the fuzzer itself."""

    def __getattr__(self, name):
        return getattr(minitorch, name)

    def cat(self, tensors, dim=0):
        """Join tensors in the wrong order."""
        return minitorch.cat(list(tensors)[::-1], dim)


def test_a_slip_is_found_and_made_short():
    """The fuzzer finds a wrong operation, and shows a program that is hardly more than its call."""

    def differs(program):
        with quietly():
            return compare(program, Wrong(), minitorch) is not None

    programs = (Writer(random.Random(seed), minitorch) for seed in range(400))
    with quietly():
        found = next(p for p in (w.write() for w in programs) if differs(p))

    short = shrink(found, differs)

    assert len(short.body) <= 3
    assert any("cat" in line for line in short.body)


def test_memory_in_common_is_compared():
    """Equal values are not enough: a tensor that shares memory on one side alone is found."""

    class Sharing(Wrong):
        def cat(self, tensors, dim=0):
            """Return the first tensor itself."""
            return tensors[0].view(-1)

    program = Program(["a = torch.ones(2)"], ["b = torch.cat([a], 0)"])

    assert compare(program, minitorch, minitorch) is None
    assert "memory" in compare(program, Sharing(), minitorch)[0]


def test_a_seed_gives_its_program_again():
    """A program follows from its seed."""
    with quietly():
        first, again = (str(Writer(random.Random(7), minitorch).write()) for _ in range(2))

    assert first == again


def test_every_statement_can_be_written():
    """Each line of the grammar is met in some program, so none of it is dead."""
    written = set()
    with quietly():
        for seed in range(1500):
            program = Writer(random.Random(seed), minitorch).write()
            written.update(program.templates)

    tables = (grammar.VIEWS_AND_ARITHMETIC, grammar.KINKED, grammar.ROUNDING, grammar.CHANGES)
    assert {line for table in (*tables, grammar.WHOLE) for line in table} - written == set()


def test_memory_may_follow_from_strides():
    """What is contiguous here and not in torch is copied there alone; that is a row."""
    import torch

    body = ["b = a.t() ** 3", "c = b.contiguous()", "c.zero_()"]
    program = Program(["a = torch.ones(2, 3)"], body)

    assert compare(program, minitorch, torch) is None


@pytest.mark.parametrize(
    "row", sorted({row for row, *_ in [*EXPLAINED, *excuses.REFUSED, *excuses.UNASKED]})
)
def test_what_explains_a_difference_is_in_the_ledger(row):
    """The fuzzer and the op database excuse nothing that is not asserted on both sides."""
    assert row in {difference["id"] for difference in report.differences()}


def test_without_excuses_the_ledger_is_seen():
    """A difference that a row explains is one: without the row it is found."""
    import torch

    program = Program(["a = torch.ones(2)"], ["b = a.sum(3)"])

    assert compare(program, minitorch, torch) is not None
    assert compare(program, minitorch, torch, known) is None


def test_a_write_to_an_empty_slice_ends_the_comparison_and_no_other_write_does():
    """Only live torch counts it as a change: the row ``empty-slices-are-no-views``."""
    import torch

    body = ["b = a.exp()", "b[1:] = 2"]
    program = Program(["a = torch.ones(1, requires_grad=True)"], body)
    run = Run(torch)
    run.scope["b"] = torch.ones(2)

    assert compare(program, minitorch, torch, known) is None
    assert [writes_nothing(f"b[{i}:] = 2", run) for i in range(4)] == [False, False, True, True]
    assert not writes_nothing("b = b[2:]", run)
