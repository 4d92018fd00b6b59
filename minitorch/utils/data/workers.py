"""Processes that load batches for a DataLoader.

Batch number ``n`` is the work of worker ``n % num_workers``, so batches come in order whoever is
faster. Each worker has a pipe of its own: indices go in, batches come out. Whoever waits for a
batch also waits for the death of the process that should bring it, so a worker that was killed is
reported at once.
"""

import os
import pickle
import random
import signal
import sys
import time
import traceback
import warnings

import numpy as np

from minitorch.random import default_generator

AHEAD = 2  # batches that a worker has to do while one is used, as in torch
MANAGER_STATUS_CHECK_INTERVAL = 1.0  # seconds after which a worker sees that its parent is dead
PIPE_BYTES = 32768  # safely less than a pipe holds: more could make both ends wait for each other


class ExceptionWrapper:
    """What went wrong in a worker: the class of the exception, and the traceback as text.

    Args:
        exc_info: what ``sys.exc_info()`` returns.

    Source: PyTorch 0.4.1, torch/utils/data/dataloader.py.
    """

    def __init__(self, exc_info):
        self.exc_type = exc_info[0]
        self.exc_msg = "".join(traceback.format_exception(*exc_info))

    def error(self):
        """Return an exception of the same kind, with the worker's traceback as its message."""
        try:
            return self.exc_type(self.exc_msg)
        except Exception:  # some exceptions take more than a message
            return RuntimeError(self.exc_msg)


def begin_streams(base_seed, number):
    """Begin the random numbers of a worker: torch's, Python's and NumPy's.

    0.4 leaves NumPy's as they are, the same in every worker; today's torch does this.

    Source: PyTorch 2.13, torch/utils/data/_utils/worker.py.
    """
    default_generator.manual_seed(base_seed + number)
    random.seed(base_seed + number)
    entropy = [number, base_seed & 0xFFFFFFFF, base_seed >> 32, 0]
    np.random.seed(np.random.SeedSequence(entropy).generate_state(4))


def work(loader, number, base_seed, pipe, others, parent):
    """Load batches until there are no more indices, or nobody to send them to.

    Args:
        base_seed: of the random numbers of all workers.
        others: ends of pipes that were inherited from the parent, and must not stay open here.
    """
    from .dataloader import load

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted too, and ends us
    for other in others:
        other.close()
    begin_streams(base_seed, number)
    failed = attempt(loader.worker_init_fn, number) if loader.worker_init_fn else None
    while True:
        try:
            while not pipe.poll(MANAGER_STATUS_CHECK_INTERVAL):
                if os.getppid() != parent:
                    return
            indices = pipe.recv()
            if indices is None:
                return
            failure = isinstance(failed, ExceptionWrapper)
            pipe.send_bytes(pickled(failed if failure else attempt(load, loader, indices)))
        except (EOFError, BrokenPipeError, ConnectionResetError):
            return


def attempt(function, *args):
    """Return what ``function`` returns, or the :class:`ExceptionWrapper` that it ended in."""
    try:
        return function(*args)
    except Exception:
        return ExceptionWrapper(sys.exc_info())


def pickled(batch):
    """Return a batch as bytes; one that cannot be is a failure, too."""
    try:
        return pickle.dumps(batch, pickle.HIGHEST_PROTOCOL)
    except Exception:
        wrapped = isinstance(batch, ExceptionWrapper)
        failure = batch if wrapped else ExceptionWrapper(sys.exc_info())
        failure.exc_type = RuntimeError
        return pickle.dumps(failure)


class Workers:
    """The processes of one pass over the batches.

    Args:
        loader: says what to load, and how many processes there are.
        base_seed: worker ``n`` draws its random numbers from ``base_seed + n``.
        batches: an iterator over lists of indices.
    """

    def __init__(self, loader, base_seed, batches):
        import multiprocessing

        self.timeout, self.batches, self.processes, self.pipes = loader.timeout, batches, [], []
        self.sent = self.received = 0
        fork = "fork" in multiprocessing.get_all_start_methods()
        context = multiprocessing.get_context("fork" if fork else None)
        for number in range(loader.num_workers):
            ours, theirs = context.Pipe()
            inherited = [*self.pipes, ours] if fork else []
            args = (loader, number, base_seed, theirs, inherited, os.getpid())
            process = context.Process(target=work, args=args, daemon=True)
            with warnings.catch_warnings():  # that a fork copies no threads: ours need none
                warnings.simplefilter("ignore", DeprecationWarning)
                process.start()
            theirs.close()
            self.processes.append(process)
            self.pipes.append(ours)
        for _ in range(AHEAD * loader.num_workers):
            self.send_indices()

    def send_indices(self):
        """Give the next worker something to do, if there is more."""
        number = self.sent % len(self.pipes)
        indices = next(self.batches, None)
        if indices is None:
            return
        text = pickle.dumps(indices)
        if len(text) > PIPE_BYTES and self.sent - self.received >= len(self.pipes):
            self.wait_for(self.pipes[number], self.processes[number])
        self.sent += 1
        try:
            self.pipes[number].send_bytes(text)
        except (BrokenPipeError, ConnectionResetError):
            self.report_death(self.processes[number])

    def next_batch(self):
        """Return the next batch.

        Raises:
            StopIteration: if there is none.
            RuntimeError: if its worker died, or took too long; or whatever it raised.
        """
        if self.received == self.sent:
            self.stop()
            raise StopIteration
        number = self.received % len(self.pipes)
        pipe, process = self.pipes[number], self.processes[number]
        self.wait_for(pipe, process)
        try:
            batch = pickle.loads(pipe.recv_bytes())
        except (EOFError, ConnectionResetError):
            self.report_death(process)
        self.received += 1
        self.send_indices()
        if isinstance(batch, ExceptionWrapper):
            raise batch.error()  # in no variable, so that it does not keep its own frame alive
        return batch

    def wait_for(self, pipe, process):
        """Wait until a worker has something to say; raise if it died or takes too long."""
        from multiprocessing.connection import wait

        if not wait([pipe, process.sentinel], self.timeout or None):
            self.stop()
            raise RuntimeError(f"DataLoader timed out after {self.timeout} seconds")
        if not pipe.poll():
            self.report_death(process)

    def report_death(self, process):
        """Raise since a worker is no more."""
        process.join(1)
        code, pid = process.exitcode, process.pid
        self.stop()
        if code is not None and code < 0:
            name = signal.strsignal(-code) or signal.Signals(-code).name
            raise RuntimeError(f"DataLoader worker (pid {pid}) is killed by signal: {name}.")
        raise RuntimeError(
            f"DataLoader worker (pid {pid}) exited unexpectedly with exit code {code}. Details "
            "are lost due to multiprocessing. Rerunning with num_workers=0 may give better error "
            "trace."
        )

    def stop(self):
        """End every process, and wait for it to be gone."""
        for pipe in self.pipes:
            pipe.close()  # a worker that waits for indices ends by itself
        for process in self.processes:
            process.terminate()
        end = time.monotonic() + 0.2  # for all of them together
        for process in self.processes:
            process.join(max(0, end - time.monotonic()))
            if process.is_alive():
                process.kill()
                process.join()
        self.processes, self.pipes, self.sent, self.received = [], [], 0, 0
