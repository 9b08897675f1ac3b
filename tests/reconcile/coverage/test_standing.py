"""What stands is changed by what is produced later as if all had been compared anew."""

import random
from itertools import pairwise
from pathlib import Path

import pytest
from tests.reconcile.coverage.matters import prose
from tests.reconcile.coverage.test_large import damaged, made

from kyles.reconcile import coverage
from kyles.reconcile.coverage import Means, Text, cover, more


@pytest.fixture(autouse=True)
def _all_is_large(monkeypatch):
    monkeypatch.setattr(coverage, "AT_ONCE", 0)
    monkeypatch.setattr(more, "AT_MOST", 2.0)


def means(folder: Path) -> Means:
    return Means(folder, workers=1, characters=5000, keep=True)


def volumes(seed: int) -> tuple[list[Text], list[list[Text]]]:
    """Held documents, and what was produced, in volumes of a few documents."""
    held, produced = made(seed)
    rng = random.Random(seed)
    pages = [page for text in produced for page in text.pages]
    rng.shuffle(pages)
    form, phrase = prose(30, 77), prose(3, 78)
    pages += [f"{phrase} {prose(20, at)} {form} {prose(9, 900 + at)}" for at in range(12)]
    pages += ["\n".join(damaged(held[at].pages, rng)) for at in (3, 4, 5)]
    rng.shuffle(pages)
    documents = []
    while pages:
        size = rng.randint(1, 4)
        documents.append(Text(f"P{len(pages):03}", tuple(pages[:size])))
        del pages[:size]
    cuts = sorted(rng.sample(range(1, len(documents)), 4))
    ends = [0, *cuts, len(documents)]
    return held, [documents[a:b] for a, b in pairwise(ends)]


@pytest.mark.parametrize("seed", range(6))
def test_volume_after_volume_is_as_all_at_once(tmp_path, seed):
    held, parts = volumes(seed)
    given: list[Text] = []
    for volume in parts:
        given += volume
        told = cover(held, given, means=means(tmp_path / "kept"))
        assert told == cover(held, given, means=means(tmp_path / f"anew-{len(given)}"))


def test_the_order_of_volumes_does_not_matter(tmp_path):
    held, parts = volumes(11)
    for name, order in (("forth", parts), ("back", parts[::-1])):
        given: list[Text] = []
        for volume in order:
            given += volume
            told = cover(held, given, means=means(tmp_path / name))
        assert told == cover(held, given)


def test_what_stands_is_not_compared_again(tmp_path):
    held, (first, *_) = volumes(3)
    told = cover(held, first, means=means(tmp_path))
    kept = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert cover(held, first, means=means(tmp_path)) == told
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == kept


def test_a_volume_less_or_another_held_text_is_compared_anew(tmp_path):
    held, (first, second, *_) = volumes(4)
    cover(held, first + second, means=means(tmp_path))
    assert cover(held, first, means=means(tmp_path)) == cover(held, first)
    more_held = [*held, Text("new", (prose(80, 5),))]
    assert cover(more_held, first, means=means(tmp_path)) == cover(more_held, first)


@pytest.mark.parametrize("seed", [4, 7])
def test_the_volumes_that_were_compared_first_alone_are_compared_anew(tmp_path, seed):
    held, (first, second, *_) = volumes(seed)
    for given in (first, first + second, first, first + second):
        assert cover(held, given, means=means(tmp_path)) == cover(held, given)


def test_what_was_ended_in_between_is_begun_anew(tmp_path, monkeypatch):
    held, (first, second, *_) = volumes(5)
    cover(held, first, means=means(tmp_path))
    monkeypatch.setattr(more, "_compare", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        cover(held, first + second, means=means(tmp_path))
    monkeypatch.undo()
    monkeypatch.setattr(coverage, "AT_ONCE", 0)
    assert cover(held, first + second, means=means(tmp_path)) == cover(held, first + second)


def test_copies_under_other_names(tmp_path):
    held, (first, *_) = volumes(6)
    again = [Text(f"copy of {text.key}", text.pages) for text in first]
    cover(held, first, means=means(tmp_path))
    assert cover(held, first + again, means=means(tmp_path)) == cover(held, first + again)
