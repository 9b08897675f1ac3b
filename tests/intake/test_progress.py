"""How far intake is, is told in files, bytes and pages; and what takes long, by name."""

import time
from pathlib import Path

from kyles.engine import Crew
from kyles.intake import level
from kyles.intake.family import Member
from kyles.intake.file import FileTask, read_file
from kyles.intake.level import Readers
from kyles.intake.progress import Level
from kyles.settings import Settings

Told = tuple[str, int, int, str]


class Ears:
    def __init__(self) -> None:
        self.heard: list[Told] = []

    def __call__(self, what: str, done: int, of: int, more: str = "") -> None:
        self.heard.append((what, done, of, more))


def member(path: Path, blobs: Path) -> Member:
    return Member(path.name, FileTask(path, path.name, blobs))


def test_files_bytes_and_pages_are_counted(tmp_path: Path) -> None:
    for at, pages in enumerate((1, 3)):
        (tmp_path / f"{at}.txt").write_text("\f".join(["word " * 200] * pages))
    ears, members = Ears(), [member(tmp_path / f"{at}.txt", tmp_path / "b") for at in (0, 1)]
    told = Level(ears, members)
    for one in members:
        told.one(read_file(one.task))
    assert [one[:3] for one in ears.heard] == [("reading", 1, 2), ("reading", 2, 2)]
    first, last = (one[3].split(", ") for one in ears.heard)
    assert first[0] == "1.0 KB of 4.0 KB"
    assert last[0] == "4.0 KB of 4.0 KB"
    assert last[1].endswith("/s")
    assert (first[2], last[2]) == ("1 page", "4 pages")


def sleepy(task: FileTask) -> None:
    time.sleep(2.5 if task.name == "slow.txt" else 0)


def test_what_takes_long_is_named(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(level, "read_file", sleepy)
    monkeypatch.setattr("kyles.intake.progress.LONG", 1.0)
    for name in ("slow.txt", "quick.txt"):
        (tmp_path / name).write_text(name)
    ears, members = Ears(), [member(tmp_path / one, tmp_path) for one in ("slow.txt", "quick.txt")]
    told = Level(ears, members)
    with Crew() as crew:
        list(Readers(Settings(), crew, told.waiting).each([one.task for one in members]))
    assert ears.heard
    assert all(what == "reading" and done == 0 for what, done, *_ in ears.heard)
    assert all("; slow.txt for " in more for *_, more in ears.heard)
