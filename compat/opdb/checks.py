"""What is checked of a sample, and on which level each check ends."""

import collections
import re
import sys
import warnings

import numpy as np

import minitorch
from minitorch.testing.tolerances import TOLERANCES

from .samples import brief, converted, expressible, function, is_empty, translated

TYPES = ("float64", "float32", "int64")
SAME, NOT_YET = "same", "not yet"
LIMIT = 12  # samples of each entry and type, unless all are asked for
ERRORS = {"RuntimeError", "IndexError", "ValueError", "TypeError"}
LATER_CHECKS = re.compile(
    "single memory location|min_val cannot|lambda must be|greater than (or equal to zero|0)|"
    "not a valid value for reduction|must be 2-D|boolean masks|Negation|start must be|descriptor|"
    "prelu: Expected|step must be nonzero"
)
EXPLAINED = [  # (row of the ledger, class here, words): what 0.4 cannot be asked
    ("later-arguments", "TypeError", ""),
    ("later-arguments", "NotImplementedError", "^$|padding are supported|Input Error: Only"),
    ("later-arguments", "RuntimeError", "expected padding to be a single integer"),
    ("no-promotion", "RuntimeError", "Expected object of (?:scalar )?type"),
    ("floats-only", "RuntimeError", "not implemented for|only supports floating|is not supported"),
    ("zero-size", "RuntimeError", "number of points|sizes must be|n must be greater|resulted in a"),
    ("zero-size", "RuntimeError", r"start \(\d+\) \+ length \(0\)"),
    ("batches-only", "RuntimeError", "Expected [345]-dimensional"),
    ("batches-only", "ValueError", "more than 1 value per|2 or more dim|Expected target size"),
    ("batches-only", "AssertionError", "tensors expect . values for padding"),
    ("matrices-only", "RuntimeError", "expects a 2D tensor|expected a matrix|expected a 2D"),
    ("sizes-must-match", "RuntimeError", "inconsistent tensor sizes|shapes do not match"),
    ("sizes-must-match", "RuntimeError", "to have the same size apart"),
    ("derivatives-that-0.4-lacks", "RuntimeError", "the derivative for .* is not implemented"),
    ("floats-only", "RuntimeError", "value cannot be converted to type .*: inf"),
    ("truth-is-bytes", "RuntimeError", "only supports torch.uint8"),
    ("integers-divide-to-integers", "RuntimeError", "Integers to negative integer powers"),
]


def arrays(result):
    """Return a result as a list of arrays and numbers."""
    if isinstance(result, (list, tuple)):
        return [array for part in result for array in arrays(part)]
    if not hasattr(result, "requires_grad"):
        return [result]  # a number, or an array already
    kind = str(result.dtype).rpartition(".")[2].replace("bool", "uint8")
    return [np.array((result.detach() + 0).tolist(), kind).reshape(tuple(result.shape))]


def agree(ours, theirs):
    """Return whether two results are the same in type, shape and elements."""
    mine, judge = arrays(ours), arrays(theirs)
    if len(mine) != len(judge):
        return False
    for one, other in zip(mine, judge, strict=True):
        if isinstance(one, np.ndarray) != isinstance(other, np.ndarray):
            return False
        if isinstance(one, np.ndarray):
            if (one.dtype, one.shape) != (other.dtype, other.shape):
                return False
            relative, absolute = TOLERANCES.get(one.dtype.name, (0, 0))
            if not np.allclose(one, other, relative, absolute, equal_nan=True):
                return False
        elif one != other:
            return False
    return True


def sides(info, sample):
    """Return the call of a sample in torch and in minitorch."""
    import torch

    theirs = Call(torch, info.op, sample.input, sample.args, sample.kwargs)
    parts = map(converted, (sample.input, list(sample.args), sample.kwargs))
    return theirs, Call(minitorch, translated(info), *parts)


class Call:
    """One sample on one side: a function, its input and its other arguments."""

    def __init__(self, package, run, input, args, kwargs):
        self.package, self.run, self.input = package, run, input
        self.args, self.kwargs = args, kwargs

    def __call__(self, **more):
        return self.run(self.input, *self.args, **self.kwargs, **more)

    def leaves(self):
        """Return the floating tensors among the arguments, requiring gradients."""
        found = []
        for value in [self.input, *self.args, *self.kwargs.values()]:
            for tensor in value if isinstance(value, (list, tuple)) else [value]:
                if hasattr(tensor, "is_floating_point") and tensor.is_floating_point():
                    found.append(tensor.requires_grad_())
        return found

    def gradients(self):
        """Return the gradients of the results, and the gradients of those."""
        wanted = self.leaves()
        results = self()
        results = results if isinstance(results, (list, tuple)) else [results]
        first = self.derived([r for r in results if getattr(r, "requires_grad", False)], wanted)
        again = [g for g in first if g is not None and g.requires_grad]
        return [*map(filled, first, wanted), *map(filled, self.derived(again, wanted), wanted)]

    def derived(self, results, wanted):
        if not results or not wanted:
            return [None] * len(wanted)
        weights = []
        for seed, result in enumerate(results):
            values = np.cos(0.7 * np.arange(result.numel()) + seed).reshape(tuple(result.shape))
            weights.append(self.package.tensor(values, dtype=result.dtype))
        grad = self.package.autograd.grad
        return grad(results, wanted, weights, create_graph=True, allow_unused=True)


def filled(gradient, wanted):
    """Return a gradient; zeros for one that is missing."""
    return wanted * 0 if gradient is None else gradient


def forms(info, sample, dtype):
    """Yield ``(name, what torch does, what minitorch does)`` for each form of a call."""
    theirs, ours = sides(info, sample)
    yield "value", theirs, ours
    if dtype == "float64" and info.supports_autograd:
        theirs, ours = sides(info, sample)
        yield "gradients", theirs.gradients, ours.gradients
    strided = sample.noncontiguous()
    theirs, ours = sides(info, strided)
    yield "strides", theirs, ours
    if info.inplace_variant is not None and function(info.name, "_"):
        theirs, ours = sides(info, sample)
        theirs.run = info.inplace_variant
        ours.run = function(info.name, "_")
        yield "in place", theirs, ours
    if info.supports_out and ours.run in vars(minitorch).values():
        yield "out", *[with_out(side) for side in sides(info, sample)]


def with_out(call):
    """Return the call that writes its result into a tensor."""

    def run():
        expected = call()
        many = isinstance(expected, (list, tuple))
        outs = tuple([e.clone() * 0 for e in expected]) if many else expected.clone() * 0
        return call(out=outs)

    return run


def outcome(run):
    """Return ``(result, error)`` of a call."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return run(), None
        except Exception as error:
            return None, error


def level(theirs, ours):
    """Return the level of one check, None if torch itself refuses the form; and the reason."""
    judge, refused = outcome(theirs)
    if refused is not None:
        return None, None
    mine, error = outcome(lambda: (result := ours(), agree(result, judge)))
    if error is None:
        return (SAME, None) if mine[1] else otherwise(mine[0], judge)
    for row, name, words in EXPLAINED:
        if type(error).__name__ == name and re.search(words, str(error)):
            return row, None
    return NOT_YET, repr(error)


def otherwise(ours, theirs):
    """Return the level of two results that differ, and the reason."""
    mine, judge = arrays(ours), arrays(theirs)
    kinds = [[getattr(a, "dtype", np.dtype("O")).kind for a in side] for side in (mine, judge)]
    if kinds[0] == ["i"] and kinds[1] == ["f"]:
        return "integers-divide-to-integers", None
    if kinds[0] == kinds[1] and len(mine) == 2 and agree(mine[0], judge[0]):
        return "which-of-equal-elements", None
    return NOT_YET, "another result"


def error_level(info, wrong):
    """Return the level of an error input, and the reason: is the class that torch raises ours?"""
    theirs, ours = sides(info, wrong.sample_input)
    (_, expected), (_, error) = outcome(theirs), outcome(ours)
    if expected is None:
        return None, None
    if error is None:
        later = LATER_CHECKS.search(str(expected))
        return ("later-checks", None) if later else (NOT_YET, f"no {expected!r}")
    kinds = {type(error).__name__, type(expected).__name__}
    if len(kinds) == 1:
        return SAME, None
    return ("error-classes", None) if kinds <= ERRORS else (NOT_YET, repr(error))


def check(info, limit=LIMIT):
    """Return ``{level: number of checks}`` of an entry, and a line for each form not there."""
    import torch

    counts, missing = collections.Counter(), {}

    def count(found, form, sample):
        counts[found[0]] += 1
        if found[0] == NOT_YET:
            missing.setdefault(form, f"{brief(sample)}: {found[1]}")

    for dtype in TYPES:
        if getattr(torch, dtype) not in info.supported_dtypes("cpu"):
            continue
        torch.manual_seed(0)
        samples = info.sample_inputs("cpu", getattr(torch, dtype), requires_grad=False)
        for _, sample in zip(range(limit or sys.maxsize), filter(expressible, samples)):
            if is_empty(sample):
                counts["zero-size"] += 1
                continue
            for form, theirs, ours in forms(info, sample, dtype):
                count(level(theirs, ours), f"{dtype} {form}", sample)
    for wrong in info.error_inputs("cpu") if info.error_inputs_func else ():
        if expressible(wrong.sample_input):
            count(error_level(info, wrong), "error", wrong.sample_input)
    counts.pop(None, None)
    return dict(sorted(counts.items())), missing
