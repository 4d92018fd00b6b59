"""Tables of vectors, looked up by index."""

from .. import empty
from . import functional as F
from .module import Module
from .parameter import Parameter

__all__ = ["Embedding", "EmbeddingBag"]


class Embedding(Module):
    """A table of vectors that are learned, looked up by index.

    Args:
        padding_idx: an index whose vector is zero at first, and gets no gradient.
        max_norm, norm_type: scale vectors of a larger norm down whenever they are looked up.
        scale_grad_by_freq: divide the gradient of a vector by how often it was looked up.
        sparse: whether the gradient of the weight is a sparse tensor.

    Shape:
        input: any, int64; the result has ``(*input.shape, embedding_dim)``.
        weight: ``(num_embeddings, embedding_dim)``.

    Raises:
        AssertionError: if ``padding_idx`` is no index.

    Example:
        >>> table = torch.nn.Embedding(10, 2, padding_idx=0)
        >>> table(torch.tensor([[1, 2, 3]])).shape
        torch.Size([1, 3, 2])
        >>> table(torch.tensor([0]))
        tensor([[0., 0.]], grad_fn=<EmbeddingBackward>)

    Source: PyTorch 0.4.1, torch.nn.Embedding.
    """

    def __init__(
        self,
        num_embeddings,
        embedding_dim,
        padding_idx=None,
        max_norm=None,
        norm_type=2,
        scale_grad_by_freq=False,
        sparse=False,
        _weight=None,
    ):
        super().__init__()
        self.num_embeddings, self.embedding_dim = num_embeddings, embedding_dim
        self.padding_idx = self._checked(padding_idx, num_embeddings)
        self.max_norm, self.norm_type = max_norm, norm_type
        self.scale_grad_by_freq, self.sparse = scale_grad_by_freq, sparse
        if _weight is None:
            self.weight = Parameter(empty(num_embeddings, embedding_dim))
            self.reset_parameters()
        else:
            fits = list(_weight.shape) == [num_embeddings, embedding_dim]
            assert fits, "Shape of weight does not match num_embeddings and embedding_dim"
            self.weight = Parameter(_weight)

    @staticmethod
    def _checked(padding_idx, num_embeddings):
        if padding_idx is None:
            return None
        within = -num_embeddings <= padding_idx < num_embeddings
        assert within, "Padding_idx must be within num_embeddings"
        return padding_idx % num_embeddings

    def reset_parameters(self):
        """Draw the table from the normal distribution."""
        self.weight.data.normal_(0, 1)
        if self.padding_idx is not None:
            self.weight.data[self.padding_idx].fill_(0)

    def forward(self, input):
        return F.embedding(
            input,
            self.weight,
            self.padding_idx,
            self.max_norm,
            self.norm_type,
            self.scale_grad_by_freq,
            self.sparse,
        )

    def extra_repr(self):
        usual = dict(padding_idx=None, max_norm=None, norm_type=2)
        usual.update(scale_grad_by_freq=False, sparse=False)
        options = [f"{k}={getattr(self, k)}" for k, v in usual.items() if getattr(self, k) != v]
        return ", ".join([str(self.num_embeddings), str(self.embedding_dim), *options])

    @classmethod
    def from_pretrained(cls, embeddings, freeze=True, sparse=False):
        """Return an embedding with a given table, which is not trained unless ``freeze`` is False.

        Shape:
            embeddings: ``(num_embeddings, embedding_dim)``.

        Example:
            >>> table = torch.nn.Embedding.from_pretrained(torch.tensor([[1.0, 2.0], [3.0, 4.0]]))
            >>> table(torch.tensor([1, 0]))
            tensor([[3., 4.],
                    [1., 2.]])

        Source: PyTorch 0.4.1, torch.nn.Embedding.from_pretrained.
        """
        assert embeddings.dim() == 2, "Embeddings parameter is expected to be 2-dimensional"
        rows, size = embeddings.shape
        result = cls(rows, size, sparse=sparse, _weight=embeddings)
        result.weight.requires_grad = not freeze
        return result


class EmbeddingBag(Module):
    """The mean, sum or maximum of the vectors in each bag of indices.

    Args:
        mode: ``mean``, ``sum`` or ``max``; the others as of :class:`Embedding`.

    Shape:
        input: ``(bags, indices)``, or ``(indices,)`` with offsets: ``(bags,)``, where each begins,
        all int64; the result ``(bags, embedding_dim)``.

    Example:
        >>> bags = torch.nn.EmbeddingBag(10, 2, mode="sum")
        >>> bags.weight.data = torch.ones(10, 2)
        >>> bags(torch.tensor([1, 2, 3, 4]), torch.tensor([0, 1])).tolist()
        [[1.0, 1.0], [3.0, 3.0]]

    Source: PyTorch 0.4.1, torch.nn.EmbeddingBag.
    """

    def __init__(
        self,
        num_embeddings,
        embedding_dim,
        max_norm=None,
        norm_type=2,
        scale_grad_by_freq=False,
        mode="mean",
        sparse=False,
    ):
        super().__init__()
        self.num_embeddings, self.embedding_dim = num_embeddings, embedding_dim
        self.max_norm, self.norm_type, self.mode = max_norm, norm_type, mode
        self.scale_grad_by_freq, self.sparse = scale_grad_by_freq, sparse
        self.weight = Parameter(empty(num_embeddings, embedding_dim))
        self.reset_parameters()

    def reset_parameters(self):
        """Draw the table from the normal distribution."""
        self.weight.data.normal_(0, 1)

    def forward(self, input, offsets=None):
        return F.embedding_bag(
            input,
            self.weight,
            offsets,
            self.max_norm,
            self.norm_type,
            self.scale_grad_by_freq,
            self.mode,
            self.sparse,
        )

    def extra_repr(self):
        usual = dict(max_norm=None, norm_type=2, scale_grad_by_freq=False)
        options = [f"{k}={getattr(self, k)}" for k, v in usual.items() if getattr(self, k) != v]
        sizes = [str(self.num_embeddings), str(self.embedding_dim)]
        return ", ".join([*sizes, *options, f"mode={self.mode}"])
