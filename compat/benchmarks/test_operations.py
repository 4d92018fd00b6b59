"""Single operations as ratios to torch: one thread, CPU time, separate processes, by turns.

``tox -e bench`` prints a table. Nothing here asserts a timing: the figures are for people.
"""

import json
import statistics

import pytest

from compat import results
from compat.benchmarks.measuring import run
from compat.benchmarks.operations import SIDES, STEPS
from compat.terminal import show_table

ROUNDS, SECONDS = 5, 0.05
REASONS = {  # why an operation takes more than twice torch's time at 1 million elements
    "cumsum": "2.5: np.cumsum adds one element after the other, 3.3 ns each, forward and backward",
    "embedding": "2.1: NumPy reads, adds and writes rows in three passes, torch in one",
    "gather": "2.1: add.at, element by element, 2.5 ns each",
    "leaky_relu": "4.8: backward mixes the bits of two gradients in four passes, torch in one",
}


@pytest.mark.live
def test_operations_beside_torch(benchmark):
    """Every operation at every size, the libraries by turns."""
    pairs = []

    def pair():
        both = [run("operations.py", library, SECONDS) for library in ("minitorch", "torch")]
        pairs.append([json.loads(printed) for printed in both])

    benchmark.pedantic(pair, rounds=ROUNDS)
    results.keep("operations", pairs)
    rows = [["operation", *SIDES, "us at 1M", "if more than 2, why"]]
    for name in STEPS:
        ratios = [
            statistics.median(ours[name][size] / torch[name][size] for ours, torch in pairs)
            for size in SIDES
        ]
        spent = min(ours[name]["1M"] for ours, _ in pairs)
        shown = [f"{ratio:.2f}" for ratio in ratios]
        rows.append([name, *shown, f"{1e6 * spent:.0f}", REASONS.get(name, "")])
    show_table("CPU time forward and backward, minitorch / torch, median of pairs", rows)

    assert all(name in STEPS for name in REASONS)
