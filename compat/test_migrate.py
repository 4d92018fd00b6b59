"""What ``minitorch migrate`` writes gives the numbers of 0.3 under live torch."""

import subprocess
import sys

import pytest

from minitorch.migrate import migrate
from tests.test_migrate import SCRIPTS, output

pytestmark = pytest.mark.live


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_migrated_script_gives_the_same_numbers_under_torch(script):
    """A script under the 0.3 face and what becomes of it under today's torch print the same."""
    source = script.read_text()

    command = [sys.executable, "-W", "error", "-c", migrate(source)[0]]
    live = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert live == output(source, "minitorch.v03")
