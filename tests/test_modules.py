"""Laws that every module obeys, over the table in ``modules.py``: nothing here names one."""

import copy
import inspect
import io
import pickle
import warnings

import numpy as np
import pytest

import minitorch as torch
from minitorch import nn
from minitorch.backend import namespace
from tests.modules import EXAMPLES, RANDOM

OLD = {"size_average", "reduce", "min_value", "max_value"}  # other words for an option: test_nn.py
UNTRUE = {"padding_idx", "max_norm", "norm_type", "scale_grad_by_freq"}  # gradients by intention
ELSEWHERE = {"sparse"}  # the ledger's row "embedding-gradients-are-dense"
APART = {"Module", "RNNBase", "DataParallel", "NLLLoss2d"}  # with containers: test_nn.py
CASES = [
    pytest.param(name, example, id=f"{name}({example})")
    for name, examples in EXAMPLES.items()
    for example in examples
]
TRUE = [p for p in CASES if UNTRUE.isdisjoint(p.values[1].options)]


def modules():
    """Return the classes of modules by name, but for bases and those that hold others."""
    return {
        name: kind
        for name, kind in vars(nn).items()
        if inspect.isclass(kind)
        and issubclass(kind, nn.Module)
        and name not in APART
        and kind.__module__ != "minitorch.nn.container"
    }


def tensors(results):
    """Yield the tensors of real numbers in a result, one after the other."""
    if isinstance(results, torch.Tensor):
        if results.is_floating_point():
            yield results
    elif results is not None:
        for part in results:
            yield from tensors(part)


def given(example, put=lambda array: array):
    """Return the inputs as tensors."""
    made = [(torch.Tensor._wrap(put(array)), varies) for array, varies in example.arrays()]
    return [tensor.requires_grad_(varies) for tensor, varies in made]


def run(module, inputs):
    """Return the results of a module that may overwrite its inputs."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # old ways warn, and are tested elsewhere
        return list(tensors(module(*[t * 1 if t.requires_grad else t for t in inputs])))


def total(results, seed=0.4):
    """Return the sum of the results, each element times a number of its own."""
    parts = []
    for result in results:
        weights = np.cos(np.arange(float(result.numel())) + seed).reshape(tuple(result.shape))
        on_device = torch.Tensor._wrap(namespace(result._array).asarray(weights))
        parts.append((result * on_device).sum())
    return sum(parts[1:], parts[0])


def leaves(module, inputs):
    """Return everything that a gradient is wanted for."""
    return [t for t in (*inputs, *module.parameters()) if t.requires_grad]


def slopes(module, inputs, twice=False):
    """Return the gradients of the results, or those of the gradients' total."""
    wanted = leaves(module, inputs)
    grad = torch.autograd.grad
    first = grad(total(run(module, inputs)), wanted, create_graph=twice, allow_unused=True)
    if not twice:
        return first
    again = [g for g in first if g is not None and g.requires_grad]
    if not again:
        return [None] * len(wanted)
    return grad(total(again, 1.1), wanted, allow_unused=True)


@pytest.mark.parametrize("name", sorted(modules()))
def test_every_module_and_option_is_in_the_table(name):
    """A module without an example, or an option that never varies, is untested."""
    kind = modules()[name]
    if kind.__init__ is not nn.Module.__init__:
        options = list(inspect.signature(kind.__init__).parameters.values())[1:]
        named = [p for p in options if p.kind is p.POSITIONAL_OR_KEYWORD]
        unused = {p.name for p in named} - OLD - ELSEWHERE
        for example in EXAMPLES[name]:
            unused -= {p.name for p, _ in zip(named, example.args, strict=False)}
            unused -= set(example.options)
        assert not unused
    assert EXAMPLES[name]


@pytest.mark.mathematical
@pytest.mark.parametrize("twice", [False, True], ids=["once", "twice"])
@pytest.mark.parametrize(("name", "example"), TRUE)
def test_derivatives_are_those_of_finite_differences(name, example, twice):
    """Along a line, the results and the gradients change as the derivatives say."""
    module, inputs, step = example.make(torch, name).eval(), given(example), 1e-6
    wanted = leaves(module, inputs)
    line = [torch.from_numpy(np.cos(np.arange(t.numel()) * 1.7).reshape(t.shape)) for t in wanted]

    def moved(by):
        for tensor, direction in zip(wanted, line, strict=True):
            tensor.data.add_(by, direction)
        if not twice:
            return total(run(module, inputs)).item()
        first = torch.autograd.grad(total(run(module, inputs)), wanted, allow_unused=True)
        return total([g for g in first if g is not None], 1.1).item()

    found = list(slopes(module, inputs, twice))
    expected = sum((g * d).sum().item() for g, d in zip(found, line, strict=True) if g is not None)
    numeric = (moved(step) - moved(-2 * step)) / (2 * step)

    assert expected == pytest.approx(numeric, rel=1e-4, abs=1e-5)


def everything(module, inputs):
    """Return the results by one seed, all gradients, and the state afterwards."""
    torch.manual_seed(0)
    return [*run(module, inputs), *slopes(module, inputs), *module.state_dict().values()]


@pytest.mark.parametrize("training", [True, False], ids=["training", "in use"])
@pytest.mark.parametrize(("name", "example"), CASES)
def test_every_module_runs_on_a_device(device, name, example, training):
    """Forward and backward stay on the device, and give the same there."""
    module, there = example.make(torch, name).train(training), example.make(torch, name)
    there._apply(lambda t: t._wrap(device.put(t._array, 0))).train(training)
    expected = everything(module, given(example))

    found = everything(there, given(example, lambda array: device.put(array, 0)))

    for ours, host in zip(found, expected, strict=True):
        if host is None:
            assert ours is None
            continue
        assert isinstance(ours._array, device.array_type)
        np.testing.assert_allclose(device.get(ours._array), host.detach().numpy(), 1e-10, 1e-10)


@pytest.mark.parametrize(("name", "example"), CASES)
def test_copies_are_the_same_module(name, example):
    """A deep copy, a pickled one and one that loaded the state compute the same, to the bit."""
    module = example.make(torch, name).eval()
    file, loaded = io.BytesIO(), example.make(torch, name).eval()
    torch.save(module, file)
    file.seek(0)
    loaded.load_state_dict(module.state_dict())

    expected = [t.tolist() for t in run(module, given(example))]

    for again in (
        copy.deepcopy(module),
        pickle.loads(pickle.dumps(module)),
        torch.load(file),
        loaded,
    ):
        assert [t.tolist() for t in run(again, given(example))] == expected
        assert repr(again) == repr(module)


def test_what_is_random_in_training_is_not_in_use():
    """Two calls in training differ, two calls afterwards do not."""
    for name in RANDOM:
        example = EXAMPLES[name][0]
        module = example.make(torch, name)
        results = [run(module, given(example))[0].tolist() for _ in range(2)]
        module.eval()
        again = [run(module, given(example))[0].tolist() for _ in range(2)]

        assert results[0] != results[1]
        assert again[0] == again[1]
