"""A content is read once a level; what comes out of one file has a limit."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyles.engine import Crew
from kyles.intake import budget, level
from kyles.intake.budget import Budget
from kyles.intake.file import ChildFile, FileReading, FileTask
from kyles.intake.level import Readers
from kyles.model import State
from kyles.settings import Settings
from kyles.store.blobs import Blobs


def task(blobs: Path, name: str, stored: str | None) -> FileTask:
    return FileTask(blobs / "none", name, blobs, stored=stored)


def test_a_content_is_read_once_for_every_file_that_has_it(tmp_path):
    one, two = (Blobs(tmp_path).put_bytes(data) for data in (b"one", b"two"))
    files = [("a.txt", one), ("b.txt", two), ("c.TXT", one), ("a.pdf", one), ("d.txt", one)]
    tasks = [task(tmp_path, name, stored) for name, stored in files]
    with Crew() as crew:
        came = [one.value for one in Readers(Settings(workers=2), crew).each(tasks)]
    assert [one.pages[0][0].text if one and one.pages else "" for one in came] == [
        "one", "two", "one", "", "one",
    ]  # fmt: skip
    assert came[0] is came[2] is came[4]


@given(st.lists(st.tuples(st.sampled_from(["x", "y", "z", None]), st.sampled_from(["a.a", "b.b"]))))
def test_each_takes_from_the_first_of_its_kind_and_none_is_kept_longer_than_needed(some):
    plan = level._plan([task(Path(), name, stored) for stored, name in some])
    kinds = [(stored, name) if stored else (None, at) for at, (stored, name) in enumerate(some)]
    assert plan.takes_from == [kinds.index(kind) for kind in kinds]
    assert plan.firsts == sorted(set(plan.takes_from))
    ends = {first: at for at, first in enumerate(plan.takes_from)}
    assert plan.last == ends


def reading(size: int, *inside: int) -> FileReading:
    children = [ChildFile(str(at), "embedded", "", one) for at, one in enumerate(inside)]
    return FileReading("0" * 64, size, "", children=children, emitted=len(children))


def test_what_is_packed_in_what_is_packed_counts_for_the_file_of_the_folder(monkeypatch):
    monkeypatch.setattr(budget, "FREE", 100)
    counting = Budget()
    assert len(counting.within("a.zip", reading(0, 40, 40)).children) == 2
    over = counting.within("a.zip", reading(1000, 40))
    assert (over.state, over.children, over.emitted, over.failed) == (State.PARTIAL, [], 0, 1)
    assert over.reason == "more is packed in a.zip than is allowed; 1 files are not given"
    assert counting.within("a.zip", reading(5)).state is State.OK
    assert len(counting.within("b.zip", reading(1, 200)).children) == 1


@pytest.mark.parametrize(("files", "given"), [(3, 3), (4, 0)])
def test_how_many_may_come_out_of_one_file(monkeypatch, files, given):
    monkeypatch.setattr(budget, "MOST_INSIDE", 3)
    found = Budget().within("a.zip", reading(10, *[1] * files))
    assert len(found.children) == given
