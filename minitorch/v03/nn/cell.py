"""Cells in 0.3: they want a state, and look at no sizes."""

from ..again import beside

core = beside(__name__)


class Cell:
    """A cell that only takes its step. Source: PyTorch 0.3.1, torch/nn/modules/rnn.py."""

    def forward(self, input, hx):
        return self._step(input, hx)


class RNNCell(Cell, core.RNNCell):  # type: ignore[name-defined]
    """A step of :class:`RNN`. Source: PyTorch 0.3.1, torch.nn.RNNCell."""


class LSTMCell(Cell, core.LSTMCell):  # type: ignore[name-defined]
    """A step of :class:`LSTM`: state and result are pairs. Source: PyTorch 0.3.1, nn.LSTMCell."""


class GRUCell(Cell, core.GRUCell):  # type: ignore[name-defined]
    """A step of :class:`GRU`. Source: PyTorch 0.3.1, torch.nn.GRUCell."""
