"""Loading data: order, workers, and what happens when one of them fails."""

import multiprocessing
import os
import random
import signal
import time

import numpy as np
import pytest

import minitorch as torch
from minitorch.utils.data import DataLoader, Dataset, TensorDataset

WORKERS = [0, 1, 2, 3]


class Numbers(Dataset):
    """Ten numbers; what happens at the seventh is up to ``trouble``."""

    def __init__(self, trouble=None):
        self.trouble = trouble

    def __len__(self):
        return 10

    def __getitem__(self, index):
        if index == 7 and self.trouble is not None:
            self.trouble()
        return index


class Draws(Numbers):
    """What the three generators give in the process that loads."""

    def __getitem__(self, index):
        return float(torch.rand(1)), random.random(), float(np.random.rand())


def everything(loader):
    """Return all batches as lists."""
    return [batch.tolist() if torch.is_tensor(batch) else batch for batch in loader]


def refuse():
    raise LookupError("no seventh")


def kill():
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("workers", WORKERS)
def test_the_order_does_not_depend_on_workers(workers):
    """The same seed gives the same batches, whoever loads them."""
    torch.manual_seed(3)
    expected = everything(DataLoader(Numbers(), 3, shuffle=True))
    torch.manual_seed(3)

    found = everything(DataLoader(Numbers(), 3, shuffle=True, num_workers=workers))

    assert found == expected
    assert len(found) == 4


@pytest.mark.parametrize("workers", WORKERS[1:])
def test_workers_draw_numbers_of_their_own(workers):
    """All of torch, Python and NumPy: different in every worker, the same for the same seed."""
    passes = []
    for _ in range(2):
        torch.manual_seed(1)
        loader = DataLoader(Draws(), 2, num_workers=workers)
        passes.append([[part.tolist() for part in batch] for batch in loader])

    assert passes[0] == passes[1]
    for kind in zip(*passes[0], strict=True):
        drawn = [number for part in kind for number in part]
        assert len(set(drawn)) == len(drawn)


@pytest.mark.parametrize(
    ("trouble", "error", "text"),
    [
        (refuse, LookupError, "in refuse"),
        (lambda: os._exit(3), RuntimeError, r"worker \(pid \d+\) exited .* exit code 3"),
        (kill, RuntimeError, r"worker \(pid \d+\) is killed by signal: Killed"),
        (lambda: time.sleep(60), RuntimeError, "timed out after 0.3 seconds"),
    ],
    ids=["raises", "exits", "killed", "hangs"],
)
@pytest.mark.parametrize("workers", [1, 2])
def test_a_worker_that_fails_is_reported(capfd, workers, trouble, error, text):
    """The loader raises, prints nothing, and leaves no process behind."""
    hangs = "timed" in text
    loader = DataLoader(Numbers(trouble), 2, num_workers=workers, timeout=0.3 if hangs else 0)
    batches = iter(loader)

    with pytest.raises(error, match=text):
        list(batches)
    batches.workers.stop()

    assert multiprocessing.active_children() == []
    assert capfd.readouterr() == ("", "")


def test_after_a_failure_the_next_batch_comes():
    """A sample that raises costs its own batch alone."""
    batches, found = iter(DataLoader(Numbers(refuse), 1, num_workers=2)), []
    while True:
        try:
            found.append(next(batches).item())
        except LookupError:
            continue
        except StopIteration:
            break

    assert found == [0, 1, 2, 3, 4, 5, 6, 8, 9]


def test_leaving_early_leaves_no_process():
    """An iterator that is dropped ends its workers."""
    for _ in DataLoader(Numbers(), 1, num_workers=2):
        break

    assert multiprocessing.active_children() == []


def test_large_index_lists_and_large_batches_pass():
    """Neither end of a pipe waits for the other, however much there is to say."""
    data = TensorDataset(torch.arange(200000).view(-1, 1))

    total = sum(int(batch.sum()) for (batch,) in DataLoader(data, 20000, num_workers=2))

    assert total == 200000 * 199999 // 2


def test_worker_init_is_told_the_number():
    """``worker_init_fn`` runs in each worker before it loads, and its failure is reported."""

    def fail(number):
        raise ValueError(f"worker {number} will not")

    with pytest.raises(ValueError, match="worker 0 will not"):
        next(iter(DataLoader(Numbers(), num_workers=2, worker_init_fn=fail)))

    assert multiprocessing.active_children() == []


def deaf():
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(60)


def test_workers_that_will_not_end_are_killed(capfd):
    """A worker that hangs and ignores the request to end leaves nothing behind either."""
    batches = iter(DataLoader(Numbers(deaf), 4, num_workers=3, timeout=0.3))

    with pytest.raises(RuntimeError, match="timed out"):
        list(batches)

    assert multiprocessing.active_children() == []
    assert capfd.readouterr() == ("", "")
