"""What an error means: two plain sentences, and the lesson that tells more."""

import re
import tomllib
from dataclasses import dataclass

from .course import TUTORIALS, lessons


@dataclass(frozen=True)
class Explanation:
    """What is said about a kind of error.

    Attributes:
        pattern: a regular expression that finds it.
        says: two sentences: what happened, and what helps.
        lesson: the number of the lesson about it.
        program: a program that raises it.
        raised_by: ``torch`` or ``minitorch`` if only one of them raises it.
    """

    pattern: str
    says: str
    lesson: int
    program: str
    raised_by: str = "both"

    @property
    def title(self):
        """The title of that lesson."""
        (lesson,) = [lesson for lesson in lessons() if lesson.number == self.lesson]
        return lesson.title.partition(": ")[2]


def catalogue():
    """Return every kind of error there is something to say about."""
    with (TUTORIALS / "errors.toml").open("rb") as file:
        return [Explanation(**entry) for entry in tomllib.load(file)["error"]]


def explain(text):
    """Return the explanation of the error in ``text``, the last line of a traceback; or None."""
    return next((e for e in catalogue() if re.search(e.pattern, text, re.I)), None)
