"""Coverage of more text than fits into memory: the parts in their order, handed to the engine."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from kyles import engine
from kyles.errors import DiskFull, KylesError
from kyles.fingerprint.text import fold
from kyles.progress import Progress
from kyles.reconcile.coverage import boilerplate, evidence, parts
from kyles.reconcile.coverage.parts import Chunk, Claims, Laid, Part
from kyles.reconcile.coverage.shelf import Shelf
from kyles.reconcile.coverage.told import Told

LETTERS = 4 << 20  # characters of a chunk, where the memory allows it
FEWEST = 1 << 18
EACH = 90  # bytes that a worker needs for each character of its chunk
RESIDENT = 160  # megabytes of a worker before it has read anything
PARTITION = 16 << 20  # characters of both sides to a partition, of which one in nine begins a gram

Documents = Iterable[Iterable[str]]
T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Means:
    """With what the work is done: a folder on disk, processes (0: one a core), megabytes in all.

    A folder that work was ended in, given again for the same texts, is gone on with.
    """

    folder: Path
    workers: int = 0
    memory: int = 0
    characters: int = 0  # of a chunk, where the memory is not to say it
    keep: bool = False  # what was compared, for when more is produced

    @property
    def chunk(self) -> int:
        """Characters of a chunk."""
        if self.characters or not self.memory:
            return self.characters or LETTERS
        workers = self.workers or engine.cores()
        room = (self.memory / (workers + 1) - RESIDENT) * 1e6 / EACH
        return int(min(LETTERS, max(FEWEST, room)))


def cover(
    held: Documents, produced: Documents, means: Means, *, progress: Progress | None = None
) -> Iterator[Told]:
    """What is said of each held page, in order, chunk by chunk.

    Documents are taken from their iterables once, and never held together in memory.
    """
    method = engine.as_copies(otherwise="spawn")
    if method == "fork":
        fold(["so that compiled loops are at hand"], [0])
    with engine.Crew(method=method, begin=engine.keep_freed) as crew:
        yield from _cover(held, produced, _Work(means, crew, progress or (lambda *_: None)))


def _cover(held: Documents, produced: Documents, work: "_Work") -> Iterator[Told]:
    """The steps in their order; each waits for the one before it."""
    characters = work.fold("held", held) + work.fold("produced", produced)
    of = 1
    while of * min(PARTITION, 4 * work.means.chunk) < characters:
        of *= 2
    work.join_long(of)
    work.find_forms(of)
    work.match_long(of)
    work.look_at_rest(of)
    work.each("looking up misread text", parts.join_short, of, of)
    work.align(of)
    yield from work.tally(of)


@dataclass
class _Work:
    """The steps, each handed to the same processes."""

    means: Means
    crew: engine.Crew
    progress: Progress

    @property
    def shelf(self) -> Shelf:
        return Shelf(self.means.folder)

    def run(self, what: str, task: Callable[[T], R], some: Iterable[T], count: int) -> Iterator[R]:
        """Do a task for each of some parts, in order; an error of one ends the whole."""

        def tell(done: int) -> None:
            self.progress(what, done, max(count, done))

        workers = self.means.workers
        for outcome in engine.run(task, some, workers=workers, progress=tell, crew=self.crew):
            if outcome.failure.startswith("OSError: [Errno 28]"):
                raise DiskFull("No room left on the disk.")
            if outcome.failure:
                raise KylesError(f"Comparing texts failed: {outcome.failure}.")
            yield outcome.value  # type: ignore[misc]

    def each(self, what: str, task: Callable[[Part], Any], count: int, of: int) -> list[Any]:
        """Do a task for each partition, or each chunk of a side."""
        some = (Part(self.means.folder, number, of) for number in range(count))
        return list(self.run(what, task, some, count))

    def chunks(self, side: str) -> int:
        return int(self.shelf.get(f"{side}-bases").size) - 1

    def fold(self, side: str, documents: Documents) -> int:
        """Fold one side, chunk by chunk, and lay it end to end; how many letters."""
        self.means.folder.mkdir(parents=True, exist_ok=True)
        if not self.shelf.has(f"{side}-bases"):
            cut = _chunks(self.means, side, documents)
            sizes = list(self.run(f"reading {side} pages", parts.fold_chunk, cut, 0))
            self._lay(side, np.append(0, np.cumsum(np.array(sizes, np.int64))))
        return int(self.shelf.get(f"{side}-bases")[-1])

    def _lay(self, side: str, bases: Any) -> None:
        shelf, numbers = self.shelf, range(bases.size - 1)
        ends = [shelf.get(f"{side}-{number}-ends")[1:] + bases[number] for number in numbers]
        each = [shelf.get(f"{side}-{number}-prints") for number in numbers]
        closes = shelf.value(f"{side}-closes")
        pages = np.concatenate([np.zeros(1, np.int64), *ends])
        prints = np.concatenate([np.zeros(0, np.uint64), *each])
        last = np.flatnonzero(closes) + 1
        shelf.put(f"{side}-borders", np.append(0, pages[last]))
        if side == "produced":
            order = np.argsort(prints, kind="stable")
            shelf.put("produced-pages", pages)
            shelf.put("produced-documents", np.append(0, last))
            shelf.put("produced-order", order)
            shelf.put("produced-prints", prints[order])
        some = [Laid(shelf.folder, side, number, int(bases[number])) for number in numbers]
        shelf.room(f"{side}-letters", int(bases[-1]) * 2)
        shelf.room(f"{side}-begins", int(bases[-1]))
        list(self.run("laying out", parts.lay_out, some, len(some)))
        shelf.put(f"{side}-bases", bases)

    def join_long(self, of: int) -> None:
        """Look up long grams; then tell copies from documents of their own."""
        told = self.each("looking up text", parts.join_long, of, of)
        if not self.shelf.has("contents"):
            documents = self.shelf.get("held-borders").size - 1
            counts = sum((counts for counts, _ in told), np.zeros(documents, np.int64))
            others = _summed(np.concatenate([rows.reshape(-1, 3) for _, rows in told]))
            self.shelf.put("contents", boilerplate.same_contents(counts, others, documents))

    def find_forms(self, of: int) -> None:
        self.each("finding shared forms", parts.find_forms, of, of)

    def match_long(self, of: int) -> None:
        """Match, and put together what is had of the production."""
        count = self.chunks("held")
        self.each("matching", parts.match_long, count, of)
        if not self.shelf.has("given"):
            every = [self.shelf.get(f"held-{number}-given") for number in range(count)]
            rows = np.concatenate([np.zeros((0, 2), np.int64), *every])
            given = parts.merged(rows[:, 0], rows[:, 1])
            self.shelf.put("given", np.stack(given, axis=1))

    def look_at_rest(self, of: int) -> None:
        self.each("looking at the rest", parts.look_at_rest, self.chunks("produced"), of)

    def align(self, of: int) -> None:
        """Align, and tell which held text is the best for which produced text."""
        told: list[Claims] = self.each("aligning", parts.align_chunk, self.chunks("held"), of)
        sizes = [one.scores.size for one in told]
        spans = np.concatenate([np.zeros((0, 2), np.int64), *(one.spans for one in told)])
        scores = np.concatenate([np.zeros(0), *(one.scores for one in told)])
        self.shelf.put("owned-at", np.append(0, np.cumsum(np.array(sizes, np.int64))))
        self.shelf.put("owned", evidence.owned(spans, scores))

    def tally(self, of: int) -> Iterator[Told]:
        count = self.chunks("held")
        some = (Part(self.means.folder, number, of) for number in range(count))
        return self.run("telling gaps", parts.tally_chunk, some, count)


def _summed(rows: Any) -> Any:
    """Rows of (document, first document, grams) with the grams of equal pairs added up."""
    both, place = np.unique(rows[:, :2], axis=0, return_inverse=True)
    counts = np.bincount(place.reshape(-1), rows[:, 2], minlength=both.shape[0])
    return np.column_stack((both, counts)).astype(np.int64)


def _chunks(means: Means, side: str, documents: Documents) -> Iterator[Chunk]:
    """Pages in chunks: of whole documents on the held side, of any pages on the produced one."""
    pages: list[str] = []
    closes: list[bool] = []
    every: list[bool] = []
    size, number, before = 0, 0, ""
    for document in documents:
        for page, last in _with_last(document):
            if pages and size >= means.chunk and (side == "produced" or closes[-1]):
                yield Chunk(means.folder, side, number, tuple(pages), tuple(closes), before)
                before = _tail(pages, closes)
                every += closes
                pages, closes, size, number = [], [], 0, number + 1
            pages.append(page)
            closes.append(last)
            size += len(page)
    if pages:
        yield Chunk(means.folder, side, number, tuple(pages), tuple(closes), before)
    Shelf(means.folder).keep(f"{side}-closes", np.array(every + closes, np.bool_))


TAIL = 4000  # characters before a chunk, in which its windows' letters are looked for


def _tail(pages: Sequence[str], closes: Sequence[bool]) -> str:
    """The last text of a chunk, of the document that goes on after it."""
    found = ""
    for page, last in zip(reversed(pages), reversed(closes), strict=True):
        if last or len(found) > TAIL:
            break
        found = page + found
    return found[-TAIL:]


def _with_last(document: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """The pages of a document, and whether each is its last; of one without a page, a blank one."""
    waiting: str | None = None
    for page in document:
        if waiting is not None:
            yield waiting, False
        waiting = page
    yield waiting or "", True
