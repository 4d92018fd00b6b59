"""Products of vectors, matrices and batches of matrices."""

import numpy as np

from ..cases import Array, case
from ..op import composite, op
from .shape import expand, reshape, squeeze_dim, t, transpose, unsqueeze


def check_product(input, mat2, rank):
    """Raise unless two arrays are matrices, or batches of them, that can be multiplied."""
    if input.ndim != rank or mat2.ndim != rank:
        what = "matrices" if rank == 2 else f"{rank}D tensors"
        raise RuntimeError(f"{what} expected, got {input.ndim}D, {mat2.ndim}D tensors")
    if input.shape[-1] != mat2.shape[-2] or input.shape[:-2] != mat2.shape[:-2]:
        sizes = [" x ".join(map(str, a.shape)) for a in (input, mat2)]
        raise RuntimeError(f"size mismatch, m1: [{sizes[0]}], m2: [{sizes[1]}]")


def right_slope(g, left, strides):
    """The gradient of a product by its right factor, laid out in memory as that factor is."""
    if strides[0] < strides[1]:  # a transposed weight: adding up its gradient is then 3x faster
        return t(mm(t(g), left))
    return mm(t(left), g)


@op(
    input=lambda g, mat2: mm(g, t(mat2)),
    mat2=lambda g, input, mat2_strides: right_slope(g, input, mat2_strides),
    out=True,
    cases=[case((2, 3), (3, 4))],
)
def mm(xp, input: Array, mat2: Array):
    """Multiply two matrices.

    Shape:
        input: ``(n, m)``; mat2: ``(m, p)``; the result is ``(n, p)``.

    Raises:
        RuntimeError: if either is not a matrix or the sizes do not fit.

    Source: PyTorch 0.4.1, torch.mm.
    """
    check_product(input, mat2, 2)
    return xp.matmul(input, mat2)


@op(
    input=lambda g, mat2: bmm(g, transpose(mat2, 1, 2)),
    mat2=lambda g, input: bmm(transpose(input, 1, 2), g),
    out=True,
    cases=[case((2, 2, 3), (2, 3, 4))],
)
def bmm(xp, input: Array, mat2: Array):
    """Multiply two batches of matrices.

    Shape:
        input: ``(b, n, m)``; mat2: ``(b, m, p)``; the result is ``(b, n, p)``.

    Source: PyTorch 0.4.1, torch.bmm.
    """
    check_product(input, mat2, 3)
    return xp.matmul(input, mat2)


@op(
    input=lambda g, beta: g if beta == 1 else g * beta,
    mat1=lambda g, mat2, alpha: mm(g, t(mat2)) if alpha == 1 else mm(g, t(mat2)) * alpha,
    mat2=lambda g, mat1, mat2_strides, alpha: right_slope(
        g if alpha == 1 else g * alpha, mat1, mat2_strides
    ),
    out=True,
    inplace=True,
    node="ThAddmmBackward",
    mixed=True,
    cases=[case((2, 4), (2, 3), (3, 4)), case((4,), (2, 3), (3, 4), beta=0.5, alpha=2)],
)
def addmm(xp, input: Array, mat1: Array, mat2: Array, beta=1, alpha=1):
    """Return ``beta * input + alpha * (mat1 @ mat2)``.

    Shape:
        input: broadcasts to ``(n, p)``; mat1: ``(n, m)``; mat2: ``(m, p)``.

    Source: PyTorch 0.4.1, torch.addmm.
    """
    check_product(mat1, mat2, 2)
    product = xp.matmul(mat1, mat2)
    if alpha != 1:
        product *= alpha
    full = product.shape
    if input.shape != full and np.broadcast_shapes(input.shape, full) != full:
        raise RuntimeError(
            f"The expanded size of the tensor ({full[-1]}) must match the existing size "
            f"({input.shape[-1]}) at non-singleton dimension {product.ndim - 1}"
        )
    product += input if beta == 1 else input * beta
    return product


@op(
    input=lambda g, vec: unsqueeze(g, 1) * vec,
    vec=lambda g, input: mv(t(input), g),
    out=True,
    cases=[case((2, 3), (3,))],
)
def mv(xp, input: Array, vec: Array):
    """Multiply a matrix by a vector.

    Shape:
        input: ``(n, m)``; vec: ``(m,)``; the result is ``(n,)``.

    Source: PyTorch 0.4.1, torch.mv.
    """
    if input.ndim != 2 or vec.ndim != 1:
        raise RuntimeError(f"vector + matrix @ vector expected, got {input.ndim}D, {vec.ndim}D")
    if input.shape[1] != vec.shape[0]:
        raise RuntimeError(
            f"size mismatch, [{input.shape[0]} x {input.shape[1]}], [{vec.shape[0]}]"
        )
    return xp.matmul(input, vec)


@op(
    input=lambda g, tensor: g * tensor,
    tensor=lambda g, input: g * input,
    cases=[case((3,), (3,))],
)
def dot(xp, input: Array, tensor: Array):
    """Return the sum of the products of the elements of two vectors.

    Raises:
        RuntimeError: if either is not 1-D, or the sizes differ.

    Source: PyTorch 0.4.1, torch.dot.
    """
    if input.ndim != 1 or tensor.ndim != 1:
        raise RuntimeError(f"1D tensors expected, got {input.ndim}D, {tensor.ndim}D tensors")
    if input.shape != tensor.shape:
        raise RuntimeError(
            "inconsistent tensor size, expected tensor "
            f"[{input.shape[0]}] and src [{tensor.shape[0]}] to have the same "
            f"number of elements, but got {input.size} and {tensor.size} elements "
            "respectively"
        )
    return xp.sum(input * tensor) if input.dtype.kind != "f" else xp.dot(input, tensor)


@composite()
def matmul(tensor1, tensor2):
    """Multiply vectors, matrices, or batches of matrices that broadcast together.

    Shape:
        ``(n,) @ (n,)`` is a number, ``(n, m) @ (m,)`` a vector, ``(..., n, m) @ (..., m, p)`` is
        ``(..., n, p)``.

    Source: PyTorch 0.4.1, torch.matmul.
    """
    ranks = len(tensor1.shape), len(tensor2.shape)
    if 0 in ranks:
        raise RuntimeError(
            "both arguments to matmul need to be at least 1D, but they are "
            f"{ranks[0]}D and {ranks[1]}D"
        )
    if ranks == (1, 1):
        return dot(tensor1, tensor2)
    if ranks == (2, 1):
        return mv(tensor1, tensor2)
    if ranks == (2, 2):
        return mm(tensor1, tensor2)
    if ranks[0] == 1:
        return squeeze_dim(matmul(unsqueeze(tensor1, 0), tensor2), -2)
    if ranks[1] == 1:
        return squeeze_dim(matmul(tensor1, unsqueeze(tensor2, 1)), -1)
    if ranks[1] == 2:
        rows = reshape(tensor1, (-1, tensor1.shape[-1]))
        return reshape(mm(rows, tensor2), (*tensor1.shape[:-1], tensor2.shape[-1]))
    return batched(tensor1, tensor2)


def batched(tensor1, tensor2):
    """Multiply batches of matrices, broadcasting the dimensions before the last two."""
    from numpy import broadcast_shapes

    try:
        batch = broadcast_shapes(tensor1.shape[:-2], tensor2.shape[:-2])
    except ValueError:
        from ..errors import not_broadcastable

        raise not_broadcastable([t._array[..., 0, 0] for t in (tensor1, tensor2)]) from None
    flat = []
    for tensor in (tensor1, tensor2):
        full = expand(tensor, (*batch, *tensor.shape[-2:]))
        flat.append(reshape(full, (-1, *tensor.shape[-2:])))
    product = bmm(*flat)
    return reshape(product, (*batch, *product.shape[-2:]))
