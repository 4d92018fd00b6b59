"""Replay torch's op database, and show what is there: ``python -m compat.opdb``."""

import argparse
import collections
import json
import multiprocessing
import re
import sys

from minitorch.interop import live_torch

from ..corpus import DATA
from ..terminal import Progress, show_table
from .checks import NOT_YET, SAME, check
from .samples import entries

BASELINE, PAGE = DATA / "opdb.json", DATA.parent / "opdb.md"


def checked(name, limit=None):
    """Return the counts of the entry of this name, and what is missing as text."""
    counts, missing = check(entries()[name], limit)
    return name, counts, [f"{form}: {line}"[:250] for form, line in missing.items()]


def page(baseline):
    """Return the table of all entries, as Markdown."""
    total = sum(map(collections.Counter, baseline.values()), collections.Counter())
    complete = sum(NOT_YET not in counts for counts in baseline.values())
    lines = [
        "# torch's op database, replayed",
        "",
        "Written by `python -m compat.opdb --update`, which says how it is counted.",
        "",
        f"{complete} of {len(baseline)} entries have no check that is not there yet; of "
        f"{sum(total.values())} checks {total[SAME]} are the same as torch 2.13, "
        f"{sum(total.values()) - total[SAME] - total[NOT_YET]} differ by a row of "
        f"`differences.toml`, and {total[NOT_YET]} are not there yet.",
        "",
        "| entry | same | deliberate difference | not there yet |",
        "|---|---|---|---|",
    ]
    for name, counts in sorted(baseline.items()):
        rows = [f"{n} {row}" for row, n in counts.items() if row not in (SAME, NOT_YET)]
        cells = [counts.get(SAME, 0), ", ".join(rows), counts.get(NOT_YET, 0)]
        lines.append(f"| `{name}` | " + " | ".join(map(str, cells)) + " |")
    return "\n".join(lines) + "\n"


def main(arguments=None):
    """Run the command line; return 1 if an entry got worse."""
    parser = argparse.ArgumentParser(prog="python -m compat.opdb", description=__doc__)
    parser.add_argument("--only", default="", help="a regular expression that names must match")
    parser.add_argument("--limit", type=int, help="the first few samples of each type alone")
    parser.add_argument("--update", action="store_true", help="write the baseline and its page")
    parser.add_argument("--show", action="store_true", help="show what is not there yet")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    options = parser.parse_args(arguments)
    if live_torch() is None:
        parser.error("torch is not installed: pip install '.[torch]'")
    names = [name for name in entries() if re.search(options.only, name)]
    bar, found = Progress("entries", len(names)), {}
    with multiprocessing.Pool(options.jobs) as pool:
        work = [(name, options.limit) for name in names]
        for done, (name, counts, missing) in enumerate(pool.imap(star, work), 1):
            bar(done)
            found[name] = counts
            if options.show and missing:
                print(name, *missing, sep="\n    ")
    rows = [["entry", SAME, "difference", NOT_YET]]
    for name, counts in found.items():
        same, missing = counts.get(SAME, 0), counts.get(NOT_YET, 0)
        rows.append([name, str(same), str(sum(counts.values()) - same - missing), str(missing)])
    show_table("torch's op database", rows)
    if options.update:
        kept = {k: v for k, v in json.loads(BASELINE.read_text()).items() if k in entries()}
        found = {**kept, **found}
        BASELINE.write_text(json.dumps(found, indent=0, sort_keys=True) + "\n")
        PAGE.write_text(page(found))
    return 0


def star(arguments):
    """Call :func:`checked` with several arguments."""
    return checked(*arguments)


if __name__ == "__main__":
    sys.exit(main())
