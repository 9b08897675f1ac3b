"""A cover letter, a receipt or an index that came with a volume, read as a list of what was given.

Precision comes first: a line that does not clearly name something given is no entry.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kyles.mentions import bates, files
from kyles.mentions.numerals import NUMERAL, value_of

_GIVING = re.compile(
    r"enclosed\s+(?:please\s+find|you\s+will\s+find|are|is|herewith)|(?:please\s+find|find)\s+"
    r"(?:enclosed|attached)|provided\s+herewith|hereby\s+(?:discloses?|provides?|produces?|serves?)"
    r"|(?:the\s+)?following\s+(?:\w+\s+){0,4}(?:is|are|was|were|has\s+been|have\s+been)\s+"
    r"(?:being\s+|hereby\s+)?(?:provided|disclosed|produced|enclosed|served|sent|turned\s+over)"
    r"|(?:provid|produc|disclos|enclos|send)(?:es|ing)\s+the\s+following",
    re.IGNORECASE,
)
_RECEIPT = re.compile(
    r"\breceipt\s+(?:of|for)\b|acknowledges?\s+receipt|\breceived\s+by\b|\bpicked\s+up\s+by\b",
    re.IGNORECASE,
)
_INDEX = re.compile(
    r"\b(?:discovery|production|disclosure|bates)\s+(?:index|log|list|inventory|schedule)\b"
    r"|\bindex\s+of\s+(?:discovery|documents|production|materials)\b|\bbates\s+(?:range|numbers?)\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"\b(?:discovery|disclosures?|bates|production|rule\s+(?:16|5-501)|brady)\b", re.IGNORECASE
)
_LETTER = re.compile(
    r"^\s*(?:dear\b|sincerely|respectfully|very\s+truly|yours\s|re\s*:)|\b(?:notice|certificate)\s+of\s+"
    r"(?:discovery|disclosure|production|service|compliance)\b",
    re.IGNORECASE | re.MULTILINE,
)
_MARK = re.compile(r"[ \t]*(?:\(?(?P<no>\d{1,3})[.)]|\(?[a-zA-Z][.)]|[-–—•·▪*☐☒□o])[ \t]+")
_PAGES = re.compile(
    r"[\[(]?\b(?P<n>\d{1,5})\s*(?:pp?\b\.?|pgs?\b\.?|pages?\b)\s*[\])]?", re.IGNORECASE
)
_MEDIA = re.compile(
    rf"(?P<count>{NUMERAL})\s+(?:\w+[- ]){{0,2}}?(?:dvds?|cds?|cd-roms?|discs?|disks?|"
    r"(?:thumb|flash|usb|hard)\s+drives?|usbs?|audio\s+(?:files?|recordings?)|videos?|recordings?|photographs?|photos?|"
    r"envelopes?|box(?:es)?|binders?|folders?|drives?)\b",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"\b(?:reports?|supplement(?:al|s)?|statements?|affidavits?|warrants?|transcripts?|inventory|"
    r"logs?|photographs?|photos?|videos?|audio|recordings?|interviews?|receipts?|records?|memo\w*|"
    r"notes|diagrams?|sketch(?:es)?|printouts?|results|certificates?|complaints?|citations?|forms?|"
    r"e-?mails?|letters?|subpoenas?|dispatch|history|analysis|footage|lapel|dash\s?cam)\b",
    re.IGNORECASE,
)
_PROSE = re.compile(
    r"\b(?:shall|will|must|please|you(?:r)?|we|our|pursuant|reserves?|requests?|hereby|should|may|"
    r"not|if|this office)\b",
    re.IGNORECASE,
)
_HEADING = re.compile(r"\b(?:bates|description|pages?|range|item|document|date)\b", re.IGNORECASE)
_PLAIN = re.compile(
    rf"(?<![\w@/\\.%:-])(?P<name>[^\W_][\w'’()+&-]*(?:\.[\w-]+)*{files.ENDING})\b(?![\w/@]|\.\w)",
    re.IGNORECASE,
)
_LONGEST = 240  # characters of one entry
_HEAD = 3000  # characters in which a letter says what it is,
_TITLE = 600  # and an index
_LEADERS = re.compile(r"\s*(?:\.{3,}|…|\s{3,}|\t)\s*")


@dataclass(frozen=True, slots=True)
class LetterEntry:
    """Something that is listed as given; `start` and `end` are offsets in the letter's text.

    `number` is the list's own, `begin` and `end_bates` the Bates numbers, `count` how many pieces.
    """

    description: str
    start: int
    end: int
    number: str | None = None
    begin: str | None = None
    end_bates: str | None = None
    pages: int | None = None
    count: int | None = None
    file: str | None = None

    def facts(self) -> dict[str, str]:
        """The entry in the names of a list's columns, without what is not said."""
        told = {
            "begin": self.begin, "description": self.description, "end": self.end_bates,
            "file": self.file, "pages": self.pages, "quantity": self.count,
        }  # fmt: skip
        return {name: str(value) for name, value in told.items() if value not in (None, "")}


@dataclass(frozen=True, slots=True)
class Letter:
    """`kind` is `letter`, `receipt` or `index`."""

    kind: str
    entries: tuple[LetterEntry, ...]


def read_letter(text: str) -> Letter | None:
    """What a text lists as given; None for one that is no letter, receipt or index."""
    kind = _kind(text)
    if kind is None:
        return None
    entries = tuple(_entries(text))
    sure = kind == "index" or _LETTER.search(text) or any(one.begin for one in entries)
    return Letter(kind, entries) if sure else None


def _kind(text: str) -> str | None:
    head = text[:_HEAD]
    if not _SUBJECT.search(head):
        return None
    if _GIVING.search(head):
        return "letter"
    if _INDEX.search(head[:_TITLE]):
        return "index"
    return "receipt" if _RECEIPT.search(head) else None


def _entries(text: str) -> Iterator[LetterEntry]:
    """One entry a line; a line that goes on in small letters is joined to the one before."""
    lines = list(re.finditer(r"[^\r\n]+", text))
    at = 0
    while at < len(lines):
        start, end = lines[at].span()
        begun = _entry(text, start, end)
        while begun and at + 1 < len(lines) and _goes_on(text, lines[at], lines[at + 1]):
            at += 1
            end = lines[at].end()
        entry = _entry(text, start, end) if begun else None
        if entry:
            yield entry
        at += 1


def _goes_on(text: str, line: re.Match[str], after: re.Match[str]) -> bool:
    """Whether the next line is the rest of this one: it begins small, with nothing between."""
    between = text[line.end() : after.start()].replace("\r\n", "\n")
    words = after[0].lstrip()
    begins = _MARK.match(after[0]) or _is_file(words)
    return between in ("\n", "\r") and words[:1].islower() and not begins


def _entry(text: str, start: int, end: int) -> LetterEntry | None:
    words = text[start:end]
    mark = _MARK.match(words)
    body = words[mark.end() :] if mark else words
    if not body.strip() or len(body) > _LONGEST or _is_heading(body):
        return None
    cited = [one for one in bates.cited(body) if _at_edge(body, one)]
    if not cited and (not mark or not _names_something(body)):
        media = _MEDIA.match(body.strip())
        if (media is None or _PROSE.search(body)) and not _is_file(body):
            return None
    if cited and not mark and _PROSE.search(body):
        return None
    return _built(body, start, end, mark["no"] if mark else None, cited)


def _built(
    body: str, start: int, end: int, number: str | None, cited: list[bates.Cited]
) -> LetterEntry | None:
    pages = _PAGES.search(_without(body, cited))
    media = _MEDIA.match(body.strip())
    description = _description(body, cited)
    named = _file(body)
    return LetterEntry(
        description, start, end, number,
        str(cited[0].begin) if cited else None,
        str(cited[-1].end) if cited else None,
        int(pages["n"]) if pages else None,
        value_of(media["count"]) if media else None,
        named,
    )  # fmt: skip


def _is_heading(body: str) -> bool:
    """The heading of a table has names of columns, and no figure."""
    return len(_HEADING.findall(body)) > 1 and not any(map(str.isdigit, body))


def _is_file(body: str) -> bool:
    """A line that is the name of a file."""
    return _file(body) == body.strip()


def _file(body: str) -> str | None:
    """The file that an entry names; in a list also one of plain words, such as `interview.mp4`."""
    named = [one.text.strip() for one in files.find(body)]
    plain = _PLAIN.fullmatch(body.strip()) or _PLAIN.search(body)
    return named[0] if named else (plain["name"] if plain else None)


def _at_edge(body: str, one: bates.Cited) -> bool:
    """A number is an entry's own where it begins or ends the line, or stands in its own cell."""
    before, after = body[: one.start].strip(" \t[(|"), body[one.stop :].strip(" \t])|.,;:")
    own_cell = body[: one.start].endswith("\t") or body[one.stop :].startswith("\t")
    said = re.sub(r"(?i)bates(?:\s+(?:nos?\.?|numbers?|range))?[\s:]*$", "", before)
    return not said.strip() or not _PAGES.sub("", after).strip(" ,;.") or own_cell


def _names_something(body: str) -> bool:
    """Whether a marked line names a document or a medium, and is no sentence."""
    if _PROSE.search(body):
        return False
    return bool(_PAGES.search(body) or _MEDIA.match(body.strip()) or _NOUN.search(body))


def _without(body: str, cited: list[bates.Cited]) -> str:
    for one in reversed(cited):
        body = f"{body[: one.start]}\t{body[one.stop :]}"
    return body


def _description(body: str, cited: list[bates.Cited]) -> str:
    cells = [cell for cell in _without(body, cited).split("\t") if not cell.strip().isdigit()]
    rest = _PAGES.sub(" ", "\t".join(cells))
    rest = re.sub(r"(?i)\bbates(?:\s+(?:nos?\.?|numbers?|range))?\s*:?(?=\s*$|\s*\t)", " ", rest)
    rest = re.sub(r"\(\s*\)|\[\s*\]", " ", _LEADERS.sub(" ", rest))
    return " ".join(rest.split()).strip(" -–—:;,.|")
