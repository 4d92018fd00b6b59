"""Products of vectors, matrices and batches of matrices."""

from ..arguments import not_tensors
from ..backend import is_sparse
from ..cases import Real, case
from ..errors import not_broadcastable
from ..op import composite, hidden, op
from .broadcasting import cannot_expand, expand
from .permuting import t, transpose
from .pointwise import scaled
from .shape import reshape, squeeze, unsqueeze

SMALL = 64  # elements of a matrix whose product with a vector is summed up in torch's order


def cannot_multiply(input, mat2):
    """Return the error for two arrays that are not matrices which can be multiplied."""
    if input.ndim != 2 or mat2.ndim != 2:
        return RuntimeError(f"matrices expected, got {input.ndim}D, {mat2.ndim}D tensors")
    sizes = [" x ".join(map(str, a.shape)) for a in (input, mat2)]
    return RuntimeError(f"size mismatch, m1: [{sizes[0]}], m2: [{sizes[1]}]")


def product(input, mat2):
    """Multiply two matrices; on small ones this is three times faster than ``matmul``."""
    if input.ndim != 2 or mat2.ndim != 2 or input.shape[1] != mat2.shape[0]:
        raise cannot_multiply(input, mat2)
    return input.dot(mat2)


def cannot_multiply_batches(batch1, batch2):
    """Return the error for two arrays that are no batches of matrices which can be multiplied."""
    for place, batch in enumerate((batch1, batch2), 1):
        if batch.ndim != 3:
            return RuntimeError(
                f"invalid argument {place}: expected 3D tensor, got {batch.ndim}D tensor"
            )
    if batch1.shape[0] != batch2.shape[0]:
        return RuntimeError(
            "invalid argument 2: equal number of batches expected, got "
            f"{batch1.shape[0]}, {batch2.shape[0]}"
        )
    sizes = [f"{a.shape[1]}x{a.shape[2]}" for a in (batch1, batch2)]
    return RuntimeError(f"invalid argument 2: wrong matrix size, {sizes[0]} and {sizes[1]}")


def check_batches(batch1, batch2):
    """Raise unless two arrays are batches of matrices that can be multiplied, one by one."""
    left, right = batch1.shape, batch2.shape
    if not (len(left) == len(right) == 3 and left[0] == right[0] and left[2] == right[1]):
        raise cannot_multiply_batches(batch1, batch2)


def check_vector(function, name, vector):
    """Raise unless an argument is 1-D."""
    if vector.ndim != 1:
        raise RuntimeError(f"{function}: Expected 1-D argument {name}, but got {vector.ndim}-D")


def check_applies(mat, vec):
    """Raise unless a matrix can be multiplied by a vector."""
    if mat.ndim != 2:
        raise RuntimeError(f"vector + matrix @ vector expected, got 1D, {mat.ndim}D, 1D tensors")
    if mat.shape[1] != vec.shape[0]:
        raise RuntimeError(f"size mismatch, [{mat.shape[0]} x {mat.shape[1]}], [{vec.shape[0]}]")


def right_slope(g, left, strides):
    """The gradient of a product by its right factor, laid out in memory as that factor is."""
    transposed = strides[0] < strides[1] and not is_sparse(getattr(left, "_array", left))
    if transposed:  # a weight, of which adding up gradients is then 3x faster
        return t(mm(t(g), left))
    return mm(t(left), g)


@op(
    input=lambda g, mat2: mm(g, t(mat2)),
    mat2=lambda g, input, mat2_strides: right_slope(g, input, mat2_strides),
    out=True,
    cases=[case((2, 3), (3, 4))],
)
def mm(xp, input: Real, mat2: Real):
    """Multiply two matrices.

    Shape:
        input: ``(n, m)``; mat2: ``(m, p)``; the result is ``(n, p)``.

    Raises:
        RuntimeError: if either is not a matrix or the sizes do not fit.

    Source: PyTorch 0.4.1, torch.mm.
    """
    return product(input, mat2)


@op(
    input=lambda g, mat2: bmm(g, transpose(mat2, 1, 2)),
    mat2=lambda g, input: bmm(transpose(input, 1, 2), g),
    out=True,
    cases=[case((2, 2, 3), (2, 3, 4))],
)
def bmm(xp, input: Real, mat2: Real):
    """Multiply two batches of matrices.

    Shape:
        input: ``(b, n, m)``; mat2: ``(b, m, p)``; the result is ``(b, n, p)``.

    Source: PyTorch 0.4.1, torch.bmm.
    """
    check_batches(input, mat2)
    return xp.matmul(input, mat2)


def accumulate(input, beta, total, alpha):
    """Return ``beta * input + alpha * total``, computed in the memory of ``total``.

    Of a weight, integers take the whole part. With a ``beta`` of zero ``input`` counts for nothing,
    not even where it is nan.

    Raises:
        RuntimeError: if ``input`` does not broadcast to the shape of ``total``.
    """
    if total.dtype.kind != "f":
        beta, alpha = int(beta), int(alpha)
    if alpha != 1:
        total *= alpha
    if beta == 0:
        return total
    try:
        total += input if beta == 1 else input * beta
    except ValueError:
        raise cannot_expand(input.shape, total.shape) from None
    return total


def weighted(**told):
    """Define a sum of a tensor, ``beta`` times, and a product, ``alpha`` times."""
    told = {"input": lambda g, beta: scaled(g, beta), "out": True, "inplace": True, **told}
    return op(mixed=True, **told)


@weighted(
    mat1=lambda g, mat2, alpha: mm(scaled(g, alpha), t(mat2)),
    mat2=lambda g, mat1, mat2_strides, alpha: right_slope(scaled(g, alpha), mat1, mat2_strides),
    node="ThAddmmBackward",
    cases=[case((2, 4), (2, 3), (3, 4)), case((4,), (2, 3), (3, 4), beta=0.5, alpha=2)],
)
def addmm(xp, input: Real, mat1: Real, mat2: Real, beta=1, alpha=1):
    """Return ``beta * input + alpha * (mat1 @ mat2)``.

    Shape:
        input: broadcasts to ``(n, p)``; mat1: ``(n, m)``; mat2: ``(m, p)``.

    Source: PyTorch 0.4.1, torch.addmm.
    """
    return accumulate(input, beta, product(mat1, mat2), alpha)


@weighted(
    mat=lambda g, vec, alpha: ger(scaled(g, alpha), vec),
    vec=lambda g, mat, alpha: mv(t(mat), scaled(g, alpha)),
    cases=[case((2,), (2, 3), (3,)), case((1,), (2, 3), (3,), beta=0.5, alpha=2)],
)
def addmv(xp, input: Real, mat: Real, vec: Real, beta=1, alpha=1):
    """Return ``beta * input + alpha * (mat @ vec)``.

    Shape:
        input: broadcasts to ``(n,)``; mat: ``(n, m)``; vec: ``(m,)``.

    Source: PyTorch 0.4.1, torch.addmv.
    """
    check_vector("addmv", "vec", vec)
    check_applies(mat, vec)
    return accumulate(input, beta, mat.dot(vec), alpha)


@weighted(
    vec1=lambda g, vec2, alpha: mv(scaled(g, alpha), vec2),
    vec2=lambda g, vec1, alpha: mv(t(scaled(g, alpha)), vec1),
    cases=[case((3, 4), (3,), (4,)), case((4,), (3,), (4,), beta=0.5, alpha=2)],
)
def addr(xp, input: Real, vec1: Real, vec2: Real, beta=1, alpha=1):
    """Return ``beta * input + alpha * vec1 * vec2``, with every product of their elements.

    Shape:
        input: broadcasts to ``(n, m)``; vec1: ``(n,)``; vec2: ``(m,)``.

    Source: PyTorch 0.4.1, torch.addr.
    """
    check_vector("addr", "vec1", vec1)
    check_vector("addr", "vec2", vec2)
    return accumulate(input, beta, vec1[:, None].dot(vec2[None]), alpha)


@weighted(
    batch1=lambda g, batch1_shape, batch2, alpha: bmm(
        expand(scaled(g, alpha), (batch1_shape[0], *g.shape)), transpose(batch2, 1, 2)
    ),
    batch2=lambda g, batch1, alpha: bmm(
        transpose(batch1, 1, 2), expand(scaled(g, alpha), (batch1.shape[0], *g.shape))
    ),
    cases=[
        case((3, 4), (2, 3, 5), (2, 5, 4)),
        case((4,), (2, 3, 5), (2, 5, 4), beta=0.5, alpha=2),
    ],
)
def addbmm(xp, input: Real, batch1: Real, batch2: Real, beta=1, alpha=1):
    """Return ``beta * input + alpha`` times the sum of the products of two batches of matrices.

    Shape:
        input: broadcasts to ``(n, p)``; batch1: ``(b, n, m)``; batch2: ``(b, m, p)``.

    Source: PyTorch 0.4.1, torch.addbmm.
    """
    check_batches(batch1, batch2)
    rows = xp.reshape(xp.swapaxes(batch1, 0, 1), (batch1.shape[1], -1))  # one product, not b
    columns = xp.reshape(batch2, (-1, batch2.shape[2]))
    return accumulate(input, beta, rows.dot(columns), alpha)


@weighted(
    batch1=lambda g, batch2, alpha: bmm(scaled(g, alpha), transpose(batch2, 1, 2)),
    batch2=lambda g, batch1, alpha: bmm(transpose(batch1, 1, 2), scaled(g, alpha)),
    cases=[
        case((2, 3, 4), (2, 3, 5), (2, 5, 4)),
        case((4,), (2, 3, 5), (2, 5, 4), beta=0.5, alpha=2),
    ],
)
def baddbmm(xp, input: Real, batch1: Real, batch2: Real, beta=1, alpha=1):
    """Return ``beta * input + alpha`` times the products of two batches of matrices.

    Shape:
        input: broadcasts to ``(b, n, p)``; batch1: ``(b, n, m)``; batch2: ``(b, m, p)``.

    Source: PyTorch 0.4.1, torch.baddbmm.
    """
    check_batches(batch1, batch2)
    return accumulate(input, beta, xp.matmul(batch1, batch2), alpha)


@op(
    input=lambda g, vec2: mv(g, vec2),
    vec2=lambda g, input: mv(t(g), input),
    out=True,
    cases=[case((3,), (4,))],
)
def ger(xp, input: Real, vec2: Real):
    """Return every product of an element of one vector and one of another.

    Shape:
        input: ``(n,)``; vec2: ``(m,)``; the result is ``(n, m)``.

    Raises:
        RuntimeError: if either is not 1-D.

    Source: PyTorch 0.4.1, torch.ger.
    """
    check_vector("ger", "self", input)
    check_vector("ger", "vec2", vec2)
    return input[:, None].dot(vec2[None])  # as a product of matrices: 1.6x faster here


@op(
    input=lambda g, vec: ger(g, vec),
    vec=lambda g, input: mv(t(input), g),
    out=True,
    cases=[case((2, 3), (3,))],
)
def mv(xp, input: Real, vec: Real):
    """Multiply a matrix by a vector.

    Shape:
        input: ``(n, m)``; vec: ``(m,)``; the result is ``(n,)``.

    Source: PyTorch 0.4.1, torch.mv.
    """
    check_vector("mv", "vec", vec)
    check_applies(input, vec)
    if input.shape[1] < 8 and input.size <= SMALL:
        # from left to right, as torch's
        return xp.add.reduce(input * vec, axis=1, dtype=input.dtype)
    return input.dot(vec)


@op(
    input=lambda g, tensor: g * tensor,
    tensor=lambda g, input: g * input,
    cases=[case((3,), (3,))],
)
def dot(xp, input: Real, tensor: Real):
    """Return the sum of the products of the elements of two vectors.

    Shape:
        input, tensor: ``(n,)``; the result is a number.

    Raises:
        RuntimeError: if either is not 1-D, or the sizes differ.

    Source: PyTorch 0.4.1, torch.dot.
    """
    check_vector("dot", "self", input)
    check_vector("dot", "tensor", tensor)
    if input.shape != tensor.shape:
        raise RuntimeError(
            "inconsistent tensor size, expected tensor "
            f"[{input.shape[0]}] and src [{tensor.shape[0]}] to have the same "
            f"number of elements, but got {input.size} and {tensor.size} elements "
            "respectively"
        )
    return input.dot(tensor)


@hidden(
    input=lambda g, other: folded(g, t(other)),
    other=lambda g, input: mm(t(as_rows(input)), as_rows(g)),
    node="UnsafeViewBackward",
    cases=[case((2, 3, 4), (4, 5)), case((2, 1, 3, 4), (4, 2))],
)
def folded(xp, input: Real, other: Real):
    """Multiply every matrix of a batch by one matrix: the rows of all by it, in one product."""
    rows = input.reshape((-1, input.shape[-1]))
    return product(rows, other).reshape((*input.shape[:-1], other.shape[1]))


@hidden(
    input=lambda g, other: unsqueeze(g, -1) * other,
    other=lambda g, input: mv(t(as_rows(input)), reshape(g, (-1,))),
    node="UnsafeViewBackward",
    cases=[case((2, 3, 4), (4,)), case((2, 1, 3, 4), (4,))],
)
def applied(xp, input: Real, other: Real):
    """Multiply every matrix of a batch by one vector."""
    rows = input.reshape((-1, input.shape[-1]))
    return product(rows, other.reshape((-1, 1))).reshape(input.shape[:-1])


def as_rows(matrices):
    """Return the rows of all matrices of a batch as those of one."""
    return reshape(matrices, (-1, matrices.shape[-1]))


@hidden(
    input=lambda g, other: batched(g, transpose(other, -1, -2)),
    other=lambda g, input: batched(transpose(input, -1, -2), g),
    node="UnsafeViewBackward",
    cases=[case((2, 3, 4), (2, 4, 5)), case((2, 1, 3, 4), (3, 4, 2)), case((3, 4), (2, 4, 2))],
)
def batched(xp, input: Real, other: Real):
    """Multiply batches of matrices whose dimensions before the last two broadcast together."""
    try:
        return xp.matmul(input, other)
    except ValueError:
        if input.shape[-1] != other.shape[-2]:
            sizes = [f"{a.shape[-2]}x{a.shape[-1]}" for a in (input, other)]
            words = f"invalid argument 2: wrong matrix size, {sizes[0]} and {sizes[1]}"
            raise RuntimeError(words) from None
        raise not_broadcastable([a[..., 0, 0] for a in (input, other)]) from None


@composite(out=True)
def matmul(input, other):
    """Multiply vectors, matrices, or batches of matrices that broadcast together.

    Shape:
        ``(n,) @ (n,)`` is a number, ``(n, m) @ (m,)`` a vector, ``(..., n, m) @ (..., m, p)`` is
        ``(..., n, p)``.

    Raises:
        RuntimeError: if sizes do not fit, or an operand is a number.

    Example:
        >>> torch.matmul(torch.tensor([[1, 2], [3, 4]]), torch.tensor([10, 1]))
        tensor([12, 34])
        >>> torch.matmul(torch.ones(5, 1, 2, 3), torch.ones(4, 3, 2)).shape
        torch.Size([5, 4, 2, 2])

    Source: PyTorch 0.4.1, torch.matmul.
    """
    try:
        left, right = input._array.ndim, other._array.ndim
    except AttributeError:
        raise not_tensors("matmul", input=input, other=other) from None
    if left == right == 2:
        return mm(input, other)
    if left == 0 or right == 0:
        raise RuntimeError(
            f"both arguments to matmul need to be at least 1D, but they are {left}D and {right}D"
        )
    if right == 1:
        if left <= 2:
            return dot(input, other) if left == 1 else mv(input, other)
        return applied(input, other)
    if left == 1:
        multiply = mm if right == 2 else batched
        return squeeze(multiply(unsqueeze(input, 0), other), -2)
    return folded(input, other) if right == 2 else batched(input, other)


@op(
    input=lambda g, other, dim: cross(other, g, dim),
    other=lambda g, input, dim: cross(g, input, dim),
    out=True,
    cases=[case((3, 4), (3, 4)), case((4, 3), (4, 3), dim=1)],
)
def cross(xp, input: Real, other: Real, dim=-1):
    """Return the vector product along ``dim``; by default the first dimension of size three.

    Shape:
        input, other: of one shape, which the result has too.

    Raises:
        RuntimeError: if the shapes differ, or a dimension of size three is missing.

    Source: PyTorch 0.4.1, torch.cross.
    """
    if input.ndim != other.ndim:
        raise RuntimeError(f"inconsistent tensor dimension {input.ndim}D, {other.ndim}D")
    if input.shape != other.shape:
        sizes = [" x ".join(map(str, a.shape)) for a in (input, other)]
        raise RuntimeError(f"inconsistent tensor sizes [{sizes[0]}], [{sizes[1]}]")
    if dim < 0:
        if 3 not in input.shape:
            raise RuntimeError(f"no dimension of size 3 in a: {list(input.shape)}")
        dim = input.shape.index(3)
    if dim >= input.ndim or input.shape[dim] != 3:
        raise RuntimeError(f"dimension {dim} does not have size 3")
    lead, after, before = (slice(None),) * dim, [1, 2, 0], [2, 0, 1]  # in the order of the axes
    one, two = (*lead, after), (*lead, before)
    return xp.ascontiguousarray(input[one] * other[two] - input[two] * other[one])
