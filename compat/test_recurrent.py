"""Recurrent layers against live torch: same weights, same input, same numbers throughout."""

import numpy as np
import pytest

import minitorch

pytestmark = pytest.mark.live
LAYERS = ["RNN", "LSTM", "GRU"]
OPTIONS = [
    dict(),
    dict(num_layers=2, bidirectional=True),
    dict(bias=False, batch_first=True),
    dict(num_layers=3),
]


def filled(torch, module):
    """Return a module of doubles whose parameters are the same in both packages."""
    for number, parameter in enumerate(module.double().parameters()):
        values = 0.4 * np.cos(np.arange(float(parameter.numel())) * (number + 1.7))
        parameter.data.copy_(torch.from_numpy(values).view(parameter.size()))
    return module


def run(torch, kind, options, lengths):
    """Return what a layer gives, and every gradient, as arrays."""
    layer = filled(torch, getattr(torch.nn, kind)(4, 5, **options))
    x = torch.from_numpy(np.cos(np.arange(5 * 3 * 4.0)).reshape(5, 3, 4)).requires_grad_()
    rnn = torch.nn.utils.rnn
    first = options.get("batch_first", False)
    given = x.transpose(0, 1) if first else x
    if lengths:
        given = rnn.pack_padded_sequence(given, lengths, batch_first=first)
    output, state = layer(given)
    if lengths:
        output = rnn.pad_packed_sequence(output, batch_first=first)[0]
    states = state if isinstance(state, tuple) else (state,)
    total = sum(((part * part).sum() for part in states), (output * output).sum())
    first_grad = torch.autograd.grad(total, x, create_graph=True)[0]
    (total + (first_grad * first_grad).sum()).backward()
    found = [output, *states, first_grad, x.grad, *[p.grad for p in layer.parameters()]]
    return [np.array(part.tolist()) for part in found]


@pytest.mark.parametrize("lengths", [None, [5, 5, 2]], ids=["whole", "packed"])
@pytest.mark.parametrize("options", OPTIONS, ids=str)
@pytest.mark.parametrize("kind", LAYERS)
def test_layers(kind, options, lengths):
    """Outputs, last states, first and second derivatives are torch's."""
    import torch

    mine, judge = (run(package, kind, options, lengths) for package in (minitorch, torch))

    for ours, theirs in zip(mine, judge, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-7, atol=1e-9)


def test_adaptive_softmax():
    """The clusters of an adaptive softmax, their loss and its gradient are torch's."""
    import torch

    found = []
    for package in (minitorch, torch):
        layer = filled(package, package.nn.AdaptiveLogSoftmaxWithLoss(32, 20, [5, 10]))
        x = package.from_numpy(np.cos(np.arange(6 * 32.0)).reshape(6, 32)).requires_grad_()
        output = layer(x, package.tensor([0, 4, 6, 19, 11, 5]))
        output.loss.backward()
        parts = [output.output, output.loss, x.grad, layer.log_prob(x), layer.predict(x)]
        found.append([np.array(part.tolist()) for part in parts])

    for ours, theirs in zip(*found, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-7)
