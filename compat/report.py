"""One report on all checks: how many were live, recorded and mathematical, and what differs."""

import collections
import html
import re
from pathlib import Path

from . import baseline, results, score
from .corpus import FACES, programs
from .replay import replay
from .score import differences
from .terminal import Progress, show_table

ROOT = Path(__file__).parent.parent
MARKS = re.compile(r"(<!-- status:begin -->\n).*?(<!-- status:end -->)", re.DOTALL)
KINDS = {
    "recorded": "programs replayed, judged by what real PyTorch 0.3.1 and 0.4.1 recorded",
    "live": "comparisons with torch 2.13 in one process",
    "mathematical": "derivatives of every operation against finite differences",
}


def replayed(face, jobs=None):
    """Return ``{id: verdict}`` for every program of a face, and keep it for the report."""
    chosen = programs(face)
    found = score.verdicts(face, replay(face, chosen, jobs, Progress(f"face {face}", len(chosen))))
    results.keep(f"replay-{face}", found)
    return found


def verdicts(face):
    """Return the verdicts of the last replay of a face; replay if there was none."""
    return results.kept(f"replay-{face}") or replayed(face)


def counts():
    """Return how many checks of each kind the last runs made, and how many did not agree."""
    found = {kind: [0, 0] for kind in KINDS}
    for face in baseline.FACES:
        kept = verdicts(face)
        judged = [verdict for verdict in kept.values() if verdict != score.UNSTABLE]
        found["recorded"][0] += len(judged)
        found["recorded"][1] += sum(verdict not in score.PASSED for verdict in judged)
    for kind in ("live", "mathematical"):
        kept = results.kept(kind)
        if kept:
            found[kind] = [kept["checks"], kept["failed"]]
    return found


def tables():
    """Yield ``(title, rows)`` for every table of the report."""
    rows = [["checks", "number", "do not agree", "what they are"]]
    for kind, (number, failed) in counts().items():
        rows.append([kind, str(number), str(failed), KINDS[kind]])
    yield "Checks", rows
    for face in baseline.FACES:
        table = score.by_topic(verdicts(face), programs(face))
        judge = FACES[face]
        yield f"{judge.package}, judged by PyTorch {judge.judge}", list(score.rows(table))
    rows = [["difference", "face", "why"]]
    rows += [[row["id"], row["face"], row["why"]] for row in differences()]
    yield "Deliberate differences (compat/differences.toml)", rows


def run(options):
    """Print the report, write it as a page, and update what the options ask for."""
    if options.fresh or options.update:
        for face in baseline.FACES:
            found = replayed(face, options.jobs)
            if options.update:
                gained = baseline.raise_to(face, found)
                print(f"face {face}: {gained} programs more than before")
    lines = []
    for title, rows in tables():
        show_table(title, rows)
        lines.append(page_table(title, rows))
    page = results.BUILD / "report.html"
    results.BUILD.mkdir(exist_ok=True)
    page.write_text(PAGE.format(tables="\n".join(lines)))
    print(f"the same as a page: {results.BUILD.name}/{page.name}")
    if options.readme:
        write_readme()
    return 0


PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>minitorch against PyTorch</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 1rem }}
table {{ border-collapse: collapse; margin: 1rem 0 }}
th, td {{ padding: .2rem .8rem; text-align: right; border-bottom: 1px solid #8884 }}
th:first-child, td:first-child, td:last-child {{ text-align: left }}
</style>
<h1>minitorch against PyTorch</h1>
{tables}
</html>
"""


def page_table(title, rows):
    """Return one table as HTML."""
    head, *body = [[html.escape(cell) for cell in row] for row in rows]
    lines = ["<tr><th>" + "<th>".join(head)]
    lines += ["<tr><td>" + "<td>".join(row) for row in body]
    return f"<h2>{html.escape(title)}</h2>\n<table>\n" + "\n".join(lines) + "\n</table>"


def status():
    """Return the status table of the README, counted from the baselines."""
    lines = ["| topic | agree with 0.4.1 | agree with 0.3.1 |", "|---|---|---|"]
    tally = {face: tallied(face) for face in baseline.FACES}
    for topic in [*sorted(set(tally["0.4"]) - {"all"}), "all"]:
        cells = [cell(*tally[face][topic]) for face in tally]
        lines.append(f"| {topic} | {cells[0]} | {cells[1]} |")
    return "\n".join(lines) + "\n"


def cell(agree, by_row, total):
    """Return what a cell of the status table says."""
    return f"{agree} of {total}" + (f", {by_row} by rows" if by_row else "")


def tallied(face):
    """Return ``{topic: [programs that agree, that differ by a row, programs]}``."""
    agreed, found = baseline.agreed(face), collections.defaultdict(lambda: [0, 0, 0])
    covered = score.covered(face).keys() - agreed
    for program in programs(face):
        for topic in (program.topic, "all"):
            counted = (program.id in agreed, program.id in covered, True)
            found[topic] = [number + one for number, one in zip(found[topic], counted)]
    return found


def write_readme():
    """Put the status table into the README."""
    file = ROOT / "README.md"
    file.write_text(MARKS.sub(lambda m: m[1] + status() + m[2], file.read_text()))
