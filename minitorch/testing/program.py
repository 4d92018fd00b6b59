"""Run one small program against a package and write down everything it did.

A program finds in scope ``torch``, ``np``, ``Variable``, ``nn``, ``F``, ``optim``, and helpers:
``record(label, value)``; ``attempt(label, function)``, which records the result or the exception;
``save_bytes(object)`` and ``load_bytes(bytes)``, which go through a file. All seeds are 0.
"""

import io
import os
import random
import re
import sys
import tempfile
import traceback
import warnings

import numpy as np

from .encode import Encoder, exception
from .package import part
from .scrub import scrub

NOT_ABOUT_US = ("ResourceWarning", "SyntaxWarning")
ADDRESS_KEY = re.compile(rb"(?<![0-9])[0-9]{14,15}(?![0-9])")


class Recorder:
    """What a program writes to while it runs.

    Attributes:
        records: ``[label, encoded value]`` pairs.
        values: the values themselves, by label.
    """

    def __init__(self, torch):
        self.torch, self.encode = torch, Encoder(torch)
        self.records, self.values = [], {}

    def record(self, label, value):
        """Write down a value."""
        self.values[label] = value
        self.records.append([label, self.encode(value)])

    def attempt(self, label, function):
        """Write down what ``function()`` returns, or the exception it raises."""
        try:
            value = function()
        except Exception as error:
            value = error
        self.record(label, value)

    def save_bytes(self, value, **options):
        """Return what ``torch.save`` writes, without the memory addresses in it."""
        with tempfile.TemporaryDirectory(prefix="rec_tmp_") as folder:
            path = os.path.join(folder, "saved.pt")
            self.torch.save(value, path, **options)
            with open(path, "rb") as file:
                return without_addresses(file.read())

    def load_bytes(self, data, **options):
        """Return what ``torch.load`` reads from ``data``."""
        with tempfile.TemporaryDirectory(prefix="rec_tmp_") as folder:
            path = os.path.join(folder, "saved.pt")
            with open(path, "wb") as file:
                file.write(data)
            return self.torch.load(path, **options)

    def scope(self):
        """Return the names that a program finds."""
        return {
            "__name__": "__program__",
            "torch": self.torch,
            "np": np,
            "Variable": part(self.torch, "autograd.Variable"),
            "nn": part(self.torch, "nn"),
            "F": part(self.torch, "nn.functional"),
            "optim": part(self.torch, "optim"),
            "record": self.record,
            "attempt": self.attempt,
            "save_bytes": self.save_bytes,
            "load_bytes": self.load_bytes,
        }


def without_addresses(data):
    """Replace storage keys, which were addresses up to 1.0, by counters of the same length."""
    seen = {}

    def counter(match):
        key = match.group(0)
        return seen.setdefault(key, str(len(seen) + 1).zfill(len(key)).encode())

    return data if data[:2] == b"PK" else ADDRESS_KEY.sub(counter, data)


class Outcome:
    """How a run ended: the exception if any, what was printed and what was warned of."""

    def __init__(self):
        self.error, self.printed, self.warned = None, "", []


def execute(torch, run):
    """Call ``run()`` with fresh seeds; catch what it prints, warns of and raises."""
    outcome, printed = Outcome(), io.StringIO()
    random.seed(0)
    np.random.seed(0)
    if hasattr(torch, "manual_seed"):
        torch.manual_seed(0)
    streams = sys.stdout, sys.stderr
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        sys.stdout, sys.stderr = printed, io.StringIO()
        try:
            run()
        except (Exception, SystemExit) as error:
            outcome.error = error
        finally:
            sys.stdout, sys.stderr = streams
    outcome.printed = printed.getvalue()
    outcome.warned = [
        [type(warning.message).__name__, str(warning.message)]
        for warning in caught
        if type(warning.message).__name__ not in NOT_ABOUT_US
    ]
    return outcome


def run_program(torch, code, more=None):
    """Run ``code`` and return its result, in the form that ``compat/data`` has.

    Args:
        more: names that the program finds besides the usual ones.
    """
    recorder = Recorder(torch)
    scope = recorder.scope() | (more or {})
    outcome = execute(torch, lambda: exec(compile(code, "<program>", "exec"), scope))
    return result_of(recorder, outcome)


def result_of(recorder, outcome):
    """Return records, exception, warnings and output as one JSON object."""
    result = {"records": recorder.records}
    if outcome.error is not None:
        frames = traceback.extract_tb(outcome.error.__traceback__)
        lines = [frame.lineno for frame in frames if frame.filename == "<program>"]
        result["exc"] = exception(outcome.error)
        if lines:
            result["exc"]["line"] = lines[-1]
    if outcome.warned:
        result["warnings"] = [[kind, scrub(text)] for kind, text in outcome.warned]
    if outcome.printed:
        result["stdout"] = scrub(outcome.printed)
    return result
