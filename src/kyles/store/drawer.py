"""The drawer of one defendant's defense: what that side writes and looks at, under its own key.

It is a file of its own beside the matter's, and nothing of it is in the ledger. Texts are sealed
under a data key that is kept only wrapped: once for each person of that side, under a key made of
the person's password, and once for each code that lets one more person in. So whoever has the
file, or can give people new passwords, can still not read it. Decision 21 in docs/decisions says
what this is no help against.
"""

import base64
import hashlib
import json
import secrets
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kyles.errors import MatterUnreadable, NotFound
from kyles.store import apart, database, sealed
from kyles.store.sealed import Secret

FOLDER = ".defense"  # of a matter, beside what is the office's
STEP = 256  # bytes; texts are filled up to a multiple, so that their length tells little
CODE = 20  # bytes of a code that lets somebody in
FIRST = 1 << 62  # before every entry, newest first
SCHEMA = """
    CREATE TABLE opener (
        name TEXT PRIMARY KEY, salt BLOB NOT NULL, profile TEXT NOT NULL, wrapped BLOB NOT NULL
    ) STRICT;
    CREATE TABLE code (id INTEGER PRIMARY KEY, wrapped BLOB NOT NULL) STRICT;
    CREATE TABLE entry (
        id INTEGER PRIMARY KEY, kind BLOB NOT NULL, about BLOB NOT NULL, sealed BLOB NOT NULL
    ) STRICT;
    CREATE INDEX entry_by_kind ON entry (kind, id);
    CREATE INDEX entry_by_what ON entry (about, id);
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that was put in: its number, and its words."""

    id: int
    told: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Drawer:
    """A drawer, locked: it tells who can open it, and nothing else."""

    connection: sqlite3.Connection

    def openers(self) -> list[str]:
        """Who can open it, by name."""
        return [name for (name,) in self._rows("SELECT name FROM opener ORDER BY name")]

    def codes(self) -> int:
        """How many codes would let somebody in."""
        ((number,),) = self._rows("SELECT count(*) FROM code")
        return int(number)

    def opened(self, name: str, secret: Secret) -> "Opened | None":
        """The drawer open for somebody; the first who comes gets the key that is made then."""
        if not self.openers():
            with database.transaction(self.connection):
                if not self.openers():
                    self._give(name, secret, sealed.new_key())
        key = self._key(name, secret)
        return Opened(self, key) if key else None

    def how(self, name: str) -> Secret | None:
        """How somebody's key was made, without the key."""
        rows = self._rows("SELECT salt, profile FROM opener WHERE name = ?", name)
        return next((Secret(b"", salt, profile) for salt, profile in rows), None)

    def opened_by(self, code: str) -> "Opened | None":
        """The drawer open by a code, which opens nothing any more."""
        with database.transaction(self.connection):
            for number, wrapped in self._rows("SELECT id, wrapped FROM code"):
                key = sealed.unsealed(_code_key(code), wrapped, about=b"code")
                if key:
                    self.connection.execute("DELETE FROM code WHERE id = ?", (number,))
                    return Opened(self, key)
        return None

    def _key(self, name: str, secret: Secret) -> bytes | None:
        rows = self._rows("SELECT wrapped FROM opener WHERE name = ?", name)
        return next(
            (sealed.unsealed(secret.key, one, about=name.encode()) for (one,) in rows), None
        )

    def _give(self, name: str, secret: Secret, key: bytes) -> None:
        self.connection.execute(
            "INSERT OR REPLACE INTO opener VALUES (?, ?, ?, ?)",
            (name, secret.salt, secret.profile,
             sealed.seal(secret.key, key, about=name.encode())),
        )  # fmt: skip

    def _rows(self, sql: str, *parameters: object) -> list[Any]:
        with database.understood():
            return list(self.connection.execute(sql, parameters))


class Opened:
    """A drawer that is open: for somebody of that side, during one request."""

    def __init__(self, drawer: Drawer, key: bytes) -> None:
        self.drawer = drawer
        self.connection = drawer.connection
        self._key = key
        self._texts, self._tags = sealed.key_for(key, "texts"), sealed.key_for(key, "tags")

    def put(self, kind: str, told: Mapping[str, Any], *, about: str = "") -> None:
        """Put something in, under what it is and what it is about."""
        with database.transaction(self.connection):
            self._put(kind, told, about)

    def replace(self, kind: str, told: Mapping[str, Any], *, about: str) -> None:
        """Put something in, in the place of what was there."""
        with database.transaction(self.connection):
            self.connection.execute("DELETE FROM entry WHERE about = ?", (self._what(kind, about),))
            self._put(kind, told, about)

    def remove(self, number: int, *, kinds: tuple[str, ...]) -> None:
        """Take out what is of one of these kinds; its bytes are overwritten. Raises NotFound."""
        sql = "DELETE FROM entry WHERE id = ? AND kind = ?"
        with database.transaction(self.connection):
            done = self.connection.executemany(sql, [(number, self._kind(one)) for one in kinds])
            if not done.rowcount:
                raise NotFound("There is no such entry.")

    def listed(
        self, kind: str, *, about: str = "", before: int = FIRST, limit: int = -1
    ) -> list[Entry]:
        """What is in it of a kind, the newest first; about one thing only where that is given."""
        column, value = ("about", self._what(kind, about)) if about else ("kind", self._kind(kind))
        with database.understood():
            rows = self.connection.execute(
                f"SELECT id, kind, about, sealed FROM entry WHERE {column} = ? AND id < ?"
                " ORDER BY id DESC LIMIT ?", (value, before, limit),
            ).fetchall()  # fmt: skip
        return [self._entry(*row) for row in rows]

    def let_in(self, name: str, secret: Secret) -> None:
        """Let somebody open the drawer from now on."""
        with database.transaction(self.connection):
            self.drawer._give(name, secret, self._key)  # noqa: SLF001 - the drawer's own other half

    def shut_out(self, name: str) -> None:
        """Let somebody open the drawer no more."""
        with database.transaction(self.connection):
            self.connection.execute("DELETE FROM opener WHERE name = ?", (name,))

    def accept(self, code: str) -> None:
        """Let a code open the drawer, once."""
        wrapped = sealed.seal(_code_key(code), self._key, about=b"code")
        with database.transaction(self.connection):
            self.connection.execute("INSERT INTO code (wrapped) VALUES (?)", (wrapped,))

    def withdraw_codes(self) -> None:
        """Let no code open the drawer that is not used yet."""
        with database.transaction(self.connection):
            self.connection.execute("DELETE FROM code")

    def _put(self, kind: str, told: Mapping[str, Any], about: str) -> None:
        places = (self._kind(kind), self._what(kind, about))
        text = sealed.seal(self._texts, _filled(told), about=b"".join(places))
        self.connection.execute(
            "INSERT INTO entry (kind, about, sealed) VALUES (?, ?, ?)", (*places, text)
        )

    def _entry(self, number: int, kind: bytes, about: bytes, text: bytes) -> Entry:
        plain = sealed.unsealed(self._texts, text, about=kind + about)
        if plain is None:
            raise MatterUnreadable("The defense's own store was changed from outside.",
                                   hint="Restore it from a backup.")  # fmt: skip
        return Entry(number, json.loads(plain))

    def _kind(self, kind: str) -> bytes:
        return sealed.tag(self._tags, kind)

    def _what(self, kind: str, about: str) -> bytes:
        return sealed.tag(self._tags, json.dumps([kind, about]))


@contextmanager
def drawer(folder: Path, defendant: str) -> Iterator[Drawer]:
    """The drawer of a defendant's defense beside a matter, made where there is none."""
    with apart.opened(place(folder, defendant), SCHEMA) as connection:
        yield Drawer(connection)


def place(folder: Path, defendant: str) -> Path:
    """Where the drawer of a defendant's defense is."""
    return folder / FOLDER / f"{hashlib.sha256(defendant.encode()).hexdigest()[:16]}.db"


def new_code() -> str:
    """A code that lets one person in, in groups that can be read out."""
    told = base64.b32encode(secrets.token_bytes(CODE)).decode()
    return "-".join(told[at : at + 4] for at in range(0, len(told), 4))


def is_code(told: str) -> bool:
    """Whether it is as long as a code that was made here."""
    return len(_plain(told)) == CODE * 8 // 5


def _filled(told: Mapping[str, Any]) -> bytes:
    text = json.dumps(told, separators=(",", ":")).encode()
    return text.ljust(-(-len(text) // STEP) * STEP)


def _code_key(code: str) -> bytes:
    """The key of a code, however it was typed."""
    return sealed.key_for(_plain(code).encode(), "code")


def _plain(code: str) -> str:
    return "".join(sign for sign in code.upper() if sign.isalnum())
