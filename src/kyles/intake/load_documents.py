"""Documents of a volume out of the rows of a DAT and the lines of an OPT, and what does not fit."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import PurePosixPath

from kyles.intake.dat import DatRow, LoadTable
from kyles.intake.load_path import Folder, inside, is_absolute
from kyles.intake.opt import OptLine, outside
from kyles.mentions import bates


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
class Group:
    """The OPT lines of one document."""

    file: str
    lines: tuple[OptLine, ...]

    @property
    def pages(self) -> int:
        """What the document's lines come to; one line may stand for a file of many pages."""
        return max(len(self.lines), self.lines[0].pages or 0 if len(self.lines) == 1 else 0)


def groups(path: str, lines: Iterable[OptLine]) -> Iterator[Group]:
    """The documents of an OPT. Lines that name no file, or stand before the first, are in none."""
    document = 0

    def at(line: OptLine) -> int:
        nonlocal document
        document += line.opens
        return document

    for number, some in groupby((line for line in lines if line.path and line.key), key=at):
        if number:
            yield Group(path, tuple(some))


def key_of(number: str) -> str:
    """The same for each spelling of a number."""
    parsed = bates.parse(number)
    return "/".join(map(str, parsed.key)) if parsed else number.casefold()


@dataclass(slots=True)
class Reading:
    """Documents out of rows and lines, and the problems that are met on the way."""

    folder: Folder
    groups: Sequence[Group]
    used: set[Group] = field(default_factory=set)
    problems: list[LoadProblem] = field(default_factory=list)
    by_key: dict[str, list[Group]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for group in self.groups:
            self.by_key.setdefault(key_of(group.lines[0].key), []).append(group)

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
        group = self._group(begin, path)
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

    def _group(self, begin: str, path: str) -> Group | None:
        """The lines that the OPT beside a DAT has for a document, or else another OPT."""
        near = PurePosixPath(path).parent
        free = [one for one in self.by_key.get(key_of(begin), ()) if one not in self.used]
        found = min(free, key=lambda one: PurePosixPath(one.file).parent != near, default=None)
        self.used |= {found} if found else set()
        return found

    def _pages(
        self, path: str, table: LoadTable, row: DatRow, begin: str, end: str, group: Group | None
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
        if group and (not bates.between(begin, end) or 1 < len(group.lines) != len(numbers)):
            numbers = tuple(line.key for line in group.lines)  # of the pages that are there
        return pages, numbers

    def _check(self, path: str, line: int, begin: str, pages: int, group: Group | None) -> None:
        if group is None:
            if self.groups:
                self.tell("no_opt_line", path, line, f"{begin}: no line of the OPT opens it")
            return
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
        path = inside(raw, roots=self.folder.roots, below=load_file)
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
        self, group: Group | None, native: str | None, missing: list[tuple[str, str]]
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
        begun = {key_of(one.lines[0].key) for one in self.used}
        for group in self.groups:
            if group in self.used:
                continue
            first, last = group.lines[0], group.lines[-1]
            if with_tables and key_of(first.key) not in begun:
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
