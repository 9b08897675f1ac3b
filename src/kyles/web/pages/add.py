"""Add: what came in, whose is it, and how far could it be read?"""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta
from starlette.datastructures import UploadFile

from kyles.errors import UsageError
from kyles.intake.add import Addition
from kyles.store import items, matters
from kyles.web import batch as batches
from kyles.web.act import act
from kyles.web.door import Ask
from kyles.web.page import Menu, Told, page
from kyles.web.uploads import UPLOADS, Upload
from kyles.web.words import count

TROUBLES = 50

Day = Annotated[str, Meta(pattern=r"^(\d{4}-\d\d-\d\d)?$")]


@dataclass(frozen=True, slots=True)
class Trouble:
    """A file that could not be read whole, and why."""

    path: str
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class Batch:
    """The last batch that was sent: how far it is, or what it came to."""

    name: str
    files: int
    is_over: bool
    what: str
    done: int
    of: int
    new: int
    states: dict[str, int]
    unread: tuple[Trouble, ...]
    more_unread: int
    trouble: str


@dataclass(frozen=True, slots=True)
class GoingOn:
    """A batch that came in part, and to which the rest is to be sent."""

    key: str
    name: str
    whose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Add(Told):
    """To whom things can be added, and the last batch."""

    holders: tuple[str, ...]
    defendants: tuple[str, ...]
    batch: Batch | None
    going_on: GoingOn | None


@page("/matters/{matter}/add", menu=Menu("Add", 90))
def add(ask: Ask, *, batch: str = "") -> Add:
    """Send files into the matter, and see how far they could be read; or the rest of a batch."""
    folder = ask.view.store.folder
    last, one = UPLOADS.last(folder), batches.of(folder, batch) if batch else None
    return Add(
        title="Add", says=_says(last), command="kyles add FOLDER --holder NAME",
        holders=tuple(items.holders(ask.view)), defendants=matters.matter(ask.view).defendants,
        batch=_batch(last) if last and not one else None,
        going_on=GoingOn(one.key, one.name, whose(one.addition)) if one else None,
    )  # fmt: skip


def whose(one: Addition) -> str:
    """Whose things are: the holder, or the defendant who was given them."""
    return one.holder or f"given to {', '.join(one.defendants)}"


def _says(last: Upload | None) -> str:
    if last is None:
        return ""
    if last.trouble:
        return f"{last.name}: {last.trouble}"
    if last.added is None:
        return f"{last.name}: {count(last.files, 'file')} on the way."
    unread = len(last.added.trouble)
    whole = f"{unread:,} could not be read whole" if unread else "every one was read"
    return f"{last.name}: {count(last.added.files, 'file')}; {whole}. Run 'kyles audit' next."


def _batch(last: Upload) -> Batch:
    added = last.added
    trouble = added.trouble if added else ()
    return Batch(
        last.name, last.files, last.is_over, last.what, last.done, last.of,
        added.new if added else 0,
        {state.value: number for state, number in sorted(added.states.items())} if added else {},
        tuple(Trouble(path, state.value, reason) for path, state, reason in trouble[:TROUBLES]),
        max(len(trouble) - TROUBLES, 0), last.trouble,
    )  # fmt: skip


@act("/matters/{matter}/upload")
def upload(
    ask: Ask, *, files: tuple[UploadFile, ...], folder: str = "", holder: str = "",
    defendant: str = "", on: Day = "",
) -> str:  # fmt: skip
    """Take files, for one holder or as given to one defendant."""
    addition = said(ask, holder=holder, defendant=defendant, on=on)
    if not all(isinstance(one, UploadFile) for one in files):
        raise UsageError("'files': send files, not words.")
    sent = ((one.filename or "", one.file) for one in files if one.filename)
    UPLOADS.begin(ask.view.store, sent, addition, name=folder)
    return ask.at("/add")


def said(ask: Ask, *, holder: str, defendant: str, on: str) -> Addition:
    """What a form says of whose things are. Raises UsageError for what does not fit."""
    if bool(holder.strip()) == bool(defendant):
        raise UsageError("Say whose it is: a holder, or the defendant who was given it.")
    if defendant and defendant not in matters.matter(ask.view).defendants:
        raise UsageError(f"There is no defendant '{defendant}' in this matter.")
    return Addition(holder=holder.strip() or None, defendants=(defendant,) if defendant else (),
                    on=on or None)  # fmt: skip
