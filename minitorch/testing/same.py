"""``assert_same``: does a program do the same on real PyTorch and on minitorch?"""

import re

from .package import as_torch, load
from .program import run_program
from .tolerances import TOLERANCES, is_number, near

ERA = re.compile(r"\b(?:Th)?(\w+?Backward)\d*\b")  # ThMulBackward in 0.4.1, MulBackward0 in 2.13
QUIET = {"offset", "contig"}  # follow from shape and stride


def assert_same(program, package="minitorch"):
    """Run ``program`` on live torch and on minitorch, and raise unless both do the same.

    Args:
        program: a text, or a function of ``torch``. A text finds ``torch``, ``np``, ``Variable``,
            ``nn``, ``F``, ``optim`` in scope, and ``record(label, value)`` and ``attempt(label,
            function)`` to say what is compared; of a function the results are compared.
        package: which face: ``minitorch`` or ``minitorch.v03``.

    Raises:
        AssertionError: naming every difference in value, dtype, shape, gradient, graph, printed
            form and error. Names of graph functions are compared without what only marks the era.
        ModuleNotFoundError: if torch is not installed.

    Example:
        >>> from minitorch.testing import assert_same
        >>> assert_same("x = torch.ones(2, requires_grad=True); record('y', (x * x).sum())")
    """
    found = differences(program, package)
    if found:
        raise AssertionError("minitorch and torch differ\n" + "\n".join(found))


def differences(program, package="minitorch"):
    """Return a line for every difference; none if both do the same."""
    from ..interop import live_torch

    live = live_torch()
    if live is None:
        raise ModuleNotFoundError(
            "torch is not installed, and nothing else can tell: pip install '.[torch]'"
        )
    ours, theirs = run(load(package), package, program), run(live, "torch", program)
    return list(compared("", plain(ours), plain(theirs)))


def run(torch, name, program):
    """Return what a program recorded, and the error that ended it."""
    if callable(program):
        code, scope = "record('result', PROGRAM(torch))", {"PROGRAM": program}
    else:
        code, scope = program, {}
    with as_torch(name):
        result = run_program(torch, code, scope)
    found = dict(result.get("records", []))
    if result.get("exc"):
        found["the program"] = result["exc"]
    return found


def plain(value):
    """Return an encoded value without what only marks the era or the package."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items() if key not in QUIET}
    if isinstance(value, list):
        return [plain(part) for part in value]
    if isinstance(value, str):
        return ERA.sub(r"\1", value).replace("minitorch", "torch")
    return value


def compared(where, ours, theirs, dtype=None):
    """Yield a line for every difference between two encoded values."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        dtype = theirs.get("dtype", dtype)
        for key in dict.fromkeys([*theirs, *ours]):
            path = f"{where}.{key}" if where else str(key)
            if key not in ours or key not in theirs:
                side = "minitorch" if key not in ours else "torch"
                yield f"  {path}: {side} has none"
            else:
                yield from compared(path, ours[key], theirs[key], dtype)
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        for index, (mine, judge) in enumerate(zip(ours, theirs, strict=True)):
            yield from compared(f"{where}[{index}]", mine, judge, dtype)
    elif ours != theirs and not are_near(ours, theirs, dtype):
        yield f"  {where}: torch {theirs!r}, minitorch {ours!r}"


def are_near(ours, theirs, dtype):
    """Return whether two numbers are equal up to the rounding of their type."""
    numbers = is_number(ours) and is_number(theirs)
    return numbers and near(ours, theirs, TOLERANCES.get(dtype, TOLERANCES["float32"]))
