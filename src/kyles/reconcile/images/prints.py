"""Prints of the pages that are compared by their pictures, made once for each content.

A page is drawn and looked at in a process that may die; what it came to is kept by the digest of
its bytes, a print or a reason, so that work that was ended goes on where it was.
"""

import base64
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kyles import formats
from kyles.engine.once import once
from kyles.fingerprint import page
from kyles.fingerprint.page import Print, Straight
from kyles.progress import Progress
from kyles.store import Store, derived

DPI = 130  # of a page that is looked at
SECONDS = 120.0  # that looking at one page may take


@dataclass(frozen=True, slots=True, order=True)
class Picture:
    """A page of a file in the store, counted from 1."""

    sha256: str
    page: int

    @property
    def key(self) -> str:
        return f"print:{self.sha256}/{self.page}/{page.METHOD}"


@dataclass(frozen=True, slots=True)
class Seen:
    """A picture's hash, or why there is none; a blank page has no hash and no reason."""

    bits: NDArray[np.uint64] | None
    reason: str = ""


def drawn(where: tuple[str, int]) -> Straight:
    """A page laid straight; `where` is its file and its number."""
    path, number = where
    return page.straight(formats.draw(Path(path), number, dpi=DPI))


def look(where: tuple[str, int]) -> dict[str, str]:
    """The print of a page, as it is kept."""
    return packed(page.print_of(drawn(where)))


def see(
    store: Store, pictures: Sequence[Picture], *, progress: Progress | None = None
) -> dict[Picture, Seen]:
    """What is known of pictures by their hashes, looked at now where nothing is kept yet."""
    some = {one.key: one for one in sorted(set(pictures))}
    found, _ = once(
        store, "looking at pages", look, {key: where(store, one) for key, one in some.items()},
        read=_seen, instead=lambda reason: {"reason": reason}, seconds=lambda _: SECONDS,
        apart=True, progress=progress,
    )  # fmt: skip
    return {some[key]: seen for key, seen in found.items()}


def _seen(row: dict[str, Any]) -> Seen:
    if "bits" not in row:
        return Seen(None, row.get("reason", ""))
    return Seen(np.frombuffer(base64.b64decode(row["bits"]), np.uint64))


def where(store: Store, one: Picture) -> tuple[str, int]:
    return str(store.blobs.path(one.sha256)), one.page


def recalled(store: Store, pictures: Sequence[Picture]) -> list[dict[str, str]]:
    """The kept prints of pictures that were seen, in their order."""
    rows = derived.recall(store, [one.key for one in pictures])
    return [rows[one.key] for one in pictures if one.key in rows]


def packed(told: Print) -> dict[str, str]:
    """A print as JSON; of a blank page there is nothing to keep."""
    if told.blank:
        return {"blank": "yes"}
    tall, wide = told.small.shape
    return {
        "bits": _text(told.bits), "rows": _text(told.rows.astype(np.float16)),
        "columns": _text(told.columns.astype(np.float16)), "size": f"{tall} {wide}",
        "small": _text((told.small * 15).round().astype(np.uint8)),
    }  # fmt: skip


def unpacked(row: dict[str, str]) -> Print:
    """What `packed` kept."""
    tall, wide = map(int, row["size"].split())
    rows, columns = (_array(row[name], np.float16).astype(np.float32)
                     for name in ("rows", "columns"))  # fmt: skip
    small = _array(row["small"], np.uint8).reshape(tall, wide) / np.float32(15)
    return Print(np.frombuffer(base64.b64decode(row["bits"]), np.uint64), rows, columns,
                 small.astype(np.float32), blank=False)  # fmt: skip


def _text(array: NDArray[Any]) -> str:
    data = array.tobytes()
    return base64.b64encode(data if array.dtype == np.uint64 else zlib.compress(data, 1)).decode()


def _array(text: str, kind: Any) -> NDArray[Any]:
    return np.frombuffer(zlib.decompress(base64.b64decode(text)), kind)
