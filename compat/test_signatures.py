"""What functions and classes written in Python take: names, order and defaults.

``compat/data/signatures.json`` has what ``inspect.signature`` told of documented names in torch
0.3.1 and, where 0.4.0 and 1.0.0 agree or only say ``reduction`` otherwise, in 0.4.1. A default that
is an object, such as a function, is written ``...`` there.
"""

import ast
import inspect
import json
from importlib import import_module

import pytest

from compat.corpus import DATA, FACES
from minitorch.calls import WAITING, compiled

RECORDED = json.loads((DATA / "signatures.json").read_text())
CASES = [(face, name) for face, names in RECORDED.items() for name in names]


def of_release(text):
    """Return the names and defaults in a signature as a release printed it."""
    arguments = ast.parse(f"def f{text}: pass").body[0].args
    names = [argument.arg for argument in arguments.args]
    defaults = [ast.unparse(default) for default in arguments.defaults]
    none = ["required"] * (len(names) - len(defaults))
    return dict(zip(names, [*none, *map(plain, defaults)], strict=True))


def plain(text):
    """Return the value that the text of a default means; of what is no value, the text."""
    try:
        return ast.literal_eval(text)
    except ValueError:
        return text


def of_ours(function):
    """Return the names and defaults of one of ours."""
    for key in [key for key, waiting in WAITING.items() if waiting is function]:
        compiled(key)  # operations are written out at their first call
    call = function.__init__ if inspect.isclass(function) else function
    found = inspect.signature(call).parameters.values()
    usual = {p.name: p.default for p in found if p.kind is p.POSITIONAL_OR_KEYWORD}
    usual.pop("self", None)
    return {name: "required" if d is inspect._empty else d for name, d in usual.items()}


@pytest.mark.parametrize(("face", "name"), CASES, ids=lambda value: value)
def test_arguments_have_the_names_order_and_defaults_of_the_release(face, name):
    """A call that names its arguments, or counts on their order, means the same."""
    module, _, own = name.replace("torch", FACES[face].package, 1).rpartition(".")
    wanted = of_release(RECORDED[face][name])

    found = of_ours(getattr(import_module(module), own))

    assert list(found) == list(wanted)
    assert {k: v for k, v in found.items() if wanted[k] not in (v, ...)} == {}
