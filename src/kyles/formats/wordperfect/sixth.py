"""The text of WordPerfect 6 and all that came after it.

Bytes up to 127 are characters, from there on functions: of one byte, then of a length that is told
(208 to 239), then of a known length.
"""

import struct
from collections.abc import Iterator

from kyles.formats.wordperfect.characters import BELOW, character
from kyles.formats.wordperfect.said import Said

_INDEX_AT, _ENTRY = 14, struct.Struct("<BBHHII")
_A_TEXT = 8  # a packet that holds text: a note, a header, a comment, a box
_ONE_BYTE = {128: " ", 129: "\xa0", 132: "-", 135: "\n", 137: "\n", 198: "\t"}
_LINE_ENDS, _PAGE_ENDS = range(180, 208), 199
_TOLD, _LINE_END, _BOX, _TAB = range(208, 240), 208, 213, 224
_SPACES, _CELL_ENDS = (1, 2, 3, 20, 21, 22), 10
_CHARACTER, _UNDONE = 240, 241
_KNOWN = dict(zip(range(240, 255), (4, 5, 3, 3, 3, 3, 4, 4, 4, 5, 5, 6, 6, 8, 8), strict=True))
_CUT = "it is damaged: its text ends within a function"


def read(data: bytes, start: int, said: Said) -> None:
    """The text from a place on to the end of the bytes."""
    at = start
    while at < len(data):
        at += _one(data, at, said)


def _one(data: bytes, at: int, said: Said) -> int:
    """One character or function. Returns how many bytes it has."""
    code = data[at]
    if code in _TOLD:
        return _told(data, at, said)
    if code in _KNOWN:
        return _known(data, at, said)
    if 0 < code < 128:
        said.add(BELOW[code] if code < len(BELOW) else chr(code))
    elif code == _PAGE_ENDS:
        said.turn()
    elif code in _ONE_BYTE:
        said.add(_ONE_BYTE[code])
    elif code in _LINE_ENDS:
        said.add("\n")
    return 1


def _told(data: bytes, at: int, said: Said) -> int:
    """A function that says how long it is."""
    if at + 4 > len(data):
        said.troubles[_CUT] = None
        return 4
    code, group, size = struct.unpack_from("<BBH", data, at)
    if code == _LINE_END:
        said.add(" " if group in _SPACES else "\t" if group == _CELL_ENDS else "\n")
    elif code in (_BOX, _TAB):
        said.add(" " if code == _BOX else "\t")
    if at + size > len(data):
        said.troubles[_CUT] = None
    return max(4, int(size))


def _known(data: bytes, at: int, said: Said) -> int:
    size = _KNOWN[data[at]]
    if at + size > len(data):
        said.troubles[_CUT] = None
    elif data[at] == _CHARACTER:
        said.add(character(data[at + 1], data[at + 2]))
    elif data[at] == _UNDONE and data[at + 1] in (0, 1):
        said.deleted = data[at + 1] == 0
    return size


def beside(data: bytes, said: Said) -> Iterator[str]:
    """The texts of notes, headers, comments and boxes, in the order of the file's index."""
    for kind, size, start in _packets(data):
        if kind != _A_TEXT:
            continue
        own = Said(troubles=said.troubles)
        for block in _blocks(data[start : start + size], said):
            read(block, 0, own)
        for page in own.pages():
            yield from filter(None, (text.strip() for text in page.values()))


def _packets(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind, size and place of what stands before the text."""
    index = int.from_bytes(data[_INDEX_AT : _INDEX_AT + 2], "little")
    count = int.from_bytes(data[index + 2 : index + 4], "little") if index else 0
    for number in range(1, count):
        at = index + number * _ENTRY.size
        if at + _ENTRY.size > len(data):
            return
        _, kind, _, _, size, start = _ENTRY.unpack_from(data, at)
        yield kind, size, start


def _blocks(packet: bytes, said: Said) -> Iterator[bytes]:
    """The pieces of a text: how many, how long each is, then one after another."""
    count = int.from_bytes(packet[:2], "little")
    at = 6 + 4 * count
    if at > len(packet):
        said.troubles["it is damaged: a note or header in it cannot be read"] = None
        return
    for size in struct.unpack_from(f"<{count}I", packet, 6):
        yield packet[at : at + size]
        at += size
