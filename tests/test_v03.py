"""Laws of the 0.3 face: tensors and Variables apart, volatile, and the same nn and optim."""

import pytest

import minitorch.v03 as torch
from minitorch.v03 import nn, optim
from minitorch.v03.autograd import Function, Variable
from minitorch.v03.nn import functional as F


def leaf(*values):
    """Return a Variable that requires grad."""
    return Variable(torch.FloatTensor(list(values)), requires_grad=True)


def test_a_script_of_0_3_trains():
    """nn.Linear, optim.SGD, Variable, loss.data[0] and volatile, on the files that 0.4 has too."""
    torch.manual_seed(0)
    net = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1))
    optimizer = optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
    criterion = nn.MSELoss()
    inputs = Variable(torch.FloatTensor([[0, 0], [0, 1], [1, 0], [1, 1]]))
    targets = Variable(torch.FloatTensor([[0], [1], [1], [0]]))
    losses = []
    for _ in range(300):
        optimizer.zero_grad()
        loss = criterion(net(inputs), targets)
        loss.backward()
        optimizer.step()
        losses.append(loss.data[0])

    seen = net(Variable(torch.FloatTensor([[0, 1]]), volatile=True))

    assert all(type(loss) is float for loss in losses)
    assert losses[-1] < 0.01 < losses[0]
    assert (seen.volatile, seen.requires_grad, seen.grad_fn) == (True, False, None)
    assert abs(seen.data[0][0] - 1) < 0.2


def test_tensors_and_variables_do_not_mix():
    """A tensor in an operation of Variables is an error, and the other way round."""
    with pytest.raises(RuntimeError, match=r"torch\.FloatTensor"):
        leaf(1.0) + torch.ones(1)
    with pytest.raises(TypeError, match="Variable"):
        torch.ones(1) + leaf(1.0)


def test_a_tensor_has_no_history():
    """requires_grad, grad and backward belong to Variables."""
    for name in ("requires_grad", "grad", "grad_fn", "backward"):
        with pytest.raises(AttributeError, match=name):
            getattr(torch.ones(1), name)


def test_there_are_no_numbers_without_dimensions():
    """Reductions and indexing give Python numbers; of Variables, Variables of one element."""
    x = torch.FloatTensor([1, 2, 3])

    assert (type(x.sum()), type(x[0])) == (float, float)
    assert (Variable(x).sum().size(), Variable(x)[0].size()) == ((1,), (1,))


def test_one_volatile_input_is_enough():
    """volatile spreads from any input, and forgets the history."""
    volatile = Variable(torch.ones(1), volatile=True)

    for result in (leaf(1.0) * volatile, volatile * leaf(1.0), F.relu(volatile)):
        assert (result.volatile, result.requires_grad, result.grad_fn) == (True, False, None)


def test_backward_of_a_volatile_result_is_an_error():
    """There is no history to go back through."""
    with pytest.raises(RuntimeError, match="volatile"):
        (Variable(torch.ones(1), volatile=True) * 2).backward()


def test_gradients_are_volatile_variables():
    """x.grad is a Variable, volatile unless the pass was recorded."""
    x = leaf(3.0)
    (x * x).backward()

    assert (type(x.grad), x.grad.volatile, x.grad.data[0]) == (Variable, True, 6.0)


def test_data_is_the_tensor_itself():
    """Variable(t).data is t."""
    t = torch.ones(2)

    assert Variable(t).data is t


def test_forward_of_a_function_sees_tensors():
    """In 0.3 forward computes on bare tensors, backward on Variables."""
    seen = []

    class Double(Function):
        @staticmethod
        def forward(ctx, x):
            seen.append(type(x).__name__)
            ctx.save_for_backward(x)
            return x * 2

        @staticmethod
        def backward(ctx, grad):
            seen.append(type(grad).__name__)
            seen.append(type(ctx.saved_tensors[0]).__name__)
            return grad * 2

    x = leaf(3.0)
    Double.apply(x).backward()

    assert seen == ["FloatTensor", "Variable", "FloatTensor"]
    assert x.grad.data[0] == 2.0


def test_an_old_style_function():
    """An instance with forward and backward, called like a function."""

    class Double(Function):
        def forward(self, x):
            return x * 2

        def backward(self, grad):
            return grad * 2

    x = leaf(3.0)
    y = Double()(x)
    y.backward()

    assert (y.data[0], x.grad.data[0]) == (6.0, 2.0)


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda x: x + x, "AddBackward1"),
        (lambda x: x + 1, "AddBackward0"),
        (lambda x: x * x, "MulBackward1"),
        (lambda x: x * 2, "MulBackward0"),
        (lambda x: x.sigmoid(), "SigmoidBackward0"),
        (lambda x: x[0], "IndexBackward"),
    ],
)
def test_nodes_have_the_names_of_0_3(make, name):
    """Class names of nodes are those of 0.3.1."""
    assert type(make(leaf(1.0)).grad_fn).__name__ == name


def test_parameters_of_a_module_are_variables():
    """nn.Parameter is a Variable of this face."""
    weight = nn.Linear(2, 1).weight

    assert isinstance(weight, Variable)
    assert repr(weight).startswith("Parameter containing:\n")


def test_both_faces_live_in_one_process():
    """Importing one changes nothing in the other."""
    import minitorch

    assert repr(minitorch.ones(1)) == "tensor([1.])"
    assert repr(torch.ones(1)) == "\n 1\n[torch.FloatTensor of size 1]\n"


def test_what_scripts_ask_of_the_gpu_is_there():
    """``torch.cuda`` and ``torch.backends`` answer in 0.3 as in 0.4, as modules and attributes."""
    import minitorch.v03.cuda

    assert torch.cuda is minitorch.v03.cuda
    assert isinstance(torch.cuda.is_available(), bool)
    assert torch.backends.cudnn is not None


def test_one_of_several_integers_may_be_to_blame():
    """Integers given one by one are one argument, a tuple; the first that is none is named."""
    x = Variable(torch.ones(3))

    with pytest.raises(RuntimeError, match="must be tuple of ints, but found element of type str"):
        x.view(3, "a")
    with pytest.raises(RuntimeError, match="element of type list at pos 1"):
        x.expand([2], 3)


@pytest.fixture
def backcompat():
    """The switches, which are off again after the test."""
    yield torch.utils.backcompat
    for switch in ("broadcast_warning", "keepdim_warning"):
        getattr(torch.utils.backcompat, switch).enabled = False


def test_what_was_taken_element_by_element_is_told_of(backcompat):
    """If that is switched on: shapes that differ, with as many elements, now broadcast."""
    column, row = torch.ones(3, 1), torch.ones(3)
    column + row
    backcompat.broadcast_warning.enabled = True

    with pytest.warns(UserWarning, match="self and other do not have the same shape, but are"):
        assert (column + row).size() == (3, 3)
    column + torch.ones(1)
    backcompat.broadcast_warning.enabled = False
    column + row


def test_what_kept_its_dimension_is_told_of(backcompat):
    """If that is switched on, and nobody says whether the dimension stays."""
    x = torch.ones(2, 3)
    x.sum(1)
    backcompat.keepdim_warning.enabled = True

    with pytest.warns(UserWarning, match='call to "sum" uses default value for keepdim'):
        assert torch.sum(x, 1).size() == (2,)
    with pytest.warns(UserWarning, match='call to "max" uses default value for keepdim'):
        x.max(1)
    assert x.sum(1, keepdim=True).size() == (2, 1)
    assert (x.sum(), x.max()) == (6.0, 1.0)


def test_the_warnings_of_0_2_can_be_switched_by_attribute():
    """A script sets ``torch.utils.backcompat.broadcast_warning.enabled`` after one import."""
    assert torch.utils.backcompat.broadcast_warning.enabled is False
    assert torch.utils.backcompat.keepdim_warning.enabled is False
