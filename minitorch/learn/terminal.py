"""Keys and output: on a terminal, in a pipe, with rich or without, in ASCII where nothing else is.

A terminal gives single keys; a pipe or a dumb terminal gives lines, whose first letter counts.
"""

import contextlib
import os
import select
import shutil
import sys
import textwrap
import time

SIGNS = {"passed": "✓", "failed": "✗", "todo": "·", "error": "!", "timeout": "…", "": " "}
ASCII = {"passed": "+", "failed": "x", "todo": ".", "error": "!", "timeout": "~", "": " "}
STYLES = {"good": "bold green", "bad": "bold red", "quiet": "dim", "head": "bold"}
WIDTH = 96  # columns: longer lines are hard to read


class Plain:
    """Prints text as it is, in what the stream can show; on a terminal, lines break between words.

    Args:
        stream: where to.
    """

    def __init__(self, stream=None):
        self.stream = stream or sys.stdout
        self.encoding = getattr(self.stream, "encoding", None) or "ascii"
        signs = "".join(SIGNS.values())
        self.signs = SIGNS if self.showable(signs) == signs else ASCII

    def showable(self, text):
        """Return the text, with what the stream has no letters for written as escapes."""
        return text.encode(self.encoding, "backslashreplace").decode(self.encoding)

    def wrapped(self, text):
        """Return the text broken to the width of the terminal, never within a word or a path."""
        if not self.stream.isatty():
            return text
        width = min(shutil.get_terminal_size().columns - 1, WIDTH)
        lines = []
        for line in text.split("\n"):
            indent = " " * (len(line) - len(line.lstrip()))
            options = dict(subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
            lines += textwrap.wrap(line, width, **options) or [""]
        return "\n".join(lines)

    def say(self, text="", style=None):
        """Print a line."""
        print(self.showable(self.wrapped(text)), file=self.stream, flush=True)

    def quote(self, text):
        """Print what an answer printed, between blank lines."""
        lines = text.rstrip("\n").split("\n")
        told = "\n".join(["", *[f"    {line}".rstrip() for line in lines], ""])
        print(self.showable(told), file=self.stream, flush=True)

    def code(self, text):
        """Print source."""
        self.quote(text)

    def clear(self):
        """Leave a blank line between what was and what comes."""
        self.say()


class Rich(Plain):
    """Prints with colours, by way of the package ``rich``."""

    def __init__(self, stream=None):
        from rich.console import Console

        super().__init__(stream)
        self.console = Console(file=self.stream, highlight=False, soft_wrap=True)

    def say(self, text="", style=None):
        self.console.print(self.showable(self.wrapped(text)), style=STYLES.get(style), markup=False)

    def code(self, text):
        from rich.padding import Padding
        from rich.syntax import Syntax

        shown = self.showable(text.rstrip("\n"))
        code = Syntax(shown, "python", theme="ansi_dark", background_color="default")
        self.console.print(Padding(code, (1, 0, 1, 4), expand=False))

    def clear(self):
        self.console.clear()


def output(stream=None):
    """Return the printer for a stream: rich's on a terminal where it is installed, else plain."""
    stream = stream or sys.stdout
    if not stream.isatty() or os.environ.get("TERM") == "dumb" or "NO_COLOR" in os.environ:
        return Plain(stream)
    try:
        return Rich(stream)
    except ImportError:
        return Plain(stream)


class Lines:
    """Keys from a pipe: the first letter of each line; then ``q``.

    Attributes:
        typed: what is said about how to type them.
    """

    typed = "\nType a letter, then Enter."

    def __init__(self, stream=None):
        self.stream = stream or sys.stdin

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return False

    def next(self, seconds):
        """Return the next key."""
        line = self.stream.readline()
        return (line.strip() or "\n")[:1] if line else "q"

    def line(self):
        """Return a whole line."""
        return self.stream.readline().strip()


class Keys(Lines):
    """Single keys from a terminal."""

    typed = ""

    def __enter__(self):
        import termios
        import tty

        self.kept = termios.tcgetattr(self.stream)
        tty.setcbreak(self.stream)
        return self

    def __exit__(self, *_):
        import termios

        termios.tcsetattr(self.stream, termios.TCSADRAIN, self.kept)
        return False

    def next(self, seconds):
        """Return the next key, or None if none was pressed in so many seconds."""
        ready, _, _ = select.select([self.stream], [], [], seconds)
        return os.read(self.stream.fileno(), 1).decode("ascii", "ignore") if ready else None

    def line(self):
        """Return a whole line, typed with echo."""
        with contextlib.ExitStack() as stack:
            self.__exit__()
            stack.callback(self.__enter__)
            return self.stream.readline().strip()


class WindowsKeys(Lines):
    """Single keys from a console of Windows."""

    typed = ""
    LOOK = 0.03  # seconds between looks at the keyboard

    def next(self, seconds):
        """Return the next key, or None if none was pressed in so many seconds."""
        import msvcrt

        end = time.monotonic() + seconds
        while not msvcrt.kbhit():
            if time.monotonic() >= end:
                return None
            time.sleep(self.LOOK)
        key = msvcrt.getwch()
        if key in "\x00\xe0":  # an arrow or a function key: a second letter says which
            msvcrt.getwch()
            return None
        if key == "\x03":
            raise KeyboardInterrupt
        return key


def keys():
    """Return where keys come from."""
    if not sys.stdin.isatty() or os.environ.get("TERM") == "dumb":
        return Lines()
    return WindowsKeys() if os.name == "nt" else Keys()
