"""What is new in each volume since the ones before: an errand, since it compares their words."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kyles.model import Side
from kyles.progress import Progress
from kyles.reconcile.index import Line, index
from kyles.store import Store, items, matters, productions
from kyles.web.errands import Errands

NAMED = 50  # documents of a volume that are named


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document that no earlier volume has, or has in part."""

    item: str
    title: str
    cited: str
    first: int
    pages: int
    news: str
    share_new: float | None


@dataclass(frozen=True, slots=True)
class VolumeNews:
    """How many documents of a volume are new to one defendant, and which."""

    volume: str
    name: str
    on: str | None
    defendant: str
    documents: int
    new: int
    part: int
    seen: int
    unread: int
    named: tuple[NewDocument, ...]


@dataclass(frozen=True, slots=True)
class News:
    """Every volume of every defendant, as of a ledger size."""

    size: int
    volumes: tuple[VolumeNews, ...]


NEWS: Errands[News] = Errands()


def compared(store: Store, progress: Progress) -> News:
    """Each defendant's volumes, beside all that the same defendant was given before."""
    view = store.view()
    names = matters.matter(view).defendants
    volumes = {one.id: (one.name, one.on) for one in productions.volumes(view)}
    placed = {one.id: one.volume or "" for one in items.every(view, side=Side.PRODUCED)}
    told: list[VolumeNews] = []
    for at, name in enumerate(names):
        progress(f"volumes of {name}", at, len(names))
        grouped: defaultdict[str, list[Line]] = defaultdict(list)
        for line in index(view, name):
            grouped[placed[line.item]].append(line)
        told += (_volume(key, name, *volumes[key], lines) for key, lines in grouped.items())
    return News(view.size, tuple(told))


def _volume(
    volume: str, defendant: str, name: str, on: str | None, lines: Sequence[Line]
) -> VolumeNews:  # fmt: skip
    told = [line.news for line in lines]
    return VolumeNews(
        volume, name, on, defendant, len(lines), told.count("new"), told.count("in part"),
        told.count("seen"), told.count("not read"), tuple(_named(lines))[:NAMED],
    )  # fmt: skip


def _named(lines: Sequence[Line]) -> Iterator[NewDocument]:
    for line in lines:
        if line.news in ("new", "in part"):
            yield NewDocument(line.item, line.title, line.cited, line.first, line.pages, line.news,
                              line.share_new)  # fmt: skip
