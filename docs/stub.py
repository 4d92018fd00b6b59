"""Write the type stub ``minitorch/__init__.pyi`` from the registry: ``python docs/stub.py``.

Editors read it, since functions and methods of operations come into being when minitorch is
imported. A test asserts that the file is what this writes.
"""

import inspect
from pathlib import Path
from types import FunctionType, ModuleType

import minitorch
from minitorch import surface
from minitorch.dtype import dtype
from minitorch.op import COMPOSITES, OPS

FILE = Path(minitorch.__file__).with_suffix(".pyi")
MODULES = ("autograd", "backends", "cuda", "distributed", "jit", "nn", "onnx", "optim", "random")
MODULES += ("sparse", "utils")
HEAD = '"""The public names of minitorch; written by docs/stub.py."""\n\nfrom typing import Any\n'


def annotation(op, name):
    """Return the type of a parameter."""
    kind = op.kinds.get(name)
    if kind is None:
        return "Any"
    word = "list[Tensor] | tuple[Tensor, ...]" if kind.many else "Tensor"
    word += " | float" if kind.number else ""
    return word + (" | None" if op.defaults[name] is None else "")


def parameters(op, method=False):
    """Return the parameters of an operation's function or method, as source."""
    parts = []
    for name in op.parameters[method:]:
        default = "" if op.defaults[name] is op.REQUIRED else " = ..."
        star = "*" if name in op.ints else ""
        parts.append(f"{star}{name}: {annotation(op, name)}{default}")
    return ", ".join(["self", *parts] if method else parts)


def result(op):
    """Return the type of an operation's result."""
    return "Tensor" if op.outputs == 1 else "tuple[Tensor, ...]"


def of_operation(name, op, method):
    """Return the line of one function or method of an operation."""
    return f"def {name}({parameters(op, method)}) -> {result(op)}: ..."


def methods():
    """Yield the lines of ``Tensor``."""
    written = set()
    for op in OPS.values():
        names = [op.name] * op.method + [f"{op.name}_"] * bool(op.inplace)
        names += [f"__{op.operator}__"] if op.operator and op.operator not in ("eq", "ne") else []
        for name in names:
            if name not in written:
                written.add(name)
                yield of_operation(name, op, True)
    for name, value in sorted(vars(minitorch.Tensor).items()):
        if name.startswith("_") or name in written:
            continue
        if isinstance(value, FunctionType):
            yield f"def {name}(self, *args: Any, **kwargs: Any) -> Any: ..."
        else:
            yield f"{name}: Any"
    yield "def __getattr__(self, name: str) -> Any: ..."


def names():
    """Yield the lines of the package."""
    by_name = {name: op for name, op in OPS.items() if op.torch}
    for name in dir(minitorch):
        value = getattr(minitorch, name)
        if name.startswith("_") or name == "Tensor":
            continue
        if name in by_name and surface.functions().get(name) is value:
            yield of_operation(name, by_name[name], False)
        elif isinstance(value, ModuleType):
            if name in MODULES:
                yield f"from . import {name} as {name}"
        elif isinstance(value, dtype):
            yield f"{name}: Any"
        elif inspect.isclass(value) and value.__module__.startswith("minitorch."):
            yield f"from .{value.__module__.partition('.')[2]} import {name} as {name}"
        elif callable(value) and (isinstance(value, FunctionType) or name in COMPOSITES):
            yield f"def {name}(*args: Any, **kwargs: Any) -> Any: ..."
        else:
            yield f"{name}: Any"


def text():
    """Return the whole stub."""
    lines = ["", "class Tensor:", "    def __init__(self, *args: Any) -> None: ..."]
    lines += ["    " + line for line in methods()]
    return HEAD + "\n".join([*lines, "", *names(), "", "__version__: str", ""])


if __name__ == "__main__":
    FILE.write_text(text())
