"""The faces against what real PyTorch recorded."""

import pytest

from compat import baseline, report


@pytest.mark.parametrize("face", baseline.FACES)
def test_what_agreed_still_agrees(face):
    """A program that once did what real PyTorch did keeps doing so.

    After an improvement, ``python -m compat report --update`` adds what agrees now.
    """
    found = report.replayed(face)

    assert baseline.lost(face, found) == []


def test_the_readme_tells_the_status_of_the_baseline():
    """The status table in README is what ``python -m compat report --readme`` writes."""
    text = (report.ROOT / "README.md").read_text()

    assert report.status() in text
