"""What the columns of inventories are called, and what their values look like."""

import re
from collections.abc import Callable, Iterator, Sequence

from kyles.mentions import bates

#: Canonical name -> headers that mean it, as `words` gives them.
NAMES: dict[str, tuple[str, ...]] = {
    "number": (
        "item number", "tag number", "property number", "property tag number", "evidence number",
        "evidence item number", "property item number", "evidence tag number", "evidence id",
        "property id", "item id", "tag id", "item tag number", "property tag", "evidence tag",
        "item tag", "control number", "inventory number", "exhibit number", "package number",
        "barcode", "bar code", "barcode number", "report tag number", "tag",
        "evidence control number",
        "property control number", "article number", "prop number", "exhibit id",
    ),
    "description": (
        "item description", "property description", "evidence description", "article description",
        "description of item", "description of items", "description of property", "description",
        "description of evidence", "description of article", "description of articles",
        "description of contents", "article", "articles", "contents",
    ),
    "quantity": ("quantity", "number of items", "number of pieces", "pieces", "units", "item count",
                 "number of units"),
    "incident": (
        "case number", "incident number", "report number", "case report number", "dr number",
        "agency case number", "case file number", "case", "incident", "event number",
        "complaint number", "offense number", "ir number", "cad number", "case id", "incident id",
        "master case number", "police report number", "call number",
    ),
    "location": ("location", "storage location", "current location", "storage", "bin", "shelf",
                 "bin location", "property location", "stored at", "shelf location", "bin number",
                 "evidence location", "item location"),
    "status": ("item status", "property status", "evidence status", "current status",
               "custody status"),
    "received_on": (
        "date received", "received date", "received on", "date booked", "booked on", "date in",
        "date collected", "collected on", "collection date", "date seized", "seized on",
        "date recovered", "date submitted", "booking date", "date and time received", "intake date",
        "date collected received", "date impounded", "date of seizure", "received",
    ),
    "received_from": ("received from", "obtained from", "submitted by", "seized from",
                      "recovered from", "owner", "owner name", "taken from", "collected from"),
    "collected_by": ("collected by", "collecting officer", "seized by", "recovered by", "booked by",
                     "booking officer", "found by", "collecting deputy", "impounding officer",
                     "seizing officer", "officer collecting"),
    "handled_by": ("handled by", "received by", "released by", "evidence technician", "technician",
                   "checked out by", "custodian", "evidence custodian", "last handled by"),
    "defendant": ("defendant", "suspect", "arrestee", "defendant name", "suspect name"),
    "kind": ("item type", "property type", "evidence type", "type of item", "property category",
             "item category", "document type", "evidence category", "type of property"),
    "file": ("file name", "filename", "file path", "filepath", "native file", "file",
             "media file", "file names", "document file", "attachment name", "relative path",
             "record number", "document id", "document name"),
    "title": ("title", "document title", "document", "subject"),
    "pages": ("pages", "number pages", "page count", "number of pages", "total pages", "page total",
              "pages total", "pgs", "pp"),
    "pages_released": ("pages released", "released pages", "pages produced", "pages disclosed",
                       "number pages released", "number of pages released"),
    "sha256": ("sha256", "sha 256", "sha256 hash", "sha 256 hash", "hash sha256", "sha256sum"),
    "note": ("note", "notes", "comment", "comments", "remark", "remarks", "additional information"),
    "disposed_on": ("disposal date", "date disposed", "disposed on", "disposition date",
                    "date released", "date destroyed", "release date", "date of disposal",
                    "date of disposition", "destruction date"),
    "disposition": ("disposition", "disposal", "final disposition", "disposal method",
                    "disposition type", "method of disposal"),
    "authorized_by": ("authorized by", "disposal authority", "disposition authority",
                      "disposal authorized by", "disposition authorized by", "disposal approved by",
                      "disposition order", "disposal order"),
    "begin": ("begin bates", "beg bates", "bates begin", "bates beg", "bates start", "start bates",
              "first bates", "bates from", "bates", "bates number", "bates range",
              "begbates", "beginning bates", "bates stamp", "begdoc"),
    "serial": ("serial number", "serial", "manufacturer serial number", "sn", "s n"),
    "make": ("make", "manufacturer", "brand", "make manufacturer"),
    "model": ("model", "model number", "model name"),
    "calibre": ("calibre", "caliber", "cal", "calibre gauge", "caliber gauge"),
    "place": ("collected at", "collection location", "place collected", "recovered at",
              "recovery location", "location recovered", "location found", "found at",
              "incident location", "location of incident", "incident address", "address"),
    "end": ("end bates", "bates end", "last bates", "bates to", "endbates", "ending bates"),
}  # fmt: skip

#: Headers that any table may have: they are taken where the table is shown to be a list.
GENERAL: dict[str, tuple[str, ...]] = {
    "number": ("number", "id", "item", "property", "evidence", "exhibit", "tag control"),
    "description": ("item", "property", "evidence", "details", "name", "item name", "exhibit"),
    "quantity": ("count", "amount", "total", "number"),
    "status": ("status",),
    "received_on": ("date", "entry date", "date entered", "date time"),
    "received_from": ("from", "source"),
    "collected_by": ("officer", "deputy", "by"),
    "kind": ("type", "category", "kind", "class", "classification", "nature"),
    "file": ("path", "record"),
    "incident": ("report", "event"),
}

_EVERYWHERE = (
    "note",
    "title",
    "kind",
    "description",
    "serial",
    "make",
    "model",
    "calibre",
    "place",
)
_WORDS = {"no": "number", "num": "number", "nbr": "number", "nr": "number", "nos": "number",
          "numbers": "number", "qty": "quantity", "quan": "quantity", "desc": "description",
          "doc": "document",
          "descr": "description", "rcvd": "received", "recd": "received", "recvd": "received",
          "loc": "location", "inv": "inventory", "evid": "evidence", "ev": "evidence",
          "dt": "date", "incid": "incident", "rpt": "report", "disp": "disposition"}  # fmt: skip
_DATE = re.compile(
    r"\s*(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|\d{1,2}[ -]?[A-Za-z]{3,9}[ -]?\d{2,4}|"
    r"[A-Za-z]{3,9}\.? \d{1,2},? \d{4}|(?:19|20)\d{6})\b"
)
_FILE = re.compile(r".*\.\w{1,5}$|.*[\\/].+|(?=.*\d)[\w.-]{6,}$")
_COUNT = re.compile(r"\s*\d{1,6}(?:\.0+)?\b")
_TAG = re.compile(r"(?=.*\d)[A-Za-z0-9][\w./ #-]{0,30}$")


def words(header: str) -> str:
    """A header's words in one spelling: "Item No." and "ITEM #" are `item number`."""
    spaced = re.sub(
        r"(?<=[a-z])(?=[A-Z])", " ", re.sub(r"['’]", "", header.replace("#", " number "))
    )
    parts = re.split(r"[\W_]+", spaced.lower())
    return " ".join(_WORDS.get(part, part) for part in parts if part)


def meanings(header: str) -> Iterator[tuple[str, int]]:
    """Each canonical name that a header may mean, with its rank: 0 is the surest."""
    said = words(header)
    for name, spellings in NAMES.items():
        if said in spellings:
            yield name, spellings.index(said)
    for name, spellings in GENERAL.items():
        if said in spellings:
            yield name, 100 + spellings.index(said)


def is_general(header: str, name: str) -> bool:
    """Whether any table may have this header for that name."""
    return words(header) in GENERAL.get(name, ()) or name in _EVERYWHERE


def _share(values: Sequence[str], looks: Callable[[str], object]) -> bool:
    """Whether at least six of ten values look alike; a column without values may be anything."""
    return 10 * sum(bool(looks(value)) for value in values) >= 6 * len(values)


def fits(name: str, values: Sequence[str]) -> bool:
    """Whether the values of a column can be what a canonical name says."""
    filled = [value.strip() for value in values if value.strip()]
    looks = _LOOKS.get(name)
    return looks is None or _share(filled, looks)


_LOOKS: dict[str, Callable[[str], object]] = {
    "number": _TAG.match,
    "description": lambda value: sum(map(str.isalpha, value)) > 1,
    "quantity": _COUNT.match,
    "pages": _COUNT.match,
    "pages_released": _COUNT.match,
    "received_on": _DATE.match,
    "disposed_on": _DATE.match,
    "file": _FILE.match,
    "sha256": re.compile(r"[0-9a-fA-F]{64}$").match,
    "begin": lambda value: bates.cited(value) or bates.parse(value),
    "end": bates.parse,
}


def is_tag(value: str) -> bool:
    """Whether a value can only be somebody's number: digits with letters or a dash, no date."""
    return bool(
        re.fullmatch(r"(?=.*\d)(?:[A-Z]{1,6}-?\d[\w-]*|\d+(?:-\d+)+)", value.strip())
        and not _DATE.match(value)
        and not re.fullmatch(r"(?:1-)?\d{3}-\d{3}-\d{4}", value.strip())
    )
