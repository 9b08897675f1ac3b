"""Co-defendants: what was one given that another was not, in every matter of an incident?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta

from kyles.audit import look
from kyles.law import DISCLAIMER
from kyles.model.status import GIVEN
from kyles.progress import Progress
from kyles.reconcile.linked import Linked, Party, Stand, linked
from kyles.store import Store, matters
from kyles.store.access import Role, Viewer
from kyles.store.beside import beside
from kyles.web.act import act
from kyles.web.door import Ask
from kyles.web.errands import Course, Errands, course
from kyles.web.page import Menu, Told, page
from kyles.web.words import count

SHOWN = 50
SCOPE = (
    "Each matter answers for its own productions and events. Others are those that lie open here"
    " in which you are of the office too."
)

Place = Annotated[int, Meta(ge=0, lt=2**53)]


@dataclass(frozen=True, slots=True)
class MatterRow:
    """A matter that shares an incident, by the numbers that it shares."""

    title: str
    defendants: tuple[str, ...]
    incidents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StandRow:
    """How one defendant of one matter stands to an item."""

    matter: str
    defendant: str
    status: str
    held_there: bool
    given_on: str | None
    known_on: str | None
    verdict_on: str | None
    review: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemStands:
    """An item, the matter that lists it, and every defendant. `item` is "" in another matter."""

    item: str
    path: str
    title: str
    holder: str | None
    matter: str
    differs: bool
    stands: tuple[StandRow, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """Every matter of the incidents, compared once."""

    matters: tuple[MatterRow, ...]
    unread: tuple[tuple[str, str], ...]  # a matter that could not be looked into, and why
    items: tuple[ItemStands, ...]  # those first to which defendants stand otherwise
    differing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Codefendants(Told):
    """Items by defendant, those first to which defendants stand otherwise."""

    looking: Course | None
    matters: tuple[MatterRow, ...]
    unread: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, str], ...]  # matter and defendant
    items: tuple[ItemStands, ...]
    total: int
    differing: int
    before: int | None
    after: int | None
    disclaimer: str
    zone: str


LOOKS: Errands[Together] = Errands()


@page("/matters/{matter}/codefendants", menu=Menu("Co-defendants", 42))
def codefendants(ask: Ask, *, only: Literal["", "differ"] = "", after: Place = 0) -> Codefendants:
    """How every defendant of an incident stands to its items, in all matters that lie open here.

    It is for whoever keeps all of these matters: others are read where one is of the office in both
    alone, and nothing in them changes. What comes of it is kept in memory for whoever looked;
    nothing of it goes into a finding, a certificate, a letter or an export.
    """
    looking = LOOKS.last(_key(ask))
    told = (looking.outcome if looking else None) or Together((), (), (), 0)
    chosen = told.items[: told.differing] if only else told.items
    return Codefendants(
        title="Co-defendants", says=_says(ask, told, looking is not None), scope=SCOPE,
        command="kyles codefendants", looking=course(looking), matters=told.matters,
        unread=told.unread, columns=tuple(_columns(told)),
        items=tuple(chosen[after : after + SHOWN]), total=len(chosen),
        differing=told.differing,
        before=max(after - SHOWN, 0) if after else None,
        after=after + SHOWN if after + SHOWN < len(chosen) else None, disclaimer=DISCLAIMER,
        zone=matters.matter(ask.view).zone,
    )  # fmt: skip


def _key(ask: Ask) -> tuple[object, ...]:
    return ask.view.store.folder, ask.view.viewer, ask.who.name, ask.who.named


@act("/matters/{matter}/codefendants/look")
def compare_codefendants(ask: Ask) -> str:
    """Compare all matters of this matter's incidents, in the background."""
    others = {path: ask.who.at(name) for name, path in ask.desk.matters().items()
              if name != ask.matter and ask.who.at(name).role is Role.OWNER}  # fmt: skip
    LOOKS.begin(ask, _key(ask), partial(_look, others))
    return ask.at("/codefendants")


def _look(others: dict[Path, Viewer], store: Store, progress: Progress) -> Together:
    here = store.view()
    with beside(here, others, as_whom=others.__getitem__) as found:
        parties = [Party(look(view, progress=progress), view) for view in (here, *found.views)]
        own = parties[0]
        items = sorted((_item(one, own) for one in linked(own, parties[1:])), key=_order)
        differing = sum(one.differs for one in items)
        unread = tuple((one.folder.name, one.reason) for one in found.unread)
        return Together(
            tuple(_matter(own, one) for one in parties), unread, tuple(items), differing
        )


def _matter(own: Party, one: Party) -> MatterRow:
    told = one.audit.matter
    return MatterRow(told.title, told.defendants, own.shares(one))


def _item(one: Linked, own: Party) -> ItemStands:
    stands = tuple(_stand(each) for each in one.stands)
    here = one.matter == own.audit.matter.title and one.item.id in own.audit.items
    given = {each.status in GIVEN for each in stands}
    return ItemStands(one.item.id if here else "", one.item.path, one.item.title, one.item.holder,
                      one.matter, len(given) > 1, stands)  # fmt: skip


def _stand(one: Stand) -> StandRow:
    own = one.standing
    return StandRow(one.matter, own.defendant, own.status, one.is_held, own.given_on, own.known_on,
                    own.verdict_on, tuple(rule.cited for rule in own.review))  # fmt: skip


def _order(one: ItemStands) -> tuple[bool, str, str]:
    return not one.differs, one.matter, one.path


def _columns(told: Together) -> Iterator[tuple[str, str]]:
    for one in told.matters:
        yield from ((one.title, name) for name in one.defendants)


def _says(ask: Ask, told: Together, is_begun: bool) -> str:
    if not told.matters:
        names = len(matters.matter(ask.view).defendants)
        waits = "being compared" if is_begun else "not compared yet"
        return f"{count(names, 'defendant')} in this matter; {waits}."
    return f"{_differ(told)} {_shared(told.matters)}"


def _differ(told: Together) -> str:
    if not told.differing:
        return "No item was given to one defendant and not to another."
    some = count(told.differing, "item was", "items were")
    return f"{some} given to one defendant and not to another, of {len(told.items):,}."


def _shared(some: Sequence[MatterRow]) -> str:
    others = some[1:]
    if not others:
        return "No other matter that lies open here names one of its incidents."
    shares = "shares" if len(others) == 1 else "share"
    numbers = ", ".join(dict.fromkeys(one for each in others for one in each.incidents))
    names = ", ".join(one.title for one in others)
    return f"{names} {shares} agency case no. {numbers}."
