"""Every module against live torch: value, both gradients, and what it remembers afterwards.

Nothing here names a module; the table of them is ``tests/modules.py``.
"""

import warnings

import numpy as np
import pytest

import minitorch
from minitorch.random import use_stream
from tests.modules import EXAMPLES

pytestmark = pytest.mark.live
SAME = dict(rtol=1e-7, atol=1e-9)
CASES = [
    pytest.param(name, example, id=f"{name}({example})")
    for name, examples in EXAMPLES.items()
    for example in examples
]
DIFFERENT = {  # a module and its option, or all of it -> the row of the ledger that says so
    ("CosineSimilarity", "eps"): "eps-of-cosine-similarity",
    ("CrossMapLRN2d", None): "windows-of-cross-map-lrn",
    ("EmbeddingBag", "scale_grad_by_freq"): "embedding-bag-scales-by-frequency",
    ("MultiLabelSoftMarginLoss", "reduction"): "terms-of-multilabel-soft-margin",
}
ONCE = [
    "CrossMapLRN2d",
    "MultiLabelMarginLoss",
    "MultiMarginLoss",
]  # torch has no second derivative


def flat(results):
    """Yield the tensors in a result, one after the other."""
    if hasattr(results, "numel"):
        yield results
    elif results is not None:
        for part in results:
            yield from flat(part)


def total(torch, tensors):
    """Return the sum of all elements, each times a number of its own."""
    weights = [np.cos(np.arange(float(t.numel())) + 0.4).reshape(tuple(t.shape)) for t in tensors]
    return sum((t * torch.from_numpy(w)).sum() for t, w in zip(tensors, weights, strict=True))


def found(torch, name, example, training):
    """Return all that can be seen of a module, as arrays."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        module = example.make(torch, name).train(training)
        inputs = [torch.from_numpy(array).requires_grad_(v) for array, v in example.arrays()]
        torch.manual_seed(3)
        results = list(flat(module(*[t * 1 if t.requires_grad else t for t in inputs])))
    wanted = [t for t in (*inputs, *module.parameters()) if t.requires_grad]
    loss = total(torch, [t for t in results if t.is_floating_point()])
    grad = torch.autograd.grad
    first = grad(loss, wanted, create_graph=name not in ONCE, allow_unused=True)
    again = [g for g in first if g is not None and g.requires_grad]
    second = grad(total(torch, again), wanted, allow_unused=True) if again else []
    second = second or [None] * len(wanted)
    state = module.state_dict()
    listed = [None if t is None else array(t) for t in (*results, *first, *second)]
    return listed, {key: array(value) for key, value in state.items()}


def array(tensor):
    """Return the elements of a tensor of either side."""
    return np.array((tensor.detach() + 0).tolist())


def assert_same(mine, judge):
    """Compare lists of arrays; a missing one is zero."""
    assert len(mine) == len(judge)
    for ours, theirs in zip(mine, judge, strict=True):
        if ours is None or theirs is None:
            other = theirs if ours is None else ours
            assert other is None or not other.any()
        else:
            np.testing.assert_allclose(ours, theirs, **SAME)


@pytest.mark.parametrize("training", [True, False], ids=["training", "in use"])
@pytest.mark.parametrize(("name", "example"), CASES)
def test_a_module_is_torch_s(name, example, training):
    """Results, gradients, gradients of those, and the state afterwards are live torch's."""
    import torch

    with use_stream("2.13"):
        mine, state = found(minitorch, name, example, training)

    judge, expected = found(torch, name, example, training)

    if any((name, option) in DIFFERENT for option in (None, *example.options)):
        with pytest.raises(AssertionError, match=r"Not equal"):
            assert_same(mine, judge)
        return
    assert_same(mine, judge)
    assert list(state) == list(expected)
    assert_same(state.values(), expected.values())
