"""Text as it is compared: its letters and digits, each with the character that it came from.

White space, line breaks, hyphens, quotes, dashes, accents, case and ligatures do not count. Folding
works character by character, so every folded letter has exactly one source character.
"""

import unicodedata
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Letters = NDArray[np.uint32]  # code points of folded letters
Grams = NDArray[np.uint64]  # hash of the k letters that begin at each place
Places = NDArray[np.int64]  # offsets

HELD_BORDER, PRODUCED_BORDER = 0x10FFFE, 0x10FFFF  # between documents; characters that no text has

_UNKNOWN = 255
_lengths = np.full(0x110000, _UNKNOWN, np.uint8)  # folded letters of each character
_first = np.zeros(0x110000, np.uint32)  # the first of them
_joins = np.zeros(0x110000, np.bool_)  # characters inside a word that are no letters
_blank = np.zeros(0x110000, np.bool_)

_HYPHENATION = (0x02, 0xAD, 0xFFFE)  # marks of a word broken at a line's end
_APOSTROPHES = (0x27, 0x2019, 0x2BC)


def fold_character(character: str) -> str:
    """The letters and digits that a character stands for: "É" is "e", "ﬁ" is "fi", "-" nothing."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(one for one in plain if one.isalnum() and not unicodedata.combining(one))


def codes(text: str) -> Letters:
    """The text's code points."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def as_text(letters: Letters) -> str:
    """Folded letters as a string of the same length."""
    return letters.tobytes().decode("utf-32-le")


def fold(characters: Letters) -> tuple[Letters, Places]:
    """Folded letters of some code points, and the offset that each came from; borders stay."""
    _learn(characters)
    lengths = _lengths[characters]
    kept = np.flatnonzero(lengths)
    sizes = lengths[kept]
    if not kept.size or sizes.max() == 1:
        return _first[characters[kept]], kept
    source = np.repeat(kept, sizes)
    letters = _first[characters[source]]
    starts = np.cumsum(sizes, dtype=np.int64) - sizes
    for at in np.flatnonzero(sizes > 1):
        place = starts[at]
        letters[place : place + sizes[at]] = codes(fold_character(chr(characters[kept[at]])))
    return letters, source


def word_starts(characters: Letters, source: Places) -> NDArray[np.bool_]:
    """Whether a folded letter begins a word, for each.

    Apostrophes, accents and the hyphen of a word broken at a line's end do not part words.
    """
    parts = (_lengths[characters] == 0) & ~_joins[characters]
    for mark in np.flatnonzero(np.isin(characters, _HYPHENATION)):
        after = int(mark) + 1
        while after < characters.size and _blank[characters[after]]:
            parts[after] = False
            after += 1
    parted = np.cumsum(parts, dtype=np.int64)[source]
    starts = np.ones(source.size, np.bool_)
    starts[1:] = parted[1:] != parted[:-1]
    return starts


def _learn(characters: Letters) -> None:
    """Fill the tables for characters not seen before."""
    seen = np.zeros(_lengths.size, np.bool_)
    seen[characters] = True
    for code in np.flatnonzero(seen & (_lengths == _UNKNOWN)).tolist():
        character = chr(code)
        border = code in (HELD_BORDER, PRODUCED_BORDER)
        folded = character if border else fold_character(character)
        _first[code] = ord(folded[0]) if folded else 0
        _lengths[code] = len(folded)
        _blank[code] = character.isspace()
        _joins[code] = (
            code in _APOSTROPHES
            or code in _HYPHENATION
            or unicodedata.category(character) in ("Mn", "Cf")
        )


_BASE = 0x9E3779B97F4A7C15
_MIX, _SHIFT = np.uint64(0xD6E8FEB86659FD93), np.uint64(32)


def grams(letters: Letters, size: int) -> Grams:
    """A hash of the `size` letters that begin at each place; none where fewer are left.

    A polynomial modulo 2**64, by doubling: a block of 2m letters is a block of m letters times
    base**m plus the next block. Then the bits are mixed.
    """
    if letters.size < size:
        return np.zeros(0, np.uint64)
    block, width = letters.astype(np.uint64) + np.uint64(1), 1
    hashed, done = np.zeros(letters.size + 1, np.uint64), 0
    while done < size:
        if size & width:
            count = letters.size - done - width + 1
            hashed = _joined(block[:count], hashed[width : width + count], done)
            done += width
        if done < size:
            count = letters.size - 2 * width + 1
            block = _joined(block[:count], block[width : width + count], width)
        width *= 2
    for _ in range(2):
        hashed ^= hashed >> _SHIFT
        hashed *= _MIX
    return hashed ^ (hashed >> _SHIFT)


def _joined(left: Grams, right: Grams, width: int) -> Grams:
    """Hashes of two adjacent blocks as one; the right block has `width` letters."""
    return left * np.uint64(pow(_BASE, width, 1 << 64)) + right


@dataclass(frozen=True, slots=True)
class Folded:
    """One text, folded: `letters[i]` came from character `source[i]`."""

    letters: str
    source: tuple[int, ...]


def folded(text: str) -> Folded:
    """One short text, folded; streams of many pages use `fold`."""
    letters, source = fold(codes(text))
    return Folded(as_text(letters), tuple(source.tolist()))
