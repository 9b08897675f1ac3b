"""PowerPoint files (PPTX, PPTM, PPSX, POTX): a slide is a page, with its notes and comments.

A slide that is hidden is read as any other, and told. What stands on the master and the layout of a
slide, outside the places that are filled in, is its margin. Charts, diagrams and tables are text.
Every part that is no XML is a file inside the file.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from kyles import drawing, encoding
from kyles.formats import Detail, Expected, Page, Part, Trouble, embedded
from kyles.model import Layer, Reading, State
from kyles.package import Package, kind, opened, value, word

NAME = "PowerPoint"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

_ENGINE = "kyles-pptx"
_SUFFIXES = (".pptx", ".pptm", ".ppsx", ".ppsm", ".potx", ".potm")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MARGIN = ("hdr", "ftr", "dt", "sldNum")  # places for the header, footer, date and number
_SIGNS = {"br": "\n", "tab": "\t"}


def claims(head: bytes, name: str) -> int:
    """3 for a PowerPoint file by its parts, 2 by its suffix and wrapping, 1 by the suffix alone."""
    named = name.lower().endswith(_SUFFIXES)
    if head.startswith(_ZIP):
        return {"ppt": 3, "": 2 * int(named)}.get(kind(head), 0)
    return 2 * int(named) if head.startswith(_OLE) else int(named)


def read(path: Path) -> Iterator[Part]:
    """Details, links, slides and the files inside."""
    with path.open("rb") as stream:
        head = stream.read(len(_OLE))
    if not head:
        yield Trouble(State.EMPTY, "a file of no bytes")
    elif head == _OLE:
        locked = _ENCRYPTED in path.read_bytes()
        yield Trouble(State.LOCKED, "it needs a password") if locked else _NONE
    else:
        with opened(path) as package:
            yield from _package(package)


_NONE = Trouble(State.FAILED, "it holds no presentation")


def _package(package: Package) -> Iterator[Part]:
    yield from (Detail(name, told) for name, told in package.details())
    main = package.main("ppt/presentation.xml")
    if main:
        yield from _slides(package, main)
    yield from embedded(package)
    troubles = list(dict.fromkeys(package.troubles))
    if not main:
        yield Trouble(State.FAILED, "; ".join(troubles)) if troubles else _NONE
        return
    yield from (Trouble(State.PARTIAL, trouble) for trouble in troubles)


def _slides(package: Package, main: str) -> Iterator[Part]:
    """The slides in the order in which they are shown; then those that the order leaves out."""
    relations, order = package.relations(main), _order(package, main)
    shown = [relations[id_].target for id_ in order if id_ in relations]
    if lost := sum(id_ not in relations for id_ in order):
        yield Trouble(State.PARTIAL, f"{lost} of the {len(order)} slides that it shows are lost")
    kept = [one.target for one in relations.values() if one.kind == "slide"]
    names = list(dict.fromkeys([*shown, *kept]))
    if names or lost:
        yield Expected("pages", len(names) + lost)
    for number, name in enumerate(names, 1):
        slide = Slide(package, name)
        if slide.is_hidden or name not in shown:
            yield Detail("hidden_slide", str(number))
        yield from (Detail("link", link) for link in slide.links())
        yield slide.page()
        yield from (Detail("picture", words) for words in dict.fromkeys(slide.pictures))


def _order(package: Package, main: str) -> list[str]:
    root = package.tree(main)
    return [] if root is None else [_id(one) for one in root.iter("{*}sldId")]


def _id(element: etree._Element) -> str:
    """The id of a relation, beside which an element has an id of its own."""
    told = (str(text) for key, text in element.attrib.items() if str(key).endswith("}id"))
    return next(told, "")


@dataclass(slots=True)
class Slide:
    """One slide and the parts that belong to it."""

    package: Package
    name: str
    texts: dict[Layer, list[str]] = field(default_factory=dict)
    pictures: list[str] = field(default_factory=list)  # what they are said to show

    @property
    def is_hidden(self) -> bool:
        root = self.package.tree(self.name)
        return root is not None and value(root, "show") in ("0", "false")

    def links(self) -> Iterator[str]:
        """Where the slide leads outside the file, each place once."""
        related = self.package.relations(self.name).values()
        yield from dict.fromkeys(one.target for one in related if one.kind == "hyperlink")

    def page(self) -> Page:
        """The slide with everything that is said on it and of it."""
        self._read(self.name, Layer.BODY)
        for relation, layer in (("notesSlide", Layer.NOTE), ("comments", Layer.COMMENT)):
            for name in self._related(self.name, relation):
                self._read(name, layer)
        self._read_margins()
        return Page(tuple(self._readings()))

    def _read_margins(self) -> None:
        """The layout and the master, each without the places that a slide fills in."""
        for layout in self._related(self.name, "slideLayout"):
            for name in (layout, *self._related(layout, "slideMaster")):
                root = self.package.tree(name)
                for shape in () if root is None else root.iter("{*}sp"):
                    if next(shape.iter("{*}ph"), None) is None:
                        self._write(Layer.FOOTER, self._lines(shape, name))

    def _related(self, name: str, relation: str) -> list[str]:
        related = self.package.relations(name).values()
        return [one.target for one in related if one.kind == relation and not one.outside]

    def _read(self, name: str, layer: Layer) -> None:
        """One part: its shapes in the order of the file, or its comments."""
        root = self.package.tree(name)
        if root is not None and layer is Layer.COMMENT:
            self._write(layer, _comments(root))
        elif root is not None:
            self.pictures += drawing.described(root)
            for shape in _shapes(root):
                place = value(next(shape.iter("{*}ph"), None), "type")
                self._write(Layer.FOOTER if place in _MARGIN else layer, self._lines(shape, name))

    def _write(self, layer: Layer, lines: Iterable[str]) -> None:
        told = [line.rstrip() for line in lines if line.strip()]
        self.texts.setdefault(layer, []).extend(told)

    def _lines(self, element: etree._Element, name: str) -> Iterator[str]:
        """The paragraphs and rows below an element; of two ways to show the same, one."""
        match word(element):
            case "p":
                yield _paragraph(element)
            case "tr":
                cells = (" ".join(self._lines(cell, name)) for cell in element.iter("{*}tc"))
                yield "\t".join(cells)
            case "AlternateContent":
                yield from self._lines(max(element, key=_letters, default=element), name)
            case "chart" | "relIds":
                yield from self._drawn(element, name)
            case _:
                for child in element:
                    yield from self._lines(child, name)

    def _drawn(self, element: etree._Element, name: str) -> Iterator[str]:
        """The words and figures of a chart or a diagram, which stand in a part of their own."""
        yield from drawing.words(self.package, self.package.relations(name), element)

    def _readings(self) -> Iterator[Reading]:
        for layer in Layer:
            text = encoding.storable("\n".join(self.texts.get(layer, ())))
            if text.strip():
                yield Reading(layer, text, _ENGINE)


def _shapes(root: etree._Element) -> Iterator[etree._Element]:
    """What stands on a slide, one after another; a group is the shapes in it."""
    for tree in root.iter("{*}spTree"):
        for one in tree:
            if word(one) == "grpSp":
                yield from one.iter("{*}sp", "{*}graphicFrame", "{*}pic", "{*}cxnSp")
            elif word(one):
                yield one


def _paragraph(paragraph: etree._Element) -> str:
    """The text of a paragraph; an entity in it stays as it is written."""
    pieces = []
    for one in paragraph.iter():
        if word(one) == "t":
            pieces.append("".join(map(str, one.itertext())))
        else:
            pieces.append(_SIGNS.get(word(one), ""))
    return "".join(pieces)


def _comments(root: etree._Element) -> Iterator[str]:
    """Comments of the older kind, which are text, and of the newer kind, which are paragraphs."""
    for one in root.iter("{*}text"):
        date = value(one.getparent(), "dt")
        yield f"{date}: {one.text or ''}" if date else one.text or ""
    yield from (_paragraph(one) for one in root.iter("{*}p"))


def _letters(element: etree._Element) -> int:
    return sum(len(one.text or "") for one in element.iter("{*}t"))
