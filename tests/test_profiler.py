"""Laws of the profiler: it sees every call, and leaves nothing behind."""

import json

import pytest

import minitorch as torch
from minitorch import calls, engine
from minitorch.autograd.profiler import emit_nvtx, profile


def profiled():
    """Return a profile of two products and their gradients."""
    x = torch.ones(3, requires_grad=True)
    with profile() as prof:
        (x * x * x).sum().backward()
    return prof


def test_it_counts_every_operation_and_every_visit():
    """A product is an operation going forward and a function going backward."""
    counts = {event.key: event.count for event in profiled().key_averages()}

    assert counts["mul"] == counts["ThMulBackward"] == 2
    assert counts["sum"] == counts["SumBackward0"] == counts["AccumulateGrad"] == 1


def test_events_come_in_the_order_in_which_they_began():
    """What a function calls lies within it."""
    events = profiled().function_events
    starts = [event.cpu_interval.start for event in events]
    sums = [event for event in events if event.name == "SumBackward0"]
    expands = [event for event in events if event.name == "expand"]

    assert starts == sorted(starts)
    assert sums[0].cpu_interval.start <= expands[0].cpu_interval.start
    assert expands[0].cpu_interval.end <= sums[0].cpu_interval.end


def test_averages_add_up():
    """The total of the averages is the total of the events."""
    prof = profiled()

    assert prof.total_average().count == len(prof.function_events)
    total = sum(event.cpu_time_total for event in prof.key_averages())
    assert total == pytest.approx(prof.total_average().cpu_time_total)


def test_the_table_is_sorted_as_asked():
    """Largest first; without a wish, in the order of the events."""
    lines = profiled().key_averages().table(sort_by="count").splitlines()

    assert lines[1].split()[:3] == ["Name", "CPU", "time"]
    assert int(lines[3].split()[3]) >= int(lines[-1].split()[3])
    assert str(profiled()).splitlines()[3].split()[0] == "mul"


def test_the_trace_can_be_written(tmp_path):
    """One entry for each event, as Chrome reads them."""
    prof = profiled()
    prof.export_chrome_trace(tmp_path / "trace.json")

    entries = json.loads((tmp_path / "trace.json").read_text())

    assert [entry["name"] for entry in entries] == [e.name for e in prof.function_events]


def test_nothing_is_left_behind():
    """After the block, operations run as before; also after an error in it."""
    before = engine.observer
    with pytest.raises(RuntimeError), profile():
        torch.ones(2).mm(torch.ones(2))

    assert engine.observer is before
    assert calls.RUNTIME["forward_mm"] is torch.mm.op.forward
    assert torch.mm.op.forward.__name__ == "mm"


def test_what_did_not_run_says_so():
    """A profile has no table before it ran; disabled, it never has one; it runs once."""
    prof = profile()

    assert str(prof) == "<unfinished torch.autograd.profile>"
    with pytest.raises(RuntimeError, match="didn't finish running"):
        prof.table()
    with profile(enabled=False) as idle:
        torch.ones(2) * 2
    assert idle.function_events is None
    with prof:
        pass
    with pytest.raises(RuntimeError, match="not reentrant"), prof:
        pass


def test_marks_for_the_gpu_are_left_out():
    """There are none of NVIDIA's marks."""
    with pytest.raises(NotImplementedError, match="left out"):
        emit_nvtx()
