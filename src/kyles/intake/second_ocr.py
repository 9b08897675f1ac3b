"""`kyles ocr --second`: pages read once more, by another engine, for their numbers.

Two engines seldom make the same mistake in a number. RapidOCR is the extra `ocr`: it runs on this
machine alone, with the models that come in its package. What it reads becomes no reading of a page
and asserts nothing: numbers that one engine has and the other has not are told, for a person to
look at the picture. What it read is kept, so that the next run goes on.
"""

import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from typing import Any

import numpy as np

from kyles import formats
from kyles.engine.once import once
from kyles.errors import KylesError
from kyles.intake import tesseract
from kyles.intake.progress import Progress
from kyles.intake.tesseract import ScanPage
from kyles.model import Item, Kind, Layer
from kyles.store import Store, View, items, readings

ENGINE, PACKAGE = "rapidocr", "rapidocr-onnxruntime"
DPI = 150  # it makes a larger page smaller, and then loses a line that stands alone
SECONDS = 200.0  # that one page may take
LEAST = 3  # digits of a number that is worth a look
_NUMBER = re.compile(r"(?<![\w/.-])[A-Za-z0-9](?:[A-Za-z0-9]|[/.:-](?=[A-Za-z0-9]))*")


@dataclass(frozen=True, slots=True)
class Differing:
    """A page of which two engines read other numbers: those that only one of them has."""

    path: str
    page: int
    first: tuple[str, ...]
    second: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """How many pages both engines have read, where they differ, and where the second failed."""

    pages: int
    differing: tuple[Differing, ...]
    trouble: tuple[tuple[str, int, str], ...]  # path, page, reason


@cache
def version() -> str:
    """The second engine's version. Raises KylesError where it is not installed."""
    try:
        return installed(PACKAGE)
    except PackageNotFoundError:
        raise KylesError("A second OCR engine is not installed.",
                         hint="pip install kyles[ocr]") from None  # fmt: skip


def compare(store: Store, *, progress: Progress | None = None) -> Compared:
    """Read again what Tesseract read, and tell where numbers differ. Changes no reading."""
    version()
    pages = {_key(sha256, page): (item.path, page, first, ScanPage(store.blobs.path(sha256), page))
             for item, sha256, page, first in _read_before(store.view())}  # fmt: skip
    again, failed = once(
        store, "reading again", read, {key: scan for key, (*_, scan) in pages.items()},
        read=str, seconds=lambda _: SECONDS, apart=True, progress=progress,
    )  # fmt: skip
    differing = [
        Differing(path, page, *apart) for key, (path, page, first, _) in pages.items()
        if key in again and any(apart := differences(first, again[key]))
    ]  # fmt: skip
    trouble = [(*pages[key][:2], failed[key]) for key in pages if key in failed]
    return Compared(len(pages), tuple(differing), tuple(trouble))


def _read_before(view: View) -> Iterator[tuple[Item, str, int, str]]:
    """Every page that Tesseract found words on: once a content, whoever holds it."""
    documents = [item for item in items.every(view) if item.kind is Kind.DOCUMENT]
    contents = items.contents(view, documents)
    newest = readings.newest(view, contents)
    seen: set[str] = set()
    for item in documents:
        key, sha256 = newest.get(item.id), item.version.sha256
        if key is None or sha256 is None or key in seen or not view.store.blobs.has(sha256):
            continue
        seen.add(key)
        for page, some in sorted(readings.of(view, key).items()):
            for one in some:
                if one.layer is Layer.OCR and one.engine == tesseract.ENGINE:
                    yield item, sha256, page, one.text


def _key(sha256: str, page: int) -> str:
    return f"second:{sha256}/{page}/{ENGINE} {version()}"


def read(scan: ScanPage) -> str:
    """The lines of a page as the second engine reads them."""
    picture = formats.draw(scan.path, scan.page, dpi=DPI)
    found, _ = _engine()(np.asarray(picture))
    return "\n".join(line[1] for line in found or ())


@cache
def _engine() -> Any:
    """The engine, once a process: its models take a second to load."""
    return importlib.import_module("rapidocr_onnxruntime").RapidOCR(intra_op_num_threads=1)


def differences(first: str, second: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The numbers of each reading that the other has nowhere, whatever it has around them."""
    return _only(first, second), _only(second, first)


def _only(one: str, other: str) -> tuple[str, ...]:
    there = _squeezed(other)
    return tuple(dict.fromkeys(number for number in _numbers(one)
                               if _squeezed(number) not in there))  # fmt: skip


def _numbers(text: str) -> Iterator[str]:
    for found in _NUMBER.finditer(text):
        if sum(map(str.isdigit, found[0])) >= LEAST:
            yield found[0]


def _squeezed(text: str) -> str:
    """Without spaces and case: engines differ in where a word ends."""
    return re.sub(r"\s+", "", text).casefold()


def document(came: Compared) -> dict[str, object]:
    """What the comparison came to, as JSON."""
    return {
        "pages": came.pages,
        "differing": [{"path": one.path, "page": one.page, "first": list(one.first),
                       "second": list(one.second)} for one in came.differing],
        "unreadable": [{"path": path, "page": page, "reason": reason}
                       for path, page, reason in came.trouble],
    }  # fmt: skip
