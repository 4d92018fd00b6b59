"""``minitorch learn``: the loop, the folder and the reports, as a learner meets them."""

import io
import json
import subprocess
import sys
import threading
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from minitorch.learn import junit, runner, terminal
from minitorch.learn.course import exercises
from minitorch.learn.judge import Verdict, judge
from minitorch.learn.progress import NAME
from minitorch.learn.workspace import Workspace

ROOT = Path(__file__).parents[1]
FIRST, SECOND = exercises()[:2]


def in_process(exercise, text, path, one_at_a_time=threading.Lock()):  # noqa: B008
    """Judge without a process of its own, which is not what these tests are about."""
    with one_at_a_time:
        return judge(exercise, text, str(path))


def taught(work, keys):
    """Teach with lines of keys; return what was printed."""
    out = io.StringIO()
    teacher = runner.Runner(
        work, terminal.Plain(out), terminal.Lines(io.StringIO(keys)), in_process
    )
    teacher.run()
    return out.getvalue()


def solve(work, exercise):
    """Write the solution into the learner's file."""
    work.path(exercise).write_text(exercise.solution, encoding="utf8")


def command(folder, *arguments, **more):
    """Run the command line as a script would."""
    words = [sys.executable, "-m", "minitorch", "learn", str(folder), *arguments]
    return subprocess.run(words, cwd=ROOT, capture_output=True, timeout=120, **more)


def test_the_folder_gets_every_stub_and_lesson(tmp_path):
    """Each exercise is a file that begins with its task."""
    work = Workspace(tmp_path)

    for exercise in work.exercises:
        assert work.answer(exercise).startswith(f"# {exercise.name}: {exercise.title}")
    assert (tmp_path / "00_tensors" / "lesson.md").exists()


def test_an_answer_is_never_overwritten(tmp_path):
    """Opening the folder again keeps what the learner wrote."""
    solve(Workspace(tmp_path), FIRST)

    assert Workspace(tmp_path).answer(FIRST) == FIRST.solution


def test_a_mistake_is_shown_with_both_values(tmp_path):
    """The failing line, the learner's value, torch's value, and what the mistake is."""
    work = Workspace(tmp_path)
    work.path(FIRST).write_text(FIRST.altered("randn(4, 3)", "randn(3, 4)"), encoding="utf8")

    told = taught(work, "q\n")

    assert "arr = np.random.randn(3, 4)" in told
    assert "arr.shape: yours [3, 4], torch's [4, 3]" in told
    assert "Rows come first" in told


def test_what_is_unfinished_is_not_called_wrong():
    """A ``...`` that waits for something is pointed at, unless the program fails before it."""
    second, reverse = [e for e in exercises() if e.name in ("00_02_longtensor", "01_04_reverse")]
    half = second.stub.replace("longtensor", "LongTensor")

    verdicts = [judge(reverse, reverse.stub), judge(second, half), judge(second, second.stub)]

    assert [v.status for v in verdicts] == ["todo", "todo", "error"]
    assert [v.source for v in verdicts[:2]] == ["...", "first_row = ..."]


@pytest.mark.parametrize(
    ("name", "right", "written", "sentence"),
    [
        ("02_02_card", '"w1.grad": 4.0', '"w1.grad": "4"', "That is a text, in quotes."),
        ("02_02_card", '"b.grad_fn": True', '"b.grad_fn": 1', "Asked for is True or False."),
        ("03_01_names", 'plus = "Add"', 'plus = "AddBackward"', 'It is to be written as "Add".'),
        ("00_04_types", 'first = "int64"', "first = 0", "Asked for is a word, in quotes."),
        ("00_04_types", 'first = "int64"', 'first = "float32"', "A list of whole numbers makes"),
    ],
)
def test_a_right_answer_in_the_wrong_form_is_told_the_form(name, right, written, sentence):
    """What is meant is not called wrong for how it is written; what is wrong is."""
    (exercise,) = [exercise for exercise in exercises() if exercise.name == name]

    assert sentence in judge(exercise, exercise.altered(right, written)).message


def test_dots_in_an_index_wait_for_nothing():
    """``x[..., 0]`` is a finished answer."""
    (getitem,) = [e for e in exercises() if e.name == "13_07_getitem"]

    assert judge(getitem, getitem.altered("full[index]", "full[index, ...]")).status == "passed"


def test_it_moves_on_when_the_learner_says_so(tmp_path):
    """Passing says so and waits; ``n`` goes on; the next start begins there."""
    work = Workspace(tmp_path)
    solve(work, FIRST)

    told = taught(work, "h\nn\nq\n")

    assert f"{FIRST.name} does what torch does" in told
    assert f"You are at {SECOND.name}" in told
    assert Workspace(tmp_path).current.name == SECOND.name


def test_the_whole_journey_can_be_made(tmp_path):
    """From the first exercise to the last: each is passed, and the next comes."""
    work = Workspace(tmp_path)
    for exercise in work.exercises:
        solve(work, exercise)

    told = taught(work, "n\n" * len(work.exercises) + "q\n")

    assert told.count("does what torch does") == len(work.exercises)
    assert "All exercises are passed" in told


@pytest.mark.parametrize("key", ["c", ""])
def test_one_can_ask_for_a_check(tmp_path, key):
    """Where saving goes unnoticed, ``c`` or Enter checks again; other keys don't."""
    told = taught(Workspace(tmp_path), f"h\n{key}\nq\n")

    assert told.count("TypeError") == 2
    assert told.count("c check  q quit\nType a letter, then Enter.") == 2


def test_what_is_skipped_stays_on_the_list(tmp_path):
    """``n`` goes on without passing, says so, and the list counts what was passed."""
    work = Workspace(tmp_path)
    solve(work, SECOND)

    told = taught(work, "n\nl\nq\n")

    assert f"{FIRST.name} is left for later" in told
    assert f" 1 of {len(FIRST.lesson.exercises)}  {FIRST.lesson.title}" in told
    assert f"{SECOND.name}  {SECOND.title} <- here" in told


def test_a_lesson_begins_with_its_text(tmp_path):
    """Only the first exercise of a lesson says that there is something to read."""
    assert "Read it first" in taught(Workspace(tmp_path), "q\n")
    assert taught(Workspace(tmp_path), "n\nq\n").count("Read it first") == 1


def test_long_values_stand_below_each_other(tmp_path):
    """Two values that are too long for a line have one each."""
    told = io.StringIO()
    verdict = Verdict("failed", label="x", ours=[1.5] * 20, torch=[2.5] * 20)

    runner.Runner(Workspace(tmp_path), terminal.Plain(told), None).show(FIRST, verdict)

    assert f"x:\n  yours {[1.5] * 20},\n  torch's {[2.5] * 20}\n" in told.getvalue()


def test_three_hints_each_nearer(tmp_path):
    """The first hint is a nudge, the third nearly the code; a fourth repeats the third."""
    told = taught(Workspace(tmp_path), "h\nh\nh\nh\nq\n")

    for number, hint in enumerate(FIRST.hints, 1):
        assert f"Hint {number} of 3" in told
        assert hint in told
    assert told.count(FIRST.hints[2]) == 2


def test_a_solution_is_for_those_who_passed_or_give_up(tmp_path):
    """Asking is not enough; ``show`` is, and passing is."""
    work = Workspace(tmp_path)
    line = "    arr = np.random.randn(4, 3)\n"

    assert line not in taught(work, "s\nno\nq\n")
    assert line in taught(work, "s\nshow\nq\n")
    assert work.progress.of(FIRST.name)["shown"]


def test_resetting_keeps_a_copy(tmp_path):
    """The stub comes back, the answer stays under another name."""
    work = Workspace(tmp_path)
    solve(work, FIRST)

    told = taught(work, "r\nno\nr\ny\nq\n")

    assert told.count("Nothing was reset") == 1
    assert work.answer(FIRST) == FIRST.stub
    (copy,) = work.path(FIRST).parent.glob("*.kept-1.py")
    assert copy.read_text(encoding="utf8") == FIRST.solution
    assert str(copy) in told


def test_jumping_takes_a_beginning_or_a_part_of_a_name(tmp_path):
    """A name that fits none is said, and nothing moves."""
    work = Workspace(tmp_path)

    told = taught(work, f"j\nnothing\nj\n{SECOND.short}\nq\n")

    assert "no exercise 'nothing'" in told
    assert work.current.name == SECOND.name


@pytest.mark.parametrize("damage", ["", "{", "[1]", '{"exercises": 3}', '{"exercises": {"a": 1}}'])
def test_a_damaged_progress_file_is_set_aside(tmp_path, damage):
    """Learning goes on; what could not be read is kept."""
    (tmp_path / NAME).write_text(damage)

    work = Workspace(tmp_path)

    assert work.current.name == FIRST.name
    assert work.progress.set_aside.read_text() == damage


def test_progress_is_plain_json_without_paths(tmp_path):
    """The file can move to another machine."""
    work = Workspace(tmp_path / "here")
    solve(work, FIRST)
    taught(work, "n\nq\n")

    (tmp_path / "here").rename(tmp_path / "there")

    text = (tmp_path / "there" / NAME).read_text()
    assert str(tmp_path) not in text
    assert json.loads(text)["exercises"][FIRST.name]["passed"]
    assert Workspace(tmp_path / "there").current.name == SECOND.name


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_an_answer_is_read_as_editors_save_it(tmp_path, encoding):
    """A byte order mark, as some editors on Windows write it, is no part of the answer."""
    work = Workspace(tmp_path)
    work.path(FIRST).write_text(FIRST.solution, encoding=encoding)

    assert work.answer(FIRST) == FIRST.solution


def test_an_answer_that_is_no_text_is_a_verdict(tmp_path):
    """Bytes that are no UTF-8 are a mistake in the file, and learning goes on."""
    work = Workspace(tmp_path)
    work.path(FIRST).write_bytes(b"arr = '\xff\xfe'\n\x00")

    assert "SyntaxError" in taught(work, "q\n")


def test_scripts_get_an_exit_status(tmp_path):
    """``--once``: 1 until it is passed, then 0; an unknown name: 2."""
    work = Workspace(tmp_path)
    before = command(tmp_path, "--once").returncode
    solve(work, FIRST)

    assert (before, command(tmp_path, "--once").returncode) == (1, 0)
    assert command(tmp_path, "--at", "nothing", "--once").returncode == 2


def test_a_folder_that_cannot_be_is_said(tmp_path):
    """Where no folder can be made, one line says so, and the status is 2."""
    (tmp_path / "file").write_text("")

    done = command(tmp_path / "file" / "lessons", "--list")

    assert done.returncode == 2
    assert done.stderr.decode().count("\n") == 1


def test_classrooms_get_a_report(tmp_path):
    """``check`` judges what is named and writes JUnit."""
    solve(Workspace(tmp_path), FIRST)
    report = tmp_path / "report.xml"

    done = command(tmp_path, "check", FIRST.name, SECOND.name, "--junit", str(report))

    suite = ElementTree.parse(report).getroot()
    assert done.returncode == 1
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
    assert [case.get("name") for case in suite] == [FIRST.name, SECOND.name]
    assert b"1 of 2 passed" in done.stdout


def test_check_takes_a_lesson_by_its_number(tmp_path):
    """``check 00`` judges all exercises whose names begin so."""
    out = io.StringIO()

    runner.Runner(Workspace(tmp_path), terminal.Plain(out), None, in_process).check_all(["00"])

    assert f"0 of {len(FIRST.lesson.exercises)} passed" in out.getvalue()


def test_a_report_without_failures_has_none(tmp_path):
    """What passed has no word about failing."""
    junit.write(tmp_path / "r.xml", [(FIRST, judge(FIRST, FIRST.solution))])

    assert not list(ElementTree.parse(tmp_path / "r.xml").iter("failure"))


def test_a_report_holds_what_xml_can_hold(tmp_path):
    """Letters that XML forbids come as escapes, and any other as itself, in UTF-8."""
    verdict = judge(FIRST, "raise ValueError('\\x00 \\ud800 < \u4f60\u597d')\n")

    junit.write(tmp_path / "r.xml", [(FIRST, verdict)])

    (failure,) = ElementTree.parse(tmp_path / "r.xml").iter("failure")
    assert failure.get("message") == "ValueError: \\x00 \\ud800 < \u4f60\u597d"
    assert failure.text.startswith("line 1: raise ValueError(")
