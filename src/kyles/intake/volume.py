"""A produced volume as its load files tell it: its documents, their files, and what does not fit.

A DAT has one row a document, an OPT one line a page. Each is checked against the other and against
the files that are there. What does not fit is told, and never changes what was given.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import PurePosixPath

from kyles.intake.dat import DatRow, LoadTable, read_dat
from kyles.intake.load_path import inside, is_absolute
from kyles.intake.opt import OptLine, outside, read_opt
from kyles.mentions import bates

MOST_ALIKE = 20  # problems of one kind and wording that are told one by one


@dataclass(frozen=True, slots=True)
class LoadProblem:
    """Something that does not fit, at a line of a load file (0: no line says it).

    `kind`: fields, header, missing_file, page_count, no_opt_line, no_dat_row, duplicate_begin,
    order, range, opt_line, text_without_document.
    """

    kind: str
    file: str
    line: int
    says: str


@dataclass(frozen=True, slots=True)
class VolumeDocument:
    """One document of a volume. Paths are those of files that are there, below the folder.

    `pages` is the count that the load files expect. `bates` has one number a page. A multi-page PDF
    that stands for every page is one image. `texts` has one file, or one a page. `missing` are
    paths that are named and not there, with what they were to be: native, image or text.
    """

    begin: str
    end: str
    pages: int
    native: str | None
    texts: tuple[str, ...]
    images: tuple[str, ...]
    bates: tuple[str, ...]
    title: str = ""
    custodian: str = ""
    missing: tuple[tuple[str, str], ...] = ()
    load_file: str = ""
    line: int = 0

    @property
    def text(self) -> str | None:
        """The first file of its text."""
        return self.texts[0] if self.texts else None


@dataclass(frozen=True, slots=True)
class LoadedVolume:
    """What the load files of a folder tell. `unnamed` are files that none of them names."""

    load_files: tuple[str, ...]
    documents: tuple[VolumeDocument, ...]
    problems: tuple[LoadProblem, ...]
    unnamed: tuple[str, ...]


def read_volume(files: Sequence[str], opened: Callable[[str], bytes]) -> LoadedVolume | None:
    """Read the load files among `files`, which are paths below the folder; None if there is none.

    Raises Refused where a load file points outside the folder.
    """
    folder = _Folder(files)
    tables = _tables(folder, opened)
    opts = _opts(folder, opened)
    if not tables and not opts:
        return None
    reading = _Reading(folder, {key: group for opt in opts for key, group in _groups(*opt)})
    documents = [one for path, table in tables for one in reading.table(path, table)]
    documents += reading.images_alone(with_tables=bool(tables))
    documents = reading.with_texts(documents)
    load_files = tuple(sorted([path for path, _ in tables] + [path for path, _ in opts]))
    problems = [*_opt_problems(opts), *reading.problems, *_order(documents)]
    named = {path for one in documents for path in _paths(one)} | set(load_files)
    unnamed = tuple(path for path in sorted(files) if path not in named)
    problems += _texts_alone(unnamed, documents)
    return LoadedVolume(load_files, tuple(documents), tuple(_gathered(problems)), unnamed)


def _tables(folder: "_Folder", opened: Callable[[str], bytes]) -> list[tuple[str, LoadTable]]:
    read = [(path, read_dat(opened(path))) for path in folder.ending(".dat")]
    return [(path, table) for path, table in read if "BEGBATES" in table.columns]


def _opts(
    folder: "_Folder", opened: Callable[[str], bytes]
) -> list[tuple[str, tuple[OptLine, ...]]]:
    roots = folder.roots
    paths = folder.ending(".opt")
    read = [(path, read_opt(opened(path), name=path, roots=roots)) for path in paths]
    return [(path, lines) for path, lines in read if any(line.path for line in lines)]


class _Folder:
    """The files of a volume, found by the paths that load files write."""

    def __init__(self, files: Sequence[str]) -> None:
        self.files = sorted(files)
        self.by_name = {path.casefold(): path for path in reversed(self.files)}
        self.roots = tuple(sorted({path.split("/", 1)[0] for path in self.files if "/" in path}))

    def ending(self, suffix: str) -> list[str]:
        """Paths with a suffix, in order."""
        return [path for path in self.files if path.casefold().endswith(suffix)]

    def find(self, path: str, near: str) -> str | None:
        """The file that a load file means: below its own folder or one above that.

        The path may begin with the volume's own name.
        """
        above = [str(folder) for folder in PurePosixPath(near).parents]
        if path.startswith("../"):
            above, path = above[1:2] or ["."], path[3:]
        for tail in (path, path.partition("/")[2]):
            for folder in above if tail else ():
                at = tail if folder == "." else f"{folder}/{tail}"
                if at.casefold() in self.by_name:
                    return self.by_name[at.casefold()]
        return None


@dataclass(frozen=True, slots=True)
class _Group:
    """The OPT lines of one document."""

    file: str
    lines: tuple[OptLine, ...]

    @property
    def pages(self) -> int:
        """What the document's lines come to; one line may stand for a file of many pages."""
        return max(len(self.lines), self.lines[0].pages or 0 if len(self.lines) == 1 else 0)


def _groups(path: str, lines: Iterable[OptLine]) -> Iterator[tuple[str, _Group]]:
    document = 0

    def at(line: OptLine) -> int:
        nonlocal document
        document += line.opens
        return document

    for number, some in groupby((line for line in lines if line.path and line.key), key=at):
        if number:
            group = _Group(path, tuple(some))
            yield _key(group.lines[0].key), group


def _key(number: str) -> str:
    parsed = bates.parse(number)
    return "/".join(map(str, parsed.key)) if parsed else number.casefold()


@dataclass(slots=True)
class _Reading:
    """Documents out of rows and lines, and the problems that are met on the way."""

    folder: _Folder
    groups: dict[str, _Group]
    used: set[str] = field(default_factory=set)
    problems: list[LoadProblem] = field(default_factory=list)

    def tell(self, kind: str, file: str, line: int, says: str) -> None:
        """Note a problem."""
        self.problems.append(LoadProblem(kind, file, line, says))

    def table(self, path: str, table: LoadTable) -> Iterator[VolumeDocument]:
        """The documents of a DAT."""
        for says in table.problems:
            self.tell("header", path, 0, says)
        linked = _link_column(table)
        for row in table.rows:
            if row.problem:
                self.tell("fields", path, row.number, row.problem)
            if table.value(row, "BEGBATES"):
                yield self._document(path, table, row, linked)
            else:
                says = f"line {row.number} has no first Bates number"
                self.tell("range", path, row.number, says)

    def _document(self, path: str, table: LoadTable, row: DatRow, linked: str) -> VolumeDocument:
        begin = table.value(row, "BEGBATES")
        group = self.groups.get(_key(begin))
        end = table.value(row, "ENDBATES") or (group.lines[-1].key if group else begin)
        missing: list[tuple[str, str]] = []
        native = self._file(path, row.number, table.value(row, linked), "native", missing)
        texts = self._text(path, row.number, table.value(row, "TEXTPATH"), missing)
        pages, numbers = self._pages(path, table, row, begin, end, group)
        return VolumeDocument(
            begin, end, pages, native, texts, self._images(group, native, missing), numbers,
            table.value(row, "TITLE") or table.value(row, "FILENAME"),
            table.value(row, "CUSTODIAN"), tuple(missing), path, row.number,
        )  # fmt: skip

    def _pages(
        self, path: str, table: LoadTable, row: DatRow, begin: str, end: str, group: _Group | None
    ) -> tuple[int, tuple[str, ...]]:
        """The expected count of pages and their numbers, with what contradicts them told."""
        told = table.value(row, "PGCOUNT")
        ranged = bates.count(begin, end)
        if ranged is None:
            says = f"line {row.number}: {begin} to {end} is not a range of pages"
            self.tell("range", path, row.number, says)
        counted = int(told) if told.isascii() and told.isdigit() and len(told) < 8 else None
        pages = counted if counted is not None else ranged or (group.pages if group else 1)
        self._check(path, row.number, begin, pages, group)
        numbers = bates.between(begin, end) or (begin,)
        if counted is not None and ranged and counted != ranged and "ENDBATES" in table.columns:
            says = f"{begin}: the DAT counts {_pages(counted)}, {begin} to {end} are {ranged}"
            self.tell("page_count", path, row.number, says)
        if group and (not bates.between(begin, end) or len(numbers) == 1 < len(group.lines)):
            numbers = tuple(line.key for line in group.lines)
        return pages, numbers

    def _check(self, path: str, line: int, begin: str, pages: int, group: _Group | None) -> None:
        if group is None:
            if self.groups:
                self.tell("no_opt_line", path, line, f"{begin}: no line of the OPT opens it")
            return
        self.used.add(_key(begin))
        announced = group.lines[0].pages
        if len(group.lines) > 1 and announced not in (None, len(group.lines)):
            listed = len(group.lines)
            says = f"{begin}: the OPT announces {_pages(announced or 0)} and lists {listed}"
            self.tell("page_count", group.file, group.lines[0].number, says)
        if group.pages != pages:
            says = f"{begin}: the OPT has {_pages(group.pages)}, the DAT {pages}"
            self.tell("page_count", path, line, says)

    def _file(
        self, load_file: str, line: int, raw: str, role: str, missing: list[tuple[str, str]]
    ) -> str | None:
        """The file that a cell names; told and kept as missing if it is not there."""
        if not raw:
            return None
        path = inside(raw, roots=self.folder.roots)
        if path is None:
            raise outside(load_file, line, raw)
        found = self.folder.find(path, load_file)
        if found is None:
            missing.append((role, path.removeprefix("../")))
            self.tell("missing_file", load_file, line, f"{role} {path} is not in the volume")
        return found

    def _text(
        self, path: str, line: int, raw: str, missing: list[tuple[str, str]]
    ) -> tuple[str, ...]:
        """A text column may hold the words themselves instead of a path."""
        if "\n" in raw or not raw.lower().endswith((".txt", ".text", ".ocr")):
            return ()
        found = self._file(path, line, raw, "text", missing)
        return (found,) if found else ()

    def _images(
        self, group: _Group | None, native: str | None, missing: list[tuple[str, str]]
    ) -> tuple[str, ...]:
        found: dict[str, None] = {}
        seen: set[str] = set()
        for line in group.lines if group else ():
            if line.path not in seen:
                seen.add(line.path)
                image = self._file(group.file if group else "", line.number, line.path,
                                   "image", missing)  # fmt: skip
                found |= {image: None} if image and image != native else {}
        return tuple(found)

    def images_alone(self, *, with_tables: bool) -> Iterator[VolumeDocument]:
        """Documents that only an OPT names."""
        for key, group in self.groups.items():
            if key in self.used:
                continue
            first, last = group.lines[0], group.lines[-1]
            if with_tables:
                says = f"{first.key}: the OPT opens it, no row of the DAT begins with it"
                self.tell("no_dat_row", group.file, first.number, says)
            missing: list[tuple[str, str]] = []
            images = self._images(group, None, missing)
            numbers = tuple(line.key for line in group.lines)
            yield VolumeDocument(
                first.key, last.key, group.pages, None, (), images, numbers, "", "",
                tuple(missing), group.file, first.number,
            )  # fmt: skip

    def with_texts(self, documents: Sequence[VolumeDocument]) -> list[VolumeDocument]:
        """Give documents without a named text the text files that are named for their pages."""
        stems: dict[str, str] = {}
        for path in reversed(self.folder.ending(".txt")):
            stems[PurePosixPath(path).stem.casefold()] = path
        taken = {path for one in documents for path in one.texts}
        return [_with_texts(one, stems, taken) for one in documents]


def _with_texts(one: VolumeDocument, stems: dict[str, str], taken: set[str]) -> VolumeDocument:
    named = [stems.get(number.casefold()) for number in one.bates]
    found = tuple(path for path in named if path and path not in taken)
    if not found or any(role == "text" for role, _ in one.missing):
        return one
    return replace(one, texts=(*one.texts, *found))


def _link_column(table: LoadTable) -> str:
    """The column of the files given: a `FILEPATH` of absolute paths says where they once were."""
    if "NATIVE" in table.columns:
        return "NATIVE"
    values = [value for row in table.rows if (value := table.value(row, "FILEPATH"))]
    return "" if values and all(map(is_absolute, values)) else "FILEPATH"


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count} pages"


def _paths(one: VolumeDocument) -> Iterator[str]:
    yield from one.images
    yield from one.texts
    if one.native:
        yield one.native


def _opt_problems(opts: Sequence[tuple[str, Sequence[OptLine]]]) -> Iterator[LoadProblem]:
    for path, lines in opts:
        for line in lines:
            if line.problem:
                yield LoadProblem("opt_line", path, line.number, line.problem)


def _order(documents: Sequence[VolumeDocument]) -> Iterator[LoadProblem]:
    """Begin numbers given twice, and those that go back within their prefix."""
    seen: dict[str, VolumeDocument] = {}
    last: dict[tuple[str, str], bates.Bates] = {}
    for one in documents:
        number = bates.parse(one.begin)
        before = seen.setdefault(_key(one.begin), one)
        if before is not one:
            says = f"{one.begin} begins two documents: lines {before.line} and {one.line}"
            yield LoadProblem("duplicate_begin", one.load_file, one.line, says)
        elif number is not None:
            place = (one.load_file, bates.series(number.prefix))
            ahead = last.get(place)
            if ahead and ahead.key > number.key:
                says = f"{one.begin} stands after {ahead}"
                yield LoadProblem("order", one.load_file, one.line, says)
            last[place] = number


def _texts_alone(
    unnamed: Sequence[str], documents: Sequence[VolumeDocument]
) -> Iterator[LoadProblem]:
    """Text files that stand beside those of documents, and belong to none."""
    beside = {PurePosixPath(path).parent for one in documents for path in one.texts}
    for path in unnamed:
        name = PurePosixPath(path)
        if name.suffix.casefold() == ".txt" and name.parent in beside:
            says = f"{path}: no document has this text"
            yield LoadProblem("text_without_document", path, 0, says)


def _gathered(problems: Sequence[LoadProblem]) -> Iterator[LoadProblem]:
    """One problem that repeats on very many lines is told once, with where and how often."""
    alike: dict[tuple[str, str, str], list[LoadProblem]] = {}
    for one in problems:
        wording = one.says.removeprefix(f"line {one.line} ")
        alike.setdefault((one.kind, one.file, wording), []).append(one)
    for (kind, file, wording), some in alike.items():
        if len(some) <= MOST_ALIKE:
            yield from some
        else:
            first, last = some[0].line, some[-1].line
            says = f"{len(some)} lines from {first} to {last}: {wording}"
            yield LoadProblem(kind, file, first, says)
