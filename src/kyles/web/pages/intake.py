"""Intake: how far was everything that came in read, and what was not?"""

from collections.abc import Iterator
from dataclasses import dataclass

from kyles.export.compared import STATES
from kyles.model import Item, Side, State
from kyles.model.item import NOT_READ, SILENT
from kyles.store import View, item_lists, lock, matters, sources
from kyles.store.item_lists import Key, Wanted
from kyles.web.door import Ask
from kyles.web.item_row import volume_names
from kyles.web.page import Menu, Told, page
from kyles.web.pages.add import whose
from kyles.web.shelf import remembered
from kyles.web.uploads import UPLOADS
from kyles.web.words import count

SHOWN = 50
WORDS = {
    State.OK: "read whole", State.EMPTY: "without any bytes", **STATES,
    State.RESTRICTED: "hash and metadata only, by order", State.GONE: "not there any more",
    State.EXPUNGED: "removed under an order",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StateRow:
    """How many items are in a state, and whether they were read."""

    state: str
    words: str
    count: int
    is_read: bool


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A folder, drive or volume that was added: whose, and how far that came."""

    name: str
    side: str
    of: str  # its holder, or the volume
    files: int
    items: int
    unread: int
    completed: bool


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """Something that was not read, or not all of it, and why."""

    item: str
    path: str
    of: str
    state: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Job:
    """What runs on the matter now; of what is sent here, how far it is."""

    what: str
    since: str  # "" for what is sent here
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class LeftRow:
    """A batch that was sent here and not added: how many files are here, whole or in part."""

    key: str
    name: str
    whose: str
    by: str
    at: str
    whole: int
    in_part: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake(Told):
    """What came in, by how far it was read; and what was not, with reasons."""

    job: Job | None
    left: tuple[LeftRow, ...]
    states: tuple[StateRow, ...]
    sources: tuple[SourceRow, ...]
    unread: tuple[UnreadRow, ...]
    state: str
    before: str | None
    after: str | None
    zone: str


@page("/matters/{matter}/intake", menu=Menu("Intake", 88))
def intake(ask: Ask, *, state: State | None = None, after: str = "", before: str = "") -> Intake:
    """Every source that was added, everything by how far it was read, and why what was not read
    was not.
    """
    view = ask.view
    wanted = Wanted(states=(state.value,) if state else tuple(sorted(NOT_READ)))
    some = item_lists.listed(view, wanted, after=_key(after), before=_key(before), limit=SHOWN + 1)
    shown, more = some[-SHOWN:] if before else some[:SHOWN], len(some) > SHOWN
    states, rows = tuple(_states(view)), tuple(_sources(view))
    return Intake(
        title="Intake", says=_says(states, rows), scope=_scope(rows),
        command="kyles items --unread", job=_job(view), left=tuple(_left(view)), states=states,
        sources=rows, unread=tuple(_unread(view, shown)), state=state.value if state else "",
        before=_written(shown[0]) if shown and (more if before else bool(after)) else None,
        after=_written(shown[-1]) if shown and (bool(before) or more) else None,
        zone=matters.matter(view).zone,
    )  # fmt: skip


def _key(place: str) -> Key | None:
    key, _, path = place.partition(" ")
    return (path, key) if place else None


def _written(item: Item) -> str:
    return f"{item.id} {item.path}"


def _job(view: View) -> Job | None:
    """What is sent in the browser tells how far it is; a command that it runs, and since when."""
    sent = UPLOADS.last(view.store.folder)
    if sent is not None and not sent.is_over:
        return Job(f"{sent.name}: {sent.what}", "", sent.done, sent.of)
    runs = lock.running(view.store.inside)
    return Job(f"kyles {runs.job}", runs.since, 0, 0) if runs else None


def _left(view: View) -> Iterator[LeftRow]:
    """Batches that a server, or a browser, left when it ended."""
    for one in UPLOADS.left(view.store.folder):
        whole = sum(path.is_file() for path in one.folder.rglob("*"))
        in_part = sum(not each.is_whole for each in one.coming())
        yield LeftRow(one.key, one.name, whose(one.addition), one.by, one.at, whole, in_part)


@remembered
def _by_state(view: View) -> dict[str, int]:
    return item_lists.by_state(view)


def _states(view: View) -> Iterator[StateRow]:
    """What was read, then what was not, then what is kept or gone by order or by itself."""
    told = _by_state(view)
    for one in sorted(State, key=lambda one: (one not in SILENT, one not in NOT_READ)):
        if told.get(one.value):
            yield StateRow(one.value, WORDS[one], told[one.value], one not in NOT_READ)


def _sources(view: View) -> Iterator[SourceRow]:
    """The last one first."""
    names = volume_names(view)
    for one in reversed(sources.addings(view)):
        source = one.source
        of = source.holder if source.side is Side.HELD else names.get(source.volume or "")
        yield SourceRow(source.name, source.side.value, of or "", one.files, one.items, one.unread,
                        one.completed)  # fmt: skip


def _unread(view: View, some: list[Item]) -> Iterator[UnreadRow]:
    names = volume_names(view)
    for one in some:
        version = one.version
        yield UnreadRow(one.id, one.path, one.holder or names.get(one.volume or "", ""),
                        version.state.value, WORDS[version.state], version.reason)  # fmt: skip


def _says(states: tuple[StateRow, ...], rows: tuple[SourceRow, ...]) -> str:
    if not rows:
        return "Nothing was added yet."
    unread = sum(one.count for one in states if not one.is_read)
    every = sum(one.count for one in states)
    told = f"{count(every, 'item')}; {unread:,} not read, or not all of it"
    if not unread:
        told = f"All {count(every, 'item')} could be read"
    open_ = sum(not one.completed for one in rows)
    return f"{told}; {count(open_, 'source')} not added to the end." if open_ else f"{told}."


def _scope(rows: tuple[SourceRow, ...]) -> str:
    files = sum(one.files for one in rows)
    return f"Of {count(files, 'file')} in {count(len(rows), 'source')}, as they were added last."
