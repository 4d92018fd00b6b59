"""Keys and output: on a terminal, in a pipe, with rich or without, in ASCII where nothing else is.

A terminal gives single keys; a pipe or a dumb terminal gives lines, whose first letter counts.
"""

import contextlib
import os
import select
import sys

SIGNS = {"passed": "✓", "failed": "✗", "todo": "·", "error": "!", "timeout": "…", "": " "}
ASCII = {"passed": "+", "failed": "x", "todo": ".", "error": "!", "timeout": "~", "": " "}
STYLES = {"good": "bold green", "bad": "bold red", "quiet": "dim", "head": "bold"}


class Plain:
    """Prints text as it is, in what the stream can show.

    Args:
        stream: where to.
    """

    def __init__(self, stream=None):
        self.stream = stream or sys.stdout
        self.encoding = getattr(self.stream, "encoding", None) or "ascii"
        self.signs = SIGNS if self.can_show("".join(SIGNS.values())) else ASCII

    def can_show(self, text):
        """Return whether the stream has all these letters."""
        try:
            text.encode(self.encoding)
        except UnicodeEncodeError:
            return False
        return True

    def say(self, text="", style=None):
        """Print a line."""
        if not self.can_show(text):
            text = text.encode(self.encoding, "backslashreplace").decode(self.encoding)
        print(text, file=self.stream, flush=True)

    def code(self, text):
        """Print source."""
        for line in text.rstrip("\n").split("\n"):
            self.say(f"    {line}")

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
        self.console.print(text, style=STYLES.get(style), markup=False)

    def code(self, text):
        from rich.padding import Padding
        from rich.syntax import Syntax

        code = Syntax(text.rstrip("\n"), "python", theme="ansi_dark", background_color="default")
        self.console.print(Padding(code, (0, 0, 0, 4)))

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
    """Keys from a pipe: the first letter of each line; then ``q``."""

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

    def __enter__(self):
        if os.name != "nt":
            import termios
            import tty

            self.kept = termios.tcgetattr(self.stream)
            tty.setcbreak(self.stream)
        return self

    def __exit__(self, *_):
        if os.name != "nt":
            import termios

            termios.tcsetattr(self.stream, termios.TCSADRAIN, self.kept)
        return False

    def next(self, seconds):
        """Return the next key, or None if none was pressed in so many seconds."""
        if os.name == "nt":
            return self._windows(seconds)
        ready, _, _ = select.select([self.stream], [], [], seconds)
        return os.read(self.stream.fileno(), 1).decode("ascii", "ignore") if ready else None

    @staticmethod
    def _windows(seconds):
        import msvcrt
        import time

        time.sleep(seconds)
        return msvcrt.getwch() if msvcrt.kbhit() else None

    def line(self):
        """Return a whole line, typed with echo."""
        with contextlib.ExitStack() as stack:
            if os.name != "nt":
                self.__exit__()
                stack.callback(self.__enter__)
            return self.stream.readline().strip()


def keys():
    """Return where keys come from."""
    dumb = not sys.stdin.isatty() or os.environ.get("TERM") == "dumb"
    return Lines() if dumb else Keys()
