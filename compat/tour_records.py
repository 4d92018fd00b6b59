"""Write what the tour is judged by: ``python -m compat.tour_records``.

Every snippet of the tour is one that real PyTorch 0.3.1, 0.4.1 and 2.13 ran; this takes what they
printed, warned and raised out of ``compat/data`` into ``minitorch/tour/records.json``.
"""

import json

from minitorch.tour.steps import STEPS

from .corpus import json_lines, snippets
from .report import ROOT

FILE = ROOT / "minitorch" / "tour" / "records.json"
VERSIONS = ("0.3.1", "0.4.1", "2.13.0")


def records():
    """Return ``{id: {"code": ..., version: {"out", "err", "warn"}}}`` for the tour's snippets."""
    wanted = {name for step in STEPS for name in step.snippets}
    found = {name: snippets()[name] for name in wanted if name in snippets()}
    programs = {line["id"]: line for line in json_lines("programs.jsonl.gz")}
    for name in wanted - found.keys():
        found[name] = {"code": printing(programs[name]["code"])}
        for version in VERSIONS:
            printed = [
                line.get("stdout", "")
                for line in json_lines(f"results-{version}.jsonl.gz")
                if line["id"] == name
            ]
            found[name][version] = {"out": printed[0], "err": None, "warn": []}
    return {name: found[name] for name in sorted(found)}


def printing(code):
    """Return a program without the lines that only record values."""
    lines = [line for line in code.split("\n") if not line.strip().startswith("record(")]
    return "\n".join(lines)


def written():
    """Return the text of the file."""
    return json.dumps(records(), indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    FILE.write_text(written())
