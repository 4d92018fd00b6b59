"""Give every replayed program its verdict, and count verdicts by topic.

A program that fails because it uses a name that minitorch does not have yet is counted apart, as
*not there yet*: it says what is still to be built, not what is built wrong. It never counts as
passed.
"""

import collections
import functools
import json
import re

from minitorch.testing import compare

from . import snippet
from .corpus import DATA, expected

ABSENT, UNSTABLE = "not there yet", "unstable"
VERDICTS = ["identical", "close", "values", "differs", ABSENT, UNSTABLE]
PASSED = {"identical": 2, "close": 2, "values": 1}  # last bits belong to the machine, not to us
MISSING = [
    re.compile(r"^(?:module '[\w.]+'|'\w+' object|type object '\w+') has no attribute '(\w+)'"),
    re.compile(r"^cannot import name '(\w+)'"),
    re.compile(r"^No module named 'torch\.(?:\w+\.)*(\w+)'"),
]


def verdicts(face, results):
    """Return ``{id: verdict}`` for the results of a replay."""
    judge = expected(face)
    return {name: verdict(got, judge[name]) for name, got in results.items()}


def verdict(got, wanted):
    """Return the verdict on one program."""
    if wanted.get("unstable") or "err" not in wanted and "crash" in wanted:
        return UNSTABLE  # uninitialised memory, or the old release itself crashed
    level = (snippet if "err" in wanted else compare).result(got, wanted)
    if level == compare.DIFFERS and missing_names(got, wanted):
        return ABSENT
    return compare.LEVELS[level]


def missing_names(got, wanted):
    """Return the public names of 0.3 and 0.4 whose absence ``got`` complains of."""
    complaints = set(messages(got)) - set(messages(wanted))
    found = []
    for message in complaints:
        for pattern in MISSING:
            match = pattern.search(message)
            if match and match.group(1) in public_names():
                found.append(match.group(1))
    return found


@functools.cache
def public_names():
    """Return every name of 0.3.1 and 0.4.1, without the module it lives in."""
    spaces = json.loads((DATA / "names.json").read_text())
    parts = {part for space in spaces for part in space.split(".")}
    return parts.union(*spaces.values())


def messages(result):
    """Yield the messages of all errors in a result: the last one and those attempted."""
    if result.get("err"):
        yield result["err"].partition(": ")[2]
    found = [result.get("exc"), *[value for _, value in result.get("records", [])]]
    for value in found:
        if isinstance(value, dict) and value.get("k") == "exc":
            yield value.get("m", "")


def by_topic(found, programs):
    """Return ``{topic: Counter of verdicts}``, and under ``all`` their sum."""
    table = collections.defaultdict(collections.Counter)
    for program in programs:
        if program.id in found:
            table[program.topic][found[program.id]] += 1
    table = dict(sorted(table.items()))
    table["all"] = sum(table.values(), collections.Counter())
    return table


def rows(table):
    """Yield the cells of a table by topic: the head, then one row for each topic."""
    yield ["topic", "programs", *VERDICTS, "agree"]
    for topic, counts in table.items():
        total = sum(counts.values())
        judged = total - counts[UNSTABLE]
        agree = sum(counts[verdict] for verdict in PASSED)
        share = f"{100 * agree / judged:.1f} %" if judged else "-"
        yield [topic, str(total), *[str(counts[name]) for name in VERDICTS], share]
