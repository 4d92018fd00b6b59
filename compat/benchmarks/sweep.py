"""Every operation beside torch: one thread, CPU time, separate processes, by turns.

``python -m compat.benchmarks.sweep`` measures all and writes ``compat/speed.md``; given words, it
measures the lines of ``operations.txt`` that have one of them, and prints. Nothing here asserts a
timing: the figures are for people.
"""

import argparse
import datetime
import importlib.metadata
import json
import os
import platform
import statistics
from collections import defaultdict
from pathlib import Path

from compat.benchmarks.inputs import SIDES
from compat.benchmarks.measuring import lines
from compat.benchmarks.operations import expanded, spellings
from compat.terminal import Progress, show_table

PAGE = Path(__file__).parents[1] / "speed.md"
ROUNDS, SECONDS = 3, 0.01
LARGE = list(SIDES)[-1]
WAYS = "forward", "both"  # forward alone; forward and backward
BAR = r"\|"  # in a table of Markdown


def measured(words=(), rounds=ROUNDS, seconds=SECONDS):
    """Return for each line, size and way the pairs of CPU seconds: minitorch's and torch's."""
    wanted = spellings(words)
    bar = Progress("operations", 2 * rounds * len(SIDES) * len(wanted))
    done, pairs = 0, defaultdict(list)
    for _ in range(rounds):
        spent = {}
        for library in ("minitorch", "torch"):
            for printed in lines("operations.py", library, seconds, *words):
                line, size, figures = json.loads(printed)
                for way, figure in zip(WAYS, figures):
                    spent[library, line, size, way] = figure
                done += 1
                bar(done)
        for library, *place in spent:
            if library == "minitorch" and ("torch", *place) in spent:
                pairs[tuple(place)].append((spent["minitorch", *place], spent["torch", *place]))
    return pairs


def ratios(pairs):
    """Return for each line, size and way the median of minitorch's time over torch's."""
    return {place: statistics.median(a / b for a, b in found) for place, found in pairs.items()}


def table(pairs):
    """Return the rows of the table, the head first."""
    found = ratios(pairs)
    rows = [["operation", *[f"{way}, {size}" for way in WAYS for size in SIDES], "us", "why"]]
    for line in dict.fromkeys(line for line, _, _ in pairs):
        places = [(line, size, way) for way in WAYS for size in SIDES]
        figures = [f"{found[place]:.2f}" if place in found else "" for place in places]
        spent = min(ours for ours, _ in pairs[line, LARGE, "forward"])
        rows.append([line, *figures, f"{1e6 * spent:.0f}", reason(line, found)])
    return rows


def reasons():
    """Return for each line that may take more than twice torch's time the reason."""
    found, why = {}, None
    for text in Path(__file__).with_name("reasons.txt").read_text().splitlines():
        if text.startswith("    "):
            found |= {line: why for line in expanded(text.strip()) if line not in found}
        elif text and text[0] != "#":
            why = text
    return found


def reason(line, found):
    """Return why a line takes more than twice torch's time at the largest size, if it does."""
    if max(found.get((line, LARGE, way), 0) for way in WAYS) <= 2:
        return ""
    return reasons().get(line, "not known yet")


def summary(pairs):
    """Return the rows that count operations by their ratio, the head first."""
    rows, found = [["", "size", "operations", "at most 1", "at most 2", "more"]], ratios(pairs)
    for way in WAYS:
        for size in SIDES:
            values = [r for (_, s, w), r in found.items() if (s, w) == (size, way)]
            quick, fair = sum(r <= 1 for r in values), sum(1 < r <= 2 for r in values)
            counts = len(values), quick, fair, len(values) - quick - fair
            rows.append([way, size, *map(str, counts)])
    return rows


def machine():
    """Return what was measured on, in general terms."""
    versions = [f"{name} {importlib.metadata.version(name)}" for name in ("numpy", "torch")]
    cores = f"{os.cpu_count()} cores, {platform.machine()}"
    return ", ".join([cores, f"Python {platform.python_version()}", *versions])


def markdown(rows):
    """Return rows, the head first, as a table of Markdown."""
    head, *body = rows
    cells = [head, ["---"] + ["--:"] * (len(head) - 1), *body]
    return "\n".join(f"| {' | '.join(cell.replace('|', BAR) for cell in row)} |" for row in cells)


def page(pairs, rounds=ROUNDS):
    """Return the text of ``speed.md``."""
    return f"""# Speed of the operations

CPU time of minitorch over torch's: one thread, the median of {rounds} pairs of processes.
Written by `python -m compat.benchmarks.sweep` on {datetime.date.today()}: {machine()}.

{markdown(summary(pairs))}

`both` is forward and backward, `us` are our microseconds forward at 1M, and `why` says why one
takes more than twice torch's time there. The names are those of `benchmarks/inputs.py`.

{markdown(table(pairs))}
"""


def main():
    """Measure; write the page, or print if only some were asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("words", nargs="*", help="measure only lines that have one of these")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args()
    pairs = measured(asked.words, asked.rounds)
    if asked.words:
        show_table("CPU time, minitorch / torch", table(pairs))
    else:
        PAGE.write_text(page(pairs, asked.rounds))


if __name__ == "__main__":
    main()
