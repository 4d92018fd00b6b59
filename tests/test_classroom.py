"""``minitorch course``: what a teacher hands out, gathers and grades."""

import csv
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from minitorch.learn import classroom
from minitorch.learn.course import exercises
from minitorch.learn.workspace import Workspace
from tests.test_learn import in_process

ROOT = Path(__file__).parents[1]


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
    every = len(exercises())
    passed = classroom.grade(school, tmp_path / "g.csv", tmp_path / "reports", in_process)

    with (tmp_path / "g.csv").open(encoding="utf8") as file:
        ada, bob = csv.DictReader(file)
    assert passed == {"ada": (1, every), "bob": (0, every)}
    assert (ada["passed"], ada["00_01_shape"], bob["00_01_shape"]) == ("1", "passed", "error")
    suite = ElementTree.parse(tmp_path / "reports" / "ada.xml").getroot()
    assert int(suite.get("tests")) - int(suite.get("failures")) == 1


def course(*words):
    """Run the command line as a teacher would; return what it printed."""
    command = [sys.executable, "-m", "minitorch", "course", *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_class_from_the_first_day_to_the_grades(tmp_path):
    """One learned, one left it blank, one wrote nonsense, one tried to fool or stop the judge."""
    bad = [
        "import os\nos._exit(0)\n",
        'import os\nos.write(1, b\'{"status": "passed"}\')\nos._exit(0)\n',
        "print('passed')\nraise SystemExit(0)\n",
        "x = bytearray(2**40)\n",
    ]
    answers = dict(ada=[e.solution for e in exercises()[:4]], bob=[], eve=bad, max=["x = 1\n"] * 4)
    for name, texts in answers.items():
        course("build", tmp_path / "class" / name)
        for exercise, text in zip(exercises(), texts):
            Workspace(tmp_path / "class" / name).path(exercise).write_text(text)

    course("collect", tmp_path / "class", tmp_path / "in")
    places = "--csv", tmp_path / "grades.csv", "--junit", tmp_path / "reports"
    told = course("grade", tmp_path / "in", "00", *places)

    assert told.split("\n")[:4] == [
        "ada: 4 of 4 passed",
        "bob: 0 of 4 passed",
        "eve: 0 of 4 passed",
        "max: 0 of 4 passed",
    ]
    with (tmp_path / "grades.csv").open(encoding="utf8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["student", "passed", "of", *[e.name for e in exercises()[:4]]]
    assert rows[1] == ["ada", "4", "4", *["passed"] * 4]
    assert rows[3] == ["eve", "0", "4", *["error"] * 4]
    for name in answers:
        suite = ElementTree.parse(tmp_path / "reports" / f"{name}.xml").getroot()
        assert (suite.tag, suite.get("tests")) == ("testsuite", "4")
        assert suite.get("failures") == str(len(suite.findall("testcase/failure")))
        assert suite.get("failures") == ("0" if name == "ada" else "4")
