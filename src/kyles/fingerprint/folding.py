"""What counts as the same letter, character by character, as tables that compiled code reads.

White space, line breaks, hyphens, quotes, dashes, accents, case and ligatures do not count. Folding
works character by character, so every folded letter has exactly one source character. A letter is
16 bits wide, as in UTF-16: the few letters beyond that are two, both of one source character.
"""

import unicodedata

import numpy as np
from numpy.typing import NDArray

HELD_BORDER, PRODUCED_BORDER = 0xFFFE, 0xFFFF  # between documents; no text has such letters

JOINS, BLANK, HYPHEN = 1, 2, 4  # marks of characters that are no letters

_HYPHENATION = (0x02, 0xAD, 0xFFFE)  # marks of a word broken at a line's end
_APOSTROPHES = (0x27, 0x2019, 0x2BC)
_UNKNOWN = 255
_CHARACTERS = 0x110000


def fold_character(character: str) -> str:
    """The letters and digits that a character stands for: "É" is "e", "ﬁ" is "fi", "-" nothing."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(one for one in plain if one.isalnum() and not unicodedata.combining(one))


def units(text: str) -> NDArray[np.uint16]:
    """A text as 16-bit letters."""
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)


class Table:
    """How every character met so far folds: `count[c]` letters from `spelled[place[c]]` on."""

    def __init__(self) -> None:
        self.count = np.full(_CHARACTERS, _UNKNOWN, np.uint8)
        self.place = np.zeros(_CHARACTERS, np.int32)
        self.marks = np.zeros(_CHARACTERS, np.uint8)
        self.spelled = np.zeros(4096, np.uint16)
        self._used = 0
        self.learn(np.arange(128, dtype=np.uint32))

    def learn(self, characters: NDArray[np.uint32]) -> None:
        """Take up characters not met before."""
        new = np.unique(characters[self.count[characters] == _UNKNOWN])
        for code in new.tolist():
            character = chr(code)
            letters = units(fold_character(character))
            self._store(code, letters)
            self.marks[code] = _marks(code, character)

    def _store(self, code: int, letters: NDArray[np.uint16]) -> None:
        end = self._used + letters.size
        if end > self.spelled.size:
            self.spelled = np.append(self.spelled, np.zeros_like(self.spelled))
        self.spelled[self._used : end] = letters
        self.place[code], self.count[code] = self._used, letters.size
        self._used = end


def _marks(code: int, character: str) -> int:
    """Whether a character that is no letter joins those beside it, is blank, or breaks a line."""
    joins = code in _APOSTROPHES or code in _HYPHENATION
    joins = joins or unicodedata.category(character) in ("Mn", "Cf")
    return JOINS * joins + BLANK * character.isspace() + HYPHEN * (code in _HYPHENATION)


TABLE = Table()
