"""How live torch says what each operation of minitorch does.

Most have the same name there. The others are parts of an operation that users meet under another
name: here is what they mean in torch's words, one line each, with arguments of the same names.
"""

import torch
import torch.nn.functional as F

from .counterparts_indexing import COUNTERPARTS_INDEXING
from .counterparts_nn import COUNTERPARTS_NN
from .counterparts_random import COUNTERPARTS_RANDOM
from .counterparts_recurrent import COUNTERPARTS_RECURRENT
from .spelled import (
    by_columns,
    by_rows,
    cholesky,
    complex_of,
    eig,
    gels,
    last,
    loss,
    multi_margin,
    multilabel_margin,
    multilabel_sides,
    nll,
    nll_back,
    norm,
    one,
    over,
    pairs,
    pstrf,
    put_slice,
    put_strided,
    square,
    svd,
    symeig,
    triangular,
    weighted,
    zeros,
)

COUNTERPARTS = {
    "add": lambda input, other, alpha: torch.add(input, other, alpha=alpha),
    "sub": lambda input, other, alpha: torch.sub(input, other, alpha=alpha),
    **{name: weighted(name) for name in ("addmm", "addmv", "addr", "addbmm", "baddbmm")},
    "cross": lambda input, other, dim: torch.linalg.cross(
        input, other, dim=input.shape.index(3) if dim < 0 else dim
    ),
    "power_of": lambda input, base: base**input,
    "det_sign": lambda input: torch.slogdet(input)[0],
    "log_abs_det": lambda input: torch.slogdet(input)[1],
    "solution": lambda input, A: torch.linalg.solve(A, input),
    "gesv": lambda input, A: (
        by_columns(torch.linalg.solve(A, input.reshape(*A.shape[:-1], -1))),
        torch.linalg.lu_factor(A.detach())[0],
    ),
    "substituted": triangular,
    "trtrs": lambda input, A, *flags: (
        by_columns(triangular(input.reshape(len(A), -1), A, *flags)),
        by_columns(A),
    ),
    "potrf": lambda input, upper: cholesky(input, upper),
    "potrs": lambda input, input2, upper: torch.cholesky_solve(input, input2, upper),
    "potri": lambda input, upper: torch.cholesky_inverse(input, upper),
    "btrifact": lambda input, pivot: by_rows(*torch.linalg.lu_factor(input, pivot=pivot)),
    "btrifact_with_info": lambda input, pivot: by_rows(
        *torch.linalg.lu_factor_ex(input, pivot=pivot)
    ),
    "btrisolve": lambda input, LU_data, LU_pivots: (
        torch.linalg.lu_solve(LU_data, LU_pivots, input.reshape(*LU_data.shape[:2], -1))
        .contiguous()
        .reshape(input.shape)
    ),
    "qr": lambda input: (
        by_columns(torch.linalg.qr(input)[0]),
        torch.linalg.qr(input)[1].contiguous(),
    ),
    "svd": svd,
    "symeig": symeig,
    "eig": eig,
    "gels": gels,
    "pstrf": pstrf,
    "fft": lambda input, signal_ndim, normalized: pairs(
        torch.fft.fftn(complex_of(input), dim=last(signal_ndim), norm=norm(normalized))
    ),
    "ifft": lambda input, signal_ndim, normalized: pairs(
        torch.fft.ifftn(complex_of(input), dim=last(signal_ndim), norm=norm(normalized))
    ),
    "rfft": lambda input, signal_ndim, normalized, onesided: pairs(
        (torch.fft.rfftn if onesided else torch.fft.fftn)(
            input, dim=last(signal_ndim), norm=norm(normalized)
        )
    ),
    "irfft": lambda input, signal_ndim, normalized, onesided, signal_sizes: (
        torch.fft.irfftn(
            complex_of(input), signal_sizes or None, last(signal_ndim), norm(normalized)
        )
        if onesided
        else torch.fft.ifftn(complex_of(input), None, last(signal_ndim), norm(normalized)).real
    ).contiguous(),
    "threshold_backward": lambda grad, input, threshold: torch.ops.aten.threshold_backward(
        grad, input, threshold
    ),
    "applied": lambda input, other: input @ other,
    "clone_ahead": lambda input: input.view_as(input),
    "picked_out": lambda input, index: input.take(index),
    "gather_part": lambda input, dim, index: input.gather(dim, index),
    "reshaped": lambda input, shape: input.reshape(shape),
    "folded": lambda input, other: input @ other,
    "batched": lambda input, other: input @ other,
    "put_diagonal": lambda input, shape, offset, dim1, dim2: torch.diagonal_scatter(
        zeros(input, shape), input, offset, dim1, dim2
    ),
    "masked_put": lambda input, mask, shape: zeros(input, shape).masked_scatter(mask, input),
    "scatter_along": lambda input, index, dim, shape: zeros(input, shape).scatter_add(
        dim, index, input
    ),
    "index_put_rows": lambda input, index, dim, shape: zeros(input, shape).index_add(
        dim, index, input
    ),
    "take_at": lambda input, places: input[tuple(map(one, places))],
    "put_at": lambda input, places, shape: zeros(input, shape).index_put(
        tuple(map(one, places)), input, accumulate=True
    ),
    "put_in": lambda input, values, places: input.index_put(tuple(map(one, places)), values),
    "nonzero": lambda input: torch.nonzero(input).contiguous(),
    "put_strided": put_strided,
    "take_strided": lambda input, strides, size, stride, offset: (
        input.contiguous()
        .as_strided(size, stride, offset)
        .clone(memory_format=torch.contiguous_format)
    ),
    "strided_from": lambda input, strides, size, stride, offset: input.as_strided(
        size, stride, offset
    ),
    "alias": lambda input: input.view_as(input),
    "nothing": lambda input, node: input.reshape(-1)[:0],
    "slice_dim": lambda input, dim, start, stop, step: input[
        tuple([slice(start, stop, step) if d == dim else slice(None) for d in range(input.dim())])
    ],
    "put_slice": put_slice,
    "squeeze": lambda input, dim: input.squeeze() if dim is None else input.squeeze(dim),
    "square": square,
    "topk": lambda input, k, dim, largest, sorted: torch.topk(input, k, dim, largest),
    "median_all": lambda input: input.median(),
    "median_dim": lambda input, dim, keepdim: input.median(dim, keepdim),
    "var": lambda input, dim, unbiased, keepdim: torch.var(
        input, dim, correction=int(unbiased), keepdim=keepdim
    ),
    "std": lambda input, dim, unbiased, keepdim: torch.std(
        input, dim, correction=int(unbiased), keepdim=keepdim
    ),
    "prod": lambda input, dim, keepdim, dtype: (
        torch.prod(input, dtype=dtype)
        if dim is None
        else torch.prod(input, dim, keepdim, dtype=dtype)
    ),
    "sum": lambda input, dim, keepdim, dtype: torch.sum(input, dim, keepdim, dtype=dtype),
    "mean": lambda input, dim, keepdim, dtype: torch.mean(input, dim, keepdim, dtype=dtype),
    "cumsum": lambda input, dim, dtype: torch.cumsum(input, dim, dtype=dtype),
    "cumprod": lambda input, dim, dtype: torch.cumprod(input, dim, dtype=dtype),
    "all": lambda input, dim, keepdim: torch.all(input, dim, keepdim),
    "any": lambda input, dim, keepdim: torch.any(input, dim, keepdim),
    "max_all": lambda input: input.max(),
    "min_all": lambda input: input.min(),
    "max_dim": lambda input, dim, keepdim: input.max(dim, keepdim),
    "min_dim": lambda input, dim, keepdim: input.min(dim, keepdim),
    "max_of": lambda input, other: torch.max(input, other),
    "min_of": lambda input, other: torch.min(input, other),
    "reversed_cumsum": lambda input, dim: input.flip(dim).cumsum(dim).flip(dim),
    "addcmul": lambda input, tensor1, tensor2, value: torch.addcmul(
        input, tensor1, tensor2, value=value
    ),
    "addcdiv": lambda input, tensor1, tensor2, value: torch.addcdiv(
        input, tensor1, tensor2, value=value
    ),
    "polygamma": lambda input, n: torch.polygamma(n, input),
    "left_shift": lambda input, other: input << other,
    "right_shift": lambda input, other: input >> other,
    "fill": lambda input, value: input * 0 + value,
    "zero": lambda input: input * 0,
    "astype": lambda input, numpy, input_type: input.to(getattr(torch, numpy)),
    "move": lambda input, kind, index, source: input.to(kind),
    "copied": lambda input, source: input * 0 + source,
    "split_sizes": lambda input, sizes, dim: input.split(list(sizes), dim),
    "side": lambda input: torch.where(input >= 0, input * 0 + 1, input * 0 - 1),
    "elu": lambda input, alpha, scale: scale * F.elu(input, alpha),
    "glu": lambda input, dim: F.glu(input, dim),
    "rrelu_with_noise": lambda input, noise: input * noise,
    "kl_div": lambda input, target, reduction: over(
        F.kl_div(input, target, reduction="none"), reduction
    ),
    "softmax_back": lambda input, parts, dim: (
        parts * (input - (input * parts).sum(dim, keepdim=True))
    ),
    "log_softmax_back": lambda input, logs, dim: input - logs.exp() * input.sum(dim, keepdim=True),
    "nll_loss": nll,
    "nll_loss2d": nll,
    "nll_back": nll_back,
    **COUNTERPARTS_INDEXING,
    **COUNTERPARTS_NN,
    **COUNTERPARTS_RANDOM,
    **COUNTERPARTS_RECURRENT,
    "multi_margin_loss": multi_margin,
    "multilabel_margin_loss": multilabel_margin,
    "multilabel_sides": multilabel_sides,
}


def counterpart(op):
    """Return the function of live torch that ``op`` is compared with; None if there is none."""
    if op.name in COUNTERPARTS:
        return lambda *args: COUNTERPARTS[op.name](*args)
    if "reduction" in op.attributes:
        return lambda *args: loss(op.name)(*args[:-1], reduction=args[-1])
    for place in (torch, torch.Tensor, F):
        found = getattr(place, op.live or op.name, None)
        if found is not None:
            return lambda *args, found=found: found(*args)
    return None
