"""A profiler: which operations ran, how often, and how long each took."""

import json
import threading
from collections import defaultdict, namedtuple
from functools import partial
from time import perf_counter_ns

from .. import engine, left_out
from ..around import lay_around, take_off
from ..op import OPS
from .order import ready_order

globals().update(left_out.stand_ins("torch.autograd.profiler"))


class Interval(namedtuple("Interval", "start end")):
    """From when to when something ran, in microseconds."""

    __slots__ = ()

    def elapsed_us(self):
        """Return how long that is."""
        return self.end - self.start


def format_time(microseconds):
    """Return a time as the tables show it."""
    return f"{microseconds:.3f}us"


class Timed:
    """What the tables show of times; operations on a GPU are not timed apart."""

    cuda_time_total = cuda_time = 0
    count = 1

    @property
    def cpu_time(self):
        """The mean time of a call."""
        return self.cpu_time_total / self.count if self.count else 0.0


class FunctionEvent(Timed):
    """One call: its name, the thread it ran in, and when."""

    def __init__(self, id, name, thread, cpu_start, cpu_end):
        self.id, self.name, self.thread = id, name, thread
        self.cpu_interval, self.kernels = Interval(cpu_start, cpu_end), []

    key = property(lambda self: self.name)
    cpu_time_total = property(lambda self: self.cpu_interval.elapsed_us())

    def __repr__(self):
        time = format_time(self.cpu_time_total)
        return f"<FunctionEvent id={self.id} cpu_time={time} thread={self.thread} name={self.name}>"


class FunctionEventAvg(Timed):
    """All calls under one name, added up with ``+=``."""

    def __init__(self):
        self.key, self.count, self.cpu_time_total = None, 0, 0

    def __iadd__(self, other):
        self.key = other.key if self.key is None else self.key
        self.count += other.count
        self.cpu_time_total += other.cpu_time_total
        return self

    def __repr__(self):
        time = format_time(self.cpu_time)
        return f"<FunctionEventAvg key={self.key} cpu_time={time} count={self.count}>"


class EventList(list):
    """Events in the order in which they began; prints as a table."""

    def __str__(self):
        return self.table()

    def table(self, sort_by=None):
        """Return a table of the events.

        Args:
            sort_by: the attribute that puts them in order, largest first, such as
                ``"cpu_time_total"`` or ``"count"``; None leaves the order.
        """
        events = self if sort_by is None else sorted(self, key=lambda e: -getattr(e, sort_by))
        return build_table(events)

    def export_chrome_trace(self, path):
        """Write the events to a file that ``chrome://tracing`` shows."""
        events = [
            dict(
                name=event.name,
                ph="X",
                ts=event.cpu_interval.start,
                dur=event.cpu_time_total,
                tid=event.thread,
                pid="CPU functions",
                args={},
            )
            for event in self
        ]
        with open(path, "w") as file:
            json.dump(events, file)

    def key_averages(self):
        """Return for each name the calls under it, added up."""
        found = defaultdict(FunctionEventAvg)
        for event in self:
            found[event.key] += event
        return EventList(found.values())

    def total_average(self):
        """Return all calls added up, under the name ``Total``."""
        total = FunctionEventAvg()
        for event in self:
            total += event
        total.key = "Total"
        return total


def build_table(events):
    """Return the table of some events, one a line."""
    none = format_time(0)
    rows = [("Name", "CPU time", "CUDA time", "Calls", "CPU total", "CUDA total")]
    for event in events:
        mean, total = format_time(event.cpu_time), format_time(event.cpu_time_total)
        rows.append((event.key, mean, none, str(event.count), total, none))
    widths = [max(15, *map(len, column)) for column in zip(*rows, strict=True)]
    rule = "  ".join("-" * width for width in widths)
    head, *body = ["  ".join(c.rjust(w) for c, w in zip(r, widths, strict=True)) for r in rows]
    return "\n".join([rule, head, rule, *body])


class profile:
    """Times every operation in a ``with`` block, and every function that backward visits there.

    Of an operation the computation itself is timed, without what Python does around it. On a GPU
    that is the time to start it.

    Args:
        enabled: whether to do anything at all.
        use_cuda: accepted as in torch; the times of a GPU stay zero.

    Example:
        >>> x = torch.ones(2, requires_grad=True)
        >>> with torch.autograd.profiler.profile() as prof:
        ...     (x * 2).sum().backward()
        >>> [event.name for event in prof.function_events][:2]
        ['mul', 'sum']

    Source: PyTorch 0.4.1, torch.autograd.profiler.profile.
    """

    def __init__(self, enabled=True, use_cuda=False):
        self.enabled, self.use_cuda = enabled, use_cuda
        self.function_events, self.entered = None, False

    def __enter__(self):
        if not self.enabled:
            return self
        if self.entered:
            raise RuntimeError("autograd profiler traces are not reentrant")
        self.entered, self.noted, self.since = True, [], None
        self.before, engine.observer = engine.observer, self
        self.timed = [
            (op, partial(self._timed, op.live or op.name))
            for each in OPS.values()
            for op in each.forms()
        ]
        for op, wrap in self.timed:
            lay_around(op, wrap)
        return self

    def __exit__(self, *_):
        if self.enabled:
            engine.observer = self.before
            for op, wrap in self.timed:
                take_off(op, wrap)
            noted = sorted(self.noted, key=lambda event: event[2])
            self.function_events = EventList(FunctionEvent(i, *e) for i, e in enumerate(noted))
        return False

    def _timed(self, name, forward):
        def timed(*args):
            begin = perf_counter_ns()
            result = forward(*args)
            self._note(name, begin)
            return result

        return timed

    def _note(self, name, begin):
        now = perf_counter_ns()
        self.noted.append((name, threading.get_ident(), begin / 1000, now / 1000))

    def order(self, nodes):
        """Return the nodes of a backward pass in the order to visit them; the first starts now."""
        nodes = ready_order(nodes) if self.before is None else self.before.order(nodes)
        self.since = perf_counter_ns()
        return nodes

    def look(self, node, grad, grads):
        """Note a function that backward visited: it ran since the one before."""
        self._note(type(node).__name__, self.since)
        if self.before is not None:
            self.before.look(node, grad, grads)
        self.since = perf_counter_ns()

    # --- what is asked of it ---------------------------------------------------------------------

    def _events(self, purpose="display"):
        if self.function_events is None:
            raise RuntimeError(f"can't {purpose} a trace that didn't finish running")
        return self.function_events

    def __repr__(self):
        if self.function_events is None:
            return "<unfinished torch.autograd.profile>"
        return repr(self.function_events)

    def __str__(self):
        if self.function_events is None:
            return "<unfinished torch.autograd.profile>"
        return str(self.function_events)

    def table(self, sort_by=None):
        """Return a table of all calls; see :meth:`EventList.table`."""
        return self._events().table(sort_by)

    def export_chrome_trace(self, path):
        """Write the calls to a file that ``chrome://tracing`` shows."""
        return self._events("export").export_chrome_trace(path)

    def key_averages(self):
        """Return for each name the calls under it, added up."""
        return self._events("average").key_averages()

    def total_average(self):
        """Return all calls added up."""
        return self._events("average").total_average()
