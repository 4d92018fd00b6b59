"""``minitorch explain``: each kind of error is known by its words, and said in two sentences."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from minitorch.learn.course import lessons
from minitorch.learn.explain import catalogue, explain

ROOT = Path(__file__).parents[1]
OURS = [entry for entry in catalogue() if entry.raised_by != "torch"]


@pytest.mark.parametrize("entry", OURS, ids=lambda entry: entry.pattern[:30])
def test_an_error_is_explained(entry):
    """The program raises an error that this entry, and none before it, is found for."""
    scope = {"torch": __import__("minitorch")}

    with pytest.raises(Exception, match=r"\w|^$") as caught:
        exec(entry.program, scope)

    assert explain(f"{caught.type.__name__}: {caught.value}") == entry


@pytest.mark.parametrize("entry", catalogue(), ids=lambda entry: entry.pattern[:30])
def test_an_explanation_is_two_sentences_and_a_lesson(entry):
    """What happened, and what helps; the lesson exists."""
    assert len(re.findall(r"[.?](?: |$)", entry.says)) == 2
    assert entry.lesson in {lesson.number for lesson in lessons()}


def test_explain_answers_on_the_command_line():
    """``minitorch explain`` says two sentences and where to read more."""
    words = [sys.executable, "-m", "minitorch", "explain"]
    known = "RuntimeError: grad can be implicitly created only for scalar outputs"

    good = subprocess.run([*words, known], cwd=ROOT, capture_output=True, text=True)
    unknown = subprocess.run([*words, "Oops: what"], cwd=ROOT, capture_output=True, text=True)

    assert (good.returncode, unknown.returncode) == (0, 1)
    assert "More in lesson 2: Anatomy of a Variable." in good.stdout


def test_explain_reads_a_traceback_from_a_pipe():
    """Without words the error is what comes in; its last line counts."""
    words = [sys.executable, "-m", "minitorch", "explain"]
    text = (
        "Traceback\n  in Linear, size mismatch\nValueError: optimizer got an empty parameter list\n"
    )

    done = subprocess.run(words, input=text, cwd=ROOT, capture_output=True, text=True)

    assert "ModuleList" in done.stdout
