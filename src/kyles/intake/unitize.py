"""Where documents begin and end inside one long produced file.

Borders are shown by bookmarks, by page furniture ("Page 1 of 5"), by stamps that restart or leave
numbers out, and by headings. A file is cut only where something says so, and never inside what its
own page numbers hold together.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from kyles.mentions import bates

_PAGE = re.compile(
    r"\bpage\s{0,3}(?P<at>\d{1,4})(?:\s{0,3}(?:of|/)\s{0,3}(?P<of>\d{1,4}))?\b(?![-/.]\d)"
    r"|^\s*(?P<bare>\d{1,4})\s{0,3}(?:of|/)\s{0,3}(?P<bare_of>\d{1,4})\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_MAIL = re.compile(r"\bFrom: .{1,120}?\b(?:Sent|Date): .{1,120}?\b(?:To|Subject):")
_HEADING = re.compile(
    r"\b(?:REPORT|STATEMENT|AFFIDAVIT|WARRANT|SUPPLEMENT(?:AL)?|INVENTORY|RECEIPT|MEMORANDUM|"
    r"TRANSCRIPT|COMPLAINT|CITATION|CERTIFICATE|SUBPOENA|INDICTMENT|INTERVIEW|CUSTODY|LOG|RETURN|COURT)\b"
)
_DOCUMENT = re.compile(
    r"\.\w{2,5}$|\b(?:report|statement|affidavit|warrant|supplement\w*|inventory|receipt|memo\w*|"
    r"transcript|complaint|citation|certificate|subpoena|interview|log|letter|photo\w*|e-?mail|form|"
    r"record\w*|note\w*|exhibit)\b",
    re.IGNORECASE,
)
_EDGE = 4  # lines
_HEAD = 50  # words at the head of a page,
_HEAD_TEXT = 1000  # which are in so many characters
_RUNNING = 4  # words with which two pages begin alike, so that they are of one kind
_TITLE = 120


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A page's words, the label that the file gives it, and the stamp that was read on it."""

    text: str
    label: str | None
    stamp: str | None


@dataclass(frozen=True, slots=True)
class Part:
    """Pages `first` to `last`, from 1, and what showed where they begin."""

    first: int
    last: int
    title: str
    basis: str  # bookmark, page numbers, stamps, heading; file for one that nothing divides


def unitize(
    pages: Sequence[PageFacts], bookmarks: Sequence[tuple[int, int, str]] = ()
) -> tuple[Part, ...]:
    """The documents of a file, in order, each page in exactly one. () for a file without pages."""
    if not pages:
        return ()
    marks = _marks(pages, bookmarks)
    furniture = [_furniture(page.text) for page in pages]
    together = _together(furniture)
    headed = set(_headings(pages))
    begins: dict[int, str] = {1: "file"}
    for at in range(2, len(pages) + 1):
        basis = _basis(at, pages, furniture, marks, headed)
        if basis and at not in together:
            begins[at] = basis
    return tuple(_parts(pages, begins, marks))


def _basis(
    at: int,
    pages: Sequence[PageFacts],
    furniture: Sequence[tuple[int, int | None] | None],
    marks: dict[int, str],
    headed: set[int],
) -> str | None:
    """What shows that a document begins on a page, the surest first."""
    if at in marks:
        return "bookmark"
    if _restarts(furniture[at - 2], furniture[at - 1]):
        return "page numbers"
    if _breaks(pages[at - 2].stamp, pages[at - 1].stamp):
        return "stamps"
    return "heading" if at in headed else None


def _parts(
    pages: Sequence[PageFacts], begins: dict[int, str], marks: dict[int, str]
) -> Iterator[Part]:
    ordered = sorted(begins)
    for first, after in pairwise([*ordered, len(pages) + 1]):
        basis = begins[first]
        if basis == "file" and len(ordered) > 1:  # its end is what the next one shows
            basis = "bookmark" if first in marks else begins[ordered[1]]
        title = marks.get(first) or title_of(pages[first - 1])
        yield Part(first, after - 1, title, basis)


def _marks(pages: Sequence[PageFacts], bookmarks: Sequence[tuple[int, int, str]]) -> dict[int, str]:
    """Page -> title of the bookmarks that name documents, not the chapters of one."""
    real = [(level, page, title.strip()) for page, level, title in bookmarks
            if 0 < page <= len(pages) and title.strip()]  # fmt: skip
    pages_at: dict[int, set[int]] = {}
    for level, page, _ in real:
        pages_at.setdefault(level, set()).add(page)
    chosen_level = next((one for one in sorted(pages_at) if len(pages_at[one]) > 1), None)
    chosen = [(page, title) for level, page, title in real if level == chosen_level]
    naming = sum(bool(_DOCUMENT.search(title) or _is_number(title)) for _, title in chosen)
    if 2 * naming < len(chosen) and not any(page.stamp for page in pages):
        return {}
    return dict(reversed(chosen))


def _is_number(title: str) -> bool:
    numbered = bates.parse(title)
    return numbered is not None and numbered.width > 2


def _furniture(text: str) -> tuple[int, int | None] | None:
    """`(2, 5)` for "Page 2 of 5" near the edge of a page, `(2, None)` for "Page 2"."""
    lines = [line for line in text.splitlines() if line.strip()]
    edges = lines if len(lines) <= 2 * _EDGE else [*lines[:_EDGE], *lines[-_EDGE:]]
    found = [_number(one) for line in edges for one in _PAGE.finditer(line)]
    counted = [one for one in found if one and one[1]]
    return next(iter(counted or [one for one in found if one]), None)


def _number(found: re.Match[str]) -> tuple[int, int | None] | None:
    at = int(found["at"] or found["bare"])
    of = found["of"] or found["bare_of"]
    if of is None:
        return at, None
    return (at, int(of)) if 0 < at <= int(of) else None


def _restarts(before: tuple[int, int | None] | None, now: tuple[int, int | None] | None) -> bool:
    """Whether page numbers begin anew, or the page before was the last of its document."""
    if now is None:
        return before is not None and before[1] is not None and before[0] == before[1]
    if now[0] == 1:
        return True
    return before is not None and before[1] is not None and (now[1] != before[1])


def _together(furniture: Sequence[tuple[int, int | None] | None]) -> set[int]:
    """Pages that cannot begin a document: numbered on from an earlier page of the same count."""
    held: set[int] = set()
    numbered = [(at, page) for at, page in enumerate(furniture, 1) if page]
    for (one, (a, count)), (other, (b, same)) in pairwise(numbered):
        if count == same and a < b and other - one <= b - a:
            held.update(range(one + 1, other + 1))
    return held


def _breaks(before: str | None, now: str | None) -> bool:
    """Whether two stamps do not follow each other."""
    one, other = bates.parse(before or ""), bates.parse(now or "")
    if one is None or other is None:
        return False
    if bates.series(one.prefix) != bates.series(other.prefix):
        return True
    if one.suffix and one.number == other.number:
        return False
    return other.number != one.number + 1


def _headings(pages: Sequence[PageFacts]) -> Iterator[int]:
    """Pages that open like a document, under another head than the page before.

    A letterhead that comes again with another number on it opens a document too.
    """
    heads = [_words(page)[:_HEAD] for page in pages]
    for at, (before, now) in enumerate(pairwise(heads), 2):
        alike = _alike(before, now)
        if _renumbered(before, now, alike) or (alike < _RUNNING and _opens(now)):
            yield at


def _words(page: PageFacts) -> list[str]:
    """A page's words without its own numbers and without what every page of a production bears."""
    head = page.text[:_HEAD_TEXT].replace(page.stamp or "\0", "")
    lines = _PAGE.sub("", head).splitlines()
    return " ".join(line for line in lines if not _SHARED.search(line.casefold())).split()


def _alike(before: Sequence[str], now: Sequence[str]) -> int:
    """With how many of the same words two pages begin."""
    pairs = zip(before, now, strict=False)
    return next((at for at, (one, other) in enumerate(pairs) if one != other), len(now))


def _renumbered(before: Sequence[str], now: Sequence[str], alike: int) -> bool:
    if not _RUNNING <= alike < min(len(before), len(now)):
        return False
    return all(sum(map(str.isdigit, words[alike])) >= 4 for words in (before, now))


_SHARED = re.compile(r"confidential|protective order|attorney work product|law enforcement sens")


def _opens(words: Sequence[str]) -> bool:
    """Whether a page begins with the head of a mail, or a title in capitals."""
    capitals = list(takewhile(lambda word: word == word.upper(), words))
    titled = len(capitals) > 1 and _HEADING.search(" ".join(capitals))
    return bool(titled or _MAIL.search(" ".join(words)))


def title_of(page: PageFacts) -> str:
    """The first line of a page that says something, at most 120 characters."""
    stamp = page.stamp or "\0"
    for line in page.text.splitlines():
        words = " ".join(_PAGE.sub("", line.replace(stamp, "")).split())
        letters = Counter(map(str.isalpha, words))[True]
        if letters > 5 and 2 * letters > len(words) and not _SHARED.search(words.casefold()):
            return words[:_TITLE]
    return ""
