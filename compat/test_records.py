"""The faces against what real PyTorch recorded."""

import pytest

from compat import baseline, report, score


@pytest.mark.parametrize("face", baseline.FACES)
def test_what_agreed_still_agrees(face):
    """A program that once did what real PyTorch did keeps doing so; what differs has a row.

    Rows cover programs (``covers``), and only such as differ. After an improvement, ``python -m
    compat report --update`` adds what agrees now.
    """
    found = report.replayed(face)

    assert baseline.lost(face, found) == []
    assert unexplained(found) == []
    assert [name for name in score.covered(face) if found.get(name) in score.PASSED] == []


def unexplained(found):
    """Return the programs that differ without a row of ``differences.toml`` that says why."""
    return sorted(name for name, verdict in found.items() if verdict in score.DIFFERING)


def test_the_readme_tells_the_status_of_the_baseline():
    """The status table in README is what ``python -m compat report --readme`` writes."""
    text = (report.ROOT / "README.md").read_text()

    assert report.status() in text
