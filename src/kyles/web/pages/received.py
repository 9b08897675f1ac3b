"""Received: what do we have, what is named in it that we lack, and what was asked for?"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from kyles import clock
from kyles.audit import Audited, of_side
from kyles.errors import NotFound
from kyles.export.letter import letter
from kyles.export.requests import ask as asking_for
from kyles.model.item import NOT_READ
from kyles.reconcile.answers import OPEN, Asked
from kyles.store import (
    Store,
    View,
    drawer,
    item_lists,
    items,
    matters,
    production_lists,
    productions,
)
from kyles.store.access import Viewer
from kyles.store.acts import Request
from kyles.store.beside import unchanged
from kyles.store.drawer import Opened
from kyles.store.production_lists import Measure
from kyles.web import wall
from kyles.web.act import act
from kyles.web.asked import before, remember
from kyles.web.door import Ask
from kyles.web.errands import Course, Errands, Progress, course
from kyles.web.file import Sent, file
from kyles.web.looked import AskedRow, Lacks, Looked, asked_rows, lacks
from kyles.web.page import Menu, Told, page
from kyles.web.scope import scope
from kyles.web.shelf import remembered
from kyles.web.viewer import Who
from kyles.web.words import count, day

UNKNOWN = "not looked for since"
LOOKS: Errands[Looked] = Errands()


@dataclass(frozen=True, slots=True)
class VolumeRow:
    """A volume that this defendant was given."""

    name: str
    on: str | None
    documents: int
    pages: int
    begin: str
    end: str


@dataclass(frozen=True, slots=True)
class OtherRow:
    """Something that was disclosed otherwise, and how."""

    item: str
    path: str
    on: str
    manner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Received(Told):
    """What one defendant's defense has; what it lacks and asked for, as it looked last."""

    volumes: tuple[VolumeRow, ...]
    otherwise: tuple[OtherRow, ...]
    items: int
    unread: int
    looking: Course | None
    since: int  # items that came after it looked
    lacks: tuple[Lacks, ...]
    asked: tuple[AskedRow, ...]
    has_letter: bool
    is_remembered: bool  # what is asked, for which a password is needed
    zone: str


@page("/matters/{matter}/received", menu=Menu("What we have", 5), roles=wall.DEFENSE)
def received(ask: Ask) -> Received:
    """The defense's own home: what it was given, what that names and lacks, and its requests.

    Looking through it compares what this side was given with what it says and lists, and with
    nothing else. What comes of it is kept in memory for whoever looked, and recorded nowhere; what
    is asked for is kept in this side's own drawer, and the letter is for counsel to send.
    """
    view, looking = ask.view, LOOKS.last(_key(ask))
    looked = looking.outcome if looking else None
    volumes, many, name = tuple(_volumes(view)), _many(view), view.viewer.defendant or ""
    return Received(
        title="What we have", says=_says(name, volumes, looked), scope=scope(view),
        command=f'kyles request --defendant "{name}" --out letter.docx', volumes=volumes,
        otherwise=tuple(_otherwise(view)), items=many, unread=_unread(view),
        looking=course(looking), since=max(many - looked.items, 0) if looked else 0,
        lacks=looked.lacks if looked else (), asked=looked.asked if looked else _kept(ask),
        has_letter=bool(looked and looked.letter), is_remembered=ask.who.secret is not None,
        zone=matters.matter(view).zone,
    )  # fmt: skip


def _key(ask: Ask) -> tuple[object, ...]:
    return ask.view.store.folder, ask.view.viewer, ask.who.name


def _kept(ask: Ask) -> tuple[AskedRow, ...]:
    """What was asked for before anybody looked whether it was answered since."""
    with wall.own(ask) as opened:
        return asked_rows([Asked(one, "", UNKNOWN) for one in before(opened).requests])


@remembered
def _many(view: View) -> int:
    return item_lists.many(view)


@remembered
def _unread(view: View) -> int:
    return sum(one.count for one in item_lists.counts(view) if one.state in NOT_READ)


@act("/matters/{matter}/received/look", roles=wall.DEFENSE)
def look_through(ask: Ask) -> str:
    """Look through everything that this side has, in the background."""
    LOOKS.begin(ask, _key(ask), partial(_look, ask.view.viewer, ask.who))
    return ask.at("/received")


@act("/matters/{matter}/received/letter", roles=wall.DEFENSE)
def write_letter(ask: Ask) -> str:
    """Look once more, number what was not asked for, and write the letter, in the background."""
    LOOKS.begin(ask, _key(ask), partial(_write, ask.view.viewer, ask.who))
    return ask.at("/received")


@file("/matters/{matter}/received/letter.docx", roles=wall.DEFENSE)
def letter_file(ask: Ask) -> Sent:
    """The letter that was written last, a Word file."""
    looking = LOOKS.last(_key(ask))
    if looking is None or looking.outcome is None or not looking.outcome.letter:
        raise NotFound("There is nothing here.")
    return Sent(looking.outcome.letter, f"request-{ask.view.viewer.defendant}.docx")


def _look(viewer: Viewer, who: Who, store: Store, progress: Progress) -> Looked:
    """Nothing in the matter's own folder changes, so that nobody sees that this side looked."""
    with unchanged(store.folder) as own:
        with _drawer(own, viewer, who) as opened:
            told = before(opened)
        view = own.view(viewer)
        audited = of_side(view, told.requests, before=told.findings, progress=progress)
        return _looked(view, audited, audited.requests)


def _write(viewer: Viewer, who: Who, store: Store, progress: Progress) -> Looked:
    """As `kyles request` does: what was asked before keeps its number and its day."""
    with unchanged(store.folder) as own, _drawer(own, viewer, who) as opened:
        view, name, told = own.view(viewer), viewer.defendant or "", before(opened)
        audited = of_side(view, told.requests, before=told.findings, progress=progress)
        today = clock.today(matters.matter(view).zone)
        new = asking_for(audited, name, list(told.requests), on=today.isoformat())
        written = letter(audited, name, [*told.requests, *new], on=today)
        if opened:
            remember(opened, audited, new)
        return _looked(view, audited, [*audited.requests, *map(_open, new)], letter=written)


def _open(request: Request) -> Asked:
    return Asked(request, "", OPEN)


def _looked(
    view: View, audited: Audited, asked: Sequence[Asked], *, letter: bytes = b""
) -> Looked:  # fmt: skip
    found = lacks(audited, view.viewer.defendant or "", asked)
    return Looked(item_lists.many(view), found, asked_rows(asked), letter)


@contextmanager
def _drawer(store: Store, viewer: Viewer, who: Who) -> Iterator[Opened | None]:
    """This side's drawer, open; None where the one who asks has no key to it."""
    if who.secret is None:
        yield None
        return
    with drawer.drawer(store.folder, viewer.defendant or "") as locked:
        yield locked.opened(who.name, who.secret)


def _volumes(view: View) -> Iterator[VolumeRow]:
    """The volumes of this defendant, the last one first; of co-defendants it says nothing."""
    told = _measures(view)
    every = sorted(productions.volumes(view), key=lambda one: (one.on or "", one.name))
    for one in reversed(every):
        measure = told.get(one.id, Measure(0, 0, "", ""))
        yield VolumeRow(one.name, one.on, measure.documents, measure.pages, measure.begin,
                        measure.end)  # fmt: skip


@remembered
def _measures(view: View) -> dict[str, Measure]:
    return production_lists.measures(view)


def _otherwise(view: View) -> Iterator[OtherRow]:
    own = productions.disclosures(view)
    known = items.several(view, [one.item for one in own])
    for one in reversed(own):
        if one.item in known:
            yield OtherRow(one.item, known[one.item].path, one.on, one.manner.value)


def _says(name: str, volumes: tuple[VolumeRow, ...], looked: Looked | None) -> str:
    if not volumes:
        return f"No volume given to {name} is recorded."
    dates = [one.on for one in volumes if one.on]
    last = f", the last of {day(max(dates))}" if dates else ""
    told = f"{count(len(volumes), 'volume')}{last}"
    if looked is None:
        return f"{told}; not looked through yet."
    number = sum(one.count for one in looked.lacks)
    new = sum(one.not_asked for one in looked.lacks)
    if not number:
        return f"{told}; nothing in it names what is not there."
    asked = f"; {new:,} not asked for yet" if new else "; all of it was asked for"
    return f"{told}. {count(number, 'thing')} named in it {_is(number)} not there{asked}."


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
