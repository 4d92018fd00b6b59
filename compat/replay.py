"""Run the programs of ``compat/data`` on a package, several at a time."""

import contextlib
import dataclasses
import json
import os
import re
import subprocess
import sys
import threading
from pathlib import Path

from .corpus import FACES

ROOT = Path(__file__).parent.parent
TIMEOUT = 20  # seconds a program may take
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
OWN_NAME = re.compile(r"\bminitorch(\.v03)?\b")


def replay(face, programs, jobs=None, progress=None):
    """Run ``programs`` on the package of ``face``.

    Args:
        jobs: how many worker processes; by default one for each processor we may use.
        progress: called with the number of finished programs after each one.

    Returns:
        ``{id: result}``, texts with the package's name replaced by ``torch``.
    """
    jobs = jobs or min(len(os.sched_getaffinity(0)), 8)
    found, lock = {}, threading.Lock()

    def keep(result):
        with lock:
            found[result["id"]] = result
            if progress:
                progress(len(found))

    shares = [programs[start::jobs] for start in range(jobs)]
    threads = [
        threading.Thread(target=run_share, args=(FACES[face].package, share, keep))
        for share in shares
        if share
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for program in programs:
        found.setdefault(program.id, {"id": program.id, "crash": "the worker died"})
    return found


def run_share(package, programs, keep):
    """Have one worker process run ``programs``; hand each result to ``keep``."""
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = dict(os.environ, PYTHONHASHSEED="0", PYTHONPATH=os.pathsep.join(paths))
    with subprocess.Popen(
        [sys.executable, "-m", "compat.worker", package, str(TIMEOUT)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment | ONE_THREAD,
        text=True,
    ) as worker:
        feeder = threading.Thread(target=feed, args=(worker, programs))
        feeder.start()
        for line in worker.stdout:
            keep(json.loads(OWN_NAME.sub("torch", line)))
        feeder.join()


def feed(worker, programs):
    """Write every program to a worker; if it died, they are reported as such."""
    with contextlib.suppress(BrokenPipeError):
        for program in programs:
            worker.stdin.write(json.dumps(dataclasses.asdict(program)) + "\n")
    with contextlib.suppress(BrokenPipeError):
        worker.stdin.close()
