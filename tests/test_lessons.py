"""Lessons keep their word: stubs fail, solutions pass, and wrong answers hear why."""

import re

import pytest

from minitorch.learn.blocks import blocks_of, run_blocks
from minitorch.learn.course import exercises, lessons
from minitorch.learn.judge import judge

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
    labels = exercise.record
    for key in exercise.says:
        assert key.split("=")[0] in labels or re.fullmatch(r"\w+(Error|Exception)", key), key


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.folder.name)
def test_the_code_of_a_lesson_does_what_stands_below_it(lesson, tmp_path, monkeypatch):
    """Every block is executed; what is printed and raised is what the reader is told."""
    monkeypatch.chdir(tmp_path)

    assert run_blocks(lesson.text) == []
    assert len(blocks_of(lesson.text)) >= 4


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.folder.name)
def test_a_lesson_has_its_exercises(lesson):
    """Words and checks are there for the exercises that exist, and for no others."""
    names = {exercise.short for exercise in lesson.exercises}

    assert names == set(lesson.texts) == set(lesson.checks.WRONG)
    assert lesson.title.startswith(f"Lesson {lesson.number}:")
