"""A produced volume as its load files tell it: its documents, their files, and what does not fit.

A DAT has one row a document, an OPT one line a page. Each is checked against the other and against
the files that are there. What does not fit is told, and never changes what was given.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from kyles.intake.dat import LoadTable, read_dat
from kyles.intake.load_documents import LoadProblem, Reading, VolumeDocument, groups, key_of
from kyles.intake.load_path import Folder
from kyles.intake.opt import OptLine, read_opt
from kyles.mentions import bates

__all__ = ["LoadProblem", "LoadedVolume", "VolumeDocument", "read_volume"]

MOST_ALIKE = 20  # problems of one kind and wording that are told one by one


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
    folder = Folder(files)
    tables = _tables(folder, opened)
    opts = _opts(folder, opened)
    if not tables and not opts:
        return None
    reading = Reading(folder, [group for opt in opts for group in groups(*opt)])
    documents = [one for path, table in tables for one in reading.table(path, table)]
    documents += reading.images_alone(with_tables=bool(tables))
    documents = reading.with_texts(documents)
    load_files = tuple(sorted([path for path, _ in tables] + [path for path, _ in opts]))
    problems = [*_opt_problems(opts), *reading.problems, *_order(documents)]
    named = {path for one in documents for path in _paths(one)} | set(load_files)
    unnamed = tuple(path for path in sorted(files) if path not in named)
    problems += _texts_alone(unnamed, documents)
    return LoadedVolume(load_files, tuple(documents), tuple(_gathered(problems)), unnamed)


def _tables(folder: Folder, opened: Callable[[str], bytes]) -> list[tuple[str, LoadTable]]:
    read = [(path, read_dat(opened(path))) for path in folder.ending(".dat")]
    return [(path, table) for path, table in read if "BEGBATES" in table.columns]


def _opts(folder: Folder, opened: Callable[[str], bytes]) -> list[tuple[str, tuple[OptLine, ...]]]:
    roots = folder.roots
    paths = folder.ending(".opt")
    read = [(path, read_opt(opened(path), name=path, roots=roots)) for path in paths]
    return [(path, lines) for path, lines in read if any(line.path for line in lines)]


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
        before = seen.setdefault(key_of(one.begin), one)
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
