"""What is sent in the browser, on its way: a batch on the matter's own disk.

A file comes in under `parts`, and takes its own name when it is whole. So whatever ends the server
leaves whole files, and parts whose length says how far they came: the next server goes on with
either. What is kept of a batch that was added is in the matter; the batch is deleted then.
"""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from kyles import clock
from kyles.errors import NotFound
from kyles.intake.add import Addition
from kyles.store import Store, sources

FOLDER = ".uploads"  # of a matter, beside what is its own: that is never evidence
TOLD, PARTS = "batch.json", "parts"
CHUNK = 1 << 20
_KEY = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Coming:
    """A file that comes in: its path in the batch, and how long it will be."""

    batch: "Batch"
    key: str
    path: str
    length: int
    is_whole: bool = False

    @property
    def part(self) -> Path:
        """Where its bytes are until it is whole."""
        return self.batch.place / PARTS / self.key

    @property
    def offset(self) -> int:
        """How many of its bytes are here."""
        if self.is_whole:
            return self.length
        return self.part.stat().st_size if self.part.is_file() else 0

    def end(self) -> None:
        """Give it its own name: all of it is here, and on the disk."""
        with self.part.open("ab") as out:
            os.fsync(out.fileno())
        path = self.batch.folder / self.path
        while path.exists():
            path = path.with_name(f"{path.stem} again{path.suffix}")
        path.parent.mkdir(parents=True, exist_ok=True)
        self.part.replace(path)
        self.note(is_whole=True)

    def note(self, *, is_whole: bool = False) -> None:
        """Remember what it is."""
        told = {"path": self.path, "length": self.length, "is_whole": is_whole}
        _write(self.part.with_suffix(".json"), told)


@dataclass(frozen=True, slots=True)
class Batch:
    """Files that were sent together, whose they are, and who sent them when."""

    place: Path
    name: str
    addition: Addition
    by: str
    at: str

    @property
    def key(self) -> str:
        return self.place.name

    @property
    def folder(self) -> Path:
        """The whole files, as they are added."""
        return self.place / self.name

    def coming(self) -> Iterator[Coming]:
        """Every file that was announced."""
        for told in sorted((self.place / PARTS).glob("*.json")):
            yield Coming(self, told.stem, **json.loads(told.read_bytes()))

    def file(self, key: str) -> Coming:
        """An announced file. Raises NotFound."""
        told = self.place / PARTS / f"{key}.json"
        if not _KEY.fullmatch(key) or not told.is_file():
            raise NotFound("No such file is on its way.")
        return Coming(self, key, **json.loads(told.read_bytes()))

    def expect(self, path: str, length: int) -> Coming:
        """A file that is announced; the same one where it was announced before."""
        named = _path(path) or "file"
        key = _hashed(f"{length} {named}")
        if (self.place / PARTS / f"{key}.json").is_file():
            return self.file(key)
        one = Coming(self, key, named, length)
        one.part.parent.mkdir(parents=True, exist_ok=True)
        one.note()
        if not length:
            one.end()
        return self.file(key)

    def take(self, number: int, path: str, stream: BinaryIO) -> None:
        """A file that comes at once, the so-manieth of a form."""
        named = _path(path) or f"file {number}"
        part = self.place / PARTS / _hashed(f"{number} {named}")
        part.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as out:
            shutil.copyfileobj(stream, out, CHUNK)
        Coming(self, part.name, named, part.stat().st_size).end()

    def discard(self) -> None:
        """Delete it, with all that came."""
        shutil.rmtree(self.place, ignore_errors=True)


def begun(store: Store, addition: Addition, *, name: str) -> Batch:
    """A new batch, under a name that no source has: that of the folder, and when."""
    at = clock.stamp()
    when = at.replace("T", " ").replace(":", ".").removesuffix("Z")
    known = {one.source.name for one in sources.addings(store.view())}
    for number in count(1):
        named = f"{_step(name) or 'files'} ({when}{f', {number}' if number > 1 else ''})"
        place = store.folder / FOLDER / _hashed(named)
        if named not in known and not place.exists():
            break
    place.mkdir(parents=True)
    whose = {"holder": addition.holder, "defendants": addition.defendants, "on": addition.on}
    _write(place / TOLD, {"name": named, "by": store.who, "at": at, "addition": whose})
    return of(store.folder, place.name)


def of(folder: Path, key: str) -> Batch:
    """A batch of a matter. Raises NotFound."""
    place = folder / FOLDER / key
    if not _KEY.fullmatch(key) or not (place / TOLD).is_file():
        raise NotFound("There is no such batch.")
    told = json.loads((place / TOLD).read_bytes())
    whose = told["addition"]
    addition = Addition(whose["holder"], tuple(whose["defendants"]), whose["on"])
    return Batch(place, told["name"], addition, told["by"], told["at"])


def every(folder: Path) -> list[Batch]:
    """The batches of a matter, the oldest first."""
    places = (one.parent.name for one in (folder / FOLDER).glob(f"*/{TOLD}"))
    return sorted((of(folder, key) for key in places), key=lambda one: (one.at, one.key))


def _hashed(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _path(told: str) -> str:
    """A path inside the batch, as a browser told it; "" where nothing is left of it."""
    return "/".join(step for part in PurePosixPath(told).parts if (step := _step(part)))


def _step(name: str) -> str:
    """A part of a path that leads nowhere else."""
    told = "".join(sign for sign in name if sign.isprintable() and sign not in '/\\:*?"<>|').strip()
    return "" if told in ("", ".", "..") else told[:120]


def _write(path: Path, told: dict[str, Any]) -> None:
    """Whole or not at all."""
    passing = path.with_name(f"{path.name}.new")
    passing.write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    passing.replace(path)
