"""Whether the text that a file has of a page can be its words.

A text layer may hold next to nothing (a stamp), or letters that stand for others: a font without a
table of its characters, or a reading of noise. Such a page is better looked at, or read again.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

LITTLE = 32  # characters; a page with fewer says too little of itself
TELLING = 60  # characters that are needed to judge a text
PLAIN = 0.75  # share of letters, digits and common marks in a text of words
UNKNOWN = 0.05  # share of characters that no table explains
WORDS = 12  # longer words that are needed to judge them
WORDLIKE = 0.5  # share of them that could be spoken

_MARKS = frozenset(".,;:!?'\"()-/&$%@#*_=+[]<>|–—‘’“”…•§¶£€°·\\")
_LATIN_WORD = re.compile(r"[^\W\d_]{4,}")
_VOWEL = re.compile(r"[aeiouyáéíóúàèìòùâêîôûäëïöüåæøœ]", re.IGNORECASE)
_MUTE = re.compile(r"[bcdfghjklmnpqrstvwxz]{6,}", re.IGNORECASE)


def is_little(text: str) -> bool:
    """Whether a page's text is next to nothing."""
    return len("".join(text.split())) < LITTLE


def garbled(text: str) -> str:
    """Why a text cannot be words, in words; "" where it may be, or is too short to tell."""
    counts = Counter(text)  # each distinct character is judged once
    told = {one: count for one, count in counts.items() if not one.isspace()}
    total = sum(told.values())
    if total < TELLING:
        return ""
    if sum(count for one, count in told.items() if _is_unknown(one)) > UNKNOWN * total:
        return "its font does not say which letters it shows"
    if sum(count for one, count in told.items() if _is_plain(one)) < PLAIN * total:
        return "mostly symbols"
    return "" if _spoken(text) else "no words in it"


def _is_unknown(one: str) -> bool:
    return one == "\ufffd" or unicodedata.category(one) in ("Co", "Cn", "Cc")


def _is_plain(one: str) -> bool:
    return one.isalnum() or one in _MARKS


def _spoken(text: str) -> bool:
    """Whether enough of the longer words in Latin letters could be spoken; others are believed."""
    words = [word for word in _LATIN_WORD.findall(text) if word.isascii()]
    if len(words) < WORDS:
        return True
    return sum(map(_speakable, words)) >= WORDLIKE * len(words)


@lru_cache(maxsize=1 << 16)  # texts repeat their words
def _speakable(word: str) -> bool:
    return bool(_VOWEL.search(word)) and not _MUTE.search(word)
