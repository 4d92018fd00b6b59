"""Writing a random program.

A program is text: tensors with numbers in full, then statements, one a line. It is written while it
runs on minitorch, so that most statements fit the shapes there are; about one in ten that fail is
kept, for errors are compared too. A statement that fails leaves everything as it was, and the
program goes on.
"""

import math
import re

import numpy as np

from . import grammar
from .grammar import NAMES
from .running import Run

NUMBERS = (0, 1, -1, 2, 0.5, -0.25, 0.25, 3)
LIMIT = 1e4  # larger results make every rounding visible
CHANGING = re.compile(r"^\w+\.\w+_\(| = ")  # a statement that makes no new tensor


class Program:
    """A text, and how it was written.

    Attributes:
        setup: the lines that make the first tensors.
        body: the statements.
        templates: the lines of the grammar that they were written from.
    """

    def __init__(self, setup, body=()):
        self.setup, self.body, self.templates = list(setup), list(body), set()

    def __str__(self):
        return "\n".join(["import torch", *self.setup, *self.body])


class Writer:
    """Writes a program by ``random``, a ``random.Random`` or hypothesis' stand-in for one."""

    def __init__(self, random, torch):
        self.random, self.torch = random, torch
        self.dtype = random.choice(["float64"] * 8 + ["float32", "int64"])
        self.run, self.exact, self.numbers = Run(torch), set(), list(NUMBERS)

    def write(self):
        """Return a new program."""
        program = Program([self.leaf(name) for name in NAMES[: self.random.randint(1, 3)]])
        self.run.execute(program.setup)
        self.exact = set(self.run.tensors())
        wanted = self.random.randint(1, 3 if self.dtype == "float32" else 12)
        for _ in range(4 * wanted):
            if len(program.body) < wanted:
                template = self.random.choice(self.table())
                statement = self.statement(template)
                if statement is not None:
                    program.body.append(statement)
                    program.templates.add(template)
        return program

    def leaf(self, name):
        """Return the line that makes a tensor: few values, some of them alike, zero or planted."""
        random = self.random
        shape = [random.choice([1, 2, 3, 3, 4]) for _ in range(random.randint(0, 3))]
        count = math.prod(shape)
        values = [random.randint(-8, 8) / 4 for _ in range(count)]
        if random.random() < 0.7:  # no ties: every element its own fraction
            values = [v + (i + 1) / 64 for i, v in enumerate(values)]
        if self.dtype == "int64":
            values = [int(v) for v in values]
        self.numbers += values[:1]
        data = np.array(values).reshape(shape).tolist()
        grad = self.dtype != "int64" and random.random() < 0.8
        return f"{name} = torch.tensor({data}, dtype=torch.{self.dtype}, requires_grad={grad})"

    def statement(self, template):
        """Return a statement that was just carried out, or None if it was not worth keeping."""
        blanks = Blanks(self)
        try:
            text = template.format_map(blanks)
        except Unfit:
            return None
        changes = template in grammar.CHANGES or bool(CHANGING.search(text))
        if changes and self.is_unordered(blanks):
            return None
        shapes = "squeeze_" in text or "t_(" in text  # another shape without another history
        if changes and not shapes and self.random.random() < 0.15:
            text = f"with torch.no_grad(): {text}"
        elif not changes:
            text = f"{NAMES[len(self.run.tensors())]} = {text}"
        if len(self.run.tensors()) > 20:
            return None
        kept = dict(self.run.scope)
        error = self.run.step(text)
        if error is None and self.is_unfit():
            self.run.scope = kept
            return None if not changes else text
        if error is not None:
            return text if self.random.random() < 0.1 else None
        self.note(template, text, blanks, changes)
        return text

    def is_unordered(self, blanks):
        """Return whether what a change leaves depends on the order of its reads and writes.

        So it is for elements that share memory, as after expand, and for two views of one tensor.
        """
        target = self.run.scope[blanks["x"]]._array
        others = [self.run.scope[blanks[key]]._array for key in "yv" if key in blanks]
        if any(n > 1 and s == 0 for n, s in zip(target.shape, target.strides, strict=True)):
            return True
        return any(o is not target and np.shares_memory(o, target) for o in others)

    def table(self):
        """Return the table to choose the next statement from."""
        if self.dtype == "int64":
            return grammar.WHOLE
        dice = self.random.random()
        if dice < 0.42:
            return grammar.VIEWS_AND_ARITHMETIC
        if dice < 0.52:
            return grammar.KINKED
        return grammar.ROUNDING if dice < 0.8 else grammar.CHANGES

    def note(self, template, text, blanks, changes):
        """Keep track of which tensors are the same to the last bit in both libraries."""
        used = {value for key, value in blanks.items() if key in "xyzv"}
        rounded = template in grammar.ROUNDING or not used <= self.exact
        if changes:
            if rounded or any(word in text for word in ("exp", "tanh", "sigmoid", "backward")):
                self.exact = set()
        elif not rounded:
            self.exact.add(text.partition(" = ")[0])

    def is_unfit(self):
        """Return whether a tensor is so large that roundings would show; or empty, or no number."""
        for tensor in self.run.tensors().values():
            array = np.asarray(tensor.tolist())
            if not array.size or not np.isfinite(array).all() or abs(array).max() > LIMIT:
                return True
        return sum(tensor.numel() for tensor in self.run.tensors().values()) > 4000


class Unfit(Exception):
    """A blank cannot be filled: there is no such tensor or dimension."""


class Blanks(dict):
    """Fills the blanks of one statement, each when it is first asked for."""

    def __init__(self, writer):
        super().__init__()
        self.writer, self.random = writer, writer.random

    def __missing__(self, key):
        self[key] = value = getattr(self, f"_{key}")()
        return value

    def _any(self):
        return self.random.choice(sorted(self.writer.run.tensors()))

    _x = _y = _z = _any

    def _v(self):
        if not self.writer.exact:
            raise Unfit
        name = self.random.choice(sorted(self.writer.exact))
        self.setdefault("x", name)
        return name

    @property
    def shape(self):
        return tuple(self.writer.run.scope[self["x"]].shape)

    def _dim(self):
        rank = len(self.shape)
        if self.random.random() < 0.02:
            return rank + 1
        return self.random.randint(-rank, rank - 1) if rank else 0

    _d = _e = _dim

    def _index(self):
        shape, dim = self.shape, self["d"]
        size = shape[dim] if -len(shape) <= dim < len(shape) else 1
        if not size:
            raise Unfit
        return self.random.randint(0, size if self.random.random() < 0.03 else size - 1)

    _i = _j = _index

    def _rows(self):
        size = self.shape[0] if self.shape else 1
        if not size:
            raise Unfit
        return [self.random.randint(0, size - 1) for _ in range(self.random.randint(1, 3))]

    def _n(self):
        return self.random.choice(self.writer.numbers)

    def _k(self):
        return self.random.choice([True, False])

    def _view(self):
        count = math.prod(self.shape)
        options = [(-1,), (count,), (1, count), self.shape[::-1]]
        options += [(count // n, n) for n in (2, 3) if count and count % n == 0]
        return ", ".join(map(str, self.random.choice(options) or (1,)))

    def _wide(self):
        wide = [self.random.choice([2, 3]) if n == 1 else n for n in self.shape]
        if self.random.random() < 0.4:
            wide.insert(0, 2)
        return ", ".join(map(str, wide or [2]))

    def _order(self):
        dims = list(range(len(self.shape)))
        self.random.shuffle(dims)
        if not dims:
            raise Unfit
        return ", ".join(map(str, dims))
