"""The same answers in parts as on the whole, wherever the parts are cut."""

import random

import pytest
from tests.reconcile.coverage.matters import prose

from kyles.reconcile.coverage import PageCoverage, Text, cover, large
from kyles.reconcile.coverage.large import Means
from kyles.reconcile.coverage.page_coverage import digest
from kyles.reconcile.coverage.told import Named


def made(seed: int) -> tuple[list[Text], list[Text]]:
    """Held and produced documents with everything that happens on the way."""
    rng = random.Random(seed)
    form = prose(30, 77)
    held = []
    for at in range(30):
        pages = [prose(rng.randint(0, 160), 1000 * seed + 10 * at + page)
                 for page in range(rng.randint(1, 4))]  # fmt: skip
        if at % 3 == 0:
            pages = [f"{form}\n{page}" for page in pages]
        held.append(Text(f"H{at:02}", tuple(pages)))
    held.append(Text("copy", held[4].pages))
    given = [part for one in held[:24] for part in damaged(one.pages, rng)]
    given += [prose(120, 5000 + at) for at in range(6)] + [form] * 20
    rng.shuffle(given)
    return held, [Text("P1", tuple(given[:20])), Text("P2", tuple(given[20:]))]


def damaged(pages: tuple[str, ...], rng: random.Random) -> list[str]:
    """Pages as produced: whole, cut, with words left out, or misread."""
    made = []
    for page in pages:
        words = page.split()
        match rng.randrange(4):
            case 0:
                words = words[: len(words) // 2]
            case 1:
                words = words[:20] + words[45:]
            case 2:
                words = [word.replace("a", "o", 1) if rng.random() < 0.2 else word
                         for word in words]  # fmt: skip
        made.append(" ".join(words) + f"\nHAR-{rng.randrange(10**6):06d}")
    return made


def in_parts(held: list[Text], produced: list[Text], means: Means) -> list[PageCoverage]:
    """What `large.cover` says, with the keys that `cover` gives."""
    produced = sorted(produced, key=lambda one: digest(one.pages))
    tables = large.cover((one.pages for one in held), (one.pages for one in produced), means)
    named = Named.of([[one.key] for one in produced], [len(one.pages) for one in produced])
    labels = ((text.key, page) for text in held for page in range(len(text.pages)))
    told = [page for table in tables for page in table.pages(named, labels)]
    assert next(labels, None) is None
    return told


@pytest.mark.parametrize(("seed", "characters"), [(1, 1500), (2, 4000), (3, 1 << 20)])
def test_parts_give_the_answers_of_the_whole(tmp_path, seed, characters):
    held, produced = made(seed)
    expected = cover(held, produced)
    told = in_parts(held, produced, Means(tmp_path / "w", workers=2, characters=characters))
    assert told == expected


def test_nothing_held_and_nothing_given(tmp_path):
    held, produced = made(1)
    assert in_parts([], produced, Means(tmp_path / "a", workers=1)) == []
    assert in_parts(held, [], Means(tmp_path / "b", workers=1)) == cover(held, [])


def test_work_that_was_ended_goes_on(tmp_path):
    held, produced = made(2)
    produced = sorted(produced, key=lambda one: digest(one.pages))
    means = Means(tmp_path / "w", workers=1, characters=4000)
    begun = large.cover((one.pages for one in held), (one.pages for one in produced), means)
    next(begun)
    begun.close()
    kept = {path: path.stat().st_mtime_ns for path in means.folder.iterdir()}
    assert in_parts(held, produced, means) == cover(held, produced)
    again = {path: path.stat().st_mtime_ns for path in kept if not path.name.startswith("owned")}
    assert again == {path: kept[path] for path in again}


def test_less_memory_makes_smaller_parts():
    assert Means(None, workers=2).chunk > Means(None, workers=2, memory=1000).chunk  # type: ignore[arg-type]
    assert Means(None, workers=2, memory=100).chunk == large.FEWEST  # type: ignore[arg-type]
