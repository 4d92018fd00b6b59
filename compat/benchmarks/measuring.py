"""How everything here is measured: CPU time, one thread, a process of its own for each library."""

import os
import subprocess
import sys
import time
from pathlib import Path

from compat.replay import ONE_THREAD, ROOT

HERE = Path(__file__).parent


def lines(script, library, *args):
    """Yield the lines that a script of this folder prints about one library, as they come."""
    environment = dict(os.environ, PYTHONPATH=str(ROOT)) | ONE_THREAD
    command = [sys.executable, str(HERE / script), library, *map(str, args)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as child:
        yield from child.stdout
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command)


def run(script, library, *args):
    """Return what a script of this folder prints about one library."""
    return "".join(lines(script, library, *args))


def least(step, seconds):
    """Return the least CPU time of a step, measured for so long; short ones many at once."""
    step()
    start = time.process_time()
    step()
    count = 1 + int(2e-4 / max(time.process_time() - start, 1e-6))
    found, end = [], time.perf_counter() + seconds
    while time.perf_counter() < end or len(found) < 3:
        start = time.process_time()
        for _ in range(count):
            step()
        found.append((time.process_time() - start) / count)
    return min(found)
