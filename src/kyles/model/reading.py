"""What was read of a page, and by what."""

from dataclasses import dataclass
from enum import StrEnum


class Layer(StrEnum):
    """What kind of reading it is. A new reading never replaces another."""

    TEXT = "text"  # a text layer, a text file, the extracted text of a load file
    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    NOTE = "note"
    COMMENT = "comment"
    INSERTED = "inserted"
    DELETED = "deleted"
    HIDDEN = "hidden"
    OCR = "ocr"
    TRANSCRIPT = "transcript"


#: Readings that are the content of a page; headers and footers are its furniture.
CONTENT = (Layer.TEXT, Layer.BODY, Layer.OCR, Layer.TRANSCRIPT)
MARGINS = (Layer.HEADER, Layer.FOOTER)


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of one page as one engine read it. Offsets count characters of `text`."""

    layer: Layer
    text: str
    engine: str  # for example "pdfium", "kyles-ooxml", "load-file"
    version: str = ""


@dataclass(frozen=True, slots=True)
class PageText:
    """One reading of one page of one item, as the store gives it back. Pages count from 1."""

    item: str
    page: int
    reading: Reading
    label: str | None = None  # the Bates number or other citation printed on the page
