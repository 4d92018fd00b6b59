"""How much memory training takes: the most that a process held, import of the library included.

    python -m compat.benchmarks.memory

Each workload trains in a process of its own for each library, from the same script; see
``workloads.py``. The goal is a quarter of what torch's process takes.
"""

import argparse
import importlib
import resource
import sys
from pathlib import Path

from compat.benchmarks.measuring import run

WORKLOADS = {
    "nothing": "the import alone",
    "w4": "a multilayer perceptron of (784, 256, 128, 10), batches of 128",
    "w5": "LeNet, batches of 64",
    "w7": "a language model, two layers of LSTM",
    "w8": "a GPT of two layers",
}
STEPS = 30


def peak():
    """Return the most memory that this process has held, in MB."""
    status = Path("/proc/self/status")
    if status.exists():  # ru_maxrss counts what the process was before it began to run Python, too
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20 if sys.platform == "darwin" else 1024)


def measure(library, workload):
    """Print the peak of a workload in one library."""
    torch = importlib.import_module(library)
    if library == "torch":
        torch.set_num_threads(1)
    if workload != "nothing":
        from compat.benchmarks import workloads

        step = getattr(workloads, workload)(torch)
        for _ in range(STEPS):
            step()
    print(peak())


def main(arguments=None):
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("workloads", nargs="*", metavar="WORKLOAD", default=list(WORKLOADS))
    from compat.terminal import show_table

    rows = [("workload", "what it trains", "minitorch", "torch", "ratio")]
    for name in parser.parse_args(arguments).workloads or WORKLOADS:
        ours, theirs = (float(run("memory.py", lib, name)) for lib in ("minitorch", "torch"))
        sizes = (f"{ours:.1f} MB", f"{theirs:.1f} MB", f"{ours / theirs:.3f}")
        rows.append((name, WORKLOADS[name], *sizes))
    show_table(f"the most memory held in {STEPS} steps, one thread", rows)


if __name__ == "__main__":
    if sys.argv[1:2] in (["minitorch"], ["torch"]):
        measure(*sys.argv[1:])
    else:
        main()
