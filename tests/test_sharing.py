"""Tensors that processes share: what is sent is the memory, and nothing of it is left behind."""

import os
import signal
import sys
import time

import pytest

import minitorch as torch
import minitorch.v03 as torch03
from minitorch import multiprocessing as mp

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no descriptors are sent there")
MEMORY = "/dev/shm"
KINDS = {
    "tensor": lambda: torch.zeros(2, 3),
    "number": lambda: torch.tensor(0.0),
    "view": lambda: torch.zeros(4, 3).share_memory_()[1:3],
    "columns": lambda: torch.zeros(3, 2).share_memory_().t(),
    "integers": lambda: torch.zeros(2, 2).long(),
    "parameter": lambda: torch.nn.Parameter(torch.zeros(3).share_memory_()),
    "0.3 tensor": lambda: torch03.zeros(2),
    "0.3 Variable": lambda: torch03.autograd.Variable(torch03.zeros(2).share_memory_()),
    "0.3 parameter": lambda: torch03.nn.Parameter(torch03.zeros(2).share_memory_()),
}


def names():
    """Return the names of the files in the system's shared memory."""
    return sorted(os.listdir(MEMORY)) if os.path.isdir(MEMORY) else []


def plain(tensor):
    """Return a tensor without its history; those of 0.3 have none."""
    return tensor if type(tensor).__module__ == "torch" else tensor.data


def add_one(given, taken):
    """Add one to every tensor that comes, in place, until None comes; answer each."""
    while (tensor := given.get()) is not None:
        shared = plain(tensor).add_(1).is_shared()
        taken.put((type(tensor).__name__, getattr(tensor, "requires_grad", False), shared))
    taken.put(None)


@pytest.fixture(params=["fork", "spawn"])
def helper(request):
    """Give the queues to and from a process that runs :func:`add_one`."""
    context = mp.get_context(request.param)
    given, taken = context.Queue(), context.Queue()
    process = context.Process(target=add_one, args=(given, taken))
    process.start()
    yield given, taken
    given.put(None)
    assert taken.get(timeout=20) is None
    process.join()


def test_a_change_of_what_was_sent_is_seen(helper):
    """Sender and receiver look at the same elements, whatever kind of tensor it is."""
    given, taken = helper
    before = names()

    for make in KINDS.values():
        tensor = make()
        given.put(tensor)
        kind, requires_grad, shared = taken.get(timeout=20)

        assert set(plain(tensor).contiguous().view(-1).tolist()) == {1}
        assert kind == type(tensor).__name__
        assert requires_grad == getattr(tensor, "requires_grad", False)
        assert shared
    assert names() == before


def test_tensors_of_one_storage_share_it_there_too(helper):
    """A view that is sent after the whole shows the same memory."""
    given, taken = helper
    whole = torch.zeros(4).share_memory_()

    for part in (whole, whole[1:3], whole):
        given.put(part)
        taken.get(timeout=20)

    assert whole.tolist() == [2, 3, 3, 2]


def test_what_others_show_too_is_copied():
    """A tensor whose memory a view or an array shows stays where it is."""
    queue, whole = mp.Queue(), torch.zeros(4)
    part = whole[1:3]

    queue.put(part)
    queue.get(timeout=20).add_(1)
    whole.add_(2)

    assert part.tolist() == [2, 2]
    assert not part.is_shared()


def test_storages_are_shared():
    """A storage is sent as its memory."""
    given, taken = mp.Pipe()
    storage = torch.ones(3).storage().share_memory_()

    given.send(storage)
    taken.recv()[0] = 7

    assert storage.tolist() == [7, 1, 1]


def descend(model, x, y, steps):
    """Train a model that others train at the same time, as Hogwild does."""
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    for _ in range(steps):
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_several_processes_train_one_model(method):
    """Each writes to the parameters that all share; the parent sees what they learned."""
    torch.manual_seed(0)
    x = torch.randn(64, 3)
    y = x.matmul(torch.tensor([[1.0], [-2.0], [0.5]]))
    model = torch.nn.Linear(3, 1).share_memory()
    context = mp.get_context(method)
    processes = [context.Process(target=descend, args=(model, x, y, 100)) for _ in range(2)]

    for process in processes:
        process.start()
    for process in processes:
        process.join()

    assert [process.exitcode for process in processes] == [0, 0]
    assert torch.nn.functional.mse_loss(model(x), y).item() < 1e-3


def send_ten(queue):
    """Send tensors, and end."""
    for number in range(10):
        queue.put(torch.ones(3) * number)


def test_what_a_process_sent_last_arrives():
    """Tensors are received although their sender has nothing left to do."""
    queue = mp.Queue()
    process = mp.Process(target=send_ten, args=(queue,))
    process.start()
    time.sleep(0.3)

    received = [queue.get(timeout=20) for _ in range(10)]
    process.join()

    assert [tensor.tolist() for tensor in received] == [[float(n)] * 3 for n in range(10)]


def leave_at_once(pipe):
    """Send a tensor, and be killed before anybody can have it."""
    pipe.send(torch.ones(3))
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_sender_that_is_gone_is_named():
    """If nobody can have a tensor any more, one sentence says why."""
    ours, theirs = mp.Pipe()
    process = mp.Process(target=leave_at_once, args=(theirs,))
    process.start()
    process.join()

    with pytest.raises(RuntimeError, match="before the process that sent it had ended"):
        ours.recv()


def die(queue):
    """Change what comes, and be killed."""
    queue.get().add_(1)
    os.kill(os.getpid(), signal.SIGKILL)


def test_nothing_is_left_of_a_process_that_was_killed():
    """Its changes are there, its memory is not."""
    before, queue, tensor = names(), mp.SimpleQueue(), torch.zeros(3).share_memory_()
    process = mp.Process(target=die, args=(queue,))
    process.start()

    queue.put(tensor)
    process.join()

    assert process.exitcode == -signal.SIGKILL
    assert tensor.tolist() == [1, 1, 1]
    assert names() == before


def test_descriptors_are_closed():
    """Shared memory that nobody shows any more holds no file open."""
    folder = "/proc/self/fd"
    if not os.path.isdir(folder):
        pytest.skip("the system does not list open files")
    before = len(os.listdir(folder))

    for _ in range(20):
        torch.zeros(3).share_memory_()

    assert len(os.listdir(folder)) == before
