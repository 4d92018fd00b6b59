"""The learner's folder: their answers, the lessons beside them, and copies of what was reset."""

from pathlib import Path

from .course import exercises, lessons
from .progress import Progress


class Workspace:
    """A folder with an exercise file for each exercise; files that exist are never overwritten.

    Args:
        folder: where; made if it does not exist.
        language: of the lessons.
    """

    def __init__(self, folder, language="en"):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.exercises = exercises(language)
        for lesson in lessons(language):
            self._place(f"{lesson.folder.name}/lesson.md", lesson.text)
            for picture in lesson.pictures:
                name = f"{lesson.folder.name}/pictures/{picture.name}"
                self._place(name, picture.read_text(encoding="utf8"))
        for exercise in self.exercises:
            self._place(self.path(exercise).relative_to(self.folder), exercise.stub)
        self.progress = Progress(self.folder)

    def _place(self, name, text):
        path = self.folder / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf8")

    def path(self, exercise):
        """Return the file of an exercise."""
        return self.folder / exercise.lesson.folder.name / exercise.path.name

    def answer(self, exercise):
        """Return the text of an answer, whatever an editor saved it as."""
        return self.path(exercise).read_text(encoding="utf-8-sig", errors="replace")

    def reset(self, exercise):
        """Put the stub back; return where a copy of the answer went, or None if nothing changed."""
        path, copy = self.path(exercise), None
        if path.exists() and self.answer(exercise) != exercise.stub:
            number = 1
            while copy is None or copy.exists():
                copy = path.with_suffix(f".kept-{number}.py")
                number += 1
            path.replace(copy)
        path.write_text(exercise.stub, encoding="utf8")
        self.progress.exercises.pop(exercise.name, None)
        self.progress.save()
        return copy

    def find(self, words):
        """Return the exercise whose name begins with, or contains, ``words``.

        Raises:
            LookupError: if there is none.
        """
        for fits in (str.startswith, str.__contains__):
            for exercise in self.exercises:
                if fits(exercise.name, words):
                    return exercise
        raise LookupError(f"there is no exercise {words!r}; see --list")

    def matching(self, words):
        """Return all exercises whose names begin with ``words``, or the one that contains it."""
        return [e for e in self.exercises if e.name.startswith(words)] or [self.find(words)]

    @property
    def current(self):
        """The exercise at hand: where the learner stopped, else the first that is not passed."""
        named = [e for e in self.exercises if e.name == self.progress.at]
        open_ones = [e for e in self.exercises if not self.progress.of(e.name)["passed"]]
        return (named or open_ones or self.exercises[-1:])[0]

    def move(self, exercise):
        """Make another exercise the one at hand."""
        self.progress.at = exercise.name
        self.progress.save()

    def after(self, exercise):
        """Return the next exercise that is not passed, or None."""
        index = self.exercises.index(exercise)
        around = self.exercises[index + 1 :] + self.exercises[:index]
        return next((e for e in around if not self.progress.of(e.name)["passed"]), None)
