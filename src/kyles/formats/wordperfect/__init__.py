"""WordPerfect files (WPD, WP) of versions 5 and 6 on: text, notes, headers, what was deleted.

Text is bytes, and functions between them that say how long they are. Of version 6 on, notes,
headers, comments and boxes are texts of their own beside the body; of version 5 they are told, and
not read.
Source: the layout of its files as libwpd and its readers know it.
"""

import struct
from collections.abc import Iterator
from pathlib import Path

from kyles import encoding
from kyles.formats import Page, Part, Trouble
from kyles.formats.wordperfect import fifth, sixth
from kyles.formats.wordperfect.characters import UNKNOWN
from kyles.formats.wordperfect.said import Said
from kyles.model import Layer, Reading, State

NAME = "WordPerfect"
MEDIA_TYPE = "application/vnd.wordperfect"

_MARK = b"\xffWPC"
_HEADING = struct.Struct("<4xIBBBBH")
_WORDPERFECT, _DOCUMENT, _OF_MACINTOSH = 1, 10, 44
_ENGINE = "kyles-wordperfect"
_SUFFIXES = (".wpd", ".wp", ".wp5", ".wp6")


def claims(head: bytes, name: str) -> int:
    """3 for the mark of its document; other files of the same house have that mark, too."""
    if head.startswith(_MARK):
        return 3 if _is_document(head) else 0
    return int(name.lower().endswith(_SUFFIXES))


def _is_document(head: bytes) -> bool:
    if len(head) < _HEADING.size:
        return False
    _, product, kind, *_ = _HEADING.unpack_from(head)
    return product == _WORDPERFECT and kind in (_DOCUMENT, _OF_MACINTOSH)


def read(path: Path) -> Iterator[Part]:
    """Pages as they are parted by hand; what stands in no page comes with the first."""
    data = path.read_bytes()
    if not data:
        yield Trouble(State.EMPTY, "a file of no bytes")
    elif not data.startswith(_MARK) or not _is_document(data):
        yield Trouble(State.FAILED, "it is damaged, or no WordPerfect document of a known version")
    else:
        yield from _document(data)


def _document(data: bytes) -> Iterator[Part]:
    start, _, _, major, _, locked = _HEADING.unpack_from(data)
    if locked:
        yield Trouble(State.LOCKED, "it needs a password")
        return
    said = Said()
    if major:
        sixth.read(data, start, said)
        beside = list(sixth.beside(data, said))
    else:
        fifth.read(data, start, said)
        beside = []
    yield from _pages(said, beside)
    for reason in said.troubles:
        yield Trouble(State.PARTIAL, reason)


def _pages(said: Said, beside: list[str]) -> Iterator[Part]:
    texts = [{layer: encoding.storable(text).strip("\n") for layer, text in page.items()}
             for page in said.pages()]  # fmt: skip
    if beside:
        texts[0][Layer.NOTE] = encoding.storable("\n".join(beside))
    if not any(text.strip() for page in texts for text in page.values()):
        yield Trouble(State.EMPTY, "a document without text")
        return
    for page in texts:
        yield Page(tuple(Reading(layer, text, _ENGINE) for layer, text in page.items()
                         if text.strip()))  # fmt: skip
    if any(UNKNOWN in text for page in texts for text in page.values()):
        yield Trouble(State.PARTIAL, "some of its characters are not known")
