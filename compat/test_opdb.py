"""torch's op database, replayed: nothing that was the same as torch becomes something else."""

import json
import re

import numpy as np
import pytest

from compat import report
from compat.opdb import checks
from compat.opdb.__main__ import BASELINE, PAGE, page
from compat.opdb.calls import Call, Form, sides
from compat.opdb.excuses import refused
from compat.opdb.samples import entries

COUNTS = json.loads(BASELINE.read_text())


def good(counts):
    """Return how many checks are the same as torch, or nearer to what it has in float64."""
    return counts.get(checks.SAME, 0) + counts.get("nearer-than-torch", 0)


@pytest.mark.live
@pytest.mark.parametrize("name", COUNTS)
def test_an_entry_only_gets_better(name):
    """As many checks are the same as torch as before, and no more are missing.

    After an improvement, ``python -m compat.opdb --update`` writes what there is now.
    """
    counts, missing = checks.check(entries()[name])

    assert good(counts) >= good(COUNTS[name]), missing
    assert counts.get(checks.NOT_YET, 0) <= COUNTS[name].get(checks.NOT_YET, 0), missing


@pytest.mark.live
def test_every_entry_is_counted():
    """An entry that minitorch has a function for is in the baseline."""
    assert set(entries()) == set(COUNTS)


def test_the_page_tells_the_baseline():
    """``compat/opdb.md`` is what the baseline says."""
    assert PAGE.read_text() == page(COUNTS)


def test_every_difference_is_in_the_ledger():
    """A level of a check is a row of ``differences.toml``, which is asserted on both sides."""
    levels = {level for counts in COUNTS.values() for level in counts}
    rows = {row["id"] for row in report.differences()}

    assert levels <= {checks.SAME, checks.NOT_YET, *rows}


@pytest.mark.live
def test_a_slip_is_seen():
    """The checks can fail: an operation in the place of another is found out."""
    import torch

    info = entries()["sin"]
    sample = next(iter(info.sample_inputs("cpu", torch.float64)))
    form = Form("value", lambda call: call, *sides(info, sample))
    form.ours.run = lambda x: x.cos()

    level, reason = checks.level(info, form)

    assert level == checks.NOT_YET
    assert re.search("another result", reason)


@pytest.mark.live
def test_only_an_argument_that_came_later_excuses_a_type_error():
    """A TypeError that names no later argument of the entry is not there yet."""
    info = entries()["nonzero"]
    call = Call(None, None, None, (), {"as_tuple": True})
    said = "nonzero() got an unexpected keyword argument {!r}"

    assert refused(info, call, TypeError(said.format("as_tuple"))) == "later-arguments"
    assert refused(info, call, TypeError(said.format("input"))) is None
    assert refused(info, call, TypeError("something else")) is None


@pytest.mark.live
def test_a_result_in_float32_may_not_be_worse_than_that_of_torch():
    """Errors are measured from the result in float64, beside the largest element."""
    exact = np.array([1e4, 1.0])
    theirs = exact.astype("f4")

    assert checks.is_nearer([(exact + 1e-3).astype("f4")], [theirs], [exact])
    assert not checks.is_nearer([(exact + 1.0).astype("f4")], [theirs], [exact])
    assert not checks.is_nearer([exact], [theirs], [exact])
