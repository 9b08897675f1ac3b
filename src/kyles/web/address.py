"""Addresses, put together and taken apart. The only place that does it: nothing is asked of any."""

from collections.abc import Mapping
from urllib.parse import quote, urlencode, urlsplit


def quoted(path: str) -> str:
    """A path as it stands in an address."""
    return quote(path)


def asking(path: str, words: Mapping[str, object]) -> str:
    """An address with words after `?`; None and "" leave a word out."""
    kept = {name: str(one) for name, one in words.items() if one not in (None, "")}
    return f"{path}?{urlencode(kept)}" if kept else path


def origin(told: str) -> tuple[str, str]:
    """Scheme and host of an address, as a browser's `Origin` has them."""
    parts = urlsplit(told)
    return parts.scheme, parts.netloc
