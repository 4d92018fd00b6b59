"""What agreed before: the programs of each face that may not fail again.

``compat/data/agreed-FACE.txt`` lists them, one a line, so that a change shows what it gained.
"""

from .corpus import DATA
from .score import BY_ROW, PASSED

FACES = ("0.4", "0.3")


def path(face):
    """Return the file that holds the baseline of a face."""
    return DATA / f"agreed-{face}.txt"


def agreed(face):
    """Return the ids of the programs of a face that agreed before."""
    file = path(face)
    return set(file.read_text().split("\n")) - {""} if file.exists() else set()


def agreeing(found):
    """Return the ids of the programs that agree, given ``{id: verdict}``."""
    return {name for name, verdict in found.items() if verdict in PASSED}


def lost(face, found):
    """Return the ids that agreed before and were run now, and do not agree any more."""
    return sorted((agreed(face) & found.keys()) - agreeing(found))


def raise_to(face, found):
    """Add what agrees now; return how many programs that are.

    Nothing is ever taken away but what differs by a row of ``differences.toml``.
    """
    before = agreed(face)
    now = (before | agreeing(found)) - {n for n, verdict in found.items() if verdict == BY_ROW}
    path(face).write_text("\n".join(sorted(now)) + "\n")
    return len(now - before)
