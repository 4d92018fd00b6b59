"""For teachers: ``minitorch course build | collect | grade``, all of it offline.

A class is a folder with a folder for each student, named as you like to see them in the table.
"""

import csv
import shutil
from pathlib import Path

from . import junit, sandbox
from .progress import NAME
from .workspace import Workspace


def build(folder, language="en"):
    """Make the folder that a student gets: lessons and stubs, no solutions; return its path."""
    work = Workspace(folder, language)
    lines = [
        "# minitorch: lessons and exercises",
        "",
        "Run `minitorch learn .` in this folder. It checks the exercise at hand on each save.",
        "",
        *[f"- {exercise.name}: {exercise.title}" for exercise in work.exercises],
        "",
    ]
    path = Path(folder) / "README.md"
    path.write_text("\n".join(lines), encoding="utf8")
    return work.folder


def students(folder):
    """Return the folders of a class, in the order of their names."""
    return sorted(path for path in Path(folder).iterdir() if path.is_dir())


def collect(folder, out):
    """Copy the answers of a class, and nothing else, into ``out``; return who has how many.

    Returns:
        ``{student: number of answers found}``.
    """
    found = {}
    for student in students(folder):
        answers = [path for path in sorted(student.rglob("*_*.py")) if ".kept-" not in path.name]
        for path in [*answers, *student.glob(NAME)]:
            target = Path(out) / student.name / path.relative_to(student)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
        found[student.name] = len(answers)
    return found


def grade(folder, table, reports=None, check=sandbox.check, language="en", only=("",)):
    """Judge every answer of a class; write a table, and for each student a JUnit report.

    Args:
        folder: the class.
        table: the CSV file to write: a row for each student, a column for each exercise.
        reports: a folder for the reports, or None.
        check: what judges an answer.
        only: judge the exercises whose names begin with one of these.

    Returns:
        ``{student: (number of exercises passed, number judged)}``.
    """
    rows, passed = [], {}
    for student in students(folder):
        work = Workspace(student, language)
        chosen = [e for e in work.exercises if e.name.startswith(tuple(only))]
        asked = [(e, work.answer(e), work.path(e)) for e in chosen]
        verdicts = list(zip(chosen, sandbox.check_each(asked, check)))
        good = len([v for _, v in verdicts if v.status == "passed"])
        passed[student.name] = good, len(chosen)
        row = {"student": student.name, "passed": good, "of": len(chosen)}
        rows.append(row | {exercise.name: verdict.status for exercise, verdict in verdicts})
        if reports is not None:
            Path(reports).mkdir(parents=True, exist_ok=True)
            junit.write(Path(reports) / f"{student.name}.xml", verdicts)
    if rows:
        with Path(table).open("w", newline="", encoding="utf8") as file:
            writer = csv.DictWriter(file, fieldnames=list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    return passed
