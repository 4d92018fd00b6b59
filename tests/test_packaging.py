"""What `pip install .` puts on a machine."""

import subprocess
import sys
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def built_wheel(out):
    """Build the wheel of this checkout the way pip builds it; return its path."""
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", out]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (path,) = out.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Return the wheel of this checkout."""
    with zipfile.ZipFile(built_wheel(tmp_path_factory.mktemp("wheel"))) as archive:
        yield archive


@pytest.fixture(scope="module")
def metadata(wheel):
    """Return what the wheel says of itself."""
    (path,) = (entry for entry in wheel.namelist() if entry.endswith(".dist-info/METADATA"))
    return Parser().parsestr(wheel.read(path).decode())


def requirements(metadata, extra):
    """Return the requirements of an extra; None: those of everyone."""
    found = [text.partition(";") for text in metadata.get_all("Requires-Dist")]
    if extra is None:
        return [name.strip() for name, _, marker in found if "extra ==" not in marker]
    return [name.strip() for name, _, marker in found if f"extra == '{extra}'" in marker]


def run_python(program, path):
    """Run a program that finds the packages under ``path`` first; return what it printed."""
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(path)!r})\n{program}"]
    return subprocess.run(command, cwd=path, check=True, capture_output=True, text=True).stdout


def test_nothing_called_torch_is_installed(wheel):
    """The wheel installs ``minitorch`` and cannot shadow a real torch."""
    top = {entry.partition("/")[0] for entry in wheel.namelist()}
    others = {entry for entry in top if not entry.endswith(".dist-info")}

    assert others == {"minitorch"}


def test_everything_in_the_package_is_installed(wheel):
    """Data files, licence notes, stubs and lessons travel with the code."""
    files = (
        path
        for top in ("minitorch", "tutorials")
        for path in (ROOT / top).rglob("*")
        if path.is_file()
    )
    kept = [path.relative_to(ROOT) for path in files if "__pycache__" not in path.parts]
    expected = {p.as_posix() if p.parts[0] == "minitorch" else f"minitorch/{p}" for p in kept}

    assert {entry for entry in wheel.namelist() if entry.startswith("minitorch/")} == expected


def test_the_distribution_is_not_the_strangers(metadata):
    """The distribution is ``minitorch-edu``: ``minitorch`` on the index is someone else's."""
    assert metadata["Name"] == "minitorch-edu"


def test_numpy_is_all_it_needs(metadata):
    """Extras apart, the one requirement is NumPy 2.1 or later."""
    assert requirements(metadata, None) == ["numpy>=2.1"]


def test_torch_is_pinned(metadata):
    """The extra ``torch`` names one version: a bare torch draws gigabytes of CUDA."""
    assert "torch==2.13.0" in requirements(metadata, "torch")


@pytest.mark.parametrize("extra", ["learn", "torch", "cuda12", "cuda13", "viz", "mpi"])
def test_an_extra_adds_something(metadata, extra):
    """Each extra that the documents and messages name exists and installs something."""
    assert requirements(metadata, extra)


def test_the_command_is_installed(wheel):
    """``minitorch`` is a command."""
    (path,) = (entry for entry in wheel.namelist() if entry.endswith("entry_points.txt"))

    assert "minitorch = minitorch.__main__:main" in wheel.read(path).decode()


def test_the_wheel_works_away_from_its_source(wheel, tmp_path):
    """What is installed is complete: it differentiates, and finds its digits."""
    wheel.extractall(tmp_path)
    program = """
import minitorch as torch
from minitorch.data import digits
x = torch.tensor([3.0], requires_grad=True)
(x * x).backward()
print(torch.__file__, x.grad.tolist(), len(digits.load()[0]))
"""

    assert run_python(program, tmp_path).split() == [
        str(tmp_path / "minitorch" / "__init__.py"),
        "[6.0]",
        "1797",
    ]


def test_importing_loads_numpy_alone():
    """``import minitorch`` and its 0.3 face load no third-party package but NumPy."""
    program = """
import minitorch, minitorch.v03
top = {name.partition(".")[0] for name in sys.modules}
print(sorted(name for name in top - sys.stdlib_module_names if not name.startswith("_")))
"""

    assert run_python(program, ROOT).strip() == "['minitorch', 'numpy']"
