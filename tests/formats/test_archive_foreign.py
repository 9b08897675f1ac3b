"""Archives of other makers, through libarchive: what is inside, what is locked, what is absent."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.parts import children, only, read, states

from kyles.formats import Child, Trouble, archive
from kyles.formats.archive import members
from kyles.model import State

libarchive = pytest.importorskip("libarchive", exc_type=(ImportError, OSError, TypeError))

FILES = {"reports/a.txt": b"rounds " * 40, "b.bin": bytes(range(256)) * 40, "empty.txt": b""}
KINDS = {"7zip": "7z", "iso9660": "iso", "cpio_newc": "cpio"}
REAL = os.environ.get("KYLES_ARCHIVE_FILES")


def packed(path: Path, kind: str, files: dict[str, bytes] = FILES) -> Path:
    with libarchive.file_writer(str(path), kind) as archive:
        for name, data in files.items():
            archive.add_file_from_memory(name, len(data), data)
    return path


@pytest.mark.parametrize("kind", KINDS)
def test_every_file_comes_out_with_its_path(tmp_path, kind):
    parts = read(packed(tmp_path / f"evidence.{KINDS[kind]}", kind))
    assert children(parts) == FILES
    assert not states(parts)


def test_the_content_tells_what_it_is_whatever_the_name(tmp_path):
    assert children(read(packed(tmp_path / "photo.jpg", "7zip"))) == FILES


def test_a_link_is_told_and_not_followed(tmp_path):
    path = tmp_path / "evidence.cpio"
    with libarchive.file_writer(str(path), "cpio_newc") as archive:
        archive.add_file_from_memory("a.txt", 1, b"a")
        archive.add_file_from_memory("away", 0, b"", filetype=0o120000, linkpath="/etc/passwd")
    parts = read(path)
    assert children(parts) == {"a.txt": b"a"}
    assert states(parts) == [State.PARTIAL]


def test_a_bomb_ends_at_what_is_really_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(members, "FREE", 10_000)
    files = {f"{number}.bin": bytes(20_000) for number in range(30)}
    path = packed(tmp_path / "bomb.7z", "7zip", files)
    parts = read(path)
    assert sum(len(one.data) for one in only(parts, Child)) <= 200 * path.stat().st_size + 20_000
    assert states(parts) == [State.PARTIAL]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data(), kind=st.sampled_from(sorted(KINDS)))
def test_damage_anywhere_ends_in_a_state_or_changes_nothing(tmp_path, data, kind):
    path = packed(tmp_path / f"evidence.{KINDS[kind]}", kind)
    made = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(made) - 1))
    if data.draw(st.booleans()):
        made = made[: at + 1]
    else:
        made[at] ^= data.draw(st.integers(1, 255))
    path.write_bytes(made)
    parts = list(archive.read(path))
    assert only(parts, Child) or states(parts)


def test_without_the_library_it_says_what_to_install(tmp_path):
    path = packed(tmp_path / "evidence.7z", "7zip")
    script = (
        "import sys; sys.modules['libarchive'] = None\n"
        "from pathlib import Path; from kyles.formats import archive\n"
        "print(*archive.read(Path(sys.argv[1])))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
    )
    assert "unsupported" in ran.stdout
    assert "kyles[archives]" in ran.stdout


@pytest.mark.skipif(not REAL, reason="KYLES_ARCHIVE_FILES names no folder of real archives")
@pytest.mark.parametrize(
    ("name", "files", "state"),
    [
        ("test-documents.7z", 9, None),
        ("test-documents.rar", 9, None),
        ("test-documents.cab", 9, None),
        ("test-documents-enc.rar", 0, State.LOCKED),
        ("test7Z_protected_passTika.7z", 0, State.LOCKED),
        ("full_encrypted.7z", 0, State.LOCKED),
    ],
)
def test_real_archives(name, files, state):
    parts = read(Path(str(REAL)) / name)
    assert len(children(parts)) == files
    assert [one.state for one in only(parts, Trouble)] == ([state] if state else [])


@pytest.mark.parametrize("filter_name", ["zstd", "lz4", "compress"])
@pytest.mark.parametrize("kind", ["raw", "ustar"])
def test_a_stream_and_a_tar_that_was_packed(tmp_path, filter_name, kind):
    files = {"a.txt": FILES["reports/a.txt"]} if kind == "raw" else FILES
    path = tmp_path / "evidence.packed"
    try:
        with libarchive.file_writer(str(path), kind, filter_name) as archive:
            for name, data in files.items():
                archive.add_file_from_memory(name, len(data), data)
    except libarchive.ArchiveError as error:
        pytest.skip(f"libarchive writes no {filter_name} here: {error}")
    parts = read(path)
    assert children(parts) == ({"data": files["a.txt"]} if kind == "raw" else FILES)
    assert states(parts) == []


def test_a_stream_that_was_cut_off(tmp_path):
    path = tmp_path / "a.zst"
    with libarchive.file_writer(str(path), "raw", "zstd") as archive:
        archive.add_file_from_memory("a", 100_000, os.urandom(100_000))
    path.write_bytes(path.read_bytes()[:50_000])
    assert states(read(path)) in ([State.PARTIAL], [State.FAILED])
