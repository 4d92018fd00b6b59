"""Group what does not agree by its first cause: the error, or the field that differs."""

import collections
import re

from .corpus import expected
from .score import DIFFERING, messages
from .show import narrowed

DETAIL = re.compile(r"0x\w+|-?\d+(?:\.\d+)?(?:e[-+]?\d+)?")


def show(face, programs, results, found, limit):
    """Print the commonest causes for each topic, with how many programs and one name."""
    for topic, counted in by_topic(face, programs, results, found).items():
        print(f"{topic}: {sum(map(len, counted.values()))} do not agree")
        for cause, names in sorted(counted.items(), key=lambda item: -len(item[1]))[:limit]:
            print(f"  {len(names):5}  {cause[:150]}   e.g. {names[0]}")
    print()


def by_topic(face, programs, results, found):
    """Return ``{topic: {cause: [program names]}}``."""
    judge = expected(face)
    table = collections.defaultdict(lambda: collections.defaultdict(list))
    for program in programs:
        if found[program.id] in DIFFERING:
            cause = cause_of(results[program.id], judge[program.id])
            table[program.topic][cause].append(program.id)
    return dict(sorted(table.items()))


def cause_of(got, wanted):
    """Return one line that says why ``got`` does not agree."""
    if "crash" in got:
        return f"crash: {got['crash']}"
    raised = [m for m in messages(got) if m not in set(messages(wanted))]
    if raised:
        first = got.get("exc") or {}
        name = first.get("t", "") if first.get("m") == raised[0] else ""
        return "error: " + DETAIL.sub("#", f"{name} {raised[0]}".strip().split("\n")[0])
    if [m for m in messages(wanted) if m not in set(messages(got))]:
        lost = next(m for m in messages(wanted) if m not in set(messages(got)))
        return "no error where torch says: " + DETAIL.sub("#", lost.split("\n")[0])
    if got.get("out") != wanted.get("out"):
        return "printed form"
    for (_, value), (_, other) in zip(
        got.get("records", []), wanted.get("records", []), strict=False
    ):
        fields = differing_fields(other, value)
        if fields:
            return f"fields: {fields}"
    return "another number of records"


def differing_fields(wanted, got):
    """Name the fields of the first encoded values that differ."""
    if wanted == got:
        return ""
    short = narrowed(wanted, got)[0]
    if isinstance(short, dict) and isinstance(got, dict) and wanted.get("k") == got.get("k"):
        return f"{got.get('k')} {', '.join(sorted(short))}"
    return f"{kind(wanted)} became {kind(got)}"


def kind(value):
    """Name the kind of an encoded value."""
    return value.get("k") if isinstance(value, dict) else type(value).__name__
