"""Recurrent layers and cells."""

import math
import numbers
import warnings

from minitorch.op import OPS

from .. import cat, empty
from . import functional as F
from .module import Module
from .parameter import Parameter
from .utils.rnn import PackedSequence

__all__ = ["GRU", "LSTM", "RNN", "GRUCell", "LSTMCell", "RNNBase", "RNNCell"]


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
        for name, state in self._named(hidden):
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
            zeros = input.detach().new(layers, batch, self.hidden_size).zero_()
            hx = self._zero_state(input._wrap(zeros._array))
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
        states = [state for _, state in self._named(hx)]
        last = []
        for layer in range(self.num_layers):
            given = []
            for reverse in (False, True)[: self._directions]:
                number = layer * self._directions + reverse
                first = [state[number] for state in states]
                w_ih, w_hh, *biases = self.all_weights[number]
                b_ih, b_hh = biases or (None, None)
                output, *found = self._layer(rows, first, w_ih, w_hh, b_ih, b_hh, sizes, reverse)
                given.append(output)
                last.append(found)
            rows = cat(given, 1) if len(given) > 1 else given[0]
            if self.dropout != 0 and layer < self.num_layers - 1:
                rows = F.dropout(rows, self.dropout, self.training)
        shape = (self.num_layers * self._directions, sizes[0], self.hidden_size)
        joined = [cat(parts, 0).view(*shape) for parts in zip(*last, strict=True)]
        return rows, joined[0] if len(joined) == 1 else tuple(joined)

    def _layer(self, rows, first, w_ih, w_hh, b_ih, b_hh, sizes, reverse):
        """Run one layer in one direction; return what it gives, and its last states."""
        raise NotImplementedError

    def extra_repr(self):
        usual = dict(num_layers=1, bias=True, batch_first=False, dropout=0, bidirectional=False)
        options = [f"{k}={getattr(self, k)}" for k, v in usual.items() if getattr(self, k) != v]
        return ", ".join([str(self.input_size), str(self.hidden_size), *options])


class RNN(RNNBase):
    """The plain layer: ``h = tanh(w_ih x + b_ih + w_hh h + b_hh)``, or ReLU. See RNNBase.

    Args:
        nonlinearity: ``tanh`` or ``relu``.

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
    """Long short-term memory (Hochreiter & Schmidhuber, 1997). See RNNBase.

    Its state is a pair, ``(h, c)``.

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
    """Gated recurrent units (Cho et al., 2014). See RNNBase. Source: 0.4.1, torch.nn.GRU."""

    gates = 3

    def __init__(self, *args, **kwargs):
        super().__init__("GRU", *args, **kwargs)

    def _layer(self, rows, first, w_ih, w_hh, b_ih, b_hh, sizes, reverse):
        gates = F.linear(rows, w_ih, b_ih)
        return OPS["gru"].call(gates, first[0], w_hh, b_hh, sizes, reverse)[:2]


class RNNCellBase(Recurrent):
    """One step of a recurrent layer. Source: PyTorch 0.4.1, torch/nn/modules/rnn.py.

    Shape:
        input: ``(batch, input_size)``; hx: ``(batch, hidden_size)``, zeros if left out; the
        result is like ``hx``.
    """

    def __init__(self, input_size, hidden_size, bias=True):
        super().__init__()
        self.input_size, self.hidden_size, self.bias = input_size, hidden_size, bias
        self._add_weights("", input_size)
        self.reset_parameters()

    def extra_repr(self):
        bias = "" if self.bias is True else f", bias={self.bias}"
        return f"{self.input_size}, {self.hidden_size}{bias}"

    def check_forward_input(self, input):
        """Raise unless the input has the right size."""
        if input.size(1) != self.input_size:
            raise RuntimeError(
                f"input has inconsistent input_size: got {input.size(1)}, expected "
                f"{self.input_size}"
            )

    def check_forward_hidden(self, input, hx, hidden_label=""):
        """Raise unless the state fits the input."""
        if input.size(0) != hx.size(0):
            raise RuntimeError(
                f"Input batch size {input.size(0)} doesn't match hidden{hidden_label} batch size "
                f"{hx.size(0)}"
            )
        if hx.size(1) != self.hidden_size:
            raise RuntimeError(
                f"hidden{hidden_label} has inconsistent hidden_size: got {hx.size(1)}, expected "
                f"{self.hidden_size}"
            )

    def _zeros(self, input):
        zeros = input.detach().new(input.size(0), self.hidden_size).zero_()
        return input._wrap(zeros._array)

    def _from(self, input):
        """Return what the input gives to the gates."""
        return F.linear(input, self.weight_ih, self.bias_ih)


class RNNCell(RNNCellBase):
    """A step of :class:`RNN`. Source: PyTorch 0.4.1, torch.nn.RNNCell."""

    def __init__(self, input_size, hidden_size, bias=True, nonlinearity="tanh"):
        super().__init__(input_size, hidden_size, bias)
        self.nonlinearity = nonlinearity

    def forward(self, input, hx=None):
        self.check_forward_input(input)
        hx = self._zeros(input) if hx is None else hx
        self.check_forward_hidden(input, hx)
        if self.nonlinearity not in ("tanh", "relu"):
            raise RuntimeError(f"Unknown nonlinearity: {self.nonlinearity}")
        total = self._from(input) + F.linear(hx, self.weight_hh, self.bias_hh)
        return total.tanh() if self.nonlinearity == "tanh" else F.relu(total)

    def extra_repr(self):
        other = "" if self.nonlinearity == "tanh" else f", nonlinearity={self.nonlinearity}"
        return super().extra_repr() + other


class LSTMCell(RNNCellBase):
    """A step of :class:`LSTM`: state and result are pairs. Source: PyTorch 0.4.1, nn.LSTMCell."""

    gates = 4

    def forward(self, input, hx=None):
        self.check_forward_input(input)
        hx = (self._zeros(input),) * 2 if hx is None else hx
        self.check_forward_hidden(input, hx[0], "[0]")
        self.check_forward_hidden(input, hx[1], "[1]")
        gates = self._from(input) + F.linear(hx[0], self.weight_hh, self.bias_hh)
        i, f, g, o = gates.chunk(4, 1)
        c = f.sigmoid() * hx[1] + i.sigmoid() * g.tanh()
        return o.sigmoid() * c.tanh(), c


class GRUCell(RNNCellBase):
    """A step of :class:`GRU`. Source: PyTorch 0.4.1, torch.nn.GRUCell."""

    gates = 3

    def forward(self, input, hx=None):
        self.check_forward_input(input)
        hx = self._zeros(input) if hx is None else hx
        self.check_forward_hidden(input, hx)
        recurrent = F.linear(hx, self.weight_hh, self.bias_hh)
        (r, z, n), (r_h, z_h, n_h) = self._from(input).chunk(3, 1), recurrent.chunk(3, 1)
        n = (n + (r + r_h).sigmoid() * n_h).tanh()
        return n + (z + z_h).sigmoid() * (hx - n)
