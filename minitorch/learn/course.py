"""Lessons and exercises, as they lie in ``tutorials/``.

A lesson is a folder: ``lesson.md``; ``exercises/`` with one Python file each; ``texts.toml`` with
all words (title, task, hints, what is said to wrong answers), so that they can be translated; and
``checks.py`` with what is looked at and what wrong answers there are.

An exercise file is the solution. Lines that end in ``#!`` are what the learner has to find; lines
that begin with ``#?`` stand in their place in the file that the learner gets.
"""

import json
import re
import sys
import textwrap
import tomllib
from functools import cached_property
from importlib import util
from pathlib import Path

PACKAGE = Path(__file__).parents[1]
FOUND = [place for place in (PACKAGE / "tutorials", PACKAGE.parent / "tutorials") if place.is_dir()]
TUTORIALS = FOUND[0] if FOUND else PACKAGE / "tutorials"
LEVELS = ("a nudge", "the idea", "nearly the code")


class Lesson:
    """A lesson: a text and exercises.

    Args:
        folder: where it lies.
        language: of its words; English where there is no translation.
    """

    def __init__(self, folder, language="en"):
        self.folder, self.language = folder, language
        number, _, self.name = folder.name.partition("_")
        self.number = int(number)

    def _translated(self, name):
        stem, ending = name.rsplit(".", 1)
        other = self.folder / f"{stem}.{self.language}.{ending}"
        return other if other.exists() else self.folder / name

    @property
    def text(self):
        """The lesson, as Markdown."""
        return self._translated("lesson.md").read_text(encoding="utf8")

    @property
    def title(self):
        """The first heading of the text."""
        return self.text.partition("\n")[0].lstrip("# ")

    @property
    def pictures(self):
        """The pictures that its code drew, as ``docs/lessons.py`` keeps them."""
        return sorted(self.folder.glob("pictures/*"))

    @cached_property
    def texts(self):
        """All words about the exercises, by name."""
        with self._translated("texts.toml").open("rb") as file:
            return tomllib.load(file)

    @cached_property
    def checks(self):
        """The module ``checks.py``."""
        name = f"minitorch_lesson_{self.folder.name}"
        spec = util.spec_from_file_location(name, self.folder / "checks.py")
        module = util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
        return module

    @cached_property
    def exercises(self):
        """The exercises, in order."""
        return [Exercise(self, path) for path in sorted(self.folder.glob("exercises/*.py"))]


class Exercise:
    """One exercise: what the learner gets, what solves it, what is looked at, what is said."""

    def __init__(self, lesson, path):
        self.lesson, self.path = lesson, path
        self.short = path.stem.partition("_")[2]
        self.name = f"{lesson.number:02}_{path.stem}"

    @property
    def words(self):
        """Title, task, hints and messages."""
        return self.lesson.texts[self.short]

    title = property(lambda self: self.words["title"])
    task = property(lambda self: " ".join(self.words["task"].split()))
    hints = property(lambda self: self.words["hints"])
    says = property(lambda self: self.words.get("says", {}))

    @property
    def solution(self):
        """The text that solves it."""
        lines = [line for line in self._lines() if not line.lstrip().startswith("#?")]
        return self._with_task([re.sub(r"\s*#!$", "", line) for line in lines])

    @property
    def stub(self):
        """The text that the learner gets."""
        lines = [line for line in self._lines() if not line.endswith("#!")]
        return self._with_task([re.sub(r"#\? ?", "", line, count=1) for line in lines])

    def _lines(self):
        return self.path.read_text(encoding="utf8").rstrip("\n").split("\n")

    def _with_task(self, lines):
        told = [f"# {line}" for line in textwrap.wrap(self.task, 88)]
        head = [f"# {self.name}: {self.title}", "#", *told]
        return "\n".join([*head, "", *lines, ""])

    @property
    def looks(self):
        """The function of a torch and an answer that yields what is looked at, with a label."""
        return getattr(self.lesson.checks, self.short)

    @property
    def truth(self):
        """The function that yields the same without an answer, where the answer is a prediction."""
        return getattr(self.lesson.checks, f"{self.short}_truth", None)

    @property
    def wrong(self):
        """Wrong answers: ``(what to replace in the solution, by what, the key of the message)``."""
        return self.lesson.checks.WRONG[self.short]

    @property
    def record(self):
        """What real torch gave for everything that is looked at."""
        return records()[self.name]

    def altered(self, old, new):
        """Return the solution with a part replaced."""
        if self.solution.count(old) != 1:
            raise ValueError(f"{self.name}: {old!r} must stand in the solution once")
        return self.solution.replace(old, new)


def records():
    """Return what real torch gave, by exercise and label."""
    path = TUTORIALS / "records.json"
    return json.loads(path.read_text(encoding="utf8"))["exercises"]


def lessons(language="en"):
    """Return all lessons in order."""
    folders = [path.parent for path in TUTORIALS.glob("*_*/lesson.md")]
    return [Lesson(folder, language) for folder in sorted(folders)]


def exercises(language="en"):
    """Return all exercises in order."""
    return [exercise for lesson in lessons(language) for exercise in lesson.exercises]
