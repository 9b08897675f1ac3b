"""What the other side may be shown: made with that side's own viewer, and with nothing else.

It names what was given to one defendant and the log entries whose existence is revealed. It has no
ledger size, no root, no item ids and no counts: nothing that changes with what is not shown.
"""

from typing import Any

from kyles.errors import Refused
from kyles.model import Disclosure, Item, Role, Side, Unit, Volume, Withholding
from kyles.store import View, items, matters, productions
from kyles.store.access import Role as Reader

ASIDE = (Role.LOAD_FILE, Role.TEXT, Role.IMAGE)  # parts of documents that are named themselves


def served(view: View) -> dict[str, Any]:
    """Productions, other disclosures and the revealed log of one defendant, as JSON values.

    Raises Refused for any viewer but a defendant's side.
    """
    if view.viewer.role is not Reader.DEFENSE or view.viewer.defendant is None:
        raise Refused("What is served is read as the defendant's side reads it.")
    every = items.every(view)
    units: dict[str, list[Unit]] = {}
    for unit in productions.units(view):
        units.setdefault(unit.item, []).append(unit)
    return {
        "matter": matters.matter(view).title,
        "defendant": view.viewer.defendant,
        "productions": [_volume(one, every, units) for one in productions.volumes(view)],
        "disclosures": _disclosures(productions.disclosures(view), every),
        "withholding_log": [_entry(one) for one in productions.withholdings(view)],
    }


def _volume(volume: Volume, every: list[Item], units: dict[str, list[Unit]]) -> dict[str, Any]:
    own = [item for item in every
           if item.side is Side.PRODUCED and item.volume == volume.id
           and item.role not in ASIDE]  # fmt: skip
    return {
        "volume": volume.name,
        "on": volume.on,
        "documents": [row for item in own for row in _documents(item, units.get(item.id, []))],
    }


def _documents(item: Item, units: list[Unit]) -> list[dict[str, Any]]:
    """The documents of a produced file; a file that is not laid out is one document."""
    whole = Unit(item.id, 1, max(1, item.version.pages), item.title, None, None, "file")
    return [
        {"path": item.path, "title": unit.title, "begin": unit.begin, "end": unit.end,
         "first": unit.first, "last": unit.last}
        for unit in units or [whole]
    ]  # fmt: skip


def _disclosures(told: list[Disclosure], every: list[Item]) -> list[dict[str, Any]]:
    """Disclosures of items that this side may see: offered alone is not given."""
    seen = {item.id: item for item in every}
    return [
        {"path": seen[one.item].path, "title": seen[one.item].title, "on": one.on,
         "manner": one.manner.value, "receipt": one.receipt_name}
        for one in told
        if one.item in seen
    ]  # fmt: skip


def _entry(entry: Withholding) -> dict[str, Any]:
    """An entry, numbered as this side sees the log."""
    return {"entry": entry.id, "pages": entry.pages, "provision": entry.provision,
            "reason": entry.reason}  # fmt: skip
