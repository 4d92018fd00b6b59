"""Sparse tensors: the same numbers as dense ones, and a clear word where there is none."""

import copy

import numpy as np
import pytest

import minitorch as torch
import minitorch.v03 as torch03
from minitorch.backend import is_sparse

PLACES = [[0, 1, 1, 0], [2, 0, 0, 1]]  # the third adds to the second
VALUES = [3.0, 4.0, 5.0, -1.0]


@pytest.fixture
def s():
    """A sparse matrix of two rows and three columns, one element in two parts."""
    return torch.sparse_coo_tensor(PLACES, VALUES, (2, 3), dtype=torch.float64)


def dense_of(s):
    """Return its elements by another way than ``to_dense``."""
    result = np.zeros(tuple(s.shape))
    np.add.at(result, tuple(s._indices().numpy()), s._values().numpy())
    return result


@pytest.mark.parametrize(
    "compute",
    [
        lambda x: x + x,
        lambda x: x - x * 2,
        lambda x: x * x,
        lambda x: -x / 4,
        lambda x: x**2,
        lambda x: x.t(),
        lambda x: x.transpose(0, 1),
        lambda x: x.clone(),
        lambda x: x.abs(),
        lambda x: x.float().double(),
        lambda x: torch.ones(2, 3).double() + x,
        lambda x: torch.ones(2, 3).double().sub_(x),
        lambda x: torch.add(torch.ones(2, 3).double(), 3, x),
        lambda x: x.mm(torch.arange(6).double().view(3, 2)),
        lambda x: x @ torch.arange(6).double().view(2, 3).t(),
        lambda x: torch.addmm(torch.ones(2, 2).double(), 2, 3, x, torch.ones(3, 2).double()),
        lambda x: x.norm().view(1),
        lambda x: x.sum().view(1),
    ],
)
def test_numbers_are_those_of_dense_tensors(s, compute):
    """What is computed of the kept elements is what is computed of all."""
    found, expected = compute(s), compute(torch.from_numpy(dense_of(s)))

    np.testing.assert_allclose(
        dense_of(found) if found.is_sparse else found.numpy(), expected.numpy(), rtol=1e-15
    )


@pytest.mark.parametrize("product", [torch.spmm, torch.mm, torch.matmul])
@pytest.mark.parametrize("transposed", [False, True])
def test_the_gradient_of_a_product_is_that_of_the_dense_one(s, product, transposed):
    """The dense factor may require grad, however it lies in memory."""
    found = []
    for matrix in (s, torch.from_numpy(dense_of(s))):
        w = torch.arange(6).double().view(2, 3) if transposed else torch.arange(6).double()
        w.requires_grad_()
        product(matrix, w.t() if transposed else w.view(3, 2)).pow(2).sum().backward()
        found.append(w.grad.numpy())

    np.testing.assert_array_equal(*found)


def test_all_elements_can_be_had_with_a_gradient(s):
    """``to_dense`` sends back the gradient of what is kept."""
    s.requires_grad_()

    (s.to_dense() * torch.arange(6).double().view(2, 3)).sum().backward()

    assert s.grad.is_sparse
    assert s.grad.to_dense().tolist() == [[0, 1, 2], [3, 0, 0]]


def test_places_are_put_in_order(s):
    """Coalescing sorts, and adds what is at one place."""
    found = s.coalesce()

    assert not s.is_coalesced()
    assert found.is_coalesced()
    assert found._indices().tolist() == [[0, 0, 1], [1, 2, 0]]
    assert found._values().tolist() == [-1, 3, 9]
    assert (s._nnz(), found._nnz(), s._dimI(), s._dimV()) == (4, 3, 2, 0)


def test_products_may_stay_sparse(s):
    """``hspmm`` keeps rows, ``smm`` and ``sspaddmm`` elements."""
    w = torch.arange(6).double().view(3, 2)
    expected = dense_of(s) @ w.numpy()

    assert (torch.hspmm(s, w).to_dense().numpy() == expected).all()
    assert (torch.smm(s, w).to_dense().numpy() == expected).all()
    square = torch.sparse_coo_tensor([[1], [0]], [2.0], (2, 2), dtype=torch.float64)
    found = torch.sspaddmm(square, s, w, beta=3, alpha=2).to_dense()
    assert (found.numpy() == 3 * dense_of(square) + 2 * expected).all()


def test_products_of_03_stay_in_03():
    """Tensors and Variables, each with its own."""
    s = torch03.sparse.FloatTensor(torch03.LongTensor([[0], [1]]), torch03.FloatTensor([2]))
    w = torch03.ones(2, 3)
    v = torch03.autograd.Variable(w, requires_grad=True)

    for found in (torch03.mm(s, w), s.mm(w), torch03.smm(s, w).to_dense(), torch03.spmm(s, w)):
        assert type(found) is torch03.FloatTensor
        assert found.tolist() == [[2, 2, 2]]
    torch03.mm(torch03.autograd.Variable(s), v).sum().backward()
    assert v.grad.data.tolist() == [[0, 0, 0], [2, 2, 2]]
    assert w.clone().add_(torch03.sparse.FloatTensor(2, 3)).tolist() == w.tolist()


def test_it_prints_as_in_its_release():
    """The two tensors that it is, under its type and size."""
    i, v = [[0, 1], [2, 0]], [3.0, 4.0]
    one = torch.sparse.FloatTensor(torch.LongTensor(i), torch.FloatTensor(v), torch.Size([2, 3]))
    other = torch03.sparse.FloatTensor(
        torch03.LongTensor(i), torch03.FloatTensor(v), torch03.Size([2, 3])
    )

    assert repr(one) == (
        "torch.sparse.FloatTensor of size (2,3) with indices:\ntensor([[0, 1],\n        [2, 0]])\n"
        "and values:\ntensor([3., 4.])"
    )
    assert repr(other).startswith("FloatTensor of size 2x3 with indices:\n\n 0  1\n 2  0\n")
    assert repr(torch03.autograd.Variable(other)).startswith("Variable containing:FloatTensor")


REFUSED = """
s.exp()
s[0]
s.view(6)
s.stride()
s.storage()
s.data_ptr()
s.is_contiguous()
s == s
torch.cat([s, s])
s.index_select(0, torch.tensor([0]))
s + s.to_dense()
s.to_dense().mm(s.t())
s.fill_(1)
s.float() + s
torch.ones(2, 3).coalesce()
torch.ones(2, 2).sparse_mask(s)
torch.sparse.FloatTensor(torch.LongTensor([[0]]), torch.DoubleTensor([1]))
torch.sparse.FloatTensor(torch.LongTensor([[0]]), torch.FloatTensor([1, 2]))
torch.sparse.FloatTensor(torch.LongTensor([[2]]), torch.FloatTensor([1]), torch.Size([2]))
torch.sparse.FloatTensor(torch.LongTensor([[-1]]), torch.FloatTensor([1]))
torch.sparse_coo_tensor([1], [2.0])
torch.ones_like(s)
s.new(2, 2)
"""


@pytest.mark.parametrize("program", REFUSED.strip().splitlines())
def test_what_cannot_be_done_is_refused(s, program):
    """Never a wrong number, and never NumPy's words."""
    with pytest.raises(RuntimeError):
        eval(program)


def test_numpy_is_told_to_ask_for_all_elements(s):
    """Nothing becomes dense unasked."""
    with pytest.raises(TypeError, match=r"to_dense\(\)"):
        s.numpy()
    with pytest.raises(TypeError, match=r"to_dense\(\)"):
        np.asarray(s._array)


def test_types_are_classes_of_their_own(s):
    """A sparse tensor is one by ``isinstance``, by its type and by its layout."""
    assert isinstance(s, torch.sparse.DoubleTensor)
    assert not isinstance(s, torch.sparse.FloatTensor)
    assert not isinstance(s.to_dense(), torch.sparse.DoubleTensor)
    assert (s.type(), s.layout) == ("torch.sparse.DoubleTensor", torch.sparse_coo)
    assert s.device == torch.device("cpu")
    assert s.cpu() is s
    assert torch03.is_tensor(torch03.sparse.FloatTensor(2, 3))


def test_zeros_like_a_sparse_tensor_keep_nothing(s):
    """They are sparse, too, of its type and size."""
    found = torch.zeros_like(s)

    assert (found.type(), found.shape, found._nnz()) == (s.type(), s.shape, 0)


def test_copies_are_copies(s):
    """A change of the copy is none of the original."""
    for copied in (s.clone(), copy.deepcopy(s), torch.zeros_like(s).copy_(s)):
        copied._values().zero_()
        assert s._values().tolist() == VALUES


@pytest.mark.parametrize("face", [torch, torch03], ids=["0.4", "0.3"])
def test_rows_of_a_table_have_a_sparse_gradient(face):
    """An embedding asked for it; another backward adds to it, and ``zero_grad`` empties it."""
    variable = face.autograd.Variable
    table = face.nn.Embedding(4, 2, padding_idx=0, sparse=True)
    rows = variable(face.LongTensor([1, 0, 1]))

    for _ in range(2):
        table(rows).sum().backward()

    grad = table.weight.grad.data
    assert is_sparse(grad._array)
    assert grad._indices().tolist() == [[1, 1, 1, 1]]
    assert grad.to_dense().tolist() == [[0, 0], [4, 4], [0, 0], [0, 0]]
    table.zero_grad()
    assert table.weight.grad.data._nnz() == 0


@pytest.mark.parametrize("first", ["sparse", "dense"])
def test_sparse_and_dense_gradients_add_up(first):
    """Whichever comes first."""
    table = torch.nn.Embedding(3, 1, sparse=True)
    losses = {"sparse": lambda: table(torch.tensor([1])).sum(), "dense": table.weight.sum}
    second = {"sparse": "dense", "dense": "sparse"}[first]

    losses[first]().backward()
    losses[second]().backward()
    (losses[first]() + losses[second]()).backward()

    assert not table.weight.grad.is_sparse
    assert table.weight.grad.tolist() == [[2], [4], [2]]


@pytest.mark.parametrize("name", ["Adam", "RMSprop", "Adadelta", "Adamax", "ASGD", "Rprop"])
def test_an_optimizer_that_needs_all_elements_says_so(name):
    """Those that take sparse gradients are SGD, Adagrad and SparseAdam."""
    table = torch.nn.Embedding(3, 1, sparse=True)
    optimizer = getattr(torch.optim, name)(table.parameters())
    table(torch.tensor([1])).sum().backward()

    with pytest.raises(RuntimeError, match="does not support sparse gradients"):
        optimizer.step()
