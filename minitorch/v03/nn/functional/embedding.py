"""Embeddings in 0.3: the table comes second to one function, and first to the other."""

from minitorch.op import OPS

from ... import index_select
from ...again import beside, functions_of
from ...variable import Variable
from .arguments import of_function

core = beside(__name__)
globals().update(functions_of(core))


def looked_up(input, weight, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse):
    """Return the rows of ``weight`` at the indices ``input``; those are checked first.

    Raises:
        RuntimeError: if ``input`` is no Variable, is empty, or a row is not there.
        TypeError: if it holds no indices.

    Source: PyTorch 0.3.1, torch/nn/_functions/thnn/sparse.py: Embedding.
    """
    if not isinstance(input, Variable):
        raise RuntimeError(
            "save_for_backward can only save input or output tensors, but argument 0 doesn't "
            "satisfy this condition"
        )
    indices = input.data
    if indices.type() != "torch.LongTensor":
        index_select(weight.data, 0, indices)  # which says what is wrong
    if not indices.numel():
        raise RuntimeError("invalid argument 3: Index is supposed to be a vector")
    if max_norm is not None:
        core.check_rows(indices, weight.size(0))
        core.renormalize(weight, input, max_norm, norm_type)
    return OPS["embedding"].call(weight, input, padding_idx, scale_grad_by_freq, sparse)


def embedding(
    input, embedding_matrix, max_norm=None, norm_type=2, scale_grad_by_freq=False, sparse=False
):
    """Return the rows of ``embedding_matrix`` at the indices ``input``.

    Source: PyTorch 0.3.1, torch.nn.functional.embedding.
    """
    options = (max_norm, norm_type, scale_grad_by_freq, sparse)
    return looked_up(input, embedding_matrix, -1, *options)


def embedding_bag(
    embedding_matrix,
    indices,
    offsets=None,
    max_norm=None,
    norm_type=2,
    scale_grad_by_freq=False,
    mode="mean",
):
    """Return the mean or sum of the rows of ``embedding_matrix`` in each bag of indices.

    Raises:
        ValueError: if offsets do not fit, or there is no such mode.

    Source: PyTorch 0.3.1, torch.nn.functional.embedding_bag.
    """
    indices, starts = core.checked_offsets(indices, offsets)
    if mode not in ("sum", "mean"):
        raise ValueError(f"mode needs to be 'sum' or 'mean', but got {mode}")
    rows = embedding(indices, embedding_matrix, max_norm, norm_type, scale_grad_by_freq)
    bags = core.bagged(rows, indices, embedding_matrix, starts, mode)
    return of_function(bags, "EmbeddingBagBackward")
