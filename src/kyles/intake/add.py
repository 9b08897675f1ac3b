"""`kyles add`: a folder or file becomes items, on the held or on the produced side.

What was found is recorded family by family, so that an interruption loses nothing that was done and
leaves nothing half; the same command then goes on. Adding what is there already changes nothing.
"""

from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from kyles import settings
from kyles.engine import Crew, cores
from kyles.errors import DiskFull, NotFound, UsageError
from kyles.intake import identity, installed, layout, listing
from kyles.intake.addition import Added, Addition, as_said_before, restricted, source_of
from kyles.intake.budget import Budget
from kyles.intake.family import Family, Member, Taken
from kyles.intake.file import FileReading, FileTask, is_unchanged, read_file, unread
from kyles.intake.known import known
from kyles.intake.level import Readers
from kyles.intake.progress import Level, Progress, quiet
from kyles.intake.walk import Found, readable, walk
from kyles.model import Event, Item, Role, State
from kyles.model.item import NOT_READ
from kyles.store import Store, View, derived, items, productions, readings, sources
from kyles.store.blobs import digest
from kyles.store.readings import Content

__all__ = ["Added", "Addition", "add"]

BATCH = 200  # items recorded at once
DEEPEST = 24  # files inside files


def add(store: Store, path: Path, addition: Addition, *, progress: Progress | None = None) -> Added:
    """Add a folder or file to a matter.

    Raises NotFound where there is none, JobRunning beside another job, and Refused where a load
    file points outside its volume, or restricted material was kept before: nothing was stored then.
    """
    if not path.exists():
        raise NotFound(f"{path}: there is no such file or folder.")
    with store.job("add"):
        store.blobs.sweep()
        adding = _Adding(store, path.resolve(), addition, progress or quiet)
        return adding.run()


class _Adding:
    """One run of `kyles add`."""

    def __init__(self, store: Store, path: Path, addition: Addition, progress: Progress) -> None:
        self.store, self.addition, self.progress = store, addition, progress
        self.name = readable(path.name) or "root"
        source, self.volume = source_of(self.name, addition)
        view = store.view()
        self.known = known(view, source.id)
        self.source = as_said_before(source, self.known.source)
        self.found = [one for one in walk(path) if not _own(one.real, store)]
        self.layout = layout.plan(path, self.found, addition.side)
        self.restricted = restricted(addition, self.known, store)
        self.again = self._again()
        self.reading_by = {f"readers:{source.id}": installed.readers(store.settings)}
        same = derived.recall(store, [*self.reading_by]) == self.reading_by
        self.unsettled = self.known.unsettled(same_readers=same)
        self.elsewhere = self.known.named_elsewhere()
        self.restated = self._restated(view)
        self.begun = (
            not self.known.completed and self.known.source is not None and not self.restated
        )
        self.listing = listing.Reader(view, addition.columns)
        self.family = Family(self.source, self.name, self.layout, self.listing)
        self.events: list[Event] = []
        self.contents: list[Content] = []
        self.budget = Budget()
        self.seen: set[str] = set()
        self.told: set[str] = set()  # contents of this run, by key
        self.bare: dict[str, Item] = {}  # things that lists only name, by id
        self.added = Added(self.source, files=len(self.found))

    def _restated(self, view: View) -> bool:
        """Whether the user says more of the source than is known: its incident, its date."""
        dates = {one.id: one.on for one in productions.volumes(view)}
        said = self.volume.on if self.volume else None
        dated = bool(said and self.volume and said != dates.get(self.volume.id))
        return self.known.source is not None and (dated or self.source != self.known.source)

    def _again(self) -> bool:
        """Whether files are to be read again though their bytes are the same.

        With other columns or another incident; and where a volume's load files or the files that
        they can name are others than before, or it was not added to its end.
        """
        if self.addition.columns or self.source != self.known.source:
            return True
        if self.layout.places and not self.known.completed:
            return True
        return any(
            self._key(one.path) not in self.known.items
            or (place.role is Role.LOAD_FILE and digest(one.real) != self._sha256(one.path))
            for one in self.found
            if (place := self.layout.places.get(one.path))
        )

    def _key(self, path: str) -> str:
        return identity.item_id(self.source.id, path)

    def _sha256(self, path: str) -> str | None:
        return self.known.items[self._key(path)].version.sha256

    def run(self) -> Added:
        level = [
            Member(found.path, self.task(found), trouble=found.trouble)
            for found in self.found
            if not self.known.removed(self._key(found.path))
        ]
        with Crew(self.store.settings.memory, preload=(read_file.__module__,)) as crew:
            for depth in range(DEEPEST + 1):
                level = self.read(level, depth, crew)
                if not level:
                    break
        for item, pages in self.family.named():
            self.keep(Taken(item, pages=pages), None)
        self.only_named()
        self.retire()
        self.complete()
        return self.added

    def task(self, found: Found) -> FileTask:
        """How to read a file of the folder."""
        key = self._key(found.path)
        again = self.again or key in self.unsettled or key not in self.known.items
        if not (self.known.completed or again):  # what follows from it may not have been recorded
            again = not self.known.is_plain(key)
        return FileTask(found.real, found.path.rsplit("/", 1)[-1], self.store.blobs.folder,
                        keep=not self.restricted,
                        known=None if again else self._sha256(found.path))  # fmt: skip

    def read(self, level: list[Member], depth: int, crew: Crew) -> list[Member]:
        """Read a level of files; the files inside them are the next level."""
        told = Level(self.progress, level)
        readers = Readers(self.store.settings, crew, told.waiting)
        inside: list[Member] = []
        for member, reading in self.readings(level, depth, readers):
            if reading.unchanged:
                self.seen |= self.known.family(self._key(member.path))
            else:
                inside += self.take(member, self.budget.within(member.root, reading))
            told.one(reading)
        self.flush()
        return inside

    def readings(
        self, level: list[Member], depth: int, readers: Readers
    ) -> Iterable[tuple[Member, FileReading]]:
        """What each file came to, in order."""
        settled = self.settled(level, depth)
        outcomes = readers.each(
            [member.task for member, one in zip(level, settled, strict=True) if one is None]
        )
        for member, one in zip(level, settled, strict=True):
            if one is not None:
                yield member, one
                continue
            outcome = next(outcomes)
            _check_room(outcome.failure)
            yield member, outcome.value or unread(member.task, outcome.failure)

    def settled(self, level: list[Member], depth: int) -> list[FileReading | None]:
        """What is known of files before any reader sees them: why not, or that all is as it was."""
        refused = [_refused(member, depth) for member in level]
        told = any(member.task.known for member in level)
        found = []
        with ThreadPoolExecutor(cores()) as hashing:
            for done, one in enumerate(hashing.map(_settled, level, refused), 1):
                found.append(one)
                if told:
                    self.progress("comparing", done, len(level))
        return found

    def take(self, member: Member, reading: FileReading) -> list[Member]:
        """Record one file: its item, what follows from it, and the files inside it."""
        taken = self.family.take(member, reading)
        self.keep(taken, reading.content)
        for thing in taken.things:
            if _is_bare(thing):
                self.bare.setdefault(thing.id, thing)
            elif thing.id not in self.seen:  # the first list that tells of a thing describes it
                self.thing(thing)
        return list(taken.inside)

    def thing(self, thing: Item) -> None:
        """Add a thing, unless another list of this holder has described it before."""
        elsewhere = self.known.things.get(thing.id)
        told = elsewhere is not None and (_is_bare(thing) or not _is_bare(elsewhere))
        if elsewhere is None or not told or elsewhere.version.state is State.GONE:
            self.keep(Taken(thing), None)

    def only_named(self) -> None:
        """Add the things that lists name, a custody log for one, and that no list describes."""
        for key, thing in self.bare.items():
            before = self.known.items.get(key)
            if before and before.version.state is not State.GONE and not _is_bare(before):
                self.seen.add(key)
            elif key not in self.seen:
                self.thing(thing)

    def keep(self, taken: Taken, content: Content | None) -> None:
        """Add an item to the batch, if it is new or changed."""
        item = taken.item
        self.seen.add(item.id)
        if self.known.removed(item.id):
            return
        before = self.known.items.get(item.id) or self.known.things.get(item.id)
        now = layout.next_version(before, item)
        key = content.key if content else None
        if before is None:
            self.added.new += 1
        elif now != before or not self.known.same(taken, key):
            self.added.changed += 1
            number = before.version.number + 1
            now = replace(now, version=replace(now.version, number=number))
        else:
            return
        if content and content.key not in self.told:
            self.told.add(content.key)
            self.contents.append(content)
        self.events.append(items.found(now, content=key))
        self.events += taken.events(now.version.number)
        self.known.items[item.id] = now
        if len(self.events) >= BATCH:
            self.flush()

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
        for key, item in sorted(self.known.items.items()):
            there = key in self.seen or key in self.elsewhere
            if not there and item.version.state not in (State.GONE, State.EXPUNGED):
                self.added.gone += 1
                self.events.append(items.found(layout.gone(item), content=None))
                self.known.items[key] = layout.gone(item)

    def complete(self) -> None:
        """Count what stands, and say that this adding came to its end."""
        current = sorted(self.known.items.values(), key=lambda item: (item.path, item.id))
        self.added.states = Counter(item.version.state for item in current)
        self.added.trouble = [
            (item.path, item.version.state, item.version.reason)
            for item in current
            if item.version.state in NOT_READ
        ]
        self.events += self.listing.taught
        if self.events or self.begun or self.restated or not self.known.completed:
            self.events.append(
                sources.completed(self.source.id, files=self.added.files, items=self.added.items,
                                  unread=self.added.unread)
            )  # fmt: skip
        self.flush()
        derived.keep(self.store, self.reading_by)
        if self.listing.misfits and not self.listing.fitted:
            raise UsageError(f"--map fits no list here: {self.listing.misfits[0]}.",
                             hint="Everything was added without it.")  # fmt: skip


def _refused(member: Member, depth: int) -> tuple[State, str] | None:
    """Why a file is not even opened."""
    if depth == DEEPEST:
        return State.FAILED, f"nested more than {DEEPEST} deep"
    if member.task.stored in member.ancestors:
        return State.FAILED, "it contains itself"
    return member.trouble


def _settled(member: Member, refused: tuple[State, str] | None) -> FileReading | None:
    if refused:
        return FileReading(None, 0, "", *refused)
    if is_unchanged(member.task):
        return FileReading(member.task.known, 0, "", unchanged=True)
    return None


def _is_bare(thing: Item) -> bool:
    """Whether nothing is told of a thing but its number."""
    return thing.title == thing.number


def _own(real: Path, store: Store) -> bool:
    """Whether a file is this matter's own: it is no evidence."""
    return real.is_relative_to(store.inside.resolve()) or (
        real == store.folder.resolve() / settings.FILE
    )


def _check_room(failure: str) -> None:
    """A full disk is not the file's fault: stop, and keep what was done."""
    if failure.startswith(("OSError: [Errno 28]", "OSError: [Errno 122]")):
        raise DiskFull("No room left on the disk.")
