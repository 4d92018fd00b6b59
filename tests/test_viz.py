"""Pictures come from what really ran, and say so for those who can't see them."""

import re
import time
import xml.etree.ElementTree as ElementTree
from itertools import pairwise

import pytest

import minitorch as torch
import minitorch.v03
from minitorch import viz
from minitorch.viz.graph import Graph
from minitorch.viz.layout import Layout, spread

KINDS = ("expression", "gradients", "card", "functions", "requires_grad", "volatile")


def tutorial(face=torch, backward=True, volatile=False):
    """Return the run of the tutorial's program, and its variables by name."""
    variable = face.autograd.Variable
    a = variable(face.FloatTensor([4]), volatile=True) if volatile else None
    a = variable(face.FloatTensor([4])) if a is None else a
    w1, w2, w3, w4 = [variable(face.FloatTensor([k]), requires_grad=True) for k in (2, 5, 9, 7)]
    with viz.trace() as run:
        b = w1 * a
        c = w2 * a
        d = w3 * b + w4 * c
        L = 10 - d
        if backward:
            L.backward()
    return run, dict(a=a, w1=w1, w2=w2, w3=w3, w4=w4, b=b, c=c, d=d, L=L)


def arrows(graph):
    """Return the arrows of a graph as ``(start, end, label)``, with the names on the boxes."""
    names = {key: box.lines[0][0] for key, box in graph.boxes.items()}
    return {(names[a.start], names[a.end], a.label) for a in graph.arrows}


def test_the_expression_has_an_arrow_for_every_use():
    """The first picture: b and c come from a; d from b, c, w3 and w4; L from d."""
    run, found = tutorial(backward=False)

    picture = run.draw(found["L"])

    pairs = ["w1b", "ab", "w2c", "ac", "w3d", "bd", "w4d", "cd", "dL"]
    assert arrows(picture) == {(pair[:-1], pair[-1], "") for pair in pairs}


def test_arrows_turned_round_carry_local_derivatives():
    """The second picture: dL/dd = -1, dd/db = w3 = 9, db/da = w1 = 2 and so on."""
    run, found = tutorial(backward=False)

    picture = run.draw(found["L"], "gradients")

    expected = ["L d -1", "d b 9", "d c 7", "d w3 8", "d w4 20", "b a 2", "c a 5", "b w1 4"]
    assert arrows(picture) == {tuple(text.split()) for text in [*expected, "c w2 4"]}


def test_a_card_says_why_there_is_no_gradient():
    """The third picture: not yet, not wanted, not kept are three things; none of them is 0."""
    run, found = tutorial(backward=False)
    before = {name: run.draw(found[name], "card").source() for name in ("w1", "a", "b")}
    found["L"].backward()
    after = run.draw(found["w1"], "card").source()

    assert "None: not yet" in before["w1"]
    assert "None: not wanted" in before["a"]
    assert "None: not a leaf, not kept" in before["b"]
    assert "-36" in after


def test_functions_show_the_gradients_that_passed():
    """The fourth picture: what each node sent along each of its edges."""
    run, found = tutorial()

    picture = run.draw(found["L"], "functions")

    labels = sorted(int(a.label) for a in picture.arrows)
    assert labels == [-36, -28, -20, -9, -8, -7, -1, -1, -1, 1]


def test_gradients_that_did_not_pass_are_not_drawn():
    """Before backward no arrow of the fourth picture has a number."""
    run, found = tutorial(backward=False)

    picture = run.draw(found["L"], "functions")

    assert {a.label for a in picture.arrows} == {""}
    assert "grad None: not yet" in picture._repr_svg_()


def test_the_branch_without_gradients_is_grey():
    """The fifth picture: what comes from w1 and a alone is grey once w1 requires no grad."""
    a, w1, w2 = [torch.tensor([k], requires_grad=k == 5.0) for k in (4.0, 2.0, 5.0)]
    with viz.trace() as run:
        b = w1 * a
        d = b + w2

    picture = run.draw(d, "requires_grad")

    kinds = {box.lines[0][0]: box.kind for box in picture.boxes.values()}
    assert kinds == dict(a="plain", w1="plain", b="plain", w2="leaf", d="result")


def test_one_volatile_input_marks_all_that_follows():
    """The sixth picture: nothing computed from a volatile variable left a node."""
    run, found = tutorial(minitorch.v03, backward=False, volatile=True)

    picture = run.draw(found["L"], "volatile")

    kinds = {box.lines[0][0]: box.kind for box in picture.boxes.values()}
    assert {name for name, kind in kinds.items() if kind == "volatile"} == set("abcdL")


@pytest.mark.parametrize("kind", KINDS)
def test_every_picture_is_svg_for_eyes_and_ears(kind):
    """A picture is well-formed, has a title and a description, and loads nothing."""
    run, found = tutorial()

    text = run.draw(found["L"], kind)._repr_svg_()

    tags = [child.tag.rpartition("}")[2] for child in ElementTree.fromstring(text)]
    assert {"title", "desc"} <= set(tags)
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_run_gives_the_same_picture(kind):
    """Nothing in a picture depends on addresses or chance."""
    one, two = [run.draw(found["L"], kind)._repr_svg_() for run, found in (tutorial(), tutorial())]

    assert one == two


def test_modules_collapse_into_boxes():
    """Two linear layers and a relu are three boxes, and their parameters are inside."""
    net = torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.ReLU(), torch.nn.Linear(2, 1))
    x = torch.ones(1, 3)
    with viz.trace() as run:
        y = net(x)

    picture = run.draw(y, collapse=2)

    names = sorted(box.lines[0][0] for box in picture.boxes.values())
    assert names == ["0: Linear", "1: ReLU", "2: Linear", "x"]


def test_a_graph_that_nobody_watched_can_be_drawn():
    """Names come from the caller then; what passed is not known."""
    x = torch.tensor([3.0], requires_grad=True)
    y = x * x

    assert "made y" in viz.draw(y, "functions").dot()


def test_dot_and_mermaid_have_every_box_and_arrow():
    """Both texts hold as many boxes and arrows as the picture."""
    run, found = tutorial()

    picture = run.draw(found["L"], "functions")

    assert picture.dot().count(" -> ") == picture.mermaid().count("-->") == len(picture.arrows)
    assert picture.dot().count("[label=") == len(picture.boxes) + len(picture.arrows)


def test_boxes_never_overlap():
    """In a row each box keeps its distance from the next; an arrow always leads to a later row."""
    keys = {number: 40 + 7 * (number % 5) for number in range(60)}
    pairs = [(i, j) for i in range(60) for j in range(i + 1, 60) if (i * 7 + j * 3) % 17 == 0]

    layout = Layout(keys, pairs, 80)

    for row in layout.rows:
        boxes = [(layout.place[key][0], layout.sizes[key]) for key in row]
        for (x0, w0), (x1, w1) in pairwise(boxes):
            assert x1 - x0 >= (w0 + w1) / 2
    assert all(layout.place[start][1] < layout.place[end][1] for start, end in pairs)


def test_spread_moves_no_more_than_it_must():
    """Boxes that collide share the way: each moves the same distance from its wish."""
    assert spread([0.0, 0.0, 500.0], [74, 74, 74]) == [-50.0, 50.0, 500.0]


def test_watching_ends_with_the_block():
    """After the block operations run as before, and nothing is noted."""
    x = torch.tensor([3.0], requires_grad=True)
    with viz.trace() as run:
        x * x

    x * x

    assert len(run.calls) == 1


def test_a_functions_of_the_users_own_is_watched():
    """A user's Function is one call, with its inputs."""

    class Double(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            return x * 2

        @staticmethod
        def backward(ctx, grad):
            return grad * 2

    x = torch.tensor([3.0], requires_grad=True)
    with viz.trace() as run:
        y = Double.apply(x)

    assert (run.calls[-1].name, [v.name for v in run.calls[-1].inputs]) == ("Double", ["x"])
    assert y.item() == 6


def test_a_graph_of_thousands_is_laid_out():
    """3,000 nodes in a few layers of work each: one sweep over the rows never looks back."""
    graph = Graph("large", "3,000 boxes")
    for number in range(3000):
        graph.add(number, [(str(number), "name")], "function")
        for back in (1, 7, 40):
            if number >= back and number % back < 3:
                graph.link(number - back, number)
    began = time.process_time()

    text = graph._repr_svg_()

    print(f"3,000 nodes: {time.process_time() - began:.2f} s")
    assert text.count("<rect") == 3000


def test_a_curve_shows_all_of_two_runs():
    """Numbers of either sign, of both runs, lie within the axes; zero is marked."""
    picture = viz.curve([3.0, -1.0], "A run", "step", "loss", beside=[4.0, -2.0]).source()

    dots = re.findall(r'<rect class="leaf" x="[^"]*" y="([^"]*)"', picture)
    (line,) = re.findall(r'<polyline class="line" points="([^"]*)"', picture)
    assert [float(y) + 3.5 for y in dots] == [48, 272]  # the top and the bottom
    assert [float(point.split(",")[1]) for point in line.split()] == [85.3, 234.7]
    assert ">0</text>" in picture
