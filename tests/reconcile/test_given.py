"""A large matter keeps what was compared of it; what is produced later is compared by itself."""

import pytest
from tests.reconcile.coverage.matters import prose

from kyles.audit import look
from kyles.reconcile import coverage
from kyles.reconcile.coverage import more

OPENING = f"""
    matter   State v. Harlan, incident 21-0886, defendant Harlan
    holder   Sheriff, property room
      file   notes.txt "{prose(90, 1)}" "{prose(70, 2)}"
      file   diary.txt "{prose(120, 3)}"
    produced Harlan, volume 1
      file   a.txt "{prose(90, 1)} HAR-000001"
"""
LATER = f"""
    produced Harlan, volume 2
      file   b.txt "{prose(70, 2)} HAR-000002" "{prose(60, 4)}"
"""


def told(small):
    """The coverage of every item, in a store opened for it."""
    with small.store() as store:
        found = look(store.view())
        return {found.items[item].path: one for (item, _), one in found.coverage.items()}


@pytest.fixture
def large(monkeypatch):
    monkeypatch.setattr(coverage, "AT_ONCE", 0)
    monkeypatch.setattr(more, "AT_MOST", 2.0)


def test_a_volume_more(matter, monkeypatch, large):
    small = matter(OPENING)
    first = told(small)
    added = []
    monkeypatch.setattr(more, "add", lambda *told, add=more.add: added.append(1) or add(*told))
    assert told(small) == first
    assert not added
    small.tell(LATER)
    second = told(small)
    assert added
    assert second != first
    monkeypatch.undo()
    assert told(small) == second


def test_what_is_kept_goes_with_the_workshop(matter, large):
    small = matter(OPENING)
    told(small)
    with small.store() as store:
        kept = store.workshop / "standing"
        assert any(kept.rglob("held-letters"))
        with store.work("b" * 64):
            assert any(kept.rglob("held-letters"))


def test_an_earlier_ledger_size_leaves_alone_what_stands(matter, large):
    small = matter(OPENING)
    told(small)
    with small.store() as store:
        size = store.view().size
    small.tell(LATER)
    second = told(small)
    with small.store() as store:
        kept = {path: path.stat().st_mtime_ns for path in (store.workshop / "standing").rglob("*")}
        assert look(store.view(as_of=size)).items
        after = {path: path.stat().st_mtime_ns for path in (store.workshop / "standing").rglob("*")}
    assert after == kept
    assert told(small) == second
