"""Run random programs on live torch and on minitorch, and show the shortest that differ.

Every program follows from its seed: ``--seed N --count 1`` runs program N again.
"""

import argparse
import multiprocessing
import random
import sys
import time

import minitorch
from minitorch.interop import live_torch

from ..terminal import Progress
from .known import known
from .program import Writer
from .running import compare, quietly
from .shrink import shrink


def written(seed):
    """Return the program that belongs to ``seed``."""
    with quietly():
        return Writer(random.Random(seed), minitorch).write()


def run(seed):
    """Return the shortest program for a seed and what differs, as texts; None if nothing does."""
    torch = live_torch()
    torch.set_num_threads(1)
    program = written(seed)
    if compare(program, minitorch, torch, known) is None:
        return None
    program = shrink(program, lambda p: compare(p, minitorch, torch, known) is not None)
    where, judge, ours = compare(program, minitorch, torch, known)
    return str(program), f"# {where}\n#      torch: {judge!r}\n#  minitorch: {ours!r}"


def main(arguments=None):
    """Run the command line; return the number of programs that differ, at most 100."""
    parser = argparse.ArgumentParser(prog="python -m compat.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=2000, help="how many programs")
    parser.add_argument("--seed", type=int, default=0, help="the seed of the first")
    parser.add_argument("--show", type=int, default=5, help="how many to show that differ")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    options = parser.parse_args(arguments)
    if live_torch() is None:
        parser.error("torch is not installed: pip install '.[torch]'")
    bar, start, failed = Progress("programs", options.count), time.monotonic(), 0
    seeds = range(options.seed, options.seed + options.count)
    with multiprocessing.Pool(options.jobs) as pool:
        for done, (seed, found) in enumerate(zip(seeds, pool.imap(run, seeds, 20)), 1):
            bar(done)
            if found:
                failed += 1
                if failed <= options.show:
                    print(f"# seed {seed}", *found, "", sep="\n")
    seconds = time.monotonic() - start
    print(f"{options.count} programs in {seconds:.0f} s, {failed} differ")
    return min(failed, 100)


if __name__ == "__main__":
    sys.exit(main())
