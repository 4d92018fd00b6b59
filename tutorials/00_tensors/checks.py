"""What is looked at in lesson 0."""

import numpy as np


def shape(torch, answer):
    yield "arr.shape", answer.arr.shape
    yield "tens.type()", answer.tens.type()


def longtensor(torch, answer):
    yield "another", answer.another
    yield "another.type()", answer.another.type()
    yield "first_row", answer.first_row


def shared(torch, answer):
    yield "copy", answer.copy
    yield "predicted", answer.predicted


def shared_truth(torch):
    arr = np.zeros(3)
    tens, copy = torch.from_numpy(arr), torch.tensor(arr)
    arr[0] = 42
    yield "copy", copy
    yield "predicted", [tens[0].item(), copy[0].item()]


def types(torch, answer):
    for name in ("first", "second", "third", "fourth"):
        yield name, getattr(answer, name)


def types_truth(torch):
    whole, point = torch.tensor([1, 2]), torch.tensor([1.0, 2.0])
    found = [whole, point, torch.from_numpy(np.zeros(2)), whole.float()]
    for name, tensor in zip(("first", "second", "third", "fourth"), found, strict=True):
        yield name, str(tensor.dtype).rpartition(".")[2]


WRONG = {
    "shape": [
        ("randn(4, 3)", "randn(3, 5)", "arr.shape=[3, 5]"),
        ("randn(4, 3)", "randn(3, 4)", "arr.shape=[3, 4]"),
    ],
    "longtensor": [
        ("LongTensor", "FloatTensor", "another.type()"),
        ("another[0]", "another[:, 0]", "first_row=[2, 5]"),
        ("another[0]", "another[1]", "first_row=[5, 6]"),
    ],
    "shared": [
        ("torch.tensor(arr)", "torch.from_numpy(arr)", "copy=[42.0, 0.0, 0.0]"),
        ("[42.0, 0.0]", "[0.0, 0.0]", "predicted=[0.0, 0.0]"),
        ("[42.0, 0.0]", "[42.0, 42.0]", "predicted=[42.0, 42.0]"),
    ],
    "types": [
        ('third = "float64"', 'third = "float32"', "third"),
        ('first = "int64"', 'first = "float32"', "first"),
    ],
}
