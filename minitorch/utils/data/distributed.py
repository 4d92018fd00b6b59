"""Each process of several takes its part of a data set."""

import math

from minitorch.random import Generator

from .sampler import Sampler

__all__ = ["DistributedSampler"]


class DistributedSampler(Sampler):
    """Every index in random order, of which this process takes each ``num_replicas``-th.

    All processes draw one order, which :meth:`set_epoch` changes. So that all get as many, some
    indices come twice.

    Args:
        num_replicas, rank: how many processes there are, and which this is; by default what
            ``torch.distributed`` says.

    Example:
        >>> sampler = torch.utils.data.distributed.DistributedSampler
        >>> [list(sampler([0] * 5, num_replicas=2, rank=rank)) for rank in (0, 1)]
        [[4, 1, 2], [0, 3, 4]]

    Source: PyTorch 0.4.1, torch/utils/data/distributed.py.
    """

    def __init__(self, dataset, num_replicas=None, rank=None):
        if num_replicas is None or rank is None:
            from ... import distributed

            num_replicas = distributed.get_world_size() if num_replicas is None else num_replicas
            rank = distributed.get_rank() if rank is None else rank
        self.dataset, self.num_replicas, self.rank, self.epoch = dataset, num_replicas, rank, 0
        self.num_samples = math.ceil(len(dataset) / num_replicas)
        self.total_size = self.num_samples * num_replicas

    def __iter__(self):
        indices = Generator().manual_seed(self.epoch).permutation(len(self.dataset)).tolist()
        indices += indices[: self.total_size - len(indices)]
        return iter(indices[self.rank : self.total_size : self.num_replicas])

    def __len__(self):
        return self.num_samples

    def set_epoch(self, epoch):
        """Say which epoch begins: each has an order of its own."""
        self.epoch = epoch
