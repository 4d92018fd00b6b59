"""Every example in a docstring runs and prints what it says.

The docstrings are read from the source, so that none is missed that a decorator or a table hides.
"""

import ast
import doctest
import inspect
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "minitorch"
PARSER = doctest.DocTestParser()
DOCUMENTED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Module)


def docstrings(tree):
    """Yield the name, the docstring and the line of all in a file that has one."""
    for node in ast.walk(tree):
        if isinstance(node, DOCUMENTED) and ast.get_docstring(node):
            name = getattr(node, "name", "module")
            yield name, ast.get_docstring(node), node.body[0].lineno
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            target, attribute = node.targets[0], getattr(node.targets[0], "attr", None)
            if attribute == "__doc__":
                yield target.value.id, inspect.cleandoc(node.value.value), node.lineno


def examples():
    """Yield one parameter for each docstring with examples in it."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for name, text, line in docstrings(ast.parse(path.read_text())):
            if ">>>" in text:
                where = path.relative_to(PACKAGE)
                name = f"{where.as_posix()}::{name}"
                asks_torch = where.parts[0] == "interop" or where.name == "same.py"
                live = [pytest.mark.live] if asks_torch else []
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
