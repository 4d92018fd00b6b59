"""The lessons are true on real torch: records, and every block of code."""

import importlib
import json

import pytest

from minitorch.learn.blocks import run_blocks
from minitorch.learn.course import TUTORIALS, exercises, lessons
from minitorch.learn.explain import catalogue, explain
from minitorch.learn.judge import oracle_of
from minitorch.learn.plain import same


@pytest.mark.live
@pytest.mark.parametrize("exercise", exercises(), ids=lambda exercise: exercise.name)
def test_what_is_recorded_is_what_torch_gives(exercise):
    """An exercise is judged by what the torch that is installed gives too."""
    recorded = json.loads((TUTORIALS / "records.json").read_text())["exercises"][exercise.name]

    live = oracle_of(exercise, "torch")

    assert recorded.keys() == live.keys()
    assert {
        label: (recorded[label], live[label])
        for label in live
        if not same(recorded[label], live[label])
    } == {}


@pytest.mark.live
@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.folder.name)
def test_what_a_lesson_shows_is_what_torch_does(lesson, tmp_path, monkeypatch):
    """Every block runs on torch with the same output, but for what is marked as one era's."""
    monkeypatch.chdir(tmp_path)

    assert run_blocks(lesson.text, "torch") == []


TORCHS = [entry for entry in catalogue() if entry.raised_by != "minitorch"]


@pytest.mark.live
@pytest.mark.parametrize("entry", TORCHS, ids=lambda entry: entry.pattern[:30])
@pytest.mark.filterwarnings("ignore::Warning")  # torch warns of some before it refuses them
def test_an_error_of_todays_torch_is_explained(entry):
    """The words that torch uses today lead to the same explanation."""
    with pytest.raises(Exception, match=r"\w|^$") as caught:
        exec(entry.program, {"torch": importlib.import_module("torch")})

    assert explain(f"{caught.type.__name__}: {caught.value}") == entry
