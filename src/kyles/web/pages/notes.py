"""Notes: what has this side written for itself?"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta

from kyles import clock
from kyles.errors import NotFound, Refused, UsageError
from kyles.store import View, drawer, items, matters
from kyles.store.drawer import Drawer, Entry, Opened
from kyles.store.sealed import Secret
from kyles.web import passwords, wall
from kyles.web.act import act
from kyles.web.address import asking
from kyles.web.door import Ask
from kyles.web.page import Menu, Told, page
from kyles.web.words import count

NOTE, DRAFT = "note", "draft"
LONGEST = 100_000  # characters

Text = Annotated[str, Meta(max_length=LONGEST)]
Short = Annotated[str, Meta(max_length=200)]
Number = Annotated[int, Meta(ge=0, lt=2**62)]
PageNumber = Annotated[int, Meta(ge=0, le=1_000_000)]


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note on an item, or on the matter; `path` is "" where the item is no longer to be seen."""

    id: int
    at: str
    by: str
    item: str
    path: str
    page: int
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that this side works on."""

    id: int
    at: str
    by: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes(Told):
    """The notes and drafts of one side, and who can open them.

    `code` is one that is not accepted yet: it is shown before anybody decides to accept it.
    """

    is_open: bool
    item: str
    path: str
    notes: tuple[NoteRow, ...]
    drafts: tuple[Draft, ...]
    openers: tuple[str, ...]
    codes: int
    code: str
    zone: str


@page("/matters/{matter}/notes", menu=Menu("Notes", 36), roles=wall.DEFENSE)
def notes(ask: Ask, *, item: Short = "") -> Notes:
    """The notes and drafts of one defendant's defense, of one item where that is given.

    They are in a store of that side's own, sealed under a key that its passwords make. No other
    side and no administrator can read them, nor see that there are any.
    """
    path = items.known(ask.view, item).path if item else ""
    zone = matters.matter(ask.view).zone
    with wall.own(ask) as opened:
        if opened is None:
            return Notes(
                title="Notes", says=_locked(ask), command=_command(ask), is_open=False, item=item,
                path=path, notes=(), drafts=(), openers=_openers(ask), codes=0, code="", zone=zone,
            )  # fmt: skip
        written = tuple(_notes(ask.view, opened.listed(NOTE, about=item)))
        drafts = () if item else tuple(_draft(one) for one in opened.listed(DRAFT))
        return Notes(
            title="Notes", says=_says(written, drafts), command=_command(ask), is_open=True,
            item=item, path=path, notes=written, drafts=drafts,
            openers=tuple(opened.drawer.openers()), codes=opened.drawer.codes(),
            code=drawer.new_code(), zone=zone,
        )  # fmt: skip


@act("/matters/{matter}/notes/write", roles=wall.DEFENSE)
def write_note(ask: Ask, *, text: Text, item: Short = "", page: PageNumber = 0) -> str:
    """Write a note: on an item, on one of its pages, or on the matter."""
    if item:
        items.known(ask.view, item)
    told = {"at": clock.stamp(), "by": ask.who.name, "item": item, "page": page, "text": text}
    with _opened(ask) as opened:
        opened.put(NOTE, told, about=item)
    return asking(ask.at("/notes"), {"item": item})


@act("/matters/{matter}/notes/draft", roles=wall.DEFENSE)
def keep_draft(ask: Ask, *, title: Short, text: Text) -> str:
    """Keep a draft, in the place of the one of the same title."""
    told = {"at": clock.stamp(), "by": ask.who.name, "title": title, "text": text}
    with _opened(ask) as opened:
        opened.replace(DRAFT, told, about=title)
    return ask.at("/notes")


@act("/matters/{matter}/notes/remove", roles=wall.DEFENSE)
def remove_note(ask: Ask, *, id: Number, item: Short = "") -> str:  # noqa: A002 - the row's own word
    """Remove a note or a draft for good."""
    with _opened(ask) as opened:
        opened.remove(id, kinds=(NOTE, DRAFT))
    return asking(ask.at("/notes"), {"item": item})


@act("/matters/{matter}/notes/open", roles=wall.DEFENSE)
def open_notes(ask: Ask, *, word: Short) -> str:
    """Open the notes to oneself: with a colleague's code, or the password that one had before."""
    mine = _secret(ask)
    with wall.own_drawer(ask) as locked:
        opened = locked.opened_by(word) or _before(ask, locked, word)
        if opened is None:
            raise Refused("This opens nothing.", hint="A code opens once. Ask for another one.")
        opened.let_in(ask.who.name, mine)
    return ask.at("/notes")


def _before(ask: Ask, locked: Drawer, word: str) -> Opened | None:
    """The drawer open by the password that one had before."""
    how = locked.how(ask.who.name)
    return locked.opened(ask.who.name, passwords.secret_again(word, how)) if how else None


@act("/matters/{matter}/notes/accept", roles=wall.DEFENSE)
def accept_code(ask: Ask, *, code: Short) -> str:
    """Let whoever has a code open the notes, once."""
    if not drawer.is_code(code):
        raise UsageError("A code is made by Kyles, and not by hand.")
    with _opened(ask) as opened:
        opened.accept(code)
    return ask.at("/notes")


@act("/matters/{matter}/notes/withdraw", roles=wall.DEFENSE)
def withdraw_codes(ask: Ask) -> str:
    """Let no code open the notes that is not used yet."""
    with _opened(ask) as opened:
        opened.withdraw_codes()
    return ask.at("/notes")


@act("/matters/{matter}/notes/shut", roles=wall.DEFENSE)
def shut_out(ask: Ask, *, name: Short) -> str:
    """Let a colleague open the notes no more."""
    if name == ask.who.name:
        raise Refused("You cannot shut yourself out.", hint="A colleague can.")
    with _opened(ask) as opened:
        opened.shut_out(name)
    return ask.at("/notes")


@contextmanager
def _opened(ask: Ask) -> Iterator[Opened]:
    """The drawer, open. Raises NotFound where it is locked: nothing is there to be written in."""
    with wall.own(ask) as opened:
        if opened is None:
            raise NotFound("There is nothing here.")
        yield opened


def _secret(ask: Ask) -> Secret:
    if ask.who.secret is None:
        raise NotFound("There is nothing here.")
    return ask.who.secret


def _openers(ask: Ask) -> tuple[str, ...]:
    """Who can open it: whom to ask for a code."""
    if ask.who.secret is None:
        return ()
    with wall.own_drawer(ask) as locked:
        return tuple(locked.openers())


def _notes(view: View, some: list[Entry]) -> Iterator[NoteRow]:
    known = items.several(view, [one.told["item"] for one in some])
    for one in some:
        item = known.get(one.told["item"])
        yield NoteRow(one.id, one.told["at"], one.told["by"], one.told["item"],
                      item.path if item else "", one.told["page"], one.told["text"])  # fmt: skip


def _draft(one: Entry) -> Draft:
    return Draft(one.id, one.told["at"], one.told["by"], one.told["title"], one.told["text"])


def _says(written: tuple[NoteRow, ...], drafts: tuple[Draft, ...]) -> str:
    if not written and not drafts:
        return "Nothing is written yet. Only this side can read what is."
    told = f"{count(len(written), 'note')}, {count(len(drafts), 'draft')}"
    return f"{told}. Only this side can read them."


def _locked(ask: Ask) -> str:
    if ask.who.secret is None:
        return "Notes are sealed under your password: come in with name and password."
    return "The notes of this side are sealed, and your password does not open them yet."


def _command(ask: Ask) -> str:
    return f"kyles notes --as {ask.who.name}"
