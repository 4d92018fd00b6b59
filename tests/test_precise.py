"""How exact functions of float32 numbers are: by default, and after ``set_precise(True)``."""

import threading

import numpy as np
import pytest

import minitorch as torch
import minitorch.v03
from minitorch.op import OPS
from minitorch.testing import exact

MOST, PRECISE = 4, 0.51  # units in the last place
X = np.linspace(-2, 2, 1001, dtype=np.float32)
ONCE = np.exp(X.astype(np.float64)).astype(np.float32)  # rounded once


@pytest.fixture
def precise():
    """Within the test, functions are rounded once."""
    torch.set_precise(True)
    yield
    torch.set_precise(False)


@pytest.mark.parametrize("name", exact.FUNCTIONS)
def test_by_default_no_function_is_far_off(name):
    """Every result is within 4 units in the last place."""
    found = exact.call(torch, name, exact.points(name))

    assert exact.units(name, found) <= MOST


@pytest.mark.parametrize("name", exact.FUNCTIONS)
def test_a_function_that_is_rounded_once_is_as_exact_as_it_can_be(name, precise):
    """Half a unit is what rounding itself costs."""
    found = exact.call(torch, name, exact.points(name))

    assert exact.units(name, found) <= PRECISE


def test_every_function_is_measured():
    """No function can promise what nobody looks at."""
    assert set(exact.FUNCTIONS) == {name for name, op in OPS.items() if op.inexact}


@pytest.mark.parametrize("name", ["lgamma", "digamma"])
def test_gamma_functions_of_negative_numbers(name, precise):
    """What cancels near a zero is exact to the same unit as results around one."""
    x = np.linspace(-20.3, -0.01, 2000, dtype=np.float32)
    sine, mirrored = np.sin(np.pi * (x.astype(float) - np.rint(x))), (1 - x.astype(float)).tolist()
    cotangent = np.pi / np.tan(np.pi * (x.astype(float) - np.rint(x)))
    order = ["lgamma", "digamma"].index(name)
    above = np.array([exact.stirling(order, y) for y in mirrored])
    right = above - cotangent if order else np.log(np.pi / np.abs(sine)) - above

    found = getattr(torch, name)(torch.from_numpy(x)).numpy()

    unit = np.spacing(np.maximum(np.abs(right), 1).astype(np.float32))
    assert (np.abs(found - right) / unit).max() <= PRECISE


def test_the_fast_way_is_another():
    """Otherwise the tests here would not see whether the switch does anything."""
    assert (torch.from_numpy(X).exp().numpy() != ONCE).any()


def test_every_form_of_a_function_is_rounded_once(precise):
    """Function, method, in-place form and ``out=``, in either face."""
    x, out = torch.from_numpy(X), torch.empty(len(X))
    torch.exp(x, out=out)
    old = minitorch.v03.from_numpy(X)

    for found in (torch.exp(x), x.exp(), out, x.clone().exp_(), old.exp(), old.clone().exp_()):
        assert (found.numpy() == ONCE).all()


def test_what_backward_computes_by_a_function_is_rounded_once(precise):
    """The derivative of ``sin`` is a cosine."""
    x = torch.from_numpy(X).requires_grad_()

    x.sin().sum().backward()

    assert (x.grad.numpy() == np.cos(X.astype(np.float64)).astype(np.float32)).all()


def test_a_power_with_a_number_is_rounded_once(precise):
    """An operation with a number in place of a tensor is another function inside."""
    x = np.abs(X)

    found = (torch.from_numpy(x) ** 0.75).numpy()

    assert (found == (x.astype(np.float64) ** 0.75).astype(np.float32)).all()


def test_it_holds_on_every_device(device, precise):
    """On a device that NumPy cannot reach, too."""
    found = torch.Tensor._wrap(device.put(X, 0)).exp()

    assert (device.get(found._array) == ONCE).all()


def test_types_other_than_float32_stay_as_they_are(precise):
    """Double precision has no wider type to be computed in."""
    x = torch.from_numpy(X.astype(np.float64))

    assert x.exp().dtype == torch.float64
    assert (x.exp().numpy() == np.exp(x.numpy())).all()


def test_it_holds_for_every_thread():
    """One switch for the whole process, like the default type."""
    thread = threading.Thread(target=torch.set_precise, args=(True,))

    thread.start(), thread.join()
    found = torch.from_numpy(X).exp().numpy()
    torch.set_precise(False)

    assert (found == ONCE).all()


def test_a_profile_and_the_switch_do_not_disturb_each_other():
    """Whichever ends first, afterwards calls are as fast as ever and find the other's state."""
    x = torch.from_numpy(X)
    with torch.autograd.profiler.profile() as prof:
        torch.set_precise(True)
        inside = x.exp()
    after = x.exp()
    torch.set_precise(False)

    assert (inside.numpy() == ONCE).all()
    assert (after.numpy() == ONCE).all()
    assert [event.name for event in prof.function_events] == ["exp"]
    assert torch.exp.op.call.__globals__["forward_exp"] is torch.exp.op.forward


def test_switching_twice_is_switching_once():
    """The switch has two states and no depth."""
    torch.set_precise(True), torch.set_precise(True), torch.set_precise(False)

    assert torch.exp.op.call.__globals__["forward_exp"] is torch.exp.op.forward
