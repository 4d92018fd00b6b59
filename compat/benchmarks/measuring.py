"""How everything here is measured: CPU time, one thread, a process of its own for each library."""

import os
import subprocess
import sys
import time
from pathlib import Path

from compat.replay import ONE_THREAD, ROOT

HERE = Path(__file__).parent


def run(script, library, *args):
    """Return what a script of this folder prints about one library."""
    environment = dict(os.environ, PYTHONPATH=str(ROOT)) | ONE_THREAD
    command = [sys.executable, str(HERE / script), library, *map(str, args)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


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
