"""DataLoader and live torch: the same order, and the same random numbers in the workers."""

import importlib
import random

import numpy as np
import pytest

import minitorch
from minitorch.random import use_stream

pytestmark = pytest.mark.live


class Draws:
    """Each sample is its index, and what the three generators give in the process that loads."""

    def __init__(self, torch):
        self.torch = torch

    def __len__(self):
        return 11

    def __getitem__(self, index):
        return index, self.torch.rand(1).item(), random.random(), float(np.random.rand())


def loaded(torch, workers, passes=2, **options):
    """Return the batches of some passes as lists, and the next random number after them."""
    data = importlib.import_module(f"{torch.__name__}.utils.data")
    torch.manual_seed(5)
    random.seed(5)
    np.random.seed(5)
    loader = data.DataLoader(Draws(torch), 4, num_workers=workers, **options)
    batches = [[part.tolist() for part in batch] for _ in range(passes) for batch in loader]
    return batches, torch.rand(1).item()


@pytest.mark.parametrize("shuffle", [False, True], ids=["in order", "shuffled"])
@pytest.mark.parametrize("workers", [0, 1, 2])
def test_order_and_random_numbers_are_torch_s(workers, shuffle):
    """Every batch of two passes is live torch's, to the last bit, and so is what follows."""
    import torch

    with use_stream("2.13"):
        ours = loaded(minitorch, workers, shuffle=shuffle)

    assert ours == loaded(torch, workers, shuffle=shuffle)


@pytest.mark.parametrize("sampler", ["SubsetRandomSampler", "WeightedRandomSampler"])
def test_samplers_draw_as_torch_s(sampler):
    """The other samplers, and a random split, take the same samples as live torch's."""
    import torch

    def drawn(torch):
        data = importlib.import_module(f"{torch.__name__}.utils.data")
        torch.manual_seed(3)
        args = ([5, 1, 4],) if sampler.startswith("Subset") else ([0.1, 0.7, 0.2], 9)
        first, second = data.random_split(range(9), [4, 5])
        found = [list(getattr(data, sampler)(*args)) for _ in range(2)]
        return found, list(first.indices), list(second.indices)

    with use_stream("2.13"):
        ours = drawn(minitorch)

    assert ours == drawn(torch)
