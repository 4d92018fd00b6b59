"""The step player tells what happened, in the order in which it happened."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

import minitorch as torch
import minitorch.v03
from minitorch import viz
from minitorch.viz.player import Player
from minitorch.viz.text import short


def watched(face=torch, **options):
    """Return the run of a product and a sum."""
    variable = face.autograd.Variable
    a = variable(face.FloatTensor([4]), **options)
    w = variable(face.FloatTensor([2]), requires_grad=True)
    with viz.trace() as run:
        b = w * a
        c = b + w
        if c.requires_grad:
            c.backward()
    return run


def told(step):
    """Return a step as one line."""
    return "; ".join([step["title"], *[f"{word} {text}" for word, text in step["facts"]]])


def test_a_run_is_told_line_by_line_then_node_by_node():
    """Forward: what a line computes and keeps. Backward: in, local, out, freed, added."""
    steps = Player(watched(), "run").steps

    assert [told(step) for step in steps] == [
        "b = w * a; computes mul(w = 2, a = 4) = 8; records ThMulBackward, keeps a for backward",
        "c = b + w; computes add(b = 8, w = 2) = 10; records ThAddBackward",
        "backward begins; starts with dc/dc = 1",
        "ThAddBackward, which made c; incoming 1; local dc/db = 1; sends to b: 1 · 1 = 1; "
        "local dc/dw = 1; sends to w: 1 · 1 = 1",
        "ThMulBackward, which made b; incoming 1; local db/dw = 4; sends to w: 1 · 4 = 4; frees a",
        "AccumulateGrad of w; incoming 5; adds w.grad was None, is 5",
    ]


def test_a_line_is_told_each_time_that_it_runs():
    """Three rounds of a loop are three steps, whether the line calls one operation or a module."""
    net = torch.nn.Sequential(torch.nn.Linear(2, 2), torch.nn.Tanh())
    x = y = torch.ones(1, 2)
    with viz.trace() as run:
        for _ in range(3):
            x = x * 2
        for _ in range(3):
            y = net(y)
        z = y + x * 3 - x

    steps = Player(run, "run").steps

    assert [step["title"] for step in steps] == ["x = x * 2"] * 3 + ["y = net(y)"] * 3 + [
        "z = y + x * 3 - x"
    ]
    assert len(steps[-1]["active"]) == 3
    assert z.shape == (1, 2)


def test_a_second_backward_adds_to_the_first():
    """Gradients that are there already are part of what is told; retained buffers stay."""
    w = torch.tensor([3.0], requires_grad=True)
    with viz.trace() as run:
        y = w * w
        y.backward(retain_graph=True)
        y.backward()

    steps = Player(run, "run").steps

    first, second = [step for step in steps if step["title"].startswith("ThMulBackward")]
    assert (first["frees"], second["frees"]) == ([], second["active"])
    assert steps[-1]["facts"][-1] == ("adds", "w.grad grows: 6 + 6 = 12")


def test_a_sentence_writes_out_what_has_room():
    """A few numbers are told one by one, many by their shape and the largest of them."""
    w = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
    v = torch.ones(5, 5, requires_grad=True)
    with viz.trace() as run:
        (w * w).sum().backward()
        (v * 3).sum().backward()

    adds = [step["facts"][-1][1] for step in Player(run, "run").steps if step["grads"]]

    assert adds == [
        "w.grad was None, is [[2, 4], [6, 8]]",
        "v.grad was None, is 5x5 numbers (largest 3)",
    ]


def test_what_broadcasting_repeated_arrives_as_a_sum():
    """A bias is told the gradient of its own size, as torch's expand sends it."""
    rows, bias = torch.ones(4, 2), torch.zeros(2, requires_grad=True)
    with viz.trace() as run:
        (rows + bias).sum().backward()

    (step,) = [s for s in Player(run, "run").steps if ("sends", "to bias: [4, 4]") in s["facts"]]

    assert step["passes"][0][1] == "[4, 4]"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ([1.5], "1.5"),
        ([1, 2, 3], "[1, 2, 3]"),
        ([0.01903, -0.2008, 0.1818], "3 numbers"),
        ([[1, 2], [3, 4]], "2x2"),
    ],
)
def test_an_arrow_has_room_for_little(data, text):
    """One number or a few short ones are written out, of others the shape."""
    assert short(np.array(data)) == text


def test_the_order_of_the_tutorial_is_what_torch_recorded():
    """What arrives at each function below d, in order. Source: hooks of PyTorch 2.13's nodes."""
    a = torch.tensor([4.0])
    w1, w2, w3, w4 = [torch.tensor([k], requires_grad=True) for k in (2.0, 5.0, 9.0, 7.0)]
    with viz.trace() as run:
        b = w1 * a
        c = w2 * a
        d = w3 * b + w4 * c
        L = 10 - d
        L.backward()

    arrived = [visit.incoming.item() for visit in run.visits[-9:]]

    assert arrived == [-1, -1, -20, -1, -8, -7, -28, -9, -36]


def test_what_is_not_recorded_says_why():
    """A volatile input, no input that requires grad, and no_grad are three reasons."""
    volatile = Player(watched(minitorch.v03, volatile=True), "run").steps[0]
    x, w = torch.ones(1), torch.ones(1, requires_grad=True)
    with viz.trace() as run:
        x * x
        with torch.no_grad():
            w * w

    plain, off = Player(run, "run").steps

    assert volatile["facts"][1][1] == "nothing: an input is volatile"
    assert plain["facts"][1][1] == "nothing: no input requires grad"
    assert off["facts"][1][1] == "nothing: recording is off, or this has no derivative"


def test_the_page_is_complete_in_itself():
    """Nothing is left to fill in, nothing is loaded, and the data can't end the script early."""
    page = Player(watched(), "</script><b>").html()

    data = re.search(r'<script type="application/json" id="run">(.*?)</script>', page, re.S)
    assert "<!--" not in page
    assert not re.search(r"\b(?:src|href)=", page)
    assert len(json.loads(data[1])["steps"]) == page.count("<li>") == 6


def test_the_page_tells_nothing_of_the_machine():
    """Files go by their own names, not by where they lie."""
    page = Player(watched(), "run").html()

    assert str(Path(__file__).parent) not in page
    assert Path(__file__).name in page


def test_nothing_to_play_is_said():
    """A run without operations has no page."""
    with viz.trace() as run:
        pass

    with pytest.raises(ValueError, match="nothing to play"):
        viz.play(run)
