"""Laws of recurrent layers, embeddings, losses and the helpers around modules."""

import numpy as np
import pytest

import minitorch as torch
from minitorch.engine import reachable
from minitorch.nn import functional as F
from minitorch.nn import utils
from minitorch.nn.utils.rnn import pack_padded_sequence, pack_sequence, pad_packed_sequence
from minitorch.utils.checkpoint import checkpoint, checkpoint_sequential

LAYERS = [torch.nn.RNN, torch.nn.LSTM, torch.nn.GRU]
CELLS = {torch.nn.RNN: torch.nn.RNNCell, torch.nn.LSTM: torch.nn.LSTMCell}
CELLS[torch.nn.GRU] = torch.nn.GRUCell


def equal(a, b):
    """Return whether two tensors agree to rounding."""
    return np.allclose(a.tolist(), b.tolist(), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("kind", LAYERS)
@pytest.mark.parametrize("bidirectional", [False, True])
def test_a_packed_sequence_is_each_sequence_alone(kind, bidirectional):
    """What a layer gives for one sequence does not depend on those packed beside it."""
    layer = kind(2, 3, num_layers=2, bidirectional=bidirectional).double()
    sequences = [torch.randn(n, 2, dtype=torch.float64) for n in (4, 4, 2, 1)]

    together, lengths = pad_packed_sequence(layer(pack_sequence(sequences))[0])

    assert lengths.tolist() == [4, 4, 2, 1]
    for number, sequence in enumerate(sequences):
        alone = layer(sequence.unsqueeze(1))[0].squeeze(1)
        assert equal(together[: len(sequence), number], alone)
        assert (together[len(sequence) :, number] == 0).all() if len(sequence) < 4 else True


@pytest.mark.parametrize("kind", LAYERS)
def test_a_layer_is_its_cell_step_by_step(kind):
    """One layer gives what its cell gives, applied again and again."""
    layer, cell = kind(2, 3).double(), CELLS[kind](2, 3).double()
    for mine, parameter in zip(cell.parameters(), layer.parameters(), strict=True):
        mine.data.copy_(parameter.data)
    x, state = torch.randn(4, 5, 2, dtype=torch.float64), None

    output, _ = layer(x)

    for step in range(4):
        state = cell(x[step], state)
        assert equal(output[step], state[0] if isinstance(state, tuple) else state)


def test_packing_and_padding_undo_each_other():
    """The elements come back, and so does their gradient."""
    x = torch.randn(3, 2, 2).requires_grad_()

    padded, _ = pad_packed_sequence(pack_padded_sequence(x, [3, 1]), padding_value=9.0)
    padded.sum().backward()

    assert (padded[1:, 1] == 9).all()
    assert x.grad[:, :, 0].tolist() == [[1, 1], [1, 0], [1, 0]]


def test_a_selective_pass_leaves_no_gradient_behind():
    """After ``grad``, nothing of the pass stays on the nodes beside the way."""
    a, b = (torch.ones(2, requires_grad=True) for _ in range(2))
    out = ((a * b).exp() + (b * 2).chunk(2)[0]).sum()

    torch.autograd.grad(out, a, retain_graph=True)

    assert all(node.grad is None for node in reachable([out.grad_fn]))


@pytest.mark.parametrize("loss", [F.smooth_l1_loss, F.binary_cross_entropy, F.soft_margin_loss])
def test_an_input_without_a_derivative_refuses_one(loss):
    """A target that wants a gradient is told at once that there is none; without recording, not."""
    x, target = torch.rand(3), torch.rand(3).requires_grad_()

    with pytest.raises(RuntimeError, match="the derivative for 'target' is not implemented"):
        loss(x, target)
    with torch.no_grad():
        assert loss(x, target).dim() == 0


def test_clipping_scales_and_bounds():
    """``clip_grad_norm_`` keeps the direction, ``clip_grad_value_`` every element within bounds."""
    p = torch.nn.Parameter(torch.zeros(2))
    p.grad = torch.tensor([3.0, 4.0])

    assert float(utils.clip_grad_norm_([p], 1)) == 5
    assert np.allclose(p.grad.tolist(), [0.6, 0.8], atol=1e-6)
    utils.clip_grad_value_(p, 0.7)
    assert np.allclose(p.grad.tolist(), [0.6, 0.7], atol=1e-6)


def test_parameters_become_one_vector_and_come_back():
    """The vector's parts are the parameters, and share its memory afterwards."""
    layer = torch.nn.Linear(2, 2)
    vector = utils.parameters_to_vector(layer.parameters()).detach() * 2

    utils.vector_to_parameters(vector, layer.parameters())
    vector.zero_()

    assert all((p == 0).all() for p in layer.parameters())


def test_a_module_may_read_an_older_state():
    """A state of version 1 has no count of batches; a module may override how it is read."""

    class Renamed(torch.nn.Linear):
        def _load_from_state_dict(self, state_dict, prefix, *rest):
            state_dict[f"{prefix}bias"] = state_dict.pop(f"{prefix}offset")
            super()._load_from_state_dict(state_dict, prefix, *rest)

    net = torch.nn.Sequential(Renamed(1, 1), torch.nn.BatchNorm1d(1))
    state = net.state_dict()
    state["0.offset"] = state.pop("0.bias") * 0 + 7
    del state["1.num_batches_tracked"]
    with pytest.raises(RuntimeError, match=r"Missing key\(s\) in state_dict: \"1.num_batches"):
        net.load_state_dict(state)
    assert net[0].bias.item() != 7

    state._metadata["1"]["version"] = 1
    net.load_state_dict(state)

    assert net[0].bias.item() == 7
    assert "0.offset" in state


def test_padding_has_no_gradient_and_equal_shares_add_up():
    """The padding row learns nothing; scaled by frequency, a row gets the mean of its gradients."""
    table = torch.nn.Embedding(4, 1, padding_idx=0, scale_grad_by_freq=True)

    table(torch.tensor([0, 0, 2, 2, 3])).sum().backward()

    assert table.weight[0].item() == 0
    assert table.weight.grad.view(-1).tolist() == [0, 0, 1, 1]


def test_the_largest_norm_is_kept():
    """``max_norm`` scales down what is looked up, and nothing else."""
    table = torch.nn.Embedding.from_pretrained(torch.tensor([[3.0, 4.0], [6.0, 8.0]]))
    table.max_norm = 5

    table(torch.tensor([1]))

    assert np.allclose(table.weight.tolist(), [[3, 4], [3, 4]], atol=1e-5)


@pytest.mark.parametrize("segments", [1, 2, 3])
def test_a_checkpoint_gives_the_same_gradients(segments):
    """Computing a part again changes no gradient; asking for one by ``grad`` is refused."""
    parts = [module for _ in range(3) for module in (torch.nn.Linear(3, 3), torch.nn.Tanh())]
    net = torch.nn.Sequential(*parts)
    x = torch.ones(2, 3, requires_grad=True)
    net(x).sum().backward()
    expected = [x.grad.tolist(), *[p.grad.tolist() for p in net.parameters()]]
    net.zero_grad()
    x.grad = None

    checkpoint_sequential(net, segments, x).sum().backward()

    assert [x.grad.tolist(), *[p.grad.tolist() for p in net.parameters()]] == expected
    with pytest.raises(RuntimeError, match="Checkpointing is not compatible"):
        torch.autograd.grad(checkpoint(net, x).sum(), x)


@pytest.mark.parametrize("history_size", [1, 3, 100])
def test_lbfgs_finds_the_minimum_of_a_parabola(history_size):
    """However few steps it remembers, it arrives."""
    p = torch.nn.Parameter(torch.tensor([3.0, -2.0], dtype=torch.float64))
    scale = torch.tensor([1.0, 10.0], dtype=torch.float64)
    optimizer = torch.optim.LBFGS([p], lr=0.5, history_size=history_size, max_iter=40)

    def closure():
        optimizer.zero_grad()
        loss = (scale * (p - 1) ** 2).sum()
        loss.backward()
        return loss

    for _ in range(4):
        optimizer.step(closure)

    assert np.allclose(p.tolist(), [1, 1], atol=1e-5)


@pytest.mark.parametrize("mode", ["LSTM", "GRU", "RNN_TANH", "RNN_RELU"])
def test_layers_of_a_mode_are_those_of_its_class(mode):
    """``RNNBase`` has the gates of the mode it is told, and runs as the class for that mode."""
    names = {"RNN_TANH": ("RNN", {}), "RNN_RELU": ("RNN", {"nonlinearity": "relu"})}
    name, options = names.get(mode, (mode, {}))
    sequence = torch.linspace(-1, 1, 12).view(2, 2, 3)
    torch.manual_seed(0)
    layers = torch.nn.RNNBase(mode, 3, 5, bidirectional=True)
    torch.manual_seed(0)
    known = getattr(torch.nn, name)(3, 5, bidirectional=True, **options)

    assert layers(sequence)[0].tolist() == known(sequence)[0].tolist()


def test_dictionaries_take_what_they_hold_by_the_name_of_0_4():
    """``modules`` and ``parameters``, as lists do."""
    weight = torch.nn.Parameter(torch.ones(1))

    assert list(torch.nn.ModuleDict(modules={"a": torch.nn.ReLU()})) == ["a"]
    assert list(torch.nn.ParameterDict(parameters={"w": weight})) == ["w"]
