"""The tour: what a newcomer sees first is true."""

import copy
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from minitorch import tour
from minitorch.data import digits
from minitorch.tour import load_records, training
from minitorch.tour.verdict import Verdicts

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The tour, given once: its verdicts, its lines and the folder of its pictures."""
    out, lines = tmp_path_factory.mktemp("pictures"), []
    verdicts = tour.tour(out, say=lambda line: lines.append(str(line)))
    return verdicts, "\n".join(lines), out


def test_everything_equals_what_real_pytorch_gave(told):
    """Every line of both faces is that of the release, but for the one row of the ledger."""
    verdicts, _, _ = told

    assert verdicts.different == []
    assert set(verdicts.equal) == {"0.3.1", "0.4.1"}
    assert min(verdicts.equal.values()) > 40
    assert len(verdicts.deliberate) == 1


def test_the_gradients_are_those_worked_out_by_hand(told):
    """dL/dw1 .. dL/dw4 are -36, -28, -8 and -20, in both faces."""
    _, text, _ = told

    for index, gradient in enumerate((-36, -28, -8, -20), start=1):
        assert f"Gradient of w{index} w.r.t to L: {gradient}.0" in text
        assert f"Gradient of w{index} w.r.t to L: tensor({gradient}.)" in text


def test_the_net_reads_digits_it_never_saw(told):
    """At least 95 % of the held-out digits are right."""
    _, share = training.train(__import__("minitorch"), lambda *_: None)

    assert share >= 0.95


def test_a_wrong_number_is_found_and_fails_the_tour(monkeypatch, tmp_path):
    """A record that says something else makes a difference, named in the closing words."""
    records = copy.deepcopy(load_records())
    record = records["seed/graph/backward.v"]["0.4.1"]
    record["out"] = record["out"].replace("-36.", "-37.")
    monkeypatch.setattr(tour, "load_records", lambda: records)
    monkeypatch.setattr(tour, "learn", lambda *_: None)

    verdicts = tour.tour(tmp_path, ("0.4",), say=lambda line: None)

    assert len(verdicts.different) == 1
    assert "-37." in "\n".join(verdicts.lines())


def test_the_pictures_are_pictures(told):
    """Graphs and the loss curve are well-formed SVG with a title for those who listen."""
    _, _, out = told

    for name in ("graph-0.3", "graph-0.4", "loss"):
        root = ElementTree.parse(out / f"{name}.svg").getroot()
        tags = [child.tag.rpartition("}")[2] for child in root]
        assert root.tag.endswith("svg")
        assert {"title", "desc"} <= set(tags)


@pytest.mark.parametrize("words", ["-36", "-28", "-8", "-20", "MulBackward1", "made d = 212"])
def test_the_graph_shows_functions_and_gradients(told, words):
    """The picture names the functions of the run and the gradients along its edges."""
    _, _, out = told

    assert f">{words}<" in (out / "graph-0.3.svg").read_text()


def test_the_command_works_in_a_pipe(tmp_path):
    """``minitorch tour`` needs no terminal; its status says whether all is equal."""
    command = [sys.executable, "-m", "minitorch", "tour", "--face", "0.3", "--out", str(tmp_path)]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "\r" not in done.stdout
    assert "checks equal real PyTorch" in done.stdout


def test_counting_keeps_sources_apart():
    """A verdict counts by source, and a difference is none of them."""
    verdicts = Verdicts()

    verdicts.compare_numbers("x", "name", [1.0, 2.0], [1.0, 3.0])

    assert verdicts.equal == {"x": 1}
    assert len(verdicts.different) == 1


def test_the_digits_are_all_there():
    """1,797 images of 64 pixels from 0 to 1, each with its digit."""
    images, labels = digits.load()

    assert images.shape == (1797, 64)
    assert (images.min(), images.max()) == (0, 1)
    assert sorted(set(labels.tolist())) == list(range(10))
