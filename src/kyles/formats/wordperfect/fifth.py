"""The text of WordPerfect 5.0 and 5.1.

Bytes from 32 to 126 are characters, 192 on functions of a known length, 208 on of one that is told.
"""

import struct

from kyles.formats.wordperfect.characters import character
from kyles.formats.wordperfect.said import Said

_ONE_BYTE = {10: "\n", 11: " ", 13: " ", 140: "\n", 153: "\n", 160: "\xa0", 169: "-", 170: "-",
             171: "-", **dict.fromkeys(range(144, 150), " ")}  # fmt: skip
_PAGE_ENDS = 12
_KNOWN = dict(zip(range(192, 208), (4, 9, 11, 3, 3, 5, 6, 7, 4, 5, 6, 6, 8, 10, 10, 12),
                  strict=True))  # fmt: skip
_CHARACTER, _TAB, _INDENT = 192, 193, 194
_TOLD, _TEXTS = 208, {213: "a header or footer", 214: "a footnote or endnote"}


def read(data: bytes, start: int, said: Said) -> None:
    """The text from a place on to the end of the bytes."""
    at = start
    while at < len(data):
        at += _one(data, at, said)


def _one(data: bytes, at: int, said: Said) -> int:
    """One character or function. Returns how many bytes it has."""
    code = data[at]
    if code >= _TOLD:
        return _told(data, at, said)
    if code in _KNOWN:
        return _known(data, at, said)
    if 32 <= code < 127:
        said.add(chr(code))
    elif code == _PAGE_ENDS:
        said.turn()
    elif code in _ONE_BYTE:
        said.add(_ONE_BYTE[code])
    return 1


def _known(data: bytes, at: int, said: Said) -> int:
    code = data[at]
    if code == _CHARACTER and at + 3 <= len(data):
        said.add(character(data[at + 1], data[at + 2]))
    elif code in (_TAB, _INDENT):
        said.add("\t")
    return _KNOWN[code]


def _told(data: bytes, at: int, said: Said) -> int:
    """A function that says how long what follows its first four bytes is."""
    if data[at] in _TEXTS:
        said.troubles[f"{_TEXTS[data[at]]} in it is not read"] = None
    if at + 4 > len(data):
        said.troubles["it is damaged: its text ends within a function"] = None
        return 4
    return 4 + int(struct.unpack_from("<H", data, at + 2)[0])
