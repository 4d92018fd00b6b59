"""Cells: one step of a recurrent layer; ``ops/recurrent.py`` says what it computes."""

from minitorch.ops.recurrent import gru_step, lstm_step, rnn_step

from . import functional as F
from .rnn import Recurrent

__all__ = ["GRUCell", "LSTMCell", "RNNCell"]


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
        zeros = input.data.new(input.size(0), self.hidden_size).zero_()
        return input._wrap(zeros._array)

    def _from(self, input):
        """Return what the input gives to the gates."""
        return F.linear(input, self.weight_ih, self.bias_ih)


class RNNCell(RNNCellBase):
    """A step of :class:`RNN`.

    Shape:
        input: ``(N, input_size)``; hx: ``(N, hidden_size)``, zeros if left out; so is the result.

    Raises:
        RuntimeError: if sizes do not fit, or the nonlinearity is neither ``tanh`` nor ``relu``.

    Example:
        >>> cell, h = torch.nn.RNNCell(3, 5), torch.zeros(2, 5)
        >>> for x in torch.zeros(7, 2, 3):
        ...     h = cell(x, h)
        >>> h.shape
        torch.Size([2, 5])

    Source: PyTorch 0.4.1, torch.nn.RNNCell.
    """

    def __init__(self, input_size, hidden_size, bias=True, nonlinearity="tanh"):
        super().__init__(input_size, hidden_size, bias)
        self.nonlinearity = nonlinearity

    def forward(self, input, hx=None):
        self.check_forward_input(input)
        hx = self._zeros(input) if hx is None else hx
        self.check_forward_hidden(input, hx)
        return self._step(input, hx)

    def _step(self, input, hx):
        if self.nonlinearity not in ("tanh", "relu"):
            raise RuntimeError(f"Unknown nonlinearity: {self.nonlinearity}")
        gates = self._from(input) + F.linear(hx, self.weight_hh, self.bias_hh)
        return rnn_step(gates, rectified=self.nonlinearity == "relu")

    def extra_repr(self):
        other = "" if self.nonlinearity == "tanh" else f", nonlinearity={self.nonlinearity}"
        return super().extra_repr() + other


class LSTMCell(RNNCellBase):
    """A step of :class:`LSTM`: state and result are pairs.

    Shape:
        input: ``(N, input_size)``; hx: a pair of ``(N, hidden_size)``, zeros if left out; so is the
        result.

    Example:
        >>> h, c = torch.nn.LSTMCell(3, 5)(torch.zeros(2, 3))
        >>> h.shape, c.shape
        (torch.Size([2, 5]), torch.Size([2, 5]))

    Source: PyTorch 0.4.1, torch.nn.LSTMCell.
    """

    gates = 4

    def forward(self, input, hx=None):
        self.check_forward_input(input)
        hx = (self._zeros(input),) * 2 if hx is None else hx
        self.check_forward_hidden(input, hx[0], "[0]")
        self.check_forward_hidden(input, hx[1], "[1]")
        return self._step(input, hx)

    def _step(self, input, hx):
        gates = self._from(input) + F.linear(hx[0], self.weight_hh, self.bias_hh)
        return lstm_step(gates, hx[1])


class GRUCell(RNNCellBase):
    """A step of :class:`GRU`.

    Shape:
        input: ``(N, input_size)``; hx: ``(N, hidden_size)``, zeros if left out; so is the result.

    Example:
        >>> torch.nn.GRUCell(3, 5)(torch.zeros(2, 3)).shape
        torch.Size([2, 5])

    Source: PyTorch 0.4.1, torch.nn.GRUCell.
    """

    gates = 3

    def forward(self, input, hx=None):
        self.check_forward_input(input)
        hx = self._zeros(input) if hx is None else hx
        self.check_forward_hidden(input, hx)
        return self._step(input, hx)

    def _step(self, input, hx):
        recurrent = F.linear(hx, self.weight_hh, self.bias_hh)
        return gru_step(self._from(input), recurrent, hx)
