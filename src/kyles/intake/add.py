"""`kyles add`: a folder or file becomes items, on the held or on the produced side.

What was found is recorded family by family, so that an interruption loses nothing that was done and
leaves nothing half; the same command then goes on. Adding what is there already changes nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from kyles import engine
from kyles.errors import DiskFull, KylesError
from kyles.intake import identity, layout, listing
from kyles.intake.family import Family, Member, Taken
from kyles.intake.file import FileReading, FileTask, read_file, unread
from kyles.intake.walk import Found, walk
from kyles.model import Event, Kind, Side, Source, State, Volume
from kyles.model.item import NOT_READ
from kyles.store import Store, items, productions, readings, sources
from kyles.store.readings import Content

BATCH = 200  # items recorded at once
DEEPEST = 24  # files inside files
MEGABYTE = 1 << 20

Progress = Callable[[str, int, int], None]  # what is being done, how many are, of how many


@dataclass(frozen=True, slots=True)
class Addition:
    """What is added, as the user said it. Either a holder, or defendants and perhaps a date."""

    holder: str | None = None
    defendants: tuple[str, ...] = ()
    on: str | None = None
    incident: str | None = None
    defendant: str | None = None
    restricted: bool = False
    columns: dict[str, str] = field(default_factory=dict)  # of a list: our name -> its column

    @property
    def side(self) -> Side:
        return Side.PRODUCED if self.defendants else Side.HELD


@dataclass(slots=True)
class Added:
    """What an addition came to; `states` counts every item of the source as it now stands."""

    source: Source
    files: int = 0
    new: int = 0
    changed: int = 0
    gone: int = 0
    states: Counter[State] = field(default_factory=Counter)
    trouble: list[tuple[str, State, str]] = field(default_factory=list)  # path, state, reason

    @property
    def items(self) -> int:
        return sum(self.states.values())

    @property
    def unread(self) -> int:
        return sum(self.states[state] for state in NOT_READ)


def add(store: Store, path: Path, addition: Addition, *, progress: Progress | None = None) -> Added:
    """Add a folder or file to a matter.

    Raises KylesError where nothing can be read at all, JobRunning beside another job, and Refused
    where a load file points outside its volume: then nothing was stored.
    """
    if not path.exists():
        raise KylesError(f"{path}: there is no such file or folder.")
    with store.job("add"):
        adding = _Adding(store, path, addition, progress or (lambda *_: None))
        return adding.run()


class _Adding:
    """One run of `kyles add`."""

    def __init__(self, store: Store, path: Path, addition: Addition, progress: Progress) -> None:
        self.store, self.path, self.addition, self.progress = store, path, addition, progress
        self.name = path.resolve().name
        self.source, self.volume = _source(self.name, addition)
        self.found = list(walk(path))
        self.layout = layout.plan(path, self.found, addition.side)
        view = store.view()
        self.before = {one.id: one for one in items.every(view, source=self.source.id)}
        last = [one for one in sources.addings(view) if one.source.id == self.source.id]
        self.completed = bool(last) and last[0].completed
        self.elsewhere = {one.id for one in items.every(view, side=Side.HELD)
                          if one.kind is Kind.THING and one.source != self.source.id}  # fmt: skip
        self.begun = bool(last) and not last[0].completed
        reader = listing.Reader(view, addition.columns)
        self.family = Family(self.source, self.name, self.layout, reader)
        self.events: list[Event] = []
        self.contents: list[Content] = []
        self.seen: set[str] = set()
        self.added = Added(self.source, files=len(self.found))

    def run(self) -> Added:
        level = [
            Member(found.path, self.task(found), trouble=found.trouble) for found in self.found
        ]
        for depth in range(DEEPEST + 1):
            level = self.read(level, depth)
            if not level:
                break
        for item, pages in self.family.named():
            self.keep(Taken(item, pages=pages), None)
        self.retire()
        self.complete()
        return self.added

    def task(self, found: Found) -> FileTask:
        """How to read a file of the folder."""
        before = self.before.get(identity.item_id(self.source.id, found.path))
        again = not self.completed or bool(self.addition.columns) or before is None
        known = None if again or before is None else before.version.sha256
        return FileTask(found.real, found.path.rsplit("/", 1)[-1], self.store.blobs.folder,
                        keep=not self.addition.restricted, known=known)  # fmt: skip

    def read(self, level: list[Member], depth: int) -> list[Member]:
        """Read a level of files; the files inside them are the next level."""
        inside: list[Member] = []
        for done, (member, reading) in enumerate(self.readings(level, depth), 1):
            if reading.unchanged:
                self.unchanged(member)
            else:
                inside += self.take(member, reading)
            self.progress("reading", done, len(level))
        self.flush()
        return inside

    def readings(self, level: list[Member], depth: int) -> Iterable[tuple[Member, FileReading]]:
        """What each file came to, in order."""
        settings = self.store.settings
        whole = [member for member in level if not self.refused(member, depth)]
        outcomes = engine.run(
            read_file, [member.task for member in whole], workers=settings.workers,
            memory=settings.memory, timeout=lambda task: settings.timeout + _megabytes(task),
        )  # fmt: skip
        for member in level:
            refused = self.refused(member, depth)
            if refused:
                yield member, FileReading(None, 0, "", *refused)
                continue
            outcome = next(iter(outcomes))
            _check_room(outcome.failure)
            yield member, outcome.value or unread(member.task, outcome.failure)

    def refused(self, member: Member, depth: int) -> tuple[State, str] | None:
        """Why a file is not even opened."""
        if depth == DEEPEST:
            return State.FAILED, f"nested more than {DEEPEST} deep"
        if member.task.stored in member.ancestors:
            return State.FAILED, "it contains itself"
        return member.trouble

    def take(self, member: Member, reading: FileReading) -> list[Member]:
        """Record one file: its item, what follows from it, and the files inside it."""
        taken = self.family.take(member, reading)
        content = None
        if reading.sha256 and (reading.pages or reading.details):
            pages = tuple(reading.pages)
            content = Content(reading.sha256, pages, tuple(reading.details))
        self.keep(taken, content)
        for thing in taken.things:
            if thing.id not in self.elsewhere:
                self.keep(Taken(thing), None)
        return list(taken.inside)

    def keep(self, taken: Taken, content: Content | None) -> None:
        """Add an item to the batch, if it is new or changed."""
        item = taken.item
        self.seen.add(item.id)
        before = self.before.get(item.id)
        numbered = layout.next_version(before, item)
        if before is None or numbered != before:
            self.added.new += before is None
            self.added.changed += before is not None
            self.contents += [content] if content else []
            self.events.append(items.found(numbered, content=content.key if content else None))
            self.events += taken.events(numbered.version.number)
            self.before[item.id] = numbered
        if len(self.events) >= BATCH:
            self.flush()

    def unchanged(self, member: Member) -> None:
        """A file that is as it was: so is everything inside it."""
        inside = [identity.item_id(self.source.id, member.path)]
        while inside:
            self.seen.update(inside)
            inside = [one.id for one in self.before.values()
                      if one.parent in inside and one.id not in self.seen]  # fmt: skip

    def flush(self) -> None:
        """Write the batch in one transaction."""
        if not self.events:
            return
        first = [] if self.begun else self.beginning()
        contents = self.contents
        self.store.record(
            [*first, *self.events], derive=lambda connection: readings.keep(connection, contents)
        )
        self.begun, self.events, self.contents = True, [], []

    def beginning(self) -> list[Event]:
        """The events that open an adding."""
        given = [productions.received(self.volume)] if self.volume else []
        return [sources.added(self.source), *given]

    def retire(self) -> None:
        """What was in this folder before and is not any more is gone, never deleted."""
        for key, item in sorted(self.before.items()):
            if key not in self.seen and item.version.state is not State.GONE:
                self.added.gone += 1
                self.events.append(items.found(layout.gone(item), content=None))
                self.before[key] = layout.gone(item)

    def complete(self) -> None:
        """Count what stands, and say that this adding came to its end."""
        current = sorted(self.before.values(), key=lambda item: (item.path, item.id))
        self.added.states = Counter(item.version.state for item in current)
        self.added.trouble = [
            (item.path, item.version.state, item.version.reason)
            for item in current
            if item.version.state in NOT_READ
        ]
        if self.events or self.begun or not self.completed:
            self.events.append(
                sources.completed(self.source.id, files=self.added.files, items=self.added.items,
                                  unread=self.added.unread)
            )  # fmt: skip
        self.flush()


def _source(name: str, addition: Addition) -> tuple[Source, Volume | None]:
    """The source of an addition, and the volume if it was given to somebody."""
    if addition.side is Side.HELD:
        owner = addition.holder or ""
        key = identity.source_id(Side.HELD, owner, name)
        return Source(key, Side.HELD, name, owner, None, addition.incident,
                      addition.defendant), None  # fmt: skip
    volume = identity.volume_id(name, addition.defendants)
    key = identity.source_id(Side.PRODUCED, volume, name)
    source = Source(key, Side.PRODUCED, name, None, volume, addition.incident, None)
    return source, Volume(volume, name, addition.defendants, addition.on, key)


def _megabytes(task: FileTask) -> float:
    try:
        path = task.real if task.stored is None else task.blobs / task.stored[:2] / task.stored
        return path.stat().st_size / MEGABYTE
    except OSError:
        return 0.0


def _check_room(failure: str) -> None:
    """A full disk is not the file's fault: stop, and keep what was done."""
    if failure.startswith(("OSError: [Errno 28]", "OSError: [Errno 122]")):
        raise DiskFull("No room left on the disk.")
