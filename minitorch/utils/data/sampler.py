"""The order in which the samples of a data set are taken."""

from minitorch.random import default_generator

from ... import DoubleTensor, multinomial, randperm

__all__ = [
    *["BatchSampler", "RandomSampler", "Sampler", "SequentialSampler"],
    *["SubsetRandomSampler", "WeightedRandomSampler"],
]


class Sampler:
    """The base of samplers: iterating gives indices.

    Example:
        >>> class Backwards(torch.utils.data.Sampler):
        ...     def __init__(self, data):
        ...         self.length = len(data)
        ...
        ...     def __iter__(self):
        ...         return iter(range(self.length - 1, -1, -1))
        >>> [int(x) for x in torch.utils.data.DataLoader([1, 2, 3], sampler=Backwards([1, 2, 3]))]
        [3, 2, 1]

    Source: PyTorch 0.4.1, torch.utils.data.Sampler.
    """

    def __init__(self, data_source):
        pass

    def __iter__(self):
        raise NotImplementedError

    def __len__(self):
        raise NotImplementedError


def check_count(name, value):
    """Raise ValueError unless ``value`` is a positive int."""
    if not isinstance(value, int) or isinstance(value, bool) or value <= 0:
        raise ValueError(f"{name} should be a positive integeral value, but got {name}={value}")


def check_sampler(sampler):
    """Raise ValueError unless ``sampler`` is one."""
    if not isinstance(sampler, Sampler):
        raise ValueError(
            f"sampler should be an instance of torch.utils.data.Sampler, but got sampler={sampler}"
        )


def check_flag(name, value):
    """Raise ValueError unless ``value`` is a bool."""
    if not isinstance(value, bool):
        raise ValueError(f"{name} should be a boolean value, but got {name}={value}")


class SequentialSampler(Sampler):
    """Every index, in order.

    Example:
        >>> list(torch.utils.data.SequentialSampler("abc"))
        [0, 1, 2]

    Source: PyTorch 0.4.1, torch.utils.data.SequentialSampler.
    """

    def __init__(self, data_source):
        self.data_source = data_source

    def __iter__(self):
        return iter(range(len(self.data_source)))

    def __len__(self):
        return len(self.data_source)


class RandomSampler(Sampler):
    """Every index, in random order.

    Example:
        >>> generator = torch.manual_seed(0)
        >>> list(torch.utils.data.RandomSampler("abcde"))
        [4, 0, 1, 3, 2]

    Source: PyTorch 0.4.1, torch.utils.data.RandomSampler.
    """

    def __init__(self, data_source):
        self.data_source = data_source

    def __iter__(self):
        return iter(default_generator.shuffled(len(self.data_source)).tolist())

    def __len__(self):
        return len(self.data_source)


class SubsetRandomSampler(Sampler):
    """Some indices, in random order.

    Example:
        >>> sorted(torch.utils.data.SubsetRandomSampler([7, 3, 5]))
        [3, 5, 7]

    Source: PyTorch 0.4.1, torch.utils.data.SubsetRandomSampler.
    """

    def __init__(self, indices):
        self.indices = indices

    def __iter__(self):
        places = randperm(len(self.indices)).tolist() if len(self.indices) else []
        return (self.indices[place] for place in places)

    def __len__(self):
        return len(self.indices)


class WeightedRandomSampler(Sampler):
    """Indices drawn with given weights.

    Example:
        >>> [int(i) for i in torch.utils.data.WeightedRandomSampler([0.0, 1.0, 0.0], 3)]
        [1, 1, 1]

    Source: PyTorch 0.4.1, torch.utils.data.WeightedRandomSampler.
    """

    def __init__(self, weights, num_samples, replacement=True):
        check_count("num_samples", num_samples)
        check_flag("replacement", replacement)
        self.weights = DoubleTensor([float(weight) for weight in weights])
        self.num_samples, self.replacement = num_samples, replacement

    def __iter__(self):
        return iter(multinomial(self.weights, self.num_samples, self.replacement))

    def __len__(self):
        return self.num_samples


class BatchSampler(Sampler):
    """The indices of another sampler in lists of ``batch_size``, the last perhaps shorter.

    Args:
        drop_last: whether to leave a shorter one out.

    Example:
        >>> sampler = torch.utils.data.SequentialSampler(range(5))
        >>> list(torch.utils.data.BatchSampler(sampler, batch_size=2, drop_last=False))
        [[0, 1], [2, 3], [4]]

    Source: PyTorch 0.4.1, torch.utils.data.BatchSampler.
    """

    def __init__(self, sampler, batch_size, drop_last):
        check_sampler(sampler)
        check_count("batch_size", batch_size)
        check_flag("drop_last", drop_last)
        self.sampler, self.batch_size, self.drop_last = sampler, batch_size, drop_last

    def __iter__(self):
        batch = []
        for index in self.sampler:
            batch.append(index)
            if len(batch) == self.batch_size:
                yield batch
                batch = []
        if batch and not self.drop_last:
            yield batch

    def __len__(self):
        whole, rest = divmod(len(self.sampler), self.batch_size)
        return whole + (rest > 0 and not self.drop_last)
