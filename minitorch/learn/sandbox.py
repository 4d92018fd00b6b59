"""An answer runs in a process of its own, with limits on time, memory and files.

This guards against accidents. It is no jail: an answer has the rights of whoever runs it.
"""

import contextlib
import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

from .judge import Verdict

SECONDS = 30
MEMORY, FILE, MOST = 2 * 2**30, 64 * 2**20, 2**20  # bytes: to have, to write, that are read back


def limit():
    """Let this process have so much memory, and write so large a file, where the system can."""
    with contextlib.suppress(ImportError, OSError, ValueError):  # Windows; systems that refuse
        import resource

        for what, amount in ((resource.RLIMIT_DATA, MEMORY), (resource.RLIMIT_FSIZE, FILE)):
            resource.setrlimit(what, (amount, amount))


def check(exercise, text, filename, seconds=SECONDS, live=False):
    """Return the verdict on an answer, judged in a process of its own.

    The verdict comes behind a word that only this call knows: what an answer prints is none.

    Args:
        live: ask the torch that is installed instead of the record.
    """
    word = secrets.token_hex(16)
    request = dict(
        exercise=exercise.name,
        text=text,
        filename=str(filename),
        language=exercise.lesson.language,
        live=live,
        word=word,
    )
    limits = None if os.name == "nt" or live else limit
    try:
        printed, errors, status = run(json.dumps(request).encode(), seconds, limits)
    except subprocess.TimeoutExpired:
        words = f"It was still running after {seconds} seconds. Is there a loop without an end?"
        return Verdict("timeout", "timeout", words)
    _, found, verdict = printed.decode("utf8", "replace").rpartition(word)
    if found:
        return Verdict(**json.loads(verdict))
    error = errors.decode("utf8", "replace").strip().rpartition("\n")[2]
    return Verdict("error", "crash", f"Python itself stopped: {error or status}")


def check_each(asked, check=check):
    """Yield the verdict on each ``(exercise, text, filename)``, in order; several run at a time."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(lambda one: check(*one), asked)


def run(request, seconds, limits):
    """Judge in a new process; return what it wrote to either stream, and its exit status.

    Streams are files: a pipe would wait for whatever the answer left running.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "minitorch.learn.judge"],
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=errors,
            preexec_fn=limits,
            start_new_session=True,
            env={**os.environ, "PYTHONIOENCODING": "utf8", "OMP_NUM_THREADS": "1"},
        )
        try:
            process.communicate(request, timeout=seconds)
        finally:
            stop(process)
        return [*map(read, (out, errors)), process.returncode]


def stop(process):
    """End a process and all that it started."""
    with contextlib.suppress(OSError):  # nothing runs any more
        if os.name == "nt":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def read(file):
    """Return the end of what was written to a file."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - MOST))
    return file.read()
