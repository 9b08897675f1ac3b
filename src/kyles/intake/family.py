"""From what was read of a file to its item, its family and the things that it lists."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

from kyles.intake import identity, layout, listing
from kyles.intake.file import FileReading, FileTask
from kyles.intake.layout import Layout, Pages
from kyles.intake.volume_layout import Named, Place
from kyles.model import Event, Item, Kind, Role, Side, Source, State, Version
from kyles.store import productions
from kyles.store.lists import Entry
from kyles.store.productions import Problem


@dataclass(frozen=True, slots=True)
class Member:
    """A file to be read: at which path, inside which item, after which ancestors' contents."""

    path: str
    task: FileTask
    trouble: tuple[State, str] | None = None
    parent: str | None = None
    role: Role = Role.FILE
    order: int = 0
    ancestors: tuple[str, ...] = ()
    inside: str = ""  # the path of the file of the folder that it is packed in

    @property
    def root(self) -> str:
        """The path of the file of the folder that it is, or is packed in."""
        return self.inside or self.path


@dataclass(frozen=True, slots=True)
class Taken:
    """What one file came to: its item, the things that it lists, what follows from its version."""

    item: Item
    things: tuple[Item, ...] = ()
    entries: tuple[Entry, ...] = ()
    pages: Pages | None = None
    problems: tuple[Problem, ...] = ()
    inside: tuple[Member, ...] = ()

    def events(self, version: int) -> list[Event]:
        """The events that go with a version of the item."""
        key = self.item.id
        checked = [productions.problems_found(key, version, self.problems)] if self.problems else []
        laid_out = layout.events(key, version, self.pages) if self.pages else []
        return [*listing.events(key, version, self.entries), *laid_out, *checked]


@dataclass(frozen=True, slots=True)
class Family:
    """Makes items of one source."""

    source: Source
    name: str
    layout: Layout
    listing: listing.Reader

    def take(self, member: Member, reading: FileReading) -> Taken:
        """The item of one file, and everything that comes with it."""
        item = self._item(member, reading)
        entries: tuple[Entry, ...] = ()
        things: tuple[Item, ...] = ()
        if item.role in (Role.FILE, Role.ATTACHMENT, Role.NATIVE):
            told = self.listing.read(item, reading)
            item, entries, things = told.item, told.entries, told.things
        pages = None
        if self.source.side is Side.PRODUCED:
            pages = self.layout.pages(member.path, item, reading)
        problems = tuple(
            Problem(item.id, kind, line, says)
            for kind, line, says in self.layout.problems.get(member.path, ())
        )
        inside = tuple(self._inside(member, item, reading))
        return Taken(item, things, entries, pages, problems, inside)

    def _item(self, member: Member, reading: FileReading) -> Item:
        place = self.layout.places.get(member.path)
        parent = member.parent
        if place and place.parent is not None:
            parent = identity.item_id(self.source.id, place.parent)
        return Item(
            id=identity.item_id(self.source.id, member.path),
            side=self.source.side,
            kind=Kind.DOCUMENT,
            role=place.role if place else member.role,
            source=self.source.id,
            holder=self.source.holder,
            volume=self.source.volume,
            path=self._path(member.path),
            title=_title(reading) or member.path.rsplit("/", 1)[-1],
            version=_version(reading, place),
            parent=parent,
            order=place.order if place else member.order,
            incident=self.source.incident,
            defendant=self.source.defendant,
        )

    def _path(self, path: str) -> str:
        """The folder's name and the path below it; a file that was added alone has one name."""
        return path if path == self.name else f"{self.name}/{path}"

    def named(self) -> Iterator[tuple[Item, Pages | None]]:
        """Items that a load file names, and no file of the folder stands for."""
        for one in self.layout.named:
            item = self._named(one)
            units = tuple(layout.units(item, one.documents, len(one.labels)))
            yield item, Pages(one.labels, units) if one.labels else None

    def _named(self, one: Named) -> Item:
        state, reason = (State.MISSING, one.reason) if one.reason else (State.OK, "")
        parent = identity.item_id(self.source.id, one.parent) if one.parent else None
        return Item(
            id=identity.item_id(self.source.id, one.path), side=Side.PRODUCED, kind=Kind.DOCUMENT,
            role=one.role, source=self.source.id, holder=None, volume=self.source.volume,
            path=self._path(one.path), title=one.title,
            version=Version(1, state, reason, pages=len(one.labels)), parent=parent,
            incident=self.source.incident,
        )  # fmt: skip

    def _inside(self, member: Member, item: Item, reading: FileReading) -> list[Member]:
        """The files inside a file; two of one name are told apart by a number."""
        names: dict[str, count[int]] = {}
        found = []
        ancestors = (*member.ancestors, reading.sha256 or "")
        files = {child.name for child in reading.children}
        for order, child in enumerate(reading.children, 1):
            name = _below(child.name, files) or f"unnamed-{order}"
            times = next(names.setdefault(name, count(1)))
            path = f"{member.path}/{name}" if times == 1 else f"{member.path}/{name}#{times}"
            task = replace(
                member.task, name=name.rsplit("/", 1)[-1], stored=child.sha256, known=None
            )
            role = Role.ATTACHMENT if child.role == "attachment" else Role.EMBEDDED
            found.append(Member(path, task, None, item.id, role, order, ancestors, member.root))
        return found


def _below(name: str, files: set[str]) -> str:
    """A path inside a file; without its folders where one of them is the name of a file too."""
    steps = [step.strip() for step in name.split("/") if step.strip() not in ("", ".", "..")]
    folders = {"/".join(steps[:depth]) for depth in range(1, len(steps))}
    return ("_" if folders & files else "/").join(steps)


def _version(reading: FileReading, place: Place | None) -> Version:
    """A load file was read for what it tells of the others, whatever reader there is for it."""
    told = version(reading)
    if place and place.role is Role.LOAD_FILE and told.state is State.UNSUPPORTED:
        return replace(told, state=State.OK, reason="")
    return told


def version(reading: FileReading) -> Version:
    """A file's version as it was read; its number is settled when it is compared with the last."""
    return Version(
        1, reading.state, reading.reason, reading.sha256, reading.size, reading.media_type,
        len(reading.pages), reading.expected, reading.emitted, reading.failed,
    )  # fmt: skip


def _title(reading: FileReading) -> str:
    """What a message calls itself; other files' own titles are too often left from a template."""
    if reading.media_type != "message/rfc822":
        return ""
    return next((value for name, value in reading.details if name == "subject"), "")
