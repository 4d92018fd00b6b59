"""Counting what equals real PyTorch, and saying what does not."""

import re

NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?:e[-+]?\d+)?")


class Verdicts:
    """What was compared so far.

    Attributes:
        equal: how many lines and numbers equal what real PyTorch gave, by source.
        different: what does not, as texts.
        deliberate: differences that are meant, as texts.
    """

    def __init__(self):
        self.equal, self.different, self.deliberate = {}, [], []

    def add(self, source, count=1):
        """Count what equals ``source``."""
        self.equal[source] = self.equal.get(source, 0) + count

    def compare(self, source, name, ours, theirs, deliberate=False):
        """Compare two results of a snippet, line by line; return whether they are equal."""
        mine, judge = shown_lines(ours), shown_lines(theirs)
        if mine == judge:
            self.add(source, len(mine))
            return True
        both = " / ".join(judge), " / ".join(mine)
        text = "{}\n    PyTorch {} gave: {}\n    minitorch gives: {}".format(name, source, *both)
        (self.deliberate if deliberate else self.different).append(text)
        return False

    def compare_numbers(self, source, name, ours, theirs, tolerance=0.0):
        """Compare numbers that were computed on both sides."""
        for mine, judge in zip(ours, theirs, strict=True):
            if abs(mine - judge) <= tolerance * max(1.0, abs(judge)):
                self.add(source)
            else:
                self.different.append(f"{name}: PyTorch {source} gave {judge}, minitorch {mine}")

    def lines(self):
        """Return the closing words, one text a line."""
        total = sum(self.equal.values())
        found = [f"{count} equal PyTorch {source}" for source, count in self.equal.items()]
        checks = total + len(self.different) + len(self.deliberate)
        closing = [f"{total} of {checks} checks equal real PyTorch:"]
        closing += [f"  {line}" for line in found]
        closing += [f"  differs on purpose: {text}" for text in self.deliberate]
        closing += [f"  DIFFERS: {text}" for text in self.different]
        return closing


def shown_lines(result):
    """Return everything a snippet showed, as lines: output, error, warnings."""
    lines = [line.rstrip() for line in result["out"].split("\n") if line.strip()]
    return lines + [result["err"]] * (result["err"] is not None) + list(result["warn"])


def numbers(result):
    """Return the numbers that a snippet printed, whatever stands around them."""
    return [float(text) for text in NUMBER.findall(result["out"])]
