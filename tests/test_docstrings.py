"""Every example in a docstring runs and prints what it says.

The docstrings are read from the source, so that none is missed that a decorator or a table hides.
"""

import ast
import doctest
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "minitorch"
PARSER = doctest.DocTestParser()
DOCUMENTED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Module)


def examples():
    """Yield one parameter for each docstring with examples in it."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            text = ast.get_docstring(node) if isinstance(node, DOCUMENTED) else None
            if text and ">>>" in text:
                where = path.relative_to(PACKAGE)
                name = f"{where.as_posix()}::{getattr(node, 'name', 'module')}"
                asks_torch = where.parts[0] == "interop" or where.name == "same.py"
                live = [pytest.mark.live] if asks_torch else []
                line = node.body[0].lineno
                yield pytest.param(where, name, text, line, id=name, marks=live)


@pytest.mark.parametrize(("path", "name", "text", "line"), list(examples()))
def test_an_example_prints_what_it_says(path, name, text, line):
    """An example is a program: ``torch`` is the face of its file, ``F`` its nn.functional."""
    import minitorch
    import minitorch.v03

    torch = minitorch.v03 if path.parts[0] == "v03" else minitorch
    names = {"torch": torch, "F": torch.nn.functional, "np": np}
    test = PARSER.get_doctest(text, names, name, str(path), line)
    said = []

    doctest.DocTestRunner(verbose=False).run(test, out=said.append)

    assert not said, "".join(said)
