"""Which row of the ledger explains that a check does not end as in torch 2.13, and nothing more.

A line of the tables names the row, the entries of OpInfo that it is for, and words of the error,
ours or torch's. Both are regular expressions, the first for the whole name. The first line that
fits counts.
"""

import re

import numpy as np

from ..reclassed import reclassed
from .later import POSITIONS, full_name, later

R, V, T, N = "RuntimeError", "ValueError", "TypeError", "NotImplementedError"
REFUSED = [  # (row, entries, class here, words here): what 0.4 cannot be asked
    ("later-arguments", "clamp|linspace.*|logspace.*", T, "must be Number, not Tensor"),
    ("later-arguments", "norm.*", T, r"argument 'p' \(position \d\) must be Number, not str"),
    ("later-arguments", "mean|std|var|squeeze.*|logsumexp", T, "'dim' .*must be int, not tuple"),
    ("later-arguments", "std|var", T, "received an invalid combination of arguments"),
    ("later-arguments", "lerp", T, "a number is wanted, not Tensor"),
    ("later-arguments", "nn.functional.grid_sample", V, "padding_mode .* but got reflection"),
    ("later-arguments", "nn.functional.grid_sample", N, "unsupported mode: '(nearest|bicubic)'"),
    ("no-dims-to-flip", "flip", R, "expected a non-empty list of dims to flip"),
    ("later-arguments", "nn.functional.kl_div", V, "batchmean is not a valid value"),
    (
        "later-arguments",
        r"nn.functional.conv\dd",
        T,
        "argument 'padding' must be tuple of ints, not str",
    ),
    (
        "later-arguments",
        "nn.functional.interpolate.(area|bicubic|nearest-exact)",
        N,
        r"Input Error: Only .* \(got (area|bicubic|nearest-exact)\)",
    ),
    ("later-arguments", "nn.functional.pad.(reflect|circular)", N, "^$"),
    ("batches-only", "nn.functional.pad.*", N, "Only 3D, 4D, 5D padding"),
    ("batches-only", "nn.functional.pad.*", "AssertionError", "tensors expect . values for"),
    ("batches-only", r"nn.functional.(adaptive_|max_pool).*", R, "Expected [345]-dimensional"),
    ("batches-only", r"nn.functional.conv.*", R, "Expected [345]-dimensional input"),
    ("batches-only", "nn.functional.layer_norm", V, "more than 1 value per channel"),
    ("batches-only", "nn.functional.nll_loss", V, "Expected 2 or more dimensions"),
    ("batches-only", "nn.functional.cross_entropy", V, "Expected target size"),
    (
        "batches-only",
        "nn.functional.(cosine_embedding_loss|pairwise_distance|triplet_margin_loss)",
        R,
        r"Dimension out of range \(expected to be in range of \[-1, 0\], but got 1\)",
    ),
    ("batches-only", "nn.functional.batch_norm.*", R, "expected 2D or more"),
    ("addbmm-keeps-its-size", "addbmm", R, r"output with shape \[1?\] doesn't match"),
    ("no-promotion", ".*", R, "Expected object of (?:scalar )?type"),
    ("floats-only", ".*", R, "not implemented for (type )?'?torch.LongTensor"),
    ("floats-only", "is(inf|finite)", R, "value cannot be converted to type .*: inf"),
    ("floats-only", "nn.functional.(pairwise|triplet).*", R, "norm only supports floating-point"),
    ("truth-is-bytes", "all|any", R, "only supports torch.uint8|not implemented for type"),
    ("zero-size", "linspace.*|logspace.*", R, "invalid number of points"),
    ("zero-size", "new_.*", R, "sizes must be non-negative"),
    ("zero-size", "eye", R, "must be greater than 0, got 0"),
    ("zero-size", "nn.functional.pad.*", R, "resulted in a invalid output size"),
    ("zero-size", "narrow", R, r"start \(-?\d+\) \+ length \(0\)"),
    ("matrices-only", "logdet|pinverse", R, r"expected a 2D( square)? tensor"),
    ("matrices-only", "geqrf|ormqr|qr|svd", R, "invalid argument .: expected a matrix"),
    ("matrices-only", "t|tril|triu", R, "expects a 2D tensor|expected a matrix"),
    ("sizes-must-match", "cross", R, "inconsistent tensor sizes"),
    ("sizes-must-match", "scatter", R, "to have the same size in dimension"),
    ("derivatives-that-0.4-lacks", ".*", R, "the derivative for .* is not implemented"),
    ("integers-divide-to-integers", "pow", R, "Integers to negative integer powers"),
]
UNASKED = [  # (row, entries, words in torch): what 0.4 does without asking
    ("overlapping-memory-changes", ".*", "refers? to a single memory location"),
    ("integers-divide-to-integers", "div.*", "Float can't be cast to the desired output type"),
    ("integers-divide-to-integers", "addcdiv", "Integer division with addcdiv"),
    ("integers-divide-to-integers", "nn.functional.hinge.*", "could not infer output dtype"),
    ("derivatives-that-torch-lacks", ".*", "derivative for aten::.* is not implemented"),
    (
        "derivatives-that-torch-lacks",
        "nn.functional.binary_cross_entropy_with_logits",
        "not differentiable with respect to argument '(pos_)?weight'",
    ),
    ("later-checks", "nn.functional.hardtanh", "min_val cannot be greater"),
    ("later-checks", "nn.functional.softshrink", "lambda must be in range"),
    ("later-checks", "nn.functional.triplet_margin_loss", "margin must be greater than 0"),
    ("later-checks", "nn.functional.poisson_nll_loss", "not a valid value for reduction"),
    ("later-checks", "nn.functional.embedding", "must be 2-D"),
    ("later-checks", "nn.functional.prelu", "prelu: Expected"),
    ("later-checks", "isclose", "must be greater than or equal to zero"),
    ("later-checks", "arange", "step must be nonzero"),
    ("later-checks", "narrow", "start must be an 0-dim"),
    ("truth-is-bytes", "masked_scatter", "only supports boolean masks"),
    ("truth-is-bytes", "neg", "on a bool tensor is not supported"),
]
DIVIDE = "div.*|nn.functional.(softsign|margin_ranking_loss)"
SCALED = "nn.functional.(interpolate.*|upsample.*)"
SELECT = "kthvalue|median|mode|topk|sort"


def refused(info, call, error):
    """Return the row that explains an error of ours where torch has a result, or None."""
    name, said = full_name(info), str(error)
    if isinstance(error, TypeError) and names_later_argument(info, call, said):
        return "later-arguments"
    for row, entries, kind, words in REFUSED:
        if kind == type(error).__name__ and re.fullmatch(entries, name) and re.search(words, said):
            return row
    return None


def names_later_argument(info, call, said):
    """Return whether a TypeError complains of just those arguments that came later."""
    named = re.search("got an unexpected keyword argument '(.*)'", said)
    if named:
        return named[1] in later(full_name(info))
    index, _ = POSITIONS.get(info.name, (len(call.args), None))
    return bool(call.args[index:]) and "positional arguments but" in said


def unasked(info, error):
    """Return the row that explains that only torch raises an error, or None."""
    for row, entries, words in UNASKED:
        if re.fullmatch(entries, full_name(info)) and re.search(words, str(error)):
            return row
    return None


def another_class(ours, theirs):
    """Return the row that explains that two errors differ in class, or None."""
    return "error-classes" if reclassed(ours, theirs) else None


def another_result(info, form, ours, theirs):
    """Return the row that explains that two results, as arrays, differ, or None."""
    name = full_name(info)
    kinds = [[getattr(array, "dtype", None) for array in side] for side in (ours, theirs)]
    if re.fullmatch(DIVIDE, name) and form.name.startswith("int64") and kinds[0] != kinds[1]:
        return "integers-divide-to-integers"
    if any(array.ndim > 1 and not array.size for array in theirs if hasattr(array, "ndim")):
        return "zero-size"
    if re.fullmatch(SCALED, name) and not is_whole(form.call.kwargs.get("scale_factor")):
        return "sizes-after-a-scale"
    if name == "nn.functional.cosine_similarity" and are_broadcast(form.call):
        return "norms-before-broadcasting"
    if name == "nn.functional.multilabel_soft_margin_loss" and form.name.startswith("float32"):
        return "cross-entropy-of-the-sigmoid"
    if name == "unique" and np.array_equal(np.sort(ours[0]), theirs[0]):
        return "unsorted-is-hashed" if not form.call.kwargs.get("sorted", True) else None
    if name == "flatten" and not form.call.input.dim():
        return "flatten-of-a-number"
    if re.fullmatch(SELECT, name) and kinds[0] == kinds[1] and len(ours) >= 2:
        same = all(np.array_equal(a, b) for a, b in zip(ours[::2], theirs[::2], strict=True))
        return "which-of-equal-elements" if same and points_at_values(form, *ours[:2]) else None
    return None


def is_whole(scale):
    """Return whether sizes are multiplied by whole numbers."""
    scales = scale if isinstance(scale, (tuple, list)) else [scale]
    return all(factor is None or factor == int(factor) for factor in scales)


def are_broadcast(call):
    """Return whether two tensors of a call have different shapes."""
    return call.input.shape != call.args[0].shape


def points_at_values(form, values, indices):
    """Return whether indices along some dimension are those of the values that stand with them."""
    array = form.call.input.detach().numpy()
    for dim in range(array.ndim):
        kept = np.expand_dims(indices, dim) if indices.ndim < array.ndim else indices
        sizes = zip(kept.shape, array.shape, strict=True)
        if all(n <= m if i == dim else n == m for i, (n, m) in enumerate(sizes)):
            found = np.take_along_axis(array, kept, dim)
            if np.array_equal(found.reshape(values.shape), values):
                return True
    return False
