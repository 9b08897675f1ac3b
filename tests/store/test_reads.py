"""Reads: each side's own, newest first, the same page at once only once; sealed or not alike."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kyles.store import drawer
from kyles.store.reads import SEARCH, VIEW, Read, Reads, SealedReads, reads
from kyles.store.sealed import Secret, new_key

SECRET = Secret(new_key(), b"salt" * 4, "argon2id")


def read(address: str, *, by: str = "A", kind: str = VIEW) -> Read:
    return Read("2024-03-01T09:00:00Z", by, kind, "items", address)


@contextmanager
def plain(folder: Path, side: str = "state") -> Iterator[Reads]:
    (folder / ".kyles").mkdir(exist_ok=True)
    with reads(folder, side) as kept:
        yield kept


@contextmanager
def sealed(folder: Path, side: str = "Harlan") -> Iterator[Reads]:
    with drawer.drawer(folder, side) as locked:
        opened = locked.opened("A", SECRET)
        assert opened
        yield SealedReads(opened)


@pytest.mark.parametrize("of", [plain, sealed])
def test_the_newest_comes_first_and_the_same_at_once_counts_once(tmp_path: Path, of) -> None:
    with of(tmp_path) as kept:
        for address in ("/a", "/b", "/b", "/c", "/b"):
            kept.put(read(address))
        some = kept.listed(limit=10)
        assert [told.address for _, told in some] == ["/b", "/c", "/b", "/a"]
        assert [told.address for _, told in kept.listed(before=some[1][0], limit=1)] == ["/b"]
        kept.put(read("/search?words=x", kind=SEARCH))
        assert [told.kind for _, told in kept.listed(kind=SEARCH, limit=10)] == [SEARCH]
        assert len(kept.listed(kind=VIEW, limit=10)) == 4


@pytest.mark.parametrize("of", [plain, sealed])
def test_no_side_sees_another_s(tmp_path: Path, of) -> None:
    with of(tmp_path, "one") as kept:
        kept.put(read("/a"))
    with of(tmp_path, "other") as kept:
        assert kept.listed(limit=10) == []


def test_every_list_has_an_index(tmp_path: Path) -> None:
    with plain(tmp_path) as kept:
        for which in ("", " AND kind = 'search'", " AND by = 'A'"):
            plan = kept.connection.execute(
                f"EXPLAIN QUERY PLAN SELECT id FROM read WHERE side = 'state'{which}"
                " AND id < 9 ORDER BY id DESC LIMIT 5"
            ).fetchall()
            assert "USING" in plan[0][3]
            assert "SCAN" not in plan[0][3]
            assert len(plan) == 1
