"""How soon a DataLoader says what happened to its workers, and what it leaves behind.

    python -m compat.loader [--torch]

A worker raises, exits, is killed, or hangs; or the loop is left early. For each: the seconds until
the loader says so (the least and the greatest of some runs), what it says, how many processes are
left, and how much was printed. ``--torch`` measures the torch that is installed instead.
"""

import argparse
import importlib
import multiprocessing
import os
import signal
import tempfile
import time

from .terminal import show_table

TIMEOUT = 1.0  # what a loader that waits for a worker that hangs is given, seconds
HEAD = ("what happens", "workers", "seconds", "says", "traceback", "left", "printed")


class Numbers:
    """Numbers, but for what happens at the seventh; that is when the clock starts."""

    def __init__(self, trouble, clock):
        self.trouble, self.clock = trouble, clock

    def __len__(self):
        return 40

    def __getitem__(self, index):
        if index == 7:
            self.clock.value = time.monotonic()
            self.trouble()
        return index


def refuse():
    """Raise."""
    raise LookupError("no seventh")


TROUBLES = {
    "raises": refuse,
    "exits": lambda: os._exit(3),
    "is killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "hangs": lambda: time.sleep(60),
    "is left early": lambda: None,
}


def printed_by(function):
    """Run a function; return what it returns, and how many bytes this and its workers printed."""
    kept = [os.dup(stream) for stream in (1, 2)]
    with tempfile.TemporaryFile() as file:
        for stream in (1, 2):
            os.dup2(file.fileno(), stream)
        try:
            result = function()
        finally:
            for copy, stream in zip(kept, (1, 2), strict=True):
                os.dup2(copy, stream)
                os.close(copy)
        return result, file.seek(0, os.SEEK_END)


def once(data, what, workers):
    """Let it happen; return the seconds, the exception or None, and how many processes are left."""
    clock = multiprocessing.Value("d", 0.0)
    timeout = TIMEOUT if what == "hangs" else 0
    loader = data.DataLoader(
        Numbers(TROUBLES[what], clock), 2, num_workers=workers, timeout=timeout
    )
    error, batches = None, iter(loader)
    try:
        for batch in batches:
            if what == "is left early" and 8 in batch:
                break
    except Exception as found:
        error = found.with_traceback(None)
    left_at = time.monotonic()
    del batches  # this ends the workers that are left
    end = time.monotonic() if error is None else left_at
    return end - (clock.value if error else left_at), error, len(multiprocessing.active_children())


def row(data, what, workers, runs):
    """Return a row of the table."""
    found, printed = printed_by(lambda: [once(data, what, workers) for _ in range(runs)])
    seconds, errors, left = zip(*found, strict=True)
    says = {type(error).__name__ if error else "nothing" for error in errors}
    told = all("in refuse" in str(error) for error in errors) if what == "raises" else None
    return (
        *(what, str(workers), f"{min(seconds):.3f} to {max(seconds):.3f}", ", ".join(says)),
        *({True: "whole", False: "lost", None: ""}[told], str(sum(left)), f"{printed} bytes"),
    )


def main():
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--torch", action="store_true", help="measure the torch that is installed")
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    library = "torch" if args.torch else "minitorch"
    data = importlib.import_module(f"{library}.utils.data")
    rows = [row(data, what, n, args.runs) for what in TROUBLES for n in (1, 2)]
    show_table(f"a worker of {library}'s DataLoader; one that hangs has {TIMEOUT} s", [HEAD, *rows])


if __name__ == "__main__":
    main()
