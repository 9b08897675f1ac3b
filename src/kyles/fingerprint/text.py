"""Texts as they are compared: streams of folded letters, each with the place that it came from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kyles.fingerprint.folding import BLANK, HYPHEN, JOINS, TABLE
from kyles.fingerprint.kernel import kernel

Letters = NDArray[np.uint16]
Places = NDArray[np.int64]  # offsets into a stream of letters
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded pages, one after another. `ends[n]` is where page n ends.

    `source` is a letter's offset in its page, `begins` says whether it begins a word. Apostrophes,
    accents and the hyphen of a word broken at a line's end do not part words.
    """

    letters: Letters
    source: NDArray[np.int32]
    begins: Flags
    ends: Places


def fold(pages: Sequence[str], borders: Sequence[int]) -> Folded:
    """Fold pages; where `borders` has a letter for a page and not 0, that letter ends the page."""
    characters, sizes = _characters(pages)
    letters, source, begins, ends = _fold(
        characters, sizes, np.array(borders, np.uint16), TABLE.count, TABLE.place, TABLE.marks,
        TABLE.spelled,
    )  # fmt: skip
    return Folded(letters, source, begins, ends)


def folded(text: str) -> tuple[str, list[int]]:
    """One short text's letters, and the offset of the character that each came from."""
    one = fold([text], [0])
    return as_text(one.letters), one.source.tolist()


def as_text(letters: Letters) -> str:
    """Folded letters as a string of the same length."""
    return letters.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


def _characters(pages: Sequence[str]) -> tuple[NDArray[np.unsignedinteger], Places]:
    """All characters of some pages, a byte each where they are ASCII; and the pages' sizes."""
    text = "".join(pages)
    sizes = np.fromiter(map(len, pages), np.int64, len(pages))
    if text.isascii():
        return np.frombuffer(text.encode("ascii"), np.uint8), sizes
    characters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    TABLE.learn(characters)
    return characters, sizes


@kernel
def _fold(characters, sizes, borders, count, place, marks, spelled):
    """The letters of all pages. A page begins a word; a line-break hyphen and what is blank after
    it part none.
    """
    size = np.int64(0)
    for character in characters:
        size += count[character]
    for border in borders:
        size += border != 0
    letters = np.empty(size, np.uint16)
    source = np.empty(size, np.int32)
    begins = np.zeros(size, np.bool_)
    ends = np.empty(sizes.size, np.int64)
    at, start = 0, 0
    for page in range(sizes.size):
        parted, broken = True, False
        for offset in range(sizes[page]):
            character = characters[start + offset]
            many = count[character]
            if many == 0:
                mark = marks[character]
                if mark & HYPHEN:
                    broken = True
                elif not mark & JOINS and not (broken and mark & BLANK):
                    parted, broken = True, False
                continue
            begins[at] = parted
            parted, broken = False, False
            first = place[character]
            for unit in range(many):
                letters[at] = spelled[first + unit]
                source[at] = offset
                at += 1
        start += sizes[page]
        if borders[page]:
            letters[at], source[at], begins[at] = borders[page], 0, True
            at += 1
        ends[page] = at
    return letters, source, begins, ends
