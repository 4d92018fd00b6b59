"""The type stub follows from the registry."""

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_stub_is_what_the_registry_says():
    """``minitorch/__init__.pyi`` is what ``python docs/stub.py`` writes."""
    written = runpy.run_path(str(ROOT / "docs" / "stub.py"))["text"]()

    assert (ROOT / "minitorch" / "__init__.pyi").read_text() == written
