"""Laws of networks, losses and their arguments in 0.3."""

import random

import pytest

import minitorch.v03 as torch
from minitorch.v03 import nn, optim
from minitorch.v03.autograd import Variable

F = nn.functional


def row(*values):
    """Return a Variable of one row that requires grad."""
    return Variable(torch.FloatTensor([list(values)]), requires_grad=True)


def test_a_module_of_a_loss_refuses_a_target_that_requires_grad():
    """Losses as modules compute no gradient by their target, and ask before they compute."""
    x = row(1, 2)

    with pytest.raises(AssertionError, match="nn criterions don't compute the gradient"):
        nn.MSELoss()(x, x)


def test_a_loss_in_c_has_no_derivative_by_its_target():
    """As a function a loss says so only if C computes it; Python computes the squared error."""
    x = row(1, 2)

    assert F.mse_loss(x, x * 2).data[0] == 2.5
    with pytest.raises(RuntimeError, match="the derivative for 'target' is not implemented"):
        F.kl_div(x, x)


def test_a_loss_in_c_compares_in_the_order_of_memory():
    """Input and target need only have the same number of elements."""
    x, t = row(1, 2), Variable(torch.FloatTensor([1, 0]))

    assert F.smooth_l1_loss(x, t).data[0] == 0.75
    assert F.soft_margin_loss(x, t).data[0] == F.soft_margin_loss(x, t.view(1, 2)).data[0]


def test_a_loss_in_c_takes_variables_only():
    """What is no Variable is named, with its place."""
    with pytest.raises(RuntimeError, match=r"'target' \(position 2\) must be Variable, not None"):
        F.nll_loss(row(1, 2), None)
    with pytest.raises(RuntimeError, match=r"'weight' \(position 3\) must be Variable, not bool"):
        nn.NLLLoss(False)(row(1, 2), Variable(torch.LongTensor([1])))


def test_a_python_function_gives_variables_for_tensors():
    """What is a Function of Python in 0.3 takes tensors, and its results are Variables."""
    result = F.prelu(torch.FloatTensor([-1, 2]), torch.FloatTensor([0.5]))

    assert isinstance(result, Variable)
    assert list(result.data) == [-0.5, 2]
    assert isinstance(nn.Softshrink()(torch.FloatTensor([-1, 2])), Variable)


def test_the_cosine_itself_is_the_loss_of_other_targets():
    """For a target that is neither 1 nor -1, 0.3 leaves the cosine as it is."""
    x = row(1, 0)

    assert nn.CosineEmbeddingLoss()(x, x, Variable(torch.zeros(1))).data[0] == pytest.approx(1)


def test_distances_are_columns():
    """A pairwise distance keeps the dimension it sums over, and eps is added to sizes."""
    distance = F.pairwise_distance(row(1, 2), row(4, 6), eps=1)

    assert distance.size() == (1, 1)
    assert distance.data[0, 0] == pytest.approx((4**2 + 5**2) ** 0.5)


def test_only_tensors_fall_back_to_the_order_of_memory():
    """Shapes that do not broadcast are an error for Variables, even of equal size."""
    x, y = torch.ones(2, 2), torch.ones(4)

    with pytest.warns(UserWarning, match="Falling back to deprecated pointwise behavior"):
        assert (x + y).size() == (2, 2)
    with pytest.raises(RuntimeError, match="must match the size of tensor b"):
        Variable(x) + Variable(y)


def test_names_and_buffers_are_not_looked_at():
    """Names with dots, and buffers that are no tensors, are taken."""
    module = nn.Module()

    module.add_module("a.b", nn.ReLU())
    module.register_buffer("c", False)

    assert [name for name, _ in module.named_children()] == ["a.b"]


def test_lists_of_modules_have_no_slices():
    """One module at a time; and only a list extends a list."""
    modules = nn.ModuleList([nn.ReLU(), nn.Tanh()])

    with pytest.raises(TypeError, match="instances of 'int' and 'slice'"):
        modules[1:]
    with pytest.raises(TypeError, match="should be called with a list, but got tuple"):
        modules.extend((nn.ReLU(),))


def test_cells_want_their_state():
    """A cell has no default state, and broadcasts what it is given."""
    cell, x, h = nn.RNNCell(2, 3), Variable(torch.ones(1, 2)), Variable(torch.ones(4, 3))

    assert cell(x, h).size() == (4, 3)
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'hx'"):
        cell(x)


def test_the_table_comes_first_to_a_bag():
    """``embedding`` takes the indices first, ``embedding_bag`` the table."""
    table = Variable(torch.FloatTensor([[1], [2], [4]]))
    indices = Variable(torch.LongTensor([2, 1]))

    assert list(F.embedding(indices, table).data.view(-1)) == [4, 2]
    bags = F.embedding_bag(table, indices, Variable(torch.LongTensor([0])), mode="sum")
    assert list(bags.data.view(-1)) == [6]


def test_rows_of_an_embedding_are_scaled_down_where_they_are():
    """``max_norm`` changes the rows that are looked up, and no others."""
    table = nn.Embedding(2, 1, max_norm=1.0)
    table.weight.data.fill_(3)

    table(Variable(torch.LongTensor([1])))

    assert list(table.weight.data.view(-1)) == pytest.approx([3, 1])


def test_average_pooling_leaves_out_the_padding():
    """As a function, in two dimensions; the module counts it."""
    x = Variable(torch.ones(1, 1, 2, 2))

    assert F.avg_pool2d(x, 2, padding=1).data.min() == 1
    assert nn.AvgPool2d(2, padding=1)(x).data.min() == 0.25


def test_a_convolution_counts_dimensions_before_it_looks_at_types():
    """An image without a batch is a ValueError; a tensor is a TypeError that names its place."""
    layer = nn.Conv2d(1, 1, 2)

    with pytest.raises(ValueError, match="Expected 4D tensor as input, got 3D tensor instead"):
        layer(Variable(torch.ones(1, 2, 2)))
    with pytest.raises(TypeError, match="argument 0 is not a Variable"):
        layer(torch.ones(1, 1, 2, 2))


def test_sparse_initialization_shuffles_with_pythons_random():
    """Which elements are zero follows from the seed of Python's own generator."""
    drawn = []
    for _ in range(2):
        random.seed(3)
        drawn.append((nn.init.sparse(torch.zeros(5, 4), 0.6) == 0).tolist())

    assert drawn[0] == drawn[1]
    assert [sum(column) for column in zip(*drawn[0], strict=True)] == [3] * 4


def test_whole_numbers_have_no_powers():
    """Variables refuse what the tensors inside have not; tensors lack the method."""
    x = torch.LongTensor([2])

    with pytest.raises(RuntimeError, match="pow is not implemented for type"):
        Variable(x) ** 2
    with pytest.raises(TypeError, match="doesn't implement stateless method pow"):
        2**x
    with pytest.raises(RuntimeError, match="neg is not implemented for type"):
        1 - Variable(x.byte())


def test_an_empty_tensor_has_no_dimension_to_go_along():
    """Every call that says a dimension fails, the second as the first."""
    empty, full = torch.FloatTensor(), torch.FloatTensor([1, 2])

    assert full.sum(0).tolist() == [3]
    for _ in range(2):
        with pytest.raises(RuntimeError, match="dimension specified as 0, but tensor has no dim"):
            empty.sum(0)
    with pytest.raises(RuntimeError, match="empty Tensor"):
        empty.mean()


def test_comparisons_are_written_in_the_type_compared():
    """``out=`` of a comparison may be a ByteTensor, or of the type of the operands."""
    x, out = torch.FloatTensor([1, -1]), torch.FloatTensor()

    assert torch.gt(x, 0, out=out) is out
    assert list(out) == [1.0, 0.0]


def test_a_sampler_takes_what_it_is_given():
    """Nothing is checked: a batch size that is never reached puts all in one batch."""
    from minitorch.v03.utils.data.sampler import BatchSampler

    assert next(iter(BatchSampler(range(3), 0, False))) == [0, 1, 2]


def test_the_seed_is_an_integer():
    """Anything else is named."""
    with pytest.raises(RuntimeError, match="manual_seed expected a long, but got str"):
        torch.manual_seed("a")


def test_one_function_is_one_node():
    """What 0.3 computes in one Function is recorded under its name, of whatever operations here."""
    x = Variable(torch.ones(1, 2, 4), requires_grad=True)
    results = [nn.Conv1d(2, 3, 2)(x), F.max_pool1d(x, 2), F.adaptive_avg_pool1d(x, 2), F.selu(x)]

    assert [type(result.grad_fn).__name__ for result in results] == [
        "ConvNdBackward",
        "MaxPool1dBackward",
        "AdaptiveAvgPool1dBackward",
        "SELUBackward",
    ]


def test_lbfgs_keeps_its_lists_under_the_names_of_0_3():
    """What 0.4 keeps as ``old_dirs``, 0.3 keeps as ``old_stps``: how the gradient changed."""
    point = nn.Parameter(torch.Tensor([3, 1]))
    optimizer = optim.LBFGS([point], max_iter=2)

    def closure():
        optimizer.zero_grad()
        loss = (2 * point * point).sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    optimizer.step(closure)

    state = optimizer.state[point]
    assert list(state["old_stps"][0]) == [4 * step for step in state["old_dirs"][0]]
