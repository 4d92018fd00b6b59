"""Orthogonal factors, singular values and eigenvalues of matrices, and least squares."""

from ..cases import Float, case
from ..errors import no_derivative
from ..op import composite, op
from .broadcasting import expand
from .comparison import gt, where
from .diagonal import check_matrix, diag, put_diagonal
from .matrix import mm
from .parts import slice_dim
from .permuting import t
from .shape import unsqueeze
from .solving import INVERTIBLE, POSITIVE, by_columns, substituted

TALL = [[1.0, 2.0], [3.0, 4.0], [5.0, 6.5]]
WIDE = [[1.0, 3.0, 5.0], [2.0, 4.0, 6.5]]
TURNING = [[3.0, 1.0, 1.0], [-1.0, 3.0, -1.0], [-1.0, 4.0, -2.0]]  # with complex eigenvalues
REFLECTORS = [[-2.25, -0.75], [0.0769, 2.1], [0.6154, 0.5164]]


# --- reflections ----------------------------------------------------------------------------------


def reflected(xp, factors, tau, matrix, transpose=False):
    """Return ``Q @ matrix`` for ``Q`` given as geqrf leaves it: one reflection in each column.

    Together they are ``I - V T V'`` with a triangle ``T`` that follows from ``V' V`` and ``tau``
    (compact WY form), so that no loop over reflections is needed.

    Source: LAPACK, dlarft.
    """
    count = tau.shape[0]
    ones = xp.eye(factors.shape[0], count, dtype=factors.dtype)
    vectors = xp.tril(factors[:, :count], -1) + ones
    among = xp.triu(xp.matmul(vectors.T, vectors), 1)
    middle = xp.linalg.solve(ones[:count] + tau[:, None] * among, ones[:count] * tau)
    middle = middle.T if transpose else middle
    return matrix - xp.matmul(vectors, xp.matmul(middle, xp.matmul(vectors.T, matrix)))


def reflections(xp, matrix):
    """Return the factors of a matrix as geqrf leaves them: ``R``, below it reflections, and tau."""
    turned, tau = xp.linalg.qr(matrix, mode="raw")
    return turned.T.astype(matrix.dtype, copy=False), tau.astype(matrix.dtype, copy=False)


@op(
    input=no_derivative("qr"),
    outputs=2,
    out=True,
    kernel="qr",
    cases=[case(input=TALL), case(input=WIDE), case(input=INVERTIBLE)],
)
def qr(xp, input: Float):
    """Return a matrix with orthonormal columns and an upper triangle whose product is ``input``.

    Shape:
        input: ``(n, m)``; the results are ``(n, k)`` and ``(k, m)`` with ``k = min(n, m)``.

    Source: PyTorch 0.4.1, torch.qr.
    """
    check_matrix(input)
    orthonormal, upper = xp.linalg.qr(input)
    return by_columns(xp, orthonormal), xp.ascontiguousarray(upper)


@op(
    input=no_derivative("geqrf"),
    outputs=2,
    out=True,
    kernel="geqrf",
    cases=[case(input=TALL), case(input=WIDE)],
)
def geqrf(xp, input: Float):
    """Return the QR factors as LAPACK leaves them: ``R`` above reflections, and their scales.

    Shape:
        input: ``(m, n)``; the results are ``(m, n)`` and ``(min(m, n),)``.

    Raises:
        RuntimeError: if ``input`` is not 2-D.

    Source: PyTorch 0.4.1, torch.geqrf.
    """
    check_matrix(input)
    factors, tau = reflections(xp, input)
    return by_columns(xp, factors), tau


@op(
    by_columns=True,
    input=no_derivative("orgqr"),
    input2=no_derivative("orgqr"),
    out=True,
    kernel="orgqr",
    cases=[case(input=REFLECTORS, input2=[1.4, 1.5])],
)
def orgqr(xp, input: Float, input2: Float):
    """Return the matrix with orthonormal columns of what :func:`geqrf` returns.

    Shape:
        input: ``(m, n)``; input2: ``(k,)`` with ``k <= n``; the result is ``(m, n)``.

    Raises:
        RuntimeError: if the sizes do not fit.

    Source: PyTorch 0.4.1, torch.orgqr.
    """
    check_matrix(input)
    ones = xp.eye(*input.shape, dtype=input.dtype)
    return by_columns(xp, reflected(xp, input, input2, ones))


@op(
    by_columns=True,
    input=no_derivative("ormqr"),
    input2=no_derivative("ormqr"),
    input3=no_derivative("ormqr"),
    out=True,
    kernel="ormqr",
    cases=[
        case((3, 4), input=REFLECTORS, input2=[1.4, 1.5]),
        case((3, 4), input=REFLECTORS, input2=[1.4, 1.5], transpose=True),
        case((4, 3), input=REFLECTORS, input2=[1.4, 1.5], left=False),
    ],
)
def ormqr(xp, input: Float, input2: Float, input3: Float, left=True, transpose=False):
    """Return ``Q @ input3``, where ``input`` and ``input2`` are what :func:`geqrf` returns.

    Args:
        left: whether ``Q`` stands on the left, or on the right.
        transpose: whether it is transposed first.

    Shape:
        input: ``(m, k)``; input2: ``(k,)``; input3: ``(m, n)``, or ``(n, m)`` unless ``left``; so
        is the result.

    Raises:
        RuntimeError: if the sizes do not fit.

    Source: PyTorch 0.4.1, torch.ormqr.
    """
    check_matrix(input)
    if left:
        return by_columns(xp, reflected(xp, input, input2, input3, transpose))
    return by_columns(xp, reflected(xp, input, input2, input3.T, not transpose).T)


@op(
    input=no_derivative("gels"),
    A=no_derivative("gels"),
    outputs=2,
    out=True,
    kernel="gels",
    cases=[case((3, 2), A=TALL), case((2, 2), A=WIDE), case((3,), A=INVERTIBLE)],
)
def gels(xp, input: Float, A: Float):
    """Return the ``X`` with ``A @ X`` nearest to ``input``, and the factors of ``A``.

    Where ``A`` has more columns than rows, many are equally near: it is the shortest. Where it has
    more rows, those below ``X`` tell how far ``A @ X`` is from ``input``.

    Shape:
        input: ``(n, k)``; A: ``(n, m)``, of full rank; the first result is ``(max(n, m), k)``.

    Source: PyTorch 0.4.1, torch.gels; LAPACK, dgels.
    """
    check_matrix(A)
    rows, columns = A.shape
    if input.ndim not in (1, 2) or input.shape[0] != rows:
        raise RuntimeError(
            f"Expected A and b to have same size at dim 0, but A has {rows} rows and B has "
            f"{input.shape[0] if input.ndim else 1} rows"
        )
    right, solve = input if input.ndim == 2 else input[:, None], substituted.op.forward
    if rows >= columns:
        factors, tau = reflections(xp, A)
        turned = reflected(xp, factors, tau, right, transpose=True)
        found = solve(xp, turned[:columns], factors[:columns])
        found = xp.concatenate([found, turned[columns:]])
    else:
        factors, tau = reflections(xp, A.T)
        short = solve(xp, right, factors[:rows], True, True)
        longer = xp.zeros((columns - rows, right.shape[1]), A.dtype)
        found = reflected(xp, factors, tau, xp.concatenate([short, longer]))
        factors = factors.T
    return by_columns(xp, found), by_columns(xp, factors)


# --- singular values ------------------------------------------------------------------------------


def skew(g, u):
    """Return how far a gradient would turn orthonormal columns within their span."""
    turn = mm(t(u), g)
    return turn - t(turn)


def svd_slope(gs, out, some, compute_uv):
    """The gradient of a matrix by its singular values, and by the vectors on either side.

    Vectors turn within their span as far as singular values differ, and out of it freely.

    Source: J. Townsend, "Differentiating the singular value decomposition", 2016.
    """
    if not compute_uv:
        raise RuntimeError(
            "svd_backward: Setting compute_uv to false in torch.svd doesn't compute singular "
            "matrices, and hence we cannot compute backward. Please use torch.svd(compute_uv=True)"
        )
    (gu, gs_, gv), (u, s, v) = gs, out
    count = s.shape[0]
    if not some:
        gu, gv, u, v = [slice_dim(x, 1, 0, count) for x in (gu, gv, u, v)]
    square = s * s
    apart = unsqueeze(square, 0) - unsqueeze(square, 1)
    ones = put_diagonal(s * 0 + 1, apart.shape)
    apart = (1 - ones) / (apart + ones)
    columns, rows = expand(s, apart.shape), expand(unsqueeze(s, 1), apart.shape)
    middle = skew(gu, u) * apart * columns + rows * (skew(gv, v) * apart) + diag(gs_)
    slope = mm(mm(u, middle), t(v))
    if u.shape[0] > count:
        outside = gu / s
        slope = slope + mm(outside - mm(u, mm(t(u), outside)), t(v))
    if v.shape[0] > count:
        outside = gv / s
        slope = slope + mm(u, t(outside - mm(v, mm(t(v), outside))))
    return slope


@op(
    input=svd_slope,
    outputs=3,
    out=True,
    kernel="svd",
    cases=[
        case(input=TALL),
        case(input=WIDE),
        case(input=INVERTIBLE, some=False),
        case(input=TALL, compute_uv=True),
    ],
)
def svd(xp, input: Float, some=True, compute_uv=True):
    """Return ``U``, ``S`` and ``V`` with ``input == U @ S.diag() @ V.t()``.

    Args:
        some: whether to leave out the columns of ``U`` and ``V`` that no singular value belongs to.
        compute_uv: whether to compute them, or leave zeros.

    Shape:
        input: ``(n, m)``; with ``k = min(n, m)`` the results are ``(n, k)``, ``(k,)``, ``(m, k)``.

    Source: PyTorch 0.4.1, torch.svd.
    """
    check_matrix(input)
    if not compute_uv:
        values = xp.linalg.svd(input, compute_uv=False)
        zeros = [xp.zeros((n, n), input.dtype) for n in input.shape]
        return zeros[0], values, zeros[1]
    left, values, right = xp.linalg.svd(input, full_matrices=not some)
    return by_columns(xp, left), values, xp.ascontiguousarray(right.T)


@composite()
def pinverse(input, rcond=1e-15):
    """Return the pseudo-inverse of a matrix.

    Args:
        rcond: singular values up to this part of the largest count as zero.

    Shape:
        input: ``(m, n)``; the result is ``(n, m)``.

    Example:
        >>> torch.pinverse(torch.tensor([[2.0, 0.0], [0.0, 4.0], [0.0, 0.0]]))
        tensor([[0.5000, 0.0000, 0.0000],
                [0.0000, 0.2500, 0.0000]])

    Source: PyTorch 0.4.1, torch.pinverse.
    """
    if len(input.shape) != 2:
        raise RuntimeError(f"pinverse({list(input.shape)}): expected a 2D tensor of floating types")
    u, s, v = svd(input)
    inverted = where(gt(s, float(s[0]) * rcond), s.reciprocal(), s * 0)
    return mm(v, mm(diag(inverted), t(u)))


# --- eigenvalues ----------------------------------------------------------------------------------


def check_square(matrix):
    """Raise unless an array is a square matrix, which alone has eigenvalues."""
    check_matrix(matrix)
    if matrix.shape[0] != matrix.shape[1]:
        raise RuntimeError("invalid argument 1: A should be square")


@op(
    input=no_derivative("symeig"),
    outputs=2,
    out=True,
    kernel="symeig",
    cases=[
        case(input=POSITIVE),
        case(input=POSITIVE, eigenvectors=True),
        case(input=POSITIVE, eigenvectors=True, upper=False),
    ],
)
def symeig(xp, input: Float, eigenvectors=False, upper=True):
    """Return the eigenvalues of a symmetric matrix, the least first, and its eigenvectors.

    Args:
        eigenvectors: whether to compute them, or leave zeros.
        upper: which triangle is read.

    Shape:
        input: ``(n, n)``; the results are ``(n,)`` and ``(n, n)``.

    Raises:
        RuntimeError: if ``input`` is not square.

    Source: PyTorch 0.4.1, torch.symeig.
    """
    check_square(input)
    triangle = "U" if upper else "L"
    if not eigenvectors:
        values = xp.linalg.eigvalsh(input, UPLO=triangle)
        return values, by_columns(xp, xp.zeros_like(input))
    values, vectors = xp.linalg.eigh(input, UPLO=triangle)
    return values, by_columns(xp, vectors)


@op(
    input=no_derivative("eig"),
    outputs=2,
    out=True,
    kernel="eig",
    everywhere=False,
    cases=[case(input=INVERTIBLE), case(input=TURNING, eigenvectors=True)],
)
def eig(xp, input: Float, eigenvectors=False):
    """Return the eigenvalues of a square matrix, and its eigenvectors.

    Shape:
        input: ``(n, n)``; the eigenvalues are ``(n, 2)``, real and imaginary parts. For a pair of
        complex ones, the first of two columns has the real part of the vector, the second the
        imaginary part.

    Raises:
        RuntimeError: if ``input`` is not a square matrix, or lives where no library can do this.

    Source: PyTorch 0.4.1, torch.eig.
    """
    check_square(input)
    if not hasattr(xp.linalg, "eig"):
        raise RuntimeError(
            "torch.eig is not available on this device, whose array library has eigenvalues of "
            "symmetric matrices only; move the matrix to the CPU first, with .cpu()"
        )
    values, vectors = xp.linalg.eig(input)
    pairs = xp.stack([values.real, values.imag], axis=1).astype(input.dtype, copy=False)
    if not eigenvectors:
        return pairs, xp.zeros((0,), input.dtype)
    packed = xp.where(values.imag < 0, -vectors.imag, vectors.real)
    return pairs, by_columns(xp, packed.astype(input.dtype, copy=False))
