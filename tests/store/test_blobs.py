"""Bytes by their hash: whole or not there, and damage is named."""

import hashlib
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyles.store.blobs import Blobs


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path / "blobs")


@given(st.binary(max_size=5000))
def test_what_is_put_is_there_under_its_hash(tmp_path_factory: pytest.TempPathFactory, data: bytes):
    blobs = Blobs(tmp_path_factory.mktemp("blobs"))
    name, size = blobs.put(io.BytesIO(data))
    assert (name, size) == (hashlib.sha256(data).hexdigest(), len(data))
    assert blobs.path(name).read_bytes() == data
    assert blobs.has(name)


def test_the_same_bytes_are_kept_once(blobs: Blobs):
    blobs.put(io.BytesIO(b"x"))
    blobs.put(io.BytesIO(b"x"))
    assert len([path for path in blobs.folder.rglob("*") if path.is_file()]) == 1


class Broken(io.BytesIO):
    def read(self, size: int | None = -1, /) -> bytes:
        raise OSError(5, "Input/output error")


def test_a_stream_that_breaks_leaves_nothing(blobs: Blobs):
    with pytest.raises(OSError, match="Input/output"):
        blobs.put(Broken())
    assert list(blobs.folder.iterdir()) == []


def test_altered_bytes_are_named(blobs: Blobs):
    name, _ = blobs.put(io.BytesIO(b"x"))
    sound, _ = blobs.put(io.BytesIO(b"y"))
    assert blobs.damaged() == []
    blobs.path(name).write_bytes(b"z")
    assert blobs.damaged() == [name]
    assert blobs.has(sound)


def left(blobs: Blobs, *, seconds: float) -> Iterator[Path]:
    blobs.folder.mkdir(exist_ok=True)
    path = blobs.folder / f"new-{seconds}"
    path.write_bytes(b"half")
    status = path.stat()
    os.utime(path, (status.st_atime - seconds, status.st_mtime - seconds))
    yield path


def test_what_a_crash_left_is_swept_but_not_what_is_being_written(blobs: Blobs):
    (old,), (young,) = left(blobs, seconds=4000), left(blobs, seconds=10)
    assert blobs.leftovers() == [old]
    blobs.sweep()
    assert (old.exists(), young.exists()) == (False, True)


@pytest.mark.parametrize("known", [True, False], ids=["waited for", "not waited for"])
def test_what_a_process_left_that_is_no_more_is_swept_at_once(blobs: Blobs, known: bool):
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        os.waitid(os.P_PID, gone.pid, os.WEXITED | os.WNOWAIT)
        if known:
            gone.wait()
        blobs.folder.mkdir()
        names = {who: f"new-{os.uname().nodename}-{who}-x_1" for who in (gone.pid, os.getpid())}
        for name in names.values():
            (blobs.folder / name).write_bytes(b"half")
        elsewhere = blobs.folder / f"new-another-machine-{gone.pid}-x_2"
        elsewhere.write_bytes(b"half")
        blobs.sweep()
    left = {path.name for path in blobs.folder.iterdir()}
    assert left == {names[os.getpid()], elsewhere.name}
