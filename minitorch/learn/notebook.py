"""A lesson as a notebook: made from the text, never the source of it."""

import json
import re

from ..viz.svg import write as write_file

FENCE = re.compile(r"^```(python|text)([^\n]*)\n(.*?)^```$\n?", re.M | re.S)


def cells(text):
    """Yield the cells of a lesson: its words, and its code with what it prints."""
    place, last = 0, None
    for fence in FENCE.finditer(text):
        words = text[place : fence.start()].strip()
        place = fence.end()
        if words:
            yield cell("markdown", words)
        language, marks, body = fence.groups()
        if language == "python":
            last = cell("code", body.rstrip("\n"))
            if "raises=" in marks:
                last["metadata"]["tags"] = ["raises-exception"]
            yield last
        elif last is not None:
            last["outputs"] = [{"output_type": "stream", "name": "stdout", "text": body}]
    if text[place:].strip():
        yield cell("markdown", text[place:].strip())


def cell(kind, source):
    """Return a cell as the format has it."""
    made = {"cell_type": kind, "metadata": {}, "source": source}
    return made | {"outputs": [], "execution_count": None} if kind == "code" else made


def notebook(lesson):
    """Return a lesson as a notebook, a dictionary of the format 4.5."""
    found = list(cells(lesson.text))
    for number, one in enumerate(found, 1):
        one["id"] = f"cell-{number}"
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}, "cells": found}


def write(lesson, path):
    """Write the notebook of a lesson; return its path."""
    return write_file(path, json.dumps(notebook(lesson), indent=1, ensure_ascii=False) + "\n")
