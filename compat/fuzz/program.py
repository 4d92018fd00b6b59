"""Writing a random program, running it on a library, and telling where two runs differ.

A program is text: tensors with numbers in full, then statements, one a line. It is written while it
runs on minitorch, so that most statements fit the shapes there are; about one in ten that fail is
kept, for errors are compared too. A statement that fails leaves everything as it was, and the
program goes on.
"""

import contextlib
import functools
import math
import re
import string
import warnings

import numpy as np

from minitorch.testing.tolerances import TOLERANCES

from . import grammar

NUMBERS = (0, 1, -1, 2, 0.5, -0.25, 0.25, 3)
LIMIT = 1e4  # larger results make every rounding visible
NAMES = string.ascii_lowercase
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
        if changes and overlaps(self.run.scope[blanks["x"]]):
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


def overlaps(tensor):
    """Return whether elements of ``tensor`` share memory, as after expand."""
    return any(n > 1 and s == 0 for n, s in zip(tensor.shape, tensor.stride(), strict=True))


@functools.cache
def compiled(text):
    """Return the code of a statement; both libraries run the same."""
    return compile(text, "<program>", "exec")


class Run:
    """What a program did on one library."""

    def __init__(self, torch):
        self.torch, self.scope, self.errors = torch, {"torch": torch}, []

    def tensors(self):
        """Return the tensors there are, by name."""
        return {k: v for k, v in self.scope.items() if len(k) == 1}

    def step(self, text):
        """Carry out one statement; return the error that it raised, or None."""
        try:
            exec(compiled(text), self.scope)
        except Exception as error:
            return error
        return None

    def execute(self, lines):
        """Carry out several statements, and keep what each raised."""
        self.errors += [self.step(line) for line in lines]

    def finish(self):
        """Return the first and second gradients of what the last tensors sum up to."""
        found = {}
        leaves = {k: t for k, t in self.tensors().items() if t.requires_grad and t.is_leaf}
        for name, leaf in leaves.items():
            found[f"{name}.grad"] = leaf.grad
        ends = [t for t in list(self.tensors().values())[-3:] if t.requires_grad]
        if not ends or not leaves:
            return found
        grad, leaves = self.torch.autograd.grad, list(leaves.items())
        try:
            loss = functools.reduce(lambda a, b: a + b, [(t * t).sum() for t in ends])
            first = grad(loss, [t for _, t in leaves], create_graph=True, allow_unused=True)
            found.update({f"d/d{n}": g for (n, _), g in zip(leaves, first, strict=True)})
            again = [g for g in first if g is not None and g.requires_grad]
            if again:
                loss = functools.reduce(lambda a, b: a + b, [(g * g).sum() for g in again])
                second = grad(loss, [t for _, t in leaves], allow_unused=True)
                found.update({f"d2/d{n}2": g for (n, _), g in zip(leaves, second, strict=True)})
        except Exception as error:
            found["gradients"] = error
        return found


@contextlib.contextmanager
def quietly():
    """Ignore warnings: the libraries warn of different things."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def compare(program, ours, theirs, known=lambda line, mine, judge: False):
    """Run ``program`` on two libraries and return what differs, or None.

    Args:
        known: a function of a statement and two errors, which says whether a row of the ledger
            explains that these differ; what comes after such a one is not compared.

    Returns:
        None; or ``(where, what torch has, what minitorch has)``.
    """
    with quietly():
        mine, judge = Run(ours), Run(theirs)
        mine.execute(program.setup), judge.execute(program.setup)
        for line in program.body:
            one, other = mine.step(line), judge.step(line)
            if type(one) is not type(other):
                if known(line, one, other):
                    return None
                return line, other, one
            if one is None:
                found = differing(mine.tensors(), judge.tensors())
                if found:
                    return f"{line}: {found[0]}", *found[1:]
        first, second = mine.finish(), judge.finish()
        errors = first.get("gradients"), second.get("gradients")
        if known(str(program), *errors):
            return None
        if type(errors[0]) is not type(errors[1]):
            return "gradients", *errors[::-1]
        return differing(first, second)


def differing(mine, judge):
    """Return the first of two sets of values by name that differ, or None."""
    for name in dict.fromkeys([*judge, *mine]):
        one, other = mine.get(name), judge.get(name)
        if not same(one, other, name not in NAMES):
            return name, other, one
    return None


def same(one, other, gradient=False):
    """Return whether two results are the same: tensors, errors or None.

    Of a gradient, whether it is recorded does not count: one that is zero need not be.
    """
    if one is None or other is None or isinstance(one, Exception):
        absent = one if other is None else other
        return type(one) is type(other) or is_zero(absent)
    facts = [(tuple(t.shape), t.requires_grad, t.is_leaf, kind(t)) for t in (one, other)]
    alike = [f[:1] + f[3:] for f in facts] if gradient else facts
    return alike[0] == alike[1] and near(one, other)


def is_zero(tensor):
    """Return whether a gradient is zero everywhere: torch may leave such a one out."""
    return hasattr(tensor, "tolist") and not np.any(np.asarray((tensor.detach() + 0).tolist()))


def kind(tensor):
    """Return the name of a dtype; what is bool since 1.2 was uint8."""
    return str(tensor.dtype).rpartition(".")[2].replace("bool", "uint8")


def near(one, other):
    """Return whether the elements of two tensors agree up to rounding."""
    a, b = (np.asarray((t.detach() + 0).tolist(), "f8") for t in (one, other))
    relative, absolute = TOLERANCES.get(kind(one), (0, 0))
    scale = max(1.0, abs(b[np.isfinite(b)]).max(initial=0))
    return np.allclose(a, b, 10 * relative, 10 * absolute * scale, equal_nan=True)
