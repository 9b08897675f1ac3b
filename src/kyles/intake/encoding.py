"""Bytes of load files and lists to text: their encoding is never declared, so it is sniffed."""

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_THORN_UTF8, _THORN = b"\xc3\xbe", b"\xfe"
_SAMPLE = 4096


def decode(data: bytes) -> tuple[str, str]:
    """The text, without a byte order mark, and the name of the encoding. Never fails."""
    encoding = sniff(data)
    text = data.decode(encoding, errors="replace")
    return text.removeprefix("\ufeff"), encoding


def sniff(data: bytes) -> str:
    """`utf-8-sig`, `utf-8`, `utf-16-le`, `utf-16-be` or `cp1252`."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    return marked or _wide(data[:_SAMPLE]) or _narrow(data)


def _wide(sample: bytes) -> str | None:
    """Every second byte of Latin text in UTF-16 is 0."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if 3 * max(even, odd) < len(sample) or even == odd:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _narrow(data: bytes) -> str:
    """UTF-8 where it is; else, where some bytes are damaged, what most of the qualifiers are."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "utf-8" if data.count(_THORN_UTF8) > data.count(_THORN) else "cp1252"
    return "utf-8"
