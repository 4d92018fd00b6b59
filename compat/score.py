"""Give every replayed program its verdict, and count verdicts by topic.

A program that fails because it uses a name that minitorch does not have yet is counted apart, as
*not there yet*: it says what is still to be built, not what is built wrong. So is one that differs
as a row of ``differences.toml`` says, *by a row*. Neither counts as passed.
"""

import collections
import fnmatch
import functools
import json
import re
import tomllib

from minitorch.testing import compare

from . import snippet
from .corpus import DATA, expected

ABSENT, UNSTABLE, BY_ROW = "not there yet", "unstable", "by a row"
VERDICTS = ["identical", "close", "values", BY_ROW, "differs", ABSENT, UNSTABLE]
DIFFERING = (compare.LEVELS[compare.DIFFERS], ABSENT)
PASSED = {"identical": 2, "close": 2, "values": 1}  # last bits belong to the machine, not to us
MISSING = [
    re.compile(r"^(?:module '[\w.]+'|'\w+' object|type object '\w+') has no attribute '(\w+)'"),
    re.compile(r"^cannot import name '(\w+)'"),
    re.compile(r"^No module named 'torch\.(?:\w+\.)*(\w+)'"),
]


def verdicts(face, results):
    """Return ``{id: verdict}`` for the results of a replay."""
    judge = expected(face)
    found = {name: verdict(got, judge[name]) for name, got in results.items()}
    for name in found.keys() & covered(face).keys():
        found[name] = BY_ROW if found[name] in DIFFERING else found[name]
    return found


def differences():
    """Return the rows of ``differences.toml``."""
    with open(DATA.parent / "differences.toml", "rb") as file:
        return tomllib.load(file)["difference"]


@functools.cache
def covered(face):
    """Return ``{id: the row that covers it}`` for the programs of a face."""
    rows = [row for row in differences() if row["face"] == face and "covers" in row]
    return {name: row for row in rows for name in expected(face) if is_covered(name, row)}


def is_covered(name, row):
    """Return whether a row covers a program: by its id, where ``*`` stands for anything."""
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in row["covers"].split())


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
