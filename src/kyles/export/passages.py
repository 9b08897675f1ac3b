"""Held and produced passages side by side: what a held page says, and what stands there instead.

The words of a held page that were given are found again on the produced page, so that the same
place can be shown of both; where held words are missing, it shows what stands between the words
around them: nothing, or other words.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz.distance import Indel

from kyles.findings.partly_disclosed import FURNITURE
from kyles.model import Item, Role
from kyles.model.coverage import Coverage, HeldPage, Missing, Place
from kyles.reconcile.audit_view import Audit

CONTEXT = 160  # characters shown before and after what is missing
LONGEST = 1200  # characters shown of one missing stretch, or of what stands in its place
PLACES = 3  # produced pages that are looked at for one held page

_WORD = re.compile(r"\S+")
_NOT_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, or a void. `kind` is a class of gap, "" for words that both sides have."""

    text: str
    kind: str = ""
    words: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """One place of a held page, beside the produced page that has the words around it.

    `place` is None where no produced page has any of it.
    """

    page: int
    layer: str
    held: tuple[Piece, ...]
    produced: tuple[Piece, ...]
    place: Place | None


def pairs(audit: Audit, item: Item, coverage: Coverage) -> Iterator[Pair]:
    """Every stretch of a held document that is missing or differs, with its surroundings."""
    for page in coverage.pages:
        if page.missing:
            yield from _of_page(audit, item, page)


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    key: str


@dataclass(frozen=True, slots=True)
class _Side:
    """A produced page, and which of its words are which words of the held page."""

    place: Place
    text: str
    words: tuple[_Word, ...]
    same: Mapping[int, int]  # held word -> produced word


def _of_page(audit: Audit, item: Item, page: HeldPage) -> Iterator[Pair]:
    text = audit.text(item, page.page, page.layer)
    words = _words(text)
    sides = [_side(words, page.missing, place, produced_text(audit, place, page.layer))
             for place in _places(page)]  # fmt: skip
    for gaps in _neighbours(page.missing):
        start = _word_start(text, max(0, gaps[0].start - CONTEXT))
        end = _word_end(text, min(len(text), gaps[-1].end + CONTEXT))
        around = [at for at, word in enumerate(words) if start <= word.start and word.end <= end]
        side = max(sides, key=lambda one: sum(at in one.same for at in around), default=None)
        if side is not None and not any(at in side.same for at in around):
            side = None
        held = tuple(_held(text, gaps, start, end))
        shown = tuple(_instead(side, words, gaps, around)) if side else ()
        yield Pair(page.page, page.layer, held, shown, side.place if side else None)


def _places(page: HeldPage) -> Sequence[Place]:
    """The produced pages to show beside a held one; shared furniture is no page of it."""
    return page.produced[:PLACES] if page.covered > FURNITURE * page.words else ()


def _neighbours(missing: Sequence[Missing]) -> Iterator[list[Missing]]:
    """Gaps whose surroundings touch are shown together."""
    group: list[Missing] = []
    for gap in missing:
        if group and gap.start - group[-1].end > 2 * CONTEXT:
            yield group
            group = []
        group.append(gap)
    if group:
        yield group


def _held(text: str, gaps: Sequence[Missing], start: int, end: int) -> Iterator[Piece]:
    at = start
    for gap in gaps:
        yield Piece(_edge(text, at, gap.start, first=start))
        yield Piece(_cut(text[gap.start : gap.end]), gap.kind, gap.words)
        at = gap.end
    yield Piece(text[at:end] + (" …" if end < len(text) else ""))


def _edge(text: str, at: int, to: int, *, first: int) -> str:
    return ("… " if at == first and first > 0 else "") + text[at:to]


def _instead(
    side: _Side, words: Sequence[_Word], gaps: Sequence[Missing], around: Sequence[int]
) -> Iterator[Piece]:
    """The produced page at the same place; a piece with the gap's kind stands for each gap."""
    found = [side.same[at] for at in around if at in side.same]
    at, last = side.words[found[0]].start, side.words[found[-1]].end
    if at > 0:
        yield Piece("… ")
    for gap in gaps:
        before = [side.same[i] for i in around if i in side.same and words[i].end <= gap.start]
        after = [side.same[i] for i in around if i in side.same and words[i].start >= gap.end]
        begins = side.words[before[-1]].end if before else at
        ends = side.words[after[0]].start if after else max(begins, last)
        if before:
            yield Piece(side.text[at:begins])
        other = " ".join(side.text[begins:ends].split()) if before and after else ""
        yield Piece(_cut(other), gap.kind, gap.words)
        at = ends if after else begins
    last = max(last, _word_end(side.text, min(len(side.text), at + CONTEXT)))
    yield Piece(side.text[at:last].rstrip() + (" …" if last < len(side.text.rstrip()) else ""))


def _side(
    held: Sequence[_Word], missing: Sequence[Missing], place: Place, text: str
) -> _Side:  # fmt: skip
    """Find the held words that were given on a produced page; missing ones match nothing."""
    own = [
        f"\0{at}" if _lacks(missing, word) or not word.key else word.key
        for at, word in enumerate(held)
    ]
    words = _words(text)
    same: dict[int, int] = {}
    for block in Indel.opcodes(own, [word.key for word in words]):
        if block.tag == "equal":
            length = block.src_end - block.src_start
            same.update((block.src_start + step, block.dest_start + step) for step in range(length))
    return _Side(place, text, words, same)


def _lacks(missing: Sequence[Missing], word: _Word) -> bool:
    return any(gap.start < word.end and word.start < gap.end for gap in missing)


def produced_text(audit: Audit, place: Place, layer: str = "text") -> str:
    """The text of a produced page; of a document made by a load file, its extracted text."""
    item = audit.items.get(place.item)
    if item is None:
        return ""
    for one in (item, *(other for other in audit.items.values()
                        if other.parent == item.id and other.role is Role.TEXT)):  # fmt: skip
        for reading in dict.fromkeys((layer, "text")):
            text = audit.text(one, place.page, reading)
            if text.strip():
                return text
    return ""


def _words(text: str) -> tuple[_Word, ...]:
    return tuple(
        _Word(found.start(), found.end(), _NOT_LETTER.sub("", found[0]).casefold())
        for found in _WORD.finditer(text)
    )


def _word_start(text: str, at: int) -> int:
    space = text.find(" ", at)
    return at if at == 0 or space < 0 or space - at > CONTEXT // 2 else space + 1


def _word_end(text: str, at: int) -> int:
    space = text.rfind(" ", 0, at)
    return at if at == len(text) or space < 0 or at - space > CONTEXT // 2 else space


def _cut(text: str) -> str:
    """A long stretch without its middle."""
    if len(text) <= LONGEST:
        return text
    return f"{text[: LONGEST * 2 // 3].rstrip()} … {text[-LONGEST // 3 :].lstrip()}"


def by_page(some: Sequence[Pair]) -> list[tuple[int, str, list[Pair]]]:
    """Pairs of each page and reading, in order."""
    grouped = groupby(some, key=lambda one: (one.page, one.layer))
    return [(page, layer, list(own)) for (page, layer), own in grouped]
