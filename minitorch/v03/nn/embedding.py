"""Tables of vectors in 0.3."""

from types import SimpleNamespace

from ..again import beside
from .functional.embedding import embedding_bag, looked_up

core = beside(__name__)


class Embedding(core.Embedding):  # type: ignore[name-defined]
    """A table of vectors that are learned, looked up by index. Source: PyTorch 0.3.1."""

    # Language models drop whole words: they look up in a table of their own by this.
    _backend = SimpleNamespace(Embedding=SimpleNamespace(apply=looked_up))

    @staticmethod
    def _checked(padding_idx, num_embeddings):
        return padding_idx

    def forward(self, input):
        return looked_up(
            input,
            self.weight,
            -1 if self.padding_idx is None else self.padding_idx,
            self.max_norm,
            self.norm_type,
            self.scale_grad_by_freq,
            self.sparse,
        )


class EmbeddingBag(core.EmbeddingBag):  # type: ignore[name-defined]
    """The mean or sum of the vectors in each bag of indices. Source: PyTorch 0.3.1."""

    def forward(self, input, offsets=None):
        return embedding_bag(
            self.weight,
            input,
            offsets,
            self.max_norm,
            self.norm_type,
            self.scale_grad_by_freq,
            self.mode,
        )
