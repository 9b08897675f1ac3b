"""Compound files written sector by sector, to hold what Outlook and older Office write."""

import struct

from kyles.compound import MARK

Tree = dict[str, "bytes | Tree"]
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def written(tree: Tree) -> bytes:
    """A file of those streams and folders; every stream in sectors of its own."""
    entries: list[list] = [["Root Entry", 5, _FREE, _FREE, _FREE, _END, 0]]
    sectors: list[bytes] = []
    following: list[int] = []
    _add(tree, 0, entries, (sectors, following))
    listed = b"".join(map(_entry, entries))
    directory = _store(listed.ljust(-(-len(listed) // 512) * 512, b"\0"), sectors, following)
    count = -(-(len(sectors) + 8) // 128)
    tables = range(len(sectors), len(sectors) + count)
    following += [_TABLE] * count
    following += [_FREE] * (128 * count - len(following))
    sectors.append(struct.pack(f"<{len(following)}I", *following))
    header = MARK + bytes(16) + struct.pack("<5H6x", 62, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, count, directory, 0, 0, _END, 0, _END, 0)
    places = [*tables] + [_FREE] * (109 - count)
    return header + struct.pack("<109I", *places) + b"".join(sectors)


def _add(tree: Tree, parent: int, entries: list[list], to: tuple[list[bytes], list[int]]) -> None:
    before = None
    for name, content in tree.items():
        at = len(entries)
        if before is None:
            entries[parent][4] = at
        else:
            entries[before][3] = at
        before = at
        if isinstance(content, bytes):
            start = _store(content, *to) if content else _END
            entries.append([name, 2, _FREE, _FREE, _FREE, start, len(content)])
        else:
            entries.append([name, 1, _FREE, _FREE, _FREE, 0, 0])
            _add(content, at, entries, to)


def _store(content: bytes, sectors: list[bytes], following: list[int]) -> int:
    first = len(following)
    parts = [content[at : at + 512].ljust(512, b"\0") for at in range(0, len(content), 512)]
    sectors += parts
    following += [*range(first + 1, first + len(parts)), _END]
    return first


def _entry(one: list) -> bytes:
    name, kind, left, right, child, start, size = one
    raw = (name + "\0").encode("utf-16-le")
    return (raw.ljust(64, b"\0") + struct.pack("<HBB3I", len(raw), kind, 1, left, right, child)
            + bytes(36) + struct.pack("<IQ", start, size))  # fmt: skip
