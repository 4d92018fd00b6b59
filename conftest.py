"""Counts the checks of a test run for ``python -m compat report``."""

import pytest

from compat import results

pytest.register_assert_rewrite("minitorch.testing.laws")  # tests that lie outside of tests/

KINDS = ("live", "mathematical")
counted = {kind: {"checks": 0, "failed": 0} for kind in KINDS}


def pytest_runtest_logreport(report):
    """Count a test under the kind of check it is marked as."""
    for kind in KINDS:
        if report.when == "call" and kind in report.keywords:
            counted[kind]["checks"] += 1
            counted[kind]["failed"] += report.failed


def pytest_sessionfinish(session):
    """Keep what was counted; a run of no such tests leaves the last count."""
    for kind, found in counted.items():
        if found["checks"]:
            results.keep(kind, found)
