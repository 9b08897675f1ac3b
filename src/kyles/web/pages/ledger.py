"""Ledger: what was done, by whom and when, and who has signed it?"""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta

from kyles.ledger.checkpoint import Checkpoint
from kyles.ledger.note import Note
from kyles.store import View, items, ledger_list, logs, matters
from kyles.web.door import Ask
from kyles.web.page import Menu, Told, page
from kyles.web.words import count

SHOWN, SIGNED = 50, 10  # events of a page, checkpoints

Place = Annotated[int, Meta(ge=0)]


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event. Without a kind its body was destroyed under an order; its leaf stays."""

    place: int
    at: str
    by: str
    kind: str
    item: str
    path: str
    leaf: str


@dataclass(frozen=True, slots=True)
class CheckpointRow:
    """A signed checkpoint: the size and root that it vouches for, and the names of its signers."""

    size: int
    root: str
    signers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger(Told):
    """The newest events, the last checkpoints, and who may countersign."""

    size: int
    root: str
    zone: str
    events: tuple[EventRow, ...]
    checkpoints: tuple[CheckpointRow, ...]
    cosigners: tuple[str, ...]
    before: int | None
    after: int | None  # the next page: older ones


@page("/matters/{matter}/ledger", menu=Menu("Ledger", 95))
def ledger(ask: Ask, *, after: Place | None = None) -> Ledger:
    """Every event of the matter, newest first, with its leaf; and the checkpoints over them."""
    view = ask.view
    start = view.size if after is None else after
    some = ledger_list.recorded(view, before=start, limit=SHOWN)
    known = items.several(view, [one.item for one in some if one.item])
    rows = tuple(
        EventRow(one.place, one.at, one.by, one.kind, one.item if one.item in known else "",
                 known[one.item].path if one.item in known else "", one.leaf)
        for one in some
    )  # fmt: skip
    signed = _signed(view)
    return Ledger(
        title="Ledger", says=_says(view, signed), command="kyles ledger fsck", size=view.size,
        root=view.root, zone=matters.matter(view).zone, events=rows, checkpoints=signed,
        cosigners=tuple(logs.cosigners(view.store)),
        before=min(start + SHOWN, view.size) if start < view.size else None,
        after=rows[-1].place if rows and rows[-1].place else None,
    )  # fmt: skip


def _signed(view: View) -> tuple[CheckpointRow, ...]:
    """The last checkpoints, the largest first."""
    told = reversed(logs.checkpoints(view.store, logs.origin(view.store))[-SIGNED:])
    rows = []
    for text in told:
        note = Note.parse(text)
        head = Checkpoint.parse(note.text)
        names = dict.fromkeys(one.name for one in note.signatures)
        rows.append(CheckpointRow(head.size, head.root.hex(), tuple(names)))
    return tuple(rows)


def _says(view: View, signed: tuple[CheckpointRow, ...]) -> str:
    told = f"{count(view.size, 'event is', 'events are')} recorded"
    if not signed:
        return f"{told}; no checkpoint is signed yet."
    since = view.size - signed[0].size
    late = f", {since:,} before the last event" if since else ", the newest one"
    return f"{told}; the last signed checkpoint is at {signed[0].size:,}{late}."
