"""A softmax over many classes, of which few are frequent."""

from collections import namedtuple

from .. import cat
from . import functional as F
from .container import ModuleList, Sequential
from .linear import Linear
from .module import Module

__all__ = ["AdaptiveLogSoftmaxWithLoss"]
ASMoutput = namedtuple("ASMoutput", ["output", "loss"])


class AdaptiveLogSoftmaxWithLoss(Module):
    """The log-probability of targets, by clusters of classes (Grave et al., 2016).

    The head knows the most frequent classes, the shortlist, and the other clusters as one class
    each; what is within a cluster, its tail knows, the smaller the rarer.

    Args:
        cutoffs: where each cluster ends.
        div_value: by how much each cluster is smaller than the one before.
        head_bias: whether the head has a bias.

    Shape:
        input: ``(rows, in_features)``; target: ``(rows,)``, int64, sorted by frequency;
        output: ``(rows,)``, and the loss.

    Raises:
        ValueError: if the cutoffs do not increase, or leave the classes.
        RuntimeError: if sizes differ, or a target is no class.

    Example:
        >>> model = torch.nn.AdaptiveLogSoftmaxWithLoss(16, 10, cutoffs=[2, 5])
        >>> output, loss = model(torch.zeros(3, 16), torch.tensor([0, 4, 9]))
        >>> output.shape, model.log_prob(torch.zeros(3, 16)).shape
        (torch.Size([3]), torch.Size([3, 10]))

    Source: PyTorch 0.4.1, torch/nn/modules/adaptive.py.
    """

    def __init__(self, in_features, n_classes, cutoffs, div_value=4.0, head_bias=False):
        super().__init__()
        cutoffs = list(cutoffs)
        increasing = cutoffs == sorted(set(cutoffs)) and all(int(c) == c for c in cutoffs)
        if not increasing or min(cutoffs) <= 0 or max(cutoffs) >= n_classes - 1:
            raise ValueError(
                "cutoffs should be a sequence of unique, positive integers sorted in an "
                "increasing order, where each value is between 1 and n_classes-1"
            )
        self.in_features, self.n_classes = in_features, n_classes
        self.cutoffs = [*cutoffs, n_classes]
        self.div_value, self.head_bias = div_value, head_bias
        self.shortlist_size, self.n_clusters = cutoffs[0], len(cutoffs)
        self.head_size = self.shortlist_size + self.n_clusters
        self.head = Linear(in_features, self.head_size, bias=head_bias)
        self.tail = ModuleList()
        for number, (low, high) in enumerate(self._clusters()):
            size = int(in_features // div_value ** (number + 1))
            first, second = (in_features, size), (size, high - low)
            self.tail.append(Sequential(Linear(*first, bias=False), Linear(*second, bias=False)))

    def _clusters(self):
        """Return the first class of each cluster, and that after its last."""
        return list(zip(self.cutoffs[:-1], self.cutoffs[1:], strict=True))

    def reset_parameters(self):
        """Draw all weights anew."""
        self.head.reset_parameters()
        for first, second in self.tail:
            first.reset_parameters()
            second.reset_parameters()

    def forward(self, input, target):
        if input.size(0) != target.size(0):
            raise RuntimeError("Input and target should have the same size in the batch dimension.")
        low, high = int(target.min()), int(target.max())
        if low < 0 or high >= self.n_classes:
            raise RuntimeError(
                f"Target values should be in [0, {self.n_classes - 1}], but values in range "
                f"[{low}, {high}] were found. "
            )
        in_head, output = target.clone(), input.new_zeros(target.size(0))
        for number, (low, high) in enumerate(self._clusters()):
            rows = ((target >= low) & (target < high)).nonzero().view(-1)
            if rows.numel() == 0:
                continue
            logs = F.log_softmax(self.tail[number](input.index_select(0, rows)), 1)
            chosen = logs.gather(1, (target.index_select(0, rows) - low).unsqueeze(1))
            output = output.index_copy(0, rows, chosen.squeeze(1))
            in_head.index_fill_(0, rows, self.shortlist_size + number)
        head = F.log_softmax(self.head(input), 1)
        output = output + head.gather(1, in_head.unsqueeze(1)).squeeze(1)
        return ASMoutput(output, (-output).mean())

    def log_prob(self, input):
        """Return the log-probability of every class, ``(rows, n_classes)``."""
        head = F.log_softmax(self.head(input), 1)
        parts = [head[:, : self.shortlist_size]]
        for number, tail in enumerate(self.tail):
            cluster = self.shortlist_size + number
            parts.append(F.log_softmax(tail(input), 1) + head[:, cluster : cluster + 1])
        return cat(parts, 1)

    def predict(self, input):
        """Return the most probable class of each row."""
        head = self.head(input).max(1)[1]
        if not (head >= self.shortlist_size).any():
            return head
        rows = (head >= self.shortlist_size).nonzero().view(-1)
        among_all = self.log_prob(input.index_select(0, rows)).max(1)[1]
        return head.index_copy(0, rows, among_all)
