"""Lesson 13: an engine of the learner's own, in the place of minitorch's."""

import io
import re

import pytest

from minitorch.learn import plugged, runner, terminal
from minitorch.learn.workspace import Workspace
from tests import test_engine, test_every_op
from tests.test_learn import in_process, solve


def engineer(work, out):
    """Return a teacher who can put the learner's engine together."""
    return runner.Runner(work, terminal.Plain(out), terminal.Lines(io.StringIO()), in_process)


def test_the_engine_of_the_solutions_passes_everything(tmp_path):
    """With all nine parts in place every test passes, and the digits are learned."""
    work = Workspace(tmp_path)
    for exercise in work.exercises:
        if exercise.lesson.number == 13:
            solve(work, exercise)
    out = io.StringIO()

    assert engineer(work, out).engine()
    told, total = out.getvalue(), len(plugged.tests())
    assert f"Your parts: {', '.join(plugged.PLUGS)}." in told
    assert f"Your engine passes {total} of {total} of minitorch's own tests" in told
    (share,) = re.findall(r"reads ([\d.]+) % of new digits", told)
    assert float(share) >= 95
    assert "AccumulateGrad of w1" in (tmp_path / "my-engine.html").read_text(encoding="utf8")


def test_an_engine_with_missing_parts_says_so(tmp_path):
    """What is not passed yet stays minitorch's own, and that is not a pass."""
    work, out = Workspace(tmp_path), io.StringIO()
    (mul,) = [e for e in work.exercises if e.name == "13_04_mul"]
    solve(work, mul)

    assert not engineer(work, out).engine()
    assert "Your parts: mul_backward." in out.getvalue()
    assert "Still minitorch's own: unbroadcast, order" in out.getvalue()


def test_the_tests_of_the_engine_are_minitorchs_own():
    """The capstone asks what ``tests/test_engine.py`` and ``tests/test_every_op.py`` ask."""
    asked = {about for about, _ in plugged.tests()}

    assert {test_engine.test_retain_grad_keeps_the_gradient_of_a_result.__doc__} <= asked
    assert len(plugged.tests()) > len(test_every_op.DIFFERENTIABLE) > 400


@pytest.mark.parametrize("name", plugged.PLUGS)
def test_every_part_carries_something(name, monkeypatch):
    """A part that fails drags down what stands on it, and nothing stays broken afterwards."""
    few = {f"the gradient of {op}" for op in ("add", "mul", "mm", "sum", "select")}
    asked = [test for test in plugged.tests() if test[0] in few or test[0][0].isupper()]
    monkeypatch.setattr(plugged, "tests", lambda: asked)

    def broken(*_):
        raise RuntimeError("broken on purpose")

    before = plugged.train({}, epochs=1)
    passed, total = plugged.score({name: broken})
    assert passed < total
    assert plugged.train({}, epochs=1) == before
