"""Laws that every operation obeys, over the whole registry: nothing here names one of them."""

import contextlib
import inspect
import re

import numpy as np
import pytest

import minitorch as torch
from minitorch import surface
from minitorch.arguments import is_stumble
from minitorch.autograd import gradgradcheck
from minitorch.nn import functional
from minitorch.op import COMPOSITES, OPS
from minitorch.testing import samples
from minitorch.testing.samples import arguments, call, check_gradient, of_inputs, wrapped

CASES = [pytest.param(op, case, id=f"{op.name}-{number}") for op, number, case in samples.CASES]
DIFFERENTIABLE = [p for p in CASES if p.values[0].differentiable and p.values[0].smooth]
INPLACE = [p for p in CASES if p.values[0].inplace and p.values[0].smooth]
OPERATIONS = [pytest.param(op, id=op.name) for op in OPS.values()]


@pytest.mark.mathematical
@pytest.mark.parametrize(("op", "case"), DIFFERENTIABLE)
def test_the_gradient_is_that_of_finite_differences(op, case):
    """A derivative rule is the derivative."""
    check_gradient(op, case)


@pytest.mark.mathematical
@pytest.mark.parametrize(("op", "case"), DIFFERENTIABLE)
def test_the_second_gradient_is_that_of_finite_differences(op, case):
    """The rule of a rule is the second derivative."""
    assert gradgradcheck(*of_inputs(op, case))


WHOLE = (torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8)
USERS = [p for p in CASES if p.values[0].torch or p.values[0].method or "loss" in p.id]
DRAWS_NOTHING = [p for p in USERS if "generator" not in p.values[0].attributes]
REFUSALS = r"not implemented for|floating|division of|modulo of|without overflow|Expected object of"


def with_whole_numbers(args, dtype):
    """Return arguments with integers from 1, in type ``dtype``, for elements of a floating type."""
    if isinstance(args, (list, tuple)):
        return [with_whole_numbers(arg, dtype) for arg in args]
    if isinstance(args, torch.Tensor) and args.is_floating_point():
        return (args.abs().floor() + 1).to(dtype)
    return round(args) if isinstance(args, float) and np.isfinite(args) else args


def attempted(op, args):
    """Return the first result of a call, or the refusal."""
    try:
        found = call(op, args)
    except RuntimeError as refusal:
        return refusal
    return found[0] if isinstance(found, tuple) else found


@pytest.mark.parametrize("dtype", WHOLE, ids=str)
@pytest.mark.parametrize(("op", "case"), DRAWS_NOTHING)
def test_integers_give_what_doubles_give_or_are_refused(op, case, dtype):
    """An operation computes in a type of integers, or says in torch's words why it doesn't."""
    args = arguments(op, case)
    found = attempted(op, with_whole_numbers(args, dtype))
    if isinstance(found, RuntimeError):
        assert re.search(REFUSALS, str(found))
    else:
        exact = attempted(op, with_whole_numbers(args, torch.float64))
        assert np.array_equal(found.numpy(), exact.numpy().astype(found.numpy().dtype))


def across(args):
    """Return arguments with their elements in the opposite order in memory."""
    if isinstance(args, (list, tuple)):
        return [across(arg) for arg in args]
    if not isinstance(args, torch.Tensor) or args.dim() < 2:
        return args
    backwards = list(range(args.dim()))[::-1]
    return args.permute(*backwards).contiguous().permute(*backwards)


@pytest.mark.parametrize(("op", "case"), [p for p in USERS if not p.values[0].view])
def test_how_inputs_lie_in_memory_does_not_decide_how_results_do(op, case):
    """NumPy keeps the order of what it is given; torch's results can always be viewed."""
    args = arguments(op, case)
    results = []
    for given in (args, across(args)):
        torch.manual_seed(0)
        found = call(op, given)
        results.append(found if isinstance(found, tuple) else (found,))

    for straight, crossed in zip(*results, strict=True):
        assert torch.is_tensor(straight) == torch.is_tensor(crossed)
        assert not torch.is_tensor(straight) or straight.is_contiguous() == crossed.is_contiguous()


EXTREME = (np.inf, -np.inf, np.nan, 0.0, -1.0, 3e38, -3e38, 1e-45, 3.0, -0.0)


def with_extreme_numbers(args, start):
    """Return arguments with extreme numbers, by turns, for elements of a floating type."""
    if isinstance(args, list):
        return [with_extreme_numbers(arg, start) for arg in args]
    if isinstance(args, torch.Tensor) and args.is_floating_point():
        values = np.resize(np.roll(EXTREME, start), args.numel()).reshape(args.shape)
        return torch.from_numpy(values).float()
    return args


@pytest.mark.parametrize("start", [0, 1])
@pytest.mark.parametrize(("op", "case"), CASES)
def test_nobody_hears_of_nan_and_infinity(op, case, start):
    """What torch computes without a word gives no warning of NumPy's, forward or backward."""
    args = with_extreme_numbers(arguments(op, case), start)
    samples.differentiable(op, args)
    with contextlib.suppress(RuntimeError):
        found = call(op, args)
        results = found if isinstance(found, tuple) else (found,)
        for result in results:
            if result.requires_grad:
                result.sum().backward(retain_graph=True)


def misfits(op, args):
    """Yield the arguments of a call with one of them replaced by something that may not fit."""
    shapes = ((), (5,), (0,), (0, 3), (5, 7), (2, 5, 7), (1, 2, 1, 3, 1))
    for at, arg in enumerate(args):
        others = (-5, 7, 1.5, None, "a", (1,), (), [1, 2], 10**20)
        if isinstance(arg, torch.Tensor):
            others = [*map(arg.new_zeros, shapes), arg - 100, arg + 100, arg.long(), arg.float()]
        for other in [] if op.parameters[at] in op.ints else others:
            yield [*args[:at], other, *args[at + 1 :]]


@pytest.mark.parametrize("op", [op for op in OPS.values() if op.torch or op.method])
def test_what_cannot_be_computed_is_refused_in_words_of_ours(op):
    """No call that cannot be answered ends in words of NumPy or Python about what is within."""
    stumbles = []
    for case in op.samples[:2]:
        for args in misfits(op, arguments(op, case)):
            try:
                call(op, args)
            except Exception as error:
                stumbles += [error] if is_stumble(error.__traceback__) else []

    assert not stumbles


def lacking(op, args):
    """Return the tensors by which 0.4 has no derivative either."""
    lack = op.rules.keys() - set(op.differentiable)
    named = zip(op.parameters, args, strict=True)
    return [arg for name, arg in named if name in lack and isinstance(arg, torch.Tensor)]


LACKING = [p for p in CASES if lacking(p.values[0], arguments(*p.values))]


@pytest.mark.parametrize(("op", "case"), LACKING)
def test_a_derivative_that_torch_lacks_raises(op, case):
    """The result requires grad, as in 0.4, and backward says which derivative is missing."""
    args = arguments(op, case)
    for tensor in lacking(op, args):
        tensor.requires_grad_()
    results = call(op, args)
    result = results[0] if isinstance(results, tuple) else results

    assert result.requires_grad
    with pytest.raises(RuntimeError, match=r"derivative for|have gradient"):
        result.sum().backward()


@pytest.mark.parametrize("op", OPERATIONS)
def test_every_attribute_varies_in_some_sample(op):
    """An attribute that no sample sets is an attribute that nobody tests."""
    unused = {"generator", "sparse"}  # tests/test_sparse.py
    varied = {name for case in op.samples for name in case.attributes(op)}

    assert set(op.attributes) - varied - unused == set()


@pytest.mark.parametrize("op", OPERATIONS)
def test_every_name_follows_from_the_definition(op):
    """Function, method, in-place form, operator and nn.functional name are the operation."""
    if op.torch:
        assert callable(getattr(torch, op.name))
    if op.method:
        assert callable(getattr(torch.Tensor, op.name))
    if op.inplace:
        assert callable(getattr(torch.Tensor, f"{op.name}_"))
    if op.operator:
        assert callable(getattr(torch.Tensor, f"__{op.operator}__"))
    if op.functional:
        assert callable(getattr(functional, op.name))


@pytest.mark.parametrize("op", OPERATIONS)
def test_every_operation_says_what_it_does(op):
    """A definition begins with a sentence."""
    assert op.__doc__
    assert op.__doc__.split("\n")[0].rstrip().endswith((".", ":", ","))


@pytest.mark.parametrize(("op", "case"), INPLACE)
def test_the_in_place_form_gives_the_same_and_counts_as_a_change(op, case):
    """``x.op_(...)`` leaves in x what ``x.op(...)`` returns, and raises its version."""
    args = arguments(op, case)
    expected = call(op, args)
    target = args[0].clone()
    if target.shape != expected.shape or target.dtype != expected.dtype:
        return
    before = target._version

    result = getattr(target, f"{op.name}_")(*args[1:])

    assert result is target
    assert np.array_equal(target.tolist(), expected.tolist(), equal_nan=True)
    assert target._version > before


@pytest.mark.parametrize(("op", "case"), INPLACE)
def test_a_leaf_that_requires_grad_is_not_overwritten(op, case):
    """An in-place form on such a leaf raises and changes nothing."""
    args = arguments(op, case)
    if not args[0].is_floating_point():
        return
    leaf = args[0].requires_grad_()
    before, version = leaf.tolist(), leaf._version

    with pytest.raises(RuntimeError, match="a leaf Variable that requires grad"):
        getattr(leaf, f"{op.name}_")(*args[1:])

    assert (leaf.tolist(), leaf._version, leaf.is_leaf) == (before, version, True)


def test_the_registry_and_the_surface_hold_the_same():
    """Nothing is on the surface that was not defined as an operation or a composite."""
    defined = {op.call for op in OPS.values()} | set(COMPOSITES.values())

    assert set(map(inspect.unwrap, surface.functions().values())) <= defined


@pytest.mark.parametrize("op", [op for op in OPS.values() if op.omitted], ids=repr)
def test_what_may_be_left_out_is_not_none(op):
    """A parameter that a call may lack has no None: torch knows two forms, and neither takes it."""
    tensors = [wrapped(array) for array in op.samples[0].arrays(op).values()]

    with pytest.raises(TypeError, match="invalid combination"):
        op.call(*tensors, **dict.fromkeys(op.omitted))
    op.call(*tensors)


@pytest.mark.parametrize("op", [op for op in OPS.values() if op.cloned], ids=repr)
def test_torch_overwrites_a_clone(op):
    """The node of a method that torch does in place, to a clone, leads to the node of that."""
    args = arguments(op, op.samples[0])
    args[0].requires_grad_()

    node = getattr(args[0], op.name)(*args[1:]).grad_fn

    assert type(node.next_functions[0][0]).__name__ == "CloneBackward"
    assert node.next_functions[0][0].next_functions[0][0].variable is args[0]
