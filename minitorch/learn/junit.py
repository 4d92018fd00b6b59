"""A report for machines: the verdicts as JUnit XML, which every CI reads."""

import xml.etree.ElementTree as ElementTree
from pathlib import Path


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
            found.set("message", verdict.message)
            found.text = f"yours: {verdict.ours}\ntorch: {verdict.torch}"
    ElementTree.indent(suite)
    text = ElementTree.tostring(suite, encoding="unicode", xml_declaration=True)
    Path(path).write_text(text + "\n", encoding="utf8")
