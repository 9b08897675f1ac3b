"""Received: what was given to us, what is named in it and not there, what was asked for?"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta

from kyles.errors import NotFound
from kyles.model.item import NOT_READ
from kyles.reconcile.answers import Asked
from kyles.store import View, item_lists, items, matters, production_lists, productions
from kyles.store.access import Role, defense
from kyles.store.acts import Request
from kyles.store.production_lists import Measure
from kyles.web import wall
from kyles.web.act import act
from kyles.web.address import asking
from kyles.web.asked import before
from kyles.web.door import Ask
from kyles.web.errands import Course, Errands, course
from kyles.web.file import Sent, file
from kyles.web.looked import AskedRow, Lacks, Looked, asked_rows
from kyles.web.looking import Defense, Keeper
from kyles.web.page import Menu, Told, page
from kyles.web.pages.certificate import named
from kyles.web.scope import scope
from kyles.web.shelf import remembered
from kyles.web.viewer import OFFICE
from kyles.web.words import count, day

UNKNOWN = "not looked for since"
LOOKS = OFFICE | wall.DEFENSE
LOOKED: Errands[Looked] = Errands()

Name = Annotated[str, Meta(max_length=200)]


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
    """What one defendant's side has; what it lacks and asked for, as was looked last."""

    defendant: str
    defendants: tuple[str, ...]  # those among whom one may choose
    volumes: tuple[VolumeRow, ...]
    otherwise: tuple[OtherRow, ...]
    items: int
    unread: int
    looking: Course | None
    since: int  # items that came after that look
    lacks: tuple[Lacks, ...]
    asked: tuple[AskedRow, ...]
    has_letter: bool
    is_remembered: bool  # what is asked: to the defense a password is needed for it
    zone: str


@page("/matters/{matter}/received", menu=Menu("What we have", 5, roles=wall.DEFENSE), roles=LOOKS)
def received(ask: Ask, *, defendant: Name = "") -> Received:
    """The defense's own home: what it was given, what that names and lacks, and its requests.

    When the defense looks through it, what it was given is compared with what that says and lists,
    and with nothing else. What comes of it is kept in memory for whoever looked, and recorded
    nowhere; what is asked for is kept in this side's own drawer, and the letter is for counsel to
    send. Whoever keeps a matter looks and asks as `kyles audit` and `kyles request` do.
    """
    name = _whose(ask, defendant)
    looking, theirs = LOOKED.last(_key(ask, name)), _theirs(ask, name)
    looked = looking.outcome if looking else None
    volumes, many = tuple(_volumes(theirs)), _many(theirs)
    return Received(
        title="What we have" if _is_defense(ask) else f"What {name} has",
        says=_says(name, volumes, looked), scope=scope(ask.view),
        command=f'kyles request --defendant "{name}" --out letter.docx', defendant=name,
        defendants=() if _is_defense(ask) else matters.matter(ask.view).defendants,
        volumes=volumes, otherwise=tuple(_otherwise(theirs)), items=many, unread=_unread(theirs),
        looking=course(looking), since=max(many - looked.items, 0) if looked else 0,
        lacks=looked.lacks if looked else (), asked=looked.asked if looked else _kept(ask, name),
        has_letter=bool(looked and looked.letter),
        is_remembered=ask.who.secret is not None or not _is_defense(ask),
        zone=matters.matter(ask.view).zone,
    )  # fmt: skip


def _is_defense(ask: Ask) -> bool:
    return ask.view.viewer.role is Role.DEFENSE


def _whose(ask: Ask, defendant: str) -> str:
    """The defense's own defendant, whatever was asked for; else one of the matter's."""
    return ask.view.viewer.defendant or "" if _is_defense(ask) else named(ask.view, defendant)


def _theirs(ask: Ask, name: str) -> View:
    """What that defendant's side sees."""
    return ask.view if _is_defense(ask) else ask.view.store.view(defense(name))


def _key(ask: Ask, name: str) -> tuple[object, ...]:
    return ask.view.store.folder, name, ask.view.viewer, ask.who.name


def _side(ask: Ask, name: str) -> Defense | Keeper:
    return Defense(ask.view.viewer, ask.who) if _is_defense(ask) else Keeper(name)


def _kept(ask: Ask, name: str) -> tuple[AskedRow, ...]:
    """What was asked for before anybody looked whether it was answered since."""
    if not _is_defense(ask):
        return _unknown(Keeper(name).before(ask.view))
    with wall.own(ask) as opened:
        return _unknown(before(opened).requests)


def _unknown(some: tuple[Request, ...]) -> tuple[AskedRow, ...]:
    return asked_rows([Asked(one, "", UNKNOWN) for one in some])


@remembered
def _many(view: View) -> int:
    return item_lists.many(view)


@remembered
def _unread(view: View) -> int:
    return sum(one.count for one in item_lists.counts(view) if one.state in NOT_READ)


@act("/matters/{matter}/received/look", roles=LOOKS)
def look_through(ask: Ask, *, defendant: Name = "") -> str:
    """Look through everything that was given to a defendant, in the background."""
    name = _whose(ask, defendant)
    LOOKED.begin(ask, _key(ask, name), _side(ask, name).look)
    return _at(ask, name)


@act("/matters/{matter}/received/letter", roles=LOOKS)
def write_letter(ask: Ask, *, defendant: Name = "") -> str:
    """Look once more, number what was not asked for, and write the letter, in the background."""
    name = _whose(ask, defendant)
    LOOKED.begin(ask, _key(ask, name), _side(ask, name).write)
    return _at(ask, name)


def _at(ask: Ask, name: str) -> str:
    return asking(ask.at("/received"), {} if _is_defense(ask) else {"defendant": name})


@file("/matters/{matter}/received/letter.docx", roles=LOOKS)
def letter_file(ask: Ask, *, defendant: Name = "") -> Sent:
    """The letter that was written last, a Word file."""
    name = _whose(ask, defendant)
    looking = LOOKED.last(_key(ask, name))
    if looking is None or looking.outcome is None or not looking.outcome.letter:
        raise NotFound("There is nothing here.")
    return Sent(looking.outcome.letter, f"request-{name}.docx")


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
    things = count(number, "thing is", "things are")
    return f"{told}. {things} named and not there{asked}."
