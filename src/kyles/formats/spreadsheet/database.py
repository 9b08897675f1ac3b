"""Databases in a file (SQLite), as telephones and programs keep them: a table is a sheet.

Its first row is the names of its columns. What was deleted is not read, nor what was written last
where that may stand in a file beside it, which is told. Long values that are no text are files
inside.
Source: https://www.sqlite.org/fileformat.html
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from kyles import encoding
from kyles.formats import Child, Expected, Part, Trouble
from kyles.model import State

MARK = b"SQLite format 3\0"
MOST_FILES = 10_000
LEAST_FILE = 64  # bytes; a shorter value is shown as it is, in hexadecimal
_MODE, _IN_A_FILE_BESIDE = 18, 2  # where it says how it is written, and that it is beside it
_VIRTUAL = re.compile(r"\s*CREATE\s+VIRTUAL\b", re.IGNORECASE)
_BROKEN = (sqlite3.Error, OverflowError, UnicodeError)
#: Of a virtual table only its content holds words; the others are its own index.
_INDEX = ("config", "data", "docsize", "idx", "node", "parent", "rowid", "segdir", "segments",
          "stat")  # fmt: skip

Rows = Iterator[tuple[int, list[str]]]


class Damaged(Exception):
    """It cannot be told which tables there are."""


@dataclass(slots=True)
class Database:
    """The tables of a file, and after them what could not be put into cells."""

    path: Path
    files: list[Child] = field(default_factory=list)
    more: int = 0  # values that would be files, and are too many
    damage: dict[str, str] = field(default_factory=dict)  # by table

    def tables(self) -> Iterator[tuple[str, Rows]]:
        """Each table with its rows, counted from 1, in the order of their names.

        Raises Damaged where it cannot be told which tables there are.
        """
        place = f"{self.path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(place, uri=True)) as opened:
            opened.text_factory = _text
            for name in _names(opened):
                yield encoding.storable(name), self._rows(opened, name)

    def _rows(self, opened: sqlite3.Connection, table: str) -> Rows:
        quoted = table.replace('"', '""')
        try:
            found = opened.execute(f'SELECT * FROM "{quoted}"')  # noqa: S608 - it is quoted
            yield 1, [encoding.storable(column) for column, *_ in found.description]
            for number, row in enumerate(found, 2):
                yield number, [self._cell(table, number, value) for value in row]
        except _BROKEN as error:
            self.damage[table] = encoding.storable(str(error))

    def _cell(self, table: str, row: int, value: object) -> str:
        match value:
            case None:
                return ""
            case bytes() if len(value) < LEAST_FILE:
                return value.hex()
            case bytes():
                return self._file(table, row, value)
            case _:
                return encoding.storable(str(value))

    def _file(self, table: str, row: int, value: bytes) -> str:
        name = f"{table}-{row}-{len(self.files) + 1}.bin"
        if len(self.files) == MOST_FILES:
            self.more += 1
            return f"{len(value)} bytes"
        self.files.append(Child(name, "embedded", value))
        return name

    def beside(self) -> Iterator[Part]:
        """The files inside, and what is missing, once all tables are read."""
        if self.files or self.more:
            yield Expected("children", len(self.files) + self.more)
        yield from self.files
        if self.more:
            yield Trouble(State.PARTIAL, f"{self.more} more values are files, and were not taken")
        for table, reason in self.damage.items():
            yield Trouble(State.PARTIAL, f"the table '{table}' is damaged: {reason}")
        if _is_written_beside(self.path):
            yield Trouble(State.PARTIAL, "what was written last may stand in a file beside it"
                                         " (-wal), which is not read with it")  # fmt: skip


def _text(value: bytes) -> str:
    return value.decode("utf-8", "replace")


def _names(opened: sqlite3.Connection) -> list[str]:
    """Tables that hold rows of their own."""
    try:
        opened.execute("PRAGMA trusted_schema = OFF")
        listed = opened.execute("SELECT name, coalesce(sql, '') FROM sqlite_schema"
                                " WHERE type = 'table' ORDER BY name").fetchall()  # fmt: skip
    except _BROKEN as error:
        raise Damaged(encoding.storable(str(error))) from error
    virtual = [name for name, sql in listed if _VIRTUAL.match(sql)]
    index = {f"{name}_{one}" for name in virtual for one in _INDEX}
    return [name for name, _ in listed
            if name not in (*virtual, *index) and not name.startswith("sqlite_")]  # fmt: skip


def _is_written_beside(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(_MODE + 1)[_MODE] == _IN_A_FILE_BESIDE
