"""The scope of every statement: which productions were compared, and what was not read."""

from typing import Any

from kyles.model import Volume
from kyles.model.item import NOT_READ
from kyles.reconcile.audit_view import Audit

NAMED = 6  # volumes that are named one by one


def scope(audit: Audit) -> dict[str, Any]:
    """What was compared, for scripts; `says` is the same for people."""
    volumes: dict[str, Volume] = {}
    for one in audit.given.values():
        volumes.update({volume.id: volume for volume in one.volumes})
    ordered = sorted(volumes.values(), key=lambda one: (one.on is None, one.on or "", one.name))
    unread = sum(item.version.state in NOT_READ for item in audit.items.values())
    unfinished = [one.source.name for one in audit.addings if not one.completed]
    return {
        "productions": [
            {"volume": one.name, "defendants": list(one.defendants), "on": one.on}
            for one in ordered
        ],
        "holders": holders(audit),
        "unread": unread,
        "unfinished": unfinished,
        "says": says(ordered, holders(audit), unread, unfinished),
    }


def holders(audit: Audit) -> list[str]:
    """Everybody who holds something here, by name."""
    return sorted({item.holder for item in audit.held.items if item.holder})


def says(volumes: list[Volume], holders: list[str], unread: int, unfinished: list[str]) -> str:
    """The scope in one sentence."""
    held = f"what {_listed(holders)} hold{'s' if len(holders) == 1 else ''}" if holders else ""
    given = f"the productions loaded here ({_volumes(volumes)})" if volumes else ""
    sides = " with ".join(filter(None, (held, given))) or "nothing: no folder was added yet"
    files = "1 file" if unread == 1 else f"{unread:,} files"
    not_read = f"{files} could not be read" if unread else "every file was read"
    more = f"; adding {_listed(unfinished)} was not finished" if unfinished else ""
    return f"Compared {sides}; {not_read}{more}."


def _volumes(volumes: list[Volume]) -> str:
    names = list(dict.fromkeys(one.name for one in volumes))
    told = _listed(names) if len(names) <= NAMED else f"{names[0]} to {names[-1]}"
    dates = [one.on for one in volumes if one.on]
    return f"{told}, the last of {max(dates)}" if dates else told


def _listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
