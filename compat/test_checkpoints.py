"""Checkpoints and real torch: each reads what the other wrote; damage is found out."""

import io
import pickle
import struct
import tarfile
from pathlib import Path

import pytest

import minitorch
import minitorch.v03
from compat import damage
from compat.corpus import DATA

FILES = sorted(Path(DATA, "checkpoints").glob("*.pt"))
EMPTY_OF_03 = ("obj_03", "only_e_03")  # they hold an empty storage; live torch refuses it
FORMATS = {"zip": True, "legacy": False}


def plain(value):
    """Return a loaded value with arrays for tensors, so that packages compare."""
    if hasattr(value, "data_ptr"):
        return [str(value.dtype), value.tolist()]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return str(value) if type(value).__module__ not in ("builtins",) else value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_files_of_every_release_load(path):
    """What 0.3.1, 0.4.0, 1.0.0 and 2.13 wrote is read."""
    minitorch.load(path)


@pytest.mark.live
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_files_load_as_in_torch(path):
    """Where live torch reads a file, we read the same from it."""
    import torch

    if path.stem in EMPTY_OF_03:
        with pytest.raises(RuntimeError, match="storage has wrong byte size"):
            torch.load(path, weights_only=False)
        return
    wanted = torch.load(path, weights_only=False)

    assert plain(minitorch.load(path)) == plain(wanted)


def everything():
    """Return a state with every dtype, views, a parameter, and nested plain data."""
    kinds = ["uint8", "int8", "int16", "int32", "int64", "float16", "float32", "float64"]
    whole = minitorch.arange(12).float().view(3, 4)
    return {
        "kinds": [minitorch.ones(3).to(getattr(minitorch, kind)) for kind in kinds],
        "views": [whole, whole.t(), whole[1, 2:]],
        "parameter": minitorch.nn.Parameter(minitorch.ones(2)),
        "state": minitorch.nn.Linear(2, 3).state_dict(),
        "scalar": minitorch.tensor(2.5),
        "empty": minitorch.FloatTensor(),
        "plain": [1, 2.5, "text", None, True, (1, 2), {"a": {3}}],
        "size": minitorch.Size([2, 3]),
        "dtype": minitorch.float32,
    }


@pytest.mark.live
@pytest.mark.parametrize("zip_format", FORMATS.values(), ids=FORMATS)
def test_torch_opens_our_files(zip_format, tmp_path):
    """Live torch reads both formats with weights_only=True, and finds the same in them."""
    import torch

    path, value = tmp_path / "ours.pt", everything()
    minitorch.save(value, path, _use_new_zipfile_serialization=zip_format)

    found = torch.load(path, weights_only=True)

    assert plain(found) == plain(value)
    assert found["views"][0].data_ptr() == found["views"][1].data_ptr()
    assert isinstance(found["parameter"], torch.nn.Parameter)


@pytest.mark.live
@pytest.mark.parametrize("zip_format", FORMATS.values(), ids=FORMATS)
def test_we_open_the_files_of_torch(zip_format, tmp_path):
    """What live torch writes we read, module and optimizer included."""
    import torch

    path, model = (
        tmp_path / "theirs.pt",
        torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.ReLU()),
    )
    optimizer = torch.optim.Adam(model.parameters())
    model(torch.ones(1, 2)).sum().backward()
    optimizer.step()
    value = {"model": model.state_dict(), "optimizer": optimizer.state_dict()}
    torch.save(value, path, _use_new_zipfile_serialization=zip_format)

    assert plain(minitorch.load(path)) == plain(value)


@pytest.mark.live
@pytest.mark.parametrize("zip_format", FORMATS.values(), ids=FORMATS)
def test_truth_values_load_as_bytes(zip_format):
    """A mask that a later release wrote is a mask here; what has no counterpart is named."""
    import torch

    def reread(value):
        file = io.BytesIO()
        torch.save(value, file, _use_new_zipfile_serialization=zip_format)
        file.seek(0)
        return minitorch.load(file)

    mask, kind = reread([torch.tensor([True, False, True]), torch.bool])

    assert mask.dtype is kind is minitorch.uint8
    assert mask.tolist() == [1, 0, 1]
    with pytest.raises(minitorch.serialization.CheckpointError, match=r"torch.BFloat16Storage"):
        reread(torch.ones(2, dtype=torch.bfloat16))


def tar_file():
    """Return a file of the format before 0.1.7: a tensor, and a view of its storage."""
    storages, tensors, whole = io.BytesIO(), io.BytesIO(), io.BytesIO()

    def triple(first, second, kind):
        """Return the pickle of two plain values and a name of torch."""
        body = b"".join([pickle.dumps(value, 2)[2:-1] for value in (first, second)])
        return b"\x80\x02" + body + f"ctorch\n{kind}\n".encode() + b"\x87."

    storages.write(pickle.dumps(1, 2) + triple(7, "cpu", "FloatStorage"))
    storages.write(struct.pack("<q4f", 4, 0, 1, 2, 3) + pickle.dumps([], 2))
    tensors.write(pickle.dumps(1, 2) + triple(11, 7, "FloatTensor"))
    tensors.write(struct.pack("<ii2q2qq", 2, 0, 2, 2, 2, 1, 0))
    whole.write(b"\x80\x02}U\x01xK\x0bQs.")  # {"x": the tensor with key 11}
    result = io.BytesIO()
    with tarfile.open(fileobj=result, mode="w") as archive:
        for name, part in (("storages", storages), ("tensors", tensors), ("pickle", whole)):
            entry = tarfile.TarInfo(name)
            entry.size = len(part.getvalue())
            archive.addfile(entry, io.BytesIO(part.getvalue()))
    return result.getvalue()


@pytest.mark.parametrize("face", [minitorch, minitorch.v03], ids=["0.4", "0.3"])
def test_the_tar_format_loads(face):
    """Files from before 0.1.7 are read."""
    assert face.load(io.BytesIO(tar_file()))["x"].tolist() == [[0, 1], [2, 3]]


@pytest.mark.live
def test_the_tar_format_is_torch_s(tmp_path):
    """The tar file that we test with is one that live torch reads."""
    import torch

    (tmp_path / "old.tar").write_bytes(tar_file())

    found = torch.load(tmp_path / "old.tar", weights_only=False)

    assert found["x"].tolist() == [[0, 1], [2, 3]]


@pytest.mark.parametrize("zip_format", FORMATS.values(), ids=FORMATS)
def test_no_flipped_bit_is_loaded_in_silence(zip_format):
    """A flip is refused, or changes nothing (``python -m compat.damage`` tries thousands)."""
    assert damage.flips(300, zip_format) == 0


def test_no_kill_loses_a_checkpoint():
    """Saving that is killed leaves the old file or the new one."""
    assert damage.kills(5) == 0
