"""The programs, and what real PyTorch made of each: ``compat/data``.

Two sets. *Programs* write what they see with ``record`` and ``attempt``; each was run under every
version, and a result is a list of exactly encoded values. *Snippets* are shorter: the value of
every expression statement is printed, as at the prompt, and a result is the printed text, the error
and the warnings.
"""

import functools
import gzip
import json
import re
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Face:
    """One of minitorch's faces: which package it is, and what it is judged by."""

    name: str
    package: str
    judge: str  # the version of PyTorch whose records are right
    meant: tuple  # programs meant for these faces count


FACES = {
    "0.4": Face("0.4", "minitorch", "0.4.1", ("0.4", "both")),
    "0.3": Face("0.3", "minitorch.v03", "0.3.1", ("0.3", "both")),
    # torch 2.13 against its own records: the proof that replaying and comparing are right
    "2.13": Face("2.13", "torch", "2.13.0", ("0.3", "0.4", "both")),
}


@dataclass(frozen=True)
class Program:
    """A small program: its name, topic, text, and whether its expressions are printed."""

    id: str
    topic: str
    code: str
    prompt: bool = False


@functools.cache
def snippets():
    """Return the snippets: ``{name: {"code": ..., version: {"out", "err", "warn"}}}``."""
    with gzip.open(DATA / "golden.json.gz", "rt", encoding="utf8") as file:
        return json.load(file)["snippets"]


def json_lines(name):
    """Yield the objects in a file of ``compat/data``."""
    with gzip.open(DATA / name, "rt", encoding="utf8") as file:
        for line in file:
            yield json.loads(line)


def programs(face, topic=None, ids=None):
    """Return what to run for a face: all, those of a topic, or those whose id matches ``ids``."""
    meant = FACES[face].meant
    found = [
        Program(line["id"], line["topic"], line["code"])
        for line in json_lines("programs.jsonl.gz")
        if line["face"] in meant
    ]
    found += [
        Program(f"golden/{name}", "golden", snippet["code"], prompt=True)
        for name, snippet in snippets().items()
    ]
    if topic:
        wanted = topic.split(",")
        found = [program for program in found if program.topic in wanted]
    if ids:
        found = [program for program in found if re.search(ids, program.id)]
    return found


@functools.cache
def expected(face):
    """Return what the face's judge made of every program: ``{id: result}``."""
    version = FACES[face].judge
    found = {line["id"]: line for line in json_lines(f"results-{version}.jsonl.gz")}
    for name, snippet in snippets().items():
        found[f"golden/{name}"] = snippet[version]
    return found
