"""Every operation, in one library: ``python operations.py LIBRARY SECONDS [WORD...]``.

Prints, as lines of JSON, the CPU seconds that each line of ``operations.txt`` takes at each of
``SIDES``, forward alone, and forward and backward if it has a gradient: the least of as many as
fit. Given words, only lines that have one of them are measured.
"""

import importlib
import itertools
import json
import re
import sys
import warnings
from pathlib import Path

from compat.benchmarks.inputs import SIDES, named
from compat.benchmarks.measuring import least


def expanded(text):
    """Return the lines that one with braces stands for."""
    parts = re.split(r"{(.*?)}", text)
    choices = itertools.product(*[part.split(" ") for part in parts[1::2]])
    return ["".join(itertools.chain(*zip(parts[::2], [*words, ""]))) for words in choices]


def spellings(words=()):
    """Return what minitorch calls every operation, and how torch spells that."""
    found = {}
    for line in Path(__file__).with_suffix(".txt").read_text().splitlines():
        if line and line[0] != "#":
            ours, _, theirs = line.partition(" <-> ")
            found |= zip(expanded(ours), itertools.cycle(expanded(theirs or ours)))
    return {ours: found[ours] for ours in found if not words or any(w in ours for w in words)}


def first(result):
    """Return the first of several results."""
    return first(result[0]) if isinstance(result, (tuple, list)) else result


def calls(line, still, leaves):
    """Return functions that run a line: forward; and, if it has a gradient, backward too."""
    forward, recorded = [eval(f"lambda: {line}", names) for names in (still, leaves)]
    result = first(recorded())
    if not getattr(result, "requires_grad", False):
        return [forward]
    grad = leaves["torch"].ones_like(result.detach())
    used = [leaves[name] for name in recorded.__code__.co_names if name in leaves]
    used = [value for value in used if getattr(value, "is_leaf", False)]

    def backward():
        for leaf in used:
            leaf.grad = None
        first(recorded()).backward(grad)

    try:
        backward()
    except (RuntimeError, NotImplementedError) as error:
        if "derivative" not in str(error):
            raise
        return [forward]
    return [forward, backward]


def main(library, seconds, *words):
    """Measure the operations of one library."""
    torch = importlib.import_module(library)
    if library == "torch":
        torch.set_num_threads(1)
    warnings.simplefilter("ignore")
    for size, side in SIDES.items():
        still, leaves = named(torch, side, False), named(torch, side, True)
        for ours, theirs in spellings(words).items():
            line = theirs if library == "torch" else ours
            spent = [least(call, float(seconds)) for call in calls(line, still, leaves)]
            print(json.dumps([ours, size, spent]), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
