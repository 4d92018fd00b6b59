"""A file is data: whatever it says, nothing runs, and no more memory is taken than it has."""

import os
import tracemalloc

import pytest

import minitorch as torch
import minitorch.v03 as torch03
from minitorch.serialization import CheckpointError
from tests.payloads import FILES, MARKER, PAYLOADS, legacy, zipped

FORMATS = {"zip": zipped, "legacy": legacy}
ROOM = 16 << 20  # bytes that reading may take beside a few times the size of the file


def refused(face, data, path):
    """Assert that a file with these bytes is refused, cheaply and in words that name it."""
    path.write_bytes(data)
    tracemalloc.start()
    try:
        with pytest.raises(CheckpointError, match=path.name):
            face.load(path)
        assert tracemalloc.get_traced_memory()[1] < ROOM + 300 * len(data)
    finally:
        tracemalloc.stop()
    assert not os.path.exists(MARKER)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", PAYLOADS)
def test_no_payload_does_anything(name, form, tmp_path, monkeypatch):
    """Every one is refused by the one class of exception, in both formats and faces."""
    monkeypatch.chdir(tmp_path)

    for face in (torch, torch03):
        refused(face, FORMATS[form](PAYLOADS[name]), tmp_path / "payload.pt")


@pytest.mark.parametrize("name", FILES)
def test_no_file_does_anything(name, tmp_path, monkeypatch):
    """Nor is there anything else that passes for a checkpoint."""
    monkeypatch.chdir(tmp_path)

    refused(torch, FILES[name](), tmp_path / "file.pt")


def test_there_are_enough_of_them():
    """No fewer than the payloads that torch was tried with."""
    assert len(PAYLOADS) >= 57
