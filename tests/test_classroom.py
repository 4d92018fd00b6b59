"""``minitorch course``: what a teacher hands out, gathers and grades."""

import csv
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from minitorch.learn import classroom
from minitorch.learn.judge import judge
from minitorch.learn.workspace import Workspace

ROOT = Path(__file__).parents[1]


def in_process(exercise, text, path):
    """Judge without a process of its own, which is not what these tests are about."""
    return judge(exercise, text, str(path))


@pytest.fixture
def school(tmp_path):
    """A class of two: one passed the first exercise, the other nothing."""
    for name in ("ada", "bob"):
        work = Workspace(tmp_path / "class" / name)
    first = work.exercises[0]
    Workspace(tmp_path / "class" / "ada").path(first).write_text(first.solution)
    (tmp_path / "class" / "ada" / "diary.txt").write_text("private")
    return tmp_path / "class"


def test_a_student_gets_no_solutions(tmp_path):
    """What is handed out holds the stubs and nothing that solves them."""
    classroom.build(tmp_path)

    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    text = "\n".join(path.read_text() for path in files)
    for exercise in Workspace(tmp_path).exercises:
        assert exercise.solution not in text
    assert "WRONG" not in text


def test_only_answers_are_gathered(school, tmp_path):
    """Answers are copied, and a student's other files are not."""
    found = classroom.collect(school, tmp_path / "out")

    assert found["ada"] == len(Workspace(tmp_path / "other").exercises)
    assert not list((tmp_path / "out").rglob("diary.txt"))


def test_grades_are_a_table_and_reports(school, tmp_path):
    """A row for each student, a column for each exercise; a JUnit file for each student."""
    passed = classroom.grade(school, tmp_path / "g.csv", tmp_path / "reports", in_process)

    with (tmp_path / "g.csv").open(encoding="utf8") as file:
        ada, bob = csv.DictReader(file)
    assert passed == {"ada": 1, "bob": 0}
    assert (ada["passed"], ada["00_01_shape"], bob["00_01_shape"]) == ("1", "passed", "error")
    suite = ElementTree.parse(tmp_path / "reports" / "ada.xml").getroot()
    assert int(suite.get("tests")) - int(suite.get("failures")) == 1


def test_the_command_line_builds(tmp_path):
    """``minitorch course build`` makes a folder that ``minitorch learn`` can use."""
    words = [sys.executable, "-m", "minitorch", "course", "build", str(tmp_path / "new")]

    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "new" / "00_tensors" / "01_shape.py").exists()
