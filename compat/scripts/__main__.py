"""Train with minitorch and with the torch that is installed, and compare the losses.

    python -m compat.scripts [SCRIPT ...]

Prints a table, and draws both curves of each script in ``compat/build/scripts``. The status is 1
if a loss is off.
"""

import argparse
import sys

from minitorch.viz import curve

from ..results import BUILD
from ..terminal import show_table
from . import ALL, FIRST, SCRIPTS, distances, numbers, printed_by_minitorch, printed_by_torch

HEAD = ("script", "steps", "first loss", "last loss", "first step off", "farthest off", "verdict")


def compare(name):
    """Run a script in both libraries and draw its curves; return its row of the table."""
    ours = numbers(printed_by_minitorch(name, stream="2.13"))
    theirs = numbers(printed_by_torch(name))
    title = f"{name}.py: minitorch, and torch 2.13 as dots"
    curve(ours, title, "step", "loss", theirs).save(BUILD / "scripts" / f"{name}.svg")
    off = distances(ours, theirs)
    agrees = off[0] <= FIRST and max(off) <= ALL
    steps, losses = str(len(off)), (f"{ours[0]:.5g}", f"{ours[-1]:.5g}")
    return name, steps, *losses, f"{off[0]:.1e}", f"{max(off):.1e}", "as torch" if agrees else "OFF"


def main(arguments=None):
    """Run the command line; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m compat.scripts", description=__doc__)
    parser.add_argument("scripts", nargs="*", metavar="SCRIPT", help=", ".join(SCRIPTS))
    names = parser.parse_args(arguments).scripts or list(SCRIPTS)
    rows = [compare(name) for name in names]
    show_table("the same seed in minitorch and in torch", [HEAD, *rows])
    print(f"curves: {BUILD / 'scripts'}")
    return int(any(row[-1] == "OFF" for row in rows))


if __name__ == "__main__":
    sys.exit(main())
