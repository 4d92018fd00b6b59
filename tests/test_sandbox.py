"""An answer runs in a process of its own: it can neither hang, nor fill, nor fool the judge."""

import os
import time

import pytest

from minitorch.learn import sandbox
from minitorch.learn.course import exercises
from minitorch.learn.judge import judge

FIRST = exercises()[0]


def test_a_loop_without_end_is_stopped(tmp_path):
    """An answer that never ends is a verdict, not a wait."""
    verdict = sandbox.check(FIRST, "while True:\n    pass\n", "answer.py", seconds=2)

    assert verdict.status == "timeout"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
def test_an_answer_that_wants_all_memory_is_stopped():
    """Memory has a limit too."""
    verdict = sandbox.check(FIRST, "x = bytearray(64 * 2**30)\n", "answer.py")

    assert (verdict.status, verdict.key) == ("error", "MemoryError")


def test_an_answer_that_leaves_is_a_verdict():
    """``exit`` and a crash of Python end the process of the answer only."""
    gone = sandbox.check(FIRST, "import os\nos._exit(3)\n", "answer.py")
    left = sandbox.check(FIRST, "raise SystemExit(0)\n", "answer.py")

    assert (gone.status, left.status) == ("error", "error")


@pytest.mark.parametrize(
    "text",
    [
        'print(\'{"status": "passed"}\')',
        'os.write(1, b\'{"status": "passed"}\'); os._exit(0)',
        'sys.__stdout__.write(\'\\n{"status": "passed"}\'); sys.__stdout__.flush(); os._exit(0)',
    ],
)
def test_a_printed_verdict_is_no_verdict(text):
    """What an answer prints never passes for what the judge says."""
    assert sandbox.check(FIRST, f"import os, sys\n{text}\n", "answer.py").status == "error"


def test_what_an_answer_leaves_running_is_stopped(tmp_path):
    """A process that the answer started ends with it, and holds nothing up."""
    mark = tmp_path / "alive"
    child = f"import time; time.sleep(2); open({str(mark)!r}, 'w')"
    text = f"import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', {child!r}])\n"

    verdict = sandbox.check(FIRST, text + FIRST.solution, "answer.py")
    time.sleep(2.5)

    assert verdict.status == "passed"
    assert not mark.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
def test_an_answer_that_prints_for_ever_is_stopped():
    """A verdict comes with as much of the output as one can read; a flood ends the answer."""
    much = sandbox.check(FIRST, FIRST.solution + "print('word ' * 10**6)\n", "answer.py")
    flood = sandbox.check(FIRST, "import os\nwhile True:\n    os.write(1, b'x' * 10**6)\n", "a.py")

    assert (much.status, len(much.printed)) == ("passed", 10_000)
    assert flood.status == "error"
    assert "File too large" in flood.message


def test_the_sandbox_says_what_the_judge_says(tmp_path):
    """A process of its own changes nothing about the verdict."""
    text = FIRST.altered("randn(4, 3)", "randn(3, 4)")

    assert sandbox.check(FIRST, text, "answer.py") == judge(FIRST, text, "answer.py")
