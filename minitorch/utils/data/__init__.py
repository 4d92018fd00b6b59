"""Data sets, the order in which to take samples, and loading them in batches."""

from .dataloader import DataLoader
from .dataset import ConcatDataset, Dataset, Subset, TensorDataset, random_split
from .distributed import DistributedSampler
from .sampler import (
    BatchSampler,
    RandomSampler,
    Sampler,
    SequentialSampler,
    SubsetRandomSampler,
    WeightedRandomSampler,
)

__all__ = [
    *["BatchSampler", "ConcatDataset", "DataLoader", "Dataset", "DistributedSampler"],
    *["RandomSampler", "Sampler", "SequentialSampler", "Subset", "SubsetRandomSampler"],
    *["TensorDataset", "WeightedRandomSampler", "random_split"],
]
