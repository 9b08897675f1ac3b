"""The 25 nasty inputs (`tests.intake.nasty`), added in one folder: each ends as it must."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.intake.nasty.cases import CASES, QUINES, Nasty
from tests.intake.test_add_everything import Case

from kyles import open_matter
from kyles.formats import pdf
from kyles.model import Layer, State
from kyles.store import View, items, readings

LONG = bool(os.environ.get("KYLES_LONG"))
EVERY = [one for one in (*CASES, *QUINES) if LONG or not one.long]
MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Done:
    """What adding them came to."""

    case: Case
    code: int
    items: dict[str, dict[str, Any]]  # by path below the folder
    view: View
    kept: int  # bytes in the matter's own folder

    def inside(self, name: str) -> list[dict[str, Any]]:
        return [one for path, one in self.items.items() if path.startswith(f"{name}/")]

    def told(self, name: str) -> tuple[str, set[str]]:
        """Every word of a file, and the names of what it tells of itself."""
        content = items.content(self.view, items.one(self.view, self.items[name]["item"]))
        if content is None:
            return "", set()
        pages = readings.of(self.view, content).values()
        text = "\n".join(one.text for page in pages for one in page)
        return text, {name for name, _ in readings.details(self.view, content)}


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Done]:
    home = tmp_path_factory.mktemp("nasty")
    folder = home / "nasty"
    folder.mkdir()
    for one in EVERY:
        (folder / one.name).write_bytes(one.made())
    case = Case(home / "matter", folder)
    code, _ = case.add()
    found = {one["path"].removeprefix("nasty/"): one for one in case.items()}
    kept = sum(path.stat().st_size for path in (home / "matter").rglob("*") if path.is_file())
    with open_matter(home / "matter") as matter:
        yield Done(case, code, found, matter.view(), kept)


@pytest.mark.parametrize("one", EVERY, ids=lambda one: f"{one.number}-{one.name}")
def test_it_ends_as_it_must(done: Done, one: Nasty) -> None:
    item = done.items[one.name]
    text, details = done.told(one.name)
    assert (item["state"], len(done.inside(one.name))) == (one.state, one.inside)
    assert one.reason in item["reason"]
    assert one.said in text
    assert one.detail in {*details, ""}


def test_all_are_there_and_adding_them_says_that_some_are_not_read(done: Done) -> None:
    assert {one.number for one in CASES} == set(range(1, 26))
    assert done.code == 3
    assert {path for path in done.items if "/" not in path} == {one.name for one in EVERY}


def test_nothing_stands_outside_of_the_matter(done: Done) -> None:
    home = done.case.folder.parent
    assert {path.name for path in home.iterdir()} == {"nasty", "matter"}
    assert not Path("/etc/out.txt").exists()
    assert not list((home / "matter").rglob("new-*"))


def test_bombs_leave_little(done: Done) -> None:
    assert done.kept < (400 if LONG else 200) * MEGABYTE
    assert len(done.inside("nested_bomb.zip")) < 5000
    over = [one for one in done.inside("nested_bomb.zip") if "more is packed in" in one["reason"]]
    assert {one["state"] for one in over} == {State.PARTIAL}
    assert len(over) > 4000


def test_counts_are_kept_where_not_everything_was_given(done: Done) -> None:
    entries = done.items["entries.zip"]
    assert (entries["expected"], entries["emitted"], entries["failed"] > 0) == (200, 1, True)


def test_one_content_attached_often_is_kept_once_and_stands_for_every_time(done: Done) -> None:
    inside = done.inside("broad.eml")
    assert len({one["item"] for one in inside}) == 20_000
    assert len({one["sha256"] for one in inside}) == 1
    assert {one["parent"] for one in inside} == {done.items["broad.eml"]["item"]}


def test_what_contains_itself_and_what_is_too_deep_says_so(done: Done) -> None:
    for one in QUINES:
        assert [child["reason"] for child in done.inside(one.name)] == ["it contains itself"]
    deep = [one["reason"] for one in done.inside("deep.eml") if one["state"] != State.OK]
    assert deep == ["nested more than 24 deep"]


def test_the_zip_behind_a_pdf_is_read(done: Done) -> None:
    assert done.told("both.pdf/after the end.bin/note.txt")[0] == "live rounds"
    assert done.items["both.pdf/after the end.bin"]["state"] == State.OK


def test_no_file_of_the_machine_is_read(done: Done) -> None:
    host = Path("/etc/hostname").read_text().strip() if Path("/etc/hostname").exists() else "-"
    text = done.told("outside.docx")[0]
    assert not host or host not in text.replace("Before", "").replace("after", "")
    assert len(done.told("laughs.docx")[0]) < 100


def test_a_tracked_deletion_is_a_layer_of_its_own(done: Done) -> None:
    item = items.one(done.view, done.items["inside.docx"]["item"])
    (page,) = readings.of(done.view, str(items.content(done.view, item))).values()
    assert [one.text.strip() for one in page if one.layer is Layer.DELETED] == ["live"]


def test_a_huge_page_is_drawn_as_large_as_is_allowed(done: Done) -> None:
    drawn = pdf.draw(done.case.folder / "huge.pdf", 1, dpi=300)
    assert drawn.width * drawn.height <= 1.01 * pdf.MOST_PIXELS
