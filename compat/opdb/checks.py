"""What is checked of a sample, and on which level each check ends."""

import collections
import warnings

import numpy as np

from minitorch.testing.tolerances import TOLERANCES

from . import excuses
from .calls import Form, error_form, forms, sides
from .samples import brief, expressible, is_empty, whole

TYPES = ("float64", "float32", "int64")
SAME, NOT_YET = "same", "not yet"


def arrays(result):
    """Return a result as a list of arrays and numbers."""
    if isinstance(result, (list, tuple)):
        return [array for part in result for array in arrays(part)]
    if not hasattr(result, "requires_grad"):
        return [result]  # a number, or an array already
    result = result.detach()
    result = result.to_dense() if result.is_sparse else result.clone()
    array = np.asarray(result.numpy())
    return [array.astype(np.uint8) if array.dtype == np.bool_ else array]


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


def outcome(run):
    """Return ``(result, error)`` of a call."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return run(), None
        except Exception as error:
            return None, error


def level(info, form):
    """Return the level of one check, and the reason where it is not there yet."""
    judge, expected = outcome(form.theirs)
    mine, error = outcome(form.ours)
    if expected is None and error is None:
        return (SAME, None) if agree(mine, judge) else otherwise(info, form, mine, judge)
    if error is None:
        return excuses.unasked(info, expected) or NOT_YET, f"no {expected!r}"
    if expected is None:
        return excuses.refused(info, form.call, error) or NOT_YET, repr(error)
    if type(error) is type(expected):
        return SAME, None
    row = excuses.another_class(error, expected) or excuses.refused(info, form.call, error)
    return row or NOT_YET, f"{error!r} for {expected!r}"


def otherwise(info, form, ours, theirs):
    """Return the level of two results that differ, and the reason."""
    mine, judge = arrays(ours), arrays(theirs)
    row = excuses.another_result(info, form, mine, judge)
    if row is None and form.precise is not None:
        truth, error = outcome(form.precise)
        if error is None and is_nearer(mine, judge, arrays(truth)):
            row = "nearer-than-torch"
    return row or NOT_YET, "another result"


def is_nearer(ours, theirs, truth):
    """Return whether results in float32 are as good as torch's, seen from those in float64.

    Where elements cancel, each by itself may be far off in both libraries: the largest error
    counts, beside the largest element or four times the largest error of torch.
    """
    if len(ours) != len(theirs) or len(ours) != len(truth):
        return False
    for one, other, exact in zip(ours, theirs, truth, strict=True):
        if not isinstance(one, np.ndarray) or (one.dtype, one.shape) != (other.dtype, other.shape):
            return False
        relative, _ = TOLERANCES["float32"]
        bound = max(4 * largest(other - exact), relative * largest(exact))
        if one.dtype.kind == "f" and not largest(one - exact) <= bound:
            return False
    return True


def largest(array):
    """Return the largest size of an element; zero if there is none."""
    return abs(array).max(initial=0)


def checks(info, limit=None):
    """Yield ``(form, sample)`` for everything that is asked of an entry; None for no form."""
    import torch

    for dtype in TYPES:
        torch.manual_seed(0)
        kind = getattr(torch, dtype)
        supported = kind in info.supported_dtypes("cpu")
        samples = info.sample_inputs("cpu", kind if supported else torch.float64)
        for index, sample in enumerate(filter(expressible, samples)):
            if index == (limit if supported else 3):
                break
            yield from ((form, sample) for form in asked(info, sample, dtype, supported))
    for wrong in info.error_inputs("cpu") if info.error_inputs_func else ():
        sample = wrong.sample_input
        if expressible(sample):
            yield None if is_empty(sample) else error_form(info, sample), sample


def asked(info, sample, dtype, supported):
    """Return the forms of a sample; of a type that torch refuses, one, which is an error."""
    if is_empty(sample):
        return [None]
    if supported:
        return forms(info, sample, dtype)
    return [Form(f"{dtype} refused", lambda call: call, *sides(info, whole(sample)))]


def check(info, limit=None):
    """Return ``{level: number of checks}`` of an entry, and a line for each form not there."""
    counts, missing = collections.Counter(), {}
    for form, sample in checks(info, limit):
        found, reason = ("zero-size", None) if form is None else level(info, form)
        counts[found] += 1
        if found == NOT_YET:
            missing.setdefault(form.name, f"{brief(sample)}: {reason}")
    return dict(sorted(counts.items())), missing
