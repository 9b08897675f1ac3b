"""MP3: frames one after another, with tags before and after them."""

from collections.abc import Iterator
from typing import BinaryIO

from kyles.formats import Detail, Part, Trouble
from kyles.formats.media.stream import Stream, duration
from kyles.model import State

MOST_FRAMES = 2_000_000
_RATES = (44_100, 48_000, 32_000)
_KBITS = {
    (3, 3): (32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    (3, 2): (32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (3, 1): (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (2, 3): (32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    (2, 2): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (2, 1): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_TELLING = (b"Xing", b"Info", b"VBRI")  # a first frame that tells of the others, without sound


def frame(head: bytes) -> tuple[int, float] | None:
    """How many bytes a frame has, and how many seconds; None for anything else."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    kbit, rate = head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or not layer or kbit in (0, 15) or rate == 3:
        return None
    hertz = _RATES[rate] >> (3 - version if version else 2)
    bits = _KBITS[3 if version == 3 else 2, layer][kbit - 1] * 1000
    samples = 384 if layer == 3 else 576 if layer == 1 and version != 3 else 1152
    padding = (head[2] >> 1 & 1) * (4 if layer == 3 else 1)
    return samples // 8 * bits // hertz + padding, samples / hertz


def sound(file: BinaryIO, size: int) -> Iterator[Part]:
    """How long all frames are together, and the hash over them."""
    at, seconds, count, stream = _after_tag(file.read(10)), 0.0, 0, Stream("sound")
    while at < size and count < MOST_FRAMES:
        file.seek(at)
        head = file.read(4)
        one = frame(head)
        if one is None:
            break
        data = head + file.read(one[0] - 4)
        if count or not any(mark in data[:64] for mark in _TELLING):
            stream.take(data)
        at, seconds, count = at + one[0], seconds + one[1], count + 1
    if count < 2:
        yield Trouble(State.FAILED, "it is damaged: no sound is found in it")
        return
    yield Detail("stream", "sound")
    yield duration(seconds)
    yield from stream.details()
    file.seek(min(at, size))
    if at > size or not _is_tail(file.read(4096)):
        yield Trouble(State.PARTIAL, f"it is damaged or cut after {seconds:.2f} s")


def _after_tag(head: bytes) -> int:
    """Where the sound begins: a tag may stand before it."""
    if not head.startswith(b"ID3") or len(head) < 10:
        return 0
    return 10 + sum((byte & 127) << 7 * place for place, byte in enumerate(reversed(head[6:10])))


def _is_tail(rest: bytes) -> bool:
    """Whether only a tag or filling follows the sound."""
    return not rest.strip(b"\0") or rest.startswith(
        (b"TAG", b"APETAGEX", b"LYRICS", b"ID3", b"3DI")
    )
