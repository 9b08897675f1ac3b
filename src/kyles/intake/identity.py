"""What makes an item the same item: who has it, in which added folder, at which path.

Never its content (that makes a copy) and never a case number. Ids are short, and the same wherever
and whenever the same things are added.
"""

import base64
import hashlib
from collections.abc import Sequence

from kyles.ledger import merkle
from kyles.mentions import normal
from kyles.model import Side


def _short(*parts: object) -> str:
    """Sixty bits of a hash, as twelve letters and digits."""
    digest = hashlib.sha256(merkle.canonical(list(parts))).digest()
    return base64.b32encode(digest)[:12].decode().lower()


def volume_id(name: str, defendants: Sequence[str]) -> str:
    """A volume: its name and whom it was given to."""
    return _short("volume", name, sorted(defendants))


def source_id(side: Side, owner: str, name: str) -> str:
    """An added folder: its own name, and the holder or volume that it is of."""
    return _short("source", side.value, owner, name)


def item_id(source: str, path: str) -> str:
    """A file, or a file inside a file, at its path below the added folder."""
    return _short("item", source, path)


def thing_id(holder: str, number: str) -> str:
    """A thing by its holder's own number, however it is written: in any list, in any folder."""
    return _short("thing", holder, normal(number))
