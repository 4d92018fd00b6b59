"""Sparse tensors beside live torch: products, sums, gradients of tables, and the optimizers."""

import numpy as np
import pytest

import minitorch

pytestmark = pytest.mark.live
WEIGHT = np.random.default_rng(0).normal(size=(6, 3))
ROWS = [[1, 4, 1], [0, 5, 5]]
OPTIMIZERS = [
    ("SGD", dict(lr=0.1)),
    ("SGD", dict(lr=0.1, momentum=0.9)),
    ("SGD", dict(lr=0.1, momentum=0.9, nesterov=True)),
    ("Adagrad", dict(lr=0.1, lr_decay=0.1)),
    ("SparseAdam", dict(lr=0.1)),
]
PROGRAMS = """
s + s
s * s
s * 2.5
s.t()
s.coalesce()
torch.mm(s, d)
torch.addmm(m, s, d)
torch.hspmm(s, d)
torch.smm(s, d)
torch.sspaddmm(q, s, d, beta=2.0, alpha=3.0)
d.t() + s
d.t().sparse_mask(s.coalesce())
torch.sparse_coo_tensor([[1, 1], [0, 2]], [[1.0, 2.0], [3.0, 4.0]], (2, 3, 2))
s.clone().zero_()
"""


@pytest.fixture
def torch():
    """Real PyTorch."""
    return pytest.importorskip("torch")


def names(library):
    """Return what the programs compute with."""
    real = library.float64
    return dict(
        torch=library,
        s=library.sparse_coo_tensor([[0, 1, 1], [2, 0, 0]], [3.0, 4.0, 5.0], (2, 3), dtype=real),
        q=library.sparse_coo_tensor([[1], [0]], [2.0], (2, 2), dtype=real),
        d=library.tensor(WEIGHT[:3, :2].tolist(), dtype=real),
        m=library.ones(2, 2, dtype=real),
    )


@pytest.mark.filterwarnings("ignore:Sparse invariant checks")
@pytest.mark.parametrize("program", PROGRAMS.strip().splitlines())
def test_values_are_those_of_torch(torch, program):
    """Elements, and whether they are kept sparse."""
    ours, theirs = (eval(program, names(library)) for library in (minitorch, torch))

    assert ours.is_sparse == theirs.is_sparse
    assert tuple(ours.shape) == tuple(theirs.shape)
    dense = [t.to_dense() if t.is_sparse else t for t in (ours, theirs)]
    np.testing.assert_allclose(dense[0].numpy(), dense[1].numpy(), rtol=1e-14)


def trained(library, name, options):
    """Return the weight of a table after four steps, and its last gradient."""
    table = library.nn.Embedding(6, 3, padding_idx=0, sparse=True).double()
    table.weight.data.copy_(library.from_numpy(WEIGHT))
    rows = library.tensor(ROWS)
    optimizer = getattr(library.optim, name)(table.parameters(), **options)
    for _ in range(4):
        optimizer.zero_grad()
        table(rows).pow(2).sum().backward()
        table(rows[:1]).sum().backward()
        optimizer.step()
    return table.weight.data.numpy(), table.weight.grad.to_dense().numpy()


@pytest.mark.filterwarnings("ignore:Sparse invariant checks")
@pytest.mark.parametrize(("name", "options"), OPTIMIZERS)
def test_tables_are_trained_as_by_torch(torch, name, options):
    """Weights and gradients after some steps agree."""
    for ours, theirs in zip(trained(minitorch, name, options), trained(torch, name, options)):
        np.testing.assert_allclose(ours, theirs, rtol=1e-12)
