"""Reads: who of this side looked at what, and what was searched?"""

from dataclasses import dataclass
from typing import Annotated, Literal

from msgspec import Meta

from kyles.store import matters
from kyles.store.drawer import FIRST
from kyles.store.reads import Read
from kyles.web import wall
from kyles.web.door import Ask
from kyles.web.page import Menu, Told, page

SHOWN = 100

Place = Annotated[int, Meta(ge=0, lt=2**62)]
Kind = Literal["", "search", "view"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reads(Told):
    """What the people of one side looked at, the newest first."""

    can_be_read: bool
    zone: str
    reads: tuple[Read, ...]
    after: int | None


@page("/matters/{matter}/reads", menu=Menu("Reads", 98), roles=wall.SIDES)
def reads(ask: Ask, *, kind: Kind = "", after: Place = FIRST) -> Reads:
    """What the people of one's own side looked at and searched, the newest first.

    No other side sees it. Looking at the same page again at once counts once; pictures of pages do
    not count. What the command line reads is not noted.
    """
    with wall.own_reads(ask) as kept:
        some = kept.listed(kind=kind, before=after, limit=SHOWN + 1) if kept else []
    rows = tuple(told for _, told in some[:SHOWN])
    return Reads(
        title="Reads", says=_says(rows, is_open=kept is not None), command="kyles reads",
        can_be_read=kept is not None, zone=matters.matter(ask.view).zone, reads=rows,
        after=some[SHOWN - 1][0] if len(some) > SHOWN else None,
    )  # fmt: skip


def _says(rows: tuple[Read, ...], *, is_open: bool) -> str:
    if not is_open:
        return "What this side looked at is under its own key: open its notes first."
    if not rows:
        return "Nobody of this side has looked at anything."
    return f"Last looked at by {rows[0].by}. Only this side sees this page."
