"""Lessons keep their word: stubs fail, solutions pass, and wrong answers hear why."""

import ast
import builtins
import re

import pytest

import minitorch as torch
from minitorch.learn.blocks import blocks_of, run_block, run_blocks
from minitorch.learn.course import exercises, lessons
from minitorch.learn.judge import families, judge
from minitorch.learn.notebook import notebook

EXERCISES, LESSONS = exercises(), lessons()
MUTANTS = [(e, *wrong) for e in EXERCISES for wrong in e.wrong]


def name(value):
    """Return what a parameter is called in a report."""
    return getattr(value, "name", None) if not isinstance(value, str) else value[:20]


@pytest.mark.parametrize("exercise", EXERCISES, ids=name)
def test_an_untouched_stub_is_not_passed(exercise):
    """Nobody passes by doing nothing."""
    assert judge(exercise, exercise.stub).status in ("todo", "error", "failed")


@pytest.mark.parametrize("exercise", EXERCISES, ids=name)
def test_a_solution_passes(exercise):
    """The solution does everything that torch was recorded to do."""
    verdict = judge(exercise, exercise.solution)

    assert (verdict.status, verdict.label, verdict.ours) == ("passed", None, None)


@pytest.mark.parametrize(("exercise", "old", "new", "key"), MUTANTS, ids=name)
def test_a_wrong_answer_hears_what_is_meant_for_it(exercise, old, new, key):
    """Plausible mistakes are found, each by the message that was written for it."""
    verdict = judge(exercise, exercise.altered(old, new))

    assert verdict.status in ("failed", "error")
    assert verdict.key == key
    assert verdict.message == exercise.says[key]


@pytest.mark.parametrize("exercise", EXERCISES, ids=name)
def test_an_exercise_is_complete(exercise):
    """It has a title, a task, three hints, two wrong answers, and no message that nobody hears."""
    assert len(exercise.hints) == 3
    assert len(exercise.wrong) >= 2
    assert exercise.title
    assert exercise.task
    heard = {key for label in exercise.record for key in families(label)}
    for key in exercise.says:
        assert key.split("=")[0] in heard or re.fullmatch(r"\w+(Error|Exception)", key), key
    for label in exercise.record:
        assert exercise.says.keys() & set(families(label)), f"nothing is said of {label}"


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.folder.name)
def test_the_code_of_a_lesson_does_what_stands_below_it(lesson, tmp_path, monkeypatch):
    """Every block is executed: what it prints, raises and draws is what the reader is shown."""
    monkeypatch.chdir(tmp_path)

    assert run_blocks(lesson.text) == []
    assert len(blocks_of(lesson.text)) >= 4
    drawn = {path.name: path.read_text() for path in tmp_path.glob("pictures/*")}
    assert drawn == {path.name: path.read_text() for path in lesson.pictures}
    assert set(re.findall(r"\]\(pictures/(.*?)\)", lesson.text)) == set(drawn)


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.folder.name)
def test_a_notebook_runs_and_prints_what_it_shows(lesson, tmp_path, monkeypatch):
    """Cell by cell, a notebook does what the lesson does; errors are marked as expected."""
    monkeypatch.chdir(tmp_path)
    scope = {"__name__": "__notebook__"}
    torch.manual_seed(0)

    for one in notebook(lesson)["cells"]:
        if one["cell_type"] == "code":
            error, printed = run_block(one["source"], scope, f"<{one['id']}>")
            assert (error is not None) == ("tags" in one["metadata"])
            assert printed == "".join(output["text"] for output in one["outputs"])


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.folder.name)
def test_no_lesson_needs_a_later_one(lesson):
    """Checks of a lesson, and its links, lead to no later lesson."""
    checks = (lesson.folder / "checks.py").read_text()
    told = " ".join([lesson.text, *[" ".join(e.hints) + e.task for e in lesson.exercises]])

    numbers = [int(number) for number in re.findall(r"[Ll]esson (\d+)", told)]
    assert [number for number in numbers if number > lesson.number] == []
    assert not re.search(r"tutorials|minitorch_lesson", checks)


def names_used(program):
    """Return the names that a program takes from elsewhere: of functions, methods and arguments."""
    nodes = list(ast.walk(ast.parse(program)))
    used = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    used |= {node.id for node in nodes if isinstance(node, ast.Name)}
    used |= {node.arg for node in nodes if isinstance(node, ast.keyword)}
    own = {node.name for node in nodes if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    own |= {node.arg for node in nodes if isinstance(node, ast.arg)}
    own |= {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    python = {name for kind in (builtins, dict, list) for name in dir(kind)}
    return used - own - python


@pytest.mark.parametrize("exercise", EXERCISES, ids=name)
def test_a_solution_needs_nothing_that_was_not_shown(exercise):
    """Whatever a solution calls stands in a lesson up to its own, or in the exercise itself."""
    told = [lesson.text for lesson in LESSONS if lesson.number <= exercise.lesson.number]

    shown = set(re.findall(r"\w+", "\n".join([*told, exercise.stub])))

    assert names_used(exercise.solution) - shown == set()


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.folder.name)
def test_a_lesson_has_its_exercises(lesson):
    """Words and checks are there for the exercises that exist, and for no others."""
    names = {exercise.short for exercise in lesson.exercises}

    assert names == set(lesson.texts) == set(lesson.checks.WRONG)
    assert lesson.title.startswith(f"Lesson {lesson.number}:")
