"""A report for machines: the verdicts as JUnit XML, which every CI reads."""

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2


def write(path, verdicts):
    """Write the verdicts, ``[(exercise, verdict), ...]``."""
    failures = [pair for pair in verdicts if pair[1].status != "passed"]
    suite = ElementTree.Element(
        "testsuite", name="minitorch learn", tests=str(len(verdicts)), failures=str(len(failures))
    )
    for exercise, verdict in verdicts:
        case = ElementTree.SubElement(
            suite, "testcase", classname=exercise.lesson.folder.name, name=exercise.name
        )
        if verdict.status != "passed":
            found = ElementTree.SubElement(case, "failure", type=verdict.status)
            found.set("message", printable(verdict.message))
            found.text = printable(told(verdict))
    ElementTree.indent(suite)
    Path(path).write_bytes(ElementTree.tostring(suite, "utf-8", xml_declaration=True))


def told(verdict):
    """Return what stands below the message: the line, and both values or the error."""
    lines = [f"line {verdict.line}: {verdict.source}"] if verdict.source else []
    if verdict.label is not None:
        lines.append(f"{verdict.label}: yours {verdict.ours!r}, torch's {verdict.torch!r}")
    elif verdict.ours is not None:
        lines.append(str(verdict.ours))
    return "\n".join(lines)


def printable(text):
    """Return a text without the letters that XML forbids; they come as escapes."""
    return FORBIDDEN.sub(lambda found: ascii(found[0])[1:-1], text)
