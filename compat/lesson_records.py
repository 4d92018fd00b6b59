"""Asks live torch what every exercise of the lessons looks at: ``python -m compat.lesson_records``.

What it gives is kept in ``tutorials/records.json``, so that learners need no torch.
"""

import json

import torch

from minitorch.learn.course import TUTORIALS, exercises
from minitorch.learn.judge import oracle_of


def asked():
    """Return what live torch gives, in the form of the file."""
    found = {exercise.name: oracle_of(exercise, "torch") for exercise in exercises()}
    return {"torch": torch.__version__.partition("+")[0], "exercises": found}


if __name__ == "__main__":
    text = json.dumps(asked(), indent=1)
    (TUTORIALS / "records.json").write_text(text + "\n", encoding="utf8")
