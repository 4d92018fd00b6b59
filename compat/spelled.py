"""What some operations mean in torch's words, where that takes more than a line."""

import numpy as np
import torch
import torch.nn.functional as F

MEAN = {"elementwise_mean": "mean", "sum": "sum", "none": "none"}


def zeros(input, shape):
    """Return zeros of a shape, of the type of ``input``."""
    return torch.zeros(shape, dtype=input.dtype)


def strided(shape, dim, start, step):
    """Return the index of every ``step``-th place from ``start`` along ``dim``."""
    return tuple([slice(start, None, step) if d == dim else slice(None) for d in range(len(shape))])


def put_slice(input, shape, dim, start, step):
    """Put ``input`` into zeros at every ``step``-th place along ``dim``, as many as it has."""
    result, index = zeros(input, shape), list(strided(shape, dim, start, step))
    index[dim] = slice(start, start + step * (input.shape[dim] - 1) + 1, step)
    result[tuple(index)] = input
    return result


def loss(name):
    """Return a loss of live torch, where the mean has another name."""

    def run(*args, reduction):
        return getattr(F, name)(*args, reduction=MEAN[reduction])

    return run


def square(input, dim, on, below):
    """Overwrite the diagonal of two dimensions, and what lies below it."""
    rows = torch.arange(input.shape[dim]).reshape((-1, 1) + (1,) * (input.dim() - dim - 2))
    columns = torch.arange(input.shape[dim]).reshape((-1,) + (1,) * (input.dim() - dim - 2))
    for number, place in ((on, rows == columns), (below, rows > columns)):
        if number is not None:
            input = torch.where(place, torch.tensor(number, dtype=input.dtype), input)
    return input


def nll(input, target, weight, ignore_index, reduction):
    """The loss of logarithms of probabilities."""
    return F.nll_loss(input, target, weight, ignore_index=ignore_index, reduction=MEAN[reduction])


def nll_back(input, like, target, weight, ignore_index, reduction):
    """The gradient of that loss, found by torch's own backward."""
    at = like if like.requires_grad else like.detach().requires_grad_()
    loss = nll(at, target, weight, ignore_index, reduction)
    return torch.autograd.grad(loss, at, input, create_graph=True)[0]


def over(terms, reduction):
    """Return the terms of a loss as they are, their mean or their sum."""
    return {"mean": terms.mean(), "sum": terms.sum(), "none": terms}[MEAN[reduction]]


def multi_margin(input, target, p, margin, weight, reduction):
    """The loss in elementary words, since torch has no second derivative of its own."""
    excess = (margin - input.gather(1, target[:, None]) + input).clamp(min=0) ** p
    terms = excess.scatter(1, target[:, None], 0).sum(1) / input.shape[1]
    terms = terms if weight is None else terms * weight[target]
    found = over(terms, reduction)
    judge = F.multi_margin_loss(input, target, p, margin, weight, reduction=MEAN[reduction])
    torch.testing.assert_close(found, judge)
    return found


def multilabel_margin(input, target, reduction):
    """The loss in elementary words, since torch has no second derivative of its own."""
    terms = []
    for row, listed in zip(input, target.tolist(), strict=True):
        listed = listed[: listed.index(-1)] if -1 in listed else listed
        others = [d for d in range(len(row)) if d not in listed]
        pairs = [(1 - row[t] + row[d]).clamp(min=0) for t in listed for d in others]
        terms.append(sum(pairs, row.sum() * 0) / len(row))
    terms = torch.stack(terms)
    found = over(terms, reduction)
    judge = F.multilabel_margin_loss(input, target, reduction=MEAN[reduction])
    torch.testing.assert_close(found, judge)
    return found


def multilabel_sides(input, target):
    """Its gradient, times the number of classes, found by torch's own backward."""
    at = input.detach().requires_grad_()
    loss = F.multilabel_margin_loss(at, target, reduction="sum") * input.shape[1]
    return torch.autograd.grad(loss, at)[0]


def put_strided(input, shape, strides, stride, offset):
    """The gradient of an arrangement by strides, found by torch's own backward."""
    at = zeros(input, shape).requires_grad_()
    shown = at.as_strided(input.shape, stride, offset)
    return torch.autograd.grad(shown, at, input, create_graph=True)[0]


def one(values):
    """Return the one element of a 1-dim index as a tensor."""
    return torch.as_tensor(values)


def by_columns(matrices):
    """Return matrices laid out column by column, as LAPACK and 0.4 leave them."""
    return matrices.mT.contiguous().mT


def by_rows(*results):
    """Return results laid out row by row, as 0.4 leaves batches."""
    return tuple([result.contiguous() for result in results])


def triangular(input, A, upper, transpose, unitriangular):
    """Solve by a triangle, which torch takes transposed."""
    A, upper = (A.mT, not upper) if transpose else (A, upper)
    return torch.linalg.solve_triangular(A, input, upper=upper, unitriangular=unitriangular)


def cholesky(input, upper):
    """Return the Cholesky factor by one triangle, which alone then has the gradient."""
    whole = input.triu() + input.triu(1).mT if upper else input.tril() + input.tril(-1).mT
    return torch.linalg.cholesky(whole, upper=upper)


def pstrf(input, upper, tol):
    """Return what SciPy's LAPACK leaves: torch no longer has a pivoted Cholesky factor."""
    order = [int(i) for i in input.diagonal().argsort(descending=True)]
    factor = torch.linalg.cholesky(input[order][:, order], upper=upper)
    return by_columns(factor), torch.tensor(order, dtype=torch.int32)


def symeig(input, eigenvectors, upper):
    """Return eigenvalues and vectors, or zeros for these."""
    values, vectors = torch.linalg.eigh(input, "U" if upper else "L")
    return values, vectors if eigenvectors else vectors * 0


def complex_of(pairs):
    """Return pairs of real numbers, in which 0.4 has complex ones, as these."""
    return torch.view_as_complex(pairs.contiguous())


def pairs(numbers):
    """Return complex numbers as pairs of real ones."""
    return torch.view_as_real(numbers.resolve_conj().contiguous())


def last(signal_ndim):
    """Return the dimensions of a signal."""
    return tuple(range(-signal_ndim, 0))


def norm(normalized):
    """Return today's word for a scale."""
    return "ortho" if normalized else "backward"


def irfft(input, signal_ndim, normalized, onesided, signal_sizes):
    """Return the inverse transform of half a signal's, or of all of it, as real numbers."""
    how = dict(dim=last(signal_ndim), norm=norm(normalized))
    if onesided:
        return torch.fft.irfftn(complex_of(input), signal_sizes or None, **how)
    return torch.fft.ifftn(complex_of(input), **how).real.contiguous()


def svd(input, some, compute_uv):
    """Return singular values and vectors; the sign of a pair is open, so here it is NumPy's."""
    left, values, right = torch.linalg.svd(input, full_matrices=not some)
    judge = torch.from_numpy(np.linalg.svd(input.detach().numpy())[0])
    signs = (left.detach() * judge[:, : left.shape[1]]).sum(0).sign()[: len(values)]
    return by_columns(left * signs), values, (right.mT * signs).contiguous()


def eig(input, eigenvectors):
    """Return eigenvalues as pairs of real numbers, and vectors as LAPACK packs them."""
    values, vectors = torch.linalg.eig(input)
    packed = torch.where(values.imag < 0, -vectors.imag, vectors.real)
    return torch.view_as_real(values), by_columns(packed) if eigenvectors else input.new_zeros(0)


def gels(input, A):
    """Return the nearest solution, what is left below it, and the factors."""
    right, (rows, columns) = input.reshape(len(A), -1), A.shape
    found = torch.linalg.lstsq(A, right).solution
    factors = torch.geqrf(A)[0] if rows >= columns else torch.geqrf(A.mT)[0].mT
    if rows > columns:
        rest = torch.ormqr(*torch.geqrf(A), right, transpose=True)[columns:]
        found = torch.cat([found, rest])
    return by_columns(found), by_columns(factors)


def weighted(name):
    """Return a sum with a product, where torch takes ``beta`` and ``alpha`` by keyword only."""

    def call(input, first, second, beta, alpha):
        return getattr(torch, name)(input, first, second, beta=beta, alpha=alpha)

    return call
