"""Docstrings say what a reader needs, and every example in them runs and prints what it says.

Examples are read from the source, so that none is missed that a decorator or a table hides; and
from what users meet, for docstrings that are made when minitorch is imported.
"""

import ast
import doctest
import inspect
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

import minitorch
import minitorch.v03
from minitorch.op import OPS

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "minitorch"
PARSER = doctest.DocTestParser()
DOCUMENTED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Module)
SPACES = """
    autograd cuda distributions nn nn.functional nn.init nn.parallel nn.utils nn.utils.rnn optim
    optim.lr_scheduler random utils.checkpoint utils.data utils.dlpack
"""
TWINS = ("In-place form of", "The older name of", "Left out")  # their docstrings say that, no more
OPERATIONS = {inspect.cleandoc(op.__doc__) for op in OPS.values() if op.__doc__}


def public(space, home, package):
    """Yield the name and the docstring of what a namespace has from a package, but for twins."""
    for name in getattr(home, "__all__", dir(home)):
        found = inspect.getattr_static(home, name, None) or getattr(home, name)
        found = getattr(found, "fget", None) or getattr(found, "__func__", None) or found
        module = getattr(found, "__module__", None) or ""
        text = inspect.cleandoc(getattr(found, "__doc__", None) or "")
        own = name[0] != "_" and callable(found) and module.startswith(package)
        if own and not text.startswith(TWINS):
            yield f"{space}.{name}", text


def documented():
    """Yield the name and the docstring of everything that users of 0.4 call by name."""
    yield from public("torch", minitorch, "minitorch")
    for cls in (minitorch.Tensor, minitorch.nn.Module, minitorch.optim.Optimizer):
        yield from public(cls.__name__, cls, "minitorch")
    for space in SPACES.split():
        package = f"minitorch.{space.partition('.')[0]}"
        yield from public(space, import_module(f"minitorch.{space}"), package)


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
    met = set()
    for path in sorted(PACKAGE.rglob("*.py")):
        for name, text, line in docstrings(ast.parse(path.read_text())):
            met.add(text)
            if ">>>" in text:
                where = path.relative_to(PACKAGE)
                name = f"{where.as_posix()}::{name}"
                asks_torch = where.parts[0] == "interop" or where.name == "same.py"
                live = [pytest.mark.live] if asks_torch else []
                yield pytest.param(where, name, text, line, id=name, marks=live)
    for name, text in documented():
        if ">>>" in text and text not in met:
            yield pytest.param(Path("surface.py"), name, text, 1, id=name)


@pytest.mark.parametrize(("path", "name", "text", "line"), list(examples()))
def test_an_example_prints_what_it_says(path, name, text, line):
    """An example is a program: ``torch`` is the face of its file, ``F`` its nn.functional."""
    torch = minitorch.v03 if path.parts[0] == "v03" else minitorch
    names = {"torch": torch, "F": torch.nn.functional, "np": np}
    test = PARSER.get_doctest(text, names, name, str(path), line)
    said = []

    doctest.DocTestRunner(verbose=False).run(test, out=said.append)

    assert not said, "".join(said)


def test_a_docstring_names_its_source():
    """Whoever reads what a name does can look up where that is written."""
    assert [name for name, text in documented() if "Source: " not in text] == []


def test_a_docstring_shows_an_example():
    """Those of operations are in the manual, made of sample calls; a GPU isn't everywhere."""
    own = [pair for pair in documented() if pair[1] not in OPERATIONS and pair[0][:5] != "cuda."]

    assert [name for name, text in own if ">>>" not in text] == []


def test_an_operation_says_which_shapes_it_takes_and_gives():
    """What is elementwise takes any shapes that broadcast."""
    shown = [op for op in OPS.values() if op.torch or op.method or op.functional]
    shown = [op for op in shown if op.name[0] != "_" and not op.pointwise]

    assert [op.name for op in shown if "Shape:" not in op.__doc__] == []


def test_a_module_says_which_shapes_it_takes_and_gives():
    """Every module with a forward of its own, in the docstring of its class."""
    base = minitorch.nn.Module
    classes = [found for found in vars(minitorch.nn).values() if isinstance(found, type)]
    modules = [cls for cls in classes if issubclass(cls, base) and cls.forward is not base.forward]

    assert [module.__name__ for module in modules if "Shape:" not in module.__doc__] == []
