"""Scripts as they were written in 2018, and how to run them with torch and with minitorch.

With the same seed they print the same losses in both, and nothing is copied from one to the other.
"""

import contextlib
import io
import re
import runpy
import subprocess
import sys
from pathlib import Path
from unittest import mock

HERE = Path(__file__).parent
SCRIPTS = {
    "mlp": "a multilayer perceptron reads digits",
    "cnn": "a convolutional network with batch norm and dropout",
    "lstm": "an LSTM language model with packed sequences",
    "vae": "a variational autoencoder",
    "actor_critic": "actor-critic on a tiny environment",
}
FIRST, ALL = 1e-6, 1e-4  # how far the first loss, and any loss, may be off, relative to torch's


def printed_by_minitorch(name, face="0.4", stream="0.4", arguments=()):
    """Return what a script prints, given ``arguments``, if its torch is minitorch.

    Raises:
        RuntimeError: if it fails, with what it says then.
    """
    command = [sys.executable, "-m", "minitorch", "run", "--face", face, "--stream", stream]
    path, root = HERE / f"{name}.py", HERE.parents[1]
    command += [path, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, cwd=root, check=False)
    if done.returncode:
        raise RuntimeError(f"{name}: {done.stderr}")
    return done.stdout


def printed_by_torch(name):
    """Return what a script prints with the torch that is installed, in this process."""
    path, text = str(HERE / f"{name}.py"), io.StringIO()
    with mock.patch.object(sys, "argv", [path]), contextlib.redirect_stdout(text):
        runpy.run_path(path, run_name="__main__")
    return text.getvalue()


def numbers(text, word="loss"):
    """Return what a script printed after ``word`` at each step."""
    return [float(found) for found in re.findall(rf"^step.* {word} (\S+)", text, re.MULTILINE)]


def distances(ours, theirs):
    """Return how far each number lies from torch's, relative to it."""
    return [abs(a - b) / abs(b) for a, b in zip(ours, theirs, strict=True)]
