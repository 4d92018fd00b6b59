"""Minitorch under torch's name: opt-in, complete, and gone afterwards."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def python(*arguments, folder=None):
    """Run Python with the repository on its path; return the finished process."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # where minitorch is installed, it has ours
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        cwd=folder,
        env=environment,
        check=False,
    )


@pytest.fixture
def script(tmp_path):
    """Return a function that writes a script and runs it by the command ``run``."""

    def run(text, *arguments, face="0.4", stream="0.4"):
        path = tmp_path / "script.py"
        path.write_text(text)
        options = ["--face", face, "--stream", stream]
        return python("-m", "minitorch", "run", *options, str(path), *arguments)

    return run


def test_a_script_runs_unmodified(script):
    """``import torch`` and its submodules are minitorch; the script is ``__main__``, as usual."""
    done = script(
        "import sys, torch, torch.nn as nn\n"
        "from torch.nn import functional as F\n"
        "from torch.autograd import Variable\n"
        "if __name__ == '__main__':\n"
        "    print(torch.__version__, nn.Linear(2, 1).weight.shape, sys.argv[1:])\n",
        "--epochs",
        "3",
    )

    assert done.stdout == "0.4.1 torch.Size([1, 2]) ['--epochs', '3']\n", done.stderr


@pytest.mark.parametrize("face", ["0.4", "0.3"])
def test_a_script_is_read_as_in_its_time(script, tmp_path, face):
    """``async`` names an argument, in a script and in what it imports, as it did in 2017."""
    (tmp_path / "helper.py").write_text(
        "def to_double(x, async=False):\n    return x.type('torch.DoubleTensor', async=async)\n"
    )

    done = script(
        "import torch, helper\n"
        "x = torch.zeros(2)\n"
        "x.copy_(torch.ones(2), async=True)\n"
        "if torch.cuda.is_available():\n"
        "    x = x.cuda(async=True)\n"
        "print(__name__, helper.to_double(x, async=(1, 2)[0] == 1).type())\n",
        face=face,
    )

    assert done.stdout == "__main__ torch.DoubleTensor\n", done.stderr


def test_what_was_never_python_is_told_as_usual(script):
    """The error is that of the script as written, in its own line."""
    done = script("import torch\nx = cuda(async=True)\nprint 5 0777\n")

    assert "SyntaxError" in done.stderr
    assert 'script.py", line 2' in done.stderr or 'script.py", line 3' in done.stderr


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_processes_of_a_script_have_its_torch(script, method):
    """However a script starts others, they import minitorch, and share tensors with it."""
    done = script(
        "import torch, torch.multiprocessing as mp\n"
        "def work(shared, queue):\n"
        "    shared.add_(1)\n"
        "    queue.put(torch.__version__)\n"
        "    queue.put(torch.ones(2) * 3)\n"
        "if __name__ == '__main__':\n"
        f"    context = mp.get_context('{method}')\n"
        "    shared, queue = torch.zeros(2).share_memory_(), context.Queue()\n"
        "    process = context.Process(target=work, args=(shared, queue))\n"
        "    process.start()\n"
        "    print(queue.get(), queue.get().tolist())\n"
        "    process.join()\n"
        "    print(shared.tolist())\n"
    )

    assert done.stdout == "0.4.1 [3.0, 3.0]\n[1.0, 1.0]\n", done.stderr


def test_the_other_face_runs_too(script):
    """``--face 0.3`` makes torch the older release."""
    done = script(
        "import torch\nfrom torch.autograd import Variable\n"
        "print(Variable(torch.ones(1), volatile=True).volatile)",
        face="0.3",
    )

    assert done.stdout == "True\n", done.stderr


def test_a_script_may_draw_as_today_s_torch(script):
    """``--stream 2.13`` changes what the same seed gives, for the script alone."""
    text = "import torch; torch.manual_seed(0); print(torch.bernoulli(torch.ones(4) / 2).tolist())"

    assert script(text).stdout == "[0.0, 0.0, 1.0, 0.0]\n"
    assert script(text, stream="2.13").stdout == "[1.0, 0.0, 1.0, 1.0]\n"


def test_a_module_of_the_script_s_own_class_is_saved_and_loaded(script, tmp_path):
    """The class is found in the script, as it is when Python runs it."""
    done = script(
        "import sys, torch\n"
        "class Net(torch.nn.Module):\n"
        "    def __init__(self):\n"
        "        super(Net, self).__init__()\n"
        "        self.layer = torch.nn.Linear(1, 1)\n"
        "torch.save(Net(), sys.argv[1])\n"
        "print(type(torch.load(sys.argv[1])).__name__)\n",
        str(tmp_path / "net.pt"),
    )

    assert done.stdout == "Net\n", done.stderr


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("import torch; torch.no_such_name", "has no attribute 'no_such_name'"),
        ("import torch.no_such_module", "No module named 'torch.no_such_module'"),
    ],
)
def test_a_missing_name_fails_where_it_is_used(script, line, sentence):
    """What is not there is named in the error, and only when it is used."""
    done = script(f"print('before')\n{line}\n")

    assert done.stdout == "before\n"
    assert sentence in done.stderr


def test_an_error_begins_in_the_script_and_ends_with_what_helps(script):
    """The traceback has no frame of ours before the script's; the last line is explain's."""
    done = script("import torch\ntorch.ones(2, 3).mm(torch.ones(2, 3))\n")

    first, *_, last = done.stderr.splitlines()[1:]
    assert 'script.py", line 2, in <module>' in first
    assert last.startswith("minitorch: In a matrix product")
    assert done.returncode == 1


def test_a_script_that_is_not_there_is_named():
    """One sentence, and the status that argparse gives for a wrong word."""
    done = python("-m", "minitorch", "run", "nowhere.py")

    assert done.stderr.startswith("There is no script 'nowhere.py'")
    assert (done.stderr.count("\n"), done.returncode) == (1, 2)


def test_migrate_says_what_it_lacks():
    """LibCST is an extra; without it the command names the extra."""
    done = python(
        "-c",
        "import sys; sys.modules['libcst'] = None; from minitorch.__main__ import main\n"
        "sys.exit(main(['migrate', 'script.py']))",
    )

    assert "pip install '.[migrate]'" in done.stderr
    assert done.returncode == 2


def test_a_torch_that_is_imported_already_is_left_alone(tmp_path):
    """Two packages of one name would mix; so the second is refused."""
    (tmp_path / "torch.py").write_text("")

    done = python(
        "-c",
        "import sys; sys.path.insert(0, '.'); import torch; from minitorch import alias\n"
        "alias.install('minitorch')",
        folder=tmp_path,
    )

    assert "torch is imported already" in done.stderr


TEST = "import torch\ndef test_it():\n    assert torch.ones(2).sum().item() == 2\n"


def pytest_run(folder, *options):
    """Run pytest on one small test; return what it says."""
    (folder / "test_small.py").write_text(TEST)
    (folder / "torch.py").write_text("raise AssertionError('the installed torch was imported')")
    plugin = ("-p", "minitorch.interop.pytest_plugin", "-p", "no:cacheprovider")
    return python("-m", "pytest", "-q", *plugin, *options, "test_small.py", folder=folder).stdout


def test_pytest_runs_tests_of_torch_on_minitorch(tmp_path):
    """``--torch-backend`` takes torch's name for a run."""
    assert "1 passed" in pytest_run(tmp_path, "--torch-backend=minitorch")


def test_without_the_option_the_plugin_does_nothing(tmp_path):
    """Installed is not switched on."""
    assert "the installed torch was imported" in pytest_run(tmp_path)


OWN = """
import torch
class Words(object):
    def __init__(self):
        self.count = 3
torch.save({"words": Words()}, "FILE")
print(torch.load("FILE")["words"].count)
"""


@pytest.mark.parametrize("face", ["0.3", "0.4"])
def test_a_file_is_trusted_if_the_command_says_so(tmp_path, face):
    """Objects of a script's own classes come back as in 2018, if the user trusts the file."""
    path = tmp_path / "script.py"
    path.write_text(OWN.replace("FILE", str(tmp_path / "words.pt")))

    run = ["-m", "minitorch", "run", "--face", face]
    careful, trusting = python(*run, str(path)), python(*run, "--trust-files", str(path))

    assert "run the script with --trust-files" in careful.stderr
    assert trusting.stdout == "3\n"


def test_files_are_trusted_within_a_block_only():
    """What ``trust_files`` changes it changes back."""
    from minitorch.serialization import trust_files

    with trust_files():
        assert trust_files.on
    assert not trust_files.on
