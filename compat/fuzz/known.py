"""Errors that only one side raises, each explained by a row of ``differences.toml``."""

import re

from ..reclassed import reclassed

# (row of the ledger, class here, class in torch, words of the one there is, and what is written in
# the program, or after "# " in the statement)
EXPLAINED = [
    ("number-indexed", None, "IndexError", "invalid index of a 0-dim tensor", ""),
    ("views-of-leaves-change", None, "RuntimeError", "a view of a leaf Variable that requires", ""),
    (
        "views-of-leaves-change",
        None,
        "RuntimeError",
        "a leaf Variable that requires",
        r"\n# .*\[.*:",
    ),
    ("overlapping-memory-changes", None, "RuntimeError", "refers? to a single memory location", ""),
    ("results-are-contiguous", None, "RuntimeError", "view size is not compatible", ""),
    ("numbers-are-rows-of-one", None, "RuntimeError", "source tensor shape|slice shapes", ""),
    ("no-promotion", "RuntimeError", None, "Expected object of type", ""),
    (
        "less-is-saved",
        None,
        "RuntimeError",
        "modified by an inplace operation",
        r"take\(|gather\(|mse_loss|masked_|\*\*|\w\[\[|index_",
    ),
    ("more-is-saved", "RuntimeError", None, "modified by an inplace operation", r"matmul\("),
    ("constants-are-kept", None, "RuntimeError", "through the graph a second time", ""),
    ("numbers-have-no-dimension", "RuntimeError", None, "flip dims size out of range", ""),
    ("sizes-must-match", "RuntimeError", None, "input and target shapes do not match", ""),
    ("matrices-only", "RuntimeError", None, r"t\(\) expects a 2D tensor|expected a matrix", ""),
]


def known(program, line, mine, judge):
    """Return whether a row explains that ``line`` raised ``mine`` here and ``judge`` in torch."""
    if reclassed(mine, judge):
        return True
    text = f"{program}\n# {line}"
    classes = tuple([None if e is None else type(e).__name__ for e in (mine, judge)])
    said = str(judge if mine is None else mine)
    return any(
        classes == (ours, theirs) and re.search(words, said) and re.search(written, text)
        for _, ours, theirs, words, written in EXPLAINED
    )
