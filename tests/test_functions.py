"""Laws of what becomes of the outputs, the marks and the gradients of a user's Function."""

import pytest

import minitorch as torch
from minitorch.autograd import Function, backward, grad, gradcheck, gradgradcheck


class Cube(Function):
    """A Function that saves its input."""

    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x * x

    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        return g * 3 * x * x


class AddInPlace(Function):
    """Adds to its first argument in place."""

    @staticmethod
    def forward(ctx, x, y):
        ctx.mark_dirty(x)
        return x.add_(y)

    @staticmethod
    def backward(ctx, g):
        return g, g


class DoubledTwice(Function):
    """Returns one tensor twice."""

    @staticmethod
    def forward(ctx, x):
        y = x * 2
        return y, y

    @staticmethod
    def backward(ctx, g, h):
        return (g + h) * 2


def test_a_function_that_changes_a_view_rewrites_the_history_of_its_base():
    """The base and its other views learn of the change, at any order of derivative."""
    x = torch.arange(6.0).double().view(2, 3).requires_grad_()
    y = torch.ones(2).double().requires_grad_()

    def changed(x, y):
        base = x.clone()
        AddInPlace.apply(base[:, 1], y)
        AddInPlace.apply(base[:, 0], y)
        return base * base

    assert gradcheck(changed, (x, y))
    assert gradgradcheck(changed, (x, y))


def test_a_function_that_changes_a_view_returns_nothing_else():
    """The history of a view has room for one output."""

    class Two(AddInPlace):
        @staticmethod
        def forward(ctx, x, y):
            ctx.mark_dirty(x)
            return x.add_(y), y.clone()

    x = torch.zeros(2, requires_grad=True)

    with pytest.raises(RuntimeError, match="must return a single Variable"):
        Two.apply(x.clone()[:1], x[:1])


def test_a_function_returns_the_very_tensor_that_forward_returned():
    """A tensor returned twice is one tensor, and has the last of its histories."""
    x = torch.ones(2, requires_grad=True)

    first, second = DoubledTwice.apply(x)
    (first + second * 3).sum().backward()

    assert first is second
    assert first.output_nr == 1
    assert x.grad.tolist() == [8.0, 8.0]


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        ("mark_dirty", "mark_dirty can only accept variables, but argument 0 is of type int"),
        ("mark_non_differentiable", "only accepts variable arguments, but got int"),
    ],
)
def test_only_tensors_can_be_marked(mark, words):
    """What is marked is looked at when forward is done."""

    class Marking(DoubledTwice):
        @staticmethod
        def forward(ctx, x):
            getattr(ctx, mark)(5)
            return x * 2

    with pytest.raises(RuntimeError, match=words):
        Marking.apply(torch.ones(1, requires_grad=True))


def test_the_gradient_of_a_function_has_the_type_of_its_input():
    """A gradient of another type is refused, as one of another shape is."""

    class Wrong(Cube):
        @staticmethod
        def backward(ctx, g):
            return g.double()

    with pytest.raises(RuntimeError, match=r"expected type .* but got"):
        Wrong.apply(torch.ones(2, requires_grad=True)).sum().backward()


def test_an_output_that_shares_memory_with_what_requires_grad_is_not_detached():
    """Without a graph an identity returns a detached alias, and a view cannot be returned."""

    class Whole(Cube):
        @staticmethod
        def forward(ctx, x):
            return x

    class Part(Cube):
        @staticmethod
        def forward(ctx, x):
            return x[:1]

    x = torch.ones(2, requires_grad=True)
    plain = torch.ones(2)

    assert Whole.apply(plain) is plain
    with torch.no_grad():
        assert not Whole.apply(x).requires_grad
        with pytest.raises(RuntimeError, match="Returning Variables sharing storage"):
            Part.apply(x)


def test_nothing_is_saved_before_forward_is_done():
    """``saved_tensors`` is empty until then; the old name warns."""
    found = []

    class Early(Cube):
        @staticmethod
        def forward(ctx, x):
            ctx.save_for_backward(x)
            found.append(ctx.saved_tensors)
            return x * 1

    y = Early.apply(torch.ones(1, requires_grad=True))

    assert found == [()]
    with pytest.warns(DeprecationWarning, match="use 'saved_tensors'"):
        assert len(y.grad_fn.saved_variables) == 1


@pytest.mark.parametrize(
    ("outcome", "error", "words"),
    [
        (lambda grads: grads[0], TypeError, "expected tuple, but hook returned 'Tensor'"),
        (
            lambda grads: grads[:1],
            RuntimeError,
            r"has returned an incorrect number of values \(got 1",
        ),
        (lambda grads: (5, grads[1]), TypeError, "expected Variable, but hook returned 'int'"),
        (lambda grads: (grads[0].double(), None), RuntimeError, "has changed the type of value"),
        (lambda grads: (grads[0][:1], None), RuntimeError, "has changed the size of value"),
    ],
)
def test_what_the_hook_of_a_node_returns_is_looked_at(outcome, error, words):
    """A hook that replaces the gradients returns as many, of their types and sizes."""
    x, w = torch.ones(2, requires_grad=True), torch.ones(2, requires_grad=True)
    y = x * w
    y.grad_fn.register_hook(lambda inputs, outputs: outcome(inputs))

    with pytest.raises(error, match=words):
        y.sum().backward()


def test_a_none_from_the_hook_of_a_node_takes_a_gradient_away():
    """A hook that returns a tuple says what every input gets."""
    x, w = torch.ones(2, requires_grad=True), torch.ones(2, requires_grad=True)
    y = x * w
    y.grad_fn.register_hook(lambda inputs, outputs: (inputs[0] * 5, None))

    y.sum().backward()

    assert x.grad.tolist() == [5, 5]
    assert w.grad is None


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda y, x: grad(y, 5), TypeError),
        (lambda y, x: grad(5, x), TypeError),
        (lambda y, x: grad(y, x, 5), TypeError),
        (lambda y, x: backward(None), TypeError),
        (lambda y, x: grad(y, [x, None]), RuntimeError),
        (lambda y, x: grad(["y"], x, [y]), RuntimeError),
        (lambda y, x: grad(["y"], x), AttributeError),
        (lambda y, x: backward(y, grad_tensors=y, grad_variables=y), RuntimeError),
    ],
)
@pytest.mark.filterwarnings("ignore:'grad_variables' is deprecated")
def test_what_is_no_tensor_is_refused(call, error):
    """Outputs, inputs and gradients are tensors, or sequences of them."""
    x = torch.ones(2, requires_grad=True)

    with pytest.raises(error, match=r"iterable|Tensor|attribute|both passed"):
        call(x.sum(), x)


def test_a_view_made_without_a_graph_requires_grad_if_its_base_does():
    """It has no history, and knows its base."""
    x = torch.ones(2, 2, requires_grad=True)
    with torch.no_grad():
        row = x[0]

    assert row.requires_grad
    assert row.is_leaf
    assert row.grad_fn is None
    assert row._base is x


class Drifting(Cube):
    """Its backward gives something else every time."""

    calls = 0

    @staticmethod
    def backward(ctx, g):
        Drifting.calls += 1
        (x,) = ctx.saved_tensors
        return g * 3 * x * x * (1 + 1e-6 * Drifting.calls)


class Constant(Cube):
    """Its backward forgets what it was handed."""

    @staticmethod
    def forward(ctx, x):
        return x * 1

    @staticmethod
    def backward(ctx, g):
        return torch.ones(g.shape, dtype=g.dtype)


@pytest.mark.parametrize(
    ("function", "words"),
    [(Drifting, "Backward is not reentrant"), (Constant, "backward not multiplied by grad_output")],
)
def test_gradcheck_finds_a_careless_backward(function, words):
    """The same pass gives the same twice, and of no gradient it makes none."""
    x = torch.ones(1, dtype=torch.float64, requires_grad=True)

    with pytest.raises(RuntimeError, match=words):
        gradcheck(function.apply, (x,))
    assert not gradcheck(function.apply, (x,), raise_exception=False)


def test_gradcheck_needs_something_to_check():
    """An input that requires grad is expected, and doubles."""
    with pytest.raises(ValueError, match="at least one input tensor to require gradient"):
        gradcheck(torch.exp, (torch.ones(1).double(),))
    with pytest.warns(UserWarning, match="not of double precision"):
        assert gradcheck(lambda x: x * 0, (torch.ones(1, requires_grad=True),))
