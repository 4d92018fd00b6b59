"""The whole journey of a learner, in a fresh environment that holds minitorch's wheel and NumPy."""

import os
import subprocess
import sys
import venv
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import numpy
import pytest

from minitorch.learn.course import exercises
from tests.test_packaging import built_wheel


@pytest.fixture(scope="module")
def minitorch(tmp_path_factory):
    """Return a function that runs the installed command, with lines of keys."""
    home = tmp_path_factory.mktemp("fresh")
    venv.create(home / "env", with_pip=False)
    python = home / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    ask = [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = Path(subprocess.run(ask, check=True, capture_output=True, text=True).stdout.strip())
    for found in Path(numpy.__file__).parents[1].glob("numpy*"):  # no network: the one at hand
        (packages / found.name).symlink_to(found)
    pip = [sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check"]
    install = [*pip, "install", "--quiet", "--no-deps", "--no-index", built_wheel(home)]
    subprocess.run(install, check=True, capture_output=True)

    def run(*words, keys=""):
        env = {name: text for name, text in os.environ.items() if name != "PYTHONPATH"}
        command = [python.with_name("minitorch"), *words]
        told = dict(capture_output=True, text=True, encoding="utf8")
        return subprocess.run(command, input=keys, cwd=home, env=env, timeout=300, **told)

    return run


def test_the_whole_journey(minitorch, tmp_path):
    """From an empty folder to an engine of one's own: what is solved passes, and only that."""
    folder, every = tmp_path / "lessons", exercises()
    first = minitorch("learn", folder, keys="h\nq\n")
    untouched = minitorch("learn", folder, "check", *[e.name for e in every[:4]])
    for exercise in every:
        path = folder / exercise.lesson.folder.name / exercise.path.name
        path.write_text(exercise.solution, encoding="utf8")
    walked = minitorch("learn", folder, keys="n\nn\nq\n")
    checked = minitorch("learn", folder, "check", "--junit", tmp_path / "report.xml")
    last = minitorch("learn", folder, "--at", every[-1].name, "--once")
    engine = minitorch("learn", folder, "engine")

    assert (first.returncode, walked.returncode) == (0, 0), first.stderr
    assert "Hint 1 of 3" in first.stdout
    assert (untouched.returncode, "0 of 4 passed" in untouched.stdout) == (1, True)
    assert f"You are at {every[2].name}" in walked.stdout
    assert (checked.returncode, last.returncode) == (0, 0), checked.stdout
    assert ElementTree.parse(tmp_path / "report.xml").getroot().get("failures") == "0"
    assert engine.returncode == 0, engine.stdout + engine.stderr
    assert (folder / "my-engine.html").exists()
