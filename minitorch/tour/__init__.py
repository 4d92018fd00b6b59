"""``minitorch tour``: a first autograd program, its graph, a training run, and a verdict on each.

Every number and printed form is compared with what real PyTorch gave: with the records of 0.3.1 and
0.4.1 in ``records.json``, and with live torch where that is installed.
"""

import json
import textwrap
from importlib import resources
from pathlib import Path

import minitorch
import minitorch.v03

from ..testing.package import as_torch
from ..testing.prompt import run_snippet
from . import training
from .steps import STEPS
from .verdict import Verdicts, numbers

PACKAGES = {"0.3": (minitorch.v03, "0.3.1"), "0.4": (minitorch, "0.4.1")}
GOAL = 0.95  # of the held-out digits


def tour(out="minitorch-tour", faces=("0.3", "0.4"), say=print, live=None):
    """Give the tour.

    Args:
        out: the folder for the pictures.
        faces: which faces to show.
        say: what prints a line.
        live: real torch, to compare with as well; None if there is none.

    Returns:
        The :class:`Verdicts`.
    """
    verdicts, records = Verdicts(), load_records()
    for face in faces:
        package, version = PACKAGES[face]
        heading(say, f"PyTorch {version}, as minitorch{'.v03' if face == '0.3' else ''}")
        for number, step in enumerate([s for s in STEPS if face in s.faces], 1):
            say(f"\n{number}. {step.title}")
            say(textwrap.fill(step.text, 78, initial_indent="   ", subsequent_indent="   "))
            for name in step.snippets:
                show(say, verdicts, package, version, name, records[name], name in step.differs)
                if live is not None and face == "0.4":
                    compare_live(verdicts, live, name, records[name])
    heading(say, "The graph of that run")
    for face in faces:
        say(f"  {draw_graph(face, Path(out) / f'graph-{face}.svg')}")
    heading(say, "Learning to read handwritten digits")
    learn(say, verdicts, Path(out) / "loss.svg", live)
    heading(say, "Verdict")
    for line in verdicts.lines():
        say(line)
    return verdicts


def heading(say, words):
    """Say a heading."""
    say(f"\n{words}\n{'=' * len(words)}")


def load_records():
    """Return what real PyTorch gave for every snippet."""
    text = resources.files(__package__).joinpath("records.json").read_text(encoding="utf8")
    return json.loads(text)


def run(package, code):
    """Run a snippet in a face, as if typed at the prompt."""
    with as_torch(package.__name__):
        result = run_snippet(package, code)
    name = package.__name__
    texts = {key: result[key] and result[key].replace(name, "torch") for key in ("out", "err")}
    return {**texts, "warn": [text.replace(name, "torch") for text in result["warn"]]}


def show(say, verdicts, package, version, name, record, differs):
    """Show a snippet beside what it prints, and whether real PyTorch printed the same."""
    result = run(package, record["code"])
    equal = verdicts.compare(version, name, result, record[version], deliberate=differs)
    say("")
    for line in beside(record["code"], result):
        say(f"   {line}")
    mark = f"= PyTorch {version}" if equal else f"differs from PyTorch {version}"
    say(f"   [{mark}{', on purpose' if differs and not equal else ''}]")


def beside(code, result, width=76):
    """Return the lines of a program on the left and what it showed on the right."""
    right = [*result["out"].rstrip("\n").split("\n")] if result["out"].strip() else []
    right += [f"! {result['err']}"] if result["err"] else []
    right += [f"warning: {text}" for text in result["warn"]]
    right = [part for line in right for part in textwrap.wrap(line, 64) or [""]]
    left = [part for line in code.rstrip().split("\n") for part in wrapped(line, width)]
    rows = max(len(left), len(right))
    left, right = left + [""] * (rows - len(left)), right + [""] * (rows - len(right))
    column = max(map(len, left))
    return [f"{a.ljust(column)}  | {b}".rstrip() for a, b in zip(left, right, strict=True)]


def wrapped(line, width):
    """Return a line of source in parts that fit, the later ones indented."""
    indent = " " * (len(line) - len(line.lstrip()))
    return textwrap.wrap(
        line,
        width,
        initial_indent="",
        subsequent_indent=indent + "      ",
        drop_whitespace=True,
        break_long_words=False,
    ) or [""]


def compare_live(verdicts, live, name, record):
    """Compare numbers with live torch; where 2.13 itself changed, its record says so."""
    theirs = run_snippet(live, record["code"])
    if numbers(theirs) == numbers(record["0.4.1"]):
        verdicts.add(f"{live.__version__.partition('+')[0]} (live)", len(numbers(theirs)))
    elif theirs["out"] != record["2.13.0"]["out"]:
        verdicts.different.append(f"{name}: live torch printed {theirs['out']!r}")


def draw_graph(face, path):
    """Run the program once more, watched, and draw its graph; return the path."""
    from .. import viz

    torch, version = PACKAGES[face]
    variable = torch.autograd.Variable
    a = variable(torch.FloatTensor([4]))
    weights = [variable(torch.FloatTensor([k]), requires_grad=True) for k in (2, 5, 9, 7)]
    w1, w2, w3, w4 = weights
    with viz.trace() as run:
        b = w1 * a
        c = w2 * a
        d = w3 * b + w4 * c
        L = 10 - d
        L.backward()
    title = f"L = 10 - (w3 * b + w4 * c), as PyTorch {version} records it"
    return run.draw(L, "functions", title=title).save(path)


def learn(say, verdicts, path, live):
    """Train, draw the curve, and compare the losses with those of live torch."""
    from ..viz import curve

    losses, share = training.train(minitorch, training.Bar())
    curve(losses, "Learning to read digits", "epoch", "mean loss").save(path)
    say(f"  {path}")
    if share < GOAL:
        verdicts.different.append(f"only {100 * share:.1f} % of the held-out digits are right")
    if live is not None:
        theirs, _ = training.train(live, lambda *_: None)
        source = f"{live.__version__.partition('+')[0]} (live)"
        verdicts.compare_numbers(source, "loss of an epoch", losses, theirs, tolerance=1e-3)
