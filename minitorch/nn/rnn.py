"""Recurrent layers; ``cell.py`` has their single steps."""

import math
import numbers
import warnings

from minitorch.op import OPS

from .. import cat, empty
from . import functional as F
from .module import Module
from .parameter import Parameter
from .utils.rnn import PackedSequence

__all__ = ["GRU", "LSTM", "RNN", "RNNBase"]


class Recurrent(Module):
    """What layers and cells share: weights whose rows belong to gates, drawn alike."""

    gates = 1  # how many blocks of ``hidden_size`` rows the weights have

    def _add_weights(self, suffix, input_size):
        """Add the four parameters that map an input and a state to gates; return their names."""
        rows = self.gates * self.hidden_size
        shapes = {
            "weight_ih": (rows, input_size),
            "weight_hh": (rows, self.hidden_size),
            "bias_ih": (rows,),
            "bias_hh": (rows,),
        }
        for name, shape in shapes.items():
            wanted = self.bias or name.startswith("weight")
            self.register_parameter(name + suffix, Parameter(empty(*shape)) if wanted else None)
        return [f"{n}{suffix}" for n in shapes if self._parameters[f"{n}{suffix}"] is not None]

    def reset_parameters(self):
        """Draw each parameter uniformly within ``1 / sqrt(hidden_size)``."""
        bound = 1 / math.sqrt(self.hidden_size)
        for parameter in self.parameters():
            parameter.data.uniform_(-bound, bound)


def added(b_ih, b_hh):
    """Return the sum of the two biases that gates have; None if they have none."""
    return None if b_ih is None else b_ih + b_hh


class RNNBase(Recurrent):
    """Layers over layers of recurrent steps, each in one direction or in both.

    Args:
        mode: ``RNN_TANH``, ``RNN_RELU``, ``LSTM`` or ``GRU``.
        num_layers: how many layers, each fed what the one below gives.
        batch_first: whether the batch is the first dimension of input and output.
        dropout: how much of what a layer gives to drop, but for the last.
        bidirectional: whether every layer also runs from the end, and gives both.

    Shape:
        input: ``(steps, batch, input_size)``, or a :class:`PackedSequence`;
        h_0 and h_n: ``(num_layers * directions, batch, hidden_size)``;
        output: ``(steps, batch, directions * hidden_size)``.

    Raises:
        ValueError: if ``dropout`` is not within zero and one.
        RuntimeError: if sizes do not fit.

    Example:
        >>> layers = torch.nn.RNNBase("RNN_TANH", 3, 5, num_layers=2)
        >>> [tuple(weight.shape) for weight in layers.all_weights[1]]
        [(5, 5), (5, 5), (5,), (5,)]

    Source: PyTorch 0.4.1, torch/nn/modules/rnn.py.
    """

    def __init__(
        self,
        mode,
        input_size,
        hidden_size,
        num_layers=1,
        bias=True,
        batch_first=False,
        dropout=0,
        bidirectional=False,
    ):
        super().__init__()
        self.mode, self.input_size, self.hidden_size = mode, input_size, hidden_size
        self.gates = self._kind.gates
        self.num_layers, self.bias, self.batch_first = num_layers, bias, batch_first
        self.dropout, self.dropout_state, self.bidirectional = dropout, {}, bidirectional
        number = isinstance(dropout, numbers.Number) and not isinstance(dropout, bool)
        if not number or not 0 <= dropout <= 1:
            raise ValueError(
                "dropout should be a number in range [0, 1] representing the probability of an "
                "element being zeroed"
            )
        if dropout > 0 and num_layers == 1:
            warnings.warn(
                "dropout option adds dropout after all but last recurrent layer, so non-zero "
                f"dropout expects num_layers greater than 1, but got dropout={dropout} and "
                f"num_layers={num_layers}",
                stacklevel=3,
            )
        self._all_weights = []
        for layer in range(num_layers):
            below = input_size if layer == 0 else hidden_size * self._directions
            for suffix in ("", "_reverse")[: self._directions]:
                self._all_weights.append(self._add_weights(f"_l{layer}{suffix}", below))
        self.reset_parameters()

    @property
    def _kind(self):
        """The class that knows the gates, states and steps of this mode."""
        return OF_MODE.get(self.mode, RNNBase)

    @property
    def _directions(self):
        return 2 if self.bidirectional else 1

    @property
    def all_weights(self):
        """The parameters, a list for each layer and direction."""
        return [[getattr(self, name) for name in names] for names in self._all_weights]

    def flatten_parameters(self):
        """Nothing: only a GPU library of torch wants its weights in one piece."""

    def check_forward_args(self, input, hidden, batch_sizes):
        """Raise unless sizes fit."""
        rank = 3 if batch_sizes is None else 2
        if input.dim() != rank:
            raise RuntimeError(f"input must have {rank} dimensions, got {input.dim()}")
        if input.size(-1) != self.input_size:
            raise RuntimeError(
                f"input.size(-1) must be equal to input_size. Expected {self.input_size}, got "
                f"{input.size(-1)}"
            )
        batch = self._batch(input, batch_sizes)
        expected = (self.num_layers * self._directions, batch, self.hidden_size)
        for name, state in self._kind._named(self, hidden):
            if tuple(state.size()) != expected:
                raise RuntimeError(f"Expected {name} size {expected}, got {tuple(state.size())}")

    def _batch(self, input, batch_sizes):
        """Return how many sequences there are."""
        if batch_sizes is not None:
            return int(batch_sizes[0])
        return input.size(0 if self.batch_first else 1)

    def _named(self, hidden):
        """Yield the names and the tensors of what is handed from step to step."""
        yield "hidden", hidden

    def _zero_state(self, zeros):
        return zeros

    def forward(self, input, hx=None):
        batch_sizes = None
        if isinstance(input, PackedSequence):
            input, batch_sizes = input
        if hx is None:
            layers, batch = self.num_layers * self._directions, self._batch(input, batch_sizes)
            zeros = input.data.new(layers, batch, self.hidden_size).zero_()
            hx = self._kind._zero_state(self, input._wrap(zeros._array))
        self.check_forward_args(input, hx, batch_sizes)
        if batch_sizes is not None:
            output, hidden = self._run(input, hx, tuple([int(n) for n in batch_sizes]))
            return PackedSequence(output, batch_sizes), hidden
        input = input.transpose(0, 1) if self.batch_first else input
        steps, batch = input.size(0), input.size(1)
        rows = input.contiguous().view(steps * batch, self.input_size)
        output, hidden = self._run(rows, hx, (batch,) * steps)
        output = output.view(steps, batch, output.size(1))
        return output.transpose(0, 1) if self.batch_first else output, hidden

    def _run(self, rows, hx, sizes):
        """Run all layers over the rows of a sequence; return the rows it gives, and the states."""
        states = [state for _, state in self._kind._named(self, hx)]
        last = []
        for layer in range(self.num_layers):
            given = []
            for reverse in (False, True)[: self._directions]:
                number = layer * self._directions + reverse
                first = [state[number] for state in states]
                w_ih, w_hh, *biases = self.all_weights[number]
                b_ih, b_hh = biases or (None, None)
                output, *found = self._kind._layer(
                    self, rows, first, w_ih, w_hh, b_ih, b_hh, sizes, reverse
                )
                given.append(output)
                last.append(found)
            rows = cat(given, 1) if len(given) > 1 else given[0]
            if self.dropout != 0 and layer < self.num_layers - 1:
                rows = F.dropout(rows, self.dropout, self.training)
        if not sizes:
            raise RuntimeError("expected a non-empty list of Tensors")
        shape = (self.num_layers * self._directions, sizes[0], self.hidden_size)
        joined = [cat(parts, 0).view(*shape) for parts in zip(*last, strict=True)]
        return rows, joined[0] if len(joined) == 1 else tuple(joined)

    def _layer(self, rows, first, w_ih, w_hh, b_ih, b_hh, sizes, reverse):
        """Run one layer in one direction; return what it gives, and its last states."""
        raise Exception(f"Unknown mode: {self.mode}")

    def extra_repr(self):
        usual = dict(num_layers=1, bias=True, batch_first=False, dropout=0, bidirectional=False)
        options = [f"{k}={getattr(self, k)}" for k, v in usual.items() if getattr(self, k) != v]
        return ", ".join([str(self.input_size), str(self.hidden_size), *options])


class RNN(RNNBase):
    """The plain layer: ``h = tanh(w_ih x + b_ih + w_hh h + b_hh)``, or ReLU.

    Args:
        nonlinearity: ``tanh`` or ``relu``.

    Shape:
        as of :class:`RNNBase`.

    Raises:
        ValueError: if the nonlinearity is another.

    Example:
        >>> output, h_n = torch.nn.RNN(3, 5)(torch.zeros(7, 2, 3))
        >>> output.shape, h_n.shape
        (torch.Size([7, 2, 5]), torch.Size([1, 2, 5]))

    Source: PyTorch 0.4.1, torch.nn.RNN.
    """

    def __init__(self, *args, nonlinearity="tanh", **kwargs):
        if nonlinearity not in ("tanh", "relu"):
            raise ValueError(f"Unknown nonlinearity '{nonlinearity}'")
        super().__init__(f"RNN_{nonlinearity.upper()}", *args, **kwargs)

    def _layer(self, rows, first, w_ih, w_hh, b_ih, b_hh, sizes, reverse):
        gates = F.linear(rows, w_ih, added(b_ih, b_hh))
        rectified = self.mode == "RNN_RELU"
        return OPS["rnn"].call(gates, first[0], w_hh, sizes, reverse, rectified)


class LSTM(RNNBase):
    """Long short-term memory (Hochreiter & Schmidhuber, 1997).

    Its state is a pair, ``(h, c)``; its weights have rows for four gates: input, forget, cell,
    output.

    Shape:
        as of :class:`RNNBase`; h_0, c_0, h_n and c_n alike.

    Example:
        >>> layer = torch.nn.LSTM(3, 5, num_layers=2, bidirectional=True)
        >>> output, (h_n, c_n) = layer(torch.zeros(7, 2, 3))
        >>> output.shape, h_n.shape, c_n.shape
        (torch.Size([7, 2, 10]), torch.Size([4, 2, 5]), torch.Size([4, 2, 5]))

    Source: PyTorch 0.4.1, torch.nn.LSTM.
    """

    gates = 4

    def __init__(self, *args, **kwargs):
        super().__init__("LSTM", *args, **kwargs)

    def _named(self, hidden):
        yield "hidden[0]", hidden[0]
        yield "hidden[1]", hidden[1]

    def _zero_state(self, zeros):
        return zeros, zeros

    def _layer(self, rows, first, w_ih, w_hh, b_ih, b_hh, sizes, reverse):
        gates = F.linear(rows, w_ih, added(b_ih, b_hh))
        return OPS["lstm"].call(gates, *first, w_hh, sizes, reverse)[:3]


class GRU(RNNBase):
    """Gated recurrent units (Cho et al., 2014).

    Its weights have rows for three gates: reset, update, new.

    Shape:
        as of :class:`RNNBase`.

    Example:
        >>> output, h_n = torch.nn.GRU(3, 5, batch_first=True)(torch.zeros(2, 7, 3))
        >>> output.shape, h_n.shape
        (torch.Size([2, 7, 5]), torch.Size([1, 2, 5]))

    Source: PyTorch 0.4.1, torch.nn.GRU.
    """

    gates = 3

    def __init__(self, *args, **kwargs):
        super().__init__("GRU", *args, **kwargs)

    def _layer(self, rows, first, w_ih, w_hh, b_ih, b_hh, sizes, reverse):
        gates = F.linear(rows, w_ih, b_ih)
        return OPS["gru"].call(gates, first[0], w_hh, b_hh, sizes, reverse)[:2]


OF_MODE = {"RNN_TANH": RNN, "RNN_RELU": RNN, "LSTM": LSTM, "GRU": GRU}
