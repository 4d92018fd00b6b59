"""``DataLoader``: the samples of a data set in batches, loaded here or by other processes."""

from ... import LongTensor
from .collate import default_collate, numpy_type_map
from .sampler import BatchSampler, RandomSampler, SequentialSampler
from .workers import MANAGER_STATUS_CHECK_INTERVAL, ExceptionWrapper, Workers

__all__ = ["MANAGER_STATUS_CHECK_INTERVAL", "DataLoader", "ExceptionWrapper", "default_collate"]
__all__ += ["numpy_type_map"]


class DataLoader:
    """Iterating gives the samples of a data set in batches.

    Args:
        batch_size: how many samples a batch has, the last perhaps less.
        shuffle: take the samples in random order, another one each time.
        sampler: or in the order of this one.
        batch_sampler: or those of each batch that this one gives.
        num_workers: how many processes load; 0 loads in this one.
        collate_fn: makes a batch of a list of samples.
        pin_memory: accepted; it only matters to copies to a GPU.
        drop_last: leave a last batch out that is smaller.
        timeout: seconds to wait for a batch of a worker; 0 waits for ever.
        worker_init_fn: called in each worker with its number.

    Raises:
        ValueError: if options exclude each other, or one is negative.

    Example:
        >>> data = torch.utils.data.TensorDataset(torch.arange(5), torch.arange(5) * 10)
        >>> for numbers, tens in torch.utils.data.DataLoader(data, batch_size=2):
        ...     print(numbers, tens)
        tensor([0, 1]) tensor([ 0, 10])
        tensor([2, 3]) tensor([20, 30])
        tensor([4]) tensor([40])

    Source: PyTorch 0.4.1, torch.utils.data.DataLoader.
    """

    __initialized = False

    def __init__(
        self,
        dataset,
        batch_size=1,
        shuffle=False,
        sampler=None,
        batch_sampler=None,
        num_workers=0,
        collate_fn=default_collate,
        pin_memory=False,
        drop_last=False,
        timeout=0,
        worker_init_fn=None,
    ):
        if timeout < 0:
            raise ValueError("timeout option should be non-negative")
        if batch_sampler is not None and (batch_size > 1 or shuffle or sampler or drop_last):
            raise ValueError(
                "batch_sampler option is mutually exclusive with batch_size, shuffle, sampler, "
                "and drop_last"
            )
        if sampler is not None and shuffle:
            raise ValueError("sampler option is mutually exclusive with shuffle")
        if num_workers < 0:
            raise ValueError(
                "num_workers option cannot be negative; use num_workers=0 to disable "
                "multiprocessing."
            )
        self.dataset, self.num_workers, self.collate_fn = dataset, num_workers, collate_fn
        self.pin_memory, self.timeout, self.worker_init_fn = pin_memory, timeout, worker_init_fn
        self.batch_size, self.drop_last = batch_size, drop_last
        if batch_sampler is None:
            if sampler is None:
                sampler = RandomSampler(dataset) if shuffle else SequentialSampler(dataset)
            batch_sampler = BatchSampler(sampler, batch_size, drop_last)
        else:
            self.batch_size = self.drop_last = None
        self.sampler, self.batch_sampler = sampler, batch_sampler
        self.__initialized = True

    def __setattr__(self, name, value):
        if self.__initialized and name in ("batch_size", "sampler", "drop_last"):
            raise ValueError(
                f"{name} attribute should not be set after {type(self).__name__} is initialized"
            )
        super().__setattr__(name, value)

    def __iter__(self):
        return Batches(self)

    def __len__(self):
        return len(self.batch_sampler)


class Batches:
    """One pass over a loader's batches."""

    draws_always = True  # whether it draws a seed for workers although there are none

    def __init__(self, loader):
        self.loader, self.batches = loader, iter(loader.batch_sampler)
        draws = loader.num_workers or self.draws_always
        base_seed = int(LongTensor(1).random_()[0]) if draws else None
        self.workers = Workers(loader, base_seed, self.batches) if loader.num_workers else None

    def __len__(self):
        return len(self.loader.batch_sampler)

    def __iter__(self):
        return self

    def __next__(self):
        if self.workers is not None:
            return self.workers.next_batch()
        return load(self.loader, next(self.batches))

    def __del__(self):
        if getattr(self, "workers", None) is not None:
            self.workers.stop()

    next = __next__


_DataLoaderIter = Batches  # as 0.4.1 calls it


def load(loader, indices):
    """Return the batch of the samples at ``indices``."""
    return loader.collate_fn([loader.dataset[index] for index in indices])
