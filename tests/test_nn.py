"""Laws of modules, losses and initialisation."""

import math

import pytest

import minitorch as torch
from minitorch import nn
from minitorch.nn import functional as F

LOGITS = [[1.0, -2.0, 0.5], [0.25, 3.0, -1.0]]


def network():
    return nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2))


def test_a_module_finds_what_is_assigned_to_it():
    """Parameters and modules are found by name, in the order of their assignment."""
    model = network()

    names = [name for name, _ in model.named_parameters()]

    assert names == ["0.weight", "0.bias", "2.weight", "2.bias"]
    assert list(model.state_dict()) == names
    assert [type(m).__name__ for m in model.children()] == ["Linear", "ReLU", "Linear"]


def test_a_shared_parameter_is_found_once():
    """A parameter under two names is one parameter, but has two entries in the state."""
    model = network()
    model[2].bias = model[0].bias

    assert len(list(model.parameters())) == 3
    assert len(model.state_dict()) == 4


def test_a_deleted_parameter_is_gone():
    """Deleting an attribute takes it out of the parameters."""
    layer = nn.Linear(3, 4)

    del layer.bias

    assert [name for name, _ in layer.named_parameters()] == ["weight"]
    with pytest.raises(AttributeError, match="'Linear' object has no attribute 'bias'"):
        _ = layer.bias


def test_what_replaces_a_module_takes_its_place():
    """A new module under an old name runs where the old one ran."""
    model, x = nn.Sequential(nn.ReLU(), nn.Threshold(-9, 0)), torch.tensor([-2.0])

    setattr(model, "0", nn.Tanh())

    assert model(x).item() == pytest.approx(math.tanh(-2))
    assert [name for name, _ in model.named_children()] == ["0", "1"]


def test_only_a_parameter_replaces_a_parameter():
    """Something else than a parameter under its name is refused."""
    with pytest.raises(TypeError, match=r"cannot assign 'torch.FloatTensor' as parameter 'weight'"):
        nn.Linear(3, 4).weight = torch.zeros(4, 3)


def test_a_module_prints_its_children_indented():
    """The printed form has one line per child."""
    text = "Sequential(\n  (0): Linear(in_features=3, out_features=4, bias=True)\n  (1): ReLU()\n"

    assert repr(network()).startswith(text)


def test_a_loaded_state_gives_the_same_module():
    """Two modules with one state compute the same."""
    one, other, x = network(), network(), torch.randn(5, 3)

    other.load_state_dict(one.state_dict())

    assert other(x).tolist() == one(x).tolist()


def test_a_state_that_does_not_fit_changes_nothing():
    """Loading checks all names and sizes before it writes."""
    model = network()
    before, state = model[0].weight.tolist(), network().state_dict()
    del state["2.bias"]

    with pytest.raises(RuntimeError, match=r'Missing key\(s\) in state_dict: "2.bias". '):
        model.load_state_dict(state)

    assert model[0].weight.tolist() == before


def test_hooks_see_each_forward_until_removed():
    """A hook is called with what goes in and comes out, until its handle is removed."""
    layer, seen = nn.ReLU(), []
    handle = layer.register_forward_hook(lambda m, i, o: seen.append((m, i[0].item(), o.item())))

    layer(torch.tensor(-1.0))
    handle.remove()
    layer(torch.tensor(-2.0))

    assert seen == [(layer, -1.0, 0.0)]


def test_dropout_acts_only_in_training():
    """Dropout zeroes or scales in training and is the identity otherwise."""
    layer, x = nn.Dropout(0.5), torch.ones(100)

    assert set(layer(x).tolist()) == {0.0, 2.0}
    assert layer.eval()(x).tolist() == x.tolist()


def test_linear_draws_within_its_bound():
    """Weights are uniform within one over the root of the number of inputs, by the seed."""
    torch.manual_seed(3)
    first = nn.Linear(4, 5).weight.tolist()
    torch.manual_seed(3)

    again = nn.Linear(4, 5).weight

    assert again.tolist() == first
    assert again.abs().max().item() <= 0.5


def test_converting_keeps_the_parameters():
    """``double`` changes the data of parameters, not which tensors they are."""
    layer = nn.Linear(2, 2)
    before = list(map(id, layer.parameters()))

    layer.double()

    assert list(map(id, layer.parameters())) == before
    assert layer.weight.dtype == torch.float64


def test_cross_entropy_is_nll_of_log_softmax():
    """Cross entropy has the value and the gradient of the two steps it stands for."""
    x = torch.tensor(LOGITS, requires_grad=True)
    y = torch.tensor([2, 1])

    loss = F.cross_entropy(x, y)
    loss.backward()

    chances = F.softmax(x.detach(), 1)
    expected = -sum(math.log(chances[row, column].item()) for row, column in ((0, 2), (1, 1))) / 2
    assert loss.item() == pytest.approx(expected, rel=1e-6)
    assert x.grad.sum(1).tolist() == pytest.approx([0.0, 0.0], abs=1e-7)


def test_a_loss_of_no_rows_is_zero():
    """If every target is ignored, the mean loss and its gradient are zero."""
    x = torch.tensor(LOGITS, requires_grad=True)

    loss = F.nll_loss(x, torch.tensor([-100, -100]))
    loss.backward()

    assert loss.item() == 0.0
    assert x.grad.tolist() == [[0.0] * 3] * 2


def test_logits_stay_finite_where_probabilities_do_not():
    """The loss with logits agrees with the loss of the sigmoid, and is finite far out."""
    x, y = torch.tensor(LOGITS), torch.tensor([[1.0, 0.0, 1.0], [0.0, 1.0, 0.5]])

    near = nn.BCELoss()(x.sigmoid(), y).item()
    far = F.binary_cross_entropy_with_logits(torch.tensor([-1000.0]), torch.tensor([1.0]))

    assert nn.BCEWithLogitsLoss()(x, y).item() == pytest.approx(near, rel=1e-6)
    assert far.item() == 1000.0


@pytest.mark.parametrize("loss", [F.mse_loss, F.l1_loss, F.smooth_l1_loss])
def test_reductions_agree(loss):
    """The sum and the mean are those of the terms."""
    x, y = torch.tensor(LOGITS), torch.zeros(2, 3)

    terms = loss(x, y, reduction="none")

    assert loss(x, y, reduction="sum").item() == pytest.approx(terms.sum().item())
    assert loss(x, y).item() == pytest.approx(terms.mean().item())


def test_older_words_for_a_reduction_warn():
    """``size_average`` and ``reduce`` still work, and name what replaces them."""
    with pytest.warns(UserWarning, match="please use reduction=.sum. instead"):
        assert nn.MSELoss(size_average=False).reduction == "sum"


def test_a_softmax_without_dimension_warns():
    """An implicit dimension is the last of a matrix, and deprecated."""
    with pytest.warns(UserWarning, match="Implicit dimension choice for softmax"):
        result = F.softmax(torch.zeros(2, 4))

    assert result.tolist() == [[0.25] * 4] * 2


@pytest.mark.parametrize("function", [F.leaky_relu, F.elu])
def test_inplace_is_the_same_function(function):
    """An activation in place gives the value and the gradient of the other form."""
    x = torch.tensor([-1.0, 2.0], requires_grad=True)
    apart = function(x)
    (slope,) = torch.autograd.grad(apart.sum(), x)

    within = function(x * 1, inplace=True)

    assert within.tolist() == apart.tolist()
    assert torch.autograd.grad(within.sum(), x)[0].tolist() == slope.tolist()


def test_batch_norm_learns_the_statistics_of_its_batches():
    """Running statistics move towards those of each batch, the variance without bias."""
    norm = nn.BatchNorm1d(2, momentum=0.5)

    norm(torch.tensor([[1.0, 2.0], [3.0, 6.0]]))

    assert norm.running_mean.tolist() == [1.0, 2.0]
    assert norm.running_var.tolist() == [1.5, 4.5]
    assert norm.num_batches_tracked.item() == 1


def test_a_rectifier_may_overwrite_what_batch_norm_returned():
    """Batch normalisation saves its input and its statistics, not its result."""
    x = torch.tensor([[1.0, 2.0], [3.0, 6.0], [2.0, 0.0]], requires_grad=True)

    F.relu(nn.BatchNorm1d(2)(x), inplace=True).sum().backward()

    assert x.grad is not None


def test_a_convolution_of_a_strided_view_is_that_of_its_copy():
    """How the input lies in memory makes no difference."""
    torch.manual_seed(0)
    x, weight = torch.randn(2, 5, 6, 3), torch.randn(4, 3, 3, 2)

    result = F.conv2d(x.permute(0, 3, 1, 2), weight, stride=(1, 2))

    assert torch.equal(result, F.conv2d(x.permute(0, 3, 1, 2).contiguous(), weight, stride=(1, 2)))


def test_unpooling_puts_the_largest_elements_back():
    """Max-unpooling gives zeros but for what max-pooling chose."""
    x = torch.tensor([[[[1.0, 4.0], [3.0, 2.0]]]])

    restored = F.max_unpool2d(*F.max_pool2d(x, 2, return_indices=True), 2)

    assert restored.tolist() == [[[[0.0, 4.0], [0.0, 0.0]]]]


def test_dropout_of_channels_drops_all_or_nothing():
    """A channel is zero as a whole, or scaled up as a whole."""
    torch.manual_seed(0)

    kept = F.dropout2d(torch.ones(8, 4, 3, 3), 0.5, training=True).view(32, 9)

    assert {tuple(row) for row in kept.tolist()} == {(0.0,) * 9, (2.0,) * 9}


def test_weight_norm_and_its_removal_leave_the_function_as_it_was():
    """A length times a direction is the same weight, before and after."""
    layer, x = nn.Linear(3, 2), torch.tensor([[1.0, -2.0, 0.5]])
    before = layer(x)

    normalised = nn.utils.weight_norm(layer)(x)
    removed = nn.utils.remove_weight_norm(layer)(x)

    assert torch.allclose(normalised, before)
    assert torch.allclose(removed, before)


def test_spectral_norm_makes_the_largest_singular_value_one():
    """After enough iterations the estimate is the singular value."""
    torch.manual_seed(0)
    layer = nn.utils.spectral_norm(nn.Linear(4, 3), n_power_iterations=50)

    layer(torch.ones(1, 4))

    assert abs(torch.svd(layer.weight)[1].max().item() - 1) < 1e-4


@pytest.mark.parametrize("size", [(), (2, 2, 2), (0, 1), (-1, 2)])
def test_adaptive_pooling_has_a_positive_size_for_each_dimension(size):
    """Another number of sizes, or one that is not positive, is refused in words."""
    with pytest.raises(RuntimeError, match=r"Expected a list of 2 ints|must be positive"):
        F.adaptive_avg_pool2d(torch.ones(1, 1, 3, 3), size)


def test_a_norm_has_channels():
    """Batches and groups are normalised by channel, which a vector does not have."""
    with pytest.raises(RuntimeError, match="expected 2D or more input"):
        F.batch_norm(torch.ones(3), None, None, training=True)
    with pytest.raises(RuntimeError, match="Dimension out of range"):
        F.group_norm(torch.ones(3), 1)


def test_running_statistics_have_no_gradient():
    """What batch norm only reads and updates cannot be learned."""
    mean, var = torch.zeros(2, requires_grad=True), torch.ones(2)

    with pytest.raises(RuntimeError, match="the derivative for 'running_mean' is not implemented"):
        F.batch_norm(torch.ones(3, 2), mean, var)


def test_a_rectifier_takes_a_single_number():
    """A learned slope applies to a tensor without dimensions as to any other."""
    x, slope = torch.tensor(-2.0, requires_grad=True), torch.tensor([0.5], requires_grad=True)

    y = F.prelu(x, slope)
    y.backward()

    assert (y.item(), y.shape, x.grad.item(), slope.grad.tolist()) == (-1.0, (), 0.5, [-2.0])


def test_a_padding_is_no_word():
    """0.4 pads by numbers; ``"same"`` came later."""
    with pytest.raises(TypeError, match="must be tuple of ints, not str"):
        F.conv1d(torch.ones(1, 1, 3), torch.ones(1, 1, 1), padding="same")


def test_sparse_gradients_are_not_scaled_by_frequency():
    """0.4 has either the one or the other."""
    rows = torch.ones(2, 2, requires_grad=True)
    chosen = F.embedding(torch.tensor([0]), rows, scale_grad_by_freq=True, sparse=True)

    with pytest.raises(RuntimeError, match="not supported with sparse gradients"):
        chosen.sum().backward()


def test_a_floor_above_the_ceiling_is_asked_for_first():
    """hardtanh compares with its minimum first, which counts where the two disagree."""
    x = torch.tensor([-3.0, 0.0, 3.0])

    assert torch.nn.functional.hardtanh(x, 2, -2).tolist() == [2, 2, -2]
