"""The pages of a Word file: its body, and on each page the margins, notes and comments it has."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from kyles.formats import Page
from kyles.formats.ooxml.flow import Flow, is_on
from kyles.formats.ooxml.margins import margins
from kyles.formats.ooxml.sheet import Sheet
from kyles.model import Layer, Reading
from kyles.package import Package, Relation, value, word

ENGINE = "kyles-ooxml"
_ORDER = (Layer.HEADER, Layer.BODY, Layer.FOOTER, Layer.NOTE, Layer.COMMENT, Layer.INSERTED,
          Layer.DELETED, Layer.HIDDEN)  # fmt: skip
_APART = (Layer.INSERTED, Layer.DELETED, Layer.HIDDEN)
_LISTS = {"footnotes": "footnoteReference", "endnotes": "endnoteReference",
          "comments": "commentReference"}  # fmt: skip


@dataclass(slots=True)
class Document:
    """The main part of a Word file, and what belongs to it."""

    package: Package
    name: str
    relations: dict[str, Relation]
    pictures: list[str] = field(default_factory=list)  # what they are said to show
    fields: list[str] = field(default_factory=list)
    _hidden_styles: frozenset[str] = frozenset()

    def pages(self) -> Iterator[Page]:
        """Every page, also an empty one."""
        self._hidden_styles = _hidden_styles(self._related("styles"))
        body = self._flow(self.name)
        written = [_Written() for _ in body.sheets]
        for page, sheet in zip(written, body.sheets, strict=True):
            page.put(Layer.BODY, [sheet])
        settings = self._related("settings")
        even_odd = settings is not None and is_on(settings.find("{*}evenAndOddHeaders"))
        for at, layer, id_ in margins(body.sections, even_odd=bool(even_odd)):
            if id_ in self.relations:
                written[at].put(layer, self._flow(self.relations[id_].target).sheets)
        self._annotate(body.sheets, written)
        yield from (Page(tuple(page.readings())) for page in written)

    def _part(self, kind: str) -> str:
        """The name of the part that is related in some way, or ""."""
        names = (one.target for one in self.relations.values() if one.kind == kind)
        return next((name for name in names if name in self.package.names), "")

    def _related(self, kind: str) -> etree._Element | None:
        return self.package.tree(self._part(kind))

    def _flow(self, name: str, only: etree._Element | None = None) -> Flow:
        """The text of a part, or only of an element of it."""
        own = self.relations if name == self.name else self.package.relations(name)
        flow = Flow(self.package, own, self._hidden_styles)
        root = self.package.tree(name) if only is None else only
        if root is not None:
            flow.read(root)
        self.pictures += flow.pictures
        self.fields += flow.fields
        return flow

    def _annotate(self, sheets: Sequence[Sheet], written: Sequence["_Written"]) -> None:
        """Put notes and comments on the page that points to them; on the last if none does."""
        for kind, reference in _LISTS.items():
            places = {id_: at for at, sheet in enumerate(sheets)
                      for named, id_ in sheet.named if named == reference}  # fmt: skip
            layer = Layer.COMMENT if kind == "comments" else Layer.NOTE
            for note in self._notes(kind):
                page = written[places.get(value(note, "id"), -1)]
                page.put(layer, self._flow(self._part(kind), note).sheets, _signed(note))

    def _notes(self, kind: str) -> Iterator[etree._Element]:
        """The notes of a part, without the lines that part them from the text."""
        root = self._related(kind)
        for note in () if root is None else root:
            if word(note) and value(note, "type") in ("", "normal"):
                yield note


@dataclass(slots=True)
class _Written:
    """What stands on a page, layer by layer."""

    texts: dict[Layer, list[str]] = field(default_factory=dict)

    def put(self, layer: Layer, sheets: Iterable[Sheet], before: str = "") -> None:
        """The body of some sheets as a layer, and their own layers beside it."""
        for sheet in sheets:
            body = before + sheet.text(Layer.BODY)
            for own, text in [(layer, body), *((own, sheet.text(own)) for own in _APART)]:
                if text.strip():
                    self.texts.setdefault(own, []).append(text)

    def readings(self) -> Iterator[Reading]:
        for layer in _ORDER:
            if layer in self.texts:
                yield Reading(layer, "\n".join(self.texts[layer]), ENGINE)


def _signed(note: etree._Element) -> str:
    """Who wrote a comment, and when."""
    told = [told for name in ("author", "date") if (told := value(note, name))]
    return ", ".join(told) + ": " if told else ""


def _hidden_styles(root: etree._Element | None) -> frozenset[str]:
    """Styles whose text is not shown, by their own setting or by that of one they are based on."""
    if root is None:
        return frozenset()
    styles = {value(one, "styleId"): one for one in root.iter("{*}style")}
    return frozenset(name for name in styles if _hides(name, styles))


def _hides(name: str, styles: dict[str, etree._Element]) -> bool:
    for _ in styles:  # at most: a style may be based on itself
        if name not in styles:
            break
        vanish = is_on(styles[name].find("{*}rPr/{*}vanish"))
        if vanish is not None:
            return vanish
        name = value(styles[name].find("{*}basedOn"))
    return False
