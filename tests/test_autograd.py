"""Laws of what users build on the engine: Function, grad mode, anomaly mode, types."""

import threading

import pytest

import minitorch as torch
from minitorch.autograd import Function, detect_anomaly, gradcheck


class Cube(Function):
    """A new-style Function."""

    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * x * x

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        return grad * 3 * x * x


class OldCube(Function):
    """An old-style Function."""

    def forward(self, x):
        self.save_for_backward(x)
        return x * x * x

    def backward(self, grad):
        (x,) = self.saved_tensors
        return grad * 3 * x * x


def leaf(*values, dtype=torch.float64):
    """Return a leaf that requires grad."""
    return torch.tensor(list(values), dtype=dtype, requires_grad=True)


@pytest.mark.parametrize("cube", [Cube.apply, lambda x: OldCube()(x)], ids=["new", "old"])
def test_a_function_of_ones_own(cube):
    """forward computes, backward differentiates, in both styles."""
    x = leaf(1.0, 2.0)

    cube(x).sum().backward()

    assert x.grad.tolist() == [3.0, 12.0]
    assert gradcheck(cube, (leaf(1.0, 2.0),))


def test_the_gradient_of_a_functions_gradient():
    """backward is itself recorded, so derivatives of higher order follow."""
    x = leaf(2.0)
    (first,) = torch.autograd.grad(Cube.apply(x), x, create_graph=True)
    (second,) = torch.autograd.grad(first, x)

    assert (first.tolist(), second.tolist()) == ([12.0], [12.0])


def test_needs_input_grad_tells_what_is_wanted():
    """ctx says for every input whether its gradient is needed."""
    seen = []

    class Product(Function):
        @staticmethod
        def forward(ctx, a, b):
            seen.append(ctx.needs_input_grad)
            return a * b

        @staticmethod
        def backward(ctx, grad):
            seen.append(ctx.needs_input_grad)
            return grad, None

    Product.apply(leaf(1.0), torch.ones(1, dtype=torch.float64)).backward()

    assert seen == [(True, False), (True, False)]


def test_an_output_marked_so_has_no_gradient():
    """mark_non_differentiable takes an output out of the graph."""

    class Both(Function):
        @staticmethod
        def forward(ctx, x):
            sign = (x > 0).double()
            ctx.mark_non_differentiable(sign)
            return x * 2, sign

        @staticmethod
        def backward(ctx, grad, _):
            return grad * 2

    doubled, sign = Both.apply(leaf(3.0))

    assert (doubled.requires_grad, sign.requires_grad) == (True, False)


def test_an_input_changed_in_place_is_marked_dirty():
    """mark_dirty returns the input itself, with the new history and version."""

    class AddOne(Function):
        @staticmethod
        def forward(ctx, x):
            ctx.mark_dirty(x)
            x.add_(1)
            return x

        @staticmethod
        def backward(ctx, grad):
            return grad

    x = leaf(3.0)
    y = x * 2
    result = AddOne.apply(y)
    result.backward()

    assert result is y
    assert (y.tolist(), x.grad.tolist()) == ([7.0], [2.0])


def test_a_wrong_number_of_gradients_is_an_error():
    """backward must return one gradient for each input."""

    class Wrong(Function):
        @staticmethod
        def forward(ctx, a, b):
            return a * b

        @staticmethod
        def backward(ctx, grad):
            return grad

    with pytest.raises(RuntimeError, match="incorrect number of gradients"):
        Wrong.apply(leaf(1.0), leaf(2.0)).backward()


def test_grad_mode_belongs_to_its_thread():
    """no_grad in one thread leaves the others recording."""
    found = []
    with torch.no_grad():
        thread = threading.Thread(target=lambda: found.append((leaf(1.0) * 2).requires_grad))
        thread.start()
        thread.join()

    assert found == [True]


@pytest.mark.parametrize("mode", [torch.no_grad, lambda: torch.set_grad_enabled(False)])
def test_grad_mode_decorates_and_nests(mode):
    """The three are context managers and decorators; the mode before comes back."""
    decorator = mode()
    torch.set_grad_enabled(True)

    @decorator
    def outer():
        inside = (leaf(1.0) * 2).requires_grad
        with torch.enable_grad():
            return inside, (leaf(1.0) * 2).requires_grad

    assert outer() == (False, True)
    assert torch.is_grad_enabled()


def test_anomaly_mode_names_the_forward_line():
    """The warning shows the line of the forward pass whose gradient is not a number."""
    with detect_anomaly():
        x = torch.tensor([-1.0], requires_grad=True)
        y = x.sqrt()  # this line
        with (
            pytest.warns(UserWarning, match="this line"),
            pytest.raises(RuntimeError, match=r"SqrtBackward.*nan"),
        ):
            y.backward()


@pytest.mark.parametrize(
    ("name", "dtype"),
    [
        ("FloatTensor", torch.float32),
        ("DoubleTensor", torch.float64),
        ("HalfTensor", torch.float16),
        ("ByteTensor", torch.uint8),
        ("CharTensor", torch.int8),
        ("ShortTensor", torch.int16),
        ("IntTensor", torch.int32),
        ("LongTensor", torch.int64),
    ],
)
def test_types_have_constructors_and_names(name, dtype):
    """torch.FloatTensor makes what .type() calls so, and isinstance tells."""
    x = getattr(torch, name)([1, 2])

    assert (x.dtype, x.type()) == (dtype, f"torch.{name}")
    assert isinstance(x, getattr(torch, name))
    assert torch.ones(2).type(f"torch.{name}").dtype == dtype


@pytest.mark.parametrize("name", ["__add__", "__mul__", "__sub__", "__truediv__", "__gt__"])
def test_types_do_not_mix(name):
    """0.4 promotes nothing: two types in one operation are an error."""
    with pytest.raises(RuntimeError, match=r"Expected object of type torch\.FloatTensor"):
        getattr(torch.ones(2), name)(torch.ones(2).double())


def test_numbers_take_the_type_of_the_tensor():
    """A Python number never changes the type of a tensor."""
    assert (torch.tensor([1, 2]) * 2.7).tolist() == [2, 4]
    assert (torch.ones(1) + 1).dtype == torch.float32
    assert (torch.tensor([7]) / 2).tolist() == [3]


def test_only_floats_require_grad():
    """An integer tensor has no gradient."""
    with pytest.raises(RuntimeError, match="floating point"):
        torch.tensor([1], requires_grad=True)


def test_hooks_of_leaves_run_as_soon_as_their_gradient_is_complete():
    """As in torch, where leaves go before all functions that are ready."""
    w, u = torch.ones(1, requires_grad=True), torch.ones(1, requires_grad=True)
    seen = []
    w.register_hook(lambda grad: seen.append("w"))
    early = u * 2
    early.register_hook(lambda grad: seen.append("early"))

    (early * w).backward()

    assert seen == ["w", "early"]


def test_a_complex_number_is_no_operand():
    """What is not a real number or a tensor is refused, with a TypeError."""
    with pytest.raises(TypeError):
        torch.ones(2) * 1j


@pytest.mark.parametrize(
    ("bounds", "name"),
    [
        (dict(min=0), "ClampMinBackward"),
        (dict(max=0), "ClampMaxBackward"),
        (dict(min=0, max=1), "ClampBackward"),
    ],
)
def test_a_node_may_be_named_by_the_attributes_of_its_call(bounds, name):
    """Which bounds there are shows in the graph, and in what is printed."""
    x = torch.ones(2, requires_grad=True)

    assert type(x.clamp(**bounds).grad_fn).__name__ == name
    assert type((x * 1).clamp_(**bounds).grad_fn).__name__ == name


@pytest.mark.parametrize("create_graph", [False, True])
def test_a_leaf_changed_in_part_receives_no_gradient(create_graph):
    """It is then a result of the change, and where its gradients went is within the graph."""
    x = torch.ones(3, requires_grad=True)
    x[0] = 5

    with pytest.raises(RuntimeError, match="leaf variable has been moved into the graph interior"):
        (x * x).sum().backward(create_graph=create_graph)
    assert x.grad is None


@pytest.mark.parametrize("create_graph", [False, True])
def test_a_leaf_that_was_detached_since_receives_no_gradient(create_graph):
    """What wants none when it arrives gets none."""
    x, w = (torch.ones(3, requires_grad=True) for _ in "xw")
    loss = (x * w).sum()
    x.detach_()

    loss.backward(create_graph=create_graph)

    assert x.grad is None
    assert w.grad.tolist() == [1, 1, 1]
