"""Workloads as ratios to torch: one thread, CPU time, separate processes, interleaved.

``tox -e bench`` prints a table. Nothing here asserts a timing: the figures are for people.
"""

import os
import statistics
import subprocess
import sys

import pytest

from compat import results
from compat.benchmarks.measuring import run
from compat.replay import ROOT
from compat.terminal import show_table

GOALS = {"w1": (0.5, 0.3), "w2": (0.75, 0.5), "w3": (1.2, 0.8), "w4": (1.1, 0.9)}
GOALS |= {"w5": (0.95, 0.6), "w6a": (1.25, 1.05), "w6b": (0.95, 0.75), "w7": (1.15, 0.95)}
GOALS |= {
    "w8": (1.2, 1.0),
    "w9_pool": (0.5, 0.35),
    "w9_nll": (1.3, 1.0),
    "w9_embedding": (1.5, 1.0),
}
PAIRS, SECONDS = 5, 1.5
MEASURED = {}


def measure(library, workload):
    """Return the CPU seconds of one step in a process of its own."""
    return float(run("workloads.py", library, workload, SECONDS))


@pytest.mark.live
@pytest.mark.parametrize("workload", GOALS)
def test_ratio_to_torch(workload, benchmark):
    """A workload in minitorch and in torch, by turns."""
    pairs = []

    def pair():
        pairs.append((measure("minitorch", workload), measure("torch", workload)))

    benchmark.pedantic(pair, rounds=PAIRS)
    ratios = [ours / theirs for ours, theirs in pairs]
    MEASURED[workload] = dict(
        ratio=statistics.median(ratios),
        low=min(ratios),
        high=max(ratios),
        ours=min(ours for ours, _ in pairs),
        torch=min(theirs for _, theirs in pairs),
    )
    benchmark.extra_info.update(MEASURED[workload])


def imported(name):
    """Return the CPU milliseconds that importing a module takes, least of several."""
    program = f"import time; s = time.process_time(); import {name}; print(time.process_time() - s)"
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    found = []  # the first import also compiles, once for all
    for _ in range(7):
        done = subprocess.run(
            [sys.executable, "-c", program],
            env=environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        found.append(1000 * float(done.stdout))
    return min(found)


def test_import(benchmark):
    """``import minitorch`` beside ``import numpy``, in milliseconds of CPU time."""
    found = {}

    def both():
        found.update(numpy=imported("numpy"), minitorch=imported("minitorch"))

    benchmark.pedantic(both, rounds=1)
    MEASURED["import"] = found
    benchmark.extra_info.update(found)


def test_report():
    """The table, and the figures kept for later."""
    rows = [["workload", "ratio", "lowest", "highest", "to reach", "hoped for"]]
    for name, (reach, hope) in GOALS.items():
        if name in MEASURED:
            found = MEASURED[name]
            shown = [f"{found[key]:.2f}" for key in ("ratio", "low", "high")]
            rows.append([name, *shown, str(reach), str(hope)])
    if "import" in MEASURED:
        more = MEASURED["import"]["minitorch"] - MEASURED["import"]["numpy"]
        rows.append(["import minus numpy, ms", f"{more:.0f}", "", "", "75", "30"])
    show_table("CPU time, minitorch / torch, median of pairs", rows)
    results.keep("speed", MEASURED)

    assert len(rows) > 1
