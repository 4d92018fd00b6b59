"""Errors that have another class since 0.4: the row ``error-classes`` of the ledger, in full."""

import re

PARSER = "torch/csrc/utils/python_arg_parser.cpp"
R, X, T, V = "RuntimeError", "IndexError", "TypeError", "ValueError"
CHANGED = [  # (words in 0.4, class in 0.4, in 2.13, the source where no record has the words)
    ("^Dimension out of range", R, X, ""),
    (r"^index -?\d+ is out of bounds for dimension", R, X, ""),
    (r"^select\(\): index -?\d+ out of range", R, X, ""),
    (r"^start \(-?\d+\) \+ length \(-?\d+\) exceeds dimension size", R, X, ""),
    (r"^expand\(.*the number of sizes provided", R, X, ""),
    ("Number of indices should be equal to source:size", R, X, ""),
    ("^invalid argument 2: out of range", R, X, "aten/src/TH/generic/THTensorMath.cpp: put, take"),
    ("^flip dims size out of range", R, X, "aten/src/ATen/native/TensorTransformations.h"),
    ("^source tensor shape must match", R, X, "aten/src/TH/generic/THTensorMath.cpp: indexCopy"),
    (r"^mv: Expected 1-D|^vector \+ matrix @", R, X, "aten/src/ATen/native/LinearAlgebra.cpp"),
    ("^unbind expects at least a 1-dim", R, X, "aten/src/ATen/native/TensorShape.cpp: unbind"),
    ("^invalid argument 3: step must be", R, V, "aten/src/TH/generic/THTensorMath.cpp: arange"),
    ("^expected a non-empty list of Tensors", R, V, ""),
    ("^invalid argument 2: non-empty .D or .D", R, V, ""),
    ("^only one element tensors can be converted", V, R, ""),
    (r"^\w+\(\): argument '\w+' \(position \d\) must be Number, not Tensor", T, R, ""),
    (r"^\w+\(\): argument '\w+' \(position \d\) must be Tensor, not complex", T, R, PARSER),
]


def reclassed(ours, theirs):
    """Return whether an error, of 0.4's class here, is one that has another class in torch now."""
    return any(
        (kind, later) == (type(ours).__name__, type(theirs).__name__)
        and re.search(words, str(ours))
        for words, kind, later, _ in CHANGED
    )
