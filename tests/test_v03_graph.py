"""Laws of the graph in 0.3: what leaves a node, what has a derivative, and what is refused."""

import numpy as np
import pytest

import minitorch
import minitorch.v03 as torch
from minitorch.autograd.context import reaches
from minitorch.engine import edge_of, run
from minitorch.op import OPS
from minitorch.v03 import autograd
from minitorch.v03.autograd import Function, Variable
from minitorch.v03.autograd.function import once_differentiable

LATER = ("det", "logdet", "log_abs_det", "masked_fill", "index_fill")  # 0.3 has none, or no 0-dim
REFUSED = ("lgamma", "svd", "trtrs")  # 0.3 has no derivative of these
SHARED = [
    pytest.param(op, case, id=f"{op.name}-{number}")
    for op in OPS.values()
    for number, case in enumerate(op.samples)
    if op.differentiable and op.smooth and op.name not in (*LATER, *REFUSED)
]


def leaf(*values):
    """Return a Variable that requires grad."""
    return Variable(torch.FloatTensor(list(values)), requires_grad=True)


def wrapped(face, array):
    """Return one sample as a tensor of a face; a number stays one, a list becomes tensors."""
    if isinstance(array, list):
        return [wrapped(face, a) for a in array]
    return array if isinstance(array, (int, float)) else face._wrap(np.array(array))


def recorded_gradients(face, op, case):
    """Return the gradients of a sample call by its inputs, from a pass that is itself recorded."""
    given = {name: wrapped(face, a) for name, a in case.arrays(op).items()} | case.attributes(op)
    args = [given.get(name, op.defaults[name]) for name in op.parameters]
    inputs = [
        tensor
        for name, arg in zip(op.parameters, args, strict=True)
        for tensor in (arg if isinstance(arg, list) else [arg])
        if name in op.differentiable and isinstance(tensor, face) and tensor._array.dtype == float
    ]
    for tensor in inputs:
        tensor._edge = (tensor._leaf(tensor), 0)
    starred = [
        part
        for name, arg in zip(op.parameters, args, strict=True)
        for part in (arg if name in op.ints and isinstance(arg, tuple) else [arg])
    ]
    results = op.method_call(*starred)
    results = results if isinstance(results, tuple) else (results,)
    roots = [result for result in results if edge_of(result) is not None]
    seeds = [face._wrap(np.linspace(0.5, 1, r._array.size).reshape(r._array.shape)) for r in roots]
    return run([edge_of(r) for r in roots], seeds, True, True, [edge_of(t) for t in inputs])


@pytest.mark.mathematical
@pytest.mark.parametrize(("op", "case"), SHARED)
def test_a_recorded_pass_gives_the_same_gradients_in_both_faces(op, case):
    """A rule uses what tensors of every face can do."""
    expected = recorded_gradients(minitorch.Tensor, op, case)

    found = recorded_gradients(Variable, op, case)

    for old, new in zip(found, expected, strict=True):
        assert (old is None) == (new is None)
        if old is not None:
            np.testing.assert_allclose(old._array.ravel(), np.ravel(new._array), rtol=1e-12)


def test_functions_written_in_python_leave_a_node_in_any_case():
    """So indexing makes what is no leaf, whose requires_grad cannot be set; arithmetic does not."""
    x = Variable(torch.ones(2))

    assert (x[0].grad_fn is None, x[0].is_leaf, x[0].requires_grad) == (False, False, False)
    assert (x * 2).is_leaf
    with pytest.raises(RuntimeError, match="leaf variables"):
        x[0].requires_grad = True


def test_nodes_written_in_python_print_with_their_module():
    """The others have no module."""
    x = leaf(1.0, 2.0)

    assert repr(x[0].grad_fn).startswith("<torch.autograd.function.IndexBackward object")
    assert repr((x * 2).grad_fn).startswith("<MulBackward0 object")
    assert repr(type((x * 2).grad_fn)) == "<class 'MulBackward0'>"


def test_gradients_of_any_shape_are_taken():
    """0.3 asks a gradient neither for its shape nor for its type."""
    x = leaf(1.0, 2.0)

    (x * 2).backward(torch.ones(3))

    assert x.grad.data.tolist() == [2.0, 2.0, 2.0]


def test_broadcasting_is_undone_all_the_same():
    """Only what was not broadcast stays as it is."""
    x = leaf(1.0)

    (x + Variable(torch.ones(2, 3))).sum().backward()

    assert x.grad.data.tolist() == [6.0]
    assert reaches((2, 3), (1,))
    assert not reaches((3,), (2,))


@pytest.mark.parametrize("name", ["max", "min", "median", "trace"])
def test_some_gradients_have_no_second_derivative(name):
    """The gradient of a full max is written into zeros, and forgets where it comes from."""
    x = Variable(torch.DoubleTensor([[1, 2], [3, 5]]), requires_grad=True)
    y = getattr(x, name)()

    (g,) = autograd.grad((y * y).sum(), [x], create_graph=True)

    assert (g.requires_grad, g.volatile) == (False, False)


@pytest.mark.parametrize("call", [torch.lgamma, lambda x: torch.svd(x.view(1, 1))[0]])
def test_what_has_no_derivative_says_so_at_backward(call):
    """Calling it is allowed."""
    y = call(leaf(2.0))

    with pytest.raises(RuntimeError, match=r"the derivative for '(lgamma|svd)' is not implemented"):
        y.backward()


def test_integers_may_require_grad():
    """A conversion of type is differentiable, whatever the type."""
    x = leaf(1.5, 2.5)

    x.long().backward(torch.LongTensor([3, 4]))

    assert x.grad.data.tolist() == [3.0, 4.0]


def test_a_leaf_must_not_have_changed_before():
    """Even if it did not require grad then."""
    x = Variable(torch.ones(2))
    x.add_(1)
    x.requires_grad = True

    with pytest.raises(RuntimeError, match="leaf variable was used in an inplace operation"):
        (x * x).sum().backward()


def test_volatile_spreads_in_place():
    """What was changed by a volatile Variable requires no grad, and keeps the node that it had."""
    x, other = leaf(1.0) * 2, Variable(torch.ones(1), volatile=True)
    node = x.grad_fn

    x += other

    assert (x.volatile, x.requires_grad, x.grad_fn) == (True, False, node)


def test_targets_of_losses_do_not_spread_volatility():
    """They are no inputs for autograd."""
    target = Variable(torch.ones(1), volatile=True)

    assert not torch.nn.functional.mse_loss(leaf(3.0), target).volatile


class Doubled(Function):
    """Doubles its input in place."""

    @staticmethod
    def forward(ctx, input):
        ctx.mark_dirty(input)
        return input.mul_(2)

    @staticmethod
    def backward(ctx, grad):
        return grad * 2


def test_a_dirty_input_is_the_output():
    """It is the same Variable, of a higher version; a leaf that requires grad may not be."""
    x = leaf(3.0)
    y = x * 1
    version = y._version

    z = Doubled.apply(y)
    z.backward()

    assert z is y
    assert (y._version - version, x.grad.data[0]) == (1, 2.0)
    with pytest.raises(RuntimeError, match="leaf Variable"):
        Doubled.apply(x)


def test_once_differentiable_works_on_tensors():
    """The gradient has a node that leads nowhere."""
    seen = []

    class Square(Function):
        @staticmethod
        def forward(ctx, input):
            ctx.save_for_backward(input)
            return input * input

        @staticmethod
        @once_differentiable
        def backward(ctx, grad):
            seen.append(type(grad))
            return grad * 2 * ctx.saved_tensors[0]

    x = leaf(3.0)
    (g,) = autograd.grad(Square.apply(x), x, create_graph=True)

    assert seen == [torch.FloatTensor]
    assert (g.data[0], g.requires_grad, type(g.grad_fn).__name__) == (6.0, False, "Error")


def test_an_old_style_function_is_its_own_node():
    """``grad_fn`` is the instance that was called."""

    class Triple(Function):
        def forward(self, input):
            return input * 3

        def backward(self, grad):
            return grad * 3

    function = Triple()

    assert function(leaf(1.0)).grad_fn is function


def test_gradcheck_finds_wrong_derivatives():
    """And lets right ones pass, of first and second order."""
    from minitorch.v03.autograd.gradcheck import gradcheck, gradgradcheck

    class Wrong(Function):
        @staticmethod
        def forward(ctx, input):
            return input * 3

        @staticmethod
        def backward(ctx, grad):
            return grad * 2

    x = Variable(torch.DoubleTensor([0.5, 1.5]), requires_grad=True)

    assert gradcheck(lambda v: (v * v).sum(), [x])
    assert gradgradcheck(lambda v: v**3, [x])
    with pytest.raises(RuntimeError, match=r"for output no\. 0"):
        gradcheck(Wrong.apply, [x])


def test_other_leaves_may_accumulate_beside_what_is_wanted():
    """With ``only_inputs=False`` they do; a leaf that is wanted does not."""
    x, w = [Variable(torch.ones(2), requires_grad=True) for _ in range(2)]

    (slope,) = torch.autograd.grad((x * w * 3).sum(), x, only_inputs=False)

    assert (list(slope.data), list(w.grad.data), x.grad) == ([3.0, 3.0], [3.0, 3.0], None)
