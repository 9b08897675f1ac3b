"""Files that list things: which ones do, how their columns are read, and what their rows make.

An inventory row is a reference. It always makes an entry; with a number or a description it makes a
thing too, which the audit takes for the held file it names where there is one.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from kyles.formats import Row
from kyles.intake import identity, inventory, letter, list_kinds, printout
from kyles.intake.file import FileReading
from kyles.model import Event, Item, Kind, Role, Side, State, Version
from kyles.store import View, lists
from kyles.store.lists import Entry

LONGEST_LETTER = 10  # pages; what is longer is no cover letter
WIDEST = 1000  # columns; what is wider is no list
#: Kinds of files that tell more than their rows do: they are documents as well as lists.
DOCUMENTS_TOO = ("application/ld+json",)


@dataclass(frozen=True, slots=True)
class Told:
    """What a file tells as a list: the item with its role, its entries, and the things of them."""

    item: Item
    entries: tuple[Entry, ...] = ()
    things: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads lists of one holder or volume, with the mappings that were remembered or given."""

    view: View
    columns: dict[str, str]
    taught: list[Event] = field(default_factory=list)  # mappings as given, to be remembered
    fitted: list[str] = field(default_factory=list)  # headers that took what was given
    misfits: list[str] = field(default_factory=list)  # why a list did not take what was given

    def read(self, item: Item, reading: FileReading) -> Told:
        """What a file tells as a list; a file that is none is told as it is."""
        if reading.rows:
            return self._table(item, reading.rows)
        if item.side is Side.PRODUCED and 0 < len(reading.pages) <= LONGEST_LETTER:
            return _letter(item, reading)
        if item.side is Side.HELD and reading.pages:
            return _printout(item, reading)
        return Told(item)

    def _table(self, item: Item, rows: Sequence[Row]) -> Told:
        entries: list[Entry] = []
        unsure: list[str] = []
        kinds: set[str] = set()
        before = 0
        for _, some in groupby(rows, key=lambda row: row.sheet):
            sheet = [row.cells for row in some]
            wide = max(map(len, sheet)) > WIDEST
            mapping = inventory.Mapping() if wide else self._mapping(item, sheet)
            if mapping.unsure:
                unsure += mapping.unsure
            elif mapping.columns:
                kinds.add(list_kinds.kind(mapping.columns))
                entries += [
                    Entry(item.id, before + row.number, None, row.facts)
                    for row in inventory.rows(sheet, mapping)
                ]
            before += len(sheet)
        if entries:
            also = item.version.media_type in DOCUMENTS_TOO or _is_record(kinds)
            return _with_things(item if also else replace(item, role=Role.LIST), entries)
        if unsure:
            version = replace(item.version, state=State.UNMAPPED, reason=unsure[0])
            return Told(replace(item, version=version))
        return Told(item)

    def _mapping(self, item: Item, sheet: Sequence[Sequence[str]]) -> inventory.Mapping:
        """As the user says now, as was said before, or as the columns themselves show."""
        holder, header = item.holder or "", header_key(sheet)
        before = lists.remembered(self.view, holder, header)
        given = inventory.sniff(sheet, given=self.columns) if self.columns else None
        if given and given.columns:
            self.fitted.append(header)
            if given.to_json() != before:
                self.taught.append(lists.mapped(holder, header, given.to_json()))
            return given
        shown = inventory.sniff(sheet, given=before)
        if given:
            self.misfits.extend(given.unsure)
            return shown if shown.columns else given
        return shown


def _is_record(kinds: set[str]) -> bool:
    """Whether one of these kinds is a record that is owed itself, as a log of calls is."""
    return any(kind and list_kinds.LISTS[kind].is_record for kind in kinds)


def header_key(sheet: Sequence[Sequence[str]]) -> str:
    """What a list is recognised by the next time: its header row."""
    words = "\x1f".join(inventory.header_of(sheet))
    return hashlib.sha256(words.casefold().encode()).hexdigest()[:16]


def events(item: str, version: int, entries: Sequence[Entry]) -> list[Event]:
    """The event that tells a list's entries, where it has any."""
    return [lists.listed(item, version, list(entries))] if entries else []


def _with_things(item: Item, entries: Sequence[Entry]) -> Told:
    """Rows of a held list make things; rows of a list that was given name what was given."""
    if item.side is Side.PRODUCED:
        return Told(item, tuple(entries))
    told: list[Entry] = []
    things: dict[str, Item] = {}
    for entry in entries:
        if not {"number", "description"} & entry.facts.keys():
            told.append(entry)
            continue
        thing = _thing(item, entry)
        told.append(replace(entry, item=thing.id))
        things.setdefault(thing.id, thing)
    return Told(item, tuple(told), tuple(things.values()))


def _thing(listed: Item, entry: Entry) -> Item:
    number = entry.facts.get("number", "").strip()
    place = f"{listed.path}#{number or f'row {entry.row}'}"
    key = (
        identity.thing_id(listed.holder or "", number)
        if number
        else identity.item_id(listed.source, place)
    )
    title = entry.facts.get("description") or entry.facts.get("title") or number
    return Item(
        id=key, side=Side.HELD, kind=Kind.THING, role=Role.ROW, source=listed.source,
        holder=listed.holder, volume=None, path=place, title=title,
        version=Version(1, State.OK), parent=listed.id, order=entry.row, number=number or None,
        incident=entry.facts.get("incident") or listed.incident,
        defendant=entry.facts.get("defendant") or listed.defendant,
    )  # fmt: skip


def _printout(item: Item, reading: FileReading) -> Told:
    """A printed inventory: a document, and a list of things. One page of many is part of it."""
    pages = ["\n".join(one.text for one in page if one.layer == "text") for page in reading.pages]
    printed = printout.read(pages)
    if printed is None:
        return Told(item)
    rows = printed.rows
    if printed.announced is not None and printed.announced > len(rows):
        reason = (
            f"it says that it has {printed.announced:,} records; {len(rows):,} are on its pages"
        )
        version = replace(item.version, state=State.PARTIAL, reason=reason,
                          expected=printed.announced, emitted=len(rows))  # fmt: skip
        item = replace(item, version=version)
    entries = [Entry(item.id, row, None, facts) for row, facts in enumerate(rows, 1)]
    return _with_things(item, entries)


def _letter(item: Item, reading: FileReading) -> Told:
    """A cover letter, receipt or index given with a volume, read as a list."""
    pages = ["\n".join(one.text for one in page) for page in reading.pages]
    read = letter.read_letter("\n".join(pages))
    if read is None or not read.entries:
        return Told(item)
    entries = tuple(
        Entry(item.id, row, None, one.facts()) for row, one in enumerate(read.entries, 1)
    )
    return Told(replace(item, role=Role.LIST), entries)
