"""What the columns of a Concordance load file are called, and how to tell them without a header."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from kyles.mentions import bates

#: Canonical name -> how load files write it; letters and digits only, lower case.
NAMES = {
    "BEGBATES": "begbates begdoc beginbates begbatesnumber begindoc firstbates batesbeg batesbegin"
    " batesstart startbates begno begprod prodbeg prodbegbates begprodbates begdocno docid"
    " begcontrol begcontrolnumber controlnumber controlnumberbeg begnumber productionbegbates"
    " productionbatesbeg prodbegdoc beginningbates bates batesnumber batesno",
    "ENDBATES": "endbates enddoc lastbates batesend endno endprod prodend prodendbates endprodbates"
    " enddocno endcontrol endcontrolnumber controlnumberend endnumber productionendbates"
    " productionbatesend prodenddoc endingbates endbatesnumber",
    "PGCOUNT": "pgcount pagecount numpages pages pagecnt pgcnt numberofpages noofpages totalpages"
    " imagecount",
    "BEGATTACH": "begattach begattachment attachbeg begfamily prodbegattach begattbates"
    " begprodattach beginattach batesbegattach familybeg beginningattachment",
    "ENDATTACH": "endattach endattachment attachend endfamily prodendattach endattbates"
    " endprodattach batesendattach familyend endingattachment",
    "PARENT": "parentdocid parentid parentbates groupidentifier groupid familyid",
    "CUSTODIAN": "custodian custodians sourcecustodian custodianname",
    "NATIVE": "nativelink nativepath nativefile nativefilepath nativefilelink natives"
    " nativelocation itempath doclink filelink native link nativefilename",
    "FILEPATH": "filepath path relativepath",
    "TEXTPATH": "textpath textlink textfile textfilepath extractedtext ocrpath ocrtext fulltext"
    " extractedtextpath ocrfile textfilelink extractedtextlink text",
    "FILENAME": "filename originalfilename docname documentname attachmentname",
    "HASH": "md5hash sha1hash sha256hash md5 sha1 sha256 hash hashvalue filehash",
    "VOLUME": "volume prodvol prodvolume volumename productionvolume vol",
    "TITLE": "title doctitle documenttitle subject emailsubject",
    "DATE": "docdate date datesent datecreated maindate masterdate sentdate",
    "KIND": "doctype documenttype filetype recordtype fileext fileextension docext",
    "FROM": "from author emailfrom",
    "TO": "to emailto recipients",
    "REDACTED": "redacted redaction redactions hasredactions",
    "DESIGNATION": "confidentiality designation confidentialdesignation",
}
_CANONICAL = {spelling: name for name, spellings in NAMES.items() for spelling in spellings.split()}
_PATH = re.compile(r"[^\\/]*[\\/].*\.\w{1,5}$|\.[\\/].+")
_HASH = re.compile(r"[0-9a-fA-F]{32}(?:[0-9a-fA-F]{8}(?:[0-9a-fA-F]{24})?)?$")
_DATE = re.compile(r"\d{1,4}[/-]\d{1,2}[/-]\d{1,4}\b")
_SHARE = 0.9  # of a column's values that must look alike


def canonical(name: str) -> str:
    """`BEGBATES` for "Beg Bates", and "" for a name that is not known."""
    return _CANONICAL.get(re.sub(r"[\W_]", "", name).lower(), "")


def is_header(row: Sequence[str]) -> bool:
    """Whether a first row names columns: known names, and nothing that only a value can be."""
    known = sum(bool(canonical(cell)) for cell in row)
    return known > 0 and not any(_is_value(cell) for cell in row)


def _is_value(cell: str) -> bool:
    numbered = bates.parse(cell)
    return bool(_PATH.match(cell) or _DATE.match(cell) or (numbered and numbered.width > 3))


def named(header: Sequence[str]) -> tuple[str, ...]:
    """Canonical names by position. The first column of a name has it, later ones stay unnamed."""
    taken: set[str] = set()
    columns = []
    for cell in header:
        name = canonical(cell)
        columns.append("" if name in taken else name)
        taken.add(name)
    return tuple(columns)


def inferred(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Canonical names by position, as the content of rows without a header shows them."""
    width = Counter(map(len, rows)).most_common(1)[0][0] if rows else 0
    regular = [row for row in rows if len(row) == width]
    columns = [""] * width
    values = [[row[at] for row in regular if row[at]] for at in range(width)]
    _tell(columns, values, ("BEGBATES", "ENDBATES", "BEGATTACH", "ENDATTACH"), _is_bates)
    _tell(columns, values, ("TEXTPATH",), _is_text_path)
    _tell(columns, values, ("NATIVE",), lambda value: bool(_PATH.match(value)))
    _tell(columns, values, ("HASH",), lambda value: bool(_HASH.match(value)))
    _tell_count(columns, regular)
    return tuple(columns)


def _tell(
    columns: list[str],
    values: Sequence[Sequence[str]],
    names: Sequence[str],
    looks: Callable[[str], bool],
) -> None:
    alike = [at for at, name in enumerate(columns) if not name and _mostly(values[at], looks)]
    for at, name in zip(alike, names, strict=False):
        columns[at] = name


def _mostly(values: Sequence[str], looks: Callable[[str], bool]) -> bool:
    return bool(values) and sum(map(looks, values)) >= _SHARE * len(values)


def _is_bates(value: str) -> bool:
    numbered = bates.parse(value)
    return numbered is not None and numbered.width >= 3 and bool(numbered.prefix)


def _is_text_path(value: str) -> bool:
    return bool(_PATH.match(value)) and value.lower().endswith(".txt")


def _tell_count(columns: list[str], rows: Sequence[Sequence[str]]) -> None:
    """The column whose numbers are those of the pages from the first to the last Bates number."""
    if "ENDBATES" not in columns:
        return
    begin, end = columns.index("BEGBATES"), columns.index("ENDBATES")
    counts = [str(bates.count(row[begin], row[end]) or "") for row in rows]
    for at, name in enumerate(columns):
        alike = [row[at] == count for row, count in zip(rows, counts, strict=True)]
        if not name and sum(alike) >= _SHARE * len(rows):
            columns[at] = "PGCOUNT"
            return
