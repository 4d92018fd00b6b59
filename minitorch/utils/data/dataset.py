"""Data sets: what has a length, and gives a sample for each index."""

import warnings
from bisect import bisect_right
from itertools import accumulate

from ... import randperm

__all__ = ["ConcatDataset", "Dataset", "Subset", "TensorDataset", "random_split"]


class Dataset:
    """The base of data sets, which define ``len(data)`` and ``data[index]``.

    Raises:
        NotImplementedError: if one is asked for that is not defined.

    Example:
        >>> class Squares(torch.utils.data.Dataset):
        ...     def __len__(self):
        ...         return 5
        ...
        ...     def __getitem__(self, index):
        ...         return index ** 2
        >>> list(torch.utils.data.DataLoader(Squares(), batch_size=3))
        [tensor([0, 1, 4]), tensor([ 9, 16])]

    Source: PyTorch 0.4.1, torch.utils.data.Dataset.
    """

    def __getitem__(self, index):
        """Return the sample at ``index``; every data set defines how."""
        raise NotImplementedError

    def __len__(self):
        raise NotImplementedError

    def __add__(self, other):
        return ConcatDataset([self, other])


class TensorDataset(Dataset):
    """Tensors of one length; a sample has an element of each.

    Shape:
        tensors: ``(n, *)`` each; a sample has ``(*)`` of each.

    Raises:
        AssertionError: if the lengths differ.

    Example:
        >>> torch.utils.data.TensorDataset(torch.arange(3), torch.tensor([4, 5, 6]))[1]
        (tensor(1), tensor(5))

    Source: PyTorch 0.4.1, torch.utils.data.TensorDataset.
    """

    def __init__(self, *tensors):
        assert all(tensors[0].size(0) == tensor.size(0) for tensor in tensors)
        self.tensors = tensors

    def __getitem__(self, index):
        return tuple(tensor[index] for tensor in self.tensors)

    def __len__(self):
        return self.tensors[0].size(0)


class ConcatDataset(Dataset):
    """Data sets one after another.

    Example:
        >>> data = torch.utils.data.ConcatDataset([[1, 2], [3, 4, 5]])
        >>> len(data), data[2]
        (5, 3)

    Source: PyTorch 0.4.1, torch.utils.data.ConcatDataset.
    """

    def __init__(self, datasets):
        super().__init__()
        assert len(datasets) > 0, "datasets should not be an empty iterable"
        self.datasets = list(datasets)
        self.cumulative_sizes = self.cumsum(self.datasets)

    @staticmethod
    def cumsum(sequence):
        """Return how many samples there are up to the end of each data set."""
        return list(accumulate(map(len, sequence)))

    def __len__(self):
        return self.cumulative_sizes[-1]

    def __getitem__(self, index):
        which = bisect_right(self.cumulative_sizes, index)
        before = self.cumulative_sizes[which - 1] if which else 0
        return self.datasets[which][index - before]

    @property
    def cummulative_sizes(self):
        """The older name of ``cumulative_sizes``."""
        warnings.warn(
            "cummulative_sizes attribute is renamed to cumulative_sizes",
            DeprecationWarning,
            stacklevel=2,
        )
        return self.cumulative_sizes


class Subset(Dataset):
    """The samples of a data set at some indices.

    Example:
        >>> list(torch.utils.data.Subset([10, 20, 30], [2, 0]))
        [30, 10]

    Source: PyTorch 0.4.1, torch.utils.data.Subset.
    """

    def __init__(self, dataset, indices):
        self.dataset, self.indices = dataset, indices

    def __getitem__(self, index):
        return self.dataset[self.indices[index]]

    def __len__(self):
        return len(self.indices)


def random_split(dataset, lengths):
    """Return subsets of the given lengths, drawn at random, that share no sample.

    Raises:
        ValueError: if the lengths do not add up to that of the data set.

    Example:
        >>> generator = torch.manual_seed(0)
        >>> parts = torch.utils.data.random_split(range(5), [3, 2])
        >>> [list(part) for part in parts]
        [[4, 0, 1], [3, 2]]

    Source: PyTorch 0.4.1, torch.utils.data.random_split.
    """
    if sum(lengths) != len(dataset):
        raise ValueError("Sum of input lengths does not equal the length of the input dataset!")
    indices = [int(index) for index in randperm(sum(lengths))]
    return [
        Subset(dataset, indices[stop - length : stop])
        for stop, length in zip(accumulate(lengths), lengths, strict=True)
    ]
