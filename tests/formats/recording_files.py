"""Small recordings of the same two streams in several containers, written byte by byte."""

import struct

FILM = [bytes([at]) * (40 + at) for at in range(9)]
SOUND = [bytes([100 + at]) * 30 for at in range(9)]


def box(kind: bytes, *content: bytes) -> bytes:
    inside = b"".join(content)
    return struct.pack(">I4s", 8 + len(inside), kind) + inside


def _track(number: int, kind: bytes, *tables: bytes) -> bytes:
    head = box(b"tkhd", struct.pack(">12xI8x", number))
    handler = box(b"hdlr", bytes(8) + kind + bytes(13))
    return box(b"trak", head, box(b"mdia", handler, box(b"minf", box(b"stbl", *tables))))


def _movie(seconds: int) -> bytes:
    return box(b"mvhd", struct.pack(">4x8xII", 600, 600 * seconds).ljust(100, b"\0"))


def mp4() -> bytes:
    """Three samples to a chunk, chunks of the two tracks in turn."""
    head, mdat, places = box(b"ftyp", b"isom", bytes(4)), b"", ([], [])
    for at in range(0, 9, 3):
        for track, samples in enumerate((FILM, SOUND)):
            places[track].append(len(head) + 8 + len(mdat))
            mdat += b"".join(samples[at : at + 3])
    tracks = [
        _track(
            number, kind,
            box(b"stsz", struct.pack(f">4xII{len(sizes)}I", each, 9, *sizes)),
            box(b"stsc", struct.pack(">4xI3I", 1, 1, 3, 1)),
            box(b"stco", struct.pack(">4xI3I", 3, *places[number])),
        )
        for number, (kind, each, sizes) in enumerate(
            ((b"vide", 0, list(map(len, FILM))), (b"soun", 30, []))
        )
    ]  # fmt: skip
    return head + box(b"mdat", mdat) + box(b"moov", _movie(7), *tracks)


def fragmented() -> bytes:
    """The same in three fragments, the sizes of sound told once for all."""
    trex = box(b"trex", struct.pack(">4xI8xI4x", 2, 30))
    moov = box(b"moov", _movie(7), _track(1, b"vide"), _track(2, b"soun"), box(b"mvex", trex))
    data = box(b"ftyp", b"isom", bytes(4)) + moov
    for at in range(0, 9, 3):
        film, sound = FILM[at : at + 3], SOUND[at : at + 3]

        def moof(offset: int, film=film) -> bytes:
            sizes = struct.pack(">3I", *map(len, film))
            return box(
                b"moof",
                box(b"traf", box(b"tfhd", struct.pack(">II", 0x20000, 1)),
                    box(b"trun", struct.pack(">IIi", 0x201, 3, offset), sizes)),
                box(b"traf", box(b"tfhd", struct.pack(">II", 0x20000, 2)),
                    box(b"trun", struct.pack(">II", 0, 3))),
            )  # fmt: skip

        data += moof(len(moof(0)) + 8) + box(b"mdat", *film, *sound)
    return data


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack("<4sI", kind, len(data)) + data + bytes(len(data) % 2)


def avi() -> bytes:
    head = chunk(b"avih", struct.pack("<I12xI", 1_000_000, 7))
    streams = b"".join(
        chunk(b"LIST", b"strl" + chunk(b"strh", kind)) for kind in (b"vids", b"auds")
    )
    pieces = b"".join(chunk(b"00dc", film) + chunk(b"01wb", sound)
                      for film, sound in zip(FILM, SOUND, strict=True))  # fmt: skip
    inside = chunk(b"LIST", b"hdrl" + head + streams) + chunk(b"LIST", b"movi" + pieces)
    return chunk(b"RIFF", b"AVI " + inside)


def element(kind: int, data: bytes) -> bytes:
    name = kind.to_bytes((kind.bit_length() + 7) // 8)
    return name + (0x0800000000 | len(data)).to_bytes(5) + data


def matroska(*, laced: bool = False) -> bytes:
    """A block for each frame; of sound, three frames of one size in a block, if it is laced."""
    info = element(0x1549A966, element(0x4489, struct.pack(">d", 7000.0)))
    tracks = b"".join(element(0xAE, element(0xD7, bytes([number])) + element(0x83, bytes([kind])))
                      for number, kind in ((1, 1), (2, 2)))  # fmt: skip
    blocks = b"".join(element(0xA3, b"\x81\0\0\x80" + film) for film in FILM)
    if laced:
        blocks += b"".join(
            element(0xA0, element(0xA1, b"\x82\0\0\x04\x02" + b"".join(SOUND[at : at + 3])))
            for at in range(0, 9, 3)
        )
    else:
        blocks += b"".join(element(0xA3, b"\x82\0\0\x80" + sound) for sound in SOUND)
    inside = info + element(0x1654AE6B, tracks) + element(0x1F43B675, blocks)
    return element(0x1A45DFA3, b"") + element(0x18538067, inside)
