"""What the stand-in for a GPU lets through is a call that CuPy takes. No GPU is needed for this.

``tox -e cupy`` installs CuPy and runs it.
"""

import inspect
from importlib import import_module

import numpy as np
import pytest

import minitorch as torch
from minitorch.testing import strict
from minitorch.testing.samples import arguments, call
from tests.test_every_op import DRAWS_NOTHING, attempted
from tests.test_modules import CASES, everything, given
from tests.test_strict import HERE, RANDOM, TYPES, gradients, moved, of_type

pytestmark = pytest.mark.cupy


def counterpart(cupy, function):
    """Return what CuPy has in the place of a function or method of NumPy, or None."""
    owner = getattr(function, "__self__", None)
    if isinstance(owner, (np.ndarray, np.generic)):
        return getattr(cupy.ndarray, function.__name__, None)
    if isinstance(owner, np.ufunc):
        return getattr(getattr(cupy, owner.__name__), function.__name__, None)
    part = getattr(function, "__module__", None) or "numpy"
    home = {"numpy.linalg": "cupy.linalg", "numpy.fft": "cupy.fft"}.get(part, "cupy")
    if part == "numpy.lib.stride_tricks":
        home = "cupy.lib.stride_tricks"
    return getattr(import_module(home), function.__name__, None)


def has_loop(ufunc, args):
    """Return whether a ufunc of CuPy computes with the types of these arguments."""
    given = [getattr(arg, "dtype", None) for arg in args[: ufunc.nin]]
    loops = [loop.split("->")[0] for loop in ufunc.types]
    return any(
        all(kind is None or np.can_cast(kind, needed) for kind, needed in zip(given, loop))
        for loop in loops
    )


def complaint(cupy, function, args, named):
    """Return what CuPy would say against a call, or None."""
    theirs = counterpart(cupy, function)
    if theirs is None:
        return "CuPy lacks it"
    if isinstance(theirs, cupy.ufunc):
        fits = has_loop(theirs, args) and {"out", "dtype", "casting"} >= set(named)
        return None if fits else "CuPy has no loop for these types"
    if not inspect.isfunction(theirs):  # a compiled method doesn't say what it takes
        return None
    try:
        inspect.signature(theirs).bind(*args, **named)
    except TypeError as error:
        return str(error)
    return None


@pytest.fixture
def complaints():
    """What CuPy would say of the calls that are made within the test."""
    cupy, found = import_module("cupy"), set()

    def watch(function, args, named):
        reason = complaint(cupy, function, args, named)
        if reason:
            found.add((function.__name__, reason))

    strict.watchers.append(watch)
    yield found
    strict.watchers.remove(watch)


@pytest.mark.parametrize(("op", "case"), HERE)
def test_every_call_of_an_operation_is_one_that_cupy_takes(complaints, op, case):
    """Forward and backward, to the second order: the name is there, and the arguments fit."""
    device = strict.register()
    if op.differentiable and RANDOM not in op.attributes and op.name != "move":
        gradients(op, moved(arguments(op, case), device), True)
    call(op, moved(arguments(op, case), device))

    assert not complaints


@pytest.mark.parametrize("dtype", TYPES, ids=str)
@pytest.mark.parametrize(("op", "case"), [p for p in HERE if p in DRAWS_NOTHING])
def test_cupy_computes_with_the_type(complaints, op, case, dtype):
    """What is not refused is computed with functions that CuPy has for the type."""
    attempted(op, moved(of_type(arguments(op, case), dtype), strict.register()))

    assert not complaints


@pytest.mark.parametrize(("name", "example"), CASES)
def test_every_call_of_a_module_is_one_that_cupy_takes(complaints, name, example):
    """Forward and backward, in training."""
    module = example.make(torch, name)
    module._apply(lambda t: t._wrap(strict.put(t._array)))
    everything(module, given(example, strict.put))

    assert not complaints


def test_a_call_that_cupy_lacks_is_found(complaints):
    """The test above can fail."""
    array = strict.put(np.ones(3))

    strict.lifted(np.busday_count)("2018-07-26", "2018-07-27")
    strict.lifted(np.sort)(array, order=None)
    strict.lifted(np.bitwise_and)(strict.put(np.ones(3, bool)), array > 0)

    assert {name for name, _ in complaints} == {"busday_count", "sort"}
