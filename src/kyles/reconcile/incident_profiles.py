"""The profile of some items: what the rows and pages of an incident speak of."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from kyles.model import Item, Mention
from kyles.reconcile.given import Texts
from kyles.reconcile.pages import inside as on_page
from kyles.reconcile.profiles import Profile, joined, of_page, of_row
from kyles.reconcile.spoken import Spoken

MOST = 20_000  # pages of one incident whose words are compared


def profile_of(some: Sequence[Item], spoken: Spoken, texts: Texts) -> Profile:
    """What the rows and pages of some items speak of."""
    return joined((*_rows(some), *islice(_pages(some, spoken, texts), MOST)))


def _rows(some: Sequence[Item]) -> Iterator[Profile]:
    for item in some:
        rows: defaultdict[tuple[str, int], dict[str, str]] = defaultdict(dict)
        for fact in item.facts:
            rows[fact.item, fact.row][fact.name] = fact.value
        yield from map(of_row, rows.values())


def _pages(some: Sequence[Item], spoken: Spoken, texts: Texts) -> Iterator[Profile]:
    for item in some:
        said: defaultdict[int, list[Mention]] = defaultdict(list)
        for one in spoken.of(item.id):
            if one.layer == "text":
                said[one.page].append(one.mention)
        described = spoken.things(item.id)
        for page, readings in sorted(texts.of(item.id).items()):
            yield of_page(on_page(readings, "text"), said[page], described.get(page, ()))
