"""Show programs beside what real PyTorch and minitorch made of them."""

import json

from .corpus import expected
from .score import PASSED, UNSTABLE

FIELDS_FIRST = ("exc", "err")


def show(face, programs, results, found, limit, only=None):
    """Print up to ``limit`` programs that do not agree, spread over all there are."""
    wanted = [p for p in programs if is_shown(found[p.id], only)]
    step = max(1, len(wanted) // limit) if limit else 1
    for program in wanted[::step][:limit]:
        print("=" * 100)
        print(f"{program.id}: {found[program.id]}")
        for number, line in enumerate(program.code.rstrip().split("\n"), 1):
            print(f"{number:4}  {line}")
        for line in differences(results[program.id], expected(face)[program.id]):
            print(line)
    print(f"({min(limit, len(wanted))} of {len(wanted)} shown)")


def is_shown(verdict, only):
    """Return whether a program with this verdict is asked for."""
    return verdict == only if only else verdict not in PASSED and verdict != UNSTABLE


def differences(got, wanted):
    """Yield lines that name every field that differs, expected above got."""
    if "crash" in got or "crash" in wanted:
        yield from pair("crash", wanted.get("crash"), got.get("crash"))
        return
    for field in ("out", "err", "warn", "exc", "stdout", "warnings"):
        if got.get(field) != wanted.get(field):
            yield from pair(field, wanted.get(field), got.get(field))
    ours, theirs = got.get("records", []), wanted.get("records", [])
    for (label, value), (wanted_label, other) in zip(ours, theirs, strict=False):
        if label != wanted_label:
            yield from pair("label", wanted_label, label)
        elif value != other:
            yield from pair(label, *narrowed(other, value))
    for label, value in theirs[len(ours) :]:
        yield from pair(label, value, "(no such record)")
    for label, value in ours[len(theirs) :]:
        yield from pair(label, "(no such record)", value)


def narrowed(expected_value, got):
    """Drop the fields of two encoded values that are equal."""
    both = isinstance(expected_value, dict) and isinstance(got, dict)
    if not both or expected_value.get("k") != got.get("k"):
        return expected_value, got
    names = [k for k in {**expected_value, **got} if expected_value.get(k) != got.get(k)]
    return {k: expected_value.get(k) for k in names}, {k: got.get(k) for k in names}


def pair(label, wanted, got):
    """Return two blocks of lines: what was expected, and what came."""
    return [f"  {label}", f"      torch: {brief(wanted)}", f"  minitorch: {brief(got)}"]


def brief(value):
    """Return a value as a short text: an error as one would read it, a printed form unquoted."""
    if isinstance(value, dict) and value.get("k") == "exc" and "m" in value:
        return f"{value['t']}: {value['m']}"[:600]
    text = value if isinstance(value, str) else json.dumps(value)
    return ("\n" + text.rstrip("\n") if "\n" in text else text)[:1200]
