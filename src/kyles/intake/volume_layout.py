"""From a volume's documents to its files: what each is, of which document, under which numbers.

A document stands on its native file, or on the one image file that has all of its pages. Where it
has neither, a record stands for it, and its page images and texts are its family.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kyles.intake.volume import LoadedVolume, VolumeDocument
from kyles.model import Role

PAGED = (".pdf", ".tif", ".tiff")  # one file of these kinds can have all pages of a document


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a file: its pages, counted from 1, and its Bates numbers."""

    first: int
    last: int
    title: str
    begin: str
    end: str


@dataclass(frozen=True, slots=True)
class Place:
    """What load files say of a file: its role, its document's path, its pages' numbers."""

    role: Role
    parent: str | None = None
    order: int = 0  # among the images or texts of its document: the page that it shows
    labels: tuple[str | None, ...] = ()
    documents: tuple[Part, ...] = ()  # of a file that documents stand on


@dataclass(frozen=True, slots=True)
class Named:
    """Something that a load file names and no file stands for: a record, or a missing file."""

    path: str
    role: Role
    title: str
    reason: str = ""  # why it is missing; "" for a record
    parent: str | None = None
    labels: tuple[str | None, ...] = ()
    documents: tuple[Part, ...] = ()


@dataclass(slots=True)
class Told:
    """All that the load files of a folder say of it, by path below the folder."""

    places: dict[str, Place] = field(default_factory=dict)
    named: tuple[Named, ...] = ()
    problems: dict[str, list[tuple[str, int, str]]] = field(default_factory=dict)


def lay_out(volume: LoadedVolume) -> Told:
    """What a volume's load files say of each file. The first document that names a file has it."""
    told = Told({path: Place(Role.LOAD_FILE) for path in volume.load_files})
    standing: dict[str, list[VolumeDocument]] = {}
    for one in volume.documents:
        standing.setdefault(_stands_on(one), []).append(one)
    for path, documents in standing.items():
        if not _is_record(path, documents):
            told.places.setdefault(path, _standing(documents))
    for path, documents in standing.items():
        for one in documents:
            for child, place in _children(path, one):
                told.places.setdefault(child, place)
    told.named = tuple({one.path: one for one in _named(standing)}.values())
    for problem in volume.problems:
        rows = told.problems.setdefault(problem.file, [])
        rows.append((problem.kind, problem.line, problem.says))
    _tell_of_texts_alone(told, volume)
    return told


def _stands_on(one: VolumeDocument) -> str:
    """The path of the file that a document stands on, or of the record that stands for it."""
    if one.native:
        return one.native
    if len(one.images) == 1 and (one.pages < 2 or one.images[0].lower().endswith(PAGED)):
        return one.images[0]
    return f"{one.load_file}#{one.begin}"


def _is_record(path: str, documents: Sequence[VolumeDocument]) -> bool:
    return path.startswith(f"{documents[0].load_file}#")


def _standing(documents: Sequence[VolumeDocument]) -> Place:
    """The place of a file that documents stand on: often one, sometimes one PDF has several."""
    role = Role.NATIVE if documents[0].native else Role.FILE
    labels = tuple(number for one in documents for number in one.bates)
    return Place(role, None, 0, labels, tuple(_parts(documents)))


def _parts(documents: Sequence[VolumeDocument]) -> Iterator[Part]:
    first = 1
    for one in documents:
        last = first + max(len(one.bates), 1) - 1
        yield Part(first, last, one.title, one.begin, one.end)
        first = last + 1


def _children(path: str, one: VolumeDocument) -> Iterator[tuple[str, Place]]:
    """The images and texts of a document. A file for each page bears that page's number."""
    for role, files in ((Role.IMAGE, one.images), (Role.TEXT, one.texts)):
        by_page = len(files) == len(one.bates)
        for order, file in enumerate(files, 1):
            labels = one.bates[order - 1 : order] if by_page else one.bates if order == 1 else ()
            yield file, Place(role, path, order, labels)


def _named(standing: dict[str, list[VolumeDocument]]) -> Iterator[Named]:
    for path, documents in standing.items():
        if _is_record(path, documents):
            place = _standing(documents)
            title = documents[0].title or documents[0].begin
            yield Named(path, Role.RECORD, title, "", None, place.labels, place.documents)
        for one in documents:
            for role, file in one.missing:
                name = file.rsplit("/", 1)[-1]
                reason = f"{one.load_file}, line {one.line} names it, and it is not in the volume"
                yield Named(file, Role(role), name, reason, path)


def _tell_of_texts_alone(told: Told, volume: LoadedVolume) -> None:
    """Problems of files that are not there or no load file's stand with the first load file."""
    known = {*volume.load_files}
    for file in [file for file in told.problems if file not in known]:
        told.problems.setdefault(volume.load_files[0], []).extend(told.problems.pop(file))
