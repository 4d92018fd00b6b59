"""How tensors print: every tensor in the records of 0.4.1 and 0.3.1, and the rules behind them."""

import re

import numpy as np
import pytest

import minitorch as torch
from compat.corpus import json_lines
from minitorch.printing import tensor_text
from minitorch.testing.scrub import scrub
from minitorch.v03.printing import tensor_text as tensor_text_03

PROGRAMS = {line["id"]: line["code"] for line in json_lines("programs.jsonl.gz")}


@pytest.fixture(autouse=True)
def default_options():
    yield
    torch.set_printoptions(profile="default")


# --- Against the records --------------------------------------------------------------------------


def tensors_in(value):
    """Yield the encoded tensors within a recorded value whose elements were recorded in full."""
    if isinstance(value, dict):
        if value.get("k") in ("tensor", "variable", "parameter"):
            if isinstance(value["v"], list) and not value.get("sparse"):
                yield value
            return
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from tensors_in(item)


def recorded_tensors(version):
    """Yield each tensor recorded under ``version`` while the default dtype was float32."""
    for result in json_lines(f"results-{version}.jsonl.gz"):
        if "set_default" not in PROGRAMS[result["id"]]:
            for record in result.get("records", []):
                yield from tensors_in(record[1])


def elements(record):
    values = [float(value) if isinstance(value, str) else value for value in record["v"]]
    array = np.array(values, dtype=record["dtype"])
    return array.reshape(record["shape"]) if values else array


def history(record):
    if record["gf"]:
        return f"grad_fn=<{record['gf']}>"
    return "requires_grad=True" if record["rg"] else None


def text_04(record):
    heading = "Parameter containing:\n" if record["k"] == "parameter" else ""
    return heading + tensor_text(elements(record), history=history(record))


def text_03(record):
    container = None if record["k"] == "tensor" else record["k"].capitalize()
    return tensor_text_03(elements(record), record["type"], container)


@pytest.mark.parametrize(
    ("version", "text", "at_least"), [("0.4.1", text_04, 13_000), ("0.3.1", text_03, 7_500)]
)
def test_every_recorded_tensor_prints_as_it_did(version, text, at_least):
    """A tensor prints, character for character, what real PyTorch printed of the same elements."""
    records = list(recorded_tensors(version))

    wrong = [record["repr"] for record in records if scrub(text(record)) != record["repr"]]

    assert wrong == []
    assert len(records) >= at_least


OPTIONS = {
    name: re.search(r"set_printoptions\((.*)\)\)\n", code)[1]
    for name, code in PROGRAMS.items()
    if re.fullmatch(r"printing/options/\d+", name) and "sci_mode" not in code
}


@pytest.mark.parametrize("version", ["0.4.1", "0.3.1"])
def test_every_recorded_option_changes_what_it_did(version):
    """Under each ``set_printoptions`` that was recorded, four tensors print what they printed."""
    floats = np.array((np.arange(12) * 7 % 12 - 6) / 7.0, dtype="f4").reshape(3, 4)
    large = ((np.arange(1200) * 7 % 1200 - 600) / 9.0).reshape(20, 60)
    arrays = [floats, np.array([1e-5, 12345.678], dtype="f4"), large, np.arange(12)]
    types = ["Float", "Float", "Double", "Long"]
    results = {line["id"]: line for line in json_lines(f"results-{version}.jsonl.gz")}

    for name, arguments in OPTIONS.items():
        torch.set_printoptions(profile="default")
        exec(f"set_printoptions({arguments})", {"set_printoptions": torch.set_printoptions})
        if version == "0.4.1":
            texts = map(tensor_text, arrays)
        else:
            texts = [tensor_text_03(a, f"torch.{t}Tensor") for a, t in zip(arrays, types)]
        assert scrub("".join(f"{text}\n" for text in texts)) == results[name]["stdout"], arguments
    assert len(OPTIONS) >= 10


# --- 0.4: which numbers, how written --------------------------------------------------------------


def test_what_prints_makes_the_same_tensor():
    """The printed form of a small tensor is an expression for it."""
    names = {"tensor": torch.tensor, "torch": torch}
    for dtype in (torch.float32, torch.float64, torch.int64, torch.uint8, torch.int16):
        x = torch.tensor([[0.5, 1, 2], [3, 4, 5]], dtype=dtype)

        again = eval(repr(x), names)

        assert again.tolist() == x.tolist()
        assert again.dtype is dtype


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ([1.0, 20.0], "tensor([ 1., 20.])"),
        ([1.5, -20.0], "tensor([  1.5000, -20.0000])"),
        ([1e-5, 1.0], "tensor([1.0000e-05, 1.0000e+00])"),
        ([123456789.5, 1.0], "tensor([123456792.,         1.])"),
        ([float("nan"), 1.0], "tensor([   nan, 1.0000])"),
        ([-0.0], "tensor([-0.])"),
        ([], "tensor([])"),
        (3.25, "tensor(3.2500)"),
    ],
)
def test_one_notation_serves_all_numbers(values, text):
    """All numbers are whole, fixed or scientific together, and of one width."""
    assert repr(torch.tensor(values)) == text


def test_negative_numbers_do_not_make_it_scientific():
    """0.4.1 chooses between fixed and scientific without a look at negative numbers."""
    assert repr(torch.tensor([-1.5e-7, 0.5])) == "tensor([-0.0000,  0.5000])"


@pytest.mark.parametrize(("size", "is_summary"), [(1000, False), (1001, True)])
def test_more_than_the_threshold_is_summarised(size, is_summary):
    """A tensor of up to ``threshold`` elements is shown in full."""
    assert ("..." in repr(torch.zeros(size))) is is_summary


def test_a_summary_does_not_grow_with_the_tensor():
    """Of each long dimension a summary shows ``edgeitems`` at either end."""
    torch.set_printoptions(edgeitems=2)

    assert repr(torch.zeros(50, 60)) == repr(torch.zeros(500, 70))
    assert repr(torch.zeros(50, 60)).count("0.") == 4 * 4


def test_the_width_of_a_summary_counts_numbers_behind_a_dimension_left_whole():
    """0.4.1 looks for the widest number in all that follows the first dimension it does not cut."""
    wide, tall = torch.zeros(3, 500), torch.zeros(500, 3)
    wide[1, 250] = tall[250, 1] = 1000

    assert repr(wide).startswith("tensor([[   0.,    0.,")
    assert repr(tall).startswith("tensor([[0., 0., 0.],")


# --- 0.4: what is said beside the numbers ---------------------------------------------------------


def test_a_remark_is_made_only_of_what_the_numbers_do_not_tell():
    """The default dtype and int64 go without saying, but int64 not of an empty tensor."""
    assert repr(torch.ones(1)) == "tensor([1.])"
    assert repr(torch.ones(1, dtype=torch.int64)) == "tensor([1])"
    assert repr(torch.ones(1, dtype=torch.int32)) == "tensor([1], dtype=torch.int32)"
    assert tensor_text(np.zeros(0, "i8")) == "tensor([], dtype=torch.int64)"
    assert tensor_text(np.zeros((0, 3), "f4")) == "tensor([], size=(0, 3))"


def test_remarks_stand_in_order_and_together_on_the_next_line_if_too_long():
    """Device, dtype, history; one line if they fit, else all of them below the numbers."""
    few, many = np.array([0.5]), np.full(8, 0.5)

    short = tensor_text(few, "cuda:0", "requires_grad=True")
    long = tensor_text(many, "cuda:0", "requires_grad=True")

    remarks = "device='cuda:0', dtype=torch.float64, requires_grad=True)"
    assert short == f"tensor([0.5000], {remarks}"
    assert long.splitlines()[1] == " " * 7 + remarks


def test_history_is_the_last_node_or_the_wish_for_a_gradient():
    """A result names its ``grad_fn``, a leaf ``requires_grad``, anything else says nothing."""
    x = torch.ones(1, requires_grad=True)

    assert repr(x) == "tensor([1.], requires_grad=True)"
    assert repr(x * 2) == "tensor([2.], grad_fn=<MulBackward>)"
    assert repr(x.detach()) == "tensor([1.])"


# --- Options --------------------------------------------------------------------------------------


def test_options_that_are_not_given_stay():
    """``set_printoptions`` changes what it names; a profile names all, and yields to the others."""
    x = torch.tensor([1 / 3])

    torch.set_printoptions(precision=2)
    torch.set_printoptions(linewidth=100)
    assert repr(x) == "tensor([0.33])"
    torch.set_printoptions(profile="short", precision=1)
    assert repr(x) == "tensor([0.3])"
    torch.set_printoptions(profile="default")
    assert repr(x) == "tensor([0.3333])"


# --- 0.3 ------------------------------------------------------------------------------------------


def test_a_common_factor_stands_above_the_numbers_it_divides():
    """In 0.3 small and large numbers of one size share a factor, in a line of its own."""
    text = tensor_text_03(np.array([0.0012, 0.0023]), "torch.FloatTensor")

    assert text == "\n1.00000e-03 *\n  1.2000\n  2.3000\n[torch.FloatTensor of size 2]\n"


def test_columns_beyond_the_line_follow_in_groups():
    """In 0.3 a matrix wider than a line is printed in groups of columns that together are all."""
    text = tensor_text_03(np.arange(60).reshape(2, 30), "torch.LongTensor")

    groups = re.findall(r"Columns (\d+) to (\d+) \n(.*)\n", text)
    assert [int(first) for first, _, _ in groups] == [0, *(int(last) + 1 for _, last, _ in groups)][
        :-1
    ]
    assert " ".join(row for _, _, row in groups).split() == [str(i) for i in range(30)]
    assert max(map(len, text.splitlines())) <= 80


def test_each_matrix_of_a_large_tensor_is_below_its_index():
    """In 0.3 dots between two matrices tell which index skipped values, and which began anew."""
    torch.set_printoptions(threshold=1, edgeitems=1)

    lines = tensor_text_03(np.zeros((3, 2, 1, 1)), "torch.DoubleTensor").splitlines()

    assert lines == [
        *["", "(0 ,0 ,.,.) = ", "  0"],
        *["", "(0 ,1 ,.,.) = ", "  0"],
        *["...   ", "     ⋮ "],
        *["", "(2 ,0 ,.,.) = ", "  0"],
        *["", "(2 ,1 ,.,.) = ", "  0"],
        "[torch.DoubleTensor of size 3x2x1x1]",
    ]


def test_a_container_is_named_before_its_tensor():
    """In 0.3 a Variable prints as its tensor below a heading, and an empty one beside it."""
    one, none = np.ones(1), np.ones(0)

    assert tensor_text_03(one, "torch.DoubleTensor", "Variable").startswith(
        "Variable containing:\n 1"
    )
    assert tensor_text_03(none, "torch.DoubleTensor") == "[torch.DoubleTensor with no dimension]\n"
    assert tensor_text_03(one, "torch.cuda.DoubleTensor", gpu=0).endswith("of size 1 (GPU 0)]\n")
