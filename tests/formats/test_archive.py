"""Archives: every file inside with its path, and a state for whatever harms or is locked."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.parts import children, details, expected, only, read, states

from kyles.formats import Child, Trouble, archive
from kyles.formats.archive import members
from kyles.model import State

FILES = {"reports/a.txt": b"rounds", "b.bin": bytes(range(256)) * 40, "c/d/e.txt": b""}


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return data.getvalue()


def tarred(files: dict[str, bytes], *more: tarfile.TarInfo, packing: str = "") -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode=f"w:{packing}") as made:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            made.addfile(info, io.BytesIO(content))
        for info in more:
            made.addfile(info)
    return data.getvalue()


@pytest.fixture
def parts_of(tmp_path: Path):
    def parts(data: bytes, name: str = "evidence.bin"):
        path = tmp_path / name
        path.write_bytes(data)
        return read(path)

    return parts


@pytest.mark.parametrize(
    "data",
    [zipped(FILES), zipped(FILES, zipfile.ZIP_STORED), zipped(FILES, zipfile.ZIP_LZMA),
     *(tarred(FILES, packing=how) for how in ("", "gz", "bz2", "xz"))],
    ids=["deflated", "stored", "lzma", "tar", "tar.gz", "tar.bz2", "tar.xz"],
)  # fmt: skip
def test_every_file_comes_out_with_its_path(parts_of, data):
    parts = parts_of(data)
    assert children(parts) == FILES
    assert states(parts) == []


def test_a_directory_states_how_many_are_expected(parts_of):
    assert expected(parts_of(zipped({**FILES, "folder/": b""})), "children") == len(FILES)


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_one_packed_file_is_one_child(parts_of, pack):
    assert list(children(parts_of(pack(b"log" * 1000))).values()) == [b"log" * 1000]


def test_the_name_that_was_packed_and_every_stream_that_follows(parts_of):
    data = io.BytesIO()
    with gzip.GzipFile("dispatch.csv", "wb", fileobj=data) as made:
        made.write(b"one ")
    assert children(parts_of(data.getvalue() + gzip.compress(b"two"))) == {
        "dispatch.csv": b"one two"
    }


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_cut_stream_is_partial(parts_of, pack):
    data = pack(bytes(range(256)) * 2000)
    assert states(parts_of(data[: -len(data) // 3])) == [State.PARTIAL]


def test_a_cut_stream_keeps_what_comes_before(parts_of):
    data = gzip.compress(bytes(range(256)) * 2000, 0)
    (kept,) = children(parts_of(data[: len(data) // 2])).values()
    assert len(kept) > 200_000


@pytest.mark.parametrize("packing", ["", "gz"])
def test_a_tar_without_its_end_keeps_what_it_has(parts_of, packing):
    data = tarred({"a.txt": b"a" * 2000, "b.txt": b"b" * 2000})
    cut = data[: 512 + 2048 + 512 + 100]
    parts = parts_of(gzip.compress(cut) if packing else cut)
    assert children(parts)["a.txt"] == b"a" * 2000
    assert {*states(parts)} == {State.PARTIAL}


def test_a_tar_cut_between_two_files_is_not_whole(parts_of):
    data = tarred({"a.txt": b"a" * 2000, "b.txt": b"b" * 2000})
    assert states(parts_of(data[: 512 + 2048])) == [State.PARTIAL]


def test_a_zip_without_its_directory_is_read_by_the_header_of_each_file(parts_of):
    data = zipped(FILES)
    parts = parts_of(data[: data.rindex(b"PK\x01\x02") - 60])
    assert children(parts)["reports/a.txt"] == b"rounds"
    assert State.PARTIAL in states(parts)


def test_what_an_archive_and_its_files_are_said_to_be(parts_of):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        info = zipfile.ZipInfo("a.txt")
        info.comment = b"as received"
        made.writestr(info, b"rounds")
        made.comment = "Case 21-0886,\nbox é".encode()
    parts = list(parts_of(data.getvalue()))
    assert details(parts, "comment") == ["Case 21-0886, box é", "a.txt: as received"]
    assert children(parts) == {"a.txt": b"rounds"}


def test_an_archive_behind_the_program_that_unpacks_it(parts_of):
    assert children(parts_of(b"MZ program" * 50 + zipped(FILES), "reports.zip")) == FILES


def test_a_file_with_a_wrong_sum_is_damaged_and_the_others_are_not(parts_of):
    data = zipped({"a.txt": b"sound", "b.txt": b"rounds"}, zipfile.ZIP_STORED)
    parts = parts_of(data.replace(b"rounds", b"rOunds", 1))
    assert children(parts)["a.txt"] == b"sound"
    assert [one.reason for one in only(parts, Trouble)] == ["b.txt: it is damaged"]


def test_a_locked_file_is_locked(parts_of):
    data = bytearray(zipped({"a.txt": b"secret"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    parts = parts_of(bytes(data))
    assert states(parts) == [State.LOCKED]
    assert children(parts) == {}


def test_names_that_lead_elsewhere_stay_inside(parts_of):
    names = ["../../up.txt", "/etc/passwd", "C:\\a\\b.txt", "plain.txt", "x/../y.txt"]
    parts = parts_of(tarred(dict.fromkeys(names, b"x")))
    assert [one.name for one in only(parts, Child)] == [
        "up.txt", "etc/passwd", "C:/a/b.txt", "plain.txt", "x/y.txt"
    ]  # fmt: skip
    assert len(details(parts, "leads_outside")) == 4


def test_two_files_of_one_name_are_two(parts_of):
    data = tarred({"a.txt": b"1"})[:1024] + tarred({"a.txt": b"2"})
    assert [one.data for one in only(parts_of(data), Child)] == [b"1", b"2"]


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE])
def test_links_and_devices_are_told_and_not_followed(parts_of, kind):
    link = tarfile.TarInfo("link")
    link.type, link.linkname = kind, "/etc/passwd"
    parts = parts_of(tarred({"a.txt": b"a"}, link))
    assert list(children(parts)) == ["a.txt"]
    assert states(parts) == [State.PARTIAL]
    assert "not followed" in only(parts, Trouble)[0].reason


def test_a_link_in_a_zip(parts_of):
    info = zipfile.ZipInfo("link")
    info.external_attr = 0o120777 << 16
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        made.writestr(info, "/etc/passwd")
    assert states(parts_of(data.getvalue())) == [State.PARTIAL]


@pytest.mark.parametrize("packing", ["zip", "gz", "tar.gz"])
def test_a_bomb_ends_at_what_is_really_unpacked(parts_of, monkeypatch, packing):
    monkeypatch.setattr(members, "FREE", 1 << 20)
    zeros = bytes(1 << 23)
    made = {
        "zip": lambda: zipped({"first.txt": b"read", "zeros": zeros}),
        "gz": lambda: gzip.compress(zeros),
        "tar.gz": lambda: tarred({"first.txt": b"read", "zeros": zeros}, packing="gz"),
    }
    parts = parts_of(made[packing]())
    assert states(parts) == [State.PARTIAL]
    assert sum(map(len, children(parts).values())) < 10


def test_one_file_may_be_only_so_large_and_the_others_are_read(parts_of, monkeypatch):
    monkeypatch.setattr(members, "LARGEST_FILE", 1000)
    parts = parts_of(zipped({"large": bytes(2000), "small": b"x"}))
    assert children(parts) == {"small": b"x"}
    assert states(parts) == [State.PARTIAL]


def test_a_count_without_end_ends(parts_of, monkeypatch):
    monkeypatch.setattr(members, "MOST_FILES", 5)
    parts = parts_of(tarred({str(number): b"" for number in range(9)}))
    assert len(only(parts, Child)) == 5
    assert states(parts) == [State.PARTIAL]


def test_a_name_in_another_code_is_guessed_and_told(parts_of):
    data = zipped({"xx.txt": b"a"}).replace(b"xx.txt", "é.txt".encode())
    parts = parts_of(data)
    assert list(children(parts)) == ["é.txt"]
    assert details(parts, "name_guessed") == ["é.txt"]


@pytest.mark.parametrize("data", [zipped({}), tarred({})], ids=["zip", "tar"])
def test_an_archive_without_a_file_is_empty(tmp_path, data):
    path = tmp_path / "evidence.zip"
    path.write_bytes(data)
    (state,) = states(archive.read(path))
    assert state in (State.EMPTY, State.FAILED)


@pytest.mark.parametrize(
    "made", [zipped(FILES), tarred(FILES), tarred(FILES, packing="gz")], ids=["zip", "tar", "tgz"]
)
@given(data=st.data())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_damage_anywhere_ends_in_a_state_or_changes_nothing(tmp_path, made, data):
    at = data.draw(st.integers(0, len(made) - 1))
    flipped = data.draw(st.integers(1, 255))
    cut = data.draw(st.booleans())
    damaged = made[:at] if cut else made[:at] + bytes([made[at] ^ flipped]) + made[at + 1 :]
    path = tmp_path / "evidence"
    path.write_bytes(damaged)
    parts = list(archive.read(path))
    assert only(parts, Child) or states(parts)


@pytest.mark.parametrize("length", range(2, 10))
def test_a_packed_file_that_ends_within_its_own_heading_has_a_state(tmp_path, length):
    path = tmp_path / "evidence.gz"
    path.write_bytes(tarred(FILES, packing="gz")[:length])
    (state,) = states(archive.read(path))
    assert state in (State.FAILED, State.PARTIAL)
