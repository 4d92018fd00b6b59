"""Every operation against live torch: value, type, shape, strides, sharing, both gradients, forms.

Nothing here names an operation. Samples are those beside the definitions, in both floating types.
"""

import numpy as np
import pytest

import minitorch
import minitorch.v03  # which has operations of its own
from minitorch.cases import Mask, Whole
from minitorch.op import OPS

pytestmark = pytest.mark.live
TOLERANCE = {"float32": dict(rtol=1.3e-6, atol=1e-5), "float64": dict(rtol=1e-7, atol=1e-7)}
SAMPLERS = {name for name, op in OPS.items() if "generator" in op.attributes}
COMPARED = [op for op in OPS.values() if op.name not in SAMPLERS]


def is_whole(op):
    """Return whether an operation takes integers only."""
    return any(issubclass(kind, Whole) for kind in op.kinds.values())


CASES = [
    pytest.param(op, case, dtype, id=f"{op.name}-{number}-{dtype}")
    for op in COMPARED
    for number, case in enumerate(op.samples)
    for dtype in (["float64"] if is_whole(op) else ["float64", "float32"])
]
SMOOTH = [p for p in CASES if p.values[0].differentiable and p.values[2] == "float64"]


class Ours:
    """minitorch, as the tests below speak to both sides."""

    package = minitorch

    def attribute(self, value):
        return value

    def tensor(self, array, kind):
        return minitorch.Tensor._wrap(np.array(array))

    def call(self, op, args):
        return op.method_call(*spread(op, args)) if op.ints else op.method_call(*args)


class Theirs:
    """Live torch; masks are of bools there."""

    @property
    def package(self):
        import torch

        return torch

    def attribute(self, value):
        return getattr(self.package, value.name) if isinstance(value, minitorch.dtype) else value

    def tensor(self, array, kind):
        import torch

        found = torch.from_numpy(np.array(array))
        return found.bool() if issubclass(kind, Mask) else found

    def call(self, op, args):
        from compat.counterparts import counterpart

        return counterpart(op)(*[None if arg is ... else arg for arg in args])  # what was omitted


def spread(op, args):
    """Return the arguments with integers one by one where an operation takes them so."""
    found = []
    for name, arg in zip(op.parameters, args, strict=True):
        found += arg if name in op.ints and isinstance(arg, tuple) else [arg]
    return found


def arguments(side, op, case, dtype):
    """Return the arguments of a sample call for one side."""
    given = {name: side.attribute(value) for name, value in case.attributes(op).items()}
    for name, array in case.arrays(op, np.dtype(dtype).type).items():
        kind = op.kinds[name]
        if isinstance(array, list):
            given[name] = [side.tensor(a, kind) for a in array]
        else:
            number = isinstance(array, (int, float))
            given[name] = array if number else side.tensor(array, kind)
    return [given.get(name, op.defaults[name]) for name in op.parameters]


def results(side, op, args):
    """Return the results of a call as a tuple."""
    found = side.call(op, args)
    return tuple(found) if isinstance(found, (tuple, list)) else (found,)


def inputs(op, args):
    """Return the tensors that a gradient is wanted for, requiring it."""
    found = []
    for name, arg in zip(op.parameters, args, strict=True):
        if name in op.differentiable:
            for tensor in arg if isinstance(arg, list) else [arg]:
                if hasattr(tensor, "requires_grad_") and tensor.is_floating_point():
                    found.append(tensor.requires_grad_())
    return found


def array(tensor):
    """Return a tensor's elements; bools as the bytes that 0.4 has for them."""
    found = np.array((tensor.detach() + 0).tolist(), str(tensor.dtype).rpartition(".")[2])
    return found.astype(np.uint8) if found.dtype == np.bool_ else found


def cotangent(side, tensor, seed):
    """Return a tensor like ``tensor`` with numbers that depend on ``seed`` alone."""
    values = np.cos(0.7 * np.arange(int(np.prod(tuple(tensor.shape)))) + seed)
    values = values.reshape(tuple(tensor.shape)).astype(str(tensor.dtype).rpartition(".")[2])
    return side.tensor(values, object)


def gradients(side, op, args, twice):
    """Return the gradients of the results, or the gradients of those."""
    wanted = inputs(op, args)
    outs = [r for r in results(side, op, args) if r.requires_grad]
    weights = [cotangent(side, out, seed) for seed, out in enumerate(outs)]
    grad = side.package.autograd.grad
    first = grad(outs, wanted, weights, create_graph=twice, allow_unused=True)
    if not twice:
        return first
    again = [g for g in first if g is not None and g.requires_grad]
    if not again:
        return []
    weights = [cotangent(side, g, seed) for seed, g in enumerate(again)]
    return grad(again, wanted, weights, allow_unused=True)


def same(ours, theirs, dtype):
    """Raise unless two tensors have equal type, shape and elements; a missing one is zero."""
    if ours is None or theirs is None:
        other = theirs if ours is None else ours
        assert other is None or not array(other).any()
        return
    mine, judge = array(ours), array(theirs)
    assert (mine.dtype, mine.shape) == (judge.dtype, judge.shape)
    np.testing.assert_allclose(mine, judge, **TOLERANCE[dtype])


@pytest.mark.parametrize("op", [pytest.param(op, id=op.name) for op in COMPARED])
def test_torch_has_a_word_for_it(op):
    """There is no operation that nothing in torch corresponds to."""
    from compat.counterparts import counterpart

    assert counterpart(op) is not None


@pytest.mark.parametrize(("op", "case", "dtype"), CASES)
def test_value_type_shape_and_strides(op, case, dtype):
    """A call gives what torch gives."""
    mine = results(Ours(), op, arguments(Ours(), op, case, dtype))
    judge = results(Theirs(), op, arguments(Theirs(), op, case, dtype))

    assert len(mine) == len(judge)
    for ours, theirs in zip(mine, judge, strict=True):
        same(ours, theirs, dtype)
        if theirs.numel() > 1:
            assert tuple(ours.stride()) == tuple(theirs.stride())


@pytest.mark.parametrize(
    ("op", "case", "dtype"), [p for p in CASES if p.values[0].view and p.values[2] == "float64"]
)
def test_a_view_is_a_view_in_both(op, case, dtype):
    """What shares memory with its input in torch does so here."""
    for side in (Ours(), Theirs()):
        args = arguments(side, op, case, dtype)
        result = results(side, op, args)[0]

        args[0].fill_(7)

        assert (array(result) == 7).all()


@pytest.mark.parametrize(("op", "case", "dtype"), SMOOTH)
def test_gradient(op, case, dtype):
    """The gradients are torch's."""
    mine = gradients(Ours(), op, arguments(Ours(), op, case, dtype), False)
    judge = gradients(Theirs(), op, arguments(Theirs(), op, case, dtype), False)

    for ours, theirs in zip(mine, judge, strict=True):
        same(ours, theirs, dtype)


@pytest.mark.parametrize(("op", "case", "dtype"), SMOOTH)
def test_second_gradient(op, case, dtype):
    """The gradients of the gradients are torch's."""
    mine = gradients(Ours(), op, arguments(Ours(), op, case, dtype), True)
    judge = gradients(Theirs(), op, arguments(Theirs(), op, case, dtype), True)

    count = max(len(mine), len(judge))
    mine, judge = [[*found, *[None] * (count - len(found))] for found in (mine, judge)]
    for ours, theirs in zip(mine, judge, strict=True):
        same(ours, theirs, dtype)


OUT = [p for p in CASES if p.values[0].out and p.values[0].torch and p.values[2] == "float64"]


@pytest.mark.parametrize(("op", "case", "dtype"), OUT)
def test_out(op, case, dtype):
    """``out=`` receives what the function returns, and is what it returns."""
    args = arguments(Ours(), op, case, dtype)
    expected = op.call(*args)
    several = isinstance(expected, tuple)
    targets = [t._wrap(np.zeros(1, t._array.dtype)) for t in (expected if several else [expected])]

    result = op.call(*args, out=tuple(targets) if several else targets[0])

    assert all(a is b for a, b in zip(result if several else [result], targets, strict=True))
    judges = results(Theirs(), op, arguments(Theirs(), op, case, dtype))
    for target, judge in zip(targets, judges, strict=True):
        same(target, judge, dtype)
