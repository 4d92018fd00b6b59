"""Checkpoints come back bit for bit; a file runs no code; saving is all or nothing."""

import collections
import copy
import io
import multiprocessing
import os
import pickle
import subprocess
import sys

import numpy as np
import pytest

import minitorch as torch
import minitorch.v03 as torch03
from minitorch.dtype import DTYPES
from minitorch.serialization import CheckpointError

FORMATS = [False, True]


def loaded(obj, zip_format=False, torch=torch, **options):
    """Return what comes back of ``obj``."""
    file = io.BytesIO()
    torch.save(obj, file, _use_new_zipfile_serialization=zip_format)
    file.seek(0)
    return torch.load(file, **options)


@pytest.mark.parametrize("zip_format", FORMATS)
@pytest.mark.parametrize("dtype", DTYPES, ids=str)
def test_every_bit_of_every_dtype_comes_back(dtype, zip_format):
    """Any pattern of bits, nan and all, survives a round trip."""
    bits = np.random.default_rng(0).integers(0, 256, 64, np.uint8)
    tensor = torch.Tensor._wrap(bits.view(dtype.numpy).copy())

    result = loaded(tensor, zip_format)

    assert result.dtype is dtype
    assert result.numpy().tobytes() == bits.tobytes()


@pytest.mark.parametrize("zip_format", FORMATS)
def test_views_share_memory_afterwards(zip_format):
    """Tensors that looked at one storage do so again, each at its place."""
    whole = torch.arange(12).float().view(3, 4)

    again, column = loaded([whole, whole.t()[1]], zip_format)
    again[2, 1] = 77

    assert column.tolist() == [1, 5, 77]
    assert column.stride() == (4,)
    assert column.storage_offset() == 1


def test_a_state_dict_keeps_its_order_and_versions():
    """Names come back in order, with the versions of the modules."""
    state = torch.nn.Linear(2, 3).state_dict()

    result = loaded(state)

    assert list(result) == ["weight", "bias"]
    assert result._metadata == state._metadata


def test_an_optimizer_goes_on_where_it_was():
    """Momentum buffers survive, so the next step is the same."""
    x = torch.ones(2, requires_grad=True)
    optimizer = torch.optim.SGD([x], lr=0.1, momentum=0.9)
    x.sum().backward()
    optimizer.step()

    state = loaded(optimizer.state_dict())

    assert state["state"][id(x)]["momentum_buffer"].tolist() == [1, 1]


class Net(torch.nn.Module):
    """A module of a user's own class."""

    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(2, 1)
        self.names = ["a", ("b", 2)]

    def forward(self, x):
        return self.layer(x)


class Careful(torch.nn.Module):
    """A module whose class has code for loading."""

    def __setstate__(self, state):
        raise AssertionError("code was run")


@pytest.mark.parametrize("zip_format", FORMATS)
def test_a_whole_module_comes_back_without_running_its_code(zip_format):
    """A module is made of its attributes; the class must be there."""
    net = Net()

    result = loaded(net, zip_format)

    assert result(torch.ones(1, 2)).tolist() == net(torch.ones(1, 2)).tolist()
    assert result.names == net.names
    assert result.register_forward_hook(print)


def test_code_of_a_class_runs_only_by_consent():
    """A ``__setstate__`` is code, so it needs weights_only=False."""
    with pytest.raises(CheckpointError, match="weights_only=False"):
        loaded(Careful())
    with pytest.raises(CheckpointError, match="code was run"):
        loaded(Careful(), weights_only=False)


class Payload:
    """Runs code when a trusting reader meets it."""

    def __init__(self, function, *args):
        self.call = function, args

    def __reduce__(self):
        return self.call


PAYLOADS = [
    Payload(os.system, "touch executed"),
    Payload(eval, "open('executed', 'w')"),
    Payload(exec, "open('executed', 'w')"),
    Payload(getattr, [], "append"),
    Payload(bytearray, 1 << 40),
    Payload(subprocess.Popen, ["touch", "executed"]),
    Payload(map, print, ["x"]),
    Payload(type, "X", (), {}),
    Payload(np.load, "executed"),
    np.array([print], dtype=object),
]


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
@pytest.mark.parametrize("zip_format", FORMATS)
def test_no_payload_is_executed(payload, zip_format, tmp_path, monkeypatch):
    """A file cannot call anything but what makes data."""
    monkeypatch.chdir(tmp_path)

    with pytest.raises(CheckpointError):
        loaded({"a": payload}, zip_format)

    assert not os.path.exists("executed")


BOMBS = {
    "marks": b"\x80\x02" + b"(" * 100_000 + b".",
    "tuples": b"\x80\x02)" + b"\x85" * 100_000 + b".",
    "lists": b"\x80\x02]" + b"]" * 5_000 + b"a" * 5_000 + b".",
    "text": b"\x80\x02X\xff\xff\xff\x7fshort.",
    "stack": b"\x80\x02" + b"0" * 100 + b".",
    "memo": b"\x80\x02h\x07.",
    "append": b"\x80\x02K\x01K\x02a.",
    "unknown": b"\x80\x02\xff.",
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_pickle_that_makes_no_sense_is_refused(bomb):
    """Whatever the bytes say, one class of error comes out."""
    header = io.BytesIO()
    torch.save(0, header)
    prefix = header.getvalue()[: header.getvalue().index(b"\x80\x02K\x00.")]

    with pytest.raises(CheckpointError):
        torch.load(io.BytesIO(prefix + bomb))


def test_a_storage_cannot_be_larger_than_its_file():
    """A size is believed only as far as the file reaches."""
    file = io.BytesIO()
    torch.save(torch.zeros(3), file)
    claimed = file.getvalue().replace(b"cpuq\x04K\x03", b"cpuq\x04J\xff\xff\xff\x7f")

    with pytest.raises(CheckpointError, match="more than the file holds"):
        torch.load(io.BytesIO(claimed))


@pytest.mark.parametrize("zip_format", FORMATS)
def test_every_truncation_is_an_error_that_names_the_file(zip_format, tmp_path):
    """A file cut anywhere is refused, in words that say which file and how long it is."""
    path = tmp_path / "cut.pt"
    torch.save(torch.arange(4), path, _use_new_zipfile_serialization=zip_format)
    whole = path.read_bytes()

    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(CheckpointError, match=f"cut.pt \\({length} bytes\\)"):
            torch.load(path)


def test_a_failing_save_leaves_the_old_file(tmp_path):
    """A value that cannot be written costs nothing that was written before."""
    path = tmp_path / "model.pt"
    torch.save(1, path)

    with pytest.raises(Exception, match="lambda"):
        torch.save([torch.ones(3), lambda: 0], path)

    assert torch.load(path) == 1
    assert os.listdir(tmp_path) == ["model.pt"]


def test_permissions_stay_as_they_were(tmp_path):
    """Replacing a file does not change who may read it."""
    path = tmp_path / "model.pt"
    torch.save(1, path)
    path.chmod(0o640)

    torch.save(2, path)

    assert path.stat().st_mode & 0o777 == 0o640


def test_several_objects_fit_into_one_file():
    """Reading leaves the file where the next object begins."""
    file = io.BytesIO()
    for value in (torch.ones(2), "text", torch.zeros(1)):
        torch.save(value, file)
    file.seek(0)

    assert [torch.load(file), torch.load(file), torch.load(file)][1] == "text"


def test_a_location_is_asked_for_each_storage():
    """``map_location`` sees storages and where they were, once each."""
    seen = []
    tensor = torch.ones(2)

    loaded([tensor, tensor[1:]], map_location=lambda s, where: seen.append((len(s), where)))

    assert seen == [(2, "cpu")]


@pytest.mark.parametrize("face", [torch, torch03], ids=["0.4", "0.3"])
def test_pickle_and_copy_know_tensors(face):
    """``pickle`` and ``copy`` work without torch.save."""
    tensor = face.FloatTensor([1, 2, 3])[1:]

    pickled = pickle.loads(pickle.dumps(tensor))
    copied = copy.deepcopy([tensor, tensor])

    assert pickled.tolist() == tensor.tolist()
    assert copied[0] is copied[1] is not tensor
    assert copy.copy(tensor).data_ptr() == tensor.data_ptr()


def test_plain_containers_come_back_with_their_classes():
    """Python's own data keeps its types."""
    value = {
        "o": collections.OrderedDict(a=1),
        "c": collections.Counter("aab"),
        "s": {1, 2},
        "f": frozenset([3]),
        "x": 1 + 2j,
        "b": b"bytes",
        "n": np.float32(1.5),
        "z": torch.Size([2]),
    }

    result = loaded(value)

    assert result == value
    assert [type(v) for v in result.values()] == [type(v) for v in value.values()]


def kill_while_saving(path):
    """Save for ever."""
    while True:
        torch.save(torch.ones(200_000), path)


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_kill_leaves_a_whole_file(tmp_path):
    """At whatever moment saving is killed, what is under the name loads."""
    path = tmp_path / "model.pt"
    torch.save(torch.ones(200_000), path)

    fork = multiprocessing.get_context("fork")
    for number in range(3):
        process = fork.Process(target=kill_while_saving, args=(path,))
        process.start()
        process.join(0.02 + 0.01 * number)
        process.kill()
        process.join()
        assert torch.load(path).sum().item() == 200_000
