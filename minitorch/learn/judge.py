"""Does an answer do what real torch does? If not: where, and what is said about it."""

import ast
import contextlib
import importlib
import io
import json
import linecache
import random
import sys
import traceback
import warnings
from dataclasses import asdict, dataclass
from types import SimpleNamespace

import numpy as np

from ..engine import grad_mode
from .blocks import imported, remember
from .course import exercises
from .explain import explain
from .plain import plain, same

TODO = "There is still a `...` where something of yours belongs."


@dataclass
class Verdict:
    """What came of an answer.

    Attributes:
        status: ``passed``, ``failed``, ``todo``, ``error`` or ``timeout``.
        key: which message was chosen: a label, a label with a value, or the class of an error.
        message: what is said.
        line, source: the line it is about, or None.
        label, ours, torch: what was looked at, what the answer has and what torch has.
        printed: what the answer printed.
    """

    status: str
    key: str | None = None
    message: str = ""
    line: int | None = None
    source: str | None = None
    label: str | None = None
    ours: object = None
    torch: object = None
    printed: str = ""


class Answer(SimpleNamespace):
    """The names that an answer defines; one that is missing says so."""

    def __getattr__(self, name):
        raise NameError(f"your file no longer defines `{name}`")


class Printed(io.StringIO):
    """What an answer prints, as much of it as somebody will read."""

    MOST = 10_000  # letters

    def write(self, text):
        super().write(text[: max(0, self.MOST - self.tell())])
        return len(text)


def judge(exercise, text, filename="<answer>", oracle=None):
    """Run an answer and compare what it does with what real torch does.

    Args:
        exercise: which one.
        text: the answer.
        filename: what its lines are said to belong to.
        oracle: what torch gave, by label; by default the record.
    """
    remember(filename, text)
    printed = Printed()
    expected = exercise.record if oracle is None else oracle
    try:
        with contextlib.redirect_stdout(printed):
            verdict = compare(exercise, text, filename, expected)
    except BaseException as error:
        verdict = failed(exercise, error, filename)
    finally:
        grad_mode.enabled = True  # whatever the answer left behind
    verdict.printed = printed.getvalue()
    return verdict


def answer_of(text, filename, package="minitorch"):
    """Run an answer and return the names it defines."""
    torch = importlib.import_module(package)
    random.seed(0)
    np.random.seed(0)
    torch.manual_seed(0)
    scope = {"__name__": "__answer__", "__file__": filename}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(compile(text, filename, "exec"), scope)
    return torch, Answer(**{n: v for n, v in scope.items() if not n.startswith("__")})


def compare(exercise, text, filename, expected):
    """Return the verdict on an answer: first it runs, then it is looked at."""
    torch, answer = answer_of(text, filename)
    unfinished = open_line(text)
    if unfinished is None:
        return looked_at(exercise, exercise.looks(torch, answer), text, expected)
    with contextlib.suppress(Exception):  # of something unfinished
        if looked_at(exercise, exercise.looks(torch, answer), text, expected).status == "passed":
            return Verdict("passed")
    return Verdict("todo", "...", TODO, *unfinished)


def looked_at(exercise, looks, text, expected):
    """Return the verdict on what is seen of an answer, one thing after another."""
    seen = set()
    for label, value in looks:
        seen.add(label)
        ours, theirs = plain(value), expected[label]
        if not same(ours, theirs):
            key, message = said(exercise, label, ours)
            message = (exercise.truth and misspelled(ours, theirs)) or message
            return Verdict("failed", key, message, *line_of(label, text), label, ours, theirs)
    missing = expected.keys() - seen
    if missing:
        return Verdict("failed", None, f"Nothing was found of {', '.join(sorted(missing))}.")
    return Verdict("passed")


def misspelled(ours, theirs):
    """Return what is said to a prediction of another form than is asked for; else None.

    Whoever writes ``"4"`` for 4 or ``"AddBackward"`` for ``"Add"`` may be right all the same.
    """
    if isinstance(ours, str) and (isinstance(theirs, (bool, int, float)) or ours == str(theirs)):
        return (
            "That is a text, in quotes. Asked for is a number, True, False or None, without them."
        )
    if isinstance(theirs, bool) and not isinstance(ours, bool):
        return "Asked for is True or False."
    if isinstance(ours, str) and isinstance(theirs, str) and theirs.lower() in ours.lower():
        return f'You mean the right thing. It is to be written as "{theirs}".'
    if isinstance(theirs, str) and isinstance(ours, (bool, int, float)):
        return "Asked for is a word, in quotes."
    return None


def said(exercise, label, ours):
    """Return the most particular message there is for a value: its key and its words."""
    for key, words in exercise.says.items():
        about, _, value = key.partition("=")
        if about == label and value and same(ours, json.loads(value)):
            return key, words
    key = next((key for key in families(label) if key in exercise.says), label)
    return key, exercise.says.get(key, f"`{label}` is not what torch has.")


def families(label):
    """Return under what a message about a label may stand: itself, or what it is one case of."""
    return label, label.rpartition(" ")[0], label.partition("(")[0]


def failed(exercise, error, filename):
    """Return the verdict on an answer that raised an error."""
    name = type(error).__name__
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == filename]
    line = frames[-1].lineno if frames else getattr(error, "lineno", None)
    source = linecache.getline(filename, line).strip() if line else None
    text = f"{name}: {error}"
    unfinished = open_line("".join(linecache.getlines(filename))) if "llipsis" in text else None
    if unfinished is not None:
        return Verdict("todo", "...", TODO, *unfinished, ours=text)
    if name in exercise.says:
        return Verdict("error", name, exercise.says[name], line, source, ours=text)
    found = explain(text)
    return Verdict("error", name, found.says if found else text, line, source, ours=text)


def open_line(text):
    """Return the first line where ``...`` waits for something, and its text; None if none does."""
    nodes = list(ast.walk(ast.parse(text)))
    picked = {id(n) for s in nodes if isinstance(s, ast.Subscript) for n in ast.walk(s.slice)}
    waiting = [n for n in nodes if isinstance(n, ast.Constant) and n.value is ...]
    line = min((node.lineno for node in waiting if id(node) not in picked), default=None)
    return None if line is None else (line, text.splitlines()[line - 1].strip())


def line_of(label, text):
    """Return the line where the name that a label begins with was last bound."""
    name = label.partition(" ")[0].partition(".")[0].partition("(")[0].partition("[")[0]
    found = None
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name == name:
            found = node.lineno
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store):
            found = max(found or 0, node.lineno)
    return found, text.splitlines()[found - 1].strip() if found else None


def oracle_of(exercise, package):
    """Return what a package of torch's API gives for everything that is looked at."""
    text = imported(exercise.solution, package)
    torch, answer = answer_of(text, "<solution>", package)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        looked = exercise.truth(torch) if exercise.truth else exercise.looks(torch, answer)
        return {label: plain(value) for label, value in looked}


def main():
    """Judge the answer on standard input; print the verdict as JSON (see ``sandbox.py``)."""
    request = json.loads(sys.stdin.buffer.read())
    found = {exercise.name: exercise for exercise in exercises(request["language"])}
    exercise = found[request["exercise"]]
    oracle = oracle_of(exercise, "torch") if request["live"] else None
    verdict = judge(exercise, request["text"], request["filename"], oracle)
    sys.stdout.write(request["word"] + json.dumps(asdict(verdict)))


if __name__ == "__main__":
    main()
