"""Anything held or produced: a document, or a thing."""

from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """Who has it: the prosecution team, or a defendant who was given it."""

    HELD = "held"
    PRODUCED = "produced"


class Kind(StrEnum):
    """A document has pages or a recording; a thing has neither, and no coverage."""

    DOCUMENT = "document"
    THING = "thing"


class Role(StrEnum):
    """What an item is in its family."""

    FILE = "file"  # stands for itself
    ATTACHMENT = "attachment"
    EMBEDDED = "embedded"
    IMAGE = "image"  # a page image of a document in a volume
    TEXT = "text"  # the extracted text of a document in a volume
    NATIVE = "native"
    RECORD = "record"  # a document that a load file makes out of images or text
    LOAD_FILE = "load_file"
    LIST = "list"  # an inventory, a cover letter, a receipt, a portal index
    ROW = "row"  # a thing that a row of a list names


class State(StrEnum):
    """How far an item could be read. Only `ok` and `empty` are silent."""

    OK = "ok"
    EMPTY = "empty"
    PARTIAL = "partial"
    LOCKED = "locked"
    UNSUPPORTED = "unsupported"
    UNMAPPED = "unmapped"
    FAILED = "failed"
    SPECIAL = "special"
    UNSTABLE = "unstable"
    MISSING = "missing"  # named by a load file, not there
    RESTRICTED = "restricted"  # hash and metadata only, by `add --restricted`
    GONE = "gone"
    EXPUNGED = "expunged"  # removed under an order; only the tombstone stays


SILENT = frozenset({State.OK, State.EMPTY})
NOT_READ = frozenset({
    State.PARTIAL, State.LOCKED, State.UNSUPPORTED, State.UNMAPPED, State.FAILED,
    State.SPECIAL, State.UNSTABLE, State.MISSING,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """One `kyles add`: a folder or file, and on which side it stands."""

    id: str
    side: Side
    name: str  # the folder's or file's own name
    holder: str | None = None
    volume: str | None = None  # id of the volume, on the produced side
    incident: str | None = None
    defendant: str | None = None  # whom held material concerns, when it is only one
    written: str | None = None  # when its documents were written, as far as the user said


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a list says of an item: a name such as `description`, `quantity`, `location`.

    `item` is the list, `row` its row, counted from 1 for the first row of data.
    """

    name: str
    value: str
    item: str
    row: int


@dataclass(frozen=True, slots=True)
class Version:
    """What was found at an item's place at one time. A version is never overwritten."""

    number: int
    state: State
    reason: str = ""
    sha256: str | None = None
    size: int = 0
    media_type: str = ""
    pages: int = 0
    expected: int = 0  # parts that a container announced,
    emitted: int = 0  # that were read out of it,
    failed: int = 0  # and that could not be


@dataclass(frozen=True, slots=True)
class Item:
    """A document or a thing, at its latest version."""

    id: str
    side: Side
    kind: Kind
    role: Role
    source: str
    holder: str | None
    volume: str | None
    path: str
    title: str
    version: Version
    parent: str | None = None
    order: int = 0  # among its siblings
    number: str | None = None  # the holder's own item, tag or property number
    incident: str | None = None  # the agency's own number, as its row or the user gave it
    defendant: str | None = None
    facts: tuple[Fact, ...] = ()
