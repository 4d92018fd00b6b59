"""Writes what follows from the lessons: ``python docs/lessons.py [FOLDER]``.

Without a folder, the pictures that their code draws, beside them. With one, a notebook each.
"""

import os
import sys
from pathlib import Path

from minitorch.learn.blocks import run_blocks
from minitorch.learn.course import lessons
from minitorch.learn.notebook import write


def draw():
    """Run the code of each lesson in its folder, which draws its pictures there."""
    home = Path.cwd()
    for lesson in lessons():
        os.chdir(lesson.folder)
        for wrong in run_blocks(lesson.text):
            print(f"{lesson.title}: {wrong}", file=sys.stderr)
        os.chdir(home)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        for lesson in lessons():
            print(write(lesson, Path(sys.argv[1]) / f"{lesson.folder.name}.ipynb"))
    else:
        draw()
