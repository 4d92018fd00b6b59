"""The command ``minitorch``."""

import argparse
import sys


def main(arguments=None):
    """Run the command line; return the exit status: 0, 1 if something differs, 130 if stopped."""
    options = parser().parse_args(arguments)
    try:
        return options.run(options)
    except KeyboardInterrupt:
        print("\nstopped", file=sys.stderr)
        return 130
    except BrokenPipeError:
        return 0


def parser():
    """Return the parser of the command line."""
    found = argparse.ArgumentParser(prog="minitorch", description="A PyTorch that one can read.")
    commands = found.add_subparsers(required=True, metavar="COMMAND")
    one = commands.add_parser(
        "tour",
        help="run a first autograd program, draw its graph, train on digits, compare with PyTorch",
    )
    one.add_argument("--out", default="minitorch-tour", help="folder for the pictures")
    one.add_argument("--face", choices=["0.3", "0.4"], help="show one face only")
    one.set_defaults(run=run_tour)
    return found


def run_tour(options):
    """Give the tour; the status is 1 if a number or a printed form differs from PyTorch's."""
    from .interop import live_torch
    from .tour import tour

    faces = (options.face,) if options.face else ("0.3", "0.4")
    verdicts = tour(options.out, faces, live=live_torch())
    return 1 if verdicts.different else 0


if __name__ == "__main__":
    sys.exit(main())
