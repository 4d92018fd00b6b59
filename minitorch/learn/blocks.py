"""The code in a lesson: every block is executed, and what it prints is what stands below it.

After ``python`` a block may say ``raises=NAME``: it ends with that error. A ``text`` block below it
is what it prints. ``minitorch`` marks what is about minitorch alone, ``0.4`` what that version did.
"""

import contextlib
import importlib
import io
import linecache
import re
import warnings

BLOCK = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.M | re.S)


def blocks_of(text):
    """Return ``(code, marks, shown, its marks)`` for each block of Python in a lesson."""
    found = []
    for language, marks, body in BLOCK.findall(text):
        if language == "python":
            found.append([body, marks.split(), None, []])
        elif language == "text" and found:
            found[-1][2:] = body, marks.split()
    return found


def run_blocks(text, package="minitorch"):
    """Run the blocks of a lesson, one after another in one program.

    Args:
        package: what is imported as minitorch; if another, blocks that need minitorch itself are
            left out.

    Returns:
        What is wrong: a text for each block whose output or error is not what stands there.
    """
    scope, wrong, ours = {"__name__": "__lesson__"}, [], package == "minitorch"
    importlib.import_module(package).manual_seed(0)
    for number, (code, marks, shown, about) in enumerate(blocks_of(text), 1):
        if not ours and {"minitorch", "0.4"}.intersection(marks):
            continue
        expected = next((m.partition("=")[2] for m in marks if m.startswith("raises=")), None)
        error, printed = run_block(imported(code, package), scope, f"<lesson, block {number}>")
        if error != expected:
            wrong.append(f"{code}\nraised {error}, not {expected}")
        if shown is not None and (ours or not about) and printed != shown:
            wrong.append(f"{code}\nprinted {printed!r}, not {shown!r}")
    return wrong


def imported(code, package):
    """Return a program that imports another package in minitorch's place, but for its digits."""
    return re.sub(r"^(import|from) minitorch\b(?!\.data)", rf"\1 {package}", code, flags=re.M)


def remember(name, code):
    """Let tracebacks and players show the lines of a program that has no file."""
    linecache.cache[name] = (len(code), None, code.splitlines(True), name)


def run_block(code, scope, name):
    """Run a block; return the class and text of the error that ended it, and what it printed."""
    printed = io.StringIO()
    remember(name, code)
    with contextlib.redirect_stdout(printed), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            exec(compile(code, name, "exec"), scope)
        except Exception as error:
            return type(error).__name__, printed.getvalue()
    return None, printed.getvalue()
