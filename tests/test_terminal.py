"""Keys and output: on terminals of either system, in a pipe, on every code page."""

import io
import os
import sys
from types import SimpleNamespace

import pytest

from minitorch.learn import runner, terminal
from minitorch.learn.course import exercises
from minitorch.learn.workspace import Workspace
from tests.test_learn import command, in_process

FIRST = exercises()[0]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437", "utf-8"])
def test_any_terminal_can_show_it(tmp_path, encoding):
    """On every code page the list is printed, with signs that the page has."""
    env = {**os.environ, "PYTHONIOENCODING": encoding, "TERM": "dumb"}

    done = command(tmp_path, "--list", env=env)

    assert done.returncode == 0, done.stderr
    assert FIRST.name in done.stdout.decode(encoding)


class Console:
    """A console of Windows, as the module ``msvcrt`` gives access to it."""

    def __init__(self, letters):
        self.letters = list(letters)

    def kbhit(self):
        return bool(self.letters)

    def getwch(self):
        return self.letters.pop(0)


@pytest.mark.parametrize(
    ("letters", "found"),
    [("hq", ["h", "q", None]), ("\xe0Hn", [None, "n", None]), ("\x00;n", [None, "n", None])],
)
def test_keys_of_windows(monkeypatch, letters, found):
    """Letters come one by one; an arrow or a function key is two letters, and none of ours."""
    monkeypatch.setitem(sys.modules, "msvcrt", Console(letters))

    with terminal.WindowsKeys(io.StringIO("00_02\n")) as keys:
        assert [keys.next(0) for _ in found] == found
        assert keys.line() == "00_02"


def test_windows_waits_for_a_key_and_hears_an_interrupt(monkeypatch):
    """Without a key the time passes; Ctrl-C is a letter there, and still an interrupt."""
    console = Console("")
    monkeypatch.setitem(sys.modules, "msvcrt", console)
    keys, slept = terminal.WindowsKeys(), []
    monkeypatch.setattr(terminal.time, "sleep", lambda seconds: slept.append(seconds))
    monkeypatch.setattr(terminal.time, "monotonic", lambda: sum(slept))

    assert keys.next(0.3) is None
    assert 0.3 <= sum(slept) < 0.4
    console.letters.append("\x03")
    with pytest.raises(KeyboardInterrupt):
        keys.next(0.3)


@pytest.mark.parametrize(
    ("system", "term", "tty", "kind"),
    [
        ("nt", "", True, terminal.WindowsKeys),
        ("posix", "xterm", True, terminal.Keys),
        ("posix", "dumb", True, terminal.Lines),
        ("nt", "", False, terminal.Lines),
    ],
)
def test_keys_come_from_what_there_is(monkeypatch, system, term, tty, kind):
    """Single keys from a terminal of either system, lines from a pipe or a dumb terminal."""
    stream = io.StringIO()
    stream.isatty = lambda: tty
    monkeypatch.setattr(terminal, "os", SimpleNamespace(name=system, environ={"TERM": term}))
    monkeypatch.setattr(sys, "stdin", stream)

    assert type(terminal.keys()) is kind


class Screen(io.TextIOWrapper):
    """A terminal of a code page."""

    def __init__(self, encoding):
        super().__init__(io.BytesIO(), encoding=encoding, newline="\n")

    def isatty(self):
        return True

    def text(self):
        self.flush()
        return self.buffer.getvalue().decode(self.encoding)


@pytest.mark.parametrize("kind", [terminal.Plain, terminal.Rich])
@pytest.mark.parametrize("encoding", ["ascii", "cp437", "cp1252", "utf-8"])
def test_what_an_answer_prints_can_be_shown(tmp_path, monkeypatch, encoding, kind):
    """Letters that a code page lacks come as escapes, with colours and without."""
    work, screen = Workspace(tmp_path), Screen(encoding)
    text = FIRST.solution + "print('\u4f60\u597d \u2713')\n"
    work.path(FIRST).write_text(text, encoding="utf8")

    runner.Runner(work, kind(screen), None, in_process).once()

    told = screen.text()
    shown = "\u4f60\u597d \u2713" if encoding == "utf-8" else "\\u4f60\\u597d \\u2713"
    assert shown in told
    assert f"{FIRST.name} does what torch does" in told


@pytest.mark.parametrize("kind", [terminal.Plain, terminal.Rich])
def test_lines_break_between_words(monkeypatch, kind):
    """A terminal gets lines that fit it; what has no blanks, such as a path, stays whole."""
    monkeypatch.setenv("COLUMNS", "30")
    screen, path = Screen("utf-8"), "/a" * 40

    kind(screen).say(f"Your file, whose name is long, lies at {path} and nowhere else.")

    assert screen.text().split("\n") == [
        "Your file, whose name is",
        "long, lies at",
        path,
        "and nowhere else.",
        "",
    ]
