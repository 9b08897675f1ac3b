"""PowerPoint files of the older kind (PPT, PPS): a slide is a page, with its notes and comments.

Everything is records inside records. A file that was saved again holds the records of before as
well; a directory says which are current, and where it is broken every slide that is found is read,
and that is told. Pictures, and objects that are whole files, are files inside the file.
Source: [MS-PPT] 2.1 to 2.4.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kyles import encoding, officeart
from kyles.compound import MARK, CompoundFile, NoCompoundFile, Storage
from kyles.formats import Child, Detail, Expected, Page, Part, Trouble
from kyles.model import Layer, Reading, State

NAME = "PowerPoint 97 to 2003"
MEDIA_TYPE = "application/vnd.ms-powerpoint"

_ENGINE = "kyles-ppt"
_STREAM, _CURRENT, _PICTURES = "PowerPoint Document", "Current User", "Pictures"
_HEADING = struct.Struct("<HHI")
_DOCUMENT, _SLIDE, _NOTES, _MASTER = 0x03E8, 0x03EE, 0x03F0, 0x03F8
_LIST, _PERSIST, _SLIDE_ATOM, _NOTES_ATOM = 0x0FF0, 0x03F3, 0x03EF, 0x03F1
_SHAPE, _PLACE, _FOOTERS = 0xF004, 0x0BC3, 0x0FD9
_CHARS, _BYTES, _STRING, _COMMENT = 0x0FA0, 0x0FA8, 0x0FBA, 0x2EE0
_EDIT, _DIRECTORY, _SHOW, _OBJECT = 0x0FF5, 0x1772, 0x03F9, 0x1011
_HIDDEN_FLAG = 0x0004
_SLIDES, _MASTERS, _NOTES_LIST = 0, 1, 2  # what a list of the document lists
_ENCRYPTED = b"\xdf\xc4\xd1\xf3"
_FOR_SLIDES = 3
_DEEPEST = 40
_LARGEST = 1 << 28
_SIGNS = {"\r": "\n", "\x0b": "\n"}


def claims(head: bytes, name: str) -> int:
    """3 for a compound file with the stream of a presentation, 2 for one that is named so."""
    if not head.startswith(MARK):
        return 0
    named = name.lower().endswith((".ppt", ".pps", ".pot"))
    return 3 if _STREAM.encode("utf-16-le") in head else 2 * int(named)


def read(path: Path) -> Iterator[Part]:
    """Slides, then the pictures and objects inside."""
    data = path.read_bytes()
    if not data:
        yield Trouble(State.EMPTY, "a file of no bytes")
        return
    file = CompoundFile(data)
    try:
        root = file.root()
        stream = root.streams[_STREAM]
    except (NoCompoundFile, KeyError):
        yield Trouble(State.FAILED, "it is damaged, or holds no presentation")
        return
    current = root.streams.get(_CURRENT, b"")
    if current[12:16] == _ENCRYPTED or "EncryptedPackage" in root.streams:
        yield Trouble(State.LOCKED, "it needs a password")
        return
    yield from _presentation(Presentation(stream, current), root)
    if file.damaged:
        yield Trouble(State.PARTIAL, "it is damaged: parts of it are missing")


@dataclass(frozen=True, slots=True)
class Record:
    """One record: where its content is, and what it is."""

    kind: int
    instance: int
    start: int
    end: int
    holds_records: bool


@dataclass
class Presentation:
    """The records of a presentation."""

    data: bytes
    current: bytes = b""
    troubles: dict[str, None] = field(default_factory=dict)

    def at(self, place: int) -> Record | None:
        """The record whose heading is at a place, if one is."""
        if not 0 <= place <= len(self.data) - _HEADING.size:
            return None
        first, kind, length = _HEADING.unpack_from(self.data, place)
        start = place + _HEADING.size
        end = min(start + length, len(self.data))
        return Record(kind, first >> 4, start, end, first & 0xF == 0xF)

    def inside(self, start: int, end: int) -> Iterator[Record]:
        """The records one after another between two places."""
        while start < end and (one := self.at(start)):
            yield one
            start = one.end

    def below(self, record: Record, depth: int = 0) -> Iterator[Record]:
        """Every record inside a record, also those inside one of those."""
        for one in self.inside(record.start, record.end):
            yield one
            if one.holds_records and depth < _DEEPEST:
                yield from self.below(one, depth + 1)

    @cached_property
    def places(self) -> dict[int, int]:
        """Where each object that was last saved is, by its number; the newest edit says."""
        found: dict[int, int] = {}
        edit, seen = int.from_bytes(self.current[16:20], "little"), set[int]()
        while edit and edit not in seen and (record := self.at(edit)) and record.kind == _EDIT:
            seen.add(edit)
            edit, directory = struct.unpack_from("<II", self.data, record.start + 8)
            found = self._listed(directory) | found
        return found

    def _listed(self, directory: int) -> dict[int, int]:
        """One edit's directory: runs of numbers with a place each."""
        record, found = self.at(directory), dict[int, int]()
        if record is None or record.kind != _DIRECTORY:
            return found
        at = record.start
        while at + 4 <= record.end:
            told = int.from_bytes(self.data[at : at + 4], "little")
            first, count = told & 0xFFFFF, told >> 20
            places = self.data[at + 4 : at + 4 + 4 * count]
            if len(places) < 4 * count or not count:
                break
            found |= zip(range(first, first + count), struct.unpack(f"<{count}I", places),
                         strict=True)  # fmt: skip
            at += 4 + 4 * count
        return found

    def document(self) -> Record | None:
        """The current document: the newest one."""
        placed = [self.at(place) for place in self.places.values()]
        found = [one for one in placed if one and one.kind == _DOCUMENT]
        if found:
            return found[0]
        self.troubles["it is damaged: which of its slides are current is lost"] = None
        every = [one for one in self.inside(0, len(self.data)) if one.kind == _DOCUMENT]
        return every[-1] if every else None

    def listed(self, document: Record, what: int) -> Iterator[tuple[int, int, list[str]]]:
        """Number of the object, id of the slide, and the outline, of each slide or notes page."""
        for one in self.inside(document.start, document.end):
            if one.kind == _LIST and one.instance == what:
                yield from self._entries(one)

    def _entries(self, record: Record) -> Iterator[tuple[int, int, list[str]]]:
        entry: tuple[int, int, list[str]] | None = None
        for one in self.inside(record.start, record.end):
            if one.kind == _PERSIST and one.end - one.start >= 16:
                if entry:
                    yield entry
                number, _, _, id_ = struct.unpack_from("<4I", self.data, one.start)
                entry = (number, id_, [])
            elif entry and one.kind in (_CHARS, _BYTES):
                entry[2].append(self.text(one))
        if entry:
            yield entry

    def text(self, record: Record) -> str:
        """What an atom of text says."""
        raw = self.data[record.start : record.end]
        said = raw.decode("latin-1" if record.kind == _BYTES else "utf-16-le", "replace")
        return encoding.storable("".join(_SIGNS.get(sign, sign) for sign in said))

    def strings(self, record: Record) -> list[str]:
        """What the strings of a record say, in their order."""
        return [self.text(one) for one in self.inside(record.start, record.end)
                if one.kind == _STRING]  # fmt: skip

    def texts(self, record: Record) -> list[str]:
        """What the shapes below a record say."""
        return [self.text(one) for one in self.below(record) if one.kind in (_CHARS, _BYTES)]


def _no_slide(made: Presentation) -> Trouble:
    every = Record(0, 0, 0, len(made.data), holds_records=True)
    if made.texts(every):
        return Trouble(State.PARTIAL, "it is damaged: its slides are not found")
    return Trouble(State.EMPTY, "a presentation without a slide")


def _presentation(made: Presentation, root: Storage) -> Iterator[Part]:
    document = made.document()
    if document is None:
        yield Trouble(State.FAILED, "it is damaged: it holds no document")
        return
    slides = list(made.listed(document, _SLIDES))
    if slides:
        yield Expected("pages", len(slides))
    else:
        yield _no_slide(made)
    notes, margins = _notes(made, document), _margins(made, document)
    for number, (place, id_, outline) in enumerate(slides, 1):
        record = made.at(made.places.get(place, -1))
        if record is None or record.kind != _SLIDE:
            made.troubles["it is damaged: a slide is missing"] = None
        elif _is_hidden(made, record):
            yield Detail("hidden_slide", str(number))
        own = _page(made, record, outline)
        beside = {Layer.FOOTER: margins.of(record), Layer.NOTE: notes.get(id_, [])}
        yield Page(tuple(_readings(own | beside)))
    yield from _children(made, root)
    yield from (Trouble(State.PARTIAL, trouble) for trouble in made.troubles)


def _notes(made: Presentation, document: Record) -> dict[int, list[str]]:
    """What the notes pages say, by the id of the slide that each belongs to."""
    found: dict[int, list[str]] = {}
    for place, _id, outline in made.listed(document, _NOTES_LIST):
        record = made.at(made.places.get(place, -1))
        for one in made.inside(record.start, record.end) if record else ():
            if record and one.kind == _NOTES_ATOM:
                slide = int.from_bytes(made.data[one.start : one.start + 4], "little")
                found[slide] = _once(outline + made.texts(record))
    return found


def _is_hidden(made: Presentation, slide: Record) -> bool:
    shows = (one for one in made.inside(slide.start, slide.end) if one.kind == _SHOW)
    one = next(shows, None)
    flags = made.data[one.start + 10 : one.start + 12] if one else b""
    return bool(int.from_bytes(flags, "little") & _HIDDEN_FLAG)


def _page(made: Presentation, slide: Record | None, outline: list[str]) -> dict[Layer, list[str]]:
    """What stands on a slide, by layer."""
    if slide is None:
        return {Layer.BODY: _once(outline)}
    return {Layer.BODY: _once(outline + made.texts(slide)),
            Layer.COMMENT: list(_comments(made, slide))}  # fmt: skip


def _readings(told: dict[Layer, list[str]]) -> Iterator[Reading]:
    for layer in Layer:
        text = "\n".join(told.get(layer, ()))
        if text.strip():
            yield Reading(layer, text, _ENGINE)


@dataclass(frozen=True, slots=True)
class _Margins:
    """Footers, and what stands on a master outside the places that its slides fill in."""

    made: Presentation
    every: list[str]
    masters: dict[int, list[str]]

    def of(self, slide: Record | None) -> list[str]:
        if slide is None:
            return []
        own = [text for one in self.made.inside(slide.start, slide.end) if one.kind == _FOOTERS
               for text in self.made.strings(one)]  # fmt: skip
        atoms = (one for one in self.made.inside(slide.start, slide.end)
                 if one.kind == _SLIDE_ATOM and one.end - one.start >= 16)  # fmt: skip
        master = next(atoms, None)
        id_ = (
            int.from_bytes(self.made.data[master.start + 12 : master.start + 16], "little")
            if master
            else 0
        )
        return _once(self.masters.get(id_, []) + (own or self.every))


def _margins(made: Presentation, document: Record) -> _Margins:
    every = [text for one in made.inside(document.start, document.end)
             if one.kind == _FOOTERS and one.instance == _FOR_SLIDES
             for text in made.strings(one)]  # fmt: skip
    masters = {}
    for place, id_, _ in made.listed(document, _MASTERS):
        record = made.at(made.places.get(place, -1))
        shapes = (one for one in made.below(record) if one.kind == _SHAPE) if record else ()
        masters[id_] = [text for one in shapes
                        if not any(inner.kind == _PLACE for inner in made.below(one))
                        for text in made.texts(one)]  # fmt: skip
    return _Margins(made, every, masters)


def _once(texts: list[str]) -> list[str]:
    """Each text once: what the outline holds may stand on the slide too."""
    return [text for text in dict.fromkeys(texts) if text.strip("* \n")]


def _comments(made: Presentation, slide: Record) -> Iterator[str]:
    """Who wrote, and what: the strings of a comment in that order."""
    for one in made.below(slide):
        if one.kind == _COMMENT:
            told = {at.instance: made.text(at) for at in made.inside(one.start, one.end)
                    if at.kind == _STRING}  # fmt: skip
            yield ": ".join(filter(None, (told.get(0, ""), told.get(1, ""))))


def _children(made: Presentation, root: Storage) -> Iterator[Part]:
    pictures = list(officeart.pictures(root.streams.get(_PICTURES, b"")))
    objects = [one for one in made.inside(0, len(made.data)) if one.kind == _OBJECT]
    if pictures:
        yield Expected("children", len(pictures))
    for number, (suffix, data) in enumerate(pictures, 1):
        yield Child(f"image{number}{suffix}", "embedded", data)
    for number, one in enumerate(objects, 1):
        yield from _object(made, one, number)


def _object(made: Presentation, record: Record, number: int) -> Iterator[Part]:
    """An object that another program made, unpacked: a compound file of its own."""
    raw = made.data[record.start : record.end]
    try:
        data = zlib.decompressobj().decompress(raw[4:], _LARGEST) if record.instance else raw
    except zlib.error:
        made.troubles["an object inside it is damaged"] = None
        return
    if data.startswith(MARK) and not _is_code(data):
        yield Child(f"object{number}.ole", "embedded", data)


def _is_code(data: bytes) -> bool:
    """Whether it is the place for macros, which every presentation has, and nothing is in it."""
    try:
        root = CompoundFile(data).root()
    except NoCompoundFile:
        return False
    return (not root.streams and not root.storages) or "VBA" in root.storages
