"""Say how well two results of a snippet agree: the printed text, the error and the warnings."""

from minitorch.testing import compare
from minitorch.testing.compare import DIFFERS, VALUES


def result(got, expected):
    """Compare as :func:`minitorch.testing.compare.result` does; here all values are texts."""
    if "crash" in got:
        return DIFFERS
    level = compare.text(got["out"], expected["out"])
    if level == VALUES:  # another text is another value
        return DIFFERS
    level = min(level, compare.exception(error(got["err"]), error(expected["err"])))
    return level if got["warn"] == expected["warn"] else min(level, VALUES)


def error(line):
    """Return ``Class: message`` as an encoded exception."""
    if line is None:
        return {"k": "exc", "t": None}
    name, _, message = line.partition(": ")
    return {"k": "exc", "t": name, "m": message}
