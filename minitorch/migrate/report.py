"""What was found in a script, and how it is shown."""

from dataclasses import dataclass, field


@dataclass(order=True)
class Finding:
    """One place that means something else, or nothing, in a later release.

    Attributes:
        line: counted from one.
        old, new: the code before and after; ``new`` is empty if only the author can know it.
        in_04: what happens to the old code in 0.4.1; ``today``: in today's torch.
        reason: why.
    """

    line: int
    old: str
    new: str = field(compare=False)
    in_04: str = field(compare=False)
    today: str = field(compare=False)
    reason: str = field(compare=False)


def show(path, findings):
    """Return the report on a script as text."""
    if not findings:
        return f"{path}: nothing to change\n"
    blocks = []
    for found in sorted(findings):
        new = found.new or "(by hand)"
        blocks.append(
            f"{path}:{found.line}: {found.old}\n"
            f"    becomes {new}\n"
            f"    0.4:    {found.in_04}\n"
            f"    today:  {found.today}\n"
            f"    why:    {found.reason}\n"
        )
    by_hand = sum(not found.new for found in findings)
    count = f"{len(findings)} place{'s' * (len(findings) != 1)}"
    rest = f", {by_hand} by hand" if by_hand else ""
    return "\n".join([*blocks, f"{path}: {count}{rest}\n"])
