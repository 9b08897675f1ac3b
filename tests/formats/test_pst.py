"""Outlook data files: every message with its folder; what is cut, locked or absent says so."""

import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from tests.formats.parts import children, details, expected, only, pages, read, states

from kyles.formats import Page, email, pst
from kyles.model import Layer, State

pytest.importorskip("pypff")
REAL = os.environ.get("KYLES_PST_FILES")
real = pytest.mark.skipif(not REAL, reason="KYLES_PST_FILES names no folder of real files")


def heading(*, size: int, version: int = 23) -> bytes:
    """The beginning of a file, as far as it tells what it is."""
    made = bytearray(1024)
    made[:4] = pst.MARK
    struct.pack_into("<HH", made, 8, 0x4D53, version)
    form, at = ("<I", 0xA8) if version < 20 else ("<Q", 0xB8)
    struct.pack_into(form, made, at, size)
    return bytes(made)


@pytest.mark.parametrize(
    ("data", "state"),
    [(b"", State.EMPTY), (heading(size=1024), State.FAILED), (b"!BDN", State.FAILED),
     (b"no such file", State.FAILED)],
    ids=["empty", "heading alone", "mark alone", "another file"],
)  # fmt: skip
def test_what_is_none_ends_in_a_state(tmp_path: Path, data: bytes, state: State) -> None:
    path = tmp_path / "mail.pst"
    path.write_bytes(data)
    assert states(pst.read(path)) == [state]


@pytest.mark.parametrize("version", [14, 15, 23, 36])
@pytest.mark.parametrize("missing", [0, 1, 500])
def test_a_file_that_is_shorter_than_it_says_is_cut(
    tmp_path: Path, version: int, missing: int
) -> None:
    path = tmp_path / "mail.pst"
    path.write_bytes(heading(size=1024, version=version)[: 1024 - missing])
    assert pst._is_cut(path) is bool(missing)


def test_it_is_known_by_its_mark_and_by_its_name(tmp_path: Path) -> None:
    assert pst.claims(heading(size=1), "x") == 3
    assert pst.claims(b"", "ARCHIVE.OST") == 1
    assert pst.claims(b"PK", "a.zip") == 0


def test_without_the_library_it_says_what_to_install(tmp_path: Path) -> None:
    path = tmp_path / "mail.pst"
    path.write_bytes(heading(size=1024))
    script = (
        "import sys; sys.modules['pypff'] = None\n"
        "from pathlib import Path; from kyles.formats import pst\n"
        "print(*pst.read(Path(sys.argv[1])))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
    )
    assert "unsupported" in ran.stdout
    assert "kyles[mailboxes]" in ran.stdout


@real
@pytest.mark.parametrize(("name", "messages"), [("testPST.pst", 7),
                                                ("testPST_variousBodyTypes.pst", 4)])  # fmt: skip
def test_every_message_comes_out_as_mail(tmp_path: Path, name: str, messages: int) -> None:
    made = read(Path(str(REAL)) / name)
    assert expected(made, "children") == len(children(made)) == messages
    assert not states(made)
    assert made == read(Path(str(REAL)) / name)  # the same bytes each time
    for number, data in enumerate(children(made).values()):
        path = tmp_path / f"{number}.eml"
        path.write_bytes(data)
        parts = list(email.read(path))
        assert not states(parts)
        assert only(parts, Page)
        assert pages(parts, Layer.BODY)[0].strip()


@real
def test_a_real_file_that_is_cut_is_told(tmp_path: Path) -> None:
    data = (Path(str(REAL)) / "testPST.pst").read_bytes()
    path = tmp_path / "cut.pst"
    path.write_bytes(data[: len(data) // 2])
    assert State.PARTIAL in states(pst.read(path))


@real
def test_entries_that_are_no_mail_are_told() -> None:
    made = read(Path(str(REAL)) / "dist-list.pst")
    assert "IPM.Contact\tcontact name 1" in details(made, "no_mail")
    assert set(states(made)) == {State.PARTIAL}
