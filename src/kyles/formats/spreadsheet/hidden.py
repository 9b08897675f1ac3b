"""Rows that a workbook hides: by hand, or by a filter that was left on."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from kyles import encoding
from kyles.formats.spreadsheet.ranges import ranges
from kyles.formats.spreadsheet.sparse import CHUNK, parts_of_sheets

_ROW = re.compile(rb"""<(?:\w+:)?row\s[^<>]*>""")
_NUMBER = re.compile(rb"""\sr=["'](\d{1,7})["']""")
_HIDDEN = re.compile(rb"""\shidden=["'](?:1|true)["']""")
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_XML = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


def hidden_rows(path: Path) -> Iterator[tuple[str, str]]:
    """The sheets that hide rows, and which, as `3,7-9`; of XLS nothing is told."""
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        if "xl/workbook.xml" in names:
            found = ((name, ranges(_of_excel(archive, part)))
                     for name, part in parts_of_sheets(archive).items())  # fmt: skip
        elif "content.xml" in names:
            found = ((name, ",".join(some)) for name, some in _of_open_document(archive))
        else:
            return
        yield from ((name, some) for name, some in found if some)


def _of_excel(archive: zipfile.ZipFile, part: str) -> Iterator[int]:
    rest = b""
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            whole, _, rest = (rest + chunk).rpartition(b"<")
            rest = b"<" + rest
            for row in _ROW.findall(whole):
                number = _NUMBER.search(row)
                if number and _HIDDEN.search(row):
                    yield int(number[1])


def _of_open_document(archive: zipfile.ZipFile) -> Iterator[tuple[str, list[str]]]:
    """One row element may stand for many rows, so they stay ranges."""
    number, found = 1, list[str]()
    with archive.open("content.xml") as stream:
        ends = (f"{_TABLE}table-row", f"{_TABLE}table")
        for _, element in etree.iterparse(stream, tag=ends, **_XML):
            if element.tag == ends[1]:
                yield encoding.storable(element.get(f"{_TABLE}name", "")), found
                number, found = 1, []
            else:
                count = int(element.get(f"{_TABLE}number-rows-repeated", 1))
                if element.get(f"{_TABLE}visibility", "visible") != "visible":
                    found.append(f"{number}" if count == 1 else f"{number}-{number + count - 1}")
                number += count
            element.clear()
