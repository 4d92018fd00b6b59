"""One worker of a replay: ``python -m compat.worker PACKAGE TIMEOUT``.

It imports the package once, then runs every program it reads in a forked child, so that a crash, a
hang or a changed global costs that one program. Programs come in, and results go out, as lines of
JSON.
"""

import gc
import json
import os
import select
import signal
import sys
import time

from minitorch.testing.package import as_torch, load
from minitorch.testing.program import run_program
from minitorch.testing.prompt import run_snippet
from minitorch.testing.scrub import scrub


def main():
    """Answer each line on the standard input by one on the standard output."""
    name, timeout = sys.argv[1], float(sys.argv[2])
    answers = os.fdopen(os.dup(1), "w", encoding="utf8")
    os.dup2(2, 1)  # whatever a program prints past sys.stdout is no answer
    torch = load(name)
    single_thread(torch)
    with as_torch(name):
        gc.collect()
        gc.freeze()  # the children then leave the parent's memory pages alone
        for line in sys.stdin:
            result = run_forked(torch, json.loads(line), timeout)
            answers.write(json.dumps(result) + "\n")
            answers.flush()


def single_thread(torch):
    """Threads do not survive a fork, and sums in another order are other sums."""
    if hasattr(torch, "set_num_threads"):
        torch.set_num_threads(1)


def run_forked(torch, program, timeout):
    """Run one program in a child and return its result, or how the child died."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        be_the_child(torch, program, writer)
    os.close(writer)
    data, late = read_all(reader, timeout)
    os.close(reader)
    if late:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if late:
        result = {"crash": "timeout"}
    elif os.WIFSIGNALED(status):
        result = {"crash": signal.Signals(os.WTERMSIG(status)).name}
    else:
        result = json.loads(data) if data else {"crash": "no result"}
    return {"id": program["id"], **result}


def be_the_child(torch, program, writer):
    """Run the program, write the result and end, whatever happens."""
    try:
        run = run_snippet if program["prompt"] else run_program
        try:
            result = run(torch, program["code"])
        except Exception as error:
            result = {"crash": scrub(f"not recorded: {type(error).__name__}: {error}")}
        with os.fdopen(writer, "wb") as file:
            file.write(json.dumps(result).encode())
    finally:
        os._exit(0)


def read_all(reader, timeout):
    """Return everything the child wrote, and whether it took longer than ``timeout`` seconds."""
    blocks, end = [], time.monotonic() + timeout
    while True:
        left = end - time.monotonic()
        if left <= 0 or not select.select([reader], [], [], left)[0]:
            return b"".join(blocks), True
        block = os.read(reader, 1 << 16)
        if not block:
            return b"".join(blocks), False
        blocks.append(block)


if __name__ == "__main__":
    main()
