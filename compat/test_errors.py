"""What goes wrong says so in torch's words, and leaves everything as it was.

Each row: a program that fails, the class and the words of PyTorch 0.4.1 (from its records, see
``compat/data``, or its sources), and the class of 2.13 where that is another; None where 2.13 does
not fail. ``x`` is a leaf of three ones that requires grad, ``y`` is ``x * 2``.
"""

import builtins
import functools
import re

import pytest

import minitorch
from compat.corpus import json_lines
from compat.reclassed import CHANGED as RECLASSED
from compat.reclassed import reclassed

SETUP = "x = torch.ones(3, requires_grad=True); y = x * 2\n"
SAME = object()
AGAIN = "Trying to backward through the graph a second time"
CHANGED = "has been modified by an inplace operation"
ROWS = [
    ("backward twice", "z = (y * y).sum(); z.backward(); z.backward()", "RuntimeError", AGAIN),
    ("backward of several", "y.backward()", "RuntimeError", "only for scalar outputs"),
    ("backward of none", "torch.ones(1).backward()", "RuntimeError", "does not require grad"),
    ("saved output", "z = y.exp(); z.add_(1); z.sum().backward()", "RuntimeError", CHANGED),
    ("saved input", "z = y * y; y.add_(1); z.sum().backward()", "RuntimeError", CHANGED),
    (
        "through detach",
        "z = y.exp(); z.detach().add_(1); z.sum().backward()",
        "RuntimeError",
        CHANGED,
    ),
    ("leaf in place", "x.add_(1)", "RuntimeError", "a leaf Variable that requires grad"),
    ("grad of a shape", "x.grad = torch.ones(4)", "RuntimeError", "has data of a different size"),
    ("grad of a type", "x.grad = torch.ones(3).double()", "RuntimeError", "of a different type"),
    ("grad of no tensor", "x.grad = 5", "RuntimeError", "Variable or None (got int)", "TypeError"),
    ("integer leaf", "torch.tensor([1], requires_grad=True)", "RuntimeError", "floating point"),
    ("freezing a result", "y.requires_grad_(False)", "RuntimeError", "flags of leaf variables"),
    ("numpy of a leaf", "x.numpy()", "RuntimeError", "Can't call numpy() on"),
    ("deepcopy of a result", "import copy; copy.deepcopy(y)", "RuntimeError", "created explicitly"),
    (
        "unused",
        "torch.autograd.grad(y.sum(), torch.ones(1, requires_grad=True))",
        "RuntimeError",
        "appear",
    ),
    (
        "grad of none",
        "torch.autograd.grad(y.sum(), torch.ones(1))",
        "RuntimeError",
        "does not require grad",
    ),
    ("gradient of a shape", "y.backward(torch.ones(4))", "RuntimeError", "shape"),
    (
        "shapes",
        "torch.ones(3) + torch.ones(4)",
        "RuntimeError",
        "The size of tensor a (3) must match the size of tensor b (4) at non-singleton dimension 0",
    ),
    (
        "matmul",
        "torch.ones(2, 3).mm(torch.ones(4, 5))",
        "RuntimeError",
        "size mismatch, m1: [2 x 3], m2: [4 x 5]",
    ),
    ("mm of a vector", "torch.ones(3).mm(torch.ones(3, 1))", "RuntimeError", "matrices expected"),
    (
        "types",
        "torch.ones(2, 2).mm(torch.ones(2, 2).double())",
        "RuntimeError",
        "Expected object of type torch.FloatTensor but found type torch.DoubleTensor",
    ),
    (
        "view of strides",
        "torch.ones(2, 3).t().view(6)",
        "RuntimeError",
        "view size is not compatible with input tensor's size and stride",
    ),
    (
        "view of a size",
        "torch.ones(6).view(5)",
        "RuntimeError",
        "shape '[5]' is invalid for input of size 6",
    ),
    (
        "two unknowns",
        "torch.ones(6).view(-1, -1)",
        "RuntimeError",
        "only one dimension can be inferred",
    ),
    (
        "dim",
        "torch.ones(2, 2).sum(2)",
        "RuntimeError",
        "Dimension out of range (expected to be in range of [-2, 1], but got 2)",
        "IndexError",
    ),
    ("index", "x[5]", "IndexError", "index 5 is out of bounds for dimension 0 with size 3"),
    ("indices", "x[0, 0]", "IndexError", "too many indices for tensor of dimension 1"),
    ("step", "x[::-1]", "ValueError", "negative step not yet supported"),
    (
        "truth",
        "bool(torch.ones(2))",
        "RuntimeError",
        "ool value of Tensor with more than one value is ambiguous",
    ),
    (
        "item",
        "torch.ones(2).item()",
        "ValueError",
        "only one element tensors can be converted to Python scalars",
        "RuntimeError",
    ),
    (
        "cat of nothing",
        "torch.cat([])",
        "RuntimeError",
        "expected a non-empty list of Tensors",
        "ValueError",
    ),
    (
        "cat",
        "torch.cat([torch.ones(2, 2), torch.ones(2, 3)])",
        "RuntimeError",
        "Sizes of tensors must match except in dimension 0",
    ),
    ("stack", "torch.stack([torch.ones(2), torch.ones(3)])", "RuntimeError", ""),
    (
        "gather of a type",
        "x.gather(0, torch.ones(1))",
        "RuntimeError",
        "Expected object of type torch.LongTensor but found type torch.FloatTensor",
    ),
    ("gather", "x.gather(0, torch.tensor([5]))", "RuntimeError", ""),
    (
        "linear",
        "torch.nn.Linear(3, 4)(torch.ones(2, 5))",
        "RuntimeError",
        "size mismatch, m1: [2 x 5], m2: [3 x 4]",
    ),
    (
        "target",
        "torch.nn.functional.cross_entropy(torch.ones(2, 3), torch.tensor([1, 7]))",
        "RuntimeError",
        "cur_target >= 0 && cur_target < n_classes",
        "IndexError",
    ),
    (
        "target of a type",
        "torch.nn.functional.cross_entropy(torch.ones(2, 3), torch.ones(2))",
        "RuntimeError",
        "Expected object of type torch.LongTensor",
    ),
    (
        "missing key",
        "torch.nn.Linear(2, 1).load_state_dict({'weight': torch.ones(1, 2)})",
        "RuntimeError",
        'Missing key(s) in state_dict: "bias"',
    ),
    (
        "other shape",
        "torch.nn.Linear(2, 1).load_state_dict(torch.nn.Linear(3, 1).state_dict())",
        "RuntimeError",
        "size mismatch for weight",
    ),
    (
        "no parameters",
        "torch.optim.SGD([], lr=1)",
        "ValueError",
        "optimizer got an empty parameter list",
    ),
    (
        "a result to optimize",
        "torch.optim.SGD([y], lr=1)",
        "ValueError",
        "can't optimize a non-leaf Tensor",
    ),
    ("negative rate", "torch.optim.SGD([x], lr=-1)", "ValueError", "Invalid learning rate: -1"),
    (
        "attribute",
        "torch.nn.Linear(1, 1).foo",
        "AttributeError",
        "'Linear' object has no attribute 'foo'",
    ),
    ("mean of integers", "torch.tensor([1, 2]).mean()", "RuntimeError", ""),
    (
        "ragged",
        "torch.tensor([[1, 2], [3]])",
        "ValueError",
        "expected sequence of length 2 at dim 1 (got 1)",
    ),
    ("negative strides", "torch.from_numpy(np.ones(3)[::-1])", "ValueError", "negative"),
    (
        "hook of a shape",
        "y.register_hook(lambda g: torch.ones(4)); y.sum().backward()",
        "RuntimeError",
        "has changed the size of value",
    ),
    (
        "hook that raises",
        "y.register_hook(lambda g: 1 / 0); y.sum().backward()",
        "ZeroDivisionError",
        "division by zero",
    ),
    (
        "integers with fractions",
        "torch.tensor([1, 2]).exp_()",
        "RuntimeError",
        "not implemented for 'torch.LongTensor'",
    ),
    (
        "integers by zero",
        "torch.tensor([1]) / torch.tensor([0])",
        "RuntimeError",
        "ZeroDivisionError",
        None,
    ),
    (
        "promotion",
        "torch.tensor([1]) + torch.ones(1)",
        "RuntimeError",
        "Expected object of type torch.LongTensor",
        None,
    ),
    (
        "negative powers",
        "torch.tensor([2]) ** torch.tensor([-1])",
        "RuntimeError",
        "Integers to negative integer powers are not allowed",
        None,
    ),
]


def names():
    """Return each row under its name."""
    return [pytest.param(*row[1:4], *(row[4:] or (SAME,)), id=row[0]) for row in ROWS]


def fails(torch, program):
    """Run a program; return what it raised and what became of ``x`` and ``y``."""
    import numpy as np

    scope = {"torch": torch, "np": np}
    exec(SETUP, scope)
    version = scope["y"]._version
    try:
        exec(program, scope)
    except Exception as error:
        return error, scope["x"], scope["y"], version
    return None, scope["x"], scope["y"], version


@pytest.mark.parametrize(("program", "kind", "words", "live"), names())
def test_the_error_is_that_of_0_4(program, kind, words, live):
    """Class and words are torch's."""
    error, _, _, _ = fails(minitorch, program)

    assert type(error) is getattr(builtins, kind)
    assert words in str(error)


@pytest.mark.parametrize(("program", "kind", "words", "live"), names())
def test_nothing_is_left_half_changed(program, kind, words, live):
    """The leaf has its values; gradients still flow through what was there before."""
    _, x, y, version = fails(minitorch, program)
    changed = y._version != version

    assert x.tolist() == [1.0, 1.0, 1.0]
    assert changed or y.tolist() == [2.0, 2.0, 2.0]
    x.grad = None
    (x * 3).sum().backward()
    assert x.grad.tolist() == [3.0, 3.0, 3.0]


@pytest.mark.live
@pytest.mark.parametrize(("program", "kind", "words", "live"), names())
def test_live_torch_fails_as_the_row_says(program, kind, words, live):
    """2.13 raises the same class, or the one that the row names; None means that it does not."""
    import torch

    error, _, _, _ = fails(torch, program)

    expected = kind if live is SAME else live
    assert (error and type(error).__name__) == expected


@functools.cache
def recorded():
    """Return the class and the words of every error in the records of 0.4.1."""
    return {error for line in json_lines("results-0.4.1.jsonl.gz") for error in errors_in(line)}


def errors_in(value):
    """Yield the class and the words of every error in a record."""
    if isinstance(value, dict):
        if {"t", "m"} <= value.keys():
            yield value["t"], str(value["m"])
        value = list(value.values())
    for part in value if isinstance(value, list) else ():
        yield from errors_in(part)


@pytest.mark.parametrize(("words", "kind", "later", "source"), RECLASSED)
def test_a_class_that_changed_is_on_record(words, kind, later, source):
    """0.4.1 was seen to raise the class that the table says, or the table says where it does."""
    seen = any(kind == name and re.search(words, said) for name, said in recorded())

    assert seen != bool(source)


def test_no_other_class_stands_for_another():
    """Errors of different classes are alike by their words alone, and only as the table says."""
    words = "Dimension out of range (expected to be in range of [-1, 0], but got 3)"

    assert reclassed(RuntimeError(words), IndexError(words))
    assert not reclassed(RuntimeError(words), ValueError(words))
    assert not reclassed(IndexError(words), RuntimeError(words))
    assert not reclassed(RuntimeError("something else"), IndexError("something else"))
