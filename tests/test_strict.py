"""Every operation runs on a device that NumPy cannot reach, and gives the same there.

The device is a stand-in for a GPU, and a GPU where there is one: ``tox -e gpu``.
"""

import numpy as np
import pytest

import minitorch as torch
from minitorch.backend import CPU, backend_of
from minitorch.testing import strict
from minitorch.testing.samples import arguments, call, differentiable
from tests.test_every_op import CASES, DRAWS_NOTHING, attempted
from tests.test_every_op import with_whole_numbers as of_type

RANDOM = "generator"
TYPES = [torch.int64, torch.int32, torch.uint8, torch.float32]


def moved(value, device):
    """Return an argument with its arrays on the device."""
    if isinstance(value, torch.Tensor):
        return torch.Tensor._wrap(device.put(value._array, 0))
    if isinstance(value, np.ndarray):
        return device.put(value, 0)
    if isinstance(value, (list, tuple)):
        return type(value)(moved(part, device) for part in value)
    return value


def tensors(results):
    """Return the results of a call as a tuple."""
    return results if isinstance(results, tuple) else (results,)


def host(tensor):
    """Return the elements of a tensor of any device."""
    return backend_of(tensor._array).get(tensor._array)


def gradients(op, args, twice):
    """Return the gradients of the sum of squares of the results, or the gradients of those."""
    wanted = differentiable(op, args)
    outs = [r for r in tensors(call(op, args)) if r.requires_grad]
    total = sum([(out * out).sum() for out in outs[1:]], (outs[0] * outs[0]).sum())
    first = torch.autograd.grad(total, wanted, create_graph=twice, allow_unused=True)
    if not twice:
        return first
    again = [g for g in first if g is not None and g.requires_grad]
    if not again:
        return []
    total = sum([(g * g).sum() for g in again[1:]], (again[0] * again[0]).sum())
    return torch.autograd.grad(total, wanted, allow_unused=True)


def compare(device, ours, theirs):
    """Raise unless results are on the device and equal those of the host."""
    assert len(ours) == len(theirs)
    for mine, judge in zip(ours, theirs, strict=True):
        if judge is None:
            assert mine is None
            continue
        assert isinstance(mine._array, device.array_type)
        near = 1e-6 if judge.dtype == torch.float32 else 1e-12
        np.testing.assert_allclose(host(mine), host(judge), rtol=near, atol=near)


HERE = [p for p in CASES if p.values[0].everywhere]
ELSEWHERE = [p for p in CASES if not p.values[0].everywhere]


@pytest.mark.parametrize(("op", "case"), ELSEWHERE)
def test_what_the_device_cannot_do_is_said(device, op, case):
    """Nothing is copied to the host in silence: one sentence says what is missing."""
    before = dict(strict.counts)

    with pytest.raises(RuntimeError, match="is not available on this device"):
        call(op, moved(arguments(op, case), device))

    assert strict.counts == before


@pytest.mark.parametrize(("op", "case"), HERE)
def test_forward(device, op, case):
    """An operation is handed its library and asks for nothing else."""
    if RANDOM in op.attributes:
        torch.manual_seed(0)
    theirs = tensors(call(op, arguments(op, case)))
    if RANDOM in op.attributes:
        torch.manual_seed(0)

    ours = tensors(call(op, moved(arguments(op, case), device)))

    if op.name != "move":
        compare(device, ours, theirs)


@pytest.mark.parametrize("dtype", TYPES, ids=str)
@pytest.mark.parametrize(("op", "case"), [p for p in HERE if p in DRAWS_NOTHING])
def test_of_other_types(device, op, case, dtype):
    """A type is computed with there, or refused, as it is here."""
    args = of_type(arguments(op, case), dtype)
    theirs = attempted(op, args)

    ours = attempted(op, moved(args, device))

    if isinstance(theirs, Exception):
        assert type(ours) is type(theirs)
    else:
        compare(device, [ours], [theirs])


@pytest.mark.parametrize(
    ("op", "case"), [p for p in HERE if p.values[0].differentiable and p.values[0].name != "move"]
)
@pytest.mark.parametrize("twice", [False, True], ids=["once", "twice"])
def test_backward(device, op, case, twice):
    """Derivative rules stay on the device, to the second order."""
    if RANDOM in op.attributes:
        return
    theirs = gradients(op, arguments(op, case), twice)

    ours = gradients(op, moved(arguments(op, case), device), twice)

    compare(device, ours, theirs)


def test_the_device_refuses_what_a_gpu_refuses():
    """No silent conversion, no mixing, no function that CuPy lacks."""
    array = strict.put(np.ones(2))

    with pytest.raises(TypeError, match="implicit conversion"):
        np.asarray(array)
    with pytest.raises(TypeError, match="does not mix"):
        array + np.ones(2)
    with pytest.raises(AttributeError, match="do not both have"):
        _ = strict.register().xp.busday_count
    with pytest.raises(TypeError):
        np.exp(array)


@pytest.mark.parametrize("index", ["x > 0", "[2, 0]", "torch.tensor([1, 2])", "(..., [0, 1])"])
def test_indices_of_either_side_choose_on_the_device(device, index):
    """A mask, a list, or a tensor of the host chooses as it does on the host."""
    found = []
    for put in (CPU.put, device.put):
        x = torch.Tensor._wrap(put(np.cos(np.arange(12.0)).reshape(3, 4), 0)).requires_grad_()
        at = eval(index, {"torch": torch, "x": x.detach()})
        y = x * 1
        y[at] = y[at] * y[at]
        y.sum().backward()
        found.append([host(y[at].detach()), host(y.detach()), host(x.grad)])

    for there, here in zip(*found, strict=True):
        np.testing.assert_array_equal(there, here)


OPTIMIZERS = {
    "SGD": dict(lr=0.1, momentum=0.9, nesterov=True, weight_decay=0.1),
    "Adam": dict(lr=0.1, amsgrad=True, weight_decay=0.1),
    "Adamax": dict(weight_decay=0.1),
    "Adagrad": dict(lr_decay=0.1, weight_decay=0.1),
    "Adadelta": dict(weight_decay=0.1),
    "RMSprop": dict(momentum=0.5, centered=True, weight_decay=0.1),
    "Rprop": {},
    "ASGD": dict(t0=1, weight_decay=0.1),
    "LBFGS": dict(lr=0.1, max_iter=3, history_size=2),
}


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_optimizers_step_on_the_device(device, name):
    """Parameters, and all that is remembered of them, stay there; so do they after loading."""
    found = []
    for put in (CPU.put, device.put):
        x = torch.Tensor._wrap(put(np.cos(np.arange(4.0)), 0)).requires_grad_()
        optimizer = getattr(torch.optim, name)([x], **OPTIMIZERS[name])

        def loss(x=x, optimizer=optimizer):
            optimizer.zero_grad()
            value = (x * x * x * x).sum() + (x * x).sum()
            value.backward()
            return value

        for _ in range(3):
            optimizer.step(loss)
            optimizer.load_state_dict(optimizer.state_dict())
        found.append(x)

    here, there = found
    assert isinstance(there._array, device.array_type)
    np.testing.assert_allclose(host(there), host(here), rtol=1e-12)


DRAWN = {
    "bernoulli": lambda torch, x: torch.bernoulli(x),
    "multinomial": lambda torch, x: torch.multinomial(x, 2),
    "rand_like": lambda torch, x: torch.rand_like(x),
    "randn_like": lambda torch, x: torch.randn_like(x),
    "new": lambda torch, x: x.new(3).normal_(),
    "gumbel_softmax": lambda torch, x: torch.nn.functional.gumbel_softmax(x),
}


@pytest.mark.parametrize("name", DRAWN)
def test_random_numbers_are_where_their_template_is(device, name):
    """What is drawn like a tensor, or by its probabilities, is on its device, and the same."""
    found = []
    for put in (CPU.put, device.put):
        torch.manual_seed(0)
        x = torch.Tensor._wrap(put(np.array([[0.2, 0.5, 0.3], [0.6, 0.1, 0.3]]), 0))
        found.append(DRAWN[name](torch, x))

    here, there = found
    assert isinstance(there._array, device.array_type)
    np.testing.assert_allclose(host(there), host(here), rtol=1e-12)


def test_waiting_is_counted():
    """Reading one element is a wait; reading all is a copy."""
    array, before = strict.put(np.ones(1)), dict(strict.counts)

    array.item()
    array.tolist()

    assert strict.counts == {name: count + 1 for name, count in before.items()}


def test_without_a_gpu_cuda_says_what_is_missing():
    """One sentence names what is missing and the extra to install."""
    with pytest.raises(RuntimeError, match=r"cuda12") as raised:
        torch.ones(1).cuda()

    assert str(raised.value).count(". ") == 0
