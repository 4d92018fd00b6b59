"""An answer runs in a process of its own, with limits on time and memory."""

import json
import os
import subprocess
import sys

from .judge import Verdict

SECONDS, GIGABYTES = 30, 2


def limit_memory(amount=GIGABYTES * 2**30):
    """Let this process have so much memory and no more, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_DATA, (amount, amount))


def check(exercise, text, filename, seconds=SECONDS, live=False):
    """Return the verdict on an answer, judged in a process of its own.

    Args:
        live: ask the torch that is installed instead of the record.
    """
    request = dict(
        exercise=exercise.name,
        text=text,
        filename=str(filename),
        language=exercise.lesson.language,
        live=live,
    )
    limit = None if os.name == "nt" or live else limit_memory
    try:
        done = subprocess.run(
            [sys.executable, "-m", "minitorch.learn.judge"],
            input=json.dumps(request).encode(),
            capture_output=True,
            timeout=seconds,
            preexec_fn=limit,
            env={**os.environ, "PYTHONIOENCODING": "utf8", "OMP_NUM_THREADS": "1"},
        )
    except subprocess.TimeoutExpired:
        words = f"It was still running after {seconds} seconds. Is there a loop without an end?"
        return Verdict("timeout", "timeout", words)
    last = done.stdout.decode("utf8", "replace").rpartition("\n")[2]
    try:
        return Verdict(**json.loads(last))
    except (ValueError, TypeError):
        error = done.stderr.decode("utf8", "replace").strip().rpartition("\n")[2]
        return Verdict("error", "crash", f"Python itself stopped: {error or done.returncode}")
