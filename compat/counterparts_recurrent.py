"""What recurrent layers and embeddings are in live torch's words, step by step.

That these are torch's own layers too is asserted in ``test_recurrent.py``.
"""

import torch
import torch.nn.functional as F


def layer(step, gates, states, sizes, reverse):
    """Run ``step`` for the rows of each step; return what it gives at each, and the last states."""
    parts = gates.split(list(sizes))
    found = [None] * len(sizes)
    for index in reversed(range(len(sizes))) if reverse else range(len(sizes)):
        count = sizes[index]
        new, *kept = step(parts[index], *[state[:count] for state in states])
        states = [torch.cat([a, b[count:]]) for a, b in zip(new, states, strict=True)]
        found[index] = (new[0], *kept)
    return *[torch.cat(parts) for parts in zip(*found, strict=True)], *states


def rnn(gates, h0, weight, sizes, reverse, rectified):
    """The plain layer."""
    squash = torch.relu if rectified else torch.tanh
    return layer(lambda g, h: [[squash(g + h @ weight.t())]], gates, [h0], sizes, reverse)


def lstm(gates, h0, c0, weight, sizes, reverse):
    """Long short-term memory; also its cells and gates."""

    def step(gates, h, c):
        i, f, g, o = (gates + h @ weight.t()).chunk(4, 1)
        i, f, g, o = i.sigmoid(), f.sigmoid(), g.tanh(), o.sigmoid()
        c = f * c + i * g
        return [o * c.tanh(), c], c.detach(), torch.cat([i, f, g, o], 1).detach()

    hidden, cells, active, h, c = layer(step, gates, [h0, c0], sizes, reverse)
    return hidden, h, c, cells, active


def gru(gates, h0, weight, bias, sizes, reverse):
    """Gated recurrent units; also their gates, and the recurrent parts of candidates."""

    def step(gates, h):
        recurrent = h @ weight.t() if bias is None else h @ weight.t() + bias
        (r, z, n), (r_h, z_h, n_h) = gates.chunk(3, 1), recurrent.chunk(3, 1)
        r, z = (r + r_h).sigmoid(), (z + z_h).sigmoid()
        n = (n + r * n_h).tanh()
        return [n + z * (h - n)], torch.cat([r, z, n], 1).detach(), n_h.detach()

    hidden, active, inner, h = layer(step, gates, [h0], sizes, reverse)
    return hidden, h, active, inner


def shares(indices, rows, padding_idx, scale_grad_by_freq):
    """Return which part of its gradient each index of an embedding hands on."""
    share = (indices != padding_idx).double()
    if scale_grad_by_freq:
        share = share / torch.bincount(indices.reshape(-1), minlength=rows)[indices]
    return share[..., None]


def embedding(weight, indices, padding_idx, scale_grad_by_freq, sparse):
    """The rows of a table."""
    handed = shares(indices, len(weight), padding_idx, scale_grad_by_freq).to(weight.dtype)
    found = F.embedding(indices, weight.detach())
    return found + (weight[indices] - weight.detach()[indices]) * handed


def embedding_shares(weight, indices, padding_idx, scale_grad_by_freq):
    """The rows of a table, times what they hand on."""
    handed = shares(indices, len(weight), padding_idx, scale_grad_by_freq)
    return weight[indices] * handed.to(weight.dtype)


def embedding_back(input, indices, shape, padding_idx, scale_grad_by_freq):
    """What is handed on, and for the value torch's own backward."""
    handed = shares(indices, shape[0], padding_idx, scale_grad_by_freq).to(input.dtype)
    rows = (input * handed).reshape(-1, shape[1])
    found = torch.zeros(shape, dtype=input.dtype).index_add(0, indices.reshape(-1), rows)
    table = torch.zeros(shape, dtype=input.dtype, requires_grad=True)
    padding_idx = None if padding_idx == -1 else padding_idx
    chosen = F.embedding(indices, table, padding_idx, scale_grad_by_freq=scale_grad_by_freq)
    judge = torch.autograd.grad(chosen, table, input.detach())[0]
    torch.testing.assert_close(found.detach(), judge)
    return found


COUNTERPARTS_RECURRENT = {
    "rnn": rnn,
    "lstm": lstm,
    "gru": gru,
    "embedding": embedding,
    "embedding_shares": embedding_shares,
    "embedding_back": embedding_back,
}
