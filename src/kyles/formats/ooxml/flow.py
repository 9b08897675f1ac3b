"""The text of a part of a Word file, in reading order, parted by layer and by page.

A page ends at a break that somebody set, or that Word wrote down when it last laid the text out.
What was inserted with changes tracked is part of the body and stands in its own layer too; what was
deleted or is formatted as hidden stands in its own layer only.
"""

from dataclasses import dataclass, field

from lxml import etree

from kyles import drawing
from kyles.formats.ooxml.sheet import Sheet
from kyles.model import Layer
from kyles.package import Package, Relation, value, word

#: Elements whose text is how the document is made, not what it says.
_LEFT_OUT = {
    "delInstrText", "pPr", "rPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr",
    "sdtPr", "sdtEndPr", "rubyPr", "sectPrChange", "posOffset", "align", "pctWidth", "pctHeight",
}  # fmt: skip
_TRACKED = {"ins": Layer.INSERTED, "moveTo": Layer.INSERTED, "del": Layer.DELETED,
            "moveFrom": Layer.DELETED}  # fmt: skip
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_NAMED = ("footnoteReference", "endnoteReference", "commentReference")
_OFF = ("0", "false", "off")


def is_on(element: etree._Element | None) -> bool | None:
    """Whether a switch is on; None where it is not set."""
    return None if element is None else value(element) not in _OFF


@dataclass(slots=True)
class Flow:
    """Walks one part. `hidden_styles` are those whose text is not shown; `fields` are the words by
    which what stands in the text is computed, a line each.
    """

    package: Package
    relations: dict[str, Relation]
    hidden_styles: frozenset[str] = frozenset()
    sheets: list[Sheet] = field(default_factory=lambda: [Sheet()])
    fields: list[str] = field(default_factory=lambda: [""])
    pictures: list[str] = field(default_factory=list)
    sections: list[tuple[int, etree._Element]] = field(default_factory=list)  # last sheet, settings
    _at: int = 0
    _turned: bool = True  # the page was begun on purpose, and nothing stands on it yet
    _tracked: Layer | None = None
    _is_hidden: bool = False
    _boxes: list[etree._Element] = field(default_factory=list)
    _starts: list[str] = field(default_factory=list)  # how the sections to come begin

    def read(self, root: etree._Element) -> None:
        """Read a part, or an element of one."""
        self.pictures += drawing.described(root)
        self._starts = [value(one.find("{*}type")) for one in root.iter("{*}sectPr")][1:]
        self.walk(root)
        self._read_boxes()

    def walk(self, element: etree._Element) -> None:
        for child in element:
            match word(child):
                case "p":
                    self._paragraph(child)
                case "r":
                    self._run(child)
                case "tr":
                    self._row(child)
                case "ins" | "moveTo" | "del" | "moveFrom" as name:
                    self._change(child, _TRACKED[name])
                case "txbxContent":
                    self._boxes.append(child)
                case "sectPr":
                    self._section(child)
                case "instrText":
                    self.fields[-1] += _own(child)
                case "AlternateContent":
                    self.walk(max(child, key=_letters, default=child))
                case name if name and name not in _LEFT_OUT:
                    self._sign(child, name)
                    self.walk(child)

    def _paragraph(self, paragraph: etree._Element) -> None:
        """A paragraph, then the text boxes that hang on it."""
        properties = paragraph.find("{*}pPr")
        if properties is not None:
            if is_on(properties.find("{*}pageBreakBefore")) and (self._at or not self._turned):
                self._turn()
            self._is_hidden = value(properties.find("{*}pStyle")) in self.hidden_styles
        outer, self._boxes = self._boxes, []
        self.walk(paragraph)
        self.sheets[self._at].end_paragraph()
        self._is_hidden = False
        self._read_boxes()
        self._boxes = outer
        if properties is not None:
            for section in properties.iterchildren("{*}sectPr"):
                self._section(section)

    def _read_boxes(self) -> None:
        while self._boxes:
            self.walk(self._boxes.pop(0))

    def _run(self, run: etree._Element) -> None:
        properties, outer = run.find("{*}rPr"), self._is_hidden
        if properties is not None:
            vanish = is_on(properties.find("{*}vanish"))
            by_style = value(properties.find("{*}rStyle")) in self.hidden_styles
            self._is_hidden = (outer or by_style) if vanish is None else vanish
        self.walk(run)
        self._is_hidden = outer

    def _row(self, row: etree._Element) -> None:
        """Cells side by side: each begins on the page on which the row begins."""
        first = last = self._at
        for cell in row.iter("{*}tc"):
            if next(cell.iterancestors("{*}tr"), None) is not row:
                continue  # of a table inside a cell
            self._at = first
            self.sheets[first].begin_cell()
            self.walk(cell)
            for sheet in self.sheets[first : self._at + 1]:
                sheet.end_cell()
            last = max(last, self._at)
        self._at = last
        for sheet in self.sheets[first : last + 1]:
            sheet.end_row()

    def _change(self, element: etree._Element, layer: Layer) -> None:
        outer, self._tracked = self._tracked, layer
        self.walk(element)
        self._tracked = outer

    def _section(self, settings: etree._Element) -> None:
        """The end of a section; the one to come begins a page unless it says otherwise."""
        self.sections.append((self._at, settings))
        if self._starts and self._starts.pop(0) not in ("continuous", "nextColumn"):
            self._turn()

    def _turn(self) -> None:
        """Go on at the next page."""
        self.sheets[self._at].end_paragraph()
        self._at += 1
        self._turned = True
        if self._at == len(self.sheets):
            self.sheets.append(Sheet())

    def _sign(self, element: etree._Element, name: str) -> None:
        """What one element says by itself."""
        match name:
            case "t":
                self._write(_own(element))
            case "delText":
                self.sheets[self._at].add(_own(element), Layer.DELETED)
            case "br" if value(element, "type") == "page":
                self._turn()
            case "br":
                self._write("\n")
            case "lastRenderedPageBreak" if not self._turned:
                self._turn()
                self._turned = False
            case "fldChar":
                self.fields.append("")
            case "fldSimple":
                self.fields += [value(element, "instr"), ""]
            case "drawing" | "pict" | "object":
                self._turned = False
            case "sym":
                self._write(_symbol(value(element, "char")))
            case "textpath":  # a watermark
                self._write(value(element, "string") + "\n")
            case "checkBox" | "ddList":
                self._write(_chosen(element))
            case _ if name in _SIGNS:
                self._write(_SIGNS[name])
            case _ if name in _NAMED:
                self.sheets[self._at].named.append((name, value(element, "id")))
            case "chart" | "relIds":
                self._drawn(element)

    def _write(self, text: str) -> None:
        sheet = self.sheets[self._at]
        if self._tracked is Layer.DELETED:
            sheet.add(text, Layer.DELETED)
        elif self._is_hidden:
            sheet.add(text, Layer.HIDDEN)
        else:
            sheet.add(text, Layer.BODY, *([self._tracked] if self._tracked else []))
        self._turned = self._turned and not text.strip()

    def _drawn(self, element: etree._Element) -> None:
        """The words and figures of a chart or a diagram, which stand in a part of their own."""
        words = list(drawing.words(self.package, self.relations, element))
        if words:
            self._write("\n" + "\n".join(words) + "\n")


def _own(element: etree._Element) -> str:
    """The text of an element; an entity in it stays as it is written, `&name;`."""
    inside = ((child.text if child.tag is etree.Entity else "", child.tail) for child in element)
    return (element.text or "") + "".join((text or "") + (tail or "") for text, tail in inside)


def _letters(element: etree._Element) -> int:
    """How much text stands below: of two ways to show the same, the fuller is read."""
    return sum(len(one.text or "") for one in element.iter("{*}t"))


def _symbol(code: str) -> str:
    """A character of a font of symbols; these fonts keep them in an area without meaning."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return "•" if 0xE000 <= number <= 0xF8FF or number > 0x10FFFF else chr(number)


def _chosen(element: etree._Element) -> str:
    """What a form's box or list is set to."""
    if word(element) == "ddList":
        entries = [value(one) for one in element.findall("{*}listEntry")]
        number = value(element.find("{*}result")) or value(element.find("{*}default")) or "0"
        return entries[int(number)] if number.isdecimal() and int(number) < len(entries) else ""
    checked = is_on(element.find("{*}checked"))
    return "☒" if (is_on(element.find("{*}default")) if checked is None else checked) else "☐"
