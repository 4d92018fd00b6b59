"""Linear algebra: laws that no sample of one operation shows."""

import numpy as np
import pytest

import minitorch as torch
from minitorch.autograd import gradcheck


def matrices(*shape, seed=0):
    """Return a tensor of doubles from a seeded generator."""
    return torch.from_numpy(np.random.default_rng(seed).standard_normal(shape))


def close(a, b):
    """Return whether two tensors are equal but for rounding."""
    return np.allclose(a.numpy(), b.numpy(), rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("size", [1, 31, 32, 33, 100])
def test_factors_multiply_to_the_matrix_whatever_its_size(size):
    """Elimination goes by blocks of columns, and where they begin makes no difference."""
    batch = matrices(2, size, size)

    lu, pivots = torch.btrifact(batch)
    p, lower, upper = torch.btriunpack(lu, pivots)

    assert close(p.bmm(lower).bmm(upper), batch)
    assert float(lower.abs().max()) <= 1
    assert close(torch.btrisolve(batch.bmm(batch), lu, pivots), batch)


def test_a_singular_matrix_of_a_batch_is_named():
    """btrifact raises and says which; with_info says where its first pivot of zero is."""
    batch = torch.stack([matrices(3, 3), torch.zeros(3, 3).double()])

    with pytest.raises(RuntimeError, match=r"batch element 1 \(info == 1\)"):
        torch.btrifact(batch)

    assert torch.btrifact_with_info(batch)[2].tolist() == [0, 1]


def test_gesv_returns_the_factors_it_used():
    """The second result is L below U; it has no gradient, and the first has."""
    a, b = matrices(40, 40).requires_grad_(), matrices(40, 2, seed=1)

    x, lu = torch.gesv(b, a)

    assert close(a.detach().mm(x.detach()), b)
    assert close(lu, torch.btrifact(a.detach()[None])[0][0])
    assert (x.requires_grad, lu.requires_grad) == (True, False)


@pytest.mark.parametrize("shape", [(3, 5), (5, 3), (4, 4)])
def test_svd_multiplies_to_the_matrix(shape):
    """With all columns or some, U S V' is the matrix, and U and V are orthonormal."""
    a = matrices(*shape)
    for some in (True, False):
        u, s, v = torch.svd(a, some=some)
        k = len(s)

        assert close(u[:, :k].mm(s.diag()).mm(v[:, :k].t()), a)
        assert close(u.t().mm(u), torch.eye(u.shape[1]).double())
        assert close(v.t().mm(v), torch.eye(v.shape[1]).double())


def test_svd_without_vectors_has_no_gradient():
    """Zeros stand for the vectors, and backward says what to ask for instead."""
    a = matrices(2, 3).requires_grad_()

    u, s, v = torch.svd(a, compute_uv=False)

    assert (u.shape, v.shape) == ((2, 2), (3, 3))
    assert not u.detach().numpy().any()
    with pytest.raises(RuntimeError, match="compute_uv"):
        s.sum().backward()


def test_the_determinant_of_a_singular_matrix_has_a_gradient():
    """Its cofactors: they need no inverse."""
    a = torch.tensor([[1.0, 0.0], [0.0, 0.0]], requires_grad=True)

    a.det().backward()

    assert np.allclose(a.grad.tolist(), [[0, 0], [0, 1]])


def test_householder_vectors_multiply_to_q():
    """geqrf and orgqr together are qr; ormqr multiplies by it from either side."""
    a, other = matrices(5, 3), matrices(5, 4, seed=1)

    factors, tau = torch.geqrf(a)
    q, r = torch.qr(a)

    assert close(torch.orgqr(factors, tau), q)
    assert close(factors.triu()[:3], r)
    assert close(torch.ormqr(factors, tau, other, transpose=True)[:3], q.t().mm(other))
    assert close(torch.ormqr(factors, tau, other.t(), left=False)[:, :3], other.t().mm(q))


@pytest.mark.parametrize("shape", [(5, 3), (3, 5)])
def test_least_squares_is_what_the_pseudo_inverse_gives(shape):
    """gels minimises the distance, and among equals the length."""
    a, b = matrices(*shape), matrices(shape[0], 2, seed=1)

    found, _ = torch.gels(b, a)

    assert close(found[: shape[1]], torch.pinverse(a).mm(b))


def test_the_pseudo_inverse_is_differentiable():
    """It is written in operations that are."""
    assert gradcheck(torch.pinverse, [matrices(4, 3).requires_grad_()])


def test_a_pivoted_cholesky_factor_gives_back_the_matrix():
    """Rows in the order that pstrf says, U' U is the matrix."""
    root = matrices(4, 4)
    a = root.mm(root.t())

    u, order = torch.pstrf(a)

    assert close(u.t().mm(u), a[order.long()][:, order.long()])


def test_a_matrix_without_full_rank_has_no_pivoted_factor():
    """pstrf says so."""
    column = matrices(4, 1)

    with pytest.raises(RuntimeError, match="rank deficient"):
        torch.pstrf(column.mm(column.t()))


def test_complex_eigenvectors_come_as_real_and_imaginary_columns():
    """A pair of eigenvalues shares two columns, as in LAPACK."""
    turn = torch.tensor([[0.0, -1.0], [1.0, 0.0]])

    values, vectors = torch.eig(turn, eigenvectors=True)
    real, imaginary = vectors[:, 0], vectors[:, 1]

    assert np.allclose(values.tolist(), [[0, 1], [0, -1]])
    assert np.allclose(turn.mv(real).tolist(), (-imaginary).tolist(), atol=1e-6)


def test_beta_of_zero_forgets_even_nan():
    """addmm(0, input, ...) does not read input."""
    nan, ones = torch.full((2, 2), float("nan")), torch.ones(2, 2)

    assert torch.addmm(0, nan, 1, ones, ones).tolist() == [[2, 2], [2, 2]]
