"""Compare minitorch with real PyTorch: replay its records, and report on all checks."""

import argparse
import sys

from . import causes, report, score
from .corpus import FACES, programs
from .replay import replay
from .show import show
from .terminal import Progress, show_table


def main(arguments=None):
    """Run the command line; return the exit status."""
    options = parser().parse_args(arguments)
    return options.run(options)


def parser():
    """Return the parser of the command line."""
    found = argparse.ArgumentParser(prog="python -m compat", description=__doc__)
    commands = found.add_subparsers(required=True)
    one = commands.add_parser("replay", help="run recorded programs, show what differs")
    one.add_argument("--face", choices=list(FACES), default="0.4")
    one.add_argument("--topic", help="topics, with commas; 'golden' is one of them")
    one.add_argument("--ids", help="a regular expression that program names must match")
    one.add_argument("--show", type=int, default=0, metavar="N", help="show N that differ")
    one.add_argument("--only", choices=score.VERDICTS, help="show those with this verdict")
    one.add_argument("--causes", type=int, default=0, metavar="N", help="list N top causes")
    one.add_argument("--jobs", type=int, help="worker processes")
    one.set_defaults(run=run_replay)
    two = commands.add_parser("report", help="count all checks and say what differs")
    two.add_argument("--fresh", action="store_true", help="replay, whatever was found before")
    two.add_argument("--update", action="store_true", help="replay, and raise the baseline")
    two.add_argument("--readme", action="store_true", help="write the status table of README.md")
    two.add_argument("--jobs", type=int, help="worker processes")
    two.set_defaults(run=report.run)
    return found


def run_replay(options):
    """Replay some programs and say what came out."""
    chosen = programs(options.face, options.topic, options.ids)
    if not chosen:
        print("no program matches", file=sys.stderr)
        return 2
    bar = Progress(f"face {options.face}", len(chosen))
    results = replay(options.face, chosen, options.jobs, bar)
    found = score.verdicts(options.face, results)
    if options.show:
        show(options.face, chosen, results, found, options.show, options.only)
    if options.causes:
        causes.show(options.face, chosen, results, found, options.causes)
    judge = FACES[options.face]
    title = f"{judge.package}, judged by PyTorch {judge.judge}"
    show_table(title, score.rows(score.by_topic(found, chosen)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
