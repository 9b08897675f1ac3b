"""The sentences of a page, and which of them are captions, teasers and headings.

Text that was copied from a web page carries the words of pictures and of other articles inside its
own. They are kept, and marked: a date in them is not the document's own word.
"""

import re
from collections.abc import Iterator, Mapping

from kyles.chronology.event import Sentence

_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n(?![^\S\n]*\n)[^\n]*)*")  # until a line without words
_SHORT = """Mr Ms Dr No St vs v Mrs Det Sgt Lt Jr Sr Dep Jan Feb Aug Sept Oct Nov Dec"""
_END = re.compile(  # the mark comes first: looking behind at every letter costs ten times as much
    r"[.!?](?<!\b[A-Z].)" + "".join(rf"(?<!\b{word}.)" for word in _SHORT.split())
    + r"[\"'”’)]*(?=\s|$|(?<=[a-z][.!?])[A-Z])"
)  # fmt: skip
_CAPTION = re.compile(r"\b(?:wearing|pictured|photo by|image via|getty images)\b", re.IGNORECASE)
_BETWEEN = """a an and as at by for from in of on or the to with"""
_SMALL = frozenset(_BETWEEN.split())


def sentences(page: int, text: str) -> Iterator[Sentence]:
    """The sentences of a page, in order."""
    previous = ""
    for paragraph in _PARAGRAPH.finditer(text):
        ended = list(_split(paragraph[0]))
        aside = _aside(paragraph[0], first=paragraph.start() == 0)
        if previous == "teaser" and not aside and len(ended) == 1:
            aside = "teaser"  # the line below another article's title tells of that article
        previous = aside if previous != aside else ""
        for start, end in ended:
            at = paragraph.start()
            yield Sentence(page, at + start, at + end, paragraph[0][start:end], aside)


def of_pages(pages: Mapping[int, str]) -> Iterator[Sentence]:
    """The sentences of a document, page by page."""
    for page, text in sorted(pages.items()):
        yield from sentences(page, text)


def _split(paragraph: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in [*(found.end() for found in _END.finditer(paragraph)), len(paragraph)]:
        words = paragraph[start:end]
        if words.strip():
            yield start + len(words) - len(words.lstrip()), end
        start = end


def _aside(paragraph: str, *, first: bool) -> str:
    """What a paragraph is, where it is no text of the document itself."""
    words = paragraph.split()
    if first or "\n" in paragraph or len(words) > 24:
        return ""
    if paragraph.rstrip().endswith("?") and _title(words):
        return "heading"
    if re.search(r"[.!?:;,\d][\"'”’)]*\s*$", paragraph):
        return ""
    if _CAPTION.search(paragraph) or len(words) <= 3:
        return "caption"
    return "teaser" if len(words) >= 6 and _title(words) else ""


def _title(words: list[str]) -> bool:
    """Whether words are written as in a title: each with a capital, but for the small ones."""
    return all(word[:1].isupper() or not word[:1].isalpha() or word in _SMALL for word in words)
